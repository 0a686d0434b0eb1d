"""Amounts that state what lines of a budget add up to, and the fewest slips that explain them.

One line that is wrong by a cent makes every sum disagree that holds it: a total of its funder, of
its year, the envelope of the contract, a text. The line stands where the sums that disagree by the
same amount cross, and in no sum that is right: the cross-footing of accountants, « recoupement ».

A limit (no more is spent than was committed, no reserve gives more than it has) is one of these
sums: broken, it is explained by whatever gives back what it lacks, or more; met to the cent, it is
right; kept with some to spare, it says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import TypeAlias

from attrs import evolve, frozen

from ppgp_docs.model.amendments import LigneDAvenant, Mouvement
from ppgp_docs.model.fiche import EtatDeLigne, LigneBudget
from ppgp_docs.model.statement import Amount, Reserve, Statement, is_limit, is_met, terms


@frozen(eq=False)
class Cause:
    """The statements that a slip explains, that of the fewest lines first; amounts are euros.

    ``slips`` are the lines that may be wrong, each with what the amount that was typed lacks: all
    of these sums hold them, none that is right does. What a sum lacks, a movement that it gives
    lacks too, and one that it loses exceeds: either of them explains it. Where several statements
    agree against one line, the line is wrong.
    """

    statements: tuple[Statement, ...]
    slips: tuple[tuple[Amount, Decimal], ...] = ()

    @property
    def suspects(self) -> tuple[Amount, ...]:
        """The lines that may be wrong."""
        return tuple(line for line, _ in self.slips)

    @property
    def gap(self) -> Decimal:
        """What the first of them lacks, or the sum itself where no line explains it."""
        return self.slips[0][1] if self.slips else self.statements[0].gap

    @property
    def line(self) -> Amount | None:
        """The line that several statements accuse alone."""
        alone = len(self.suspects) == 1 and len(self.statements) > 1
        return self.suspects[0] if alone else None

    @property
    def due(self) -> Decimal | None:
        """What that line, or the movement that it is of, would be worth for all to be right."""
        return amount_typed(self.line) + self.gap if self.line else None


@frozen
class _Slip:
    """What may have been typed wrong, by the sign with which a sum holds it: a line adds what it is
    worth, a movement of an amendment takes it from one fiche or year and gives it to another.
    """

    line: Amount
    sign: int


def _slips(statement: Statement, known: dict[int, _Stakes]) -> dict[int, _Slip]:
    """By what was typed; a movement that a sum takes and gives changes nothing in it, and one of
    money of several statuses is one. ``known`` is what is known of lines already."""
    found: _Stakes = {}
    for line, sign in terms(statement):
        _add(found, _stakes(line, known), sign)
    return {
        key: _Slip(line, (1 if times > 0 else -1) * ceil(abs(times)))
        for key, (line, times) in found.items()
        if times
    }


_Stakes: TypeAlias = dict[int, tuple[Amount, Fraction]]
"""By what was typed, how many times it counts."""


def _stakes(line: Amount, known: dict[int, _Stakes]) -> _Stakes:
    """What makes an amount up: what leaves a place may be all that was there, or what is left once
    something is taken out; and what was there may have come by movements."""
    if (found := known.get(id(line))) is not None:
        return found
    typed, times = _typed(line)
    found = {id(typed): (line, times)} if times else {}
    if isinstance(line, LigneDAvenant):
        given = 1 if line.montant > 0 else -1
        for one in line.origines:
            _add(found, _stakes(one, known), given)
        for one in line.depenses:
            _add(found, _stakes(one, known), -given)
    known[id(line)] = found
    return found


def _add(found: _Stakes, more: _Stakes, sign: int) -> None:
    for key, (line, times) in more.items():
        first, before = found.get(key, (line, Fraction(0)))
        found[key] = first, before + sign * times


def _typed(line: Amount) -> tuple[object, Fraction]:
    """Whose amount was typed, and how many times it counts, negative where it is taken."""
    if isinstance(line, EtatDeLigne | Reserve | Mouvement):
        return line.place, Fraction(1)
    if not isinstance(line, LigneDAvenant):
        return line, Fraction(1)
    move = line.posting.mouvement
    if not isinstance(move, Mouvement):
        return move.place, Fraction(0)
    beside = _sum(line.depenses) - _sum(line.origines)
    own = line.montant + (beside if line.montant > 0 else -beside)
    return move.place, Fraction(own) / Fraction(move.montant)


def _sum(lines: Iterable[LigneBudget]) -> Decimal:
    return sum((one.montant for one in lines), Decimal(0))


def amount_typed(line: Amount) -> Decimal:
    """What stands where it was typed: all that a movement moves, without its sign."""
    if isinstance(line, LigneDAvenant) and isinstance(line.posting.mouvement, Mouvement):
        return line.posting.mouvement.montant
    return line.montant


_Held: TypeAlias = Mapping[Statement, Mapping[int, _Slip]]


def causes(statements: Sequence[Statement]) -> Iterator[Cause]:
    """The fewest slips that explain all gaps, those that explain most first."""
    gaps = {one: gap for one in statements if (gap := one.gap)}
    if not gaps:
        return
    known: dict[int, _Stakes] = {}
    held = {one: _slips(one, known) for one in statements}
    right = [one for one in statements if is_met(one)]
    sound = {key for one in right if one.sure for key in held[one]}
    echoed = {key for one in right for key in held[one]}
    while cause := _widest(gaps, held, sound):
        likely = tuple(one for one in cause.slips if id(_typed(one[0])[0]) not in echoed)
        cause = evolve(cause, slips=likely or cause.slips)
        yield cause
        _take_out(cause, gaps, held)
    for one in sorted(gaps, key=_size):
        doubtful = {
            key: (slip.line, gaps[one] * slip.sign)
            for key, slip in held[one].items()
            if key not in sound
        }
        likely = tuple(slip for key, slip in doubtful.items() if key not in echoed)
        several = tuple(doubtful.values()) if len(doubtful) > 1 else ()
        yield Cause((one,), likely or several)


def _widest(gaps: Mapping[Statement, Decimal], held: _Held, sound: Set[int]) -> Cause | None:
    """The lines that explain most sums, two at least, those that add and those that take away;
    None when none does."""
    by_slip: dict[tuple[int, Decimal], list[Statement]] = {}
    lines: dict[int, Amount] = {}
    for one, gap in gaps.items():
        for key, slip in held[one].items():
            if key not in sound:
                by_slip.setdefault((key, gap * slip.sign), []).append(one)
                lines.setdefault(key, slip.line)
    explained: dict[tuple[Statement, ...], list[tuple[Amount, Decimal]]] = {}
    for (key, gap), sums in by_slip.items():
        every = (*sums, *_given_back(key, gap, gaps, held))
        if len(every) > 1:
            explained.setdefault(every, []).append((lines[key], gap))
    if not explained:
        return None
    most = max(explained, key=len)
    return Cause(tuple(sorted(most, key=_size)), tuple(explained[most]))


def _given_back(
    key: int, gap: Decimal, gaps: Mapping[Statement, Decimal], held: _Held
) -> Iterable[Statement]:
    """The broken limits that a slip would give more than they lack."""
    return (
        one
        for one, lacks in gaps.items()
        if is_limit(one) and key in held[one] and gap * held[one][key].sign > lacks
    )


def _size(statement: Statement) -> tuple[bool, int]:
    """A limit behind the sums: it says less of what its lines should be worth."""
    return is_limit(statement), len(statement.lines)


def _take_out(cause: Cause, gaps: dict[Statement, Decimal], held: _Held) -> None:
    """What is left to explain: every sum that holds the line is wrong by this gap too."""
    for one in cause.statements:
        del gaps[one]
    if cause.line is None:
        return
    typed = id(_typed(cause.line)[0])
    for one in [one for one in gaps if typed in held[one]]:
        gaps[one] -= cause.gap * held[one][typed].sign
        if not gaps[one] or (is_limit(one) and gaps[one] < 0):
            del gaps[one]
