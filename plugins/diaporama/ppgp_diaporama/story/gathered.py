"""Blocks of a section that share a slide: its lists, its quotes, its texts."""

from __future__ import annotations

from typing import Final

from ppgp_diaporama.slides import Panel, Para, Source
from ppgp_diaporama.story.draft import Blocs, Draft, columns
from ppgp_diaporama.story.quotes import quote_panel
from ppgp_diaporama.story.texts import element, heading, of_prose, panel, paras
from ppgp_docs.api import as_prose, blocs, dossier

LONG: Final = 6
"""Items from which a list takes two columns."""

QUOTES: Final = 4
"""Quotes on one slide."""

Ranked = tuple[int, Draft]
"""A draft and the rank of its first block in the section."""


def short_texts(all_blocs: Blocs) -> tuple[Para, ...]:
    """The paragraphs, by their short version when they have one."""
    return tuple(
        each
        for bloc in all_blocs
        if isinstance(bloc, blocs.Paragraphe)
        for each in (paras([bloc.version_courte]) or of_prose(bloc.texte))
    )


def of_lists(all_blocs: Blocs) -> list[Ranked]:
    """The lists of a section on one slide."""
    found = [(n, bloc) for n, bloc in enumerate(all_blocs) if isinstance(bloc, blocs.Liste)]
    if not found:
        return []
    first = found[0][1]
    source = Source("la liste", first.at())
    if len(found) == 1 and _is_long(first):
        return [(found[0][0], _halves(source, first))]
    if len(found) == 1:
        lead = short_texts(all_blocs)
        only = panel(source, lead, heading(first.titre), map(element, first.elements))
        return [(found[0][0], columns(65, source, (only,), first.titre))]
    panels = tuple(
        panel(Source("la liste", bloc.at()), heading(bloc.titre), map(element, bloc.elements))
        for _, bloc in found
    )
    return [(found[0][0], columns(78, source, panels, first.titre))]


def _is_long(liste: blocs.Liste) -> bool:
    return len(liste.elements) >= LONG and not any(each.detail for each in liste.elements)


def _halves(source: Source, liste: blocs.Liste) -> Draft:
    """A long list in two columns; its heading is left to the title of the slide."""
    items = tuple(map(element, liste.elements))
    middle = -(-len(items) // 2)
    panels = (panel(source, items[:middle]), panel(source, items[middle:]))
    return columns(65, source, panels, liste.titre)


def of_quotes(story: dossier.Dossier, all_blocs: Blocs) -> list[Ranked]:
    """The quotes of a section, four a slide."""
    found = [(n, b) for n, b in enumerate(all_blocs) if isinstance(b, blocs.CitationPlacee)]
    if not found:
        return []
    groups = [found[start : start + QUOTES] for start in range(0, len(found), QUOTES)]
    return [(group[0][0], _quotes(story, [b for _, b in group])) for group in groups]


def _quotes(story: dossier.Dossier, quotes: list[blocs.CitationPlacee]) -> Draft:
    """Several voices, or that of someone of the team, are worth more than a single one."""
    panels = tuple(quote_panel(story, quote.citation) for quote in quotes)
    layout = "Citation" if len(panels) == 1 else "Paroles"
    known = story.citations[quotes[0].citation].personne
    weight = 85 if len(panels) > 1 or known else 65
    return Draft(weight=weight, layout=layout, source=panels[0].source, panels=panels)


def of_texts(all_blocs: Blocs) -> list[Draft]:
    """The texts, when there is nothing else to show."""
    shown = [each for bloc in all_blocs for each in _text(bloc)]
    if not shown:
        return []
    source = Source("le texte", all_blocs[0].at())
    return [Draft(weight=40, layout="Texte", source=source, panels=(Panel(tuple(shown), source),))]


def _text(bloc: blocs.Bloc) -> tuple[Para, ...]:
    if isinstance(bloc, blocs.Section | blocs.ChiffreCle):
        return ()
    if isinstance(bloc, blocs.Encart):
        return (*heading(bloc.titre), *of_prose(bloc.texte))
    return short_texts([bloc]) or of_prose(as_prose(bloc))
