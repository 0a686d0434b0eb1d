"""Proposals that were taken, written in the dossier: proved; refused where they would spoil it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from attrs import evolve

from ppgp_docs.diagnostics import Diagnostic, Severity
from ppgp_docs.edit.apply import apply
from ppgp_docs.edit.changes import Change, Insert, Move, Remove, Set
from ppgp_docs.edit.nodes import NotEditableError
from ppgp_docs.edit.save import save_text
from ppgp_docs.form.making import FORM
from ppgp_docs.importing.moves_after_changes import moved
from ppgp_docs.importing.proposals import FileChange, Proposal, ProposalKind
from ppgp_docs.importing.target import Target
from ppgp_docs.importing.withdrawn_names import brought_back
from ppgp_docs.schema.faults import MISSING
from ppgp_docs.schema.places import Labels
from ppgp_docs.workspace.disk import is_there, replace_file


def sound(target: Target, proposals: Sequence[Proposal]) -> tuple[Proposal, ...]:
    """The same proposals; those that the dossier could not hold are refused, those that would put
    two of its facts at odds say so. What was wrong before, in an unfinished one, refuses none."""
    known = frozenset(map(_fault, _errors(target, {})))
    return tuple(_judged(target, one, known) if one.changes else one for one in proposals)


def together(
    target: Target, taken: Sequence[tuple[Proposal, tuple[FileChange, ...]]]
) -> list[tuple[Proposal, tuple[FileChange, ...]]]:
    """Those that the dossier can hold together, the first ones first: a list may lose any of its
    lines, and not all of them."""
    if not _spoilt(target, [change for _, changes in taken for change in changes]):
        return list(taken)
    kept: list[tuple[Proposal, tuple[FileChange, ...]]] = []
    for one in taken:
        if not _spoilt(target, [change for _, changes in (*kept, one) for change in changes]):
            kept.append(one)
    return kept


def _spoilt(target: Target, changes: Sequence[FileChange]) -> str:
    """What a dossier could not hold of some changes, each of which it can; nothing for none."""
    before = {one.file.path: one.file.text for one in target.sources.values()}  # begun, maybe
    known = frozenset(map(_fault, _errors(target, before)))
    try:
        errors = _errors(target, before | edited(target, changes))
    except NotEditableError as problem:
        return str(problem)
    new = [each for each in errors if _fault(each) not in known and each.code[0] != FACTS]
    if target.document.startswith(FORM):  # it is filled little by little
        new = [each for each in new if each.code != MISSING]
    return next((each.message for each in new), "")


def _errors(target: Target, texts: Mapping[Path, str]) -> list[Diagnostic]:
    found = target.session.read(target.folder, texts).diagnostics
    return [each for each in found if each.severity is Severity.ERROR]


def _fault(one: Diagnostic) -> tuple[str, str]:
    """An error wherever it stands: lines move when others are written above."""
    return one.code, one.message


def _judged(target: Target, one: Proposal, known: Collection[tuple[str, str]]) -> Proposal:
    if why := brought_back(target.gone, target.contents, one.changes):
        return refused(target, one, why)
    try:
        texts = edited(target, one.changes)
    except NotEditableError as problem:
        return refused(target, one, str(problem))
    errors = [each for each in _errors(target, texts) if _fault(each) not in known]
    for fault in errors:
        if not fault.code.startswith(FACTS):
            return refused(target, one, fault.message)
    if not errors:
        return one
    told = f"{THEN} : {in_words(target, errors[0].message)}"
    return evolve(one, why=f"{one.why} ; {told}" if one.why else told)


FACTS: Final = "C"
"""The codes of facts that disagree: a person may mend the other one."""
_NOT_TOGETHER: Final = "ces changements ne peuvent pas être pris tous ensemble"
THEN: Final = "il faudra ensuite corriger ce que ce changement contredit"


def refused(target: Target, one: Proposal, why: str) -> Proposal:
    """The same proposal, which cannot be taken."""
    told = in_words(target, why)
    return evolve(one, kind=ProposalKind.REFUSED, changes=(), instead=(), why=told)


def in_words(target: Target, why: str) -> str:
    """A sentence of the checks with the names that people know for keys."""
    return Labels(target.session.schemas).told(why)


def edited(target: Target, changes: Iterable[FileChange]) -> dict[Path, str]:
    """The texts of the files once changed. Raises NotEditableError."""
    by_file: dict[str, list[Change]] = defaultdict(list)
    for one in changes:
        if not (isinstance(one.change, Set) and one.change in by_file[one.file]):
            by_file[one.file].append(one.change)  # one value may be set for several proposals
    texts = {}
    for name, own in by_file.items():
        file = target.sources[name].file
        moves = [one for one in own if isinstance(one, Move)]
        values = [one for one in own if isinstance(one, Set)]
        last_first = [one for one in own[::-1] if not isinstance(one, Set | Move)]  # its rank first
        others = sorted((*values, *last_first), key=_order)
        text = apply(file.text, others).text
        texts[file.path] = apply(text, moved(target.sources[name].content, others, moves)).text
    return texts


def write(target: Target, changes: Iterable[FileChange]) -> dict[Path, str]:
    """Write what was taken, all or nothing as far as a disk allows; the files as they are then.

    Raises NotEditableError, OSError; a file that somebody saved meanwhile is left alone.
    """
    changes = list(changes)
    if why := brought_back(target.gone, target.contents, changes):
        raise NotEditableError(why)
    if len(changes) > 1 and (why := _spoilt(target, changes)):
        raise NotEditableError(f"{_NOT_TOGETHER} : {in_words(target, why)}")
    texts = edited(target, changes)
    known = {one.file.path: one.file for one in target.sources.values()}
    for path, text in texts.items():
        if known[path].digest:
            save_text(known[path], text)
        else:
            _begin(path, text)
    return texts


def _begin(path: Path, text: str) -> None:
    """Write a file that is not there yet. Raises NotEditableError where somebody made it since."""
    if is_there(path):
        raise NotEditableError(f"`{path.name}` a été créé depuis, rien n’a été écrit")
    replace_file(path, text.encode())


def _order(change: Change) -> tuple[int, tuple[int, ...], bool]:
    """Values first, while ranks are those that were read, the part before what it holds; then
    lines, from the last one up; a line goes before another takes its rank."""
    if isinstance(change, Insert):
        return 2, tuple(-rank for rank in (*_ranks(change.path), change.rank)), True
    if isinstance(change, Remove):
        ranks = tuple(-rank for rank in _ranks(change.path))
        return 1 + isinstance(change.path[-1], int), ranks, False
    return 0, (len(change.path),), False


def _ranks(path: Sequence[str | int]) -> tuple[int, ...]:
    return tuple(step for step in path if isinstance(step, int))
