"""What Word takes from a style, said where it stands too: other readers know nothing of styles.

The fill of a cell that only the style of its table gives leaves white words on white in several
viewers; a bullet that only the style of its paragraph gives vanishes in others.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Final

from ppgp_fiche_action.word.ooxml import Element, qn, w

_BEFORE_FILL: Final = frozenset(
    map(qn, ("cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders"))
)
"""What Word wants before the fill of a cell (ECMA-376, part 1, §17.4.66)."""
_BEFORE_NUMBER: Final = frozenset(
    map(qn, ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl"))
)
"""What Word wants before the number of a paragraph (ECMA-376, part 1, §17.3.1.26)."""


def say_styles(body: Element, styles: Element) -> None:
    """Fill the cells and number the paragraphs of a document as its styles do."""
    known = {style.get(qn("styleId")): style for style in styles.iter(qn("style"))}
    for table in body.iter(qn("tbl")):
        _fill(table, known)
    numbers = {name: _numbering(name, known) for name in known}
    for properties in body.iter(qn("pPr")):
        style = properties.find(qn("pStyle"))
        number = None if style is None else numbers.get(style.get(qn("val")))
        if number is not None and properties.find(qn("numPr")) is None:
            _insert(properties, deepcopy(number), _BEFORE_NUMBER)


def _numbering(name: str, known: dict[str, Element]) -> Element | None:
    """The numbering of a style, or of the one that it is based on."""
    seen: set[str] = set()
    while name in known and name not in seen:
        seen.add(name)
        own = known[name].find(f"{qn('pPr')}/{qn('numPr')}")
        if own is not None:
            level = own.find(qn("ilvl"))
            rank = "0" if level is None else level.get(qn("val"))
            number = own.find(qn("numId")).get(qn("val"))
            return (
                None if number == "0" else w("numPr", w("ilvl", val=rank), w("numId", val=number))
            )
        base = known[name].find(qn("basedOn"))
        name = "" if base is None else base.get(qn("val"))
    return None


def _fill(table: Element, known: dict[str, Element]) -> None:
    """Each cell takes the fill of the part of the table that it stands in."""
    properties = table.find(qn("tblPr"))
    named = properties.find(qn("tblStyle"))
    style = None if named is None else known.get(named.get(qn("val")))
    look = properties.find(qn("tblLook"))
    if style is None or look is None:
        return
    fills = {part.get(qn("type")): part for part in style.findall(qn("tblStylePr"))}
    rows = table.findall(qn("tr"))
    for line, row in enumerate(rows):
        cells = row.findall(qn("tc"))
        for column, cell in enumerate(cells):
            place = (line == 0, line == len(rows) - 1, column == 0, column == len(cells) - 1)
            _fill_cell(cell, [fills[name] for name in _parts(place, look) if name in fills])


def _parts(place: tuple[bool, bool, bool, bool], look: Element) -> Iterator[str]:
    """The parts of a table that a cell is in, the strongest first."""
    names = ("firstRow", "lastRow", "firstColumn", "lastColumn")
    styles = ("firstRow", "lastRow", "firstCol", "lastCol")
    for inside, name, style in zip(place, names, styles, strict=True):
        if inside and look.get(qn(name)) in ("1", "true"):
            yield style
    yield "wholeTable"


def _fill_cell(cell: Element, parts: list[Element]) -> None:
    found = (part.find(f"{qn('tcPr')}/{qn('shd')}") for part in parts)
    fill = next((one for one in found if one is not None), None)
    properties = cell.find(qn("tcPr"))
    if fill is not None and properties is not None and properties.find(qn("shd")) is None:
        _insert(properties, deepcopy(fill), _BEFORE_FILL)


def _insert(properties: Element, child: Element, before: frozenset[str]) -> None:
    """Put a property where the schema wants it."""
    place = sum(1 for each in properties if each.tag in before)
    properties.insert(place, child)
