"""The answers of a form held against the rules of a dossier, as many at once as bring no fault."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Final, TypeAlias

from attrs import define, evolve, field

from ppgp_docs.diagnostics import Severity
from ppgp_docs.edit.nodes import NotEditableError
from ppgp_docs.importing.applying import FACTS, THEN, edited, in_words, refused
from ppgp_docs.importing.proposal_words import placed
from ppgp_docs.importing.proposals import FileChange, Proposal
from ppgp_docs.importing.target import Target
from ppgp_docs.importing.withdrawn_names import brought_back
from ppgp_docs.schema.faults import MISSING

Fault: TypeAlias = tuple[str, str]


def sound_form(target: Target, proposals: Sequence[Proposal]) -> tuple[Proposal, ...]:
    """The same; those that the dossier could not hold are refused, those that put two of its facts
    at odds say so. What lacks may lack, as a form is filled little by little; where nothing did,
    what would leave something to be filled in is asked."""
    held = [_without_names(target, one) for one in proposals]
    judged = _Judge(target, _faults(target, ())).judged(held)
    return tuple(judged if _missing(target, ()) else _asked(target, judged))


def _asked(target: Target, proposals: Sequence[Proposal]) -> Iterator[Proposal]:
    """The same; those that a whole dossier would lack something with are sure no more."""
    lacks = _missing(target, _changes(proposals))
    found = _unfinished(target, proposals, lacks) if lacks else {}
    for rank, one in enumerate(proposals):
        told = in_words(target, found.get(rank, ""))
        why = " ; ".join(filter(None, (told and _LACKS.format(told), one.why)))
        yield evolve(one, is_guess=True, why=why) if told else one


def _unfinished(
    target: Target, proposals: Sequence[Proposal], lacks: frozenset[str], first: int = 0
) -> dict[int, str]:
    """What lacks with each of some proposals, by its rank; those that bring it found by halves."""
    found = lacks & _missing(target, _changes(proposals))
    if not found:
        return {}
    if len(proposals) == 1:
        return {first: min(found)}
    half = len(proposals) // 2
    rest = _unfinished(target, proposals[half:], lacks, first + half)
    return _unfinished(target, proposals[:half], lacks, first) | rest


def _changes(proposals: Iterable[Proposal]) -> list[FileChange]:
    return [change for one in proposals for change in one.changes]


_LACKS: Final = "{}\u00a0: le dossier ne serait plus complet"


def _without_names(target: Target, one: Proposal) -> Proposal:
    """The same, refused where it would bring back a name that was taken out."""
    why = brought_back(target.gone, target.contents, one.changes)
    return refused(target, one, why) if why else one


@define
class _Judge:
    """Answers taken one after the other, halves of them at once where that brings no fault: some
    faults show only in a part that is whole. ``known`` is what is wrong with those ``held``."""

    target: Target
    known: frozenset[Fault]
    held: list[FileChange] = field(factory=list)

    def judged(self, proposals: Sequence[Proposal]) -> list[Proposal]:
        changes = _changes(proposals)
        if not changes:
            return list(proposals)
        problem, now = "", frozenset[Fault]()
        try:
            now = _faults(self.target, [*self.held, *changes])
        except NotEditableError as error:
            problem = str(error)
        if not problem and now <= self.known:
            self.held, self.known = [*self.held, *changes], now
            return list(proposals)
        if len(proposals) > 1:
            half = len(proposals) // 2
            return [*self.judged(proposals[:half]), *self.judged(proposals[half:])]
        return self._alone(proposals[0], sorted(now - self.known), problem)

    def _alone(self, one: Proposal, new: Sequence[Fault], problem: str) -> list[Proposal]:
        grave = problem or _grave(new)
        if grave and one.sifted and (sifted := one.sifted(self._refusal)):
            told = [placed(self.target, evolve(each, sifted=None)) for each in sifted]
            return [each for part in told for each in self.judged([part])]
        if grave:
            return [refused(self.target, one, grave)]
        self.held += one.changes
        self.known |= frozenset(new)
        return [evolve(one, why=f"{THEN} : {in_words(self.target, new[0][1])}")]

    def _refusal(self, change: FileChange) -> str:
        """What a change would be refused for; nothing for one that the dossier can hold."""
        try:
            found = _faults(self.target, [*self.held, change]) - self.known
            return in_words(self.target, _grave(sorted(found)))
        except NotEditableError as problem:
            return str(problem)


def _grave(faults: Sequence[Fault]) -> str:
    return next((told for code, told in faults if not code.startswith(FACTS)), "")


def _faults(target: Target, changes: Sequence[FileChange]) -> frozenset[Fault]:
    """What is wrong with a dossier, besides what lacks: the code and the sentence of each error."""
    return frozenset(each for each in _errors(target, changes) if each[0] != MISSING)


def _missing(target: Target, changes: Sequence[FileChange]) -> frozenset[str]:
    """What lacks in a dossier, in words; nothing where it cannot be changed so."""
    with suppress(NotEditableError):
        return frozenset(told for code, told in _errors(target, changes) if code == MISSING)
    return frozenset()


def _errors(target: Target, changes: Sequence[FileChange]) -> Iterator[Fault]:
    texts = {one.file.path: one.file.text for one in target.sources.values()}
    texts |= edited(target, changes)
    found = target.session.read(target.folder, texts).diagnostics
    return ((one.code, one.message) for one in found if one.severity is Severity.ERROR)
