"""The remarks of a PDF that was sent out: what was written, by whom, on which words.

Annotations of ISO 32000-1, 12.5.6, as Acrobat, Preview, Evince, Firefox and others make them. Links
and fields are none; a window that shows a remark (Popup) is part of it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any, Final, TypeAlias

from attrs import frozen

from ppgp_docs.roundtrip.archive import UnreadableFileError

_KINDS: Final = {
    "/Highlight": "surligné",
    "/Underline": "souligné",
    "/Squiggly": "souligné",
    "/StrikeOut": "barré",
    "/Text": "note",
    "/FreeText": "texte ajouté",
    "/Caret": "insertion",
    "/Ink": "dessin",
    "/Stamp": "tampon",
    "/Square": "cadre",
    "/Circle": "cadre",
    "/Line": "trait",
    "/Polygon": "cadre",
    "/PolyLine": "trait",
    "/FileAttachment": "fichier joint",
}
_MARKED: Final = ("/Highlight", "/Underline", "/Squiggly", "/StrikeOut")
_DATE: Final = re.compile(r"(?:D:)?(\d{4})(\d\d)?(\d\d)?")
_TAG: Final = re.compile(r"<[^<>]{1,2000}>")
MOST: Final = 2000
"""Remarks that are read of a file: what comes after them is counted by nobody, and said."""
_MOST_LINES: Final = 5000
"""Lines of all marks together whose words are looked for: a mark may have a million of them."""
_MOST_MARKED: Final = 400_000
"""Numbers that say where the marks of a file stand, eight a line."""
_MOST_SIGNS: Final = 10_000
"""Signs of a page among which words are looked for: twice those of the fullest of ours."""
_LONGEST: Final = 4000
"""Signs of what a remark says, or of the words that it stands on: more than a page of them."""
_ENOUGH: Final = 10
"""Letters from which words beside a note tell where it stands."""
_AROUND: Final = 160
"""Signs of a page before and after those of a remark that tell it from the same elsewhere."""
_ASIDE: Final = 12.0
_BESIDE: Final = 60.0
"""How far above, below and beside a note its words are looked for, in points."""


@frozen
class PdfRemark:
    """``number`` counts the remarks of the file from 1, ``page`` is from 1; ``reply_to`` is the
    number of the one that it answers, 0 for none. ``on`` are the words that it stands on,
    ``before`` and ``after`` those around them on the page."""

    number: int
    page: int
    kind: str
    author: str
    date: str
    text: str
    on: str
    reply_to: int = 0
    before: str = ""
    after: str = ""


def remarks_of(data: bytes) -> tuple[PdfRemark, ...]:
    """The remarks of a PDF, page by page. Raises UnreadableFileError."""
    with _opened(data) as document:
        found = [*islice(_every(document), MOST)]
        ranks = {one.objgen: rank for rank, (_, one) in enumerate(found, start=1)}
        return tuple(_remarks_of(data, found, ranks))


def authors_of(data: bytes) -> tuple[str, ...]:
    """Who made each remark of a PDF; empty where nobody says. Raises UnreadableFileError."""
    with _opened(data) as document:
        return tuple(str(one.get("/T", "")) for _, one in islice(_every(document), MOST))


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            yield document
    except UnreadableFileError:
        raise
    except pikepdf.PasswordError as problem:
        raise UnreadableFileError("il est protégé par un mot de passe") from problem
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError) as problem:
        raise UnreadableFileError("ce n’est pas un PDF, ou il est abîmé") from problem


def _every(document: Any) -> Iterator[tuple[int, Any]]:
    """The annotations that are remarks, each with the number of its page from 1; of those that
    mark more than any text has, a reader of PDF would keep gigabytes. Raises UnreadableFileError.
    """
    marked = 0
    for number, page in enumerate(document.pages, start=1):
        for one in _annotations(page):
            marked += len(one.get("/QuadPoints", ()))
            if marked > _MOST_MARKED:
                raise UnreadableFileError("ses marques couvrent plus de lignes qu’un texte n’en a")
            yield number, one


def _annotations(page: Any) -> Iterator[Any]:
    import pikepdf

    for one in page.obj.get("/Annots", ()):
        if isinstance(one, pikepdf.Dictionary) and str(one.get("/Subtype", "")) in _KINDS:
            yield one


def _remarks_of(
    data: bytes, found: Sequence[tuple[int, Any]], ranks: dict[Any, int]
) -> Iterator[PdfRemark]:
    import pypdfium2

    pdf = pypdfium2.PdfDocument(data)
    lines = _MOST_LINES // max(1, len(found))
    try:
        pages: dict[int, Any] = {}
        for rank, (number, one) in enumerate(found, start=1):
            if number not in pages:
                pages[number] = _signs(pdf[number - 1])
            reply = one.get("/IRT")
            words, around = _words_under(one, pages[number], lines)
            yield PdfRemark(
                rank,
                number,
                _KINDS[str(one.Subtype)],
                str(one.get("/T", "")).strip(),
                _day(str(one.get("/CreationDate", one.get("/M", "")))),
                _text(one),
                words,
                ranks.get(reply.objgen, 0) if reply is not None else 0,
                *around,
            )
    finally:
        pdf.close()


def _text(one: Any) -> str:
    """What a remark says: its plain text, else its rich one; what a reply decides."""
    said = str(one.get("/Contents", "")) or _TAG.sub(" ", str(one.get("/RC", "")))
    state = str(one.get("/State", ""))
    text = " ".join(said[: 2 * _LONGEST].split())
    return _cut(text or _STATES.get(state, state))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"


_STATES: Final = {
    "Accepted": "accepté",
    "Rejected": "refusé",
    "Cancelled": "annulé",
    "Completed": "fait",
    "Marked": "coché",
    "Unmarked": "décoché",
}


def _day(said: str) -> str:
    """A date of PDF (D:20260503101500+02'00') as 2026-05-03; empty for none."""
    found = _DATE.match(said)
    return "-".join(filter(None, found.groups())) if found else ""


Box: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right, top, in points from the corner of the page."""

