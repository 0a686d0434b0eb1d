"""``ppgp diff`` of the Word and Excel files that the tool makes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import docx
import pytest
from tests.commande import ppgp
from tests.roundtrip.conftest import SHIPPED
from tests.roundtrip.word_hand import typed_over

NAME = "77-seine-et-marne"
BEFORE, AFTER = "Référent\u00a0: «\u00a0DPMIPE\u00a0»", "«\u00a0Service des VAD\u00a0»"


@pytest.fixture(scope="module")
def desk(tmp_path_factory) -> Path:
    """The shipped dossier, the fiche made of it, the same one edited; a file from elsewhere."""
    root = tmp_path_factory.mktemp("bureau")
    for name in (NAME, "01-ain"):
        shutil.copytree(SHIPPED / name, root / "departments" / name)
    ppgp("build", "77", "--only", "fiche-action", cwd=root)
    [made] = (root / "sorties" / NAME).glob("fiche-action-08*.docx")
    shutil.copy(made, root / "envoyee.docx")
    edited = typed_over(made.read_bytes(), "fiche-8:referent", "Service des VAD")
    (root / "revenue.docx").write_bytes(edited)
    other = docx.Document()
    other.add_paragraph("Une note")
    other.save(root / "notes.docx")
    ppgp("versions", "77", "--name", "Envoyée", cwd=root)
    return root


@pytest.mark.parametrize(
    ("first", "second", "change"),
    [
        ("77", "revenue.docx", f"{BEFORE} → {AFTER}"),
        ("revenue.docx", "77", f"Référent\u00a0: {AFTER} → «\u00a0DPMIPE\u00a0»"),
        ("77:1", "revenue.docx", f"{BEFORE} → {AFTER}"),
        ("envoyee.docx", "revenue.docx", f"{BEFORE} → {AFTER}"),
        (f"departments/{NAME}", "revenue.docx", f"{BEFORE} → {AFTER}"),
        (f"departments/{NAME}/fiches/08-visites-a-domicile.yaml", "revenue.docx",
         f"{BEFORE} → {AFTER}"),
    ],
)  # fmt: skip
@pytest.mark.campaign(share=3)
def test_a_document_is_compared_in_either_order(desk, first, second, change):
    done = ppgp("diff", first, second, cwd=desk)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"Fiche 8\n  {change}\n"


def test_a_document_as_it_was_made_says_what_the_dossier_says(desk):
    assert ppgp("diff", "envoyee.docx", "77", cwd=desk).stdout == "aucune différence\n"


def test_what_changed_in_the_dossier_since_is_a_difference_too(desk, tmp_path):
    shutil.copytree(desk, tmp_path, dirs_exist_ok=True)
    [file] = (tmp_path / "departments" / NAME / "fiches").glob("08-*.yaml")
    file.write_text(
        file.read_text("utf-8").replace("referent: DPMIPE", "referent: Service de PMI"), "utf-8"
    )
    done = ppgp("diff", "envoyee.docx", "77", "--json", cwd=tmp_path)
    [found] = json.loads(done.stdout)["fichiers"]
    assert [(one["avant"], one["apres"]) for one in found["differences"]] == [
        ("DPMIPE", "Service de PMI")
    ]


LINE = """    - financeur: CD
      nature: propre
      annee: 2023
      montant: 650 €
      statut: propose
      libelle: Reliure
"""


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (
            "came",
            "(«\u00a0Reliure\u00a0»)\u00a0: ligne ajoutée, «\u00a0Département · "
            "Propre à l’action · 2023 · 650 €",
        ),
        (
            "went",
            "(«\u00a0Département 2021\u00a0»)\u00a0: ligne retirée, «\u00a0Acquis · "
            "Département · Coûts transverses · 2021 · 16 497 €",
        ),
    ],
)
def test_a_line_that_joined_or_left_the_budget_since_is_told(desk, tmp_path, kind, told):
    shutil.copytree(desk, tmp_path, dirs_exist_ok=True)
    [file] = (tmp_path / "departments" / NAME / "fiches").glob("08-*.yaml")
    text = file.read_text("utf-8")
    head, mark, rest = text.partition("    - financeur: CD\n")
    if kind == "came":
        file.write_text(f"{head}{LINE}{mark}{rest}", "utf-8")
    else:
        _, _, below = rest.partition("    - financeur: ")
        file.write_text(f"{head}    - financeur: {below}", "utf-8")
    _, line, *_ = ppgp("diff", "envoyee.docx", "77", cwd=tmp_path).stdout.splitlines()
    assert told in line.replace("\u202f", " ").replace("0\u00a0€", "0 €").replace("7\u00a0€", "7 €")


@pytest.mark.parametrize(
    ("name", "other", "why"),
    [
        ("revenue.docx", "01", "il vient de `77-seine-et-marne`, et ne se compare qu’à ce dossier"),
        ("notes.docx", "77", "rien n’y indique qu’il vient de cet outil"),
    ],
)
def test_a_document_that_cannot_be_compared_is_refused_with_why(desk, name, other, why):
    for pair in ((name, other), (other, name)):
        done = ppgp("diff", *pair, cwd=desk)
        assert done.returncode == 2
        assert why in done.stderr and f"`{name}`" in done.stderr


def test_what_has_no_place_in_the_dossier_is_told(desk, tmp_path):
    document = docx.Document(desk / "envoyee.docx")
    document.add_paragraph("Merci de valider avant jeudi.")
    document.save(tmp_path / "mot.docx")
    done = ppgp("diff", "77", tmp_path / "mot.docx", cwd=desk)
    assert "aucune différence" in done.stdout
    assert "Sans place dans le dossier, dans `mot.docx`" in done.stdout
    assert "Merci de valider avant jeudi." in done.stdout
