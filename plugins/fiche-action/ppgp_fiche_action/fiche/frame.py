"""Rows that a fiche has where it says more than a fiche of a contract: its levels, its parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from ppgp_docs.api import SentField, fiche
from ppgp_fiche_action.word.fields import declare, number, text, typed, typed_prose
from ppgp_fiche_action.word.ooxml import Element, markup, paragraph, run
from ppgp_fiche_action.word.prose import bullets
from ppgp_fiche_action.word.sheet import Sheet
from ppgp_fiche_action.word.styles import Style

_COLON: Final = "\u00a0: "
_DASH: Final = " – "


def above(sheet: Sheet) -> Iterator[dict[str, Any]]:
    """The axis, the priority… then the objectives that the fiche serves beside its own."""
    for level in sheet.fiche.niveaux:
        said = paragraph(sheet.styles[Style.CELLULE], *_level(sheet, level))
        where = level.address("niveau")
        sheet.labels[f"{where}.libelle"] = declare(sheet, SentField(where, "Niveau"))
        yield _row(where, level.niveau, [said])
    if others := sheet.fiche.objectifs:
        listed = bullets(sheet, [_objective(sheet, one) for one in others])
        yield _row(sheet.fiche.address("objectifs"), "Autres objectifs", listed)


def _level(sheet: Sheet, one: fiche.Niveau) -> list[Element]:
    field = SentField(one.address("numero"), "Numéro")
    said = typed(sheet, field, run(one.numero)) if one.numero else []
    title = text(sheet, one, "intitule", one.niveau) if one.intitule else []
    return [*said, *[run(_DASH)] * bool(said and title), *title]


def _objective(sheet: Sheet, one: fiche.Objectif) -> list[Element]:
    field = SentField(one.address("numero"), "Numéro de l’objectif")
    rank = number(sheet, field, str(one.numero))
    return [run("Objectif "), *rank, run(_COLON), *text(sheet, one, "intitule", "Objectif")]


def sub_actions(sheet: Sheet) -> Iterator[dict[str, Any]]:
    """The parts of the action, each with its number and what is done there."""
    if parts := sheet.fiche.sous_actions:
        said = [element for one in parts for element in _part(sheet, one)]
        yield _row(sheet.fiche.address("sous_actions"), "Sous-actions", said)


def _part(sheet: Sheet, one: fiche.SousAction) -> Iterator[Element]:
    strong = sheet.styles[Style.GRAS]
    rank = typed(sheet, SentField(one.address("numero"), "Numéro"), run(one.numero, strong))
    title = text(sheet, one, "titre", "Sous-action")
    yield from bullets(sheet, [[*rank, run(_DASH, strong), *title]])
    yield from typed_prose(sheet, one, "texte", "Sous-action", Style.SUITE)


def _row(address: str, label: str, content: Iterable[Element]) -> dict[str, Any]:
    return {"chemin": address, "libelle": label, "contenu": markup(content)}
