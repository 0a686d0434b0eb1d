"""Groups: the blocks of one section, the slides they make, and what the speaker tells on each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from attrs import evolve, frozen

from ppgp_diaporama.slides import APPENDIX, NOTHING, Panel, Slide, Source, Title
from ppgp_diaporama.story.blocks import drafts, parted
from ppgp_diaporama.story.draft import Blocs, SlideDraft
from ppgp_diaporama.story.rows import in_rows
from ppgp_diaporama.story.speaker import Speaker, called_notes
from ppgp_diaporama.story.texts import short_title, told
from ppgp_docs.api import Line, Run, blocs, dossier

Lines = tuple[str, ...]
_SHORT: Final = "la version courte de la section"
LABELS: Final = (
    "le titre de la partie",
    "le titre de l’activité",
    "la version courte de l’activité",
)
"""Where titles were written that only name a part, or that its divider bears already: what a text
says first stands for them."""


@frozen
class Group:
    """Blocks that stand together, and their drafts.

    ``titles`` are the findings of their section, the first one to be used first; ``around`` are
    titles of the sections around it that nothing says before. ``diapo`` is what their
    section asks for. ``appended`` are consulted after the deck, not presented.
    """

    story: dossier.Dossier
    titles: tuple[Title, ...]
    around: tuple[Title, ...]
    content: Blocs
    drafts: tuple[SlideDraft, ...]
    appended: tuple[SlideDraft, ...] = ()
    diapo: str = ""

    def asking(self, diapo: str) -> Group:
        """The group as its section wants it on slides; a section within speaks for itself."""
        if self.diapo or not diapo:
            return self
        if diapo == "non":
            return evolve(self, diapo=diapo, drafts=(), appended=())
        return evolve(self, diapo=diapo, drafts=tuple(evolve(n, asked=True) for n in self.drafts))

    def concise(self) -> Group:
        """The group as its slides bear it."""
        return evolve(
            self,
            drafts=tuple(
                in_rows(each.under(title.line), title.line) for each, title in self.titled()
            ),
        )

    def titled(self) -> list[tuple[SlideDraft, Title]]:
        """Each draft with the title of its slide."""
        return list(zip(self.drafts, self._titles(), strict=True))

    def slides(self) -> Iterator[Slide]:
        """A slide for each draft; between them, their notes tell all blocks in full."""
        titles = self._titles()
        told = self._spoken_lines()
        for rank, (draft, title) in enumerate(zip(self.drafts, titles, strict=True)):
            said, further = told[rank]
            yield Slide(
                layout=draft.layout,
                title=title.line,
                source=title.source,
                panels=_unrepeated(draft.panels, title.line),
                images=draft.images,
                drawing=draft.drawing,
                small=draft.small,
                notes=said if rank else (*self._headings(titles), *said),
                further=further,
            )

    def appendix(self) -> Iterator[Slide]:
        """A slide for each of the long tables, whose notes say where the speaker reads it."""
        for draft in self.appended:
            title = Line((Run(APPENDIX), *(draft.fallback or self.titles[0].line).runs))
            where = told("Suite de", self.titles[0].line.plain)
            yield Slide(
                layout=draft.layout,
                title=title,
                source=draft.source,
                drawing=draft.drawing,
                notes=(where,),
                section="Annexes",
            )

    def untold(self) -> Lines:
        """The lines of a group that has no slide."""
        return (*self._headings(()), *Speaker(self.story).tells(self.content))

    def unshown(self) -> tuple[blocs.Bloc, ...]:
        """The blocks that no slide stands for."""
        drafts = (*self.drafts, *self.appended)
        shown = {id(bloc) for draft in drafts for bloc in draft.shows}
        return tuple(bloc for bloc in self.content if id(bloc) not in shown)

    def idle_titles(self) -> tuple[Title, ...]:
        """The short versions of sections that no slide bears, but those of a group without any."""
        own = self.titles if self.drafts else ()
        borne = {title.line.plain for title in self._titles()}
        return tuple(
            title
            for title in (*self.around, *own)
            if title.source.name == _SHORT and title.line.plain not in borne
        )

    def _titles(self) -> list[Title]:
        """Each draft takes the finding it states, else the section's next title, else its own."""
        left, found = _usable(self.titles), []
        last = left[-1]
        for draft in self.drafts:
            own = draft.title or (NOTHING if left else short_title(draft.fallback))
            if not own and (left or [last])[0].source.name in LABELS:
                own = draft.claim
            found.append(Title(own, draft.source) if own else (left or [last])[0])
            left = left if own else left[1:]
        return found

    def _headings(self, shown: Sequence[Title]) -> Lines:
        """The titles that no slide bears, and the notes that all of them call."""
        every = [title.line for title in (*self.around, *self.titles)]
        known = {title.line.plain for title in shown}
        unsaid = dict.fromkeys(line.plain for line in every if line.plain not in known)
        return (*unsaid, *called_notes(self.story, *every))

    def _spoken_lines(self) -> list[tuple[Lines, Lines]]:
        """For each draft, what is said of its blocks, then of those that have no slide."""
        images = tuple(image for draft in self.drafts for image in draft.images if image)
        shown = tuple(bloc for draft in self.drafts for bloc in draft.shows)
        speaker = Speaker(self.story, images, shown)
        told = []
        for draft, (mine, further) in zip(self.drafts, self._shared_out(), strict=True):
            others = {line for each in self.drafts if each is not draft for line in each.notes}
            said = [line for line in speaker.tells(mine) if line not in others]
            said += [line for line in draft.notes if line not in said]
            told.append((tuple(said), speaker.tells(further)))
        return told

    def _shared_out(self) -> list[tuple[list[blocs.Bloc], list[blocs.Bloc]]]:
        """For each draft, its own blocks and the paragraphs around them, then the blocks without
        a slide that come after it; those that come before the first draft go with it."""
        holders: dict[int, int] = {}
        for rank, draft in enumerate(self.drafts):
            for bloc in draft.shows:
                holders.setdefault(id(bloc), rank)
        shares: list[tuple[list[blocs.Bloc], list[blocs.Bloc]]] = [([], []) for _ in self.drafts]
        current = 0
        for bloc in self.content:
            current = holders.get(id(bloc), current)
            has_slide = id(bloc) in holders or isinstance(bloc, blocs.Paragraphe)
            shares[current][0 if has_slide else 1].append(bloc)
        return shares


