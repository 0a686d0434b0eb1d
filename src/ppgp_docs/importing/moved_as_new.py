"""Lines that were taken out of a list and typed in it anew, elsewhere: they were moved.

What LibreOffice leaves of a line that Word saw moved, or who cuts one and pastes its words alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from attrs import evolve

from ppgp_docs.edit.changes import Insert, Move, Remove
from ppgp_docs.edit.nodes import Data
from ppgp_docs.importing.proposals import FileChange, Proposal, ProposalKind
from ppgp_docs.importing.target import Target
from ppgp_docs.roundtrip.markdown import untypeset

_SHOWN = 60


def as_moves(
    target: Target, removed: Sequence[Proposal], added: Sequence[Proposal]
) -> tuple[list[Proposal], list[Proposal]]:
    """The removals, of which those that an addition undoes are moves, and the other additions."""
    left, made = list(added), list[Proposal]()
    for one in removed:
        found = next((each for each in left if _undoes(target, one, each)), None)
        if found is None:
            made.append(one)
        else:
            left.remove(found)
            made += _move(target, one, found)
    return made, left


def _undoes(target: Target, out: Proposal, into: Proposal) -> bool:
    """Whether an addition puts in a list the very line that a removal takes out of it."""
    match out.changes, into.changes:
        case (FileChange(file, Remove((*place, int(rank)))),), (FileChange(same, Insert() as new),):
            if file != same or tuple(place) != new.path or into.kind is not ProposalKind.ADDED:
                return False
            return out.kind is ProposalKind.REMOVED and _list(target, out)[rank] == new.value
    return False


def _move(target: Target, out: Proposal, into: Proposal) -> Iterator[Proposal]:
    """Nothing where the dossier has the line there already."""
    [taken], [put] = out.changes, into.changes
    assert isinstance(taken.change, Remove) and isinstance(put.change, Insert)
    rank = int(taken.change.path[-1])
    to = put.change.rank - (rank < put.change.rank)
    if to == rank:
        return
    others = [each for at, each in enumerate(_list(target, out)) if at != rank]
    told = f"après «\u00a0{_named(others[to - 1])}\u00a0»" if to else "en tête"
    change = FileChange(taken.file, Move(put.change.path, rank, to))
    yield evolve(out, kind=ProposalKind.MOVED, back=f"placé {told}", changes=(change,))


def _list(target: Target, out: Proposal) -> list[Data]:
    node: Any = target.sources[out.changes[0].file].content
    change = out.changes[0].change
    assert isinstance(change, Remove)
    for step in change.path[:-1]:
        node = node[step]
    return list(node)


def _named(line: Data) -> str:
    said = line
    while isinstance(said, dict | list) and said:
        said = next(iter(said.values() if isinstance(said, dict) else said))
    text = untypeset(str(said))
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rpartition(' ')[0]}…"
