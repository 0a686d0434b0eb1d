"""Notes in a Word file: paragraphs with what their style says, tables, pictures, notes, remarks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from attrs import define, evolve, field

from ppgp_docs import ooxml_names
from ppgp_docs.importing.prose.items import STRUCK, Grid, Item, Notes, Picture, Written, file_name
from ppgp_docs.importing.prose.typed_lists import LINE_BREAK, on_one_line, paragraphs_of
from ppgp_docs.importing.prose.word_styles import Styles
from ppgp_docs.roundtrip.archive import Element, Parts, UnreadableFileError
from ppgp_docs.roundtrip.markdown import Words, line_markdown
from ppgp_docs.roundtrip.word.file import BODY, Remark, remarks_of
from ppgp_docs.roundtrip.word.ooxml import Meanings, R, W, attribute, is_struck_by_hand
from ppgp_docs.roundtrip.word.paragraphs import Paragraph, Piece, Revision, Story

_MC: Final = f"{{{ooxml_names.ALTERNATIVES}}}"
_MATH: Final = f"{{{ooxml_names.FORMULA}}}"
_DRAWING: Final = f"{{{ooxml_names.DRAWING}}}"
_PLACED: Final = f"{{{ooxml_names.PLACED_IN_WORD}}}"
_VML: Final = "{urn:schemas-microsoft-com:vml}"
_ALONE: Final = {
    f"{_DRAWING}graphicData": "un graphique, un schéma ou un objet",
    f"{W}object": "un objet d’un autre logiciel",
}
_MARGINS: Final = {"header": "en-tête", "footer": "pied de page"}
_NOTES: Final = {"footnote": "note", "endnote": "note_fin"}


def read_notes(parts: Parts) -> Notes:
    """Read a Word file as notes. Raises UnreadableFileError."""
    body = _root(parts, BODY)
    if body is None or body.find(f"{W}body") is None:
        raise UnreadableFileError("ce n’est pas un document Word (.docx), ou il n’a pas de texte")
    reader = _Reader(parts, Styles.of(parts))
    reader.story(BODY, body.find(f"{W}body"))
    for name in sorted(parts):
        margin = _margin(name)
        if margin and (root := _root(parts, name)) is not None:
            reader.story(name, root, margin)
    reader.add_remarks()
    return Notes(tuple(reader.items), reader.footnotes(), tuple(dict.fromkeys(reader.unread)))


def _margin(name: str) -> str:
    folder, _, file = name.partition("/")
    kind = file.removesuffix(".xml").rstrip("0123456789") if folder == "word" else ""
    return _MARGINS.get(kind, "") if file.endswith(".xml") else ""


def _root(parts: Parts, name: str) -> Element:
    """A part without what says the same twice, what stands in no run put into one."""
    root = parts.root(name)
    if root is None:
        return None
    for twice in list(root.iter(f"{_MC}Fallback")):
        twice.getparent().remove(twice)
    for formula in list(root.iter(f"{_MATH}oMath")):
        run = formula.makeelement(f"{W}r")
        text = formula.makeelement(f"{W}t")
        text.text = "".join(one.text or "" for one in formula.iter(f"{_MATH}t"))
        run.append(text)
        run.tail = formula.tail
        formula.getparent().replace(formula, run)
    for turn in [one for one in root.iter(f"{W}br", f"{W}cr") if _ends_a_line(one)]:
        text = turn.makeelement(f"{W}t")
        text.text = LINE_BREAK
        turn.getparent().replace(turn, text)
    return root


def _ends_a_line(turn: Element) -> bool:
    """Whether a break stays on its page and in its column."""
    return attribute(turn, "type") in ("", "textWrapping")


_BY_HAND: Final = Revision("", "", removes=True)
"""Of words that someone struck out without tracking it."""


class _Calls(Story):
    """A story whose calls of notes are words, and whose words struck out by hand are taken out."""

    def _run(self, node: Element, here: object) -> Iterator[Piece]:
        for kind, name in _NOTES.items():
            for call in node.iter(f"{W}{kind}Reference"):
                number = attribute(call, "id")
                yield Piece(Words(text=number, note=f"{name}_{number}"))
        for piece in super()._run(node, here):  # type: ignore[arg-type]
            is_by_hand = piece.revision is None and is_struck_by_hand(node)
            yield evolve(piece, revision=_BY_HAND) if is_by_hand else piece


@define
class _Reader:
    """The items of a file, in reading order."""

    parts: Parts
    styles: Styles
    items: list[Item] = field(factory=list)
    unread: list[str] = field(factory=list)
    _noted: dict[str, str] = field(factory=dict)

    def story(self, name: str, root: Element, margin: str = "") -> None:
        """Read a part; ``margin`` says which one it is, where it is no part of the text."""
        story = _Calls(Meanings.of(self.parts, name), {})
        self._blocks(root, story, _Place(name, self._relations(name), margin))

    def _relations(self, name: str) -> dict[str, str]:
        folder, _, file = name.rpartition("/")
        root = self.parts.root(f"{folder}/_rels/{file}.rels")
        targets = {} if root is None else {one.get("Id"): one.get("Target", "") for one in root}
        return {key: _resolved(folder, target) for key, target in targets.items()}

    def _blocks(self, node: Element, story: Story, place: _Place) -> None:
        for child in node:
            if child.tag == f"{W}p":
                self._paragraph(child, story, place)
            elif child.tag == f"{W}tbl":
                self._table(child, story, place)
            elif isinstance(child.tag, str) and child.tag != f"{W}sectPr":
                self._blocks(child, story, place)

    def _paragraph(self, node: Element, story: Story, place: _Place) -> None:
        for box in _outermost(node, f"{W}txbxContent"):
            box.getparent().remove(box)
            self._blocks(box, story, place)
        read = story.paragraph(node)
        self._written(node, read, place)
        self._pictures(node, place)

    def _written(self, node: Element, read: Paragraph, place: _Place) -> None:
        made = Written(
            self._next(),
            _shown(read.pieces),
            level=read.level,
            ordered=read.ordered,
            goes_on=read.goes_on,
            aside=place.margin,
        )
        made = self.styles.with_style(node, made)
        for one in paragraphs_of(made) if made.plain else ():
            self.items.append(evolve(one, rank=self._next()))
        self._note_remarks(read, made)
        self._struck(read)

    def _struck(self, read: Paragraph) -> None:
        """Words that somebody struck out and that Word still holds."""
        for revision, pieces in groupby(read.pieces, lambda one: one.revision):
            if revision and revision.removes:
                words = on_one_line(one.words for one in pieces)
                who = f"supprimé par {_who(revision.author, revision.date)}"
                aside = STRUCK if revision == _BY_HAND else who
                struck = Written(self._next(), words, aside=aside)
                if struck.plain:
                    self.items.append(struck)

    def _note_remarks(self, read: Paragraph, made: Written) -> None:
        for piece in read.pieces:
            for remark in piece.remarks:
                self._noted[remark] = self._noted.get(remark, "") + piece.words.text

    def _table(self, node: Element, story: Story, place: _Place) -> None:
        if place.margin or _is_frame(node):
            for cell in node.iter(f"{W}tc"):
                self._blocks(cell, story, place)
            return
        rank = self._next()
        rows = [self._row(row, story) for row in _own_rows(node)]
        width = max(map(len, rows), default=0)
        filled = [(*row, *[""] * (width - len(row))) for row in rows]
        if any(cell for row in filled for cell in row):
            self.items.append(Grid(rank, tuple(filled)))
        for cell in node.iter(f"{W}tc"):
            self._pictures(cell, place)

    def _row(self, row: Element, story: Story) -> list[str]:
        cells: list[str] = []
        for cell in (one for one in row.iter(f"{W}tc") if _row_of(one) is row):
            read = list(story.paragraphs(cell))
            for paragraph in read:
                self._struck(paragraph)
                self._note_remarks(paragraph, Written(0, ()))
            kept = (_kept(each.pieces) for each in read)
            cells.append(" ".join(filter(None, map(line_markdown, kept))))
            cells += [""] * (_span(cell) - 1)
        return cells

    def _pictures(self, node: Element, place: _Place) -> None:
        for blip in node.iter(f"{_DRAWING}blip", f"{_VML}imagedata"):
            key = blip.get(f"{R}embed") or blip.get(f"{R}id") or blip.get(f"{R}link") or ""
            name = place.relations.get(key, "")
            if name in self.parts:
                file = name.rpartition("/")[2]
                self.items.append(Picture(self._next(), self.parts[name], file, _alt(blip)))
            else:
                self.items.append(Picture(self._next(), b"", file_name(name), _alt(blip)))
        for other, said in _ALONE.items():
            for found in node.iter(other):
                if not any(
                    True for _ in found.iter(f"{_DRAWING}blip", f"{W}t", f"{_VML}imagedata")
                ):
                    self.unread.append(said)

    def _next(self) -> int:
        return len(self.items) + 1

    def footnotes(self) -> dict[str, Written]:
        """The notes of the bottoms of pages and of the end, by the name that calls them."""
        return {
            f"{name}_{number}": Written(0, words)
            for kind, name in _NOTES.items()
            for number, words in self._notes(kind)
        }

    def _notes(self, kind: str) -> Iterator[tuple[str, tuple[Words, ...]]]:
        part = f"word/{kind}s.xml"
        root = _root(self.parts, part)
        story = Story(Meanings.of(self.parts, part), {})
        for note in [] if root is None else root.iter(f"{W}{kind}"):
            if not attribute(note, "type"):
                pieces = [one for each in story.paragraphs(note) for one in each.pieces]
                yield attribute(note, "id"), _kept(pieces)

    def add_remarks(self) -> None:
        """The comments, behind the text, each with the words that it is about."""
        for number, remark in remarks_of(self.parts).items():
            about = " ".join(self._noted.get(number, "").split())
            on = f", sur « {about} »" if about else ""
            said = f"commentaire de {_who(remark.author, remark.date)}{on}"
            self._add_remark(remark, said)

    def _add_remark(self, remark: Remark, said: str) -> None:
        for line in remark.text.split("\n"):
            if line.strip():
                self.items.append(Written(self._next(), (Words(text=line),), aside=said))


@define
class _Place:
    """The part that is read, its relations, and what it is where it is no part of the text."""

    part: str
    relations: dict[str, str]
    margin: str


def _resolved(folder: str, target: str) -> str:
    """The name of a part from the folder of the one that names it."""
    if target.startswith("/"):
        return target[1:]
    steps: list[str] = folder.split("/") if folder else []
    for step in target.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)


def _outermost(node: Element, name: str) -> list[Element]:
    found = list(node.iter(name))
    return [one for one in found if not any(one in list(other.iter(name))[1:] for other in found)]


def _kept(pieces: Iterable[Piece]) -> tuple[Words, ...]:
    """The words that nobody struck out, on one line."""
    return on_one_line(_shown(pieces))


def _shown(pieces: Iterable[Piece]) -> tuple[Words, ...]:
    """The words that nobody struck out; their language is that of a keyboard."""
    return tuple(evolve(one.words, lang="") for one in pieces if not _is_struck(one))


def _is_struck(piece: Piece) -> bool:
    return piece.revision is not None and piece.revision.removes


def _who(author: str, date: str) -> str:
    when = f", le {date[8:10]}/{date[5:7]}/{date[:4]}" if len(date) >= 10 else ""
    return f"{author or 'quelqu’un'}{when}"


def _own_rows(table: Element) -> list[Element]:
    return [row for row in table.iter(f"{W}tr") if _table_of(row) is table]


def _table_of(row: Element) -> Element:
    return next(row.iterancestors(f"{W}tbl"))


def _row_of(cell: Element) -> Element:
    return next(cell.iterancestors(f"{W}tr"))


def _is_frame(table: Element) -> bool:
    """A table of one cell, or whose cells hold tables, is there for its look."""
    cells = list(table.iter(f"{W}tc"))
    return len(cells) <= 1 or any(True for _ in table.iterdescendants(f"{W}tbl"))


def _span(cell: Element) -> int:
    found = cell.find(f"{W}tcPr/{W}gridSpan")
    said = "" if found is None else attribute(found, "val")
    return min(int(said), 60) if said.isdecimal() else 1


def _alt(blip: Element) -> str:
    """What a picture says to who cannot see it."""
    for holder in blip.iterancestors(f"{_PLACED}inline", f"{_PLACED}anchor"):
        properties = holder.find(f"{_PLACED}docPr")
        if properties is not None:
            return str(properties.get("descr") or "")
    return ""
