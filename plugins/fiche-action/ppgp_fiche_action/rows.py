"""The rows of the sheet: the blocks of each, then what the row computes, if it computes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from ppgp_docs.api import capitale, fiche, warning
from ppgp_fiche_action.blocks import block
from ppgp_fiche_action.funding import COLON, fundings
from ppgp_fiche_action.moyens import breakdown
from ppgp_fiche_action.ooxml import Element, block_control, control, paragraph, run
from ppgp_fiche_action.prose import bullets, prose, words
from ppgp_fiche_action.sheet import Sheet
from ppgp_fiche_action.styles import Style


def content(sheet: Sheet, rubrique: fiche.Rubrique) -> list[Element]:
    """What stands in the right column; a row with nothing to say keeps an empty line."""
    own = [element for bloc in rubrique.blocs for element in block(sheet, bloc)]
    elements = [block_control(rubrique.address(), rubrique.intitule, own)] if own else []
    if compute := _COMPUTED.get(rubrique.cle):
        elements.extend(compute(sheet))
    return elements or [paragraph(sheet.styles[Style.CELLULE])]


def say_lost_content(sheet: Sheet) -> None:
    """Report what the fiche holds and no row prints."""
    present = {rubrique.cle for rubrique in sheet.fiche.rubriques}
    for name, (value, field, label) in _held(sheet.fiche).items():
        if value and name not in present:
            sheet.context.report(
                warning(
                    "R302",
                    f"{label} ne s’imprime pas : la fiche n’a pas de rubrique `{name}`",
                    sheet.fiche.at("rubriques"),
                    f"ajoutez `- cle: {name}` aux rubriques",
                )
            )
            reason = f"la fiche n’a pas de rubrique `{name}`"
            sheet.context.left_out(sheet.fiche, reason, field)


def _held(one: fiche.FicheAction) -> dict[str, tuple[object, str, str]]:
    vigilance = "points_de_vigilance"
    return {
        "moyens": (one.budget, "budget", "le détail du budget"),
        "calendrier": (one.calendrier, "calendrier", "le calendrier"),
        "indicateurs": (one.indicateurs, "indicateurs", "la liste des indicateurs"),
        "vigilance": (one.points_de_vigilance, vigilance, "le texte des points de vigilance"),
    }


def _moyens(sheet: Sheet) -> Iterator[Element]:
    budget = sheet.fiche.budget
    return breakdown(fundings(sheet, budget)) if budget else iter(())


def _calendrier(sheet: Sheet) -> Iterator[Element]:
    """The phases as a list, each with its year or date in bold."""
    strong = sheet.styles[Style.GRAS]
    items = []
    for phase in sheet.fiche.calendrier:
        where = phase.address("texte")
        when = [run(f"{phase.en_tete}{COLON}", strong)] if phase.en_tete else []
        items.append([*when, control(where, "Phase", *words(sheet, phase.texte))])
    return bullets(sheet, items)


def _indicateurs(sheet: Sheet) -> Iterator[Element]:
    for indicator in sheet.fiche.indicateurs:
        label = control(
            indicator.address("libelle"), "Indicateur", *words(sheet, indicator.libelle)
        )
        unit = [run(f" (en\u00a0{indicator.unite})")] if indicator.unite else []
        yield from bullets(sheet, [[label, *unit]])
        if details := "\u202f; ".join(_details(sheet, indicator)):
            text = run(capitale(details))
            yield paragraph(sheet.styles[Style.SUITE], text)


def _details(sheet: Sheet, indicator: fiche.Indicateur) -> Iterator[str]:
    """The people counted, the start, the target and its date, where the fiche gives them."""
    if indicator.population and indicator.population not in indicator.libelle.plain:
        yield f"population{COLON}{indicator.population}"
    for label, name in (("départ", indicator.reference), ("cible", indicator.cible)):
        if figure := sheet.figure(name):
            yield f"{label}{COLON}{figure.alone}"
    if indicator.echeance:
        yield f"échéance{COLON}{indicator.echeance.en_francais()}"


def _vigilance(sheet: Sheet) -> Iterator[Element]:
    if text := sheet.fiche.points_de_vigilance:
        where = sheet.fiche.address("points_de_vigilance")
        yield block_control(where, "Points de vigilance", [*prose(sheet, text)])


_COMPUTED: Final[dict[str, Callable[[Sheet], Iterator[Element]]]] = {
    "moyens": _moyens,
    "calendrier": _calendrier,
    "indicateurs": _indicateurs,
    "vigilance": _vigilance,
}
