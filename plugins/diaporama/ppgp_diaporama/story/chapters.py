"""Chapters: what could be shown of a part, cut down to what a room can follow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from attrs import evolve, frozen

from ppgp_diaporama.slides import Slide
from ppgp_diaporama.story.group import Group

MOST_SLIDES: Final = 18
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
    def weights(self) -> list[int]:
        """The weights of the drafts, in order."""
        return [draft.weight for group in self.groups for draft in group.drafts]

    @property
    def count(self) -> int:
        """How many slides it takes."""
        return len(self.weights) + (self.opening is not None)

    def without_lightest(self) -> Chapter:
        """The chapter less its lightest draft, the last one of those that weigh the same."""
        every = [draft for group in self.groups for draft in group.drafts]
        gone = min(reversed(every), key=lambda draft: draft.weight)
        groups = tuple(
            evolve(group, drafts=tuple(each for each in group.drafts if each is not gone))
            for group in self.groups
        )
        return evolve(self, groups=groups)


def trimmed(chapters: Sequence[Chapter]) -> list[Chapter]:
    """The chapters without the drafts that are too many, the lightest first.

    No part has more than four slides after its divider, and the deck has at most eighteen, as long
    as each part keeps two and the context one.
    """
    kept = [_within(chapter) for chapter in chapters]
    while sum(chapter.count for chapter in kept) > MOST_SLIDES:
        long = [n for n, each in enumerate(kept) if len(each.weights) > each.least]
        if not long:
            break
        index = min(long, key=lambda n: min(kept[n].weights))
        kept[index] = kept[index].without_lightest()
    return kept


def _within(chapter: Chapter) -> Chapter:
    while len(chapter.weights) > chapter.most:
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