Sign: TypeAlias = tuple[str, float, float]
"""A sign of a page and the middle of its place."""


def _signs(page: Any) -> list[Sign]:
    """What a page says, sign by sign."""
    from pypdfium2 import raw

    text = page.get_textpage()
    signs = []
    for rank in range(min(text.count_chars(), _MOST_SIGNS)):
        left, bottom, right, top = text.get_charbox(rank)
        code = raw.FPDFText_GetUnicode(text.raw, rank)
        signs.append((chr(code or 32), (left + right) / 2, (bottom + top) / 2))
    return signs


def _words_under(one: Any, signs: Sequence[Sign], most: int) -> tuple[str, tuple[str, str]]:
    """The words under ``most`` lines of a mark, or those beside a note; those around them."""
    found = next(_under(one, signs, most), None)
    if found is None:
        return "", ("", "")
    first, last = found[0][0], found[-1][-1]
    before, after = signs[max(0, first - _AROUND) : first], signs[last + 1 : last + 1 + _AROUND]
    said = [_joined(["".join(sign for sign, _, _ in part)]) for part in (before, after)]
    return _cut(_words_of(found, signs)), (said[0], said[1])


def _under(one: Any, signs: Sequence[Sign], most: int) -> Iterator[list[list[int]]]:
    """The ranks of the signs of each line that a remark stands on, the nearest first."""
    rect = _numbers(one.get("/Rect"))
    if len(rect) != 4:
        return
    quads = _numbers(one.get("/QuadPoints")) if str(one.Subtype) in _MARKED else []
    if quads and len(quads) % 8 == 0:
        lines = [quads[n : n + 8] for n in range(0, len(quads), 8)][:most]
        boxes = [(min(q[::2]), min(q[1::2]), max(q[::2]), max(q[1::2])) for q in lines]
        yield from filter(None, [[held for box in boxes if (held := _in_box(signs, box))]])
        return
    left, bottom, right, top = rect
    wider = (
        (left, bottom, right, top),
        (left - _BESIDE, bottom, right + _BESIDE, top),
        (left - 5 * _BESIDE, bottom - _ASIDE, right + 5 * _BESIDE, top + _ASIDE),
    )
    found = [[held] for box in wider if (held := _in_box(signs, box))]
    yield from (each for each in found if len(_words_of(each, signs)) >= _ENOUGH)
    yield from found[-1:]


def _in_box(signs: Sequence[Sign], box: Box) -> list[int]:
    """The ranks of the signs of a box; none where it holds but spaces."""
    left, bottom, right, top = box
    return [
        rank
        for rank, (sign, x, y) in enumerate(signs)
        if not sign.isspace() and left - 1 <= x <= right + 1 and bottom - 1 <= y <= top + 1
    ]


def _words_of(lines: Iterable[Sequence[int]], signs: Sequence[Sign]) -> str:
    """The words of some signs, with the spaces between them."""
    return _joined(
        "".join(
            sign
            for rank, (sign, _, _) in enumerate(signs[line[0] : line[-1] + 1], start=line[0])
            if sign.isspace() or rank in held
        )
        for line in lines
        for held in [set(line)]
    )


def _joined(lines: Iterable[str]) -> str:
    return " ".join(" ".join(lines).replace("\ufffe", "").split())


def _numbers(values: Any) -> list[float]:
    try:
        return [float(each) for each in values or ()]
    except (TypeError, ValueError, ArithmeticError):
        return []
