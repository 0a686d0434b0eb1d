"""The life of a fiche, and what becomes of its money."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from ppgp_docs.diagnostics import Diagnostic, Severity
from ppgp_docs.francais.dates import lire_date
from ppgp_docs.model.contract_budget import ContractBudget
from ppgp_docs.publication.requirements import as_published
from ppgp_docs.session import DossierReading, Session
from ppgp_docs.workspace.folder import DossierFolder

Read = Callable[..., DossierReading]
SPACES = {0xA0: " ", 0x202F: " "}
CONTRACT = """intitule: Essai
periode: {debut: 2025, fin: 2026}
enveloppes: [{financeur: CD, montant: 300}, {financeur: FIR, montant: 100}]
couts_transverses: [{financeur: FIR, annee: 2025, montant: 100, parts_egales: oui}]
"""
FICHE = """numero: {0}
titre: Essai
objectif: {{numero: 4, intitule: Essai}}
referent: PMI
rubriques: [{{cle: moyens}}]
budget:
  lignes:
    - {{financeur: CD, nature: propre, annee: 2025, montant: 150{1}}}
    - {{financeur: FIR, nature: transverse, annee: 2025, montant: 50}}
"""


@pytest.fixture
def read(session: Session, tmp_path: Path) -> Read:
    """Two fiches, the first of which has a life; ``states`` are those of its first line."""

    def run(
        life: str = "", *, states: str = "", contrat: str = "", dossier: str = "", nine: str = ""
    ) -> DossierReading:
        (tmp_path / "fiches").mkdir(exist_ok=True)
        (tmp_path / "dossier.yaml").write_text(f'departement: "77"\n{dossier}', "utf-8")
        (tmp_path / "contrat.yaml").write_text(CONTRACT + contrat, "utf-8")
        said = f", etats: [{states}]" if states else ""
        four = FICHE.format(4, said) + (f"vie:\n{life}" if life else "")
        (tmp_path / "fiches" / "4.yaml").write_text(four, "utf-8")
        last = FICHE.format(9, "") + (f"vie:\n{nine}" if nine else "")
        (tmp_path / "fiches" / "9.yaml").write_text(last, "utf-8")
        return session.read(DossierFolder(tmp_path))

    return run


def step(etat: str, date: str = "2025-06-01", rest: str = "") -> str:
    return f"  - {{etat: {etat}, date: {date}{rest}}}\n"


def codes(found: DossierReading) -> list[str]:
    """Of what is told, but where what was given back is, which is only noted."""
    return [each.code for each in found.diagnostics if each not in noted(found)]


def noted(found: DossierReading) -> list[Diagnostic]:
    of_reserves = ("C614", Severity.INFO)
    return [each for each in found.diagnostics if (each.code, each.severity) == of_reserves]


def held(found: DossierReading) -> list[Decimal]:
    """What fiche 4 has of each funder, then the reserve of each."""
    assert found.dossier is not None, found.diagnostics
    budget = ContractBudget(found.dossier)
    four = budget.of(budget.fiches[0])
    paid = [four.extrait(funder).total() for funder in ("CD", "FIR")]
    return [*paid, *(budget.reserve(funder) or Decimal(0) for funder in ("CD", "FIR"))]


@pytest.mark.parametrize(
    ("life", "states", "due"),
    [
        (step("active"), "", [150, 50, 0, 0]),
        (step("suspendue"), "", [150, 50, 0, 0]),
        (step("abandonnee"), "", [0, 0, 150, 50]),
        (step("close"), "{statut: realise, montant: 120}", [120, 0, 30, 50]),
        (step("close"), "{statut: engage, montant: 140}, {statut: mandate, montant: 90}",
         [140, 0, 10, 50]),
        (step("close"), "{statut: realise, montant: 120}, {statut: realise, montant: -20}",
         [100, 0, 50, 50]),
        (step("close", rest=", credits: gardes"), "", [150, 50, 0, 0]),
        (step("suspendue", rest=", credits: rendus"), "", [0, 0, 150, 50]),
        (step("abandonnee", "2025-06-01") + step("active", "2025-07-01"), "", [0, 0, 150, 50]),
    ],
)  # fmt: skip
def test_money_follows_what_the_fiche_becomes(
    read: Read, life: str, states: str, due: list[int]
) -> None:
    found = read(life, states=states)
    assert codes(found) == []
    assert held(found) == due


def test_all_that_fiches_give_back_is_noted_where_it_is_and_bars_no_publication(read: Read) -> None:
    found = read(step("abandonnee"), states="{statut: engage, montant: '120,01'}")
    told = [each.message.translate(SPACES).split(" en réserve")[0] for each in noted(found)]
    assert told == ["Département : 29,99 €", "Fonds d’intervention régional (FIR) : 50 €"]
    assert not any(as_published(each).is_error for each in found.diagnostics)


def test_money_that_is_carried_over_goes_where_it_is_said(read: Read) -> None:
    other = step("abandonnee", rest=", credits: reportes, vers: {fiche: 9}")
    found = read(other, states="{statut: realise, montant: '0,01'}")
    assert codes(found) == []
    assert held(found) == [Decimal("0.01"), 0, 0, 0]
    assert found.dossier is not None
    budget = ContractBudget(found.dossier)
    nine = budget.of(budget.fiches[1])
    assert nine.extrait("CD").total() == Decimal("299.99")
    assert nine.extrait("FIR", "transverse").total() == 100
    later = read(step("suspendue", rest=", credits: reportes, vers: {annee: 2026}"))
    assert codes(later) == []
    assert later.dossier is not None
    assert ContractBudget(later.dossier).whole.par_annee() == {2025: 200, 2026: 200}


def test_a_fiche_ends_at_its_date(read: Read) -> None:
    life = step("abandonnee", "2026-02-01")
    assert held(read(life, contrat="etat_au: 2026-01-31\n")) == [150, 50, 0, 0]
    assert held(read(life, contrat="etat_au: 2026-02\n")) == [0, 0, 150, 50]


def test_what_is_taken_from_a_fiche_after_its_end_is_not_there(read: Read) -> None:
    moved = (
        "avenants: [{numero: 1, date: %s, mouvements: "
        "[{montant: 10, de: {fiche: 4, financeur: CD, annee: 2025}, vers: {fiche: 9}}]}]\n"
    )
    life = step("abandonnee", "2025-06-01")
    assert codes(read(life, contrat=moved % "2025-06-01")) == []
    assert "C617" in codes(read(life, contrat=moved % "2025-06-02"))


@pytest.mark.parametrize(("date", "told"), [("2025-06-01", 0), ("2025-06-02", 1)])
def test_what_is_given_to_a_fiche_after_its_end_is_told(read: Read, date: str, told: int) -> None:
    moved = (
        f"avenants: [{{numero: 1, date: {date}, mouvements: "
        "[{montant: 10, de: {fiche: 9, financeur: CD, annee: 2025}, vers: {fiche: 4}}]}]\n"
    )
    found = [one for one in read(step("abandonnee", "2025-06-01"), contrat=moved).diagnostics
             if one.code == "C619"]  # fmt: skip
    assert len(found) == told
    for one in found:
        assert "10 € à la fiche 4, abandonnée depuis le 1er juin" in one.message.translate(SPACES)


_TO_NINE = ", credits: reportes, vers: {fiche: 9}"
_TO_FOUR = ", credits: reportes, vers: {fiche: 4}"


@pytest.mark.parametrize(
    ("four", "nine", "told"),
    [
        (step("close", "2025-06-01", _TO_NINE), step("abandonnee", "2025-05-01"), ["4.yaml"]),
        (step("suspendue", "2025-06-01", _TO_NINE), step("close", "2025-05"), ["4.yaml"]),
        (step("close", "2025-06-01", _TO_NINE), step("close", "2025-06-01", _TO_FOUR),
         ["4.yaml", "9.yaml"]),
        (step("close", "2025-06-01", _TO_NINE), step("close", "2025-06-02", _TO_FOUR), ["9.yaml"]),
        (step("close", "2025-06-01", _TO_NINE), step("close", "2025-07-01"), []),
        (step("close", "2025-06-01", _TO_NINE), step("suspendue", "2025-05-01"), []),
        (step("close", "2025-06-01", _TO_NINE),
         step("close", "2025-05-01") + step("active", "2025-05-02"), []),
    ],
)  # fmt: skip
def test_what_is_carried_over_to_a_fiche_that_ended_is_told(read: Read, four, nine, told) -> None:
    found = [one for one in read(four, nine=nine).diagnostics if one.code == "C619"]
    assert [one.span.file.name for one in found if one.span] == told
    assert {one.severity for one in found} <= {Severity.WARNING}


def test_a_month_in_which_a_fiche_ended_is_said_as_one(read: Read) -> None:
    found = read(step("close", "2025-06-01", _TO_NINE), nine=step("close", "2025-05")).diagnostics
    [told] = [one for one in found if one.code == "C619"]
    assert told.message.endswith("sur la fiche 9, close depuis mai 2025")


def test_a_fiche_that_goes_on_after_an_end_is_given_money(read: Read) -> None:
    moved = (
        "avenants: [{numero: 1, date: 2025-08-01, mouvements: "
        "[{montant: 10, de: {fiche: 9, financeur: CD, annee: 2025}, vers: {fiche: 4}}]}]\n"
    )
    again = step("abandonnee", "2025-06-01") + step("active", "2025-07-01")
    assert "C619" not in codes(read(again, contrat=moved))


def test_a_fiche_in_project_takes_no_equal_part(read: Read) -> None:
    found = codes(read(step("en_projet")))
    assert found
    assert {*found} <= {"C602", "C603"}


@pytest.mark.parametrize(
    "life",
    [
        step("close", "2025-06-01") + step("active", "2025-05-01"),
        step("close", rest=", credits: reportes"),
        step("close", rest=", credits: reportes, vers: {fiche: 4}"),
        step("close", rest=", credits: reportes, vers: {fiche: 44}"),
        step("close", rest=", vers: {fiche: 9}"),
    ],
    ids=["dates", "sans lieu", "elle-meme", "inconnue", "inutile"],
)
def test_a_life_that_cannot_be_followed_is_told(read: Read, life: str) -> None:
    found = [each for each in read(life).diagnostics if each.code == "C619"]
    assert len(found) == 1
    assert found[0].span is not None
    assert found[0].span.file.name == "4.yaml"


def test_texts_cite_what_is_left(read: Read) -> None:
    cites = "introduction: {ppgp: '{{ fiches.4.total }}, {{ contrat.reserve }}.'}\n"
    found = read(step("close"), states="{statut: realise, montant: 120}", dossier=cites)
    assert found.dossier is not None, found.diagnostics
    text = str(found.dossier.introduction.ppgp)
    assert re.search(r"120\W+(xa0)?€, 80\W", text)


@pytest.mark.parametrize(
    ("until", "state"),
    [
        ("2025-05-31", "active"),
        ("2025-06-01", "suspendue"),
        ("2025-06", "close"),
        ("2025-06-29", "suspendue"),
        ("2025-06-30", "close"),
    ],
)
def test_a_step_counts_from_its_very_day(read: Read, until: str, state: str) -> None:
    found = read(step("suspendue") + step("close", "2025-06-30")).dossier
    assert found is not None
    budget, date = ContractBudget(found), lire_date(until)
    assert date is not None
    assert budget.at(date).state_of(budget.fiches[0]) == state
    assert budget.at(date).state_of(budget.fiches[1]) == "active"
