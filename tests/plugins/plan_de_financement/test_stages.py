"""What was foreseen beside what became of it, in the workbook: re-added here, in cents."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from attrs import frozen
from openpyxl import load_workbook

from ppgp_docs.plugin.formats import Document
from ppgp_docs.session import Session
from ppgp_docs.workspace.folder import DossierFolder

from .lecteurs import Values, emptied, gnumeric, libreoffice, values

STAGES = {"engage": "Engagé", "mandate": "Mandaté", "realise": "Réalisé"}
NAMES = {"CD": "Département", "FIR": "Fonds d’intervention régional (FIR)", "autre:Caf": "Caf"}


@frozen
class Amount:
    """Cents of a fiche at a stage; ``prevu`` is what its lines foresee."""

    fiche: int
    funder: str
    year: int
    stage: str
    cents: int


def drawn() -> Iterator[list[Amount]]:
    """Lines, each with what was committed, paid twice and spent of it, never more."""
    dice = random.Random(2025)
    for fiche in (4, 9):
        for funder in NAMES:
            for year in (2025, 2026, 2026):
                foreseen = dice.randint(1, 10**8)
                done = dice.randint(0, foreseen)
                half = done // 2
                stages = [("prevu", foreseen), ("engage", done), ("mandate", half)]
                stages += [("mandate", done - half), ("realise", done - half)]
                kept = stages[: dice.choice((1, 2, 5))]
                yield [Amount(fiche, funder, year, stage, cents) for stage, cents in kept]


LINES = [*drawn()]
EVERY = [amount for line in LINES for amount in line]


def due(**wanted: object) -> Decimal:
    """A sum of our own, in euros."""
    kept = (
        one.cents for one in EVERY if all(getattr(one, key) == is_ for key, is_ in wanted.items())
    )
    return Decimal(sum(kept)) / 100


def written(line: list[Amount]) -> str:
    first, *states = line
    said = ", ".join(
        f"{{statut: {one.stage}, montant: '{Decimal(one.cents) / 100:f}'}}" for one in states
    )
    return (
        f"    - {{financeur: '{first.funder}', nature: propre, annee: {first.year}, "
        f"montant: '{Decimal(first.cents) / 100:f}', statut: notifie, etats: [{said}]}}\n"
    )


@pytest.fixture(scope="module")
def plan(
    session: Session, render: Callable[[Document], bytes], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    home = tmp_path_factory.mktemp("etapes")
    (home / "fiches").mkdir()
    (home / "dossier.yaml").write_text('departement: "01"\n', "utf-8")
    contract = "intitule: Essai\nperiode: {debut: 2025, fin: 2026}\n"
    (home / "contrat.yaml").write_text(contract, "utf-8")
    for number in (4, 9):
        lines = "".join(written(line) for line in LINES if line[0].fiche == number)
        (home / "fiches" / f"{number}.yaml").write_text(
            f"numero: {number}\ntitre: Essai\nobjectif: {{numero: 4, intitule: Essai}}\n"
            f"referent: PMI\nrubriques: [{{cle: moyens}}]\nbudget:\n  lignes:\n{lines}",
            "utf-8",
        )
    reading = session.read(DossierFolder(home))
    assert reading.dossier is not None, reading.diagnostics
    assert reading.diagnostics == ()
    (document,) = session.plugins.format("plan-de-financement").documents(reading.dossier)
    file = home / "plan.xlsx"
    file.write_bytes(render(document))
    return file


def assert_whole(found: Values) -> None:
    """Every amount of « Suivi », its totals, gaps and rates are those that are due."""
    heads = {str(found.get(("Suivi", f"{c}4"))): c for c in "DEFGH"}
    assert list(heads) == ["Prévu", *STAGES.values(), "Réalisé moins prévu"]
    stages = {"prevu": "D", **{stage: heads[name] for stage, name in STAGES.items()}}
    keys = {NAMES[key]: key for key in NAMES}
    row = 5
    while ("Suivi", f"B{row}") in found:
        where = {
            "fiche": int(float(str(found["Suivi", f"A{row}"]))),
            "funder": keys[str(found["Suivi", f"B{row}"])],
            "year": int(float(str(found["Suivi", f"C{row}"]))),
        }
        sums = {stage: due(stage=stage, **where) for stage in stages}
        for stage, column in stages.items():
            assert cents(found, f"{column}{row}") == sums[stage]
        assert cents(found, f"H{row}") == sums["realise"] - sums["prevu"]
        rate = float(sums["realise"] / sums["prevu"])
        assert float(str(found["Suivi", f"I{row}"])) == pytest.approx(rate, abs=1e-9)
        row += 1
    assert row == 5 + len({(one.fiche, one.funder, one.year) for one in EVERY})
    for stage, column in stages.items():
        assert cents(found, f"{column}{row}") == due(stage=stage)
    assert cents(found, f"H{row}") == due(stage="realise") - due(stage="prevu")
    assert found["Suivi", "A3"] == "Contrôle\u00a0: aucun écart"


def cents(found: Values, cell: str) -> Decimal:
    return Decimal(str(found["Suivi", cell])).quantize(Decimal("0.01"))


def test_each_stage_the_gap_and_the_rate_are_those_that_we_add_up(plan: Path) -> None:
    assert_whole(values(plan))


@pytest.mark.readers
def test_another_spreadsheet_computes_the_same(plan: Path, tmp_path: Path) -> None:
    assert_whole(gnumeric(emptied(plan, tmp_path), tmp_path))


def test_no_other_sheet_adds_a_stage_to_what_is_foreseen(plan: Path) -> None:
    found = values(plan)
    for sheet in ("Fiches", "Financeurs", "Synthèse", "Lignes"):
        amounts = {value for (name, _), value in found.items() if name == sheet}
        numbers = {Decimal(str(one)) for one in amounts if isinstance(one, int | float)}
        assert due(stage="prevu") in {one.quantize(Decimal("0.01")) for one in numbers}
        for stage in STAGES:
            assert due(stage="prevu") + due(stage=stage) not in numbers


@pytest.mark.office
@pytest.mark.parametrize("sheet", STAGES.values())
@pytest.mark.parametrize(
    ("cell", "typed"), [("E5", "80 000,50 €"), ("E5", "à voir"), ("F5", "Realise")]
)
@pytest.mark.campaign(share=3)
def test_an_amount_typed_as_a_text_or_of_another_status_is_told_in_its_sheet(
    sheet: str, cell: str, typed: str, plan: Path, tmp_path: Path
) -> None:
    book = load_workbook(plan)
    book[sheet][cell] = typed
    book.save(tmp_path / "plan.xlsx")
    found = libreoffice(tmp_path / "plan.xlsx", tmp_path)
    assert str(found[sheet, "A3"]).startswith("Écart\u00a0: un montant n’est pas un nombre")
    assert str(found["Suivi", "A3"]).startswith("Écart") == (cell == "E5")
    others = {*STAGES.values(), "Lignes"} - {sheet}
    assert all(found[one, "A3"] == "Contrôle\u00a0: aucun écart" for one in others)
