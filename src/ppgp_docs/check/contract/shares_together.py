"""Wrong shares of one cost, told as one: a key that was changed makes most of them wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from ppgp_docs.check.contract.shared_costs import CODE_OF_A_SHARE, ROLE
from ppgp_docs.diagnostics import Diagnostic, Span

_FEWEST: Final = 3
"""As many wrong shares of a cost have one cause more often than one each."""
_COLON: Final = "\u00a0: "
_HINT: Final = "corrigez la clé du contrat, si c’est elle qui a changé\u202f; sinon, chaque ligne"


def shares_together(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The same findings, those of the shares of one cost told at that cost, each at its place."""
    every = tuple(found)
    of_cost: dict[Span, list[Diagnostic]] = {}
    for one in every:
        if one.code == CODE_OF_A_SHARE and (cost := _cost(one)):
            of_cost.setdefault(cost, []).append(one)
    told: set[int] = set()
    for one in every:
        cost = _cost(one) if one.code == CODE_OF_A_SHARE else None
        group = of_cost[cost] if cost else []
        if cost is None or len(group) < _FEWEST:
            yield one
        elif id(group) not in told:
            told.add(id(group))
            yield _together(cost, group)


def _cost(share: Diagnostic) -> Span | None:
    """Where the contract states the cost of which it is a share; None where it states none."""
    return next((place for role, place in share.related if role == ROLE), None)


def _together(cost: Span, shares: list[Diagnostic]) -> Diagnostic:
    name = shares[0].message.partition(_COLON)[0]
    message = f"{name}{_COLON}{len(shares)} fiches ne portent pas la part que leur donne la clé"
    places = tuple((one.message.partition(_COLON)[2], one.span) for one in shares if one.span)
    return replace(shares[0], message=message, span=cost, hints=(_HINT,), related=places)
