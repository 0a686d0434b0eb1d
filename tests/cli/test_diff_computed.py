"""``ppgp diff`` of two copies of a document between which an amendment was voted: the dossier's
lines are the same, what the two files print is not."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from tests.commande import ppgp

from ppgp_docs.compare.difference_words import difference_line
from ppgp_docs.importing.printed_between import printed_between
from ppgp_docs.roundtrip.file_state import opened

SPACES = str.maketrans({0xA0: " ", 0x202F: " "})
FICHE = """numero: {0}
titre: Action {0}
objectif: {{numero: 4, intitule: Voir les enfants}}
referent: PMI
rubriques:
  - cle: constat
    blocs: ["Elle reçoit {{{{ budget.total }}}}, dont {{{{ budget.FIR.2025 }}}} du FIR."]
  - cle: moyens
budget:
  lignes:
    - {{financeur: CD, nature: propre, annee: 2025, montant: "100,10 €", statut: acquis}}
    - {{financeur: FIR, nature: propre, annee: 2025, montant: "50,05 €", statut: notifie}}
    - {{financeur: FIR, nature: propre, annee: 2026, montant: "20 €"}}
"""
CONTRACT = """intitule: Contrat
periode: {debut: 2025, fin: 2026}
enveloppes:
  - {financeur: CD, annee: 2025, montant: "250 €", reserve: "49,80 €"}
  - {financeur: FIR, montant: "140,10 €"}
"""
AMENDMENT = """avenants:
  - numero: 1
    date: 2025-06-24
    mouvements:
      - {montant: "5,04 €", de: {fiche: 2, financeur: FIR, annee: 2025}, vers: {fiche: 4}}
      - {montant: "9,80 €", de: {reserve: oui, financeur: CD, annee: 2025}, vers: {fiche: 2}}
