"""Places that were signed in several statuses: what is told when something is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from ppgp_docs.diagnostics import Diagnostic
from ppgp_docs.session import Session
from ppgp_docs.workspace.folder import DossierFolder

CONTRACT = """intitule: Essai
periode: {debut: 2025, fin: 2026}
enveloppes:
  - {financeur: CD, annee: 2025, montant: 1100}
  - {financeur: CD, annee: 2026, montant: 400}
  - {financeur: FIR, annee: 2025, montant: 700}
avenants:
  - numero: 1
    date: 2025-06-24
    mouvements:
      - montant: '1000,00'
        de: {fiche: 4, financeur: CD, annee: 2025}
        vers: {fiche: 9, annee: 2026}
"""
FOUR = """numero: 4
titre: Essai
objectif: {numero: 4, intitule: Essai}
referent: PMI
rubriques: [{cle: moyens}]
budget:
  lignes:
    - {financeur: CD, nature: propre, annee: 2025, libelle: Formations, montant: '300,00'}
    - {financeur: CD, nature: propre, annee: 2025, montant: '800,00', statut: acquis, libelle: Aide}
  totaux_annonces:
    - {montant: 1100, statut: signe}
    - {montant: 100}
    - {montant: 100, statut: propose}
"""
NINE = """numero: 9
titre: Essai
objectif: {numero: 4, intitule: Essai}
referent: PMI
rubriques: [{cle: moyens}]
budget:
  lignes:
    - {financeur: CD, nature: propre, annee: 2026, libelle: Poste, montant: 400, statut: notifie}
  totaux_annonces:
    - {montant: 1400}
    - {montant: 200, statut: propose}
"""
ENDED = """numero: 12
titre: Essai
objectif: {numero: 4, intitule: Essai}
referent: PMI
rubriques: [{cle: moyens}]
vie: [{etat: close, date: 2025-12-01}]
budget:
  lignes:
    - {financeur: FIR, nature: propre, annee: 2025, libelle: Formations, montant: '200,00'}
    - financeur: FIR
      nature: propre
      annee: 2025
      libelle: Poste
      montant: '500,00'
      statut: notifie
      etats:
        - {statut: realise, montant: '150,00'}
  totaux_annonces:
    - {montant: 700, statut: signe}
    - {montant: 150}
    - {montant: 150, statut: realise}
    - {montant: 0, statut: propose}
"""
Told = Callable[..., list[Diagnostic]]


def found_in(session: Session, folder: Path, files: Mapping[str, str]) -> list[Diagnostic]:
    """What is found in a contract and its fiches, but notes of reserves."""
    (folder / "fiches").mkdir()
    (folder / "dossier.yaml").write_text('departement: "77"\n', "utf-8")
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    found = session.read(DossierFolder(folder)).diagnostics
    return [one for one in found if one.code != "C614"]


@pytest.fixture
def told(session: Session, tmp_path: Path) -> Told:
    """What is found, but notes of reserves, once a text of a file has become another."""

    def run(file: str = "", before: str = "", after: str = "") -> list[Diagnostic]:
        files = {"contrat": CONTRACT, "fiches/4": FOUR, "fiches/9": NINE, "fiches/12": ENDED}
        if file:
            assert before in files[file]
            files[file] = files[file].replace(before, after, 1)
        return found_in(session, tmp_path, files)

    return run


def test_a_contract_in_several_statuses_agrees_with_all_that_is_stated_of_it(told: Told) -> None:
    assert [one.message for one in told()] == []


@pytest.mark.parametrize(
    ("file", "typed", "slip"),
    [
        ("contrat", "'1000,00'", "'1000,01'"),
        ("contrat", "'1000,00'", "'999,99'"),
        ("fiches/4", "'300,00'", "'300,01'"),
        ("fiches/4", "'800,00'", "'800,01'"),
        ("fiches/4", "'800,00'", "'799,99'"),
        ("fiches/12", "'200,00'", "'200,01'"),
        ("fiches/12", "'150,00'", "'150,01'"),
    ],
)
def test_a_slip_of_a_cent_is_told_once_at_its_line(
    told: Told, file: str, typed: str, slip: str
) -> None:
    (fault,) = told(file, typed, slip)
    text = {"contrat": CONTRACT, "fiches/4": FOUR, "fiches/12": ENDED}[file]
    line = text[: text.index(typed)].count("\n") + 1
    assert fault.span
    assert (
        f"{fault.span.file.parent.name}/{fault.span.file.stem}".endswith(file),
        fault.span.line,
    ) == (True, line)


SPENT = {
    "contrat": """intitule: Essai
