"""A form that came back: what was filled, compared with what it said and with the dossier now."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import takewhile
from typing import Final

from attrs import define, evolve, field

from ppgp_docs.edit.nodes import Data
from ppgp_docs.form.making import Form
from ppgp_docs.importing.added_items import Added, in_order
from ppgp_docs.importing.aligning import aligned
from ppgp_docs.importing.already_taken import not_there_yet
from ppgp_docs.importing.comparing import remarks_of
from ppgp_docs.importing.conflicts import at_odds
from ppgp_docs.importing.form_answers import (
    Answer,
    Begun,
    Writer,
    again,
    at,
    begun,
    blocks,
    found,
    item_depths,
    steps_of,
    with_lists,
)
from ppgp_docs.importing.form_judging import sound_form
from ppgp_docs.importing.known_entries import entry_there, told_of_entry
from ppgp_docs.importing.line_names import holds, item_of
from ppgp_docs.importing.line_words import UntypableError
from ppgp_docs.importing.lines_gone import (
    GONE,
    blank_rows_behind,
    said_instead,
    told_gone,
    without_blanks,
)
from ppgp_docs.importing.paths import is_idle
from ppgp_docs.importing.proposal_words import file_name, placed
from ppgp_docs.importing.proposals import Comparison, FileChange, LeftOver, Proposal, ProposalKind
from ppgp_docs.importing.smallest_changes import smallest
from ppgp_docs.importing.target import Target
from ppgp_docs.importing.totals import with_totals
from ppgp_docs.importing.values import meanings, meant, typed
from ppgp_docs.load.tree import PathInTree
from ppgp_docs.model.address import Rank, Step
from ppgp_docs.model.references import unhidden
from ppgp_docs.roundtrip.fields import Genre, SentField
from ppgp_docs.roundtrip.file_state import Opened
from ppgp_docs.roundtrip.markdown import untypeset
from ppgp_docs.roundtrip.returned import Returned, Value
from ppgp_docs.schema.places import Labels

_COPIES: Final = 1000
"""The rank from which items that someone copied are counted: behind those of any form."""


def compare_form(file: Opened, form: Form, target: Target) -> Comparison:
    """What a form brings: nothing that was left blank, or that the dossier says already."""
    assert file.origin and file.found
    run = _Comparing(file.origin.by_tag(), file.found, form.file, target)
    told = with_totals(at_odds(tuple(run.proposals())), target)
    proposals = [placed(target, one) for one in told]
    labels = set(file.origin.frames) if file.found.copies else set[str]()  # copied with items
    typed = (one for one in file.found.typed if one.text.strip("*") not in labels)
    left = (
        *(
            LeftOver(one.text, one.near(run.near(one.above)), pictures=one.pictures)
            for one in typed
        ),
        *run.lost,
    )
    return Comparison(sound_form(target, proposals), left, remarks_of(file, run.places))


@define
class _Comparing:
    sent: Mapping[str, SentField]
    found: Returned
    file: str
    target: Target
    _refused: list[Proposal] = field(factory=list)
    lost: list[LeftOver] = field(factory=list)
    """Copies of fields of no list."""

    def __attrs_post_init__(self) -> None:
        source = self.target.sources[self.file]
        self.content = source.content
        self.writer = Writer(self.target.session.schemas, self.file, source.content)
        then = meanings({one.addresses[0]: one for one in self.sent.values()})
        now = meanings(self.target.fields)
        self.places = (
            aligned(without_blanks(then), now) if then != now else {one: one for one in then}
        )
        self.places = {**self.places, **self._filled_before()}
        self.places = {**self.places, **dict(blank_rows_behind(then, now, self.places))}
        self.gone = dict(self._emptied())

    content: Data = field(init=False)
    writer: Writer = field(init=False)
    places: Mapping[str, str] = field(init=False)
    gone: Mapping[str, str] = field(init=False)

    def near(self, tag: str) -> str:
        one = self.sent.get(tag)
        return one.label if one else ""

    def proposals(self) -> Iterator[Proposal]:
        """Values that changed, items that were emptied, then what begins."""
        new: list[Answer] = []
        for one in self.sent.values():
            back = self._back(one)
            if item_of(one.addresses[0]) in self.gone or self._same(one, back, one.sent):
                continue
            if one.addresses[0] not in self.places:
                yield self._told_gone(one, back)
                continue
            now = self.target.fields.get(self._address(one))
            if now is not None and self._same(one, back, now.sent):
                continue
            path, missing = found(self.content, steps_of(self._address(one)))
            if missing and back:
                new += self._answer(one, steps_of(self._address(one)), back)
            elif not missing:
                yield from self._changed(one, path, back, now)
        for address, said in self.gone.items():
            yield from self._removed(address, said)
        new = in_order(self.content, new, (*self._copied(), *self._rows()))
        parts = (each for one in begun(self.writer.content, new) for each in self._parts(one))
        added = not_there_yet(self.target, parts, self._known())
        yield from (one for one in added if not is_idle(self.target, one.changes))
        yield from self._refused

    def _known(self) -> list[str]:
        """The addresses now of what the form said, and of the rows that were taken once already."""
        images = self._filled_before()
        return [self._address(one) for one in self.sent.values()
                if one.sent or one.addresses[0] in images]  # fmt: skip

    def _told_gone(self, one: SentField, back: str) -> Proposal:
        made = Proposal(ProposalKind.CONFLICT, one.label, "", _shown(one.sent), unhidden(back))
        sent = [each.addresses[0] for each in self.sent.values()]
        instead = said_instead(one.addresses[0], sent, self.places, self.target.fields)
        return told_gone(made, one, self.sent.values(), instead, GONE)

    def _filled_before(self) -> dict[str, str]:
        """The blank rows that were taken once already: the dossier now has at their place an item
        that nothing else in the form is, and that says most of what they say."""
        rows: dict[str, list[SentField]] = {}
        for one in self.sent.values():
            rows.setdefault(item_of(one.addresses[0]), []).append(one)
        known = [item for item, own in rows.items() if any(one.sent for one in own)]
        images = {item_of(self._address(rows[item][0])) for item in known}
        blank = ((item, own) for item, own in rows.items() if item and item not in known)
        return {
            one.addresses[0]: one.addresses[0]
            for item, own in blank
            if item not in images and self._says_the_same(own)
            for one in own
        }

    def _says_the_same(self, row: Sequence[SentField]) -> bool:
        """Whether two thirds of what the dossier says at that place is what came back of a row."""
        pairs = [(one, self.target.fields.get(one.addresses[0])) for one in row]
        said = [(one, now.sent) for one, now in pairs if now and now.sent]
        alike = sum(self._same(one, self._back(one), text) for one, text in said)
        return bool(said) and 3 * alike >= 2 * len(said)

    def _parts(self, part: Begun) -> Iterator[Proposal]:
        """A part that begins; of an entry that the dossier has by that name, what differs."""
        if (path := entry_there(self.writer, part)) is None:
            yield self._begun(part)
        else:
            yield from told_of_entry(self.writer, path, part)

    def _begun(self, part: Begun) -> Proposal:
        said = " · ".join(answer.text for _, answer in part.answers)
        change = self.writer.change(part)
        sifted = partial(self._sifted, part) if len(part.answers) > 1 else None
        return Proposal(ProposalKind.ADDED, "", "", "", said, "", (change,), sifted=sifted)

    def _sifted(self, part: Begun, why: Callable[[FileChange], str]) -> Sequence[Proposal]:
        """A part without the answers that the dossier cannot hold, then each of those."""
        bad = self._unfit(part, why)
        sound = tuple(one for one in part.answers if one not in [each for each, _ in bad])
        told = [
            Proposal(ProposalKind.REFUSED, self._place(one), "", "", one.text, why=reason)
            for (_, one), reason in bad
        ]
        return [self._begun(evolve(part, answers=sound)), *told] if sound and told else []

    def _place(self, one: Answer) -> str:
        """Where an answer stands in the form, in words; an item that was added has no rank."""
        known = takewhile(lambda step: not _is_added(step), one.steps)
        path = tuple(step.number - 1 if isinstance(step, Rank) else _name(step) for step in known)
        labels = Labels(self.target.session.schemas)
        said = labels.place(self.target.sources[self.file].schema, path, None)
        return " › ".join(
            (file_name(self.file), *said, *[one.label] * (one.label not in said[-1:]))
        )

    def _unfit(
        self, part: Begun, why: Callable[[FileChange], str]
    ) -> list[tuple[tuple[tuple[Step, ...], Answer], str]]:
        """The answers of a part that the dossier cannot hold, each with the reason; found by
        halves."""
        reason = why(self.writer.change(part))
        if not reason:
            return []
        if len(part.answers) == 1:
            return [(part.answers[0], reason)]
        half = len(part.answers) // 2
        halves = part.answers[:half], part.answers[half:]
        return [bad for held in halves for bad in self._unfit(evolve(part, answers=held), why)]

    def _address(self, one: SentField) -> str:
        return self.places.get(one.addresses[0], one.addresses[0])

    def _back(self, one: SentField) -> str:
        value = self.found.values.get(one.tag)
        text = value.text if value else ""
        is_typed = one.genre in (Genre.PROSE, Genre.BLOCKS) and text != one.sent
        return with_lists(text) if is_typed else text

    def _same(self, one: SentField, text: str, other: str) -> bool:
        return bool(meant(one, text) == meant(one, other))

    def _answer(
        self, one: SentField, steps: tuple[Step, ...], text: str, before: object = ""
    ) -> list[Answer]:
        there = before if isinstance(before, str) else ""
        try:
            value = (
                blocks(unhidden(text))
                if one.genre is Genre.BLOCKS
                else typed(one, text, there, of_form=True)
            )
        except UntypableError as problem:
            self._refused.append(
                Proposal(
                    ProposalKind.REFUSED,
                    self._place(Answer(steps or steps_of(self._address(one)), "", "", one.label)),
                    "",
                    "",
                    unhidden(text),
                    why=str(problem),
                )
            )
            return []
        return [Answer(steps, value, unhidden(text), one.label)]

    def _changed(
        self, one: SentField, path: PathInTree, back: str, now: SentField | None
    ) -> Iterator[Proposal]:
        told = _shown(now.sent) if now else ""
        steady = now is not None and self._same(one, now.sent, one.sent)
        kind = ProposalKind.CHANGED if steady else ProposalKind.CONFLICT
        made = Proposal(kind, one.label, self._address(one), _shown(one.sent), unhidden(back), told)
        for answer in (
            self._answer(one, (), back, at(self.content, path)) if back else [Answer((), "", "")]
        ):
            if one.genre is Genre.BLOCKS and isinstance(answer.value, list):
                changes = self.writer.added(path, answer.value)
            else:
                changes = smallest((self.writer.set(path, answer.value),), self.target.sources)
            if changes and not is_idle(self.target, changes):
                yield evolve(made, changes=changes)

    def _emptied(self) -> Iterator[tuple[str, str]]:
        """The items that said something and of which nothing is left, with what they said."""
        held: dict[str, list[SentField]] = {}
        for one in self.sent.values():
            held.setdefault(item_of(one.addresses[0]), []).append(one)
        for address, own in held.items():
            said = [_shown(one.sent) for one in own if one.sent]
            if address and said and not any(map(self._back, own)):
                yield address, " · ".join(said)

    def _removed(self, address: str, said: str) -> Iterator[Proposal]:
        first = next(one for one in self.sent.values() if item_of(one.addresses[0]) == address)
        if first.addresses[0] not in self.places:
            return  # the dossier took it out too
        rest = first.addresses[0][len(address) :]
        there = self._address(first).removesuffix(rest)
        path, missing = found(self.content, steps_of(there))
        if not missing:
            yield Proposal(
                ProposalKind.REMOVED, "", there, said, "", said, (self.writer.set(path, ""),)
            )

    def _copied(self) -> Iterator[Added]:
        """The items that someone added with the + of Word, by a copy, or typed below others."""
        copies = self.found.copies
        after = {id(value): one.after for one in copies for _, value in one.values}
        pairs = [pair for group in copies if not group.is_whole for pair in group.values]
        groups = [*self._by_item(pairs), *(list(one.values) for one in copies if one.is_whole)]
        for rank, group in enumerate(groups):
            depth = next(item_depths(self._steps(group[0][0])), None)
            answers: list[Answer] = []
            for tag, value in group:
                steps = self._steps(tag)
                if value.text and depth is not None:
                    placed = again(steps, depth, _COPIES + rank)
                    answers += self._answer(self.sent[tag], placed, value.text)
                elif value.text and value.text != self._back(self.sent[tag]):
                    self.lost.append(LeftOver(value.text, self.sent[tag].label))
            above = after[id(group[0][1])]
            near = self._steps(above)[: (depth or 0) + 1] if above in self.sent else ()
            yield Added(answers, near)

    def _steps(self, tag: str) -> tuple[Step, ...]:
        return steps_of(self._address(self.sent[tag]))

    def _by_item(self, pairs: Sequence[tuple[str, Value]]) -> Iterator[list[tuple[str, Value]]]:
        """Copied fields by the item that they were in: the next one begins where a field stands
        again, or where one is of another item than the first, and of none within that."""
        group: dict[str, Value] = {}
        item: tuple[Step, ...] = ()
        for tag, value in pairs:
            steps = self._steps(tag)
            if tag in group or steps[: len(item)] != item:
                yield list(group.items())
                group = {}
            if not group:
                item = steps[: next(item_depths(steps), -1) + 1]
            group[tag] = value
        if group:
            yield list(group.items())

    def _rows(self) -> Iterator[Added]:
        """The lines that someone typed in a table."""
        for rank, line in enumerate(self.found.new):
            step = Rank(2 * _COPIES + rank)
            answers = [
                answer
                for name, model, text in line.values
                for answer in self._answer(
                    model, (*steps_of(line.list_address), step, *name.split(".")), text
                )
            ]
            yield Added(answers, self._item(line.above), self._item(line.below))

    def _item(self, address: str) -> tuple[Step, ...]:
        """The steps now of an item that was sent."""
        sent = next((one for one in self.places if address and holds(address, one)), "")
        return steps_of(self.places[sent].removesuffix(sent[len(address) :])) if sent else ()


def _is_added(step: Step) -> bool:
    return isinstance(step, Rank) and step.number >= _COPIES


def _name(step: Step) -> str:
    return step if isinstance(step, str) else str(getattr(step, "name", ""))


def _shown(text: str) -> str:
    """A text as the form shows it: its references are typed as in the dossier."""
    return unhidden(untypeset(text))
