"""Chapters: what could be shown of a part, cut down to what a room can follow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from attrs import evolve, frozen

from ppgp_diaporama.slides import NOTHING, Slide, Source, Title
from ppgp_diaporama.story.draft import Blocs, Draft
from ppgp_diaporama.story.drafts import drafts
from ppgp_diaporama.story.speaker import spoken
from ppgp_docs.api import blocs, dossier

MOST_SLIDES: Final = 18
MOST_OF_A_PART: Final = 4
LEAST_OF_A_PART: Final = 2
MOST_OF_THE_CONTEXT: Final = 2
LEAST_OF_THE_CONTEXT: Final = 1


@frozen
class Group:
    """The drafts of one section; ``titles`` are its findings, the first one to be used first."""

    titles: tuple[Title, ...]
    notes: tuple[str, ...]
    drafts: tuple[Draft, ...]

    def slides(self) -> Iterator[Slide]:
        """Each draft takes the finding it states, else the section's next title, else its own.

        The first slide has the notes of the whole section.
        """
        left = list(self.titles)
        for rank, draft in enumerate(self.drafts):
            own = draft.title or (NOTHING if left else draft.fallback)
            title = Title(own, draft.source) if own else (left or [self.titles[-1]])[0]
            left = left if own else left[1:]
            yield _slide(draft, title, draft.notes if rank else self.notes)


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

    def without_lightest(self) -> Chapter:
        """The chapter less its lightest draft, the last one of those that weigh the same."""
        every = [draft for group in self.groups for draft in group.drafts]
        gone = min(reversed(every), key=lambda draft: draft.weight)
        groups = tuple(
            evolve(group, drafts=tuple(each for each in group.drafts if each is not gone))
            for group in self.groups
        )
        return evolve(self, groups=groups)

    def slides(self) -> Iterator[Slide]:
        """The slides; the first one also says what is told of the sections that show nothing."""
        shown = [slide for group in self.groups for slide in group.slides()]
        if self.opening:
            shown.insert(0, self.opening)
        for rank, slide in enumerate(shown):
            notes = slide.notes if rank else (*slide.notes, *self._untold())
            yield evolve(slide, section=self.section, notes=notes)

    def _untold(self) -> Iterator[str]:
        for group in self.groups:
            if not group.drafts and group.notes:
                yield f"{group.titles[-1].line.plain}\u00a0:"
                yield from group.notes


def trimmed(chapters: Sequence[Chapter]) -> list[Chapter]:
    """The chapters without the drafts that are too many, the lightest first.

    No part has more than four slides after its divider, and the deck has at most eighteen, as long
    as each part keeps two and the context one.
    """
    kept = [_within(chapter) for chapter in chapters]
    while sum(len(tuple(chapter.slides())) for chapter in kept) > MOST_SLIDES:
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


def groups_of(
    story: dossier.Dossier, all_blocs: Blocs, titles: tuple[Title, ...]
) -> Iterator[Group]:
    """A group for loose blocks, then one for each section, whatever its depth."""
    sections = [bloc for bloc in all_blocs if isinstance(bloc, blocs.Section)]
    loose = [bloc for bloc in all_blocs if not isinstance(bloc, blocs.Section)]
    if loose:
        yield Group(titles, spoken(story, loose), tuple(drafts(story, loose)))
    for section in sections:
        yield from groups_of(story, section.blocs, _findings(section))


def _findings(section: blocs.Section) -> tuple[Title, ...]:
    named = (
        (section.version_courte, "la version courte de la section", "version_courte"),
        (section.titre, "le titre de la section", "titre"),
    )
    return tuple(Title(line, Source(what, section.at(name))) for line, what, name in named if line)


def _slide(draft: Draft, title: Title, notes: tuple[str, ...]) -> Slide:
    return Slide(
        layout=draft.layout,
        title=title.line,
        source=title.source,
        panels=draft.panels,
        images=draft.images,
        drawing=draft.drawing,
        notes=notes,
    )
