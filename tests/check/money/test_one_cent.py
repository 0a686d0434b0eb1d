"""Sixty slips of one cent in a contract of 39 fiches that lived two years: each is named at its own
line, and nothing else is blamed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from attrs import frozen
from tests.contrat_synthetique import CLOSED, GIVEN_UP, StatedContract

from ppgp_docs.diagnostics import Severity
from ppgp_docs.session import Session
from ppgp_docs.workspace.folder import DossierFolder

_AMOUNT = re.compile(r"montant: '([\d,]+)'|coûte ([\d,]+) €")
_PLACES = {
    "text": re.compile("coûte"),
    "state": re.compile(r" +etats:"),
    "total": re.compile(r"    - {"),
    "line": re.compile(r"       montant"),
    "movement": re.compile(r"      - montant"),
    "cost": re.compile(r"  - {financeur: \S+ annee"),
    "envelope": re.compile(r"  - {financeur"),
}
"""What a row of a file holds an amount of, the first that it begins with."""
DRAWN = {"line": 9, "state": 7, "total": 3, "text": 2, "envelope": 5, "cost": 2, "movement": 2}
"""How many amounts of each kind are drawn; each is typed a cent too high, then too low."""


@frozen
class Slip:
    """An amount typed wrong in the row ``number`` of a ``file`` of the contract."""

    kind: str
    file: str
    number: int
    right: str
    wrong: str

    def __str__(self) -> str:
        return f"{self.kind}-{Path(self.file).stem}-{self.number}-{self.wrong}"


def amounts(home: Path) -> Iterator[tuple[str, str, int, str]]:
    for file in (*sorted((home / "fiches").glob("*.yaml")), home / "contrat.yaml"):
        for number, row in enumerate(file.read_text("utf-8").split("\n"), start=1):
            for found in _AMOUNT.finditer(row):
                kind = next(kind for kind, form in _PLACES.items() if form.search(row))
                yield kind, str(file.relative_to(home)), number, found[1] or found[2]


def drawn(home: Path) -> list[Slip]:
    """Sixty of them."""
    random, every = Random(60), [*amounts(home)]
    slips = []
    for kind, count in DRAWN.items():
        known = [one for one in every if one[0] == kind]
        for _, file, number, right in random.sample(known, count):
            for cent in (Decimal("0.01"), Decimal("-0.01")):
                wrong = f"{Decimal(right.replace(',', '.')) + cent:f}".replace(".", ",")
                slips.append(Slip(kind, file, number, right, wrong))
    return slips


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return StatedContract().write(tmp_path_factory.mktemp("contrat"))


@pytest.fixture(scope="module")
def slips(home: Path) -> list[Slip]:
    return drawn(home)


def told(session: Session, home: Path) -> Mapping[tuple[str, int], list[str]]:
    """The codes of what is told, by its place; what fiches gave back is only noted."""
    places: dict[tuple[str, int], list[str]] = {}
    for one in session.read(DossierFolder(home)).diagnostics:
        if (one.code, one.severity) == ("C614", Severity.INFO):
            continue
        assert one.span is not None
        file = str(one.span.file.relative_to(home))
        places.setdefault((file, one.span.line), []).append(one.code)
    return places


def test_the_contract_is_sound(session: Session, home: Path) -> None:
    assert told(session, home) == {}


def test_there_are_sixty_slips_of_seven_kinds(slips: list[Slip]) -> None:
    assert len(slips) == 60
    assert {slip.kind for slip in slips} == DRAWN.keys()


@pytest.mark.parametrize("rank", range(60))
@pytest.mark.campaign(share=4)
def test_a_cent_is_named_at_its_own_line_and_nothing_else_is_blamed(
    rank: int, session: Session, home: Path, slips: list[Slip]
) -> None:
    slip = slips[rank]
    file = home / slip.file
    text = file.read_text("utf-8")
    rows = text.split("\n")
    assert rows[slip.number - 1].count(slip.right) == 1
    rows[slip.number - 1] = rows[slip.number - 1].replace(slip.right, slip.wrong)
    file.write_text("\n".join(rows), "utf-8")
    try:
        places = told(session, home)
    finally:
        file.write_text(text, "utf-8")
    assert list(places) == [(slip.file, slip.number)], slip


@pytest.mark.parametrize("kind", ["line", "state"])
@pytest.mark.parametrize("ended", [CLOSED, GIVEN_UP])
def test_what_a_fiche_that_ended_foresaw_or_spent_is_named_once_though_what_it_gave_back_follows(
    ended: int, kind: str, session: Session, home: Path
) -> None:
    file = f"fiches/{ended:02}.yaml"
    held = [(row, right) for what, at, row, right in amounts(home) if (what, at) == (kind, file)]
    assert held
    for number, right in held[::4]:
        text = (home / file).read_text("utf-8")
        wrong = f"{Decimal(right.replace(',', '.')) - Decimal('0.01'):f}".replace(".", ",")
        rows = text.split("\n")
        rows[number - 1] = rows[number - 1].replace(right, wrong)
        (home / file).write_text("\n".join(rows), "utf-8")
        try:
            places = told(session, home)
        finally:
            (home / file).write_text(text, "utf-8")
        assert list(places) == [(file, number)]
