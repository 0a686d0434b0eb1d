"""Amounts that state what lines of a budget add up to, and the fewest slips that explain them.

One line that is wrong by a cent makes every sum disagree that holds it: a total of its funder, of
its year, the envelope of the contract, a text. The line stands where the sums that disagree by the
same amount cross, and in no sum that is right: the cross-footing of accountants, « recoupement ».
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from attrs import evolve, frozen

from ppgp_docs.model.fiche import LigneBudget
from ppgp_docs.model.statement import Statement


@frozen(eq=False)
class Cause:
    """A gap, in euros, and the statements that it explains, that of the fewest lines first.

    ``suspects`` are the lines that may be wrong by it: all of these sums hold them, none that is
    right does. Where several statements agree against one line, the line is wrong.
    """

    gap: Decimal
    statements: tuple[Statement, ...]
    suspects: tuple[LigneBudget, ...]

    @property
    def line(self) -> LigneBudget | None:
        """The line that several statements accuse alone."""
        alone = len(self.suspects) == 1 and len(self.statements) > 1
        return self.suspects[0] if alone else None


def causes(statements: Sequence[Statement]) -> Iterator[Cause]:
    """The fewest slips that explain all gaps, those that explain most first."""
    gaps = {one: gap for one in statements if (gap := one.gap)}
    right = [one for one in statements if one not in gaps]
    sound = {id(line) for one in right if one.sure for line in one.lines}
    echoed = {id(line) for one in right for line in one.lines}
    holders: dict[int, list[Statement]] = {}
    lines = {id(line): line for one in gaps for line in one.lines if id(line) not in sound}
    for one in gaps:
        for key in {id(line): None for line in one.lines}:
            holders.setdefault(key, []).append(one)
    while cause := _widest(gaps, lines, holders):
        likely = tuple(line for line in cause.suspects if id(line) not in echoed)
        cause = evolve(cause, suspects=likely or cause.suspects)
        yield cause
        _take_out(cause, gaps, holders)
    for one in sorted(gaps, key=_size):
        yield Cause(gaps[one], (one,), tuple(line for line in one.lines if id(line) in lines))


def _widest(
    gaps: Mapping[Statement, Decimal],
    lines: Mapping[int, LigneBudget],
    holders: Mapping[int, list[Statement]],
) -> Cause | None:
    """The gap and the lines that explain most sums, two at least; None when none does."""
    explained: dict[tuple[Decimal, tuple[Statement, ...]], list[LigneBudget]] = {}
    for key, line in lines.items():
        by_gap: dict[Decimal, list[Statement]] = {}
        for one in holders[key]:
            if one in gaps:
                by_gap.setdefault(gaps[one], []).append(one)
        for gap, sums in by_gap.items():
            if len(sums) > 1:
                explained.setdefault((gap, tuple(sums)), []).append(line)
    if not explained:
        return None
    gap, most = max(explained, key=lambda each: len(each[1]))
    return Cause(gap, tuple(sorted(most, key=_size)), tuple(explained[gap, most]))


def _size(statement: Statement) -> int:
    return len(statement.lines)


def _take_out(
    cause: Cause, gaps: dict[Statement, Decimal], holders: Mapping[int, list[Statement]]
) -> None:
    """What is left to explain: every sum that holds the line is wrong by this gap too."""
    for one in cause.statements:
        del gaps[one]
    for one in holders[id(cause.line)] if cause.line else ():
        if one in gaps:
            gaps[one] -= cause.gap
            if not gaps[one]:
                del gaps[one]
