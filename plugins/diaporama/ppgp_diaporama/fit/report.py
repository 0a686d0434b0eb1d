"""What fits nowhere, told to who can mend it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ppgp_diaporama.fit.frames import Frame
from ppgp_diaporama.fit.measure import longest_word, longest_word_text
from ppgp_diaporama.fit.sizes import CAPTION_FLOOR, ladders, too_many
from ppgp_diaporama.slides import HEADING, Panel, Para
from ppgp_docs.api import Diagnostic, compter, error

Report = Callable[[Diagnostic], None]

SENTENCES: Final = (
    "raccourcissez-le, ou coupez-le en phrases plus courtes\u00a0: après un point ou un "
    "point-virgule, un texte passe à la diapositive suivante"
)
CELL: Final = (
    "raccourcissez cette case, coupez-la en phrases plus courtes, ou répartissez-la sur plusieurs "
    "lignes du tableau"
)
SHORTER: Final = "raccourcissez-le"

_SHORT_VERSION: Final = (
    "coupez-le en phrases plus courtes, qui passent à la diapositive suivante, ou écrivez une "
    "`version_courte`\u00a0: elle seule sera sur la diapositive"
)
_WORD: Final = "coupez ce mot\u202f; une adresse se met derrière un mot\u00a0: `[le site](adresse)`"
_QUOTED: Final = 40


def too_long(panel: Panel, frame: Frame, remedy: str = SENTENCES) -> Diagnostic:
    """R211: the texts that do not fit in a frame, at the smallest size that a room can read."""
    return _refused(panel, frame, ("R211", "le texte", CAPTION_FLOOR), remedy)


def title_too_long(panel: Panel, frame: Frame) -> Diagnostic:
    """R210: a title that does not fit in its frame."""
    return _refused(panel, frame, ("R210", "le titre", CAPTION_FLOOR), SHORTER)


def _refused(panel: Panel, frame: Frame, kind: tuple[str, str, float], remedy: str) -> Diagnostic:
    code, name, floor = kind
    styles = list(ladders(frame, floor))[-1]
    wide = [p for p in panel.paras if longest_word(p.runs, styles[p.level]) > frame.room.w]
    told = wide[0] if wide else _most_telling(panel.paras)
    source = told.source or panel.source
    if wide:
        word = longest_word_text(told.runs, styles[told.level])
        message = f"le mot «\u00a0{_quoted(word)}\u00a0» ({source.name}) est trop large"
        return error(code, f"{message} pour la diapositive", source.span, _WORD)
    extra = too_many(panel.paras, frame, floor)
    return error(
        code,
        f"{name} «\u00a0{_quoted(told.plain)}\u00a0» ({source.name}) est trop long pour la "
        f"diapositive\u00a0: {compter(extra, 'caractère')} de trop",
        source.span,
        _SHORT_VERSION if source.shortens else remedy,
    )


def _most_telling(paras: tuple[Para, ...]) -> Para:
    """The text to quote: the longest one, a heading only when it stands alone."""
    texts = [para for para in paras if para.level != HEADING] or list(paras)
    return max(texts, key=lambda para: len(para.plain))


def _quoted(text: str) -> str:
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED].rstrip()}…"
