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
from itertools import chain
from typing import TypeAlias

from attrs import evolve, frozen

from ppgp_docs.model.amendments import LigneDAvenant, Mouvement
from ppgp_docs.model.fiche import EtatDeLigne
from ppgp_docs.model.statement import Amount, Reserve, Statement, is_limit, is_met, terms


@frozen(eq=False)
class Cause:
    """A gap, in euros, and the statements that it explains, that of the fewest lines first.

    It is what the amount that was typed lacks: where a movement is lost, a sum lacks its opposite.

    ``suspects`` are the lines that may be wrong by it: all of these sums hold them, none that is
    right does. Where several statements agree against one line, the line is wrong.
    """

    gap: Decimal
    statements: tuple[Statement, ...]
    suspects: tuple[Amount, ...]

    @property
    def line(self) -> Amount | None:
        """The line that several statements accuse alone."""
        alone = len(self.suspects) == 1 and len(self.statements) > 1
        return self.suspects[0] if alone else None

    @property
    def due(self) -> Decimal | None:
        """What that line, or the movement that it is of, would be worth for all to be right."""
        return self.line.montant * _typed(self.line)[1] + self.gap if self.line else None


@frozen
class _Slip:
    """What may have been typed wrong, by the sign with which a sum holds it: a line adds what it is
    worth, a movement of an amendment takes it from one fiche or year and gives it to another.
    """

    line: Amount
    sign: int


def _slips(statement: Statement) -> dict[int, _Slip]:
    """By what was typed; a movement that a sum takes and gives changes nothing in it."""
    found: dict[int, _Slip] = {}
    stakes = chain.from_iterable(_stakes(*term) for term in terms(statement))
    for line, sign in stakes:
        typed, own = _typed(line)
        known = found.pop(id(typed), _Slip(line, 0))
        if whole := known.sign + own * sign:
            found[id(typed)] = _Slip(known.line, whole)
    return found


def _stakes(line: Amount, sign: int) -> Iterator[tuple[Amount, int]]:
    """The amounts that make one up: what a fiche that ends gives back is all that it had, less what
    it had spent."""
    if not isinstance(line, LigneDAvenant) or isinstance(line.posting.mouvement, Mouvement):
        yield line, sign
        return
    given = sign if line.montant > 0 else -sign
    for one in line.origines:
        yield from _stakes(one, given)
    for one in line.depenses:
        yield one, -given


def _typed(line: Amount) -> tuple[object, int]:
    """Whose amount was typed, and with which sign it counts."""
    if isinstance(line, EtatDeLigne | Reserve | Mouvement):
        return line.place, 1
    if not isinstance(line, LigneDAvenant):
        return line, 1
    move = line.posting.mouvement
    takes = isinstance(move, Mouvement) and line.montant != move.montant
    return move.place, -1 if takes else 1


_Held: TypeAlias = Mapping[Statement, Mapping[int, _Slip]]


def causes(statements: Sequence[Statement]) -> Iterator[Cause]:
    """The fewest slips that explain all gaps, those that explain most first."""
    gaps = {one: gap for one in statements if (gap := one.gap)}
    if not gaps:
        return
    held = {one: _slips(one) for one in statements}
    right = [one for one in statements if is_met(one)]
    sound = {key for one in right if one.sure for key in held[one]}
    echoed = {key for one in right for key in held[one]}
    while cause := _widest(gaps, held, sound):
        likely = tuple(line for line in cause.suspects if id(_typed(line)[0]) not in echoed)
        cause = evolve(cause, suspects=likely or cause.suspects)
        yield cause
        _take_out(cause, gaps, held)
    for one in sorted(gaps, key=_size):
        doubtful = {key: slip.line for key, slip in held[one].items() if key not in sound}
        likely = tuple(line for key, line in doubtful.items() if key not in echoed)
        several = tuple(doubtful.values()) if len(doubtful) > 1 else ()
        yield Cause(gaps[one], (one,), likely or several)


def _widest(gaps: Mapping[Statement, Decimal], held: _Held, sound: Set[int]) -> Cause | None:
    """The gap and the lines that explain most sums, two at least; None when none does."""
    by_slip: dict[tuple[int, Decimal], list[Statement]] = {}
    lines: dict[int, Amount] = {}
    for one, gap in gaps.items():
        for key, slip in held[one].items():
            if key not in sound:
                by_slip.setdefault((key, gap * slip.sign), []).append(one)
                lines.setdefault(key, slip.line)
    explained: dict[tuple[Decimal, tuple[Statement, ...]], list[Amount]] = {}
    for (key, gap), sums in by_slip.items():
        every = (*sums, *_given_back(key, gap, gaps, held))
        if len(every) > 1:
            explained.setdefault((gap, every), []).append(lines[key])
    if not explained:
        return None
    gap, most = max(explained, key=lambda each: len(each[1]))
    return Cause(gap, tuple(sorted(most, key=_size)), tuple(explained[gap, most]))


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
