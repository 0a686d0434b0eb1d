"""The year of the officer who lives with a contract, by the command and the files that come back:
drafted with a reserve, signed, amended, spent in Excel, reported in Word, and the year after."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
import yaml
from tests.commande import ppgp

CONTRACT = """intitule: Contrat d’essai
periode: {debut: 2025, fin: 2026}
enveloppes: [{financeur: FIR, montant: 100 000 €, reserve: 40 000 €}]
"""
FICHE = """numero: 4
titre: Visites à domicile
objectif: {numero: 4, intitule: Suivre}
referent: PMI
chiffres:
  visites: {valeur: 91, unite: visites, source: bilan de PMI, date: 2025-12}
rubriques: [{cle: moyens}, {cle: indicateurs}]
budget:
  lignes:
    - {financeur: FIR, nature: propre, annee: 2025, montant: 60 000 €}
indicateurs:
  - libelle: Visites à domicile
    suivi: [{annee: 2025, resultat: visites, commentaire: Un poste vacant}]
"""
AMENDMENT = """avenants:
  - numero: 1
    date: 2025-09-15
    objet: Attribuer la réserve
    mouvements:
      - montant: 40 000 €
        de: {reserve: oui, financeur: FIR, annee: 2026}
        vers: {fiche: 4}
"""
REPORT = Path("sorties") / "23-creuse" / "bilan-annuel-2025-creuse.docx"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The folder of the contract as it is drafted, in a workspace of its own."""
    (tmp_path / "ppgp.toml").touch()
    folder = tmp_path / "departments" / "23-creuse"
    (folder / "fiches").mkdir(parents=True)
    (folder / "dossier.yaml").write_text('departement: "23"\n', "utf-8")
    (folder / "contrat.yaml").write_text(CONTRACT, "utf-8")
    (folder / "fiches" / "04.yaml").write_text(FICHE, "utf-8")
    return folder


def run(root: Path, *arguments: object) -> str:
    done = ppgp(*arguments, cwd=root)
    assert done.returncode == 0, done.stdout + done.stderr
    return (done.stdout + done.stderr).replace("\u00a0", " ").replace("\u202f", " ")


def spend(file: Path, said: str) -> None:
    """What an accountant types in Excel beside the first line."""
    book = openpyxl.load_workbook(file)
    sheet = book["Lignes"]
    column = next(cell.column for cell in sheet[5] if cell.value == "Autres états")
    sheet.cell(6, column).value = said
    book.save(file)


def correct(file: Path, old: str, new: str) -> None:
    """What a colleague corrects in Word."""
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text = parts["word/document.xml"].decode()
    assert text.count(old) == 1
    parts["word/document.xml"] = text.replace(old, new).encode()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def rows(file: Path) -> list[list[str]]:
    tables = docx.Document(str(file)).element.body.iter("{*}tr")
    texts = (
        ["".join(t.text or "" for t in cell.iter("{*}t")) for cell in row.iter("{*}tc")]
        for row in tables
    )
    return [[one.replace("\u202f", " ").replace("\u00a0", " ") for one in row] for row in texts]


def test_a_contract_is_drafted_amended_spent_reported_and_goes_on(home: Path) -> None:
    root, fiche = home.parents[1], home / "fiches" / "04.yaml"

    # Drafted: what is in reserve is told, documents are made, a report of the year would be early.
    (home / "fiches" / "04.yaml").write_text(
        FICHE.replace("suivi: [{annee: 2025, resultat: visites, commentaire: Un poste vacant}]",
                      "population: enfants"), "utf-8")  # fmt: skip
    assert "C614" in run(root, "check", "23")
    assert "aucune année de ce contrat n’a encore" in run(root, "build", "23")
    assert not (root / REPORT).exists()

    # Signed, then amended: the reserve goes to 2026, and nothing is left to share.
    fiche.write_text(FICHE, "utf-8")
    contract = home / "contrat.yaml"
    contract.write_text(CONTRACT + AMENDMENT, "utf-8")
    assert "C614" not in run(root, "check", "23")

    # Spent: typed in Excel, taken back into the dossier.
    run(root, "form", "23", "--fiche", "4", "--budget")
    (form,) = (root / "sorties").glob("formulaire-*.xlsx")
    spend(form, "Réalisé : 57 300,40 € ; 20/12/2025")
    run(root, "import", form, "--yes")
    (line,) = yaml.safe_load(fiche.read_text("utf-8"))["budget"]["lignes"]
    assert [state["statut"] for state in line["etats"]] == ["realise"]

    # Reported: the amounts are those of the lines, and what Word corrects comes back.
    run(root, "build", "23", "--only", "bilan-annuel")
    said = rows(root / REPORT)
    assert ["Fiche 4", "Fonds d’intervention régional (FIR)", "60 000,00 €", "57 300,40 €",
            "−2 699,60 €", "95,50 %"] in said  # fmt: skip
    assert ["Contrat", "Total", "40 000,00 €"] in said
    back = root / "bilan.docx"
    back.write_bytes((root / REPORT).read_bytes())
    correct(back, "Un poste vacant", "Un poste vacant en juin 2025")
    run(root, "import", back, "--yes")
    assert "Un poste vacant en juin 2025" in fiche.read_text("utf-8")

    # The year after: 2025 lacks nothing, 2026 is awaited.
    assert "C62" not in run(root, "check", "23", "--as-of", "2026-07-01")
    late = run(root, "check", "23", "--as-of", "2027-07-01")
    assert "le bilan de 2026 était attendu avant le 30 juin 2027" in late
    assert "le bilan de 2025" not in late
