"""What the speaker glances at: three cues at most, what comes next, how long; then all the text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from attrs import evolve

from ppgp_diaporama.slides import APPENDIX, FURTHER, HEADING, Slide
from ppgp_diaporama.story.texts import NBSP, told
from ppgp_diaporama.words import count
from ppgp_docs.api import finir, phrases

CUES: Final = 3
SHORTEST: Final = 4
LONGEST: Final = 30
"""Words of a cue: a title alone says nothing, a long sentence is not glanced at."""

PACE: Final = 130
"""Words said in a minute before a room."""

STEP: Final = 10
MINIMUM: Final = 20
"""Seconds to which durations are rounded; the least that a slide stays."""

MOST_SAID: Final = 260
"""Words said on a slide, two minutes; the rest of its notes is for who asks."""

_DESCRIBED: Final = ("Note", "Crédit", "Image", "Pictogramme", "Portrait", "Colonnes", "En bref")
_ASIDE: Final = (*_DESCRIBED, "Avant, ", "Après, ")
"""How lines begin that describe, and that nobody says."""

_ENDS: Final = (".", "!", "?", "»", "…")


def with_cues(slides: Sequence[Slide]) -> tuple[Slide, ...]:
    """The slides with the notes that are printed; those of the appendix have nothing to say."""
    after = [*(following for _, following in pairwise(slides)), None]
    return tuple(_noted(slide, coming) for slide, coming in zip(slides, after, strict=True))


def _noted(slide: Slide, coming: Slide | None) -> Slide:
    credits = dict.fromkeys(image.credit for image in slide.images if image and image.credit)
    rest = (*slide.notes, *(told("Crédit", f"{each}.") for each in credits), *slide.further)
    if _is_appended(slide):
        return evolve(slide, notes=rest)
    cues = _cues(slide)
    head = [told("À dire", cue) for cue in cues]
    if coming and not _is_appended(coming):
        head.append(told("Transition", coming.title.plain))
    head.append(told("Durée", _lasting(slide, cues)))
    return evolve(slide, notes=(*head, FURTHER, *rest) if rest else tuple(head))


def _is_appended(slide: Slide) -> bool:
    return slide.title.plain.startswith(APPENDIX)


def _cues(slide: Slide) -> Sequence[str]:
    """The first sentences of what is told of the slide, but for what only names what it shows; its
    title where there is none."""
    paras = (para for panel in slide.panels for para in panel.paras)
    heads = {_bare(para.plain) for para in paras if para.level == HEADING}
    told_of_it = (line for line in slide.notes if not line.startswith(_ASIDE))
    firsts = [next(iter(phrases(line)), "") for line in told_of_it]
    found = [first for first in firsts if SHORTEST <= count(first) <= LONGEST]
    named = {*heads, _bare(slide.title.plain)}
    said = [first for first in found if first.endswith(_ENDS) and _bare(first) not in named]
    asserts = count(slide.title.plain) >= SHORTEST
    return said[:CUES] or ([finir(slide.title.plain)] if asserts else found[:CUES])


def _bare(text: str) -> str:
    return text.replace(NBSP, " ").strip(" .")


def _lasting(slide: Slide, cues: Sequence[str]) -> str:
    """The time to say what the notes tell of the slide, no less than to read it, « 1 min 30 »."""
    told = sum(count(line) for line in slide.notes if not line.startswith(_ASIDE))
    shown = sum(count(para.plain) for panel in slide.panels for para in panel.paras)
    words = max(shown + sum(map(count, cues)), min(told, MOST_SAID))
    minutes, rest = divmod(max(MINIMUM, STEP * round(words * 60 / PACE / STEP)), 60)
    if not minutes:
        return f"{rest}{NBSP}s"
    return f"{minutes}{NBSP}min{f'{NBSP}{rest}' if rest else ''}"
