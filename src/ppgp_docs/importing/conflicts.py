"""Places of one file that change one place of the dossier, each otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TypeAlias

from attrs import evolve

from ppgp_docs.edit.changes import Remove, Set
from ppgp_docs.importing.proposals import Proposal, ProposalKind
from ppgp_docs.load.tree import PathInTree

_Place: TypeAlias = tuple[str, PathInTree]


def at_odds(proposals: Sequence[Proposal]) -> tuple[Proposal, ...]:
    """The same proposals; those that give one place several values each say what the others
    say: none is taken without a choice."""
    rivals: defaultdict[_Place, dict[int, str]] = defaultdict(dict)
    for rank, one in enumerate(proposals):
        for place, value in _values(one):
            rivals[place][rank] = value
    told = list(proposals)
    for held in rivals.values():
        for rank in held if len(set(held.values())) > 1 else ():
            others = dict.fromkeys(
                f"« {proposals[other].back} » ({proposals[other].place})"
                for other in held
                if held[other] != held[rank]
            )
            why = (
                f"la même donnée a une autre valeur ailleurs dans ce fichier : {', '.join(others)}"
            )
            is_conflict = told[rank].kind is ProposalKind.CONFLICT
            kind = told[rank].kind if is_conflict else ProposalKind.RIVAL
            told[rank] = evolve(told[rank], kind=kind, why=_joined(told[rank].why, why))
    return tuple(told)


def _values(one: Proposal) -> list[tuple[_Place, str]]:
    """What a proposal writes, by its place."""
    return [
        ((each.file, each.change.path), repr(getattr(each.change, "value", None)))
        for each in one.changes
        if isinstance(each.change, Set | Remove)
    ]


def _joined(*said: str) -> str:
    return " ; ".join(filter(None, said))
