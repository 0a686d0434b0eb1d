"""The paragraphs of a Word file, each stretch of words with the field that it stands in.

A field is known by the tag of its control, wherever the control stands (around words, a paragraph,
a cell, a row, a table), or by the bookmark around it where the control has lost its tag. Words that
Word cuts into runs (spelling, revisions, smart tags) are read as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import reduce
from itertools import count
from typing import Final

from attrs import define, evolve, field, frozen

from ppgp_docs.roundtrip.archive import Element
from ppgp_docs.roundtrip.fields import CITED, COMPUTED, NOTE
from ppgp_docs.roundtrip.markdown import Words
from ppgp_docs.roundtrip.word.beside import ELSEWHERE, beside, symbol
from ppgp_docs.roundtrip.word.invitations import only_invites
from ppgp_docs.roundtrip.word.ooxml import (
    Meanings,
    R,
    W,
    attribute,
    crossed_by_hand,
    is_hidden,
    value_at,
)

_TEXTS: Final = {f"{W}{name}": "" for name in ("t", "delText")}
_SIGNS: Final = {
    f"{W}tab": " ", f"{W}br": " ", f"{W}cr": " ", f"{W}noBreakHyphen": "-", f"{W}ptab": " ",
}  # fmt: skip
_PASSED: Final = frozenset(
    f"{W}{name}" for name in ("pPr", "rPr", "sdtPr", "tblPr", "trPr", "tcPr")
)
_BLOCKS: Final = frozenset(f"{W}{name}" for name in ("p", "tbl", "tr", "tc"))
_COUNTED: Final = re.compile(
    r"\s*(?:(?:NUM|SECTION)?PAGES?|SECTION|(?:SAVE|PRINT)?DATE|TIME|FILENAME)\b", re.IGNORECASE
)
"""Fields whose words Word computes anew when it lays a file out, opens or saves it."""
_LINKED: Final = re.compile(
    r'\s*HYPERLINK\s+(?:"(?P<quoted>[^"]+)"|(?P<bare>[^\s"\\]\S*))(?:.*\\l\s+"(?P<anchor>[^"]*)")?',
    re.IGNORECASE,
)
"""A link as a field: LibreOffice writes so those that lead within a page."""
_NOTES: Final = ("footnote", "endnote")
"""The notes of Word, at the foot of a page and at the end of a file (ECMA-376, part 1, §17.11)."""
NEW_NOTE: Final = "+"
"""Before the name of a note that the file did not have when it left, which no dossier gives."""
_DEEPEST: Final = 60
"""Elements within elements that are still read: Word nests a dozen."""
_NOT_READ: Final = "non lu : ouvrez ce fichier dans Word, enregistrez-le, puis rapportez-le"


@frozen
class Revision:
    """A tracked change: who made it, when (ISO 8601, as Word says it)."""

    author: str
    date: str
    removes: bool


@frozen
class Piece:
    """Words in one look, the field that they stand in, and what revised or remarked them.

    ``instance`` tells a control from a copy of it; it is ``marked`` where a bookmark says the same,
    which Word leaves to the original when it copies.
    """

    words: Words
    tag: str = ""
    instance: int = 0
    computed: bool = False
    marked: bool = False
    revision: Revision | None = None
    remarks: tuple[str, ...] = ()


@frozen
class Paragraph:
    """``cell`` numbers the cell, or the body, that it stands in; ``row`` the row of a table,
    ``table`` the table itself, ``around`` the cell, or the body, that holds this.

    ``beside`` says in French what it is where it is none of the text: « zone de texte », « image »,
    whose ``pictures`` are the names of their parts, empty for one that is in another file.
    ``ended`` is the tracked change of its end: one that is taken out joins it to the next one.
    ``story`` says where it stands when that is not the body: « en-tête de page ».
    ``note`` names the note whose text it is, as its call does where the dossier has none.
    ``crossed`` are the words that someone struck out or highlighted by hand: the tag of the field,
    what was done to them, the words. ``is_table`` tells a whole table that someone put there, a row
    a line.
    """

    pieces: tuple[Piece, ...]
    level: int = -1
    ordered: bool = False
    goes_on: bool = False
    cell: int = 0
    row: int = 0
    is_title: bool = False
    beside: str = ""
    story: str = ""
    ended: Revision | None = None
    crossed: tuple[tuple[str, str, str], ...] = ()
    note: str = ""
    table: int = 0
    pictures: tuple[str, ...] = ()
    around: int = 0
    is_table: bool = False


@frozen
class _Surroundings:
    """What surrounds the words that are read."""

    tag: str = ""
    instance: int = 0
    computed: bool = False
    look: Words = field(factory=Words)
    revision: Revision | None = None
    cell: int = 0
    row: int = 0
    table: int = 0
    around: int = 0
    depth: int = 0
    beside: str = ""
    note: str = ""


@define
class Story:
    """One part of a Word file being read; ``bookmarks`` are the fields by their bookmark, ``name``
    what people call the part where it is not the body.

    With ``with_beside``, what stands beside the words is read too, behind its paragraph; with
    ``with_new_notes``, the calls of notes that no dossier names.
    """

    meanings: Meanings
    bookmarks: Mapping[str, str]
    with_beside: bool = False
    name: str = ""
    with_new_notes: bool = False
    _opened: dict[str, tuple[str, int]] = field(factory=dict)
    _remarks: list[str] = field(factory=list)
    _instructions: list[str] = field(factory=list)
    _crossed: list[tuple[str, str, str]] = field(factory=list)
    _ranks: Iterator[int] = field(factory=lambda: count(1))

    def paragraphs(self, root: Element) -> Iterator[Paragraph]:
        """The paragraphs under a root, in reading order."""
        yield from self._blocks(root, _Surroundings())

    def paragraph(self, node: Element) -> Paragraph:
        """One paragraph, for who walks its surroundings himself."""
        return self._paragraph(node, _Surroundings())

    def _blocks(self, node: Element, here: _Surroundings) -> Iterator[Paragraph]:
        if here.depth > _DEEPEST:
            return
        for child in node:
            if not isinstance(child.tag, str) or child.tag in _PASSED:
                continue
            if child.tag == f"{W}p":
                yield self._paragraph(child, here)
                yield from self._beside(child, here) if self.with_beside else ()
            elif child.tag in ELSEWHERE:
                pieces = (Piece(Words(ELSEWHERE[child.tag])),)
                yield Paragraph(pieces, cell=here.cell, row=here.row, beside=_NOT_READ)
            else:
                yield from self._blocks(child, self._within(child, here))

    def _beside(self, node: Element, here: _Surroundings) -> Iterator[Paragraph]:
        """What a paragraph holds beside its words; no field around it goes on there."""
        for one in beside(node):
            inside = _Surroundings(
                cell=here.cell, row=here.row, depth=here.depth + 1, beside=one.kind
            )
            if one.box is None:
                pieces = (Piece(Words(self.meanings.diagrams.get(one.relation) or one.text)),)
                made = Paragraph(pieces, cell=here.cell, row=here.row, beside=one.kind)
                yield evolve(made, pictures=self.meanings.pictures_of(one.pictures))
                continue
            around, self._opened = self._opened, {}
            yield from list(self._blocks(one.box, inside))
            self._opened = around

    def _within(self, node: Element, here: _Surroundings) -> _Surroundings:
        """What surrounds the content of an element."""
        name = node.tag.removeprefix(W)
        note = _new_note(name, node) if name in _NOTES else here.note
        inner = evolve(here, depth=here.depth + 1, note=note)
        if name == "tc":
            return evolve(inner, cell=next(self._ranks))
        if name == "tbl":
            inner = evolve(inner, table=next(self._ranks), around=here.cell)
        if name == "tr":
            return self._in_row(node, inner)
        if name == "sdt":
            return self._in_control(node, inner)
        if name in ("ins", "del", "moveFrom", "moveTo"):
            return evolve(inner, revision=_revision(node, name in ("del", "moveFrom")))
        if name == "hyperlink":
            link = self.meanings.links.get(node.get(f"{R}id") or "", "")
            return _linked(inner, link, attribute(node, "anchor"))
        self._mark(node, name)
        return _linked_by(inner, attribute(node, "instr"))

    def _in_row(self, node: Element, here: _Surroundings) -> _Surroundings:
        """A row that was added or taken out as a whole is revised so."""
        revised = here.revision
        for name in ("ins", "del"):
            mark = node.find(f"{W}trPr/{W}{name}")
            if mark is not None:
                revised = _revision(mark, name == "del")
        return evolve(here, row=next(self._ranks), revision=revised)

    def _in_control(self, node: Element, here: _Surroundings) -> _Surroundings:
        tag = value_at(node, "sdtPr", "tag")
        rank = next(self._ranks)
        if only_invites(node, self.meanings):
            return evolve(here, depth=_DEEPEST + 1)
        return self._named(tag, rank, here) if tag else here

    def _named(self, tag: str, rank: int, here: _Surroundings) -> _Surroundings:
        if tag.startswith(CITED):
            return evolve(here, look=evolve(here.look, cites=tag.removeprefix(CITED)))
        if tag.startswith(NOTE):
            return evolve(here, look=evolve(here.look, note=tag.removeprefix(NOTE)))
        if tag.startswith(COMPUTED):
            return evolve(here, computed=True, tag="", instance=0)
        return evolve(here, tag=tag, instance=rank)

    def _mark(self, node: Element, name: str) -> None:
        """Bookmarks and remarks begin and end where they like."""
        if name == "bookmarkStart":
            if tag := self.bookmarks.get(attribute(node, "name"), ""):
                self._opened[attribute(node, "id")] = (tag, next(self._ranks))
        elif name == "bookmarkEnd":
            self._opened.pop(attribute(node, "id"), None)
        elif name == "commentRangeStart":
            self._remarks.append(attribute(node, "id"))
        elif name == "commentRangeEnd" and attribute(node, "id") in self._remarks:
            self._remarks.remove(attribute(node, "id"))

    def _paragraph(self, node: Element, here: _Surroundings) -> Paragraph:
        level, ordered = self.meanings.listing(node)
        self._instructions.clear()
        self._crossed.clear()
        pieces = tuple(_merged(self._inline(node, here)))
        goes_on = self.meanings.goes_on(node)
        title = self.meanings.is_title(node)
        return Paragraph(
            pieces, level, ordered, goes_on, here.cell, here.row, title, here.beside, self.name,
            _ended(node), tuple(self._crossed), here.note, here.table,
            around=here.around,
        )  # fmt: skip

    def _inline(self, node: Element, here: _Surroundings) -> Iterator[Piece]:
        if here.depth > _DEEPEST:
            return
        for child in node:
            if not isinstance(child.tag, str) or child.tag in _PASSED:
                continue
            if child.tag == f"{W}r":
                if not self._is_counted(child):
                    yield from self._run(child, reduce(_linked_by, self._instructions, here))
            elif child.tag not in _BLOCKS and not _COUNTED.match(attribute(child, "instr")):
                yield from self._inline(child, self._within(child, here))

    def _is_counted(self, run: Element) -> bool:
        """Whether a run is in a field of Word whose words are computed, as the number of a page."""
        for one in run:
            kind = attribute(one, "fldCharType") if one.tag == f"{W}fldChar" else ""
            if kind == "begin":
                self._instructions.append("")
            elif kind == "end" and self._instructions:
                self._instructions.pop()
            elif one.tag == f"{W}instrText" and self._instructions:
                self._instructions[-1] += one.text or ""
        return any(map(_COUNTED.match, self._instructions))

    def _run(self, node: Element, here: _Surroundings) -> Iterator[Piece]:
        text = "".join(_TEXTS.get(one.tag, "") or _text_of(one) for one in node)
        called = _called(node)
        if called:
            here = self._calling(called, self._bookmarked(here))
        if not text and not (called and here.look.note):
            return
        bold, italic = self.meanings.look(node)
        lang = value_at(node, "rPr", "lang")
        foreign = lang if lang and not lang.lower().startswith("fr") else ""
        here = self._bookmarked(here)
        look = evolve(here.look, text=text, bold=bold, italic=italic, lang=foreign)
        remarks = tuple(self._remarks)
        if crossed := crossed_by_hand(node):
            self._cross(here, crossed, text)
        if self.with_beside and is_hidden(node):
            return  # told above: notes that no document of ours became keep theirs
        marked = any(tag == here.tag for tag, _ in self._opened.values())
        revised = here.revision
        yield Piece(look, here.tag, here.instance, here.computed, marked, revised, remarks)

    def _calling(self, called: str, here: _Surroundings) -> _Surroundings:
        """What surrounds a call, which names a note that was added where nothing names another."""
        if here.look.note or not self.with_new_notes:
            return here
        return evolve(here, look=evolve(here.look, note=called))

    def _cross(self, here: _Surroundings, how: str, text: str) -> None:
        """Words struck out or highlighted, with those just before that are so."""
        if here.revision and here.revision.removes:
            return
        if self._crossed and self._crossed[-1][:2] == (here.tag, how):
            text = self._crossed.pop()[2] + text
        self._crossed.append((here.tag, how, text))

    def _bookmarked(self, here: _Surroundings) -> _Surroundings:
        """What the bookmarks that are open say, where no control does."""
        for tag, rank in self._opened.values():
            is_part = tag.startswith((CITED, NOTE))
            known = (here.look.cites or here.look.note) if is_part else (here.tag or here.computed)
            if not known:
                here = self._named(tag, rank, here)
        return here


def _called(run: Element) -> str:
    """The note that a run calls, as one that was added; nothing where it calls none."""
    for name in _NOTES:
        call = run.find(f"{W}{name}Reference")
        if call is not None:
            return _new_note(name, call)
    return ""


def _new_note(kind: str, node: Element) -> str:
    return f"{NEW_NOTE}{kind}{attribute(node, 'id')}"


def _linked_by(here: _Surroundings, instruction: str) -> _Surroundings:
    """The same within a field of Word, which may be a link."""
    found = _LINKED.match(instruction)
    if found is None:
        return here
    return _linked(here, found["quoted"] or found["bare"], found["anchor"] or "")


def _linked(here: _Surroundings, link: str, anchor: str) -> _Surroundings:
    """The same within a link; one to a place of the file itself is none for the dossier."""
    whole = f"{link}#{anchor}" if link and anchor else link
    return evolve(here, look=evolve(here.look, link=whole))


def _text_of(node: Element) -> str:
    if node.tag in _TEXTS:
        # LibreOffice writes the no-break hyphen of Word as a sign, which a dossier has no use for;
        # a soft one says where a word may be cut.
        return "".join(node.itertext()).replace("\u2011", "-").replace("\u00ad", "")
    return symbol(node) if node.tag == f"{W}sym" else _SIGNS.get(node.tag, "")


def _ended(paragraph: Element) -> Revision | None:
    """What Word tracks of the end of a paragraph (ECMA-376, part 1, §17.13.5.15 and 17.13.5.20)."""
    for name in ("del", "ins"):
        mark = paragraph.find(f"{W}pPr/{W}rPr/{W}{name}")
        if mark is not None:
            return _revision(mark, name == "del")
    return None


def _revision(node: Element, removes: bool) -> Revision:
    return Revision(attribute(node, "author"), attribute(node, "date"), removes)


def _merged(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Neighbours that differ by their words alone as one; a call of note stands for itself."""
    last: Piece | None = None
    for piece in pieces:
        if last is not None and _alike(last, piece):
            last = evolve(last, words=evolve(last.words, text=last.words.text + piece.words.text))
            continue
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last


def _alike(one: Piece, other: Piece) -> bool:
    if one.tag != other.tag:
        return False
    return evolve(one, words=evolve(one.words, text=other.words.text)) == other
