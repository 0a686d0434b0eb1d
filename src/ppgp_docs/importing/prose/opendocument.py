"""Notes in a text of LibreOffice (OpenDocument 1.3, part 3: office:text)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from attrs import define, evolve, field, frozen

from ppgp_docs.importing.prose.items import (
    STRUCK,
    Grid,
    Item,
    Notes,
    Picture,
    Role,
    Written,
    file_name,
)
from ppgp_docs.importing.prose.opendocument_styles import (
    DRAW,
    OFFICE,
    STYLE,
    TABLE,
    TEXT,
    Look,
    Styles,
    attribute,
)
from ppgp_docs.importing.prose.typed_lists import LINE_BREAK, on_one_line, paragraphs_of
from ppgp_docs.roundtrip.archive import Element, Parts, UnreadableFileError
from ppgp_docs.roundtrip.markdown import Words, line_markdown

_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_SVG: Final = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_LINK: Final = "{http://www.w3.org/1999/xlink}href"
_PASSED: Final = frozenset((f"{TEXT}note", f"{OFFICE}annotation", f"{DRAW}frame"))
_DEEPEST: Final = 60
_MOST_SPACES: Final = 20
_MOST_REPEATED: Final = 200


def read_opendocument(parts: Parts) -> Notes:
    """Read a text of LibreOffice. Raises UnreadableFileError."""
    content, styles = parts.root("content.xml"), parts.root("styles.xml")
    body = None if content is None else content.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise UnreadableFileError("ce n’est pas un texte de LibreOffice (.odt)")
    reader = _Reader(parts, Styles.of(content, styles))
    reader.blocks(body)
    for margin, kind in (("en-tête", "header"), ("pied de page", "footer")):
        for node in [] if styles is None else styles.iter(f"{STYLE}{kind}"):
            reader.blocks(node, _Where(aside=margin))
    reader.add_asides()
    return Notes(tuple(reader.items), reader.footnotes, tuple(reader.unread))


@frozen
class _Where:
    """What surrounds a paragraph."""

    level: int = -1
    ordered: bool = False
    goes_on: bool = False
    role: Role | None = None
    aside: str = ""
    depth: int = 0


@define
class _Reader:
    parts: Parts
    styles: Styles
    items: list[Item] = field(factory=list)
    footnotes: dict[str, Written] = field(factory=dict)
    unread: list[str] = field(factory=list)
    _asides: list[tuple[tuple[Words, ...], str]] = field(factory=list)

    def blocks(self, node: Element, where: _Where = _Where()) -> None:
        if where.depth > _DEEPEST:
            return
        inner = evolve(where, depth=where.depth + 1)
        for child in node:
            if child.tag in (f"{TEXT}p", f"{TEXT}h"):
                self._paragraph(child, inner)
            elif child.tag == f"{TEXT}list":
                self._list(child, inner)
            elif child.tag == f"{TABLE}table":
                self._table(child, inner)
            elif child.tag == f"{TEXT}tracked-changes":
                self._struck(child)
            elif child.tag == f"{TEXT}table-of-content":
                self.blocks(child, evolve(inner, role=Role.CONTENTS))
            elif isinstance(child.tag, str):
                self.blocks(child, inner)

    def _list(self, node: Element, where: _Where) -> None:
        name = attribute(node, TEXT, "style-name")
        counts = self.styles.counts(name) if name else where.ordered
        for item in node:
            first = True
            for child in item:
                if child.tag == f"{TEXT}list":
                    deeper = evolve(where, level=where.level + 1, ordered=counts)
                    self._list(child, deeper)
                else:
                    at = evolve(where, level=where.level + 1, ordered=counts, goes_on=not first)
                    self._in_item(child, at)
                    first = False

    def _in_item(self, node: Element, where: _Where) -> None:
        if node.tag == f"{TEXT}h":
            where = evolve(where, level=-1, goes_on=False)
        if node.tag in (f"{TEXT}p", f"{TEXT}h"):
            self._paragraph(node, where)
        else:
            self.blocks(node, where)

    def _paragraph(self, node: Element, where: _Where) -> None:
        look = self.styles.look(attribute(node, TEXT, "style-name"))
        heading = attribute(node, TEXT, "outline-level") if node.tag == f"{TEXT}h" else ""
        made = Written(
            self._next(),
            tuple(self._words(node, look)),
            role=where.role or look.role,
            heading=int(heading) if heading.isdecimal() else look.heading,
            level=-1 if where.goes_on else where.level,
            ordered=where.ordered,
            goes_on=where.goes_on,
            size=self._size(node, look),
            underlined=self._is_underlined(node, look),
            aside=where.aside,
        )
        for one in paragraphs_of(made) if made.plain else ():
            self.items.append(evolve(one, rank=self._next()))
        self._frames(node, where)

    def _size(self, node: Element, look: Look) -> int:
        spans = [one for one in node.iter(f"{TEXT}span") if "".join(one.itertext()).strip()]
        sizes = [self.styles.look(attribute(one, TEXT, "style-name")).size for one in spans]
        return min(sizes, default=0) or look.size if not (node.text or "").strip() else look.size

    def _is_underlined(self, node: Element, look: Look) -> bool:
        spans = [one for one in node.iter(f"{TEXT}span") if "".join(one.itertext()).strip()]
        looks = [self.styles.within(look, attribute(one, TEXT, "style-name")) for one in spans]
        is_whole = bool(spans) and not (node.text or "").strip()
        return all(one.underlined for one in looks) if is_whole else look.underlined

    def _words(self, node: Element, look: Look, link: str = "", depth: int = 0) -> Iterator[Words]:
        if depth > _DEEPEST:
            return
        if node.text:
            yield from self._said(node.text, look, link)
        for child in node:
            yield from self._inline(child, look, link, depth)
            if child.tail:
                yield from self._said(child.tail, look, link)

    def _said(self, text: str, look: Look, link: str) -> Iterator[Words]:
        """Words, unless someone struck them out: they are kept apart."""
        made = Words(_flat(text), look.bold, look.italic, link)
        if look.struck:
            self._asides.append(((made,), STRUCK))
        else:
            yield made

    def _inline(self, node: Element, look: Look, link: str, depth: int) -> Iterator[Words]:
        if node.tag == f"{TEXT}note":
            yield self._note(node)
        elif node.tag == f"{OFFICE}annotation":
            self._remark(node)
        elif node.tag == f"{TEXT}s":
            count = attribute(node, TEXT, "c")
            yield Words(" " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES))
        elif node.tag == f"{TEXT}line-break":
            yield Words(LINE_BREAK, look.bold, look.italic)
        elif node.tag == f"{TEXT}tab":
            yield Words(" ")
        elif isinstance(node.tag, str) and node.tag not in _PASSED:
            name = attribute(node, TEXT, "style-name")
            inner = self.styles.within(look, name) if node.tag == f"{TEXT}span" else look
            found = node.get(_LINK, "") if node.tag == f"{TEXT}a" else link
            yield from self._words(node, inner, found, depth + 1)

    def _note(self, node: Element) -> Words:
        key = f"note_{len(self.footnotes) + 1}"
        body = node.find(f"{TEXT}note-body")
        lines = [] if body is None else body.iter(f"{TEXT}p")
        words = [each for line in lines for each in (*self._words(line, Look()), Words(" "))]
        self.footnotes[key] = Written(0, on_one_line(words))
        return Words(text=key, note=key)

    def _remark(self, node: Element) -> None:
        who = node.findtext(f"{_DC}creator", "") or "quelqu’un"
        for line in node.iter(f"{TEXT}p"):
            self._asides.append(
                (on_one_line(self._words(line, Look())), f"commentaire de {who}{_day(node)}")
            )

    def _struck(self, node: Element) -> None:
        """Words that somebody struck out, kept at the head of the file."""
        for deletion in node.iter(f"{TEXT}deletion"):
            who = next(deletion.iter(f"{_DC}creator"), None)
            said = f"supprimé par {who.text if who is not None else 'quelqu’un'}{_day(deletion)}"
            for line in deletion.iter(f"{TEXT}p", f"{TEXT}h"):
                self._asides.append((on_one_line(self._words(line, Look())), said))

    def _frames(self, node: Element, where: _Where) -> None:
        for frame in node.iter(f"{DRAW}frame"):
            box = frame.find(f"{DRAW}text-box")
            if box is not None:
                self.blocks(box, evolve(where, level=-1, goes_on=False))
            self._picture(frame)

    def _picture(self, frame: Element) -> None:
        image = frame.find(f"{DRAW}image")
        name = "" if image is None else image.get(_LINK, "").removeprefix("./")
        alt = frame.findtext(f"{_SVG}desc") or frame.findtext(f"{_SVG}title") or ""
        if name in self.parts:
            file = name.rpartition("/")[2]
            self.items.append(Picture(self._next(), self.parts[name], file, alt))
        elif name and "ObjectReplacements" not in name:
            self.items.append(Picture(self._next(), b"", file_name(name), alt))
        elif image is not None or frame.find(f"{DRAW}object") is not None:
            self.unread.append("un graphique ou un objet")

    def _table(self, node: Element, where: _Where) -> None:
        cells = list(node.iter(f"{TABLE}table-cell"))
        if (
            where.aside
            or len(cells) <= 1
            or any(True for _ in node.iterdescendants(f"{TABLE}table"))
        ):
            for cell in cells:
                self.blocks(cell, where)
            return
        rank = self._next()
        rows = [list(self._row(row)) for row in node.iter(f"{TABLE}table-row")]
        width = max(map(len, rows), default=0)
        filled = tuple((*row, *[""] * (width - len(row))) for row in rows)
        if any(cell for row in filled for cell in row):
            self.items.append(Grid(rank, filled))
        for cell in cells:
            self._frames(cell, where)

    def _row(self, row: Element) -> Iterator[str]:
        for cell in row.iterchildren(f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
            said = attribute(cell, TABLE, "number-columns-repeated")
            lines = cell.iter(f"{TEXT}p", f"{TEXT}h")
            looks = ((one, self.styles.look(attribute(one, TEXT, "style-name"))) for one in lines)
            texts = (line_markdown(on_one_line(self._words(one, look))) for one, look in looks)
            text = " ".join(filter(None, texts))
            yield from [text] * (min(int(said), _MOST_REPEATED) if said.isdecimal() else 1)

    def add_asides(self) -> None:
        """Remarks and struck words, behind the text."""
        for words, said in self._asides:
            made = Written(self._next(), words, aside=said)
            if made.plain:
                self.items.append(made)

    def _next(self) -> int:
        return len(self.items) + 1


def _flat(text: str) -> str:
    """A text as OpenDocument means it: a run of spaces is one."""
    return re.sub(r"[ \t\r\n]+", " ", text)


def _day(node: Element) -> str:
    date = next((one.text or "" for one in node.iter(f"{_DC}date")), "")
    return f", le {date[8:10]}/{date[5:7]}/{date[:4]}" if len(date) >= 10 else ""
