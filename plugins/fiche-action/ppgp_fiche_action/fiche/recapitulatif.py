"""The budget at a glance: a sentence, then a table of funders by years with their shares."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ppgp_docs.api import (
    SHARES_ROUNDED,
    PrintedAmendments,
    PrintedProgress,
    Progress,
    funding_sentences,
)
from ppgp_fiche_action.amendments import amendments_table
from ppgp_fiche_action.fiche.budget_tables import budget_tables
from ppgp_fiche_action.fiche.funding import Funding
from ppgp_fiche_action.progress import progress_table
from ppgp_fiche_action.word.ooxml import Element, paragraph, run
from ppgp_fiche_action.word.styles import Style
from ppgp_fiche_action.word.tables import Look, equal_widths, plain_cells, table

TEXT_WIDTH: Final = 9638
"""The width of the page inside the template's margins, in twips."""
_AMOUNT: Final = 1500
"""What « 9 999 999,99 € » and the margins of its cell take, in twips."""
_SHARE: Final = 1050
"""What « 92,75 % » takes, in twips."""
_FUNDER: Final = (2100, 4500)
"""The least and the most that the names of the funders take, in twips."""


def sentence(groups: Sequence[Funding]) -> Element:
    """The total, its natures when there are two, what it makes for each; then what was spent."""
    said = funding_sentences([group.printed for group in groups])
    text = groups[0].locked(["synthese"], run(said))
    return paragraph(groups[0].sheet.styles[Style.ANNONCE], text)


def summaries(groups: Sequence[Funding]) -> Iterator[Element]:
    """What is foreseen by year, with shares; then the stages side by side, where there are some.

    A fiche that has one stage alone has its table.
    """
    for elements in budget_parts(groups).values():
        yield from elements


def budget_parts(groups: Sequence[Funding]) -> dict[str, list[Element]]:
    """The tables of a budget, in their order, by the name that a template gives them; none of one
    that the fiche does not use."""
    funding = groups[0]
    parts = {
        "annees": [*_by_year(funding)],
        "statuts": [],
        "suivi": [*_side_by_side(funding)],
        "avenants": [*_before_and_after(funding)],
        **{name: list[Element]() for name in dict.fromkeys(_PARTS.values())},
    }
    for key, elements in budget_tables(funding, TEXT_WIDTH):
        parts[_PARTS[key.partition("/")[0]]] += elements
    return parts


_PARTS: Final = {
    "statuts": "statuts",
    "sections": "parties",
    "sous-actions": "parties",
    "couts": "parties",
    "comptes": "comptes",
    "autorisations": "autorisations",
    "chiffrage": "chiffrage",
}
"""The name of each table of a budget that says more than who pays, by the head of its key."""


def _by_year(funding: Funding) -> Iterator[Element]:
    yield _summary(funding)
    if len(funding.budget.financeurs()) > 1:
        yield paragraph(funding.sheet.styles[Style.NOTE], run(SHARES_ROUNDED))


def _before_and_after(funding: Funding) -> Iterator[Element]:
    """What amendments gave and took."""
    sheet, printed = funding.sheet, funding.printed
    known = PrintedAmendments.of_fiche(printed.dossier, printed.fiche, printed.write)
    if known:
        yield paragraph(sheet.styles[Style.TITRE_3], run(known.title))
        yield amendments_table(sheet, known, TEXT_WIDTH, funding.path("avenants"))


def _side_by_side(funding: Funding) -> Iterator[Element]:
    """What was foreseen beside what became of it, the gap and the rate."""
    progress = Progress.of(funding.financement.a_l_etape)
    if progress is None:
        return
    printed = PrintedProgress(progress, funding.funder, funding.printed.write)
    yield paragraph(funding.sheet.styles[Style.TITRE_3], run(printed.title))
    yield progress_table(funding.sheet, printed, TEXT_WIDTH, funding.path("suivi"))


def _summary(funding: Funding) -> Element:
    """The table, its cells locked."""
    years = [str(year) for year in funding.budget.annees()]
    look = Look(
        title=funding.printed.title,
        description="Montants par financeur et par année, totaux et part de chaque financeur",
        widths=_widths(len(years) + 1),
        money=True,
        total=True,
        computed=funding.path("recapitulatif"),
    )
    header = plain_cells("Financeur", *years, "Total", "Part")
    rows = [
        plain_cells(row.label, *row.amounts, row.total, row.share)
        for row in funding.printed.summary()
    ]
    return table(funding.sheet, look, header, rows)


def _widths(amounts: int) -> tuple[int, ...]:
    """The columns: the funders, as many amounts, the shares."""
    least, most = _FUNDER
    first = min(max(TEXT_WIDTH - _SHARE - amounts * _AMOUNT, least), most)
    return (first, *equal_widths(TEXT_WIDTH - _SHARE - first, amounts), _SHARE)
