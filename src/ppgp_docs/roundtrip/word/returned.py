"""What a Word file says of each field, and what was typed beside the fields."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from attrs import define, evolve, field

from ppgp_docs.roundtrip.fields import LABEL, Genre, SentField, whole_tag, without_invitation
from ppgp_docs.roundtrip.markdown import (
    ReadParagraph,
    Words,
    line_markdown,
    plain,
    prose_markdown,
    untypeset,
)
from ppgp_docs.roundtrip.returned import Copied, Returned, Tracked, Typed, Value
from ppgp_docs.roundtrip.word.as_sent import as_sent, with_calls
from ppgp_docs.roundtrip.word.copies import CopyRead, FieldPiece, settled
from ppgp_docs.roundtrip.word.file import WordFile
from ppgp_docs.roundtrip.word.new_notes import noted
from ppgp_docs.roundtrip.word.paragraphs import Paragraph, Piece, Revision
from ppgp_docs.roundtrip.word.pasted_tables import with_tables_whole
from ppgp_docs.roundtrip.word.replaced_pictures import REPLACED, called
from ppgp_docs.roundtrip.word.stray_words import by_fields, gathered, retyped
from ppgp_docs.roundtrip.word.table_cells import in_no_other_row, merged_cells, retyped_cells
from ppgp_docs.roundtrip.word.torn_texts import joined, untorn
from ppgp_docs.roundtrip.word.tracked_moves import with_moves_made
from ppgp_docs.roundtrip.word.typed_over import cell_in_words, computed_there, new_paragraphs

_FIELD: Final = re.compile(r"\{[^{}]+\}")
"""The place of a field in a frame."""


def returned(
    file: WordFile,
    fields: Mapping[str, SentField],
    sent: Sequence[str] | None = None,
    pictures: Sequence[str] = (),
) -> Returned:
    """Sort what was read by field; ``sent`` are the frames of the file as it left, ``pictures`` the
    digests of the pictures that it showed."""
    read, movers = with_moves_made(file.paragraphs)
    known, fixed = by_fields(sent or ()), frozenset(sent or ())
    file_of = noted(read, fields, lambda one: _frame(one, fields) in fixed)
    whole = retyped(retyped_cells(file_of.paragraphs, fields), fields, sent or ())
    tables = with_tables_whole(whole, fixed) if sent else whole
    paragraphs = untorn([gathered(one, fields, known) for one in tables], fields)
    frames = [_frame(one, fields) for one in paragraphs]
    emptied = {_FIELD.sub("", one).strip() for one in sent or () if _FIELD.search(one)}
    new = {} if sent is None else new_paragraphs(sent, frames)
    new = {rank: was for rank, was in new.items() if frames[rank] not in emptied}
    sorting = _Sorting(fields)
    for rank, read_one in enumerate(paragraphs):
        at = frames[rank] if rank in new else None
        kind = called(read_one, (file.pictures, pictures), (sent or (), frames), at)
        paragraph = evolve(read_one, beside=kind)
        if kind == REPLACED or (kind and rank in new):
            sorting.add(paragraph, new=True)
        elif (gave := computed_there(paragraph, new.get(rank, ""))) is None or rank not in new:
            sorting.add(paragraph, new=rank in new)
        else:
            sorting.add(paragraph, new=True, over=(gave, cell_in_words(paragraphs, rank)))
    copies = tuple(sorting.copied())  # first, since it tells originals from copies
    return Returned(
        dict(sorting.values()),
        copies,
        (*in_no_other_row(sorting.typed, paragraphs, fields), *merged_cells(paragraphs, fields)),
        tuple(filter(None, joined(paragraphs, frames))),
        tuple(sorting.parts),
        movers={whole_tag(tag): one for tag, one in movers.items() if whole_tag(tag) in fields},
        notes=file_of.notes,
        counted={
            tag: parts[0].paragraph.ordered
            for tag, parts in sorting.parts.items()
            if parts[0].paragraph.level >= 0
        },
    )


def _frame(paragraph: Paragraph, fields: Mapping[str, SentField]) -> str:
    """A paragraph around its fields, changes that Word tracks made; apostrophes as we set them."""
    said, last = "", ""
    for piece in paragraph.pieces:
        if piece.revision and piece.revision.removes:
            continue
        tag = whole_tag(piece.tag)
        if tag not in fields:
            said, last = said + piece.words.text.replace("'", "’"), ""
        elif tag != last:
            said, last = f"{said}{{{tag}}}", tag
    return untypeset(said)


@define
class _ReadRow:
    """The row of a table that is being read: its last label, how many cells further one is.

    ``model`` is the label of the last row above, in the same table, that names several fields.
    """

    number: int = 0
    label: str = ""
    column: int = 0
    model: str = ""

    def enter(self, paragraph: Paragraph) -> None:
        """Go on to the cell of a paragraph."""
        if paragraph.row == self.number:
            self.column += 1
            self.model = self.label if self.label and self.column > 1 else self.model
        else:
            self.number, self.label, self.column = paragraph.row, "", 0
            self.model = self.model if paragraph.row else ""

    def named(self, label: str) -> None:
        self.label, self.column = label, 0


@define
class _Sorting:
    """The paragraphs of a file, one after the other, put with the field that they belong to."""

    fields: Mapping[str, SentField]
    parts: dict[str, list[FieldPiece]] = field(factory=dict)
    typed: list[Typed] = field(factory=list)
    _copies: list[CopyRead] = field(factory=list)
    _above: dict[str, str] = field(factory=dict)
    _table: int = 0
    _last: str = ""
    _latest: str = ""
    _copying: str = ""
    _cell: int = 0
    _seen: dict[str, int] = field(factory=dict)
    _row: _ReadRow = field(factory=_ReadRow)
    _waiting: list[tuple[int, Paragraph]] = field(factory=list)
    _rows: dict[int, list[tuple[str, FieldPiece]]] = field(factory=dict)

    def add(self, paragraph: Paragraph, *, new: bool, over: tuple[str, str] | None = None) -> None:
        """Take a paragraph; a ``new`` one without a field may go on with the text above, unless it
        was typed ``over`` what the tool had worked out (its words, its cell)."""
        if paragraph.cell != self._cell:
            self._last, self._cell = "", paragraph.cell
            self._row.enter(paragraph)
        if label := _label(paragraph):
            self._row.named(label)
            return
        groups = [
            (tag, FieldPiece(paragraph, tuple(pieces), instance))
            for (tag, instance), pieces in groupby(paragraph.pieces, _of)
            if whole_tag(tag) in self.fields
        ]
        if groups:
            self._on_top(paragraph.cell, whole_tag(groups[-1][0]))
            self._place(groups)
            self._last = whole_tag(groups[-1][0])
            self._latest, self._table = self._last, paragraph.table
        elif over is not None:
            text, (gave, where) = line_markdown(_shown(paragraph.pieces)), over
            self.typed.append(Typed(text, remarks=_remarks(paragraph), where=where, over=gave))
        elif new and _shown(paragraph.pieces):
            self._type(paragraph)
        self._cross(paragraph)

    def _cross(self, paragraph: Paragraph) -> None:
        """Words that someone struck out or highlighted by hand."""
        for tag, how, text in paragraph.crossed:
            about = whole_tag(tag)
            above = about if about in self.fields else self._last
            self.typed.append(Typed(untypeset(text), above, beside=how))

    def _on_top(self, cell: int, below: str) -> None:
        """Say of what was typed at the head of a cell which field comes below it; a text begins
        with it."""
        waiting = [(rank, one) for rank, one in self._waiting if one.cell == cell]
        self._waiting.clear()
        if waiting and self.fields[below].genre.goes_on and below not in self.parts:
            self.parts[below] = [FieldPiece(one, one.pieces) for _, one in waiting]
            for rank, _ in reversed(waiting):  # what stands beside them is still told
                del self.typed[rank]
            return
        for rank, _ in waiting:
            self.typed[rank] = evolve(self.typed[rank], below=below)

    def _answered(self, label: str) -> str:
        """The field of a form that is being typed in, beside its control: that of the label on its
        left, or the one of its column where a row has one label for all."""
        known = list(self.fields)
        if not self._row.number or label not in self.fields:
            return ""
        rank = known.index(label) + max(self._row.column, 1) - 1
        return known[rank] if rank < len(known) else ""

    def _place(self, groups: Sequence[tuple[str, FieldPiece]]) -> None:
        copies = [(tag, part) for tag, part in groups if self._is_copy(tag, part)]
        for tag, part in groups:
            if (tag, part) not in copies:
                self._above.setdefault(whole_tag(tag), self._latest)
                self.parts.setdefault(whole_tag(tag), []).append(part)
        self._copying = whole_tag(copies[-1][0]) if copies else ""
        if copies:
            row = copies[0][1].paragraph.row if self._is_cell(copies[0][0]) else 0
            self._copies.append(CopyRead(tuple(copies), self._latest, row))

    def _is_cell(self, tag: str) -> bool:
        """Whether a field is the cell of a table."""
        return "][" in self.fields[whole_tag(tag)].addresses[0]

    def _is_copy(self, tag: str, part: FieldPiece) -> bool:
        """The same control once more; a text may have a paragraph twice, where it goes on."""
        first = self._seen.setdefault(tag, part.instance)
        if first == part.instance:
            return False
        whole = whole_tag(tag)
        goes_on = self.fields[whole].genre.goes_on and self._last == whole
        return not goes_on or self._copying == whole

    def _type(self, paragraph: Paragraph) -> None:
        if paragraph.beside:
            said = line_markdown(_shown(paragraph.pieces))
            made = Typed(said, self._last, _remarks(paragraph), beside=paragraph.beside)
            self.typed.append(evolve(made, pictures=paragraph.pictures))
            return
        above = self.fields.get(self._last)
        if (
            above
            and above.genre.goes_on
            and (above.genre is Genre.BLOCKS or not paragraph.is_table)
        ):
            self.parts[self._last].append(FieldPiece(paragraph, paragraph.pieces))
            return
        if answered := self._answered(self._row.label):
            self.parts.setdefault(answered, []).append(FieldPiece(paragraph, paragraph.pieces))
            self._last = answered
            return
        if model := self._answered(self._row.model):
            part = FieldPiece(paragraph, paragraph.pieces)
            self._rows.setdefault(paragraph.row, []).append((model, part))
            return
        text = line_markdown(_shown(paragraph.pieces))
        if paragraph.cell and not self._last:
            self._waiting.append((len(self.typed), paragraph))
        made = Typed(text, self._last, _remarks(paragraph), paragraph.story, after=self._latest)
        row = paragraph.row if paragraph.table == self._table else 0
        made = evolve(made, row=row, column=self._row.column)
        made = evolve(made, revisions=_revisions(paragraph.pieces), is_table=paragraph.is_table)
        self.typed.append(made)

    def values(self) -> Iterator[tuple[str, Value]]:
        for tag, parts in self.parts.items():
            yield tag, _value(self.fields[tag], parts)

    def copied(self) -> Iterator[Copied]:
        """Each group of copies, told from their originals."""
        for group in settled(self._copies, self.parts, self._above, self._says_as_sent):
            said = ((whole_tag(tag), part) for tag, part in group.parts)
            values = ((tag, _value(self.fields[tag], [part])) for tag, part in said)
            yield Copied(tuple(values), after=group.after)
        for row in self._rows.values():
            cells: dict[str, list[FieldPiece]] = {}
            for tag, part in row:
                cells.setdefault(tag, []).append(part)
            told = ((tag, _value(self.fields[tag], parts)) for tag, parts in cells.items())
            yield Copied(tuple(told), is_whole=True)

    def _says_as_sent(self, tag: str, part: FieldPiece) -> bool:
        one = self.fields[tag]
        return untypeset(_text(one, [part])) == untypeset(one.sent)


def _remarks(paragraph: Paragraph) -> tuple[str, ...]:
    return tuple(dict.fromkeys(r for one in paragraph.pieces for r in one.remarks))


def _revisions(pieces: Iterable[Piece]) -> tuple[Revision, ...]:
    return tuple(dict.fromkeys(piece.revision for piece in pieces if piece.revision))


def _label(paragraph: Paragraph) -> str:
    """The tag of the field that a paragraph is the label of."""
    tags = (one.tag.removeprefix(LABEL) for one in paragraph.pieces if one.tag.startswith(LABEL))
    return next(tags, "")


def _of(piece: Piece) -> tuple[str, int]:
    return piece.tag, piece.instance


def _shown(pieces: Iterable[Piece], *, before: bool = False) -> list[Words]:
    """The words once the tracked changes are made, or ``before`` they were."""
    return [
        piece.words
        for piece in pieces
        if piece.revision is None or piece.revision.removes == before
    ]


def _value(one: SentField, read: Sequence[FieldPiece]) -> Value:
    parts = [evolve(part, pieces=_as_sent(part.pieces, one)) for part in read]
    pieces = [piece for part in parts for piece in part.pieces]
    cites = tuple((words.cites, words.text) for words in _shown(pieces) if words.cites)
    remarks = dict.fromkeys(remark for piece in pieces for remark in piece.remarks)
    groups = _groups(parts)
    return Value(
        _text(one, parts),
        _text(one, parts, before=True),
        cites,
        _revisions(pieces),
        tuple(remarks),
        tuple(map(_tracked, groups)),
        lambda made: _text(one, _decided(parts, [groups[rank] for rank in made])),
    )


def _as_sent(pieces: Iterable[Piece], one: SentField) -> tuple[Piece, ...]:
    return tuple(evolve(piece, words=as_sent(piece.words, one.sent)) for piece in pieces)


def _groups(parts: Sequence[FieldPiece]) -> list[list[Piece]]:
    """The tracked changes of a field: revised words of one author that stand side by side."""
    groups: list[list[Piece]] = []
    for part in parts:
        runs = groupby(part.pieces, lambda piece: piece.revision and piece.revision.author)
        groups += [list(pieces) for author, pieces in runs if author is not None]
    return groups


def _tracked(group: Sequence[Piece]) -> Tracked:
    revision = group[0].revision
    assert revision is not None
    return Tracked(
        revision.author,
        revision.date,
        untypeset(_with_calls(_shown(group, before=True))),
        untypeset(_with_calls(_shown(group))),
    )


def _with_calls(words: Iterable[Words]) -> str:
    """The words alone, and the notes that they call."""
    return "".join(one.text or (f"[^{one.note}]" if one.note else "") for one in words)


def _decided(parts: Sequence[FieldPiece], made: Sequence[Sequence[Piece]]) -> list[FieldPiece]:
    """The same with some changes made and the others undone."""
    kept = {id(piece) for group in made for piece in group}

    def stays(piece: Piece) -> bool:
        return piece.revision is None or (id(piece) in kept) != piece.revision.removes

    return [
        evolve(
            part,
            pieces=tuple(evolve(piece, revision=None) for piece in part.pieces if stays(piece)),
        )
        for part in parts
    ]


def _text(one: SentField, parts: Sequence[FieldPiece], *, before: bool = False) -> str:
    text = _typed_text(one, parts, before=before)
    return with_calls(without_invitation(text), one.sent) if one.invites else text


def _typed_text(one: SentField, parts: Sequence[FieldPiece], *, before: bool) -> str:
    if one.genre in (Genre.PROSE, Genre.BLOCKS):
        titles = one.genre is Genre.BLOCKS
        return prose_markdown(list(_joined(parts, before, titles=titles)))
    if one.genre is Genre.LINES:
        lines = (line_markdown(_shown(part.pieces, before=before)) for part in parts)
        return "\n".join(filter(None, lines))
    words = [words for part in parts for words in _shown(part.pieces, before=before)]
    if one.genre is Genre.LINE:
        return line_markdown(words, bold=one.bold)
    return untypeset(plain(words))


def _joined(parts: Sequence[FieldPiece], before: bool, *, titles: bool) -> Iterator[ReadParagraph]:
    """The paragraphs, one whose end is taken out as the beginning of the next one."""
    held: tuple[Words, ...] = ()
    for part, below in zip(parts, (*parts[1:], None), strict=True):
        read = _read(part, before, titles=titles)
        read = evolve(read, words=(*held, *read.words))
        ended = part.paragraph.ended
        goes_on = ended is not None and ended.removes != before and below is not None
        held = read.words if goes_on else ()
        if not goes_on:
            yield read


def _read(part: FieldPiece, before: bool, *, titles: bool) -> ReadParagraph:
    of = part.paragraph
    shown = tuple(_shown(part.pieces, before=before))
    return ReadParagraph(shown, of.level, of.ordered, of.goes_on, titles and of.is_title)
