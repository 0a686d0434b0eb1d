"""Dates that must follow one another: the frame, its milestones and steps, the edition."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Final

from ppgp_docs.diagnostics import Diagnostic, error, note, warning
from ppgp_docs.model.blocs import Etapes, Jalon
from ppgp_docs.model.dossier import Demarche, Dossier
from ppgp_docs.model.walk import iter_nodes

_SLIP: Final = 5
"""So many years out of the accompaniment, a date is a slip of the hand, no longer a context."""


def frame(dossier: Dossier) -> Iterator[Diagnostic]:
    """C301: the end of the accompaniment is not before its beginning."""
    start, end = dossier.demarche.debut, dossier.demarche.fin
    if start and end and not _in_order(dossier.demarche):
        message = f"la démarche finit ({end}) avant de commencer ({start})"
        hint = "corrigez l’année, ou intervertissez `debut` et `fin`"
        yield error("C301", message, dossier.demarche.at("fin"), hint)


def _in_order(demarche: Demarche) -> bool:
    return not (demarche.debut and demarche.fin) or demarche.fin.fin >= demarche.debut.debut


def in_order(dossier: Dossier) -> Iterator[Diagnostic]:
    """C302: dated milestones, and the dated steps of a list, are written in the order of time."""
    for one, many, jalons in _sequences(dossier):
        dated = [jalon for jalon in jalons if jalon.date]
        for before, after in pairwise(dated):
            if before.date and after.date and after.date.fin < before.date.debut:
                earlier = "un jalon plus récent" if one == "ce jalon" else "une étape plus récente"
                yield warning(
                    "C302",
                    f"{one} ({after.quand}) vient après {earlier} ({before.quand})",
                    after.at("date"),
                    f"remettez les {many} dans l’ordre des dates, ou corrigez la date",
                )


def in_frame(dossier: Dossier) -> Iterator[Diagnostic]:
    """C303: milestones and steps fall within the accompaniment; silent when C301 speaks.

    A note, since a context may come before and a follow-up after; a warning when far away.
    """
    if not _in_order(dossier.demarche):
        return
    for one, _, jalons in _sequences(dossier):
        for jalon in jalons:
            yield from _outside(one, jalon, dossier.demarche)


def _outside(one: str, jalon: Jalon, demarche: Demarche) -> Iterator[Diagnostic]:
    date, start, end = jalon.date, demarche.debut, demarche.fin
    if date and start and date.fin < start.debut:
        years, side = start.annee - date.annee, f"avant le début de la démarche ({start})"
        hint = "vérifiez l’année ; un rappel du contexte peut rester avant le début"
    elif date and end and date.debut > end.fin:
        years, side = date.annee - end.annee, f"après la fin de la démarche ({end})"
        hint = "vérifiez l’année ; une suite peut rester après la fin"
    else:
        return
    tell = warning if years >= _SLIP else note
    yield tell("C303", f"{one} ({jalon.quand}) tombe {side}", jalon.at("date"), hint)


def _sequences(dossier: Dossier) -> Iterator[tuple[str, str, tuple[Jalon, ...]]]:
    """The chronology and each list of steps, with how to call one and several of its items."""
    if dossier.chronologie:
        yield "ce jalon", "jalons", dossier.chronologie.jalons
    for bloc in iter_nodes(dossier, Etapes):
        yield "cette étape", "étapes", bloc.etapes


def milestones_placed(dossier: Dossier) -> Iterator[Diagnostic]:
    """C304: a milestone has a date or a landmark."""
    jalons: tuple[Jalon, ...] = dossier.chronologie.jalons if dossier.chronologie else ()
    for jalon in jalons:
        if not jalon.quand:
            hint = "ajoutez `date`, ou `repere` quand la date est inconnue"
            yield error("C304", "ce jalon n’a ni date ni repère", jalon.at(), hint)


def edition_after(dossier: Dossier) -> Iterator[Diagnostic]:
    """C306: a document is not older than what it tells.

    Before the beginning, a warning; before the end, a note: an account may be given on the way.
    """
    edition, start, end = dossier.edition, dossier.demarche.debut, dossier.demarche.fin
    hint = "vérifiez `edition` : les accords des personnes se jugent à cette date"
    if edition and start and edition.fin < start.debut:
        message = f"la date du document ({edition}) précède le début de la démarche ({start})"
        yield warning("C306", message, dossier.at("edition"), hint)
    elif edition and end and edition.fin < end.debut:
        message = f"la date du document ({edition}) précède la fin de la démarche ({end})"
        yield note("C306", message, dossier.at("edition"), hint)


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (
    frame,
    in_order,
    in_frame,
    milestones_placed,
    edition_after,
)
