"""The budget as the form nests it: funder, nature, year, line with its paper and deliverables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from ppgp_docs.api import LIBELLES_NATURES, LIBELLES_STATUTS, Branche, fiche
from ppgp_fiche_action.funding import COLON, Funding, common_status
from ppgp_fiche_action.ooxml import Element, control, paragraph, run
from ppgp_fiche_action.prose import bullets, words
from ppgp_fiche_action.styles import Style

Branch: TypeAlias = Branche[fiche.LigneBudget]

_FINANCEMENT: Final = {
    "propose": "Proposition",
    "notifie": "Financement notifié",
    "realise": "Financement réalisé",
}


def breakdown(groups: Sequence[Funding]) -> Iterator[Element]:
    """The nested budget, the sentence on shared costs, the total; then what was spent, alike."""
    for rank, funding in enumerate(groups):
        yield from _group(funding, key=not rank)


def _group(funding: Funding, key: bool) -> Iterator[Element]:
    for funder in funding.budget.arbre():
        yield _funder(funding, funder)
        for nature in funder.branches:
            yield _nature(funding, funder, nature)
            for year in nature.branches:
                yield from _year(funding, (funder, nature, year))
    if key:
        yield from _key(funding)
    label = run(f"{funding.total_label}{COLON}")
    yield _paragraph(funding, Style.TOTAL, label, funding.total(funding.budget.total()))


def _funder(funding: Funding, funder: Branch) -> Element:
    """« Proposition » is what is asked and not granted."""
    kind = _FINANCEMENT.get(common_status(funder.lignes), "Financement")
    label = run(f"{kind} – {funding.funder(str(funder.cle))}{COLON}")
    amount = funding.total(funder.total, funder.cle)
    return _paragraph(funding, Style.FINANCEUR, label, amount)


def _nature(funding: Funding, funder: Branch, nature: Branch) -> Element:
    label = run(f"Total des {LIBELLES_NATURES[str(nature.cle)]}{COLON}")
    amount = funding.total(nature.total, funder.cle, nature.cle)
    return _paragraph(funding, Style.NATURE, label, amount)


def _year(funding: Funding, way: tuple[Branch, Branch, Branch]) -> Iterator[Element]:
    """The year and its total; a line that has nothing to say is the year itself."""
    funder, nature, year = way
    mixed = not common_status(funder.lignes)
    label = run(f"{year.cle}{COLON}")
    if len(year.lignes) == 1 and not _speaks(year.lignes[0]):
        yield _paragraph(funding, Style.ANNEE, label, *_amount(funding, year.lignes[0], mixed))
        return
    total = funding.total(year.total, funder.cle, nature.cle, year.cle)
    yield _paragraph(funding, Style.ANNEE, label, total)
    for line in year.lignes:
        words_of_line = (*_label(funding, line), *_amount(funding, line, mixed))
        yield _paragraph(funding, Style.LIGNE, *words_of_line)
        yield from _services(funding, line)


def _speaks(line: fiche.LigneBudget) -> bool:
    return bool(line.libelle or line.piece or line.prestations)


def _amount(funding: Funding, line: fiche.LigneBudget, mixed: bool) -> Iterator[Element]:
    """An amount with its paper and, where the funder's lines differ, its status."""
    remarks = [line.piece.en_clair] if line.piece else []
    remarks += [LIBELLES_STATUTS[line.statut]] if mixed else []
    end = f" ({', '.join(remarks)})" if remarks else ""
    end += "\u00a0:" if line.prestations else ""
    yield funding.amount(line)
    if end:
        yield run(end)


def _label(funding: Funding, line: fiche.LigneBudget) -> list[Element]:
    if not line.libelle:
        return []
    return [
        control(line.address("libelle"), "Libellé", *words(funding.sheet, line.libelle)),
        run(COLON),
    ]


def _services(funding: Funding, line: fiche.LigneBudget) -> Iterator[Element]:
    items = (
        [control(line.address(f"prestations.{rank}"), "Prestation", *words(funding.sheet, text))]
        for rank, text in enumerate(line.prestations)
    )
    return bullets(funding.sheet, items, level=1)


def _key(funding: Funding) -> Iterator[Element]:
    """Which fiche carries the key of the shared costs."""
    if key := funding.financement.repartition:
        usual = f"Répartition des coûts transverses{COLON}voir la fiche action {key.fiche}."
        text = words(funding.sheet, key.texte) or [run(usual)]
        printed = control(key.address("texte"), "Répartition", *text)
        yield _paragraph(funding, Style.PRECISION, printed)


def _paragraph(funding: Funding, style: Style, *content: Element) -> Element:
    return paragraph(funding.sheet.styles[style], *content)
