"""Notes that people added to a Word file: where each is called, what it says.

Word keeps the text of a note in a part of its own, and its call, a run without words, in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from attrs import evolve, frozen

from ppgp_docs.roundtrip.fields import SentField, is_note, whole_tag
from ppgp_docs.roundtrip.markdown import line_markdown
from ppgp_docs.roundtrip.word.paragraphs import NEW_NOTE, Paragraph, Piece


@frozen
class NotedFile:
    """The paragraphs of a file without the texts of the notes that were added to what may hold
    some; those texts, in our Markdown, by the name of their calls."""

    paragraphs: tuple[Paragraph, ...]
    notes: Mapping[str, str]


def noted(
    paragraphs: Iterable[Paragraph],
    fields: Mapping[str, SentField],
    is_fixed: Callable[[Paragraph], bool],
) -> NotedFile:
    """Take the added notes out; ``is_fixed`` tells a paragraph whose words are as they were sent.

    A note that is called where no text of the dossier can call one stays, and says where that is.
    """
    read = [_with_calls_inside(one, fields) for one in paragraphs]
    said: dict[str, list[Paragraph]] = {}
    for one in read:
        if one.note.startswith(NEW_NOTE):
            said.setdefault(one.note, []).append(one)
    outside = _outside(read, fields, is_fixed)
    named = {note: name for note, own in said.items() if (name := _copied(own, fields))}
    called = dict.fromkeys(piece.words.note for one in read for piece in _added(one))
    taken = [note for note in called if note in said and note not in outside]
    kept = (_kept(one, outside, named) for one in read if one.note not in taken)
    notes = {note: _text(said[note]) for note in taken if note not in named}
    return NotedFile(tuple(kept), notes)


def _added(paragraph: Paragraph) -> Iterator[Piece]:
    """The calls of notes that a paragraph did not have, those that were taken out again left."""
    for piece in paragraph.pieces:
        is_gone = piece.revision is not None and piece.revision.removes
        if piece.words.note.startswith(NEW_NOTE) and not is_gone:
            yield piece


def _with_calls_inside(paragraph: Paragraph, fields: Mapping[str, SentField]) -> Paragraph:
    """A paragraph whose calls just behind a field are in it: Word puts the cursor there."""
    made: list[Piece] = []
    for piece in paragraph.pieces:
        before = made[-1] if made else None
        is_call = not piece.tag and piece.words.note.startswith(NEW_NOTE)
        if before and is_call and _is_rich(before, fields):
            made.append(evolve(before, words=piece.words, revision=piece.revision))
        else:
            made.append(piece)
    return evolve(paragraph, pieces=tuple(made))


def _is_rich(piece: Piece, fields: Mapping[str, SentField]) -> bool:
    one = fields.get(whole_tag(piece.tag))
    return one is not None and one.genre.rich


def _outside(
    paragraphs: Iterable[Paragraph],
    fields: Mapping[str, SentField],
    is_fixed: Callable[[Paragraph], bool],
) -> dict[str, str]:
    """The notes that are called from no text of the dossier, and where, in French."""
    found: dict[str, str] = {}
    last = ""
    for paragraph in paragraphs:
        for piece in paragraph.pieces:
            one = fields.get(whole_tag(piece.tag))
            last = one.label if one else last
            if not piece.words.note.startswith(NEW_NOTE) or _is_rich(piece, fields):
                continue
            if one or is_fixed(paragraph):
                where = "dans" if one else "après"
                found[piece.words.note] = f"appelée {where} «\u00a0{last}\u00a0»" if last else ""
    return found


def _copied(own: Sequence[Paragraph], fields: Mapping[str, SentField]) -> str:
    """The name of the note of the dossier that a note is a copy of, as Word makes one of a text
    that is copied with its call; nothing for another."""
    for paragraph in own:
        for piece in paragraph.pieces:
            one = fields.get(whole_tag(piece.tag))
            said = line_markdown([each.words for each in paragraph.pieces if each.tag == piece.tag])
            if one and is_note(one) and said == one.sent:
                return re.split(r"[.:]", one.addresses[0])[-1]
    return ""


def _kept(paragraph: Paragraph, outside: Mapping[str, str], named: Mapping[str, str]) -> Paragraph:
    """A paragraph without the calls that lead to no note of the dossier, copies by their name."""
    pieces = tuple(
        evolve(one, words=evolve(one.words, note=named.get(one.words.note, one.words.note)))
        for one in paragraph.pieces
        if one.words.note not in outside
    )
    if told := outside.get(paragraph.note):
        paragraph = evolve(paragraph, story=f"{paragraph.story}, {told}")
    return evolve(paragraph, pieces=pieces)


def _text(own: Collection[Paragraph]) -> str:
    """What a note says: a dossier has it in one paragraph."""
    said = (
        line_markdown([one.words for one in paragraph.pieces if _stays(one)]) for paragraph in own
    )
    return " ".join(filter(None, (one.strip() for one in said)))


def _stays(piece: Piece) -> bool:
    return piece.revision is None or not piece.revision.removes
