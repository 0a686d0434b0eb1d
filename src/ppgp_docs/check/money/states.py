"""The states of a budget line: in their order, each within the one before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from itertools import pairwise
from typing import Final, TypeAlias

from ppgp_docs.budget import ETAPES, LIBELLES_STATUTS, PREVU, etape
from ppgp_docs.diagnostics import Diagnostic, error, warning
from ppgp_docs.francais.dates import DatePrecise
from ppgp_docs.francais.nombres import euros
from ppgp_docs.model.amendments import LigneDAvenant
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.fiche import Etat, EtatDeLigne, FicheAction, LigneBudget
from ppgp_docs.model.statement import Balance, Statement

_SEVERAL: Final = 2
_ORDER: Final = [*LIBELLES_STATUTS]


def _lines(dossier: Dossier) -> Iterator[LigneBudget]:
    for fiche in dossier.fiches:
        yield from fiche.budget.lignes if fiche.budget else ()


def statements(dossier: Dossier) -> Iterator[Statement]:
    """C407: no more is committed than was foreseen, paid than committed, spent than either."""
    for fiche in dossier.fiches:
        for amounts in _groups(fiche):
            yield from _limits(amounts)


def _groups(fiche: FicheAction) -> Iterable[Sequence[LigneBudget]]:
    """Each line with its states; lines of the same place together too where one stands alone at a
    stage, or where an amendment gives or takes: nothing says which line it belongs to."""
    if fiche.budget is None:
        return ()
    places: dict[tuple[object, ...], list[LigneBudget]] = {}
    for amount in fiche.budget.montants:
        key = (amount.financeur, amount.nature, amount.annee)
        places.setdefault(key, []).append(amount)
    return (group for place in places.values() for group in _by_line(place))


def _by_line(place: Sequence[LigneBudget]) -> Iterable[Sequence[LigneBudget]]:
    written = [one for one in place if not isinstance(one, EtatDeLigne)]
    moved = [one for one in written if isinstance(one, LigneDAvenant)]
    foreseen = [one for one in written if etape(one.statut) == PREVU and one not in moved]
    together = len(foreseen) < len(written)
    if together and len(foreseen) < _SEVERAL:
        return (place,)
    given = [one for one in moved if one.montant > 0]  # be it all to this line, it has no more
    states = [one for one in place if isinstance(one, EtatDeLigne)]
    by_line = ([one, *given, *(each for each in states if each.ligne is one)] for one in foreseen)
    return (*([place] if together else []), *by_line)


def _limits(amounts: Sequence[LigneBudget]) -> Iterator[Statement]:
    """Each stage within the nearest one before it."""
    by_stage = {stage: [one for one in amounts if etape(one.statut) == stage] for stage in ETAPES}
    held = [(stage, ones) for stage, ones in by_stage.items() if ones]
    if held and held[0][0] != PREVU:
        return  # spent without a line that foresees it: nothing to hold it against
    for rank, (stage, ones) in enumerate(held[1:], start=1):
        before, known = next(one for one in reversed(held[:rank]) if _tells_all(one, ones))
        tell = partial(_exceeds, (before, known), (stage, ones))
        place = ones[-1].at("montant")
        yield Balance(
            Decimal(0), tuple(known), place, ETAPES[stage], tell, less=tuple(ones), limit=True
        )


Stage: TypeAlias = tuple[str, Sequence[LigneBudget]]


def _tells_all(before: Stage, ones: Sequence[LigneBudget]) -> bool:
    """Whether an earlier stage is told of every line of which the later one is: a line that was
    spent without a word of its commitment exceeds not what another committed."""
    stage, known = before
    lines = [one.ligne for one in known if isinstance(one, EtatDeLigne)]
    later = (one.ligne for one in ones if isinstance(one, EtatDeLigne))
    return stage == PREVU or not lines or all(line in lines for line in later)


def _exceeds(before: Stage, after: Stage) -> Diagnostic:
    """At the last amount of the stage that is more than the one before it."""
    (earlier, known), (stage, ones) = before, after
    message = (
        f"{euros(_sum(ones))} {ETAPES[stage]} pour {euros(_sum(known))} {ETAPES[earlier]} "
        f"(+{euros(_sum(ones) - _sum(known))})"
    )
    hint = "corrigez le montant faux ; un dépassement se vote, et change le montant prévu"
    found = warning("C407", message, ones[-1].at("montant"), hint)
    related = tuple((ETAPES[earlier], one.at("montant")) for one in known)
    return replace(found, related=related)


def _sum(amounts: Iterable[LigneBudget]) -> Decimal:
    return sum((one.montant for one in amounts), Decimal(0))


def states_in_their_order(dossier: Dossier) -> Iterator[Diagnostic]:
    """C408: the states of a line are those before its status, once each, and those behind it."""
    for line in _lines(dossier):
        seen: set[str] = set()
        for state in line.etats:
            if why := _misplaced(line, state, seen):
                yield error("C408", why, state.at("statut"), _ONE_LINE)
            seen.add(state.statut)


def _misplaced(line: LigneBudget, state: Etat, seen: set[str]) -> str:
    said, now = LIBELLES_STATUTS[state.statut], LIBELLES_STATUTS[line.statut]
    if etape(line.statut) != PREVU:
        return f"la ligne est `{line.statut}` : seule une ligne prévue a d’autres états"
    if etape(state.statut) != PREVU:
        return ""
    if state.statut in seen:
        return f"l’état « {said} » est écrit deux fois : ces montants ne s’additionnent pas"
    if _ORDER.index(state.statut) >= _ORDER.index(line.statut):
        return f"l’état « {said} » n’est pas antérieur au statut de la ligne, « {now} »"
    return ""


_ONE_LINE: Final = (
    "le montant de la ligne est le dernier prévu ; `etats` dit ce qui a été demandé avant, puis ce "
    "qui est engagé, mandaté, réalisé"
)

Dated: TypeAlias = tuple[str, DatePrecise, LigneBudget | Etat]


def what_is_taken_back(dossier: Dossier) -> Iterator[Diagnostic]:
    """C410: only what was committed, paid or spent is taken back, and never more than there was."""
    for line in _lines(dossier):
        for state in line.etats:
            if state.montant < 0 and etape(state.statut) == PREVU:
                yield error(
                    "C410",
                    f"un montant {LIBELLES_STATUTS[state.statut]} n’est pas négatif "
                    f"({euros(state.montant)})",
                    state.at("montant"),
                    "des crédits retirés s’écrivent dans `avenants`, au contrat",
                )
        for stage in filter(PREVU.__ne__, ETAPES):
            yield from _below_nothing(stage, [one for one in line.etats if one.statut == stage])


def _below_nothing(stage: str, states: Sequence[Etat]) -> Iterator[Diagnostic]:
    left = sum((one.montant for one in states), Decimal(0))
    if left < 0:
        taken = [one for one in states if one.montant < 0]
        message = (
            f"ce qui est repris dépasse de {euros(-left)} ce qui était {ETAPES[stage]} sur cette "
            "ligne"
        )
        yield error(
            "C410", message, taken[-1].at("montant"), "corrigez ce montant, ou celui d’avant"
        )


def states_in_time(dossier: Dossier) -> Iterator[Diagnostic]:
    """C409: nothing is granted before it is asked, paid before it is committed."""
    for line in _lines(dossier):
        every: list[LigneBudget | Etat] = [line, *line.etats]
        known: list[Dated] = [(one.statut, one.date, one) for one in every if one.date]
        for earlier, later in _first_and_next(known):
            (before, start, _), (after, date, place) = earlier, later
            if date.fin < start.debut:
                yield warning(
                    "C409",
                    f"{LIBELLES_STATUTS[after]} ({date.en_francais()}) avant d’être "
                    f"{_BEEN[before]} ({start.en_francais()})",
                    place.at("date"),
                    "vérifiez ces deux dates",
                )


def _first_and_next(known: Sequence[Dated]) -> Iterator[tuple[Dated, Dated]]:
    """The first of each status before every one of the next status that has a date."""
    by_status: dict[str, list[Dated]] = {}
    for one in sorted(known, key=lambda one: _ORDER.index(one[0])):
        by_status.setdefault(one[0], []).append(one)
    for earlier, later in pairwise(by_status.values()):
        first = min(earlier, key=lambda one: one[1].debut)
        yield from ((first, one) for one in later)


_BEEN: Final = {**LIBELLES_STATUTS, "propose": "demandé"}

CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (
    states_in_their_order,
    what_is_taken_back,
    states_in_time,
)
