"""Amounts that state what lines of a budget add up to, and the fewest slips that explain them.

One line that is wrong by a cent makes every sum disagree that holds it: a total of its funder, of
its year, the envelope of the contract, a text. The line stands where the sums that disagree by the
same amount cross, and in no sum that is right: the cross-footing of accountants, « recoupement ».
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from decimal import Decimal
from typing import TypeAlias

from attrs import evolve, frozen

from ppgp_docs.model.amendments import LigneDAvenant, Mouvement
from ppgp_docs.model.fiche import EtatDeLigne, LigneBudget
from ppgp_docs.model.statement import Statement


@frozen(eq=False)
class Cause:
    """A gap, in euros, and the statements that it explains, that of the fewest lines first.

    It is what the amount that was typed lacks: where a movement is lost, a sum lacks its opposite.

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

    @property
    def due(self) -> Decimal | None:
        """What that line, or the movement that it is of, would be worth for all to be right."""
        return self.line.montant * _typed(self.line)[1] + self.gap if self.line else None


@frozen
class _Slip:
    """What may have been typed wrong, by the sign with which a sum holds it: a line adds what it is
    worth, a movement of an amendment takes it from one fiche or year and gives it to another.
    """

    line: LigneBudget
    sign: int


def _slips(statement: Statement) -> dict[int, _Slip]:
    """By what was typed; a movement that a sum takes and gives changes nothing in it."""
    found: dict[int, _Slip] = {}
    for line, sign in (stake for one in statement.lines for stake in _stakes(one, 1)):
        typed, own = _typed(line)
        known = found.pop(id(typed), _Slip(line, 0))
        if whole := known.sign + own * sign:
            found[id(typed)] = _Slip(known.line, whole)
    return found


def _stakes(line: LigneBudget, sign: int) -> Iterator[tuple[LigneBudget, int]]:
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


def _typed(line: LigneBudget) -> tuple[object, int]:
    """Whose amount was typed, and with which sign it counts."""
    if isinstance(line, EtatDeLigne):
        return line.place, 1
    if not isinstance(line, LigneDAvenant):
        return line, 1
    return line.posting.mouvement, 1 if line.montant > 0 else -1


_Held: TypeAlias = Mapping[Statement, Mapping[int, _Slip]]


def causes(statements: Sequence[Statement]) -> Iterator[Cause]:
    """The fewest slips that explain all gaps, those that explain most first."""
    gaps = {one: gap for one in statements if (gap := one.gap)}
    if not gaps:
        return
    held = {one: _slips(one) for one in statements}
    right = [one for one in statements if one not in gaps]
    sound = {key for one in right if one.sure for key in held[one]}
    echoed = {key for one in right for key in held[one]}
    while cause := _widest(gaps, held, sound):
        likely = tuple(line for line in cause.suspects if id(_typed(line)[0]) not in echoed)
        cause = evolve(cause, suspects=likely or cause.suspects)
        yield cause
        _take_out(cause, gaps, held)
    for one in sorted(gaps, key=_size):
        lines = tuple(slip.line for key, slip in held[one].items() if key not in sound)
        yield Cause(gaps[one], (one,), lines)


def _widest(gaps: Mapping[Statement, Decimal], held: _Held, sound: Set[int]) -> Cause | None:
    """The gap and the lines that explain most sums, two at least; None when none does."""
    by_slip: dict[tuple[int, Decimal], list[Statement]] = {}
    lines: dict[int, LigneBudget] = {}
    for one, gap in gaps.items():
        for key, slip in held[one].items():
            if key not in sound:
                by_slip.setdefault((key, gap * slip.sign), []).append(one)
                lines.setdefault(key, slip.line)
    explained: dict[tuple[Decimal, tuple[Statement, ...]], list[LigneBudget]] = {}
    for (key, gap), sums in by_slip.items():
        if len(sums) > 1:
            explained.setdefault((gap, tuple(sums)), []).append(lines[key])
    if not explained:
        return None
    gap, most = max(explained, key=lambda each: len(each[1]))
    return Cause(gap, tuple(sorted(most, key=_size)), tuple(explained[gap, most]))


def _size(statement: Statement) -> int:
    return len(statement.lines)


def _take_out(cause: Cause, gaps: dict[Statement, Decimal], held: _Held) -> None:
    """What is left to explain: every sum that holds the line is wrong by this gap too."""
    for one in cause.statements:
        del gaps[one]
    if cause.line is None:
        return
    typed = id(_typed(cause.line)[0])
    for one in [one for one in gaps if typed in held[one]]:
        gaps[one] -= cause.gap * held[one][typed].sign
        if not gaps[one]:
            del gaps[one]
