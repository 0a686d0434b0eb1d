"""Notes that people added in Word as notes of the dossier, each named and called where it was."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import count
from typing import Any, Final

from attrs import evolve, field, frozen

from ppgp_docs.edit.changes import Set
from ppgp_docs.importing.proposals import FileChange, LeftOver, Proposal
from ppgp_docs.importing.target import Target
from ppgp_docs.importing.values import meaning
from ppgp_docs.roundtrip.fields import Genre
from ppgp_docs.roundtrip.returned import Copied, NewLine, Returned, Tracked, Typed, Value

_FILE: Final = "dossier"
_NOTES: Final = "notes"


@frozen
class NewNotes:
    """``found`` is what came back, the calls of notes as a dossier has them; ``texts`` are the
    notes to add, by the name that is theirs."""

    found: Returned
    target: Target
    texts: Mapping[str, str] = field(factory=dict)

    @classmethod
    def of(cls, found: Returned, target: Target) -> NewNotes:
        """Name the notes; one that the dossier has already keeps its name."""
        held: Any = target.sources[_FILE].content if _FILE in target.sources else {}
        known = held.get(_NOTES) if isinstance(held, dict) else None
        said = {_meant(str(text)): name for name, text in (known or {}).items()}
        free = (name for rank in count(1) if (name := f"note_{rank}") not in (known or {}))
        names, texts = dict[str, str](), dict[str, str]()
        for called, text in found.notes.items():
            names[called] = said.get(_meant(text)) or next(free)
            if _meant(text) not in said:
                texts[names[called]] = text
        return cls(_named(found, names) if names else found, target, texts)

    def added(self, proposals: Sequence[Proposal]) -> tuple[Proposal, ...]:
        """The proposals, each with the notes that it calls."""
        return tuple(map(self._added, proposals)) if self.texts else tuple(proposals)

    def left(self, proposals: Sequence[Proposal]) -> Iterator[LeftOver]:
        """The notes that no proposal calls."""
        called = {name for one in proposals for name in self._called(one.changes)}
        shown = {name for one in proposals for name in self.texts if _call(name) in one.back}
        for name in self.texts.keys() - called - shown:
            yield LeftOver(self.texts[name], f"note ajoutée, appelée `{_call(name)}`")

    def _added(self, one: Proposal) -> Proposal:
        told = "\u00a0; ".join(
            f"note ajoutée, `{name}`\u00a0: «\u00a0{text}\u00a0»"
            for name, text in self.texts.items()
            if _call(name) in one.back
        )
        some = one.with_tracked
        return evolve(
            one,
            changes=self._with_notes(one.changes),
            instead=self._with_notes(one.instead),
            why=" ; ".join(filter(None, (one.why, told))),
            with_tracked=some and (lambda made: self._with_notes(some(made))),
        )

    def _with_notes(self, changes: tuple[FileChange, ...]) -> tuple[FileChange, ...]:
        named = (each for name in self._called(changes) for each in self._note(name))
        return (*changes, *named)

    def _called(self, changes: Collection[FileChange]) -> list[str]:
        values = [repr(getattr(one.change, "value", "")) for one in changes]
        return [name for name in self.texts if any(_call(name) in each for each in values)]

    def _note(self, name: str) -> Iterator[FileChange]:
        content = self.target.sources[_FILE].content
        if not (isinstance(content, dict) and content.get(_NOTES)):
            order = tuple(self.target.session.schemas.named[_FILE])
            yield FileChange(_FILE, Set((_NOTES,), "", order))
        yield FileChange(_FILE, Set((_NOTES, name), self.texts[name]))


def _call(name: str) -> str:
    return f"[^{name}]"


def _meant(text: str) -> Any:
    return meaning(Genre.LINE, " ".join(text.split()))


def _named(found: Returned, names: Mapping[str, str]) -> Returned:
    """What came back with the calls named."""

    def named(text: str) -> str:
        for called, name in names.items():
            text = text.replace(_call(called), _call(name))
        return text

    def of_value(one: Value) -> Value:
        some = one.with_tracked
        return evolve(
            one,
            text=named(one.text),
            before=named(one.before),
            tracked=tuple(map(of_tracked, one.tracked)),
            with_tracked=some and (lambda made: named(some(made))),
        )

    def of_tracked(one: Tracked) -> Tracked:
        return evolve(one, removed=named(one.removed), added=named(one.added))

    def of_copy(one: Copied) -> Copied:
        return evolve(one, values=tuple((tag, of_value(value)) for tag, value in one.values))

    def of_typed(one: Typed) -> Typed:
        return evolve(one, text=named(one.text))

    def of_line(one: NewLine) -> NewLine:
        return evolve(one, values=tuple((name, of, named(text)) for name, of, text in one.values))

    return evolve(
        found,
        values={tag: of_value(value) for tag, value in found.values.items()},
        copies=tuple(map(of_copy, found.copies)),
        typed=tuple(map(of_typed, found.typed)),
        new=tuple(map(of_line, found.new)),
    )
