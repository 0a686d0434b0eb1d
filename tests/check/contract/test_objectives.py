"""Objectives and indicators of the fiches of a contract, against what is known of its year."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.check.contract.conftest import Checked, line

from ppgp_docs.session import DossierReading, Session
from ppgp_docs.workspace.find import Workspace
from ppgp_docs.workspace.folder import DossierFolder

SHIPPED = Path(__file__).parents[3] / "departments"
NATIONAL = (
    "Permettre qu’à l’horizon 2022, au niveau national, au moins 15 % des enfants bénéficient de "
    "l’intervention à domicile d’infirmières puéricultrices de la PMI jusqu’aux deux ans de "
    "l’enfant et dans les familles vulnérables"
)


@pytest.mark.parametrize(
    ("objectif", "message"),
    [
        (f'{{numero: 4, caractere: fondamental, intitule: "{NATIONAL}"}}', ""),
        ("{numero: 5, caractere: facultatif, intitule: Un texte inconnu}", ""),
        ("{numero: 4, caractere: fondamental, intitule: Autre chose}", "n’a pas le texte"),
        ("{numero: 12, caractere: fondamental, intitule: Essai}", "qui en a 11"),
        (
            "{numero: 1, caractere: obligatoire, intitule: Essai}",
            "un objectif est `fondamental` ou `facultatif`, jamais `obligatoire`",
        ),
    ],
    ids=["as it is", "unknown", "other words", "too many", "other kind"],
)
def test_an_objective_is_held_against_what_is_known_of_the_year(
    checked: Checked, objectif: str, message: str
) -> None:
    found = checked("millesime: 2020\n", objectif=objectif, f1=line("CD", "1"))
    assert [fault.code for fault in found] == (["C607"] if message else [])
    assert all(message in fault.message for fault in found)


@pytest.mark.parametrize("year", range(2020, 2026))
def test_the_texts_of_each_year_of_the_contracts_are_known(checked: Checked, year: int) -> None:
    objectif = "{numero: 99, intitule: À nous}"
    found = checked(f"millesime: {year}\n", objectif=objectif, f1=line("CD", "1"))
    assert "C613" not in [fault.code for fault in found]


@pytest.mark.parametrize("year", [2019, 2026])
def test_a_year_without_texts_is_told(checked: Checked, year: int) -> None:
    objectif = "{numero: 99, intitule: À nous}"
    (fault,) = checked(f"millesime: {year}\n", objectif=objectif, f1=line("CD", "1"))
    assert (fault.code, fault.is_error) == ("C613", False)
    assert str(year) in fault.message
    assert f"`templates/referentiels/{year}.yaml`" in fault.hints[1]


def test_a_workspace_replaces_the_objectives_of_a_year(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "referentiels" / "2020.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("nombres: {fondamental: 3}\n", "utf-8")
    shutil.copytree(SHIPPED / "77-seine-et-marne", tmp_path / "departments" / "77-seine-et-marne")
    session = Session.start(Workspace(tmp_path, tmp_path / "sorties"))
    folder = DossierFolder(tmp_path / "departments" / "77-seine-et-marne")
    found = [fault for fault in session.read(folder).diagnostics if fault.code == "C607"]
    assert [fault.message.endswith("qui en a 3") for fault in found] == [True]


def test_a_fault_in_the_objectives_of_a_year_is_told_at_its_place(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "referentiels" / "2020.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("nombres: {fondamentaux: 3}\n", "utf-8")
    session = Session.start(Workspace(tmp_path, tmp_path / "sorties"))
    reading = session.read(DossierFolder(SHIPPED / "77-seine-et-marne"))
    (fault,) = [found for found in reading.diagnostics if found.is_error]
    assert fault.span is not None
    assert (fault.span.file, fault.span.line) == (own, 1)


def test_a_contract_states_objectives_of_its_own(checked: Checked) -> None:
    own = "millesime: 2020\nobjectifs: [{numero: 4, caractere: fondamental, intitule: À nous}]\n"
    objectif = "{numero: 4, caractere: fondamental, intitule: À nous}"
    assert checked(own, objectif=objectif, f1=line("CD", "1")) == []


def test_a_text_that_sends_to_a_fiche_of_nowhere_is_pointed_out(checked: Checked) -> None:
    objectif = "{numero: 4, intitule: Voir les fiches action 1 puis la fiche-action n° 9}"
    (fault,) = checked("", objectif=objectif, f1=line("CD", "1"))
    assert fault.code == "C608"
    assert "fiche action 9" in fault.message


INDICATORS = """numero: 8
titre: Essai
objectif: {numero: 4, intitule: Au moins 15 % des enfants}
referent: PMI
chiffres:
  part: {valeur: 10, base: tous}
  tous: {valeur: 40, unite: enfants}
  visites: {valeur: 6957, unite: visites}
