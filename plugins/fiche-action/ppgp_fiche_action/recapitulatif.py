"""The budget at a glance: a sentence, then a table of funders by years with their shares."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ppgp_docs.api import LIBELLES_NATURES, LIBELLES_STATUTS, SHARES_ROUNDED, euros, share_of
from ppgp_fiche_action.funding import COLON, Funding, common_status
from ppgp_fiche_action.ooxml import Element, paragraph, run
from ppgp_fiche_action.styles import Style
from ppgp_fiche_action.tables import NOTHING, Cell, Look, equal_widths, table

_TEXT_WIDTH: Final = 9638
"""The width of the page inside the template's margins, in twips."""
_AMOUNT: Final = 1500
"""What « 9 999 999,99 € » and the margins of its cell take, in twips."""
_SHARE: Final = 1050
"""What « 92,75 % » takes, in twips."""
_FUNDER: Final = (2100, 4500)
"""The least and the most that the names of the funders take, in twips."""


def sentence(groups: Sequence[Funding]) -> Element:
    """The total, its natures when there are two, what it makes for each; then what was spent."""
    first, said = groups[0], [_said(group) for group in groups]
    said[0] += _each(first)
    text = first.locked(["synthese"], run(" ".join(said)))
    return paragraph(first.sheet.styles[Style.ANNONCE], text)


def _said(funding: Funding) -> str:
    totals = funding.budget.par_nature().items()
    parts = [f"{funding.write(total)} de {LIBELLES_NATURES[nature]}" for nature, total in totals]
    natures = f"{COLON}{' et '.join(parts)}" if len(parts) > 1 else ""
    what = (
        "Les dépenses réalisées s’élèvent"
        if funding.spent
        else "Le financement de l’action s’élève"
    )
    return f"{what} à {funding.write(funding.budget.total())}{natures}."


def _each(funding: Funding) -> str:
    """The cost of one beneficiary: of the action's own costs, where it has some."""
    people = funding.sheet.figure(funding.financement.beneficiaires)
    if people is None or not people.chiffre.valeur or people.chiffre.valeur % 1:
        return ""
    own = funding.budget.extrait("nature", "propre")
    cost = (own if own.lignes else funding.budget).cout_par(int(people.chiffre.valeur))
    all_of_it = "Elles représentent" if funding.spent else "Il représente"
    what = "Les montants propres représentent" if own.lignes else all_of_it
    return f" {what} {euros(cost)} par bénéficiaire ({people.alone})."


def summaries(groups: Sequence[Funding]) -> Iterator[Element]:
    """A table for what is asked or granted, one for what was spent, and how shares are rounded."""
    for funding in groups:
        style = funding.sheet.styles
        if funding.spent and len(groups) > 1:
            caption = run("Dépenses réalisées, à part du prévu\u00a0:")
            yield paragraph(style[Style.ANNONCE], caption)
        yield _summary(funding)
        if len(funding.budget.financeurs()) > 1:
            yield paragraph(style[Style.NOTE], run(SHARES_ROUNDED))


def _summary(funding: Funding) -> Element:
    """The table, its cells locked."""
    years = [str(year) for year in funding.budget.annees()]
    look = Look(
        title="Récapitulatif des dépenses réalisées"
        if funding.spent
        else "Récapitulatif du financement",
        description="Montants par financeur et par année, totaux et part de chaque financeur",
        widths=_widths(len(years) + 1),
        money=True,
        total=True,
        computed=funding.path("recapitulatif"),
    )
    header = _cells("Financeur", *years, "Total", "Part")
    rows = [*_funders(funding), _whole(funding)]
    return table(funding.sheet, look, header, rows)


def _widths(amounts: int) -> tuple[int, ...]:
    """The columns: the funders, as many amounts, the shares."""
    least, most = _FUNDER
    first = min(max(_TEXT_WIDTH - _SHARE - amounts * _AMOUNT, least), most)
    return (first, *equal_widths(_TEXT_WIDTH - _SHARE - first, amounts), _SHARE)


def _funders(funding: Funding) -> Iterator[list[Cell]]:
    whole = funding.budget.total()
    for key, years in funding.budget.financeur_annee().items():
        lines = funding.budget.extrait(key)
        status = LIBELLES_STATUTS.get(common_status(lines.lignes))
        label = " –\u00a0".join(filter(None, (funding.funder(key), status)))
        amounts = map(funding.write, (*years.values(), lines.total()))
        yield _cells(label, *amounts, share_of(lines.total(), whole) or NOTHING)


def _whole(funding: Funding) -> list[Cell]:
    budget, whole = funding.budget, funding.budget.total()
    amounts = map(funding.write, (*budget.par_annee().values(), whole))
    return _cells(funding.total_label, *amounts, share_of(whole, whole) or NOTHING)


def _cells(*texts: str) -> list[Cell]:
    return [[run(text)] for text in texts]
