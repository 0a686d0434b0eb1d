"""How many words a slide bears.

Counted: every text of the slide, a number as one word, the names of bars and of steps included. Not
counted: the foot of the page, the part number of a title, what a drawing places by itself (the
values of bars, the dates of a timeline), and the tables of the appendix, which are not presented.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Final

from ppgp_diaporama.slides import Panel, Para
from ppgp_docs.api import Line

MOST: Final = 40
"""Words that a room reads while somebody speaks."""

LEAST: Final = 12
"""Words left under a title, however long its author made it."""

STEM: Final = 5
"""Letters that two words share when they are about the same."""

_GROUPED: Final = re.compile(r"(?<=\d)\s(?=\d)")


def count(text: str) -> int:
    """The words of a text: what spaces part, signs that stand alone apart; « 1 240 » is one."""
    return sum(any(map(str.isalnum, piece)) for piece in _GROUPED.sub("", text).split())


def count_of(paras: Iterable[Para]) -> int:
    """The words of paragraphs."""
    return sum(count(para.plain) for para in paras)


def left_under(title: Line) -> int:
    """The words that a slide may bear under its title."""
    return max(LEAST, MOST - count(title.plain))


def nearest(panels: Sequence[Panel], title: Line, most: int) -> list[int]:
    """The ranks, in order, of the texts that a title is most about, as many as stand together
    within ``most`` words; at least one."""
    said = stems(title.plain)
    shared = [len(said & stems(" ".join(p.plain for p in panel.paras))) for panel in panels]
    ranked = sorted(range(len(panels)), key=lambda rank: -shared[rank])
    kept = ranked[: leading([panels[rank] for rank in ranked], most)]
    return sorted(kept)


def stems(text: str) -> set[str]:
    """The first letters of the long words of a text: « adhèrent » is « adhésion » too."""
    return {word[:STEM] for word in re.findall(r"\w+", text.casefold()) if len(word) >= STEM}


def leading(panels: Sequence[Panel], most: int) -> int:
    """How many texts stand together within ``most`` words, from the first one; at least one."""
    totals = accumulate(count_of(panel.paras) for panel in panels)
    return max(1, sum(total <= most for total in totals))


def concise(panels: Sequence[Panel], most: int, together: int) -> tuple[Panel, ...]:
    """The texts of a grid in the versions that take the fewest slides, the fullest of those.

    ``together`` is how many stand on a slide.
    """
    depth = max((len(panel.shorter) for panel in panels), default=0)
    tried = [tuple(panel.version(rank) for panel in panels) for rank in range(depth + 1)]
    return min(tried, key=lambda chosen: len(packs(chosen, most, together)))


def packs(panels: Sequence[Panel], most: int, together: int) -> list[int]:
    """How many texts stand on each slide, filled one after the other; a text of more words than a
    slide bears takes several, the first of which stands here for all."""
    counts, start = [], 0
    while start < len(panels):
        taken = leading(panels[start : start + together], most)
        whole = -(-count_of(panels[start].paras) // most)
        counts += [taken, *[0] * (whole - 1)]
        start += taken
    return counts