def groups_of(
    story: dossier.Dossier,
    all_blocs: Blocs,
    titles: tuple[Title, ...],
    around: tuple[Title, ...] = (),
    opened: bool = False,
) -> Iterator[Group]:
    """The blocks in their order: a group for those that stand loose, one for each section.

    ``around`` are the titles that the first group must say: no slide bears them. ``opened`` when a
    slide before bears ``titles``.
    """
    unsaid = () if opened else (*around, *titles)
    for is_section, run in groupby(all_blocs, lambda bloc: isinstance(bloc, blocs.Section)):
        if is_section:
            for section in run:
                assert isinstance(section, blocs.Section)
                inside = groups_of(story, section.blocs, _findings(section), unsaid)
                yield from (group.asking(section.diapo) for group in inside)
                unsaid = ()
        else:
            loose = tuple(run)
            shown, appended = parted(drafts(story, loose), loose)
            yield Group(story, titles, around if unsaid else (), loose, shown, appended)
            unsaid, titles = (), tuple(_usable(titles)[-1:])


def _usable(titles: Sequence[Title]) -> list[Title]:
    """The first title, and those after it that fit at the head of a slide."""
    return [*titles[:1], *(title for title in titles[1:] if short_title(title.line))]


def _findings(section: blocs.Section) -> tuple[Title, ...]:
    named = (
        (section.version_courte, _SHORT, "version_courte"),
        (section.titre, "le titre de la section", "titre"),
    )
    return tuple(
        Title(line, Source(what, section.at(name), shortens=name == "titre"))
        for line, what, name in named
        if line
    )


def _unrepeated(panels: tuple[Panel, ...], title: Line) -> tuple[Panel, ...]:
    """A lone text less the paragraph that only says the title of the slide again."""
    if len(panels) != 1:
        return panels
    (panel,) = panels
    versions = (panel.paras, *panel.shorter)
    full, *shorter = (
        tuple(para for para in version if para.plain != title.plain) for version in versions
    )
    return (evolve(panel, paras=full, shorter=tuple(shorter)),)
