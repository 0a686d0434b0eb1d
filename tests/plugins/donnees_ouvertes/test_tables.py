"""The acts of a contract as open data, held against the schemas that SCDL publishes."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.plugins.donnees_ouvertes.scdl import faults, rows

from ppgp_docs.cli.main import ppgp
from ppgp_docs.render.render import render
from ppgp_docs.session import Session
from ppgp_docs.workspace.folder import DossierFolder
from ppgp_donnees_ouvertes.matieres import MATIERES

HEAD = """intitule: Essai
periode: {debut: 2020, fin: 2022}
collectivite: {siret: 227 700 010 00019}
"""
DELIBERATION = """deliberations:
  - reference: CD-2020/09/24-4/01
    date: 24/09/2020
    objet: "Contrat départemental, « signature », suite : an I"
    matiere: 8.2
"""
WHOLE = (
    DELIBERATION
    + """    budget: {nom: Budget principal, debut: 2020, fin: 2022}
    prefecture: PREF077
    reception: 25/09/2020
    vote: {effectif: 46, votants: 44, pour: 40, contre: 1, abstentions: 3}
    lien: https://www.exemple.fr/2020-09-24.pdf
"""
)
GRANT = """subventions:
  - objet: Formation à la visite à domicile
    montant: 12 000,50 €
    date: 12/03/2021
    versement: echelonne
    debut: 01/04/2021
    fin: 31/12/2021
    beneficiaires:
      - {nom: Les Premiers Pas, siret: 732 829 320 00074, part: 60 %}
      - {nom: Les Petits, rna: W771234567, part: 40 %}
