"""Entries of a mapping that someone typed in a form as new ones, and that the dossier has by that
name: an acronym, a figure. Two people may add the same one: what the dossier says of it stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ppgp_docs.edit.changes import Set
from ppgp_docs.form.entries import KEY
from ppgp_docs.importing.form_answers import Begun, Writer, at
from ppgp_docs.importing.proposals import FileChange, Proposal, ProposalKind
from ppgp_docs.load.tree import PathInTree
from ppgp_docs.model.address import below


def entry_there(writer: Writer, part: Begun) -> PathInTree | None:
    """Where the entry that a part begins stands already; None for any other part."""
    change = writer.change(part).change
    if isinstance(part.step, str) or not isinstance(change, Set):
        return None
    held = at(writer.content, part.path)
    name = change.path[-1]
    return change.path if isinstance(held, Mapping) and held.get(name) not in ("", None) else None


def told_of_entry(writer: Writer, path: PathInTree, part: Begun) -> Iterator[Proposal]:
    """What a part says of the entry at a path: what it lacks is added, what it says otherwise is a
    conflict, what it says is no news."""
    held = at(writer.content, path)
    for steps, answer in part.answers:
        names = [str(step) for step in steps if step != "valeur" or isinstance(held, Mapping)]
        if names == [KEY]:
            continue
        there = _under(held, names)
        if there == answer.value:
            continue
        address = f"{writer.file}:{path[0]}"
        for name in (*map(str, path[1:]), *names):
            address = below(address, name)
        kind = ProposalKind.ADDED if there in ("", None) else ProposalKind.CONFLICT
        now = "" if there in ("", None) else str(there)
        why = "" if kind is ProposalKind.ADDED else _TOLD.format(path[-1])
        change = FileChange(writer.file, Set((*path, *names), answer.value))
        yield Proposal(kind, answer.label, address, "", answer.text, now, (change,), why)


_TOLD = "le dossier dit déjà autre chose de « {} »"


def _under(node: Any, names: list[str]) -> Any:
    for name in names:
        node = node.get(name, "") if isinstance(node, Mapping) else ""
    return node
