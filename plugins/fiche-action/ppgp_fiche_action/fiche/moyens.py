"""The budget as the form nests it: funder, nature, year, line with its paper and deliverables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TypeAlias

from ppgp_docs.api import (
    FORMER_STATES,
    LIBELLES_FINANCEMENTS,
    LIBELLES_FINANCEURS,
    LIBELLES_NATURES,
    LIBELLES_STATUTS,
    Branche,
    DatePrecise,
    Genre,
    SentField,
    common_status,
    fiche,
    is_former,
)
from ppgp_fiche_action.fiche.funding import COLON, Funding
from ppgp_fiche_action.word.fields import choice, date, number, one_of, text, typed
from ppgp_fiche_action.word.ooxml import Element, paragraph, run
from ppgp_fiche_action.word.prose import bullets
from ppgp_fiche_action.word.sheet import Sheet
from ppgp_fiche_action.word.styles import Style

Branch: TypeAlias = Branche[fiche.LigneBudget]

_PAPERS: Final = ("devis", "facture", "convention", "notification", "commande", "mandat")
"""As ``schemas/fiche.yaml`` lists them."""


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
    label = run(f"{funding.printed.total_label}{COLON}")
    yield _paragraph(funding, Style.TOTAL, label, funding.total(funding.budget.total()))


def _funder(funding: Funding, funder: Branch) -> Element:
    """« Proposition » is what is asked and not granted."""
    lines = funder.lignes
    status = common_status(lines)
    kind = [run("Financement")]
    if status:
        field = one_of(_addresses(lines, "statut"), "Statut", LIBELLES_FINANCEMENTS.items())
        kind = choice(funding.sheet, field, LIBELLES_FINANCEMENTS[status])
    amount = funding.total(funder.total, funder.cle)
    content = (*kind, run(" – "), *_name(funding, funder), run(COLON), amount)
    return _paragraph(funding, Style.FINANCEUR, *content)


def _name(funding: Funding, funder: Branch) -> list[Element]:
    """The funder, to be chosen among those that are known, or typed."""
    key = str(funder.cle)
    known = dict.fromkeys((*LIBELLES_FINANCEURS, key))
    names = [(each, funding.funder(each)) for each in known]
    field = one_of(_addresses(funder.lignes, "financeur"), "Financeur", names)
    return choice(funding.sheet, field, funding.funder(key), closed=False)


def _nature(funding: Funding, funder: Branch, nature: Branch) -> Element:
    """Its total, unless that of its funder above and that of its year below are it already."""
    field = one_of(_addresses(nature.lignes, "nature"), "Nature", LIBELLES_NATURES.items())
    kind = choice(funding.sheet, field, LIBELLES_NATURES[str(nature.cle)])
    if len(funder.branches) == 1 == len(nature.branches):
        return _paragraph(funding, Style.NATURE, run("En "), *kind, run("\u00a0:"))
    amount = funding.total(nature.total, funder.cle, nature.cle)
    return _paragraph(funding, Style.NATURE, run("Total des "), *kind, run(COLON), amount)


def _addresses(lines: Iterable[fiche.LigneBudget], name: str) -> list[str]:
    """Where each line says what is printed once for all of them."""
    return [address for line in lines if (address := line.address(name))]


def _year(funding: Funding, way: tuple[Branch, Branch, Branch]) -> Iterator[Element]:
    """The year and its total; a line that has nothing to say is the year itself."""
    funder, nature, year = way
    mixed = not common_status(funder.lignes)
    field = SentField(_addresses(year.lignes, "annee"), "Année")
    label = [*number(funding.sheet, field, str(year.cle)), run(COLON)]
    if len(year.lignes) == 1 and not _speaks(year.lignes[0]):
        amount = _amount(funding, year.lignes[0], mixed)
        yield _paragraph(funding, Style.ANNEE, *label, *amount)
        return
    total = funding.total(year.total, funder.cle, nature.cle, year.cle)
    yield _paragraph(funding, Style.ANNEE, *label, total)
    amended = any(not line.address() for line in year.lignes)
    for line in year.lignes:
        label = _label(funding, line) or [run(f"Signé{COLON}")] * amended
        words_of_line = (*label, *_amount(funding, line, mixed))
        yield _paragraph(funding, Style.LIGNE, *words_of_line)
        yield from _services(funding, line)


def _speaks(line: fiche.LigneBudget) -> bool:
    before = any(map(is_former, line.etats))
    return bool(line.libelle or line.piece or line.prestations or line.date or before)


def _amount(funding: Funding, line: fiche.LigneBudget, mixed: bool) -> Iterator[Element]:
    """An amount with its paper and, where the funder's lines differ, its status."""
    yield from funding.amount(line)
    remarks = [_paper(funding.sheet, line.piece)] if line.piece else []
    if state := _state(funding, line, mixed):
        remarks.append(state)
    remarks += [_before(funding, state) for state in line.etats if is_former(state)]
    remarks += _parts(funding, line)
    for rank, remark in enumerate(remarks):
        yield run(", " if rank else " (")
        yield from remark
    if end := (")" if remarks else "") + ("\u00a0:" if line.prestations else ""):
        yield run(end)


