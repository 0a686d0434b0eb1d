"""Dates that must follow one another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Final

from ppgp_docs.diagnostics import Diagnostic, error, warning
from ppgp_docs.model.blocs import Jalon
from ppgp_docs.model.dossier import Dossier


def frame(dossier: Dossier) -> Iterator[Diagnostic]:
    """C301: the end of the accompaniment is not before its beginning."""
    start, end = dossier.demarche.debut, dossier.demarche.fin
    if start and end and end.fin < start.debut:
        message = f"la démarche finit ({end}) avant de commencer ({start})"
        yield error("C301", message, dossier.demarche.at("fin"))


def milestones_in_order(dossier: Dossier) -> Iterator[Diagnostic]:
    """C302: dated milestones are written in the order of time."""
    if not dossier.chronologie:
        return
    dated = [jalon for jalon in dossier.chronologie.jalons if jalon.date]
    for before, after in pairwise(dated):
        if before.date and after.date and after.date.fin < before.date.debut:
            yield warning(
                "C302",
                f"ce jalon ({after.quand}) vient après un jalon plus récent ({before.quand})",
                after.at("date"),
                "remettez les jalons dans l’ordre du temps",
            )


def milestones_in_frame(dossier: Dossier) -> Iterator[Diagnostic]:
    """C303: a milestone falls within the dates of the accompaniment."""
    start, end = dossier.demarche.debut, dossier.demarche.fin
    for jalon in dossier.chronologie.jalons if dossier.chronologie else ():
        if not jalon.date:
            continue
        early = start and jalon.date.fin < start.debut
        late = end and jalon.date.debut > end.fin
        if early or late:
            side = "avant le début" if early else "après la fin"
            message = f"ce jalon ({jalon.quand}) tombe {side} de la démarche"
            yield warning("C303", message, jalon.at("date"))


def milestones_placed(dossier: Dossier) -> Iterator[Diagnostic]:
    """C304: a milestone has a date or a landmark."""
    jalons: tuple[Jalon, ...] = dossier.chronologie.jalons if dossier.chronologie else ()
    for jalon in jalons:
        if not jalon.quand:
            hint = "ajoutez `date`, ou `repere` quand la date est inconnue"
            yield error("C304", "ce jalon n’a ni date ni repère", jalon.at(), hint)


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (
    frame,
    milestones_in_order,
    milestones_in_frame,
    milestones_placed,
)
