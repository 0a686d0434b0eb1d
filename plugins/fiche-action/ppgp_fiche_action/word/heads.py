"""What the template itself prints in a control of its own: titles, the notes that they call, the
labels of rows."""

from __future__ import annotations

from copy import deepcopy
from typing import Final, TypeAlias

from ppgp_docs.api import Line
from ppgp_fiche_action.word.ooxml import XML_SPACE, Element, qn
from ppgp_fiche_action.word.prose import call
from ppgp_fiche_action.word.sheet import Sheet

Pieces: TypeAlias = list["str | Element"]
_WORDS: Final = tuple(map(qn, ("t", "noBreakHyphen", "tab", "br")))


def pieces(sheet: Sheet, text: Line) -> Pieces:
    """The words of a title and the calls between them; nothing of one that calls no note."""
    if not any(one.note for one in text.runs):
        return []
    return [call(sheet, one.note) if one.note else one.text for one in text.runs]


def put_calls(body: Element, sheet: Sheet) -> None:
    """Put the calls where they stand, in the look that the template gives the words."""
    for control in list(body.iter(qn("sdt"))):
        tag = control.find(f"{qn('sdtPr')}/{qn('tag')}")
        made = sheet.heads.get("" if tag is None else tag.get(qn("val"), ""), [])
        runs = list(control.find(qn("sdtContent")).iter(qn("r"))) if made else []
        for piece in made if runs else ():
            runs[0].addprevious(piece if not isinstance(piece, str) else _like(runs[0], piece))
        for one in runs:
            one.getparent().remove(one)


def name_labels(body: Element, sheet: Sheet) -> None:
    """Give the label of a row the tag of its field: the template makes one of the row's own."""
    for tag in body.iter(qn("tag")) if sheet.labels else ():
        if field := sheet.labels.get(tag.get(qn("val"))):
            tag.set(qn("val"), field)


def _like(model: Element, text: str) -> Element:
    """A run of the look of another, with other words."""
    made = deepcopy(model)
    for one in [each for each in made if each.tag in _WORDS][1:]:
        made.remove(one)
    said = made.find(qn("t"))
    said.text = text
    said.set(XML_SPACE, "preserve")
    return made
