"""Rich text as Word paragraphs, runs, links and real lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ppgp_docs.api import Line, ListOfItems, Paragraph, Prose, Run
from ppgp_fiche_action.ooxml import Element, R, paragraph, run, w
from ppgp_fiche_action.sheet import Sheet
from ppgp_fiche_action.styles import Style

_EMPHASIS = {
    (True, False): Style.GRAS,
    (False, True): Style.ITALIQUE,
    (True, True): Style.GRAS_ITALIQUE,
}


def words(sheet: Sheet, text: Line | Paragraph) -> list[Element]:
    """The runs of a paragraph."""
    return [_run(sheet, one) for one in text.runs]


def line(sheet: Sheet, text: Line, style: str) -> Element:
    """A paragraph of one line of text, in the style called ``style``."""
    return paragraph(sheet.styles[style], *words(sheet, text))


def prose(sheet: Sheet, text: Prose, style: str = Style.CELLULE) -> Iterator[Element]:
    """The paragraphs and lists of a text."""
    for node in text.nodes:
        if isinstance(node, Paragraph):
            yield paragraph(sheet.styles[style], *words(sheet, node))
        else:
            yield from _list(sheet, node, 0)


def bullets(sheet: Sheet, items: Iterable[Iterable[Element]], level: int = 0) -> Iterator[Element]:
    """A bulleted list, each item given by its runs."""
    style = sheet.styles.level(Style.PUCE, level)
    return (paragraph(style, *item) for item in items)


def numbered(sheet: Sheet, items: Iterable[Iterable[Element]]) -> Iterator[Element]:
    """A list numbered from 1."""
    style, number = sheet.styles[Style.NUMERO], sheet.new_numbers()
    numbering = (number, 0) if number else None
    return (paragraph(style, *item, numbering=numbering) for item in items)


def _run(sheet: Sheet, one: Run) -> Element:
    if one.note:
        return run(str(sheet.note(one.note)), sheet.styles[Style.APPEL])
    if one.link:
        text = run(one.text, sheet.styles[Style.LIEN], one.lang)
        link = w("hyperlink", text)
        link.set(f"{{{R}}}id", sheet.link(one.link))
        return link
    look = _EMPHASIS.get((one.bold, one.italic))
    return run(one.text, sheet.styles[look] if look else "", one.lang)


def _list(sheet: Sheet, items: ListOfItems, level: int) -> Iterator[Element]:
    number = sheet.new_numbers() if items.ordered else 0
    for item in items.items:
        first = True
        for node in item:
            if isinstance(node, ListOfItems):
                yield from _list(sheet, node, level + 1)
            else:
                yield _item(sheet, node, (number, level), first)
            first = False


def _item(sheet: Sheet, node: Paragraph, place: tuple[int, int], first: bool) -> Element:
    """A paragraph of an item; those after the first have no mark."""
    number, level = place
    name = (Style.NUMERO if number else Style.PUCE) if first else Style.SUITE
    numbering = (number, min(level, 2)) if number and first else None
    style = sheet.styles.level(name, level)
    return paragraph(style, *words(sheet, node), numbering=numbering)
