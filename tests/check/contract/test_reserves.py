"""A contract that is still being shared out: a reserve, fiches to come."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ppgp_docs.diagnostics import Severity
from ppgp_docs.model.contract_budget import ContractBudget
from ppgp_docs.publication.requirements import as_published, lacks_consent
from ppgp_docs.session import DossierReading, Session
from ppgp_docs.workspace.folder import DossierFolder

Read = Callable[..., DossierReading]
PERIOD = "intitule: Essai\nperiode: {debut: 2020, fin: 2022}\n"
FICHE = """numero: {0}
titre: Essai {0}
objectif: {{numero: 4, intitule: Essai}}
referent: PMI
rubriques: [{{cle: moyens}}]
"""


@pytest.fixture
def read(session: Session, tmp_path: Path) -> Read:
    """A contract and its fiches, given as budget lines by number."""

    def run(contrat: str, dossier: str = "", **lines: str) -> DossierReading:
        (tmp_path / "fiches").mkdir(exist_ok=True)
        (tmp_path / "dossier.yaml").write_text(f'departement: "77"\n{dossier}', "utf-8")
        (tmp_path / "contrat.yaml").write_text(PERIOD + contrat, "utf-8")
        for name, text in lines.items():
            number = name.removeprefix("f")
            budget = f"budget:\n  lignes:\n{text}" if text else ""
            sheet = FICHE.format(number) + budget
            (tmp_path / "fiches" / f"{number}.yaml").write_text(sheet, "utf-8")
        return session.read(DossierFolder(tmp_path))

    return run


def line(montant: str, nature: str = "propre", annee: int = 2021, financeur: str = "CD") -> str:
    return (
        f"    - {{financeur: '{financeur}', nature: {nature}, annee: {annee}, "
        f"montant: '{montant}'}}\n"
    )


def told(found: DossierReading) -> list[tuple[str, Severity]]:
    return [(each.code, each.severity) for each in found.diagnostics]


WARNED = ("C614", Severity.WARNING)


def test_a_reserve_lets_documents_be_made_and_no_publication(read: Read) -> None:
    found = read(
        "enveloppes: [{financeur: CD, montant: 300, reserve: '20,01'}]\n", f1=line("279,99")
    )
    assert told(found) == [WARNED]
    (reserve,) = found.diagnostics
    assert "20,01" in reserve.message
    assert (reserve.span and reserve.span.file.name, reserve.span and reserve.span.line) == (
        "contrat.yaml",
        3,
    )
    assert as_published(reserve).is_error
    assert not lacks_consent(reserve)


@pytest.mark.parametrize(
    ("year", "name"), [("", "Département :"), (", annee: 2021", "Département, 2021 :")]
)
def test_a_reserve_is_called_after_its_funder_and_its_year(
    read: Read, year: str, name: str
) -> None:
    envelope = f"enveloppes: [{{financeur: CD, montant: 300, reserve: 20{year}}}]\n"
    (told,) = read(envelope, f1=line("280")).diagnostics
    assert " ".join(told.message.split()).startswith(f"{name} 20")


@pytest.mark.parametrize(
    ("carried", "severity"), [("280,01", Severity.ERROR), ("279,99", Severity.WARNING)]
)
def test_the_reserve_is_held_against_the_envelope_to_the_cent(
    read: Read, carried: str, severity: Severity
) -> None:
    found = read("enveloppes: [{financeur: CD, montant: 300, reserve: 20}]\n", f1=line(carried))
    assert sorted(told(found)) == [("C601", severity), WARNED]
    (gap,) = [each for each in found.diagnostics if each.code == "C601"]
    assert "0,01" in gap.message
    assert "en réserve" in gap.message


@pytest.mark.parametrize(
    ("amount", "kept"), [("300", "20,01"), ("300", "19,99"), ("300,01", "20"), ("299,99", "20")]
)
def test_an_envelope_and_its_reserve_are_both_named_where_the_lines_are_right(
    read: Read, amount: str, kept: str
) -> None:
    """Fiches that state their totals are innocent: nothing of theirs is named."""
    envelope = (
        "enveloppes:\n  - financeur: CD\n    annee: 2021\n"
        f"    montant: '{amount}'\n    reserve: '{kept}'\n"
    )
    total = "  totaux_annonces: [{montant: 280}]\n"
    found = read(envelope, f1=line("280") + total)
    (gap,) = [each for each in found.diagnostics if each.code == "C601"]
    assert gap.span is not None
    assert (gap.span.file.name, gap.span.line) == ("contrat.yaml", 6)
    assert [(each.file.name, each.line) for _, each in gap.related] == [("contrat.yaml", 7)]
    assert "ligne 6" in gap.hints[0]
    assert "ligne 7" in gap.hints[0]
    assert not any("ligne fausse" in each for each in gap.hints)


def test_the_reserve_is_shown_beside_an_envelope_of_many_lines(read: Read) -> None:
    envelope = "enveloppes:\n  - financeur: CD\n    montant: 300\n    reserve: 20\n"
    lines = {f"f{number}": line("35") for number in range(1, 8)}
    found = read(envelope, **lines, f8=line("35,01"))
    (gap,) = [each for each in found.diagnostics if each.code == "C601"]
    assert gap.span is not None
    assert gap.span.line == 5
    assert [(name, each.line) for name, each in gap.related] == [("réserve", 6)]


def test_a_reserve_beyond_its_envelope_is_too_much(read: Read) -> None:
    found = read(
        "enveloppes: [{financeur: CD, montant: 300, reserve: 301}]\nfiches: [{numero: 9}]\n",
        f1=line("0"),
    )
    assert ("C601", Severity.ERROR) in told(found)


def test_reserves_of_years_are_parts_of_the_whole_period(read: Read) -> None:
    envelopes = (
        "enveloppes:\n"
        "  - {financeur: CD, montant: 300}\n"
        "  - {financeur: CD, annee: 2020, montant: 100, reserve: 5}\n"
        "  - {financeur: CD, annee: 2021, montant: 200, reserve: 7}\n"
    )
    found = read(envelopes, f1=line("95", annee=2020) + line("193"))
    assert {code for code, _ in told(found)} == {"C614"}
    assert found.dossier is not None
    budget = ContractBudget(found.dossier)
    assert (budget.reserve("CD"), budget.left("CD"), budget.reserves) == (12, 12, 12)


def test_a_reserve_that_is_told_whole_and_by_year_is_counted_once(read: Read) -> None:
    envelopes = (
        "enveloppes:\n"
        "  - {financeur: CD, montant: 300, reserve: 12}\n"
        "  - {financeur: CD, annee: 2020, montant: 100, reserve: 5}\n"
        "  - {financeur: CD, annee: 2021, montant: 200, reserve: 7}\n"
    )
    found = read(envelopes, f1=line("95", annee=2020) + line("193"))
    assert found.dossier is not None
    budget = ContractBudget(found.dossier)
    assert (budget.reserve("CD"), budget.reserves) == (12, 12)


def test_a_publication_may_keep_a_reserve_for_a_written_reason(read: Read) -> None:
    found = read(
        "enveloppes: [{financeur: CD, montant: 300, reserve: 20}]\n",
        "dispenses: {C614: la réserve se partage au comité de pilotage de juin}\n",
        f1=line("280"),
    )
    assert told(found) == [("C614", Severity.INFO)]
    assert not any(as_published(each).is_error for each in found.diagnostics)


@pytest.mark.parametrize(
    ("kept", "amount", "severity"),
    [("", "150", Severity.INFO), (", reserve: 5", "155", Severity.WARNING)],
)
def test_what_a_year_gets_back_is_told_once_beside_the_reserve_of_its_period(
    read: Read, kept: str, amount: str, severity: Severity
) -> None:
    envelopes = (
        f"enveloppes:\n  - {{financeur: CD, montant: 155{kept}}}\n"
        "  - {financeur: CD, annee: 2021, montant: 150}\n"
    )
    ended = "vie: [{etat: abandonnee, date: 2021-06-01}]\n"
    found = read(envelopes, f1=line("150") + ended)
    (told,) = [each for each in found.diagnostics if each.code == "C614"]
    assert amount in told.message
    assert told.severity == severity


SHARED = "couts_transverses: [{financeur: CD, annee: 2021, montant: 90, parts_egales: oui}]\n"


def test_a_fiche_to_come_changes_the_part_of_no_other(read: Read) -> None:
    two = {f"f{number}": line("45", "transverse") for number in (1, 2)}
    assert told(read(SHARED, **two)) == []
    assert told(read(SHARED + "fiches: [{numero: 3, a_venir: oui}]\n", **two)) == []
    begun = read(SHARED + "fiches: [{numero: 3, a_venir: oui}]\n", **two, f3="")
    assert told(begun) == []
    known = read(SHARED + "fiches: [{numero: 4}]\n", **two, f3="")
    assert {code for code, _ in told(known)} == {"C603"}


def test_a_fiche_to_come_hides_no_sum_that_should_be_there(read: Read) -> None:
    envelopes = "enveloppes: [{financeur: CD, montant: 300}]\n"
    found = read(envelopes + "fiches: [{numero: 3, a_venir: oui}]\n", f1=line("299"))
    assert told(found) == [("C601", Severity.WARNING)]
    assert told(read(envelopes + "fiches: [{numero: 3}]\n", f1=line("299"))) == []


def test_a_fiche_that_has_money_is_not_to_come_any_more(read: Read) -> None:
    found = read("fiches: [{numero: 1, a_venir: oui}]\n", f1=line("10"))
    assert told(found) == [("C615", Severity.WARNING)]


def test_a_key_may_keep_the_part_of_a_fiche_to_come(read: Read) -> None:
    cost = "couts_transverses: [{financeur: CD, annee: 2021, montant: 90, cle: {1: 2, 3: 1}}]\n"
    found = read(cost + "fiches: [{numero: 3, a_venir: oui}]\n", f1=line("60", "transverse"))
    assert told(found) == []


def test_a_cost_that_nobody_shares_yet_is_no_fault(read: Read) -> None:
    assert told(read(SHARED + "fiches: [{numero: 1, a_venir: oui}]\n", f1="")) == []


def test_texts_cite_what_is_not_shared(read: Read) -> None:
    found = read(
        "enveloppes: [{financeur: CD, montant: 300, reserve: '20,50'}]\n",
        "introduction: {ppgp: 'Restent {{ contrat.reserve }}, {{ contrat.CD.reserve }}.'}\n",
        f1=line("279,50"),
    )
    assert found.dossier is not None, found.diagnostics
    assert str(found.dossier.introduction.ppgp).count("20,50") == 2