def _parts(funding: Funding, line: fiche.LigneBudget) -> Iterator[list[Element]]:
    """« investissement », « sous-action 8.1 »: what it belongs to, where the fiche says so."""
    if funding.financement.a_deux_sections:
        field = one_of(line.address("section"), "Section", [(one, one) for one in fiche.SECTIONS])
        yield choice(funding.sheet, field, line.section)
    if line.sous_action:
        known = dict.fromkeys(one.numero for one in funding.sheet.fiche.sous_actions)
        numbers = [(str(one), str(one)) for one in (*known, line.sous_action)]
        field = one_of(line.address("sous_action"), "Sous-action", dict(numbers).items())
        yield [run("sous-action\u00a0"), *choice(funding.sheet, field, line.sous_action)]


def _paper(sheet: Sheet, one: fiche.Piece) -> list[Element]:
    """« devis du 28/08/2020 » on one line, « facture n° 12, mars 2021 »; see ``Piece.en_clair``."""
    kinds = [(each, each) for each in _PAPERS]
    said = choice(sheet, one_of(one.address("type"), "Pièce", kinds), one.type)
    if one.reference:
        field = SentField(one.address("reference"), "Référence")
        said += [run(" n°\u00a0"), *typed(sheet, field, run(one.reference))]
    if one.date:
        field = SentField(one.address("date"), "Date")
        said.append(run("\u00a0du\u00a0" if one.date.precision == "jour" else ", "))
        said += date(sheet, field, one.date, one.date.en_chiffres())
    return said


def _state(funding: Funding, line: fiche.LigneBudget, mixed: bool) -> list[Element]:
    """« notifié le 15/02/2021 »: the status where the funder's lines differ, its date."""
    said: list[Element] = []
    if mixed:
        field = one_of(line.address("statut"), "Statut", LIBELLES_STATUTS.items())
        said += choice(funding.sheet, field, LIBELLES_STATUTS[line.statut])
    if line.date:
        said += [run(" ")] * mixed + _since(funding.sheet, line, line.date)
    return said


def _since(sheet: Sheet, line: fiche.LigneBudget | fiche.Etat, day: DatePrecise) -> list[Element]:
    """Since when it has its status: « le 12/03/2021 »."""
    on = [run("le\u00a0")] if day.precision == "jour" else []
    said = day.en_chiffres() if on else day.en_francais()
    return [*on, *date(sheet, SentField(line.address("date"), "Date"), day, said)]


def _before(funding: Funding, state: fiche.Etat) -> list[Element]:
    """What was asked before it was granted: « demandé : 200 000 € »."""
    field = SentField(state.address("montant"), "Montant", Genre.AMOUNT)
    amount = typed(funding.sheet, field, run(funding.write(state.montant)))
    said = [run(f"{FORMER_STATES[state.statut]}{COLON}"), *amount]
    if state.date:
        said += [run(" "), *_since(funding.sheet, state, state.date)]
    if state.piece:
        said += [run(", "), *_paper(funding.sheet, state.piece)]
    return said


def _label(funding: Funding, line: fiche.LigneBudget) -> list[Element]:
    if not line.libelle:
        return []
    return [*text(funding.sheet, line, "libelle", "Libellé"), run(COLON)]


def _services(funding: Funding, line: fiche.LigneBudget) -> Iterator[Element]:
    items = (
        text(funding.sheet, line, f"prestations.{rank}", "Prestation")
        for rank in range(len(line.prestations))
    )
    return bullets(funding.sheet, items, level=2)


def _key(funding: Funding) -> Iterator[Element]:
    """Which fiche carries the key of the shared costs."""
    if key := funding.financement.repartition:
        if key.texte:
            printed = text(funding.sheet, key, "texte", "Répartition")
        else:
            field = SentField(key.address("fiche"), "Fiche")
            printed = [
                run(f"Répartition des coûts transverses{COLON}voir la fiche action "),
                *number(funding.sheet, field, str(key.fiche)),
                run("."),
            ]
        yield _paragraph(funding, Style.PRECISION, *printed)


def _paragraph(funding: Funding, style: Style, *content: Element) -> Element:
    return paragraph(funding.sheet.styles[style], *content)
