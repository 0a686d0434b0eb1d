"""A wrong movement among some that give to a fiche and some that take from it: what is told names
it, with those that explain the same sums as well, and never an innocent one alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from attrs import frozen

from ppgp_docs.session import Session
from ppgp_docs.workspace.folder import DossierFolder

CENT = Decimal("0.01")
CONTRACT = """intitule: Essai
periode: {debut: 2025, fin: 2026}
enveloppes:
  - {financeur: CD, annee: 2025, montant: 350, reserve: 50}
  - {financeur: CD, annee: 2026, montant: 300}
  - {financeur: FIR, annee: 2025, montant: 300}
avenants:
"""
FICHE = """numero: %d
titre: Essai
objectif: {numero: 4, intitule: Essai}
referent: PMI
rubriques: [{cle: moyens}]
budget:
  lignes:
    - {financeur: CD, nature: propre, annee: 2025, montant: 100, statut: acquis}
    - {financeur: CD, nature: propre, annee: 2026, montant: 100, statut: acquis}
    - {financeur: FIR, nature: propre, annee: 2025, montant: 100, statut: notifie}
"""
OWN, NEXT, FIR = ("CD", 2025), ("CD", 2026), ("FIR", 2025)
Account = tuple[int | None, str, int]
"""A fiche, or None for the reserve; a funder; a year."""


def of(fiche: int | None, account: tuple[str, int] = OWN) -> Account:
    return (fiche, *account)


@frozen
class Move:
    amount: Decimal
    source: Account | None
    target: Account | None

    def written(self, amount: Decimal) -> str:
        ends = {"de": self.source, "vers": self.target}
        said = "".join(f", {name}: {{{_end(end)}}}" for name, end in ends.items() if end)
        return f"      - {{montant: '{amount}'{said}}}\n"


def _end(account: Account) -> str:
    fiche, funder, year = account
    where = f"fiche: {fiche}" if fiche else "reserve: oui"
    return f"{where}, financeur: {funder}, annee: {year}"


@frozen
class Case:
    """Movements, an amendment each unless ``together``; totals that fiche 1, or ``also`` another,
    states: by funder, year; which movements are named for one of them that is wrong."""

    moves: tuple[Move, ...]
    totals: tuple[str, ...]
    named: tuple[frozenset[int], ...]
    together: bool = False
    also: int | None = None


def move(amount: str, source: Account | None, target: Account | None) -> Move:
    return Move(Decimal(amount), source, target)


TAKES, GIVES = move("10", of(1), None), move("5", None, of(1))
ALL = ("", "financeur: CD")
BOTH = frozenset((0, 1))
FIRST, SECOND = frozenset((0,)), frozenset((1,))
CASES = {
    "money taken, then given": Case((TAKES, GIVES), ALL, (BOTH, BOTH)),
    "money given, then taken": Case((GIVES, TAKES), ALL, (BOTH, BOTH)),
    "both given": Case((GIVES, move("10", None, of(1))), ALL, (BOTH, BOTH)),
    "both taken": Case((TAKES, move("5", of(1), None)), ALL, (BOTH, BOTH)),
    "between three fiches": Case(
        (move("10", of(1), of(2)), move("5", of(3), of(1))), ALL, (BOTH, BOTH), together=True
    ),
    "between three fiches, one of which confirms or denies": Case(
        (move("10", of(1), of(2)), move("5", of(3), of(1))),
        ALL,
        (FIRST, SECOND),
        together=True,
        also=2,
    ),
    "to and from the reserve": Case(
        (move("10", of(1), of(None)), move("5", of(None), of(1))), ALL, (BOTH, BOTH)
    ),
    "to the reserve, from a fiche": Case(
        (move("10", of(1), of(None)), move("5", of(2), of(1))), ALL, (BOTH, BOTH), together=True
    ),
    "to the next year, and from it to another fiche": Case(
        (move("10", of(1), of(1, NEXT)), move("5", of(1, NEXT), of(2, NEXT))),
        ("annee: 2026", "annee: 2026, financeur: CD"),
        (BOTH, BOTH),
    ),
    "to the next year, which is in the whole": Case(
        (move("10", of(1), of(1, NEXT)), move("5", None, of(1))),
        (*ALL, "annee: 2025", "annee: 2025, financeur: CD"),
        (FIRST, SECOND),
    ),
    "of two funders": Case((TAKES, move("5", None, of(1, FIR))), ("", "annee: 2025"), (BOTH, BOTH)),
    "of two funders, one of which is stated": Case(
        (TAKES, move("5", None, of(1, FIR))), ("", "annee: 2025", *ALL[1:]), (FIRST, SECOND)
    ),
    "three": Case((TAKES, GIVES, move("2", of(1), of(3))), ALL, (frozenset((0, 1, 2)),) * 3),
    "as many times as it takes": Case(
        (TAKES, GIVES, move("2", of(3), of(1)), move("3", of(1), of(2))),
        ALL,
        (frozenset((0, 1, 2, 3)),) * 4,
        together=True,
    ),
}


def _totals(case: Case, fiche: int) -> Iterator[str]:
    """What the fiche says of itself, with the movements as they were voted."""
    held = dict.fromkeys((OWN, NEXT, FIR), Decimal(100))
    for one in case.moves:
        for end, sign in ((one.source, -1), (one.target, 1)):
            if end and end[0] == fiche:
                held[end[1:]] += sign * one.amount
    for cut in case.totals:
        said = dict(re.findall(r"(\w+): (\w+)", cut))
        due = sum(
            amount
            for (funder, year), amount in held.items()
            if said.get("financeur", funder) == funder and said.get("annee", str(year)) == str(year)
        )
        yield f"    - {{montant: '{due}'{', ' * bool(cut)}{cut}}}\n"


def _written(case: Case, wrong: int, by: Decimal, folder: Path) -> list[int]:
    """The lines of the movements, one of which is wrong by some."""
    (folder / "fiches").mkdir()
    (folder / "dossier.yaml").write_text('departement: "77"\n', "utf-8")
    text, lines = CONTRACT, list[int]()
    for rank, one in enumerate(case.moves):
        if not (case.together and rank):
            text += f"  - numero: {rank + 1}\n    date: 2025-0{rank + 2}-01\n    mouvements:\n"
        text += one.written(one.amount + (by if rank == wrong else 0))
        lines.append(text.count("\n"))
    (folder / "contrat.yaml").write_text(text, "utf-8")
    for number in (1, 2, 3):
        totals = "".join(_totals(case, number)) if number in (1, case.also) else ""
        said = f"  totaux_annonces:\n{totals}" if totals else ""
        (folder / "fiches" / f"{number}.yaml").write_text(FICHE % number + said, "utf-8")
    return lines


@pytest.mark.parametrize("by", [CENT, -CENT, Decimal(1)])
@pytest.mark.parametrize(
    ("case", "wrong"),
    [
        pytest.param(case, rank, id=f"{name}, {rank + 1}")
        for name, case in CASES.items()
        for rank in range(len(case.moves))
    ],
)
def test_a_wrong_movement_is_named_with_those_that_explain_as_much(
    session: Session, tmp_path: Path, case: Case, wrong: int, by: Decimal
) -> None:
    lines = _written(case, wrong, by, tmp_path)
    every = session.read(DossierFolder(tmp_path)).diagnostics
    (fault,) = [one for one in every if one.code != "C614"]
    assert fault.code == "C401"
    assert fault.span
    assert fault.span.file.name == "contrat.yaml"
    said = re.findall(r"`contrat\.yaml`, ligne (\d+)", " ".join(fault.hints))
    named = {fault.span.line, *map(int, said)}
    assert named == {lines[rank] for rank in case.named[wrong]}


@pytest.mark.parametrize("case", CASES.values(), ids=[*CASES])
def test_right_movements_are_left_alone(session: Session, tmp_path: Path, case: Case) -> None:
    _written(case, 0, Decimal(0), tmp_path)
    every = session.read(DossierFolder(tmp_path)).diagnostics
    assert [one.message for one in every if one.code != "C614"] == []
