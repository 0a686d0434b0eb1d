"""Places that were signed in several statuses: what is told when something is wrong with them."""

from __future__ import annotations

from collections.abc import Callable
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


@pytest.fixture
def told(session: Session, tmp_path: Path) -> Told:
    """What is found, but notes of reserves, once a text of a file has become another."""

    def run(file: str = "", before: str = "", after: str = "") -> list[Diagnostic]:
        files = {"contrat": CONTRACT, "fiches/4": FOUR, "fiches/9": NINE, "fiches/12": ENDED}
        (tmp_path / "fiches").mkdir()
        (tmp_path / "dossier.yaml").write_text('departement: "77"\n', "utf-8")
        for name, text in files.items():
            assert name != file or before in text
            changed = text.replace(before, after, 1) if name == file else text
            (tmp_path / f"{name}.yaml").write_text(changed, "utf-8")
        found = session.read(DossierFolder(tmp_path)).diagnostics
        return [one for one in found if one.code != "C614"]

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
