"""The remarks of a PDF that was sent out: what was written, by whom, on which words."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final, TypeAlias

from attrs import frozen

from ppgp_docs.assets.pdf_streams import MOST_UNPACKED, unpacks_to_more
from ppgp_docs.roundtrip.archive import UnreadableFileError
from ppgp_docs.roundtrip.pdf_annotations import MARKED, Annotation, Annotations, cut

MOST: Final = 2000
"""Remarks that are read of a file: what comes after them is counted by nobody, and said."""
_MOST_LINES: Final = 5000
"""Lines of all marks together whose words are looked for: a mark may have a million of them."""
_MOST_SIGNS: Final = 10_000
"""Signs of a page among which words are looked for: twice those of the fullest of ours."""
_ENOUGH: Final = 10
"""Letters from which words beside a note tell where it stands."""
_AROUND: Final = 160
"""Signs of a page before and after those of a remark that tell it from the same elsewhere."""
_ASIDE: Final = 12.0
_BESIDE: Final = 60.0
"""How far above, below and beside a note its words are looked for, in points."""
_POINTED: Final = 8.0
"""How far from its tip the words that an arrow points at are looked for, in points."""


@frozen
class PdfRemark:
    """``number`` counts the remarks of the file from 1, ``page`` is from 1; ``reply_to`` is the
    number of the one that it answers, 0 for none. ``on`` are the words that it stands on,
    ``before`` and ``after`` those around them on the page; ``is_ours`` those of a draft."""

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
    is_ours: bool = False


def remarks_of(data: bytes) -> tuple[PdfRemark, ...]:
    """The remarks of a PDF, page by page. Raises UnreadableFileError."""
    with opened(data) as document:
        return tuple(_remarks_of(data, Annotations.of(document, MOST)))


def count_of(data: bytes) -> int:
    """How many remarks people left in a PDF. Raises UnreadableFileError."""
    with opened(data) as document:
        return sum(not one.is_ours for one in Annotations.of(document, MOST).found)


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """A PDF that was brought, open. Raises UnreadableFileError, also for one whose streams unpack
    to more than memory should hold."""
    import pikepdf

    if unpacks_to_more(data, MOST_UNPACKED):
        raise UnreadableFileError("déplié, il tient trop de place pour être un document relu")
    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            yield document
    except UnreadableFileError:
        raise
    except pikepdf.PasswordError as problem:
        raise UnreadableFileError("il est protégé par un mot de passe") from problem
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError) as problem:
        raise UnreadableFileError("ce n’est pas un PDF, ou il est abîmé") from problem


def _remarks_of(data: bytes, annotations: Annotations) -> Iterator[PdfRemark]:
    import pypdfium2

    pdf = pypdfium2.PdfDocument(data)
    found = annotations.found
    lines = _MOST_LINES // max(1, len(found))
    try:
        pages: dict[int, Any] = {}
        for rank, each in enumerate(found):
            if each.page not in pages:
                pages[each.page] = _signs(pdf[each.page - 1])
            answered = annotations.rank_of(each.one.get("/IRT"))
            words, around = _words_under(each, pages[each.page], lines)
            yield PdfRemark(
                rank + 1,
                each.page,
                each.kind,
                each.author,
                each.date,
                each.text,
                words,
                0 if answered in (None, rank) else answered + 1,
                *around,
                is_ours=each.is_ours,
            )
    finally:
        pdf.close()


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


def _words_under(each: Annotation, signs: Sequence[Sign], most: int) -> tuple[str, tuple[str, str]]:
    """The words under ``most`` lines of a mark, or those beside a note; those around them."""
    marks = sorted((each.one, *each.others), key=lambda one: str(one.Subtype) not in MARKED)
    found = next((held for one in marks for held in _under(one, signs, most)), None)
    if found is None:
        return "", ("", "")
    first, last = found[0][0], found[-1][-1]
    before, after = signs[max(0, first - _AROUND) : first], signs[last + 1 : last + 1 + _AROUND]
    said = [_joined(["".join(sign for sign, _, _ in part)]) for part in (before, after)]
    return cut(_words_of(found, signs)), (said[0], said[1])


def _under(one: Any, signs: Sequence[Sign], most: int) -> Iterator[list[list[int]]]:
    """The ranks of the signs of each line that a remark stands on, the nearest first."""
    rect = _pointed(one) or _numbers(one.get("/Rect"))
    if len(rect) != 4:
        return
    quads = _numbers(one.get("/QuadPoints")) if str(one.Subtype) in MARKED else []
    if quads and len(quads) % 8 == 0:
        lines = [quads[n : n + 8] for n in range(0, len(quads), 8)][:most]
        boxes = [(min(q[::2]), min(q[1::2]), max(q[::2]), max(q[1::2])) for q in lines]
        yield from filter(None, [[held for box in boxes if (held := _in_box(signs, box))]])
        return
    (left, right), (bottom, top) = sorted(rect[::2]), sorted(rect[1::2])
    if left == right and bottom == top:  # answers, and what no page shows
        return
    wider = (
        (left, bottom, right, top),
        (left - _BESIDE, bottom, right + _BESIDE, top),
        (left - 5 * _BESIDE, bottom - _ASIDE, right + 5 * _BESIDE, top + _ASIDE),
        (-_FAR, bottom - _ASIDE, _FAR, top + _ASIDE),
    )
    found = [[held] for box in wider if (held := _in_box(signs, box))]
    yield from (each for each in found if len(_words_of(each, signs)) >= _ENOUGH)
    yield from found[-1:]


_FAR: Final = 20_000.0
"""More than the width of any page: a note may stand in the margin that is not its words'."""
_NO_END: Final = "/None"


def _pointed(one: Any) -> list[float]:
    """Around the tip of an arrow, or of the line that leads from a text to what it is about; empty
    where nothing is pointed at."""
    line, ends = _numbers(one.get("/L")), [str(each) for each in one.get("/LE", ())]
    tip: list[float] = []
    if str(one.get("/IT", "")) == "/FreeTextCallout":
        tip = _numbers(one.get("/CL"))[:2]
    elif len(line) == 4 and len(ends) == 2 and ends.count(_NO_END) == 1:
        tip = line[:2] if ends[1] == _NO_END else line[2:]
    return [each + aside for aside in (-_POINTED, _POINTED) for each in tip]


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
