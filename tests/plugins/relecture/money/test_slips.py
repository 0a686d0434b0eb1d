"""A slip anywhere in a contract whose amounts agree: told at its place, and nothing else blamed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from tests.campagne import whole

from ppgp_docs.diagnostics import Diagnostic
from ppgp_docs.session import Session
from ppgp_docs.workspace.find import DossierFolder
from ppgp_relecture.money.mistyped import is_rounded

from .argent import SLIPS, Contract, Place, contract, slipped

MONEY = {"C401", "C404", "C601", "C602", "C603"}
SEEDS = range(12)
ENOUGH = 30
"""Slips of a kind that are told in an ordinary run; ``--full`` goes through all the seeds."""
Check = Callable[[Path], list[Diagnostic]]


@pytest.fixture
def check(session: Session) -> Check:
    def run(home: Path) -> list[Diagnostic]:
        found = session.read(DossierFolder(home)).diagnostics
        strange = [fault for fault in found if fault.is_error and fault.code not in MONEY]
        assert not strange
        return [fault for fault in found if fault.code in MONEY]

    return run


def is_at(fault: Diagnostic, place: Place) -> bool:
    span = fault.span
    assert span is not None
    here = str(span.file).endswith(place.file) and span.line == place.line
    return here and span.column <= place.end and place.start <= span.end_column


def accusers(made: Contract, slot: int) -> frozenset[int]:
    """The amounts, texts apart, that a slip of this line contradicts."""
    own = [rank for rank, one in enumerate(made.slots) if slot in one.lines and one.kind != "text"]
    return frozenset(own)


def is_alone(made: Contract, slot: int) -> bool:
    """Whether several amounts hold this line, and no other line with it."""
    mine = accusers(made, slot)
    return len(mine) > 1 and not any(
        mine <= accusers(made, line.slot) for line in made.lines if line.slot != slot
    )


def slips(made: Contract, kind: str, seed: int) -> Iterator[tuple[int, Decimal]]:
    """One slip of each sort in an amount of this kind, those that can be told."""
    random = Random(seed)
    slots = [rank for rank, one in enumerate(made.slots) if one.kind == kind]
    for slip in SLIPS if slots else ():
        slot = random.choice(slots)
        wrong = slipped(made.slots[slot].value, slip, random)
        if wrong is not None and not (kind == "text" and is_rounded(wrong, made.slots[slot].value)):
            yield slot, wrong


@pytest.mark.parametrize("seed", range(25))
def test_a_contract_whose_amounts_agree_is_sound(seed: int, check: Check, tmp_path: Path) -> None:
    contract(seed).write(tmp_path)
    assert check(tmp_path) == []


@pytest.mark.parametrize("kind", ["line", "total", "envelope", "cost", "text"])
def test_a_slip_is_told_at_its_place_and_nothing_else_is_blamed(
    kind: str, check: Check, tmp_path: Path
) -> None:
    tried: Counter[str] = Counter()
    for seed in SEEDS:
        if tried["told"] >= ENOUGH and not whole():
            break
        made = contract(seed)
        for slot, wrong in slips(made, kind, seed):
            home = tmp_path / str(sum(tried.values()))
            place = made.write(home, {slot: wrong})[slot]
            found = check(home)
            case = (seed, made.slots[slot], wrong, [fault.message for fault in found])
            if kind == "line" and not is_alone(made, slot):
                tried["not alone"] += 1
                lines = [span.line for fault in found for _, span in fault.related]
                assert place.line in lines or any(is_at(fault, place) for fault in found), case
            else:
                tried["told"] += 1
                assert len(found) == 1, case
                assert is_at(found[0], place), case
    assert tried["told"] >= ENOUGH, tried


@pytest.mark.parametrize("seed", range(40, 46))
def test_two_slips_are_both_told(seed: int, check: Check, tmp_path: Path) -> None:
    made, random = contract(seed), Random(seed)
    totals = [rank for rank, one in enumerate(made.slots) if one.kind in ("total", "envelope")]
    alone = [line.slot for line in made.lines if is_alone(made, line.slot)]
    line, total = random.choice(alone), random.choice(totals)
    wrong = {line: made.slots[line].value + 9, total: made.slots[total].value + Decimal("0.27")}
    places = made.write(tmp_path, wrong)
    found = check(tmp_path)
    assert len(found) == 2
    assert all(
        any(is_at(fault, place) for fault in found) for place in (places[line], places[total])
    )


def test_a_line_is_named_with_the_amounts_that_accuse_it_and_what_it_would_be_worth(
    check: Check, tmp_path: Path
) -> None:
    made = contract(3)
    line = next(one for one in made.lines if is_alone(made, one.slot))
    value = made.slots[line.slot].value
    made.write(tmp_path, {line.slot: value + Decimal("0.01")})
    (fault,) = check(tmp_path)
    assert len(fault.related) >= len(accusers(made, line.slot))
    (hint,) = fault.hints
    amount = f"{value:,.2f}".replace(",", "\u202f").replace(".", ",").removesuffix(",00")
    assert f"qui vaudrait {amount}\u00a0€" in hint
