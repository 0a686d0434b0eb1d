"""The envelopes of a contract once amendments have moved money from one to another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final, TypeAlias

from attrs import evolve

from ppgp_docs.model.amendments import Posting
from ppgp_docs.model.contrat import Enveloppe
from ppgp_docs.model.place import Place

Moved: TypeAlias = dict[tuple[str, int], Decimal]
"""Euros by funder and year."""

_NOTHING: Final = Decimal(0)


def envelopes_in_force(
    signed: Sequence[Enveloppe], posted: Sequence[Posting]
) -> tuple[Enveloppe, ...]:
    """What each funder brings, as signed, then as amendments moved it.

    An envelope of the whole period holds what is moved within it; a year without an envelope gets
    one, where the funder's are by year. A funder of the strategy who joins gets one too.
    """
    if not (signed and posted):
        return tuple(signed)
    envelopes = list(signed)
    whole, kept = _moved(posted), _moved(one for one in posted if one.poste.fiche is None)
    for funder, year in dict.fromkeys((*whole, *kept)):
        amount, reserve = whole.get((funder, year), _NOTHING), kept.get((funder, year), _NOTHING)
        if amount or reserve:
            place = next(
                one.mouvement.place
                for one in posted
                if (one.poste.financeur, one.poste.annee) == (funder, year)
            )
            _add(envelopes, (funder, year, amount, reserve), place)
    return tuple(envelopes)


def _moved(posted: Iterable[Posting]) -> Moved:
    found: Moved = {}
    for one in posted:
        key = one.poste.financeur, one.poste.annee
        found[key] = found.get(key, _NOTHING) + one.montant
    return found


def _add(
    envelopes: list[Enveloppe], moved: tuple[str, int, Decimal, Decimal], place: Place
) -> None:
    funder, year, amount, reserve = moved
    own = [rank for rank, one in enumerate(envelopes) if one.financeur == funder]
    whole = [rank for rank in own if envelopes[rank].annee is None]
    of_year = [rank for rank in own if envelopes[rank].annee == year]
    if not (whole or of_year):
        if own or not funder.startswith("autre:"):
            said = reserve if reserve else None
            new = Enveloppe(financeur=funder, montant=amount, annee=year, reserve=said, place=place)
            envelopes.append(new)
        return
    for ranks in (whole[-1:], of_year[-1:]):
        for rank in ranks:
            one = envelopes[rank]
            says = one.reserve is not None or (ranks == of_year[-1:] or not of_year)
            left = (one.reserve or _NOTHING) + reserve if reserve and says else one.reserve
            envelopes[rank] = evolve(one, montant=one.montant + amount, reserve=left)
