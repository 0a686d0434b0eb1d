"""Titles that assert: what a dossier says already, in a sentence that a slide can bear."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from attrs import evolve

from ppgp_diaporama.sentences import between, sentences
from ppgp_diaporama.slides import NOTHING, TEXT, Panel, Para
from ppgp_docs.api import Line, Paragraph, Prose, Run, blocs, capitale, dossier

LONGEST: Final = 80
"""Characters of a title on two lines."""

SHORTEST: Final = 4
"""Words of a sentence that says something by itself."""

_REFERS: Final = re.compile(
    r"(ils?|elles?|on|ce|cela|ça|cet|cette|ces|c’|ceux|celles?|celui|y|en|mais|et|or|donc|ainsi|"
    r"puis|ensuite|enfin|alors|aussi|car|leurs?|son|sa|ses|tous|toutes|là)\b",
    re.IGNORECASE,
)
"""How a sentence begins that goes on from the one before."""

_ARTICLE: Final = re.compile(r"(?:les?|la|une?|des|du)\s|l’", re.IGNORECASE)
_END: Final = "."
NBSP: Final = "\u00a0"
MONTH: Final = 365.25 / 12
"""Days in a month."""


def claim(paras: Sequence[Para]) -> tuple[Line, tuple[Para, ...]]:
    """The first sentence of a text as a title, and what the text still says under it.

    No title where the sentence is too long for one, or goes on from what a reader does not see.
    """
    if not paras or paras[0].level != TEXT:
        return NOTHING, tuple(paras)
    first, *others = paras
    head, *rest = sentences(first)
    said = head.plain.removesuffix(_END)
    if len(said) > LONGEST or len(said.split()) < SHORTEST or _REFERS.match(said):
        return NOTHING, tuple(paras)
    joined: list[Run] = []
    for sentence in rest:
        joined += [*([Run(" ")] if joined else []), *sentence.runs]
    left = (evolve(first, runs=tuple(joined)),) if joined else ()
    return Line(tuple(between(head.runs, 0, len(said)))), (*left, *others)


def of_panels(panels: Sequence[Panel]) -> tuple[Line, tuple[Panel, ...]]:
    """The same, of a lone text; what a shorter version of it says would not follow the title."""
    if len(panels) != 1 or panels[0].shorter:
        return NOTHING, tuple(panels)
    title, rest = claim(panels[0].paras)
    return title, (evolve(panels[0], paras=rest),) if rest else ()


def opening(prose: Prose) -> Line:
    """The first sentence of a rich text as a title; nothing where it makes none."""
    first = prose.nodes[:1]
    said, _ = claim([Para(node.runs) for node in first if isinstance(node, Paragraph)])
    return said


def of_milestones(story: dossier.Dossier) -> Line:
    """What a chronology says: how long it takes, what its author says first, what it begins with,
    or how many milestones it has; nothing for a lone one."""
    chronologie = story.chronologie
    jalons = chronologie.jalons if chronologie else ()
    where = capitale(story.departement.locatif)
    if lasts := _lasting(jalons):
        return _line(f"{where}, la démarche se mène {lasts}")
    if chronologie and (said := opening(chronologie.introduction)):
        return said
    if jalons and _ARTICLE.match(jalons[0].titre.plain):
        return _line(f"La démarche commence par {lowered(jalons[0])}")
    return _line(f"La démarche se mène en {len(jalons)}{NBSP}étapes") if jalons[1:] else NOTHING


def _line(text: str) -> Line:
    return Line((Run(text),)) if len(text) <= LONGEST else NOTHING


def _lasting(jalons: Sequence[blocs.Jalon]) -> str:
    """In how many months, or from which year to which, as precisely as milestones are dated;
    empty within a month, or a year."""
    dates = sorted(jalon.date for jalon in jalons if jalon.date)
    if len(dates) < 2:
        return ""
    first, last = dates[0], dates[-1]
    if "année" in {first.precision, last.precision}:
        years = first.debut.year, last.debut.year
        return f"de {years[0]} à {years[1]}" if years[0] < years[1] else ""
    months = round((last.debut - first.debut).days / MONTH)
    return f"en {months}{NBSP}mois" if months > 1 else ""


def lowered(jalon: blocs.Jalon) -> str:
    """The title of a milestone within a sentence: its article has no capital any more; a noun
    keeps its own, which may be that of a name."""
    title = jalon.titre.plain
    return title[:1].lower() + title[1:] if _ARTICLE.match(title) else title
