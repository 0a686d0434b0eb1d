"""Words that stand just outside the field they belong to: typed behind a control, or left out by
LibreOffice, which closes a bookmark too early where a remark stands in the paragraph.

What a paragraph held around its fields when it left tells them from its own words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from attrs import evolve, frozen

from ppgp_docs.roundtrip.fields import TAGS, Genre, SentField, whole_tag
from ppgp_docs.roundtrip.markdown import untypeset
from ppgp_docs.roundtrip.word.paragraphs import Paragraph, Piece


@frozen
class _Part:
    """Pieces side by side: of one field by its whole tag, or of none."""

    tag: str
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        return "".join(one.words.text for one in self.pieces)


def gathered(
    paragraph: Paragraph, fields: Mapping[str, SentField], sent: Mapping[tuple[str, ...], str]
) -> Paragraph:
    """The paragraph with its stray words in the field beside them.

    ``sent`` are the frames of the file as it left, by the fields they hold.
    """
    paragraph = evolve(paragraph, pieces=tuple(_one_instance(paragraph.pieces)))
    parts = list(_parts(paragraph.pieces, fields))
    tags = tuple(one.tag for one in parts if one.tag)
    if not tags or tags not in sent:
        return paragraph
    around = TAGS.split(sent[tags])[::2]
    made = [piece for part in _rejoined(parts, around, fields) for piece in part.pieces]
    return evolve(paragraph, pieces=tuple(made))


def retyped(
    paragraphs: Sequence[Paragraph], fields: Mapping[str, SentField], sent: Sequence[str]
) -> list[Paragraph]:
    """The paragraphs, with a field in those that say the words around it: whoever deletes a line
    and types it anew has lost its control, and its bookmark."""
    there = {whole_tag(piece.tag) for one in paragraphs for piece in one.pieces}
    lost: dict[str, tuple[str, str]] = {}
    for before, tag, after in (w for w in map(TAGS.split, sent) if len(w) == _AROUND):
        if tag in fields and tag not in there and any(map(str.isalpha, before)):
            lost[tag] = (before, after)
    return [_with_one_of(lost, one) for one in paragraphs] if lost else list(paragraphs)


_AROUND = 3
"""Words, a field, words."""


def _with_one_of(lost: dict[str, tuple[str, str]], paragraph: Paragraph) -> Paragraph:
    pieces = paragraph.pieces
    if any(one.tag or one.computed or one.revision for one in pieces):
        return paragraph
    text = untypeset("".join(one.words.text for one in pieces))
    for tag, (before, after) in lost.items():
        head, tail = untypeset(before), untypeset(after)
        if text.startswith(head) and text.endswith(tail) and len(text) > len(head) + len(tail):
            del lost[tag]
            above, rest = _cut(pieces, head)
            own, below = _cut(rest, untypeset(text[len(head) : len(text) - len(tail)]))
            own = tuple(evolve(one, tag=tag) for one in own)
            return evolve(paragraph, pieces=(*above, *own, *below))
    return paragraph


def _cut(pieces: Sequence[Piece], words: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Pieces in two behind some words, and the spaces that follow these."""
    text = "".join(one.words.text for one in pieces)
    ends = (rank for rank in range(len(text), -1, -1) if untypeset(text[:rank]) == words)
    return _split(pieces, next(ends, len(text)))


def _one_instance(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Words within the bookmark of a control, beside it, as those in the control: no copy has the
    bookmark of its original."""
    first: dict[str, int] = {}
    for one in pieces:
        if one.tag and one.marked:
            yield evolve(one, instance=first.setdefault(one.tag, one.instance))
        else:
            yield one


def by_fields(frames: Sequence[str]) -> dict[tuple[str, ...], str]:
    """The frames that hold fields, by them; none of those whose words differ."""
    known: dict[tuple[str, ...], set[str]] = {}
    for frame in frames:
        if tags := tuple(TAGS.findall(frame)):
            known.setdefault(tags, set()).add(frame)
    return {tags: min(held) for tags, held in known.items() if len(held) == 1}


def _parts(pieces: Sequence[Piece], fields: Mapping[str, SentField]) -> Iterator[_Part]:
    """Words around fields and fields in turn, as a frame has them: words first and last."""
    held = _Part("", ())
    for tag, group in groupby(pieces, lambda one: whole_tag(one.tag)):
        own = tuple(group)
        if tag not in fields:
            held = _Part("", held.pieces + own)
            continue
        yield held
        yield _Part(tag, own)
        held = _Part("", ())
    yield held


def _rejoined(
    parts: Sequence[_Part], around: Sequence[str], fields: Mapping[str, SentField]
) -> Iterator[_Part]:
    """The parts, with what is new around each field in it."""
    for rank, part in enumerate(parts):
        if part.tag:
            yield part
            continue
        above, below = parts[rank - 1 : rank] if rank else [], parts[rank + 1 : rank + 2]
        length = _length(part, around[rank // 2]) if above else 0
        if above and length:
            stray, kept = _split(part.pieces, length)
            yield _Part("", (*_taken(stray, above[0].pieces[-1], fields), *kept))
        elif below and (kept_length := _kept_length(part, around[rank // 2])) is not None:
            kept, stray = _split(part.pieces, kept_length)
            yield _Part("", (*kept, *_taken(stray, below[0].pieces[0], fields)))
        else:
            yield part


def _taken(
    stray: tuple[Piece, ...], beside: Piece, fields: Mapping[str, SentField]
) -> Iterator[Piece]:
    """Stray words as those of the field beside them, where it is one of words."""
    genre = fields[whole_tag(beside.tag)].genre
    if not genre.rich and genre is not Genre.WORDS:
        yield from stray
        return
    for one in stray:
        yield evolve(one, tag=beside.tag, instance=beside.instance, marked=beside.marked)


def _is_changed(part: _Part, sent: str) -> bool:
    """Whether there are words that may be those of a field: none that the tool computed."""
    if any(one.computed or (one.revision and one.revision.removes) for one in part.pieces):
        return False
    return bool(part.text.strip()) and untypeset(part.text) != untypeset(sent)


def _length(part: _Part, sent: str) -> int:
    """How many signs came in before the words that were there; 0 where those are changed."""
    text, known = part.text, untypeset(sent)
    if not _is_changed(part, sent):
        return 0
    ends = (rank for rank in range(1, len(text) + 1) if untypeset(text[rank:]) == known)
    return next(ends, 0)


def _kept_length(part: _Part, sent: str) -> int | None:
    """How many signs stand before what came in behind the words that were there."""
    text, known = part.text, untypeset(sent)
    if not _is_changed(part, sent):
        return None
    starts = (rank for rank in range(len(text) - 1, -1, -1) if untypeset(text[:rank]) == known)
    return next(starts, None)


def _split(pieces: Sequence[Piece], length: int) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Pieces in two at a sign, one of them cut there."""
    head, tail = list[Piece](), list[Piece]()
    for one in pieces:
        text = one.words.text
        for held, said in ((head, text[:length]), (tail, text[length:])):
            if said:
                held.append(evolve(one, words=evolve(one.words, text=said)))
        length = max(0, length - len(text))
    return tuple(head), tuple(tail)
