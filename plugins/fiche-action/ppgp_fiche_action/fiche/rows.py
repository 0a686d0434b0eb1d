"""The rows of the sheet: the blocks of each, then what the row computes, if it computes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from ppgp_docs.api import PrintedYear, SentField, capitale, fiche, printed_years
from ppgp_fiche_action.fiche.blocks import block
from ppgp_fiche_action.fiche.funding import COLON, fundings
from ppgp_fiche_action.fiche.moyens import breakdown
from ppgp_fiche_action.fiche.outside_rows import outside_rows
from ppgp_fiche_action.word.fields import date, figure, number, text, typed, typed_prose
from ppgp_fiche_action.word.ooxml import Element, paragraph, run
from ppgp_fiche_action.word.prose import bullets
from ppgp_fiche_action.word.sheet import Sheet
from ppgp_fiche_action.word.styles import Style
from ppgp_fiche_action.word.trends import drawn_trend
from ppgp_fiche_action.years import year_detail


def content(sheet: Sheet, rubrique: fiche.Rubrique) -> list[Element]:
    """What stands in the right column; a row with nothing to say keeps an empty line."""
    elements = [element for bloc in rubrique.blocs for element in block(sheet, bloc)]
    if compute := _COMPUTED.get(rubrique.cle):
        elements.extend(compute(sheet))
    return elements or [paragraph(sheet.styles[Style.CELLULE])]


def leave_out_outside_rows(sheet: Sheet) -> None:
    """Declare what the fiche holds and no row prints, which ``check`` has told."""
    for each in outside_rows(sheet.fiche):
        sheet.context.left_out(sheet.fiche, each.reason, each.field)


def _moyens(sheet: Sheet) -> Iterator[Element]:
    budget = sheet.fiche.budget
    return breakdown(fundings(sheet)) if budget else iter(())


def _calendrier(sheet: Sheet) -> Iterator[Element]:
    """The phases as a list, each with its year or date in bold."""
    items = [
        [*_when(sheet, phase), *text(sheet, phase, "texte", "Phase")]
        for phase in sheet.fiche.calendrier
    ]
    return bullets(sheet, items)


def _when(sheet: Sheet, phase: fiche.Phase) -> list[Element]:
    strong = sheet.styles[Style.GRAS]
    if phase.date:
        field = SentField(phase.address("date"), "Date")
        said = date(sheet, field, phase.date, phase.en_tete, strong)
    elif phase.annee:
        field = SentField(phase.address("annee"), "Année")
        said = number(sheet, field, phase.en_tete, strong)
    else:
        return []
    return [*said, run(COLON, strong)]


def _indicateurs(sheet: Sheet) -> Iterator[Element]:
    for indicator in sheet.fiche.indicateurs:
        label = text(sheet, indicator, "libelle", "Indicateur")
        if indicator.unite:
            field = SentField(indicator.address("unite"), "Unité")
            unit = typed(sheet, field, run(indicator.unite))
            label += [run(" (en\u00a0"), *unit, run(")")]
        yield from bullets(sheet, [label])
        if details := list(_details(sheet, indicator)):
            yield paragraph(sheet.styles[Style.SUITE], *_in_a_row(details))
        for year in printed_years(indicator, sheet.figures):
            yield paragraph(sheet.styles[Style.SUITE], *_year(sheet, year))
        if (drawing := drawn_trend(sheet, indicator, sheet.figures)) is not None:
            yield paragraph(sheet.styles[Style.SUITE], drawing)


def _year(sheet: Sheet, one: PrintedYear) -> Iterator[Element]:
    """What a year gave, behind its number."""
    strong = sheet.styles[Style.GRAS]
    yield from number(sheet, SentField(one.year.address("annee"), "Année"), one.head, strong)
    yield run(f"\u00a0{_DASH} ")
    said = [(detail.label, year_detail(sheet, one, detail)) for detail in one.details()]
    for rank, (label, content) in enumerate(said):
        yield run(f"\u202f; {label}{COLON}" if rank else f"{label}{COLON}")
        yield from content


def _in_a_row(details: Sequence[tuple[str, list[Element]]]) -> Iterator[Element]:
    """What each detail is, then itself."""
    for rank, (name, content) in enumerate(details):
        yield run(f"\u202f; {name}{COLON}" if rank else f"{capitale(name)}{COLON}")
        yield from content


def _details(sheet: Sheet, one: fiche.Indicateur) -> Iterator[tuple[str, list[Element]]]:
    """The people counted, the start, the target and its date, where the fiche gives them."""
    if one.population and one.population not in one.libelle.plain:
        field = SentField(one.address("population"), "Population")
        yield "population", typed(sheet, field, run(one.population))
    for label, key in (("départ", "reference"), ("cible", "cible")):
        name = getattr(one, key)
        if printed := sheet.figure(name):
            field = SentField(one.address(key), label.capitalize())
            yield label, figure(sheet, field, name, printed)
    if one.echeance:
        field = SentField(one.address("echeance"), "Échéance")
        yield "échéance", date(sheet, field, one.echeance, one.echeance.en_francais())


def _vigilance(sheet: Sheet) -> Iterator[Element]:
    return typed_prose(sheet, sheet.fiche, "points_de_vigilance", "Points de vigilance")


_DASH: Final = "–"

_COMPUTED: Final[dict[str, Callable[[Sheet], Iterator[Element]]]] = {
    "moyens": _moyens,
    "calendrier": _calendrier,
    "indicateurs": _indicateurs,
    "vigilance": _vigilance,
}