"""
FILES = ("fiche-action-02-isere.docx", "recapitulatif-contrat-isere.docx",
         "plan-de-financement-isere.xlsx")  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory) -> Path:
    """The documents as they were signed in ``signe/``, those that stand once amended."""
    root = tmp_path_factory.mktemp("bureau")
    folder = root / "departments" / "38-isere"
    (folder / "fiches").mkdir(parents=True)
    (folder / "dossier.yaml").write_text('departement: "38"\n', "utf-8")
    (folder / "contrat.yaml").write_text(CONTRACT, "utf-8")
    for number in (2, 4):
        (folder / "fiches" / f"{number:02}.yaml").write_text(FICHE.format(number), "utf-8")
    ppgp("build", "38", cwd=root)
    ppgp("versions", "38", "--name", "Signé", cwd=root)
    shutil.copytree(root / "sorties" / "38-isere", root / "signe")
    (folder / "contrat.yaml").write_text(CONTRACT + AMENDMENT, "utf-8")
    ppgp("build", "38", cwd=root)
    shutil.copytree(root / "sorties" / "38-isere", root / "amende")
    return root


def told(desk: Path, *arguments: str) -> str:
    done = ppgp("diff", *arguments, cwd=desk)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.translate(SPACES)


OF_FICHE = (
    "Constat du diagnostic › renvoi `budget.total` : « 170,15 € » → « 174,91 € »",
    "Constat du diagnostic › renvoi `budget.FIR.2025` : « 50,05 € » → « 45,01 € »",
    "(FIR) › 2025 : « 50,05 € » → « 45,01 € »",
    "ajouté, « Avenant n° 1, vers la fiche 4 : −5,04 € (notifié le 24/06/2025) »",
    "Total de l’action : « 170,15 € » → « 174,91 € »",
    "Récapitulatif du financement › Total de l’action › Total : « 170,15 € » → « 174,91 € »",
)


@pytest.mark.parametrize("after", ["amende/fiche-action-02-isere.docx", "38"])
def test_amounts_that_an_amendment_changed_are_told_of_two_files_where_they_stand(desk, after):
    found = told(desk, f"signe/{FILES[0]}", after)
    assert [line for line in OF_FICHE if line not in found] == []
    assert "aucune différence" not in found and "Sans place" not in found


def test_the_older_file_may_come_second(desk):
    found = told(desk, "38", f"signe/{FILES[0]}")
    assert "Total de l’action : « 174,91 € » → « 170,15 € »" in found
    assert "retiré, « Avenant n° 1, vers la fiche 4 : −5,04 €" in found


def test_files_that_print_the_same_differ_in_nothing(desk):
    assert told(desk, f"signe/{FILES[0]}", "38:1") == "aucune différence\n"
    assert told(desk, f"amende/{FILES[2]}", "38") == "aucune différence\n"


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        (FILES[1], ["Département", "« 200,20 € » → « 210,00 € »"]),
        (FILES[2], ["Par fiche › 2 › Action 2", "Prévu : « 170,15 » → « 174,91 »"]),
    ],
)
def test_a_summary_and_a_workbook_tell_their_totals_too(desk, name, lines):
    found = told(desk, f"signe/{name}", f"amende/{name}")
    assert [line for line in lines if line not in found] == []


def test_programs_read_them_like_other_differences(desk):
    found = json.loads(told(desk, f"signe/{FILES[0]}", "38", "--json"))
    [file] = found["fichiers"]
    assert file["fichier"] == "Calculé, dans ces deux documents"
    assert ["Total de l’action"] in [each["ou"] for each in file["differences"]]


def test_two_documents_that_are_not_the_same_one_say_that_their_totals_are_not_compared(desk):
    found = told(desk, f"signe/{FILES[0]}", f"signe/{FILES[2]}")
    assert "ce ne sont pas deux états d’un même document" in found
    assert "aucune différence" not in found


@pytest.mark.parametrize("after", ["amende/fiche-action-02-isere.docx", "38"])
def test_changes_are_tracked_in_word_where_only_computed_amounts_changed(desk, tmp_path, after):
    found = told(desk, f"signe/{FILES[0]}", after, "--docx", str(tmp_path / "changes.docx"))
    assert "✓ fiche 2" in found.replace("✓  ", "✓ ") and "fiche 2 : inchangée" not in found
    body = zipfile.ZipFile(tmp_path / "changes.docx").read("word/document.xml").decode()
    struck = " ".join(re.findall(r"<w:delText[^>]*>([^<]*)", body)).translate(SPACES)
    assert "170,15" in struck and "50,05" in struck


def test_a_fiche_that_changed_says_that_computed_amounts_did_too(desk, tmp_path):
    shutil.copytree(desk, tmp_path, dirs_exist_ok=True)
    file = tmp_path / "departments" / "38-isere" / "fiches" / "02.yaml"
    file.write_text(file.read_text("utf-8").replace("referent: PMI", "referent: DPMI"), "utf-8")
    found = told(tmp_path, f"signe/{FILES[0]}", "38", "--docx", "changes.docx")
    assert re.search(r"\d+ valeurs calculées diffèrent aussi : `ppgp diff` sans `--docx`", found)


def changed_by_a_cent(data: bytes):
    """The same file, one of its printed amounts after the other changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    body = parts["word/document.xml"].decode()
    for found in re.finditer(r"(?<=,)\d\d(?=[\u00a0\u202f](?:€|%))", body):
        cents = f"{(int(found.group()) + 1) % 100:02}"
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as archive:
            for name, part in parts.items():
                other = f"{body[: found.start()]}{cents}{body[found.end() :]}".encode()
                archive.writestr(name, other if name == "word/document.xml" else part)
        yield made.getvalue()


@pytest.mark.parametrize("name", FILES[:2])
def test_no_computed_amount_differs_unseen(desk, name):
    data = (desk / "amende" / name).read_bytes()
    before = opened(data).found
    tried = 0
    for other in changed_by_a_cent(data):
        if opened(other).found.frames == before.frames:
            continue  # a field, or a figure that a text cites
        tried += 1
        [each] = printed_between(data, other).found
        assert "→" in difference_line(each)
    assert tried > 15


def test_formulas_that_no_program_worked_out_are_told_as_not_compared(desk):
    data = (desk / "amende" / FILES[2]).read_bytes()
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                part = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", part)
            new.writestr(name, part)
    found = printed_between(data, made.getvalue())
    assert (found.found, "formules sans valeur" in found.note) == ((), True)
