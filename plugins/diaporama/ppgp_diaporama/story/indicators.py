"""The indicators of the fiches, after the deck: where each starts, what each year gave, what is
aimed at. A table of all, then the bars of those of which values compare."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Final, NamedTuple

from ppgp_diaporama.slides import APPENDIX, Bar, Bars, Slide, Source, Table
from ppgp_diaporama.story.texts import LONGEST_TITLE, NBSP, panel, paras, told, words
from ppgp_docs.api import (
    Chiffre,
    Line,
    capitale,
    dossier,
    fiche,
    finir,
    printed_figure,
    printed_years,
    trend,
)

YEARS: Final = 3
"""How many years a table has columns for."""
CHARTS: Final = 6
ROWS: Final = 24
"""How many indicators are drawn, and stand in the table: the notes tell all of them."""
_NONE: Final = "–"
_NEXT: Final = "\u202f; "
_SECTION: Final = "Annexes"
_TITLE: Final = f"{APPENDIX}les indicateurs des fiches action"


class Followed(NamedTuple):
    """An indicator of which a year has a result or a target; ``known`` are the figures of its
    fiche."""

    fiche: fiche.FicheAction
    indicator: fiche.Indicateur
    known: Mapping[str, Chiffre]

    @property
    def years(self) -> Mapping[int, str]:
        """What each year gave, or what is aimed at: « 15 % », « 15 % (cible : 12 %) »."""
        said = {}
        for one in printed_years(self.indicator, self.known):
            aim = f"cible{NBSP}: {one.target.alone}" if one.target else ""
            if one.result:
                said[one.year.annee] = one.result.alone + (f" ({aim})" if aim else "")
            elif aim:
                said[one.year.annee] = aim
        return said

    def said(self, name: str) -> str:
        """A figure in words; empty where it is not known."""
        return printed_figure(self.known, name).alone if name in self.known else ""

    @property
    def target(self) -> str:
        """« 20 % (2027) »."""
        due, said = self.indicator.echeance, self.said(self.indicator.cible)
        return f"{said} ({due.fin.year})" if due and said else said

    def told(self) -> str:
        """All that is known of it, on a line of the notes."""
        start = self.said(self.indicator.reference)
        parts = [f"départ{NBSP}: {start}"] if start else []
        for one in printed_years(self.indicator, self.known):
            parts += [f"{one.head}, {one.sentence}"] if one.sentence else []
        parts += [f"cible{NBSP}: {self.target}"] if self.target else []
        head = f"Fiche {self.fiche.numero}, {self.indicator.libelle.plain}"
        return finir(told(head, _NEXT.join(parts)))


def followed(story: dossier.Dossier) -> tuple[Followed, ...]:
    """Those of every fiche, in the order of their numbers."""
    fiches = sorted(story.fiches, key=lambda one: one.numero)
    return tuple(
        Followed(one, each, story.chiffres_de(one))
        for one in fiches
        for each in one.indicateurs
        if each.suivi
    )


def indicators(story: dossier.Dossier) -> Iterator[Slide]:
    """The table, whose notes tell all of them, then the charts; nothing where none is followed."""
    every = followed(story)
    if not every:
        return
    source = Source("les indicateurs", every[0].indicator.at("libelle"))
    yield Slide(
        layout="Tableau",
        title=words(_TITLE),
        source=source,
        drawing=_table(every[:ROWS]),
        notes=tuple(one.told() for one in every),
        section=_SECTION,
    )
    yield from islice(filter(None, map(_chart, every)), CHARTS)


def printed(story: dossier.Dossier) -> Iterator[str]:
    """What the slides and their notes print of each indicator."""
    for one in followed(story):
        yield one.indicator.libelle.plain
        yield from one.years.values()


def _table(every: tuple[Followed, ...]) -> Table:
    years = _years(every)
    titles = ("Indicateur", "Départ", *map(str, years), "Cible")
    rows, places = [], []
    for one in every:
        said = one.years
        cells = (
            f"{one.indicator.libelle.plain} (fiche{NBSP}{one.fiche.numero})",
            one.said(one.indicator.reference) or _NONE,
            *(said.get(year, _NONE) for year in years),
            one.target or _NONE,
        )
        rows.append(tuple(map(words, cells)))
        places.append((Source("l’indicateur", one.indicator.at("libelle")),) * len(cells))
    head = (Source("l’en-tête du tableau des indicateurs"),) * len(titles)
    return Table(tuple(map(words, titles)), tuple(rows), (head, *places))


def _years(every: tuple[Followed, ...]) -> list[int]:
    """The last years with a result, then those with a target as far as there is room."""
    known = [year for one in every for year in printed_years(one.indicator, one.known)]
    measured = sorted({one.year.annee for one in known if one.result})[-YEARS:]
    last = max(measured, default=0)
    aimed = sorted({one.year.annee for one in known if one.target and one.year.annee > last})
    return [*measured, *aimed[: YEARS - len(measured)]]


def _chart(one: Followed) -> Slide | None:
    """Bars of an indicator whose values compare, and whose name is the title of a slide."""
    title: Line = words(f"{APPENDIX}{one.indicator.libelle.plain}")
    drawn = trend.trend_of(one.indicator, one.known)
    if drawn is None or len(title.plain) > LONGEST_TITLE:
        return None
    source = Source("l’indicateur", one.indicator.at("libelle"))
    points = (*drawn.points, *filter(None, [drawn.target]))
    rows = tuple(_bar(point, source) for point in points)
    sources = dict.fromkeys(filter(None, (point.figure.chiffre.source for point in points)))
    said = f"Fiche {one.fiche.numero}. {told('Source', _NEXT.join(sources))}".strip()
    return Slide(
        layout="Graphique",
        title=title,
        source=source,
        panels=(panel(source, paras([words(finir(said))])),),
        drawing=Bars(one.indicator.libelle, rows),
        notes=(one.told(),),
        section=_SECTION,
    )


def _bar(point: trend.TrendPoint, source: Source) -> Bar:
    when = f" {point.year}" if point.year else ""
    name = f"{capitale(point.name)}{when}"
    label = point.figure.percentage or point.figure.alone
    return Bar(name, point.value, label.replace(" ", NBSP), point.figure.alone, source)
