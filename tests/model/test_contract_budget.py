"""The budget of a contract, against sums made by hand; and what its documents must print of it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from attrs import evolve

from ppgp_docs.model.contract_budget import ContractBudget
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.printed_contract import contract_sentence
from ppgp_docs.session import Session
from ppgp_docs.workspace.find import DossierFolder

Make = Callable[[str, dict[int, list[tuple[str, str, int, str]]]], Dossier]

FICHE = """\
numero: {number}
titre: Essai {number}
objectif: {{numero: 4, intitule: Essai}}
referent: PMI
rubriques: [{{cle: moyens}}]
"""
LINE = "    - {{financeur: '{}', nature: {}, annee: {}, montant: '{}'}}\n"

FICHES = {
    8: [("CD", "propre", 2021, "16 497"), ("FIR", "propre", 2022, "180 500")],
    3: [("FIR", "transverse", 2021, "30 542"), ("autre:Caf", "propre", 2021, "7")],
}
WHOLE_AND_YEARLY = """\
enveloppes:
  - {financeur: FIR, montant: 300 000 €}
  - {financeur: FIR, annee: 2021, montant: 100 000 €}
  - {financeur: FIR, annee: 2022, montant: 200 000 €}
  - {financeur: CD, annee: 2021, montant: 20 000 €}
  - {financeur: CD, annee: 2022, montant: 11 000 €}
