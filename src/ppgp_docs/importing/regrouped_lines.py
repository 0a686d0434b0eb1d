"""Lines of a budget put under other headings: a fiche prints the funder, the nature, the year once,
above the lines that share them, so that a line put elsewhere is said of another funder or year.

What the headings that now stand above a line say is proposed for it, with its place among them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

from attrs import evolve, frozen

from ppgp_docs.edit.changes import Move
from ppgp_docs.importing.line_names import line_in_words
from ppgp_docs.importing.lines_gone import GONE
from ppgp_docs.importing.paths import FilePlace, spot
from ppgp_docs.importing.proposals import FileChange, Proposal, ProposalKind
from ppgp_docs.importing.risen import heaviest
from ppgp_docs.importing.target import Target
from ppgp_docs.model.address import AddressError
from ppgp_docs.roundtrip.fields import TAGS, SentField
from ppgp_docs.roundtrip.markdown import untypeset
from ppgp_docs.roundtrip.word.paragraphs import Revision

_HEADED: Final = re.compile(r"(?P<line>[^:]+:budget\.lignes\[[^\]]+\])\.(?P<name>\w+)$")
_NAMES: Final = ("statut", "financeur", "nature", "annee")
"""What a fiche prints above lines, from the outermost to the innermost."""
_AMOUNT: Final = "montant"
_SAID: Final = (
    "cette ligne a été mise sous un autre titre\u00a0: vérifiez ce qu’il dit d’elle avant de la "
    "prendre"
)


def amounts_of(fields: Mapping[str, SentField]) -> dict[str, str]:
    """The lines of budgets by the tag of their amount, which is the line for who reads it."""
    found = ((tag, _HEADED.match(one.addresses[0])) for tag, one in fields.items())
    return {tag: said["line"] for tag, said in found if said and said["name"] == _AMOUNT}


@frozen
class _Under:
    """The tags of the headings above a line, by what they say; the line above it, under them."""

    heads: Mapping[str, str]
    above: str
    below: str


@frozen
class Regrouped:
    """``order`` are the tags as they come back, ``frames`` the paragraphs as they were sent;
    ``there`` gives the address now of a line that was sent, or raises AddressError; ``movers`` say
    who put fields elsewhere while Word tracked it, by tag."""

    fields: Mapping[str, SentField]
    order: Sequence[str]
    frames: Sequence[str]
    target: Target
    there: Callable[[str], str]
    movers: Mapping[str, Revision]

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines that other headings stand above, in the order of the file."""
        return tuple(line for line in self._back if self._other_heads(line))

    def proposals(self) -> Iterator[Proposal]:
        """Each of them, with what its new headings say of it."""
        return map(self._proposal, self.lines)

    @cached_property
    def _amounts(self) -> Mapping[str, str]:
        return amounts_of(self.fields)

    @cached_property
    def _sent_heads(self) -> dict[str, dict[str, str]]:
        """The tags of what was printed above each line, or in its own paragraph, by name."""
        found: dict[str, dict[str, str]] = {}
        for tag, one in self.fields.items():
            for said in filter(None, map(_HEADED.match, one.addresses)):
                if said["name"] in _NAMES:
                    found.setdefault(said["line"], {})[said["name"]] = tag
        return found

    @cached_property
    def _frame(self) -> dict[str, int]:
        return {tag: rank for rank, one in enumerate(self.frames) for tag in TAGS.findall(one)}

    def _name(self, tag: str) -> str:
        """What a heading says; nothing for the tag of anything else."""
        said = _HEADED.match(self.fields[tag].addresses[0])
        return said["name"] if said and said["name"] in _NAMES else ""

    def _is_inside(self, tag: str) -> bool:
        """Whether it stands in the paragraph of an amount."""
        return self._frame.get(tag) in self._lines_of_amounts

    @cached_property
    def _lines_of_amounts(self) -> frozenset[int]:
        return frozenset(self._frame[tag] for tag in self._amounts if tag in self._frame)

    @cached_property
    def _displaced(self) -> frozenset[str]:
        """The amounts that were moved, rather than the headings above them."""
        known = [tag for tag in self.fields if tag in self._amounts or self._is_head(tag)]
        ranks = {tag: rank for rank, tag in enumerate(known)}
        weight = len(self._amounts) + 1
        back = [tag for tag in self.order if tag in ranks]
        row = [(ranks[tag], 1 if tag in self._amounts else weight) for tag in back]
        if [number for number, _ in row] == sorted(number for number, _ in row):
            return frozenset()
        kept = heaviest(row)
        return frozenset(tag for tag in back if ranks[tag] not in kept and tag in self._amounts)

    def _is_head(self, tag: str) -> bool:
        return bool(self._name(tag)) and not self._is_inside(tag)

    @cached_property
    def _back(self) -> dict[str, _Under]:
        """The lines in the order of the file, with what stands above each."""
        found: dict[str, _Under] = {}
        heads: dict[str, str] = {}
        years: dict[str, str] = {}
        last, last_heads = "", dict[str, str]()
        for tag in (each for each in self.order if each in self.fields):
            name = self._name(tag)
            if name and self._is_head(tag):
                heads = self._entered(heads, name, tag)
                years = {}
            elif name == "annee":
                years = {name: tag}
            elif line := self._amounts.get(tag):
                own = heads | years if tag in self._displaced else heads
                above = last if _same(heads, last_heads) else ""
                found[line] = _Under(dict(own), above, "")
                if above and not found[above].below:
                    found[above] = _Under(found[above].heads, found[above].above, line)
                last, last_heads = line, dict(heads)
        return found

    def _entered(self, heads: Mapping[str, str], name: str, tag: str) -> dict[str, str]:
        """The headings once another one begins: those below it are no longer said, nor the status
        that stands above another funder."""
        kept = {each: heads[each] for each in _NAMES[: _NAMES.index(name)] if each in heads}
        if name == "financeur" and self._frame.get(kept.get("statut", "")) != self._frame.get(tag):
            kept.pop("statut", None)
        return kept | {name: tag}

    def _other_heads(self, line: str) -> dict[str, str]:
        """What is said above a line otherwise than it was, by name: the tags of the headings."""
        sent, here = self._sent_heads.get(line, {}), self._back[line].heads
        amount = next(tag for tag, each in self._amounts.items() if each == line)
        held = set(self.order)
        return {
            name: here[name]
            for name, tag in sent.items()
            if name in here
            and tag in held
            and here[name] != tag
            and self._frame.get(tag) != self._frame.get(amount)
            and self._raw(here[name]) != self._raw(tag)
        }

    def _raw(self, tag: str) -> str:
        """What a heading said, as it was sent, whatever words say it."""
        one = self.fields[tag]
        said = untypeset(one.sent).casefold()
        known = (raw for raw, printed in one.choices if untypeset(printed).casefold() == said)
        return next(known, said)

    def _proposal(self, line: str) -> Proposal:
        changed = self._other_heads(line)
        told = "\u00a0; ".join((self._beside(line), *self._in_words(line, changed)))
        said = line_in_words(line, self.fields.values())
        name = "Ligne déplacée"
        try:
            place = spot(self.target, self.there(line))
            changes = (*self._values(place, changed), *self._move(line, place))
        except AddressError:
            return Proposal(ProposalKind.CONFLICT, name, "", said, told, why=GONE)
        if not changes:
            return Proposal(ProposalKind.REFUSED, name, line, said, told, why=_SAID)
        made = Proposal(ProposalKind.MOVED, "", self.there(line), said, told, said, changes, _SAID)
        amount = next(tag for tag, each in self._amounts.items() if each == line)
        who = (self.movers[amount],) if amount in self.movers else ()
        return evolve(made, is_guess=True, revisions=who)

    def _beside(self, line: str) -> str:
        above, below = self._back[line].above, self._back[line].below
        if above or below:
            name = line_in_words(above or below, self.fields.values())
            return f"placé {'après' if above else 'avant'} «\u00a0{name}\u00a0»"
        return "placé sous un autre titre"

    def _in_words(self, line: str, changed: Mapping[str, str]) -> Iterator[str]:
        """« financeur : Département au lieu de Fonds d’intervention régional (FIR) »."""
        for name, tag in changed.items():
            was, now = self.fields[self._sent_heads[line][name]], self.fields[tag]
            label = now.label[:1].lower() + now.label[1:]
            yield f"{label}\u00a0: {untypeset(now.sent)} au lieu de {untypeset(was.sent)}"

    def _values(self, place: FilePlace, changed: Mapping[str, str]) -> Iterator[FileChange]:
        for name, tag in changed.items():
            head = _HEADED.match(self.fields[tag].addresses[0])
            assert head is not None
            value = spot(self.target, f"{self.there(head['line'])}.{name}").value
            own = FilePlace(place.file, (*place.path, name), None)
            held = place.value.get(name) if isinstance(place.value, dict) else None
            if value is not None and value != held:
                yield own.set(value)

    def _move(self, line: str, place: FilePlace) -> Iterator[FileChange]:
        """Beside the line next to which it stands, unless that one went."""
        under = self._back[line]
        for near, after in ((under.above, True), (under.below, False)):
            try:
                other = spot(self.target, self.there(near)) if near else None
            except AddressError:
                continue
            if other is not None and (change := beside(place, other, after=after)):
                yield change
                return
            if other is not None:
                return


def beside(line: FilePlace, near: FilePlace, *, after: bool) -> FileChange | None:
    """The move beside another line; none where it stands there already."""
    rank, other = line.path[-1], near.path[-1]
    if line.path[:-1] != near.path[:-1] or not isinstance(rank, int) or not isinstance(other, int):
        return None
    to = other - (rank < other) + after
    return FileChange(line.file, Move(line.path[:-1], rank, to)) if to != rank else None


def _same(heads: Mapping[str, str], others: Mapping[str, str]) -> bool:
    names = ("financeur", "nature")
    return all(heads.get(name) == others.get(name) for name in names)
