"""What the back cover has room for: its call stands on one page, at the size that this allows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrs import frozen

from ppgp_docs.api import dossier, wrapped
from ppgp_etude_de_cas.document.columns import is_short_call

_POINT: Final = 25.4 / 72
_ROOM: Final = 205.0
"""The height of the call with the acronyms and the credits, in mm, the foot left aside."""

_CALL: Final = 118.0
"""The least height of the call, in mm: what comes under it begins there."""

_SIZES: Final = ((34, 12.5), (26, 12.5), (20, 11.5), (16, 10.5), (13, 9.5))
"""Sizes in points of the title and of the text, the largest first: the rules `.dos-1`…"""

_TITLE, _TEXT, _FULL = 128.0, 100.0, 155.0
"""Widths, in mm: of the title, of a text beside the code, of one that has the whole line."""

_LINE, _TITLE_LINE = 1.45, 1.12
_OVER: Final = 36.0
"""Blank over the title and under it, in mm."""

_CODE: Final = 64.0
"""The code with the address under it, in mm."""

_ACRONYMS: Final = 15
"""More of them have a place of their own."""

_ACRONYM: Final = 48.0
"""Width of an acronym and its words: three stand on a row."""


@frozen
class BackCover:
    """``step`` is that of the sizes, 1 for the largest; ``acronyms`` says that these stand there
    too."""

    step: int
    acronyms: bool


def back_cover(study: dossier.Dossier) -> BackCover:
    """The largest sizes with which all that the back cover says stands on it; acronyms and credits
    leave it to a call that takes it whole."""
    few = len(study.sigles) <= _ACRONYMS
    for under in (_under(study), 0.0) if few else (0.0,):
        for step, sizes in enumerate(_SIZES, start=1):
            if max(_CALL, _call(study, sizes)) + under <= _ROOM:
                return BackCover(step, acronyms=under > 0)
    return BackCover(len(_SIZES), acronyms=False)


def _call(study: dossier.Dossier, sizes: tuple[float, float]) -> float:
    if study.appel is None:
        return 0.0
    head, body = (size * _POINT for size in sizes)
    title = study.appel.accroche.plain
    tall = _OVER + len(wrapped(title, _TITLE, head, 700)) * head * _TITLE_LINE
    short = is_short_call(study.appel)
    width = _TEXT if short else _FULL
    lines = sum(len(wrapped(text, width, body)) for text in _texts(study.appel))
    code = 0 if short else _CODE
    return tall + max(lines * body * _LINE + 4 * len(study.appel.contacts), _CODE) + code


def _texts(call: dossier.Appel) -> Iterator[str]:
    yield from call.texte.plain.splitlines()
    for contact in call.contacts:
        yield from filter(None, (contact.nom, contact.fonction, contact.telephone))
        yield f"Courriel : {contact.courriel}"


def _under(study: dossier.Dossier) -> float:
    """The height of the acronyms and of the credits."""
    size = 9 * _POINT
    lines = [
        len(wrapped(f"{short} : {full}", _ACRONYM, size)) for short, full in study.sigles.items()
    ]
    rows = sum(max(lines[start : start + 3]) for start in range(0, len(lines), 3))
    said = study.mentions.credits.plain if study.mentions.credits else ""
    return 34 + (rows + len(wrapped(said, _FULL, size))) * size * 1.45
