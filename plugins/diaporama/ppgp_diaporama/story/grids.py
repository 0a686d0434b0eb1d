"""A PEMAT grid as slides: its scores drawn, its tables after the deck."""

from __future__ import annotations

from collections.abc import Iterator

from ppgp_diaporama.slides import Panel, Slope, Slopes, Source, Table
from ppgp_diaporama.story.draft import Blocs, SlideDraft
from ppgp_diaporama.story.texts import paras, short_title, told, words
from ppgp_docs.api import Line, blocs, dossier, drawn


def grid(_: dossier.Dossier, bloc: blocs.Pemat, __: Blocs) -> Iterator[SlideDraft]:
    """The scores before and after, read with what was rated and by whom; then each table."""
    source = Source("la grille", bloc.at())
    if changes := drawn.pemat.changes(bloc):
        yield SlideDraft(
            weight=95,
            layout="Graphique",
            source=source,
            shows=(bloc,),
            title=short_title(bloc.titre),
            fallback=bloc.titre,
            panels=(_reading(bloc, source),),
            drawing=slopes(bloc.titre, changes, source),
        )
    for table in drawn.pemat.grids(bloc):
        cells = (table.colonnes, *table.lignes)
        yield SlideDraft(
            weight=30,
            layout="Tableau",
            source=source,
            shows=(bloc,),
            fallback=table.titre,
            drawing=Table(table.colonnes, table.lignes, tuple((source,) * len(c) for c in cells)),
            consulted=True,
        )


def slopes(title: Line, changes: tuple[drawn.Change, ...], source: Source) -> Slopes:
    """Values before and after."""
    return Slopes(title, tuple(Slope(change, source) for change in changes))


def _reading(bloc: blocs.Pemat, source: Source) -> Panel:
    """What was rated and by whom, in full or the base alone; how it is counted is for the notes."""
    said = [told(label, line.plain) for label, line in drawn.pemat.framing(bloc)]
    full, *shorter = (
        paras([words(text)]) for text in dict.fromkeys((". ".join(said) + ".", f"{said[-1]}."))
    )
    return Panel(full, source, tuple(shorter))