periode: {debut: 2025, fin: 2026}
enveloppes:
  - {financeur: CD, annee: 2025, montant: 900}
  - {financeur: FIR, annee: 2025, montant: 800}
avenants:
  - numero: 1
    date: 2025-06-24
    mouvements:
      - {montant: '250,00', de: {fiche: 4, financeur: CD, annee: 2025}, vers: {fiche: 9}}
""",
    "fiches/4": FOUR.partition("    - {financeur")[0]
    + """    - {financeur: CD, nature: propre, annee: 2025, libelle: Poste, montant: '400,00'}
    - financeur: CD
      nature: propre
      annee: 2025
      libelle: Aide
      montant: '300,00'
      statut: acquis
      etats:
        - {statut: realise, montant: '200,00'}
  totaux_annonces:
    - {montant: 700, statut: signe}
    - {montant: 450}
    - {montant: 250, statut: propose}
    - {montant: 200, statut: realise}
    - {montant: 200, financeur: CD, statut: realise}
""",
    "fiches/9": FOUR.partition("    - {financeur")[0].replace("numero: 4", "numero: 9", 1)
    + """    - {financeur: CD, nature: propre, annee: 2025, libelle: Poste, montant: '200,00'}
  totaux_annonces:
    - {montant: 450}
    - {montant: 350, statut: propose}
""",
    "fiches/12": ENDED.partition("    - {financeur")[0]
    + """    - financeur: FIR
      nature: propre
      annee: 2025
      libelle: Formations
      montant: '300,00'
      statut: acquis
      etats:
        - {statut: engage, montant: '295,00'}
        - {statut: realise, montant: '290,00'}
    - {financeur: FIR, nature: propre, annee: 2025, libelle: Poste, montant: '500,00', statut: %s}
  totaux_annonces:
    - {montant: 800, statut: signe}
    - {montant: 295}
    - {montant: 295, statut: engage}
    - {montant: 290, statut: realise}
    - {montant: 290, financeur: FIR, statut: realise}
""",
}
"""What was voted is spent, in part or in all; an amendment, an end take the rest of each."""
TYPED = [
    (file, number.partition("'")[0])
    for file, text in SPENT.items()
    for number in text.split("montant: '")[1:]
]


@pytest.mark.parametrize("status", ["notifie", "propose"])
@pytest.mark.parametrize("by", ["00", "01"])
@pytest.mark.parametrize(("file", "typed"), TYPED, ids=[" ".join(one) for one in TYPED])
def test_a_slip_is_told_where_what_was_spent_is_told_apart(
    session: Session, tmp_path: Path, *, file: str, typed: str, by: str, status: str
) -> None:
    wrong = f"{typed[:-2]}{by}"
    files = {name: text.replace("%s", status) for name, text in SPENT.items()}
    line = files[file][: files[file].index(f"'{typed}'")].count("\n") + 1
    files[file] = files[file].replace(f"'{typed}'", f"'{wrong}'", 1)
    told = found_in(session, tmp_path, files)
    if wrong == typed:
        assert [one.message for one in told] == []
        return
    (fault,) = told
    assert fault.span
    name = f"{file}.yaml".rpartition("/")[2]
    listed = " ".join(fault.hints)
    assert (fault.span.file.name, fault.span.line) == (
        name,
        line,
    ) or f"`{name}`, ligne {line})" in listed
