"""Blocks of a section that share a slide: its lists, its quotes, its texts."""

from __future__ import annotations

from typing import Final

from attrs import evolve

from ppgp_diaporama.sentences import abridged
from ppgp_diaporama.slides import Panel, Para, Source
from ppgp_diaporama.story.claims import of_panels
from ppgp_diaporama.story.draft import Blocs, SlideDraft, columns
from ppgp_diaporama.story.quotes import quote_panel
from ppgp_diaporama.story.texts import bare, elements, heading, of_prose, panel, paras
from ppgp_docs.api import blocs, dossier

LONG: Final = 6
"""Items from which a list flows over two columns."""

QUOTES: Final = 4
"""Quotes on one slide."""

Ranked = tuple[int, SlideDraft]
"""A draft and the rank of its first block in the section."""


def short_texts(all_blocs: Blocs) -> tuple[Para, ...]:
    """The paragraphs, by their short version when they have one."""
    return tuple(each for bloc in paragraphs(all_blocs) for each in _short(bloc))


def paragraphs(all_blocs: Blocs) -> tuple[blocs.Paragraphe, ...]:
    """The paragraphs among some blocks."""
    return tuple(bloc for bloc in all_blocs if isinstance(bloc, blocs.Paragraphe))


def _short(bloc: blocs.Paragraphe) -> tuple[Para, ...]:
    source = Source("le paragraphe", bloc.at(), shortens=True)
    return paras([bloc.version_courte], source=source) or of_prose(bloc.texte, source)


def of_lists(all_blocs: Blocs) -> list[Ranked]:
    """The lists of a section on one slide."""
    found = [(n, bloc) for n, bloc in enumerate(all_blocs) if isinstance(bloc, blocs.Liste)]
    if not found:
        return []
    lists = tuple(bloc for _, bloc in found)
    first = lists[0]
    source = Source("la liste", first.at())
    if len(lists) == 1 and _is_long(first):
        return [(found[0][0], _over_columns(source, first))]
    if len(lists) == 1:
        lead = paragraphs(all_blocs)
        return [(found[0][0], _led(source, lead, first))]
    panels = tuple(
        panel(Source("la liste", bloc.at()), heading(bloc.titre), elements(bloc)) for bloc in lists
    )
    shared = columns(78, source, panels, first.titre, lists)
    return [(found[0][0], evolve(shared, best_first=True))]


def _led(source: Source, lead: tuple[blocs.Paragraphe, ...], liste: blocs.Liste) -> SlideDraft:
    """A list under the texts that introduce it, which are the first to go, then its details."""
    plain = tuple(map(bare, liste.elements))
    versions = dict.fromkeys((plain, abridged(plain)))
    shorter = tuple((*heading(liste.titre), *each) for each in versions)
    alone = evolve(panel(source, heading(liste.titre), elements(liste)), shorter=shorter)
    draft = columns(65, source, (alone,), liste.titre, (liste,))
    whole = panel(source, short_texts(lead), alone.paras)
    return evolve(draft, panels=(whole,), shows=(*lead, liste), lighter=draft) if lead else draft


def _is_long(liste: blocs.Liste) -> bool:
    return len(liste.elements) >= LONG and not any(each.detail for each in liste.elements)


def _over_columns(source: Source, liste: blocs.Liste) -> SlideDraft:
    """A long list over two columns; its heading is left to the title of the slide."""
    every = elements(liste)
    short = abridged(every)
    return SlideDraft(
        weight=65,
        layout="Deux colonnes",
        source=source,
        shows=(liste,),
        panels=(Panel(every, source, (short,) if short != every else ()),),
        fallback=liste.titre,
    )


def of_quotes(story: dossier.Dossier, all_blocs: Blocs) -> list[Ranked]:
    """The quotes of a section, four a slide."""
    found = [(n, b) for n, b in enumerate(all_blocs) if isinstance(b, blocs.CitationPlacee)]
    if not found:
        return []
    groups = [found[start : start + QUOTES] for start in range(0, len(found), QUOTES)]
    return [(group[0][0], _quotes(story, [b for _, b in group])) for group in groups]


def _quotes(story: dossier.Dossier, quotes: list[blocs.CitationPlacee]) -> SlideDraft:
    """Several voices, or that of someone of the team, are worth more than a single one."""
    panels = tuple(quote_panel(story, quote.citation) for quote in quotes)
    known = story.citations[quotes[0].citation].personne
    return SlideDraft(
        weight=85 if len(panels) > 1 or known else 65,
        layout="Citation" if len(panels) == 1 else "Paroles",
        source=panels[0].source,
        shows=quotes,
        panels=panels,
        best_first=True,
    )


def of_texts(all_blocs: Blocs) -> list[SlideDraft]:
    """The texts, when there is nothing else to show."""
    shown = [(bloc, text) for bloc in all_blocs if (text := _text(bloc))]
    if not shown:
        return []
    told = [bloc for bloc, _ in shown]
    source = Source("le texte", told[0].at())
    body = panel(source, *(text for _, text in shown))
    said = of_panels([body])[0]
    draft = SlideDraft(weight=40, layout="Texte", source=source, shows=told, panels=(body,))
    return [evolve(draft, claim=said)]


def _text(bloc: blocs.Bloc) -> tuple[Para, ...]:
    if isinstance(bloc, blocs.Paragraphe):
        return _short(bloc)
    if isinstance(bloc, blocs.Encart):
        return (*heading(bloc.titre), *of_prose(bloc.texte, Source("l’encart", bloc.at("texte"))))
    return ()