fiches: [{numero: 12}]
"""


@pytest.fixture
def make(session: Session, tmp_path: Path) -> Make:
    def run(contrat: str, fiches: dict[int, list[tuple[str, str, int, str]]]) -> Dossier:
        (tmp_path / "fiches").mkdir()
        (tmp_path / "dossier.yaml").write_text('departement: "77"\n', "utf-8")
        head = "intitule: Essai\nperiode: {debut: 2021, fin: 2022}\n"
        (tmp_path / "contrat.yaml").write_text(head + contrat, "utf-8")
        for number, lines in fiches.items():
            text = FICHE.format(number=number)
            if lines:
                text += "budget:\n  lignes:\n" + "".join(LINE.format(*line) for line in lines)
            (tmp_path / "fiches" / f"{number:02}.yaml").write_text(text, "utf-8")
        reading = session.read(DossierFolder(tmp_path))
        assert reading.dossier is not None, reading.diagnostics
        return reading.dossier

    return run


def test_an_envelope_given_whole_and_by_year_is_counted_once(make: Make) -> None:
    budget = ContractBudget(make(WHOLE_AND_YEARLY, FICHES))
    assert budget.envelope("FIR") == 300_000
    assert budget.envelope("CD") == 31_000
    assert budget.envelope("autre:Caf") is None
    assert budget.promised == 331_000


def test_what_is_left_of_an_envelope_is_what_the_fiches_do_not_carry(make: Make) -> None:
    budget = ContractBudget(make(WHOLE_AND_YEARLY, FICHES))
    assert budget.left("FIR") == 300_000 - 180_500 - 30_542
    assert budget.left("CD") == 31_000 - 16_497
    assert budget.left("autre:Caf") is None
    assert budget.left_in_all == 88_958 + 14_503


@pytest.mark.parametrize(
    ("envelopes", "lines", "left"),
    [
        ([("FIR", 2021, 100)], [("FIR", 2022, 100)], 100),
        ([("FIR", 2021, 100)], [("FIR", 2021, 30), ("FIR", 2022, 100)], 70),
        ([("FIR", 2021, 100), ("FIR", 2022, 50)], [("FIR", 2021, 30), ("FIR", 2022, 50)], 70),
        ([("FIR", 2021, 60), ("FIR", 2021, 40)], [("FIR", 2022, 100)], 100),
        ([("FIR", None, 100)], [("FIR", 2021, 30), ("FIR", 2022, 50)], 20),
        ([("FIR", None, 100), ("FIR", 2021, 40)], [("FIR", 2022, 50)], 50),
        ([("FIR", 2021, 100), ("CD", None, 90)], [("FIR", 2022, 80), ("CD", 2022, 80)], 100),
    ],
)
def test_the_envelope_of_a_year_pays_for_no_other(
    make: Make,
    envelopes: list[tuple[str, int | None, int]],
    lines: list[tuple[str, int, int]],
    left: int,
) -> None:
    said = [
        f"{{financeur: {funder}, montant: {amount}{f', annee: {year}' if year else ''}}}"
        for funder, year, amount in envelopes
    ]
    contract = f"enveloppes: [{', '.join(said)}]\nfiches: [{{numero: 2}}]\n"
    fiche = [(funder, "propre", year, str(amount)) for funder, year, amount in lines]
    assert ContractBudget(make(contract, {8: fiche})).left("FIR") == left


def test_fiches_come_by_number_with_their_lines_and_a_fiche_without_budget_has_none(
    make: Make,
) -> None:
    budget = ContractBudget(make("", {**FICHES, 1: []}))
    assert [one.numero for one in budget.fiches] == [1, 3, 8]
    assert [budget.of(one).total() for one in budget.fiches] == [0, 30_549, 196_997]
    assert [(one.numero, line.montant) for one, line in budget.lines] == [
        (3, 30_542), (3, 7), (8, 16_497), (8, 180_500),
    ]  # fmt: skip
    assert budget.whole.total() == 227_546


def test_equal_parts_are_those_of_all_fiches_that_have_begun(make: Make) -> None:
    known = "fiches: [{numero: 12, a_venir: oui}, {numero: 13}]\n"
    assert ContractBudget(make(known, FICHES)).sharing == {3, 8, 13}


def test_a_reserve_that_is_said_whole_holds_those_of_its_years(make: Make) -> None:
    years = (
        "  - {financeur: CD, annee: 2021, montant: 20 000, reserve: 5}\n"
        "  - {financeur: CD, annee: 2022, montant: 11 000, reserve: 7}\n"
    )
    by_year = make(f"enveloppes:\n{years}fiches: [{{numero: 12}}]\n", {8: FICHES[8][:1]})
    assert ContractBudget(by_year).reserve("CD") == 12
    assert ContractBudget(by_year).reserve("FIR") is None
    (first, second), contrat = by_year.contrat.enveloppes, by_year.contrat  # type: ignore[union-attr]
    whole = evolve(first, annee=None, reserve=Decimal(12))
    both = evolve(contrat, enveloppes=(whole, first, second))
    assert ContractBudget(evolve(by_year, contrat=both)).reserve("CD") == 12


def test_years_and_funders_are_those_who_pay_then_those_of_the_contract(make: Make) -> None:
    late = {8: [("FIR", "propre", 2024, "5")]}
    contract = "enveloppes: [{financeur: FIR, montant: 9}, {financeur: CD, montant: 8}]\n"
    budget = ContractBudget(make(contract + "fiches: [{numero: 2}]\n", late))
    assert budget.years == (2021, 2022, 2024)
    assert budget.funders == ("FIR", "CD")
    assert [one.numero for one in budget.absent] == [2]
    assert budget.numbers == {2, 8}


@pytest.mark.parametrize(
    ("declared", "said"),
    [
        ("{numero: 2}", "La fiche 2 du contrat n’est pas"),
        ("{numero: 2, titre: Gouvernance}", "La fiche 2 (« Gouvernance ») du contrat n’est pas"),
        (
            "{numero: 2, titre: Un *plan*}, {numero: 4}",
            "Les fiches 2 (« Un plan ») et 4 du contrat, absentes",
        ),
        ("{numero: 9, titre: Logement, a_venir: oui}", "La fiche 9 (« Logement ») est à venir."),
        (
            "{numero: 9, a_venir: oui}, {numero: 10, titre: 2027. Suite, a_venir: oui}",
            "Les fiches 9 et 10 (« 2027. Suite ») sont à venir.",
        ),
    ],
)
def test_a_fiche_that_is_declared_is_told_with_its_title(
    make: Make, declared: str, said: str
) -> None:
    budget = ContractBudget(make(f"fiches: [{declared}]\n", {8: [("FIR", "propre", 2021, "5")]}))
    assert said in contract_sentence(budget)


@pytest.mark.parametrize(
    ("amount", "envelope", "cents"), [("5", "9", False), ("5,10", "9", True), ("5", "9,01", True)]
)
def test_cents_are_written_as_soon_as_one_amount_has_some(
    make: Make, amount: str, envelope: str, cents: bool
) -> None:
    contract = f"enveloppes: [{{financeur: FIR, montant: '{envelope}'}}]\nfiches: [{{numero: 2}}]\n"
    budget = ContractBudget(make(contract, {8: [("FIR", "propre", 2021, amount)]}))
    assert budget.cents is cents


def test_without_a_contract_there_is_no_budget_of_it(make: Make) -> None:
    alone = evolve(make("", FICHES), contrat=None)
    with pytest.raises(ValueError, match="no contract"):
        _ = ContractBudget(alone).years


def euros(amount: int | Decimal) -> str:
    return f"{amount:,}".replace(",", "\u202f") + "\u00a0€"


EXPECTED = {
    "envelope, whole": 300_000,
    "envelope, by year": 331_000 - 300_000,
    "all envelopes": 331_000,
    "left of an envelope": 88_958,
    "left of all": 103_461,
    "whole": 227_546,
    "year": 47_046,
    "year of a funder": 30_542,
    "funder": 211_042,
    "funder of a fiche": 180_500,
    "fiche": 196_997,
    "another fiche": 30_549,
}


@pytest.mark.parametrize("name", ["recapitulatif-contrat", "plan-de-financement"])
@pytest.mark.parametrize("what", EXPECTED)
def test_the_proof_looks_for_every_amount_that_a_document_of_the_contract_prints(
    session: Session, make: Make, name: str, what: str
) -> None:
    dossier = make(WHOLE_AND_YEARLY, FICHES)
    (document,) = session.plugins.format(name).documents(dossier)
    printed = document.expected
    assert euros(EXPECTED[what]) in printed


ENVELOPES_ALONE = """\
enveloppes:
  - {financeur: FIR, montant: 100 000, reserve: 300}
  - {financeur: CD, montant: 50 000, reserve: 45}