"""
Made = Callable[[str], dict[str, bytes]]


@pytest.fixture
def made(session: Session, tmp_path: Path) -> Made:
    """The tables of a contract by the first word of their names, each made and proved."""

    def run(acts: str) -> dict[str, bytes]:
        (tmp_path / "dossier.yaml").write_text('departement: "77"\n', "utf-8")
        (tmp_path / "contrat.yaml").write_text(HEAD + acts, "utf-8")
        dossier = session.read(DossierFolder(tmp_path)).dossier
        assert dossier is not None
        found = {}
        for document in session.plugins.format("donnees-ouvertes").documents(dossier):
            rendered = render(document, session)
            assert rendered.data is not None, rendered.diagnostics
            found[document.name.partition("-")[0]] = rendered.data
        return found

    return run


def test_a_table_is_made_of_each_kind_of_act_that_a_contract_holds(made: Made) -> None:
    assert made("") == {}
    assert list(made(DELIBERATION)) == ["deliberations"]
    assert list(made(GRANT)) == ["subventions"]


def test_the_published_schemas_find_no_fault(made: Made) -> None:
    tables = made(WHOLE + GRANT)
    assert faults(tables["deliberations"], "deliberations-2.1.5") == []
    assert faults(tables["subventions"], "subventions-2.1.1") == []


def test_what_a_deliberation_does_not_say_is_an_empty_cell(made: Made) -> None:
    table = made(DELIBERATION)["deliberations"]
    assert faults(table, "deliberations-2.1.5") == []
    (row,) = rows(table)
    assert {name for name, cell in row.items() if not cell} == {
        *("BUDGET_ANNEE", "BUDGET_NOM", "PREF_ID", "PREF_DATE", "DELIB_URL"),
        *("VOTE_EFFECTIF", "VOTE_REEL", "VOTE_POUR", "VOTE_CONTRE", "VOTE_ABSTENTION"),
    }


def test_a_deliberation_is_a_row_with_the_name_of_its_subject(made: Made) -> None:
    (row,) = rows(made(WHOLE)["deliberations"])
    assert row["COLL_NOM"] == "Département de Seine-et-Marne"
    assert row["COLL_SIRET"] == "22770001000019"
    assert row["DELIB_DATE"] == "2020-09-24"
    assert row["DELIB_MATIERE_NOM"] == "domaines de compétences par thèmes/aide sociale"
    assert row["DELIB_OBJET"] == "Contrat départemental, « signature », suite : an I"
    assert row["BUDGET_ANNEE"] == "2020/2022"
    assert [row[f"VOTE_{each}"] for each in ("EFFECTIF", "REEL", "POUR")] == ["46", "44", "40"]


def test_a_grant_is_a_row_for_each_beneficiary_with_its_share_of_the_same_total(
    made: Made,
) -> None:
    first, second = rows(made(GRANT)["subventions"])
    assert first["montant"] == second["montant"] == "12000.50"
    assert (first["pourcentageSubvention"], second["pourcentageSubvention"]) == ("0.60", "0.40")
    assert (first["idBeneficiaire"], second["idBeneficiaire"]) == ("73282932000074", "")
    assert (first["rnaBeneficiaire"], second["rnaBeneficiaire"]) == ("", "W771234567")
    assert first["datesPeriodeVersement"] == "2021-04-01/2021-12-31"
    assert first["conditionsVersement"] == "échelonné"


def french(number: Decimal) -> str:
    """With a comma: the point of 1.001 may part thousands."""
    return f"'{number}'".replace(".", ",")


GRANTS = st.builds(
    dict,
    amount=st.integers(1, 10**11).map(lambda cents: Decimal(cents) / 100),
    share=st.integers(1000, 99_000).map(lambda thousandths: Decimal(thousandths) / 1000),
    form=st.sampled_from(["numeraire", "nature", "les_deux"]),
    paid=st.sampled_from(
        ["unique", "echelonne", "autre, conditions: '80 % à la signature, puis « solde »'"]
    ),
    end=st.sampled_from(["", ", fin: 31/12/2021"]),
)


@settings(max_examples=25, deadline=None)
@given(grant=GRANTS)
def test_any_grant_keeps_its_cents_and_its_shares(
    session: Session, tmp_path_factory: pytest.TempPathFactory, grant: dict[str, Any]
) -> None:
    amount, share, folder = grant["amount"], grant["share"], tmp_path_factory.mktemp("acts")
    said = (
        f"subventions: [{{objet: Essai, montant: {french(amount)}, date: 12/03/2021, "
        f"forme: {grant['form']}, versement: {grant['paid']}, debut: 01/04/2021{grant['end']}, "
        f"beneficiaires: [{{nom: A, rna: W771234567, part: {french(share)}}}, "
        f"{{nom: B, rna: W771234568, part: {french(100 - share)}}}]}}]\n"
    )
    (folder / "dossier.yaml").write_text('departement: "77"\n', "utf-8")
    (folder / "contrat.yaml").write_text(HEAD + said, "utf-8")
    reading = session.read(DossierFolder(folder))
    assert reading.dossier is not None, reading.diagnostics
    (document,) = session.plugins.format("donnees-ouvertes").documents(reading.dossier)
    table = render(document, session).data
    assert table is not None
    assert faults(table, "subventions-2.1.1") == []
    assert [Decimal(row["montant"]) for row in rows(table)] == [amount, amount]
    assert sum(Decimal(row["pourcentageSubvention"]) for row in rows(table)) == 1


def test_a_contract_without_the_siret_of_its_authority_has_no_table_and_is_told_why(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "departments" / "77-seine-et-marne"
    folder.mkdir(parents=True)
    (folder / "dossier.yaml").write_text('departement: "77"\n', "utf-8")
    head = HEAD[: HEAD.index("collectivite")]
    (folder / "contrat.yaml").write_text(head + DELIBERATION, "utf-8")
    answer = CliRunner().invoke(ppgp, ["-C", str(tmp_path), "build", "--only", "donnees-ouvertes"])
    assert "SIRET de la collectivité" in answer.output
    assert not list(tmp_path.rglob("*.csv"))


@pytest.mark.parametrize("acts", [DELIBERATION, WHOLE])
@pytest.mark.parametrize("more", ["", "chronologie: {titre: Inachevée}\n"])
def test_a_draft_has_no_table_and_is_told_why(tmp_path: Path, acts: str, more: str) -> None:
    folder = tmp_path / "departments" / "77-seine-et-marne"
    folder.mkdir(parents=True)
    (folder / "dossier.yaml").write_text(f'departement: "77"\n{more}', "utf-8")
    (folder / "contrat.yaml").write_text(HEAD + acts, "utf-8")
    order = ["-C", str(tmp_path), "build", "--draft", "--only", "donnees-ouvertes"]
    answer = CliRunner().invoke(ppgp, order)
    assert "un brouillon ou un projet ne se publie pas" in answer.output
    assert "P009" not in answer.output
    assert not list(tmp_path.rglob("*.csv"))


def test_a_project_has_no_table_and_is_told_why(tmp_path: Path) -> None:
    folder = tmp_path / "departments" / "77-seine-et-marne"
    folder.mkdir(parents=True)
    lacks = "personnes: {a: {nom: Camille Aubertin, fonction: formatrice}}\n"
    said = "citations: {c: {texte: Je prends du recul., personne: a}}\n"
    placed = "contexte:\n  blocs: [{type: citation, citation: c}]\n"
    (folder / "dossier.yaml").write_text(f'departement: "77"\n{lacks}{said}{placed}', "utf-8")
    (folder / "contrat.yaml").write_text(HEAD + DELIBERATION, "utf-8")
    order = ["-C", str(tmp_path), "build", "--only", "donnees-ouvertes"]
    answer = CliRunner().invoke(ppgp, order)
    assert "un brouillon ou un projet ne se publie pas" in answer.output
    assert answer.exit_code == 0
    assert not list(tmp_path.rglob("*.csv"))


def test_the_schema_of_a_contract_takes_each_subject_that_has_a_name() -> None:
    schema = yaml.safe_load(Path("schemas/contrat.yaml").read_text("utf-8"))
    field = schema["deliberation"]["matiere"]
    assert field["allowed"] == list(MATIERES) == list(field["libelles"])


def test_the_same_contract_gives_the_same_bytes(made: Made) -> None:
    assert made(WHOLE + GRANT) == made(WHOLE + GRANT)
