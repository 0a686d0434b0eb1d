"""What the speaker glances at: three cues at most, what comes next, how long; then all the text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from attrs import evolve

from ppgp_diaporama.slides import APPENDIX, FURTHER, Slide
from ppgp_diaporama.story.texts import NBSP, told
from ppgp_diaporama.words import concise, count, left_under
from ppgp_docs.api import phrases

CUES: Final = 3
TOGETHER: Final = 6
"""Texts on a slide, at most."""

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
    """The first sentences of what is told of the slide, but for what it shows already, or only
    names what it shows; none where nothing else is told."""
    panels = concise(slide.panels, left_under(slide.title), TOGETHER)
    paras = [para for panel in panels for para in panel.paras]
    shown = [_bare(text) for text in (slide.title.plain, *(para.plain for para in paras)) if text]
    told_of_it = (line for line in slide.notes if not line.startswith(_ASIDE))
    firsts = (
        next((each for each in phrases(line) if not _is_shown(each, shown)), "")
        for line in told_of_it
    )
    found = [first for first in firsts if SHORTEST <= count(first) <= LONGEST]
    return [first for first in found if first.endswith(_ENDS)][:CUES]


def _is_shown(sentence: str, shown: Sequence[str]) -> bool:
    """Whether a slide bears a sentence, or nearly all of it."""
    said = _bare(sentence)
    return any(
        said in text or (count(text) >= SHORTEST and text in said and 2 * len(text) > len(said))
        for text in shown
    )


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