fiches: [{numero: 12}]
"""
ALONE = {
    8: [
        ("FIR", "propre", 2021, "1 001"),
        ("FIR", "propre", 2022, "2 003"),
        ("CD", "propre", 2021, "5 007"),
        ("FIR", "propre, statut: realise", 2021, "700"),
        ("CD", "propre, statut: realise", 2021, "80"),
    ],
    3: [("FIR", "transverse", 2021, "10 011"), ("CD", "propre", 2022, "20 017")],
}
"""Amounts that no other sum equals: none is proved by another one's luck."""

BOTH = ("recapitulatif-contrat", "plan-de-financement")
ALONE_EXPECTED = {
    "a funder in a year": (11_012, BOTH),
    "a funder in a year of one fiche": (1_001, BOTH),
    "what was spent": (780, BOTH),
    "a nature": (28_028, BOTH[1:]),
    "a reserve": (300, BOTH),
    "all reserves": (345, BOTH[1:]),
    "all envelopes": (150_000, BOTH),
}


@pytest.mark.parametrize("what", ALONE_EXPECTED)
def test_the_proof_looks_for_amounts_that_no_other_sum_equals(
    session: Session, make: Make, what: str
) -> None:
    dossier = make(ENVELOPES_ALONE, ALONE)
    amount, formats = ALONE_EXPECTED[what]
    for name in formats:
        (document,) = session.plugins.format(name).documents(dossier)
        assert euros(amount) in document.expected


def test_only_the_recap_lists_the_envelopes_year_by_year(session: Session, make: Make) -> None:
    dossier = make(WHOLE_AND_YEARLY, FICHES)
    (recap,) = session.plugins.format("recapitulatif-contrat").documents(dossier)
    assert {euros(100_000), euros(200_000), euros(20_000)} <= set(recap.expected)
    (plan,) = session.plugins.format("plan-de-financement").documents(dossier)
    assert not {euros(100_000), euros(200_000), euros(20_000)} & set(plan.expected)


def test_two_envelopes_of_one_funder_are_proved_as_the_one_sum_that_is_printed(
    session: Session, make: Make
) -> None:
    contract = "enveloppes: [{financeur: FIR, montant: 200 300}, {financeur: FIR, montant: 11 000}]"
    dossier = make(contract + "\nfiches: [{numero: 12}]\n", FICHES)
    (recap,) = session.plugins.format("recapitulatif-contrat").documents(dossier)
    assert euros(211_300) in recap.expected
    assert euros(200_300) not in recap.expected
