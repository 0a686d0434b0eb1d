"""Rich text as Word paragraphs, runs, links and real lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ppgp_docs.api import (
    NOTE,
    TAG_LIMIT,
    Line,
    ListOfItems,
    Paragraph,
    Prose,
    Run,
    bookmark_of,
    cited_tag,
    exposants,
)
from ppgp_fiche_action.word.ooxml import Element, R, control, paragraph, run, w
from ppgp_fiche_action.word.ordinals import raise_run
from ppgp_fiche_action.word.sheet import Sheet
from ppgp_fiche_action.word.styles import Style

_EMPHASIS = {
    (True, False): Style.GRAS,
    (False, True): Style.ITALIQUE,
    (True, True): Style.GRAS_ITALIQUE,
}


def words(sheet: Sheet, text: Line | Paragraph) -> list[Element]:
    """The runs of a paragraph."""
    return [element for one in text.runs for element in _run(sheet, one)]


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


def _run(sheet: Sheet, one: Run) -> list[Element]:
    if one.note:
        return [call(sheet, one.note)]
    if one.link:
        link = w("hyperlink", *_words(one, sheet.styles[Style.LIEN]))
        link.set(f"{{{R}}}id", sheet.link(one.link))
        return [link]
    look = _EMPHASIS.get((one.bold, one.italic))
    return list(_words(one, sheet.styles[look] if look else ""))


def call_look(sheet: Sheet) -> list[Element]:
    """The look of a call, raised even in a template that lacks its style."""
    style = sheet.styles[Style.APPEL]
    return [w("rPr", w("rStyle", val=style) if style else w("vertAlign", val="superscript"))]


def call(sheet: Sheet, name: str) -> Element:
    """The call of a note: a footnote is called once in Word, its number then refers to it; one that
    a note alone calls stands below it, by a letter."""
    tag = f"{NOTE}{name}"[:TAG_LIMIT]
    is_first = name not in sheet.notes
    if sheet.is_note:
        mark = sheet.letter(name) if is_first else str(sheet.note(name))
        return control(tag, "Appel de note", run(mark, sheet.styles[Style.APPEL]))
    number = str(sheet.note(name))
    content = w("r", *call_look(sheet), w("footnoteReference", id=str(sheet.footnote_id(name))))
    if not is_first:
        again = run(number, sheet.styles[Style.APPEL])
        content = w("fldSimple", again, instr=f" NOTEREF {bookmark_of(tag)} \\h ")
    return control(tag, "Appel de note", content)


def _words(one: Run, style: str) -> Iterator[Element]:
    """The words of a run, those that a reference printed in a control of their own."""
    for start, end, name in _cut(one):
        pieces = list(_raised(one, start, end, style))
        yield from [control(cited_tag(name), "Renvoi", *pieces)] if name else pieces


def _cut(one: Run) -> Iterator[tuple[int, int, str]]:
    """Where the pieces of a run stand, each with the name of the reference that printed it."""
    end = 0
    for each in one.cites:
        if each.start > end:
            yield end, each.start, ""
        yield each.start, each.end, each.name
        end = each.end
    if end < len(one.text) or not one.text:
        yield end, len(one.text), ""


def _raised(one: Run, start: int, end: int, style: str) -> Iterator[Element]:
    """A piece of a run; the ending of an ordinal rises, be its number in another piece (97e)."""
    at = 0
    for text, raised in [(one.text, False)] if one.lang else exposants(one.text) or [("", False)]:
        said = text[max(start - at, 0) : max(end - at, 0)]
        at += len(text)
        if said or not one.text:
            piece = run(said, style, one.lang)
            if raised:
                raise_run(piece)
            yield piece


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
