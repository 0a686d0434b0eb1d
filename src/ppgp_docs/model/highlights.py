"""What a case study comes down to: its findings, its figures ranked, its shortest quote."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ppgp_docs.model.blocs import ChiffreCle, CitationPlacee, Graphique
from ppgp_docs.model.chiffre import Chiffre
from ppgp_docs.model.dossier import Activite, Citation, Dossier

FINDINGS: Final = 3
"""As many findings as a reader remembers."""

_LARGE: Final = 10
"""From here on a count is large: worth showing even when no block shows it."""

_SHORT: Final = 240
"""Characters of the longest quote that is a highlight."""


def findings(story: Dossier) -> tuple[Activite, ...]:
    """The first activities that state what they found, in their short version."""
    return tuple(each for each in story.activites if each.version_courte)[:FINDINGS]


def ranked_figures(story: Dossier) -> tuple[str, ...]:
    """The names of the figures of the territory, the most telling first.

    First the large counts and the percentages that blocks show, then the other large counts, then
    the small ones that blocks show. What a chart shows as past is none of them.
    """
    shown = set(_shown(story))
    past = {name for bloc in story.blocs() if isinstance(bloc, Graphique) for name in bloc.avant}
    large = [
        name
        for name, chiffre in story.chiffres.items()
        if _is_large(chiffre) and (name in shown or name not in past)
    ]
    ranked = [name for name in large if name in shown]
    ranked += [name for name in large if name not in shown]
    ranked += [name for name in _in_key_blocks(story) if name not in large]
    return tuple(dict.fromkeys(ranked))


def short_quote(story: Dossier) -> Citation | None:
    """The quote to remember: one that is put forward, or else the shortest; no long one."""
    placed = [bloc for bloc in story.blocs() if isinstance(bloc, CitationPlacee)]
    first = [bloc for bloc in placed if bloc.mise_en_avant]
    for group in (first, placed):
        known = [story.citations[bloc.citation] for bloc in group]
        if short := [one for one in known if _length(one) <= _SHORT]:
            return min(short, key=_length)
    return None


def _length(quote: Citation) -> int:
    return len((quote.version_courte or quote.texte).plain)


def _shown(story: Dossier) -> Iterator[str]:
    for bloc in story.blocs():
        if isinstance(bloc, ChiffreCle | Graphique):
            yield from bloc.chiffres


def _in_key_blocks(story: Dossier) -> Iterator[str]:
    for bloc in story.blocs():
        if isinstance(bloc, ChiffreCle):
            yield from bloc.chiffres


def _is_large(chiffre: Chiffre) -> bool:
    if chiffre.valeur is None:
        return chiffre.pourcentage is not None
    return chiffre.valeur >= _LARGE
