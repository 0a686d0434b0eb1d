"""Chapters: what could be shown of a part, cut down to what a room can follow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from attrs import evolve, frozen

from ppgp_diaporama.slides import Slide
from ppgp_diaporama.story.draft import SlideDraft
from ppgp_diaporama.story.group import Group

MOST_SLIDES: Final = 20
MOST_OF_A_PART: Final = 4
LEAST_OF_A_PART: Final = 2
MOST_OF_THE_CONTEXT: Final = 2
LEAST_OF_THE_CONTEXT: Final = 1


@frozen
class Chapter:
    """Slides that go together under the name ``section``: a divider if any, then the groups.

    ``most`` and ``least`` bound the drafts that are shown, as long as there are that many.
    """

    section: str
    opening: Slide | None = None
    groups: tuple[Group, ...] = ()
    most: int = MOST_OF_A_PART
    least: int = LEAST_OF_A_PART

    @property
    def drafts(self) -> list[SlideDraft]:
        """The drafts, in order."""
        return [draft for group in self.groups for draft in group.drafts]

    @property
    def spare(self) -> list[SlideDraft]:
        """Those that may be left out, the lightest first; the last one of those that weigh the
        same."""
        free = [draft for draft in reversed(self.drafts) if not draft.asked]
        return sorted(free, key=lambda draft: draft.weight)

    @property
    def count(self) -> int:
        """How many slides it takes."""
        return len(self.drafts) + (self.opening is not None)

    def concise(self) -> Chapter:
        """The chapter as its slides bear it."""
        return evolve(self, groups=tuple(group.concise() for group in self.groups))

    def without_lightest(self) -> Chapter:
        """The chapter less its lightest draft. Raises IndexError when all are asked for."""
        gone = self.spare[0]
        groups = tuple(
            evolve(group, drafts=tuple(each for each in group.drafts if each is not gone))
            for group in self.groups
        )
        return evolve(self, groups=groups)


def trimmed(chapters: Sequence[Chapter]) -> list[Chapter]:
    """The chapters without the drafts that are too many, the lightest first.

    No part has more than four slides after its divider, and the deck has at most twenty, as long
    as each part keeps two and the context one. What a section asks to be shown is.
    """
    kept = [_within(chapter) for chapter in chapters]
    while sum(chapter.count for chapter in kept) > MOST_SLIDES:
        long = [n for n, each in enumerate(kept) if each.spare and len(each.drafts) > each.least]
        if not long:
            break
        index = min(long, key=lambda n: kept[n].spare[0].weight)
        kept[index] = kept[index].without_lightest()
    return [chapter.concise() for chapter in kept]


def _within(chapter: Chapter) -> Chapter:
    while chapter.spare and len(chapter.drafts) > chapter.most:
        chapter = chapter.without_lightest()
    return chapter


def slides_of(chapters: Sequence[Chapter]) -> Iterator[Slide]:
    """The slides of all chapters.

    What shows nothing is told further by the slide before it; the first chapter has a slide.
    """
    last: Slide | None = None
    for chapter in chapters:
        for piece in _pieces(chapter):
            if isinstance(piece, Slide):
                if last:
                    yield last
                last = evolve(piece, section=chapter.section)
            elif last:
                last = evolve(last, further=(*last.further, *piece))
    if last:
        yield last


def _pieces(chapter: Chapter) -> Iterator[Slide | tuple[str, ...]]:
    """Slides, and the lines of the groups that have none."""
    if chapter.opening:
        yield chapter.opening
    for group in chapter.groups:
        if group.drafts:
            yield from group.slides()
        else:
            yield group.untold()
