"""The paragraphs of a Word file in reading order, each with its place in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from attrs import field, frozen
from docx.opc.constants import RELATIONSHIP_TYPE
from lxml import etree

from ppgp_fiche_action.word.ooxml import Element, qn

_STORIES: Final = {
    RELATIONSHIP_TYPE.HEADER: "en-tête",
    RELATIONSHIP_TYPE.FOOTER: "pied de page",
    RELATIONSHIP_TYPE.FOOTNOTES: "note de bas de page",
    RELATIONSHIP_TYPE.ENDNOTES: "note de fin",
}
_TEXTS: Final = {qn("t"), qn("delText")}
_SIGNS: Final = {qn("tab"): "\t", qn("br"): "\n", qn("noBreakHyphen"): "-"}


@frozen
class Story:
    """The body, a header, a footer or the notes; ``part`` holds raw bytes when ``raw``."""

    label: str
    root: Element
    part: Any
    raw: bool = False

    def save(self) -> None:
        """Put back what was mended in a part that python-docx does not parse."""
        if self.raw:
            self.part._blob = etree.tostring(self.root, encoding="UTF-8", standalone=True)


@frozen
class PlacedParagraph:
    """A paragraph and its place: « tableau 1, ligne 2, cellule 1 »."""

    place: str
    paragraph: Element


@frozen
class Piece:
    """A text node, or an attribute of ``node``; ``start`` is its rank in the paragraph's text."""

    start: int
    text: str
    node: Element
    attribute: str = ""


@frozen
class _Counters:
    """How many paragraphs and tables were met in one container, controls looked through."""

    seen: dict[str, int] = field(factory=dict)

    def next(self, name: str) -> str:
        self.seen[name] = self.seen.get(name, 0) + 1
        return f"{name} {self.seen[name]}"


def stories(document: Any) -> Iterator[Story]:
    """All that may hold tags, the body first."""
    yield Story("", document.element.body, document.part)
    for relation in document.part.rels.values():
        label = _STORIES.get(relation.reltype)
        if label and not relation.is_external:
            part = relation.target_part
            root = getattr(part, "element", None)
            raw = root is None
            yield Story(label, etree.fromstring(part.blob) if raw else root, part, raw)


def spots(root: Element, where: str = "") -> Iterator[PlacedParagraph]:
    """The paragraphs below an element."""
    return _walk(root, where, _Counters())


def _walk(parent: Element, where: str, counters: _Counters) -> Iterator[PlacedParagraph]:
    for node in parent:
        if node.tag == qn("p"):
            yield from _paragraph(node, _join(where, counters.next("paragraphe")))
        elif node.tag == qn("tbl"):
            yield from _table(node, _join(where, counters.next("tableau")))
        elif len(node) and isinstance(node.tag, str):
            yield from _walk(node, where, counters)


def _paragraph(node: Element, place: str) -> Iterator[PlacedParagraph]:
    yield PlacedParagraph(place, node)
    for box in node.iter(qn("txbxContent")):
        yield from _walk(box, f"{place}, zone de texte", _Counters())


def _table(table: Element, place: str) -> Iterator[PlacedParagraph]:
    for number, row in enumerate(_inside(table, "tr"), start=1):
        for rank, cell in enumerate(_inside(row, "tc"), start=1):
            where = f"{place}, ligne {number}, cellule {rank}"
            alone = len(cell.findall(qn("p"))) == 1 and cell.find(qn("tbl")) is None
            found = list(_walk(cell, where, _Counters()))
            yield from (
                (PlacedParagraph(where, found[0].paragraph),)
                if alone and len(found) == 1
                else found
            )


def _inside(parent: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, those that a control holds included."""
    for node in parent:
        if node.tag == qn(tag):
            yield node
        elif node.tag in (qn("sdt"), qn("sdtContent")):
            yield from _inside(node, tag)


def _join(where: str, what: str) -> str:
    return f"{where}, {what}" if where else what


def pieces(paragraph: Element) -> Iterator[Piece]:
    """The texts of a paragraph and the attributes that hold a tag, in their order.

    Not those of the paragraphs that a text box in it holds.
    """
    start = 0
    for node in (*_around(paragraph), *_own(paragraph)):
        for name, value in node.attrib.items():
            if "{" in value:
                yield Piece(start, value, node, name)
        text = (node.text or "") if node.tag in _TEXTS else _SIGNS.get(node.tag, "")
        if node.tag == qn("tab") and node.getparent().tag == qn("tabs"):
            continue
        if text:
            yield Piece(start, text, node)
            start += len(text)


def _around(paragraph: Element) -> Iterator[Element]:
    """The properties of the controls that begin with this paragraph."""
    for control in paragraph.iterancestors(qn("sdt")):
        if next(control.iter(qn("p"))) is paragraph:
            for properties in control.iterchildren(qn("sdtPr")):
                yield from properties.iter()


def _own(node: Element) -> Iterator[Element]:
    for child in node:
        if isinstance(child.tag, str):
            yield child
            if child.tag != qn("txbxContent"):
                yield from _own(child)