rubriques:
  - cle: objectif_operationnel
    blocs: ["OPERATIONNEL"]
  - cle: indicateurs
indicateurs:
  - {libelle: Essai, reference: REFERENCE, cible: CIBLE}
"""


def indicators(reference: str, cible: str, operationnel: str = "au moins 15 %") -> str:
    text = INDICATORS.replace("REFERENCE", reference).replace("CIBLE", cible)
    return text.replace("OPERATIONNEL", operationnel)


@pytest.mark.parametrize(
    ("reference", "cible", "expected"),
    [("visites", "tous", ["C609"]), ("part", "part", []), ("visites", "part", ["C609"])],
)
def test_a_start_and_a_target_are_of_one_unit(
    codes: Callable[..., list[str]], reference: str, cible: str, expected: list[str]
) -> None:
    assert codes('departement: "77"\n', fiche=indicators(reference, cible)) == expected


def test_an_operational_objective_aims_at_the_rate_of_its_objective(
    codes: Callable[..., list[str]],
) -> None:
    fiche = indicators("part", "part", "au moins 12 %, puis 13 %")
    assert codes('departement: "77"\n', fiche=fiche) == ["C610"]


@pytest.mark.parametrize(
    ("years", "told"),
    [
        ("{annee: 2021, resultat: part}, {annee: 2022, cible: part}", []),
        (
            "{annee: 2021, resultat: part}, {annee: 2021, cible: part}",
            ["2021 est écrite deux fois"],
        ),
        ("{annee: 2023, resultat: part}", ["2023 n’est pas une année du contrat (2020-2022)"]),
        ("{annee: 2018, resultat: part}, {annee: 2021, resultat: part}", []),
        ("{annee: 2018, resultat: part, cible: part}", ["2018 n’est pas une année du contrat"]),
        ("{annee: 2018, cible: part}", ["2018 n’est pas une année du contrat"]),
        ("{annee: 2021, resultat: vieille}", ["a été relevé plus tôt (2019)"]),
        ("{annee: 2021, resultat: inconnue}", []),
    ],
)
def test_the_years_of_an_indicator_are_those_of_the_contract_once_each(
    read: Callable[..., DossierReading], years: str, told: list[str]
) -> None:
    text = indicators("part", "part").replace("cible: part}", f"cible: part, suivi: [{years}]}}")
    text = text.replace(
        "chiffres:\n", "chiffres:\n  vieille: {valeur: 4, base: tous, date: 2019}\n"
    )
    contrat = "intitule: Essai\nperiode: {debut: 2020, fin: 2022}\n"
    found = read('departement: "77"\n', fiche=text, contrat=contrat).diagnostics
    messages = [one.message for one in found if one.code == "C620"]
    assert len(messages) == len(told)
    assert all(part in one for part, one in zip(told, messages, strict=True))


def test_a_fiche_reports_once_on_a_year(read: Callable[..., DossierReading]) -> None:
    texts = "bilans:\n  - {annee: 2021, texte: Fait}\n  - {annee: 2021, texte: Refait}\n"
    found = read('departement: "77"\n', fiche=indicators("part", "part") + texts).diagnostics
    (told,) = [one for one in found if one.code == "C620"]
    assert "2021 est écrite deux fois dans les bilans" in told.message


def test_a_result_in_another_unit_is_told_where_it_is_named(
    read: Callable[..., DossierReading],
) -> None:
    text = indicators("part", "part").replace(
        "cible: part}", "cible: part,\n     suivi: [{annee: 2021, resultat: visites}]}"
    )
    (found,) = [
        one for one in read('departement: "77"\n', fiche=text).diagnostics if one.code == "C609"
    ]
    assert found.message.replace("\u00a0", " ") == (
        "la valeur de départ (en %) ne se compare pas au résultat de 2021 (en visites)"
    )
    assert found.span is not None
    assert text.splitlines()[found.span.line - 1].strip().startswith("suivi")
