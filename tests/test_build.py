"""The main job, as a user does it: one command, real dossiers, real documents, other readers."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.commande import ppgp

ROOT = Path(__file__).parents[1]
DOCUMENTS = {
    "01-ain/etude-de-cas-ain.pdf",
    "01-ain/etude-de-cas-ain.html",
    "01-ain/diaporama-ain.pptx",
    "60-oise/etude-de-cas-oise.pdf",
    "60-oise/etude-de-cas-oise.html",
    "60-oise/diaporama-oise.pptx",
    "77-seine-et-marne/fiche-action-08-seine-et-marne.docx",
    "77-seine-et-marne/fiche-action-08-seine-et-marne.html",
    "01-ain/synthese-ain.pdf",
    "60-oise/synthese-oise.pdf",
    "77-seine-et-marne/plan-de-financement-seine-et-marne.xlsx",
    "77-seine-et-marne/recapitulatif-contrat-seine-et-marne.docx",
    "77-seine-et-marne/recapitulatif-contrat-seine-et-marne.html",
}


def hashes(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*.*"))
        if file.name not in ("manifest.json", "index.html")
    }


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace that holds the shipped dossiers and nothing of the checkout."""
    root = tmp_path_factory.mktemp("espace")
    shutil.copytree(ROOT / "departments", root / "departments")
    return root


@pytest.fixture(scope="module")
def outputs(shipped: Path) -> Path:
    """The documents of the three départements, made once for this module."""
    done = ppgp("build", "--jobs", 2, "--output", shipped / "faits", cwd=shipped)
    assert done.returncode == 0, done.stderr
    return shipped / "faits"


@pytest.fixture
def workspace(shipped: Path, tmp_path: Path) -> Path:
    """A copy to damage."""
    shutil.copytree(shipped / "departments", tmp_path / "departments")
    return tmp_path


def squeezed(text: str) -> str:
    """Without any space: readers give back no-break spaces as they like."""
    return "".join(text.split())


def test_one_command_makes_every_document_and_its_manifest(outputs: Path) -> None:
    assert set(hashes(outputs)) == DOCUMENTS
    manifest = json.loads((outputs / "manifest.json").read_text("utf-8"))
    assert {document["path"] for document in manifest["documents"]} == DOCUMENTS
    for document in manifest["documents"]:
        data = (outputs / document["path"]).read_bytes()
        assert document["sha256"] == hashlib.sha256(data).hexdigest()
        assert document["bytes"] == len(data)


@pytest.mark.parametrize(
    ("document", "figures"),
    [
        ("01-ain/etude-de-cas-ain.pdf", ["62", "9", "78 %", "23 familles"]),
        ("60-oise/etude-de-cas-oise.pdf", ["180", "13", "173", "60 %", "16"]),
    ],
)
def test_pdftotext_finds_the_figures_of_the_seeds_in_the_case_studies(
    outputs: Path, document: str, figures: list[str]
) -> None:
    command = ["pdftotext", "-layout", str(outputs / document), "-"]
    text = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    assert [figure for figure in figures if squeezed(figure) not in squeezed(text)] == []


@pytest.mark.parametrize(
    ("document", "figures"),
    [
        ("01-ain/diaporama-ain.pptx", ["62", "9", "78 %", "23"]),
        ("60-oise/diaporama-oise.pptx", ["180", "13", "173", "60 %", "16"]),
    ],
)
def test_python_pptx_finds_the_figures_of_the_seeds_in_the_decks(
    outputs: Path, document: str, figures: list[str]
) -> None:
    from pptx import Presentation

    texts = []
    for slide in Presentation(str(outputs / document)).slides:
        frames = [shape.text_frame for shape in slide.shapes if shape.has_text_frame]
        texts += [frame.text for frame in frames]
        texts += [slide.notes_slide.notes_text_frame.text] if slide.has_notes_slide else []
    text = squeezed("\n".join(texts))
    assert [figure for figure in figures if squeezed(figure) not in text] == []


def test_python_docx_finds_the_figures_and_the_total_never_printed_in_the_fiche(
    outputs: Path,
) -> None:
    from docx import Document
    from docx.oxml.ns import qn

    file = outputs / "77-seine-et-marne" / "fiche-action-08-seine-et-marne.docx"
    body = Document(str(file)).element.body
    text = squeezed("".join(node.text or "" for node in body.iter(qn("w:t"))))
    figures = ["6 957", "2 286", "4 %", "15 %"]
    amounts = ["16 497 €", "211 042 €", "180 500 €", "30 542 €", "227 539 €"]
    assert [figure for figure in figures + amounts if squeezed(figure) not in text] == []


def test_the_same_dossiers_give_the_same_bytes_in_another_folder_and_another_process(
    shipped: Path, outputs: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "ailleurs"
    shutil.copytree(shipped / "departments", elsewhere / "departments")
    done = ppgp(
        "build", "--jobs", 1, "--output", tmp_path / "faits", cwd=elsewhere, TZ="Asia/Tokyo"
    )
    assert done.returncode == 0, done.stderr
    assert hashes(tmp_path / "faits") == hashes(outputs)


def test_a_second_build_makes_nothing_again(shipped: Path, outputs: Path) -> None:
    before = {file: file.stat().st_mtime_ns for file in outputs.rglob("*.p*")}
    done = ppgp("build", "--output", outputs, cwd=shipped)
    assert done.returncode == 0
    assert done.stdout.count("déjà à jour") == len(DOCUMENTS) + 1
    assert {file: file.stat().st_mtime_ns for file in outputs.rglob("*.p*")} == before


def test_what_a_printer_is_given_is_made_beside_the_case_study_and_stays(
    workspace: Path,
) -> None:
    done = ppgp("build", "60", "--print", "--only", "etude-de-cas", cwd=workspace)
    assert done.returncode == 0, done.stderr
    press = workspace / "sorties" / "60-oise" / "etude-de-cas-oise-impression.pdf"
    assert press.is_file()
    index = (workspace / "sorties" / "index.html").read_text(encoding="utf-8")
    assert "PDF pour l’imprimeur" in index
    plain = ppgp("build", "60", "--only", "etude-de-cas", cwd=workspace)
    assert "impression" not in plain.stdout + plain.stderr
    refused = ppgp("build", "60", "--print", "--draft", cwd=workspace)
    assert "`--draft` et `--print` s’excluent" in refused.stderr


def test_archives_are_made_beside_the_case_studies_and_a_refusal_is_said_once(
    workspace: Path,
) -> None:
    done = ppgp("build", "60", "77", "--archive", "--only", "etude-de-cas", cwd=workspace)
    assert done.returncode == 0, done.stderr
    assert {name for name in hashes(workspace / "sorties") if name.endswith(".pdf")} == {
        "60-oise/etude-de-cas-oise.pdf",
        "60-oise/etude-de-cas-oise-archive.pdf",
    }
    assert done.stdout.count("ne contient que des fiches action") == 1
    again = ppgp("build", "60", "--archive", "--only", "etude-de-cas", cwd=workspace)
    assert again.stdout.count("déjà à jour\n") == 2


def test_a_dossier_with_only_fiches_says_why_it_makes_no_case_study(
    shipped: Path, tmp_path: Path
) -> None:
    done = ppgp("build", "77", "--only", "etude-de-cas", "--output", tmp_path, cwd=shipped)
    assert done.returncode == 0
    assert "77-seine-et-marne/etude-de-cas  pas fait" in done.stdout
    assert "fiches action" in done.stdout


TEN_FAULTS = [
    ("01-ain/dossier.yaml", 'departement: "01"', 'departement: "100"', "M002"),
    ("60-oise/dossier.yaml", "sommaire: non", "sommaire: peut-être", "V003"),
    ("60-oise/dossier.yaml", "valeur: 180", "valeur: beaucoup", "V003"),
    ("60-oise/dossier.yaml", "contexte:", "contextes:", "V002"),
    ("60-oise/dossier.yaml", "type: documents", "type: document", "V009"),
    ("60-oise/dossier.yaml", "activites: ordinal", "activites: romain", "V005"),
    ("77-seine-et-marne/contrat.yaml", "signature: 2020-09-29", "signature: 31/02/2020", "V003"),
    ("77-seine-et-marne/fiches/08-visites-a-domicile.yaml", "numero: 8", "numero: 0", "V007"),
    (
        "77-seine-et-marne/fiches/08-visites-a-domicile.yaml",
        "nature: propre",
        "nature: proper",
        "V005",
    ),
    (
        "77-seine-et-marne/fiches/08-visites-a-domicile.yaml",
        "montant: 180 500 €",
        "montant: 180.500 €",
        "V003",
    ),
]


def break_dossiers(workspace: Path) -> list[tuple[str, str, int]]:
    """Make the ten faults; for each, its file, its code and its line."""
    expected = []
    for name, sound, broken, code in TEN_FAULTS:
        file = workspace / "departments" / name
        text = file.read_text("utf-8")
        assert sound in text, (name, sound)
        line = text[: text.index(sound)].count("\n") + 1
        file.write_text(text.replace(sound, broken, 1), "utf-8")
        expected.append((name, code, line))
    return expected


def test_ten_faults_give_ten_diagnostics_with_their_places_in_one_run(workspace: Path) -> None:
    expected = break_dossiers(workspace)
    done = ppgp("check", "--json", cwd=workspace)
    found = json.loads(done.stdout)["diagnostics"]
    placed = {
        ("/".join(Path(item["span"]["file"]).parts[-2:]), item["code"], item["span"]["line"])
        for item in found
    }
    wanted = {("/".join(Path(name).parts[-2:]), code, line) for name, code, line in expected}
    assert done.returncode == 1
    assert wanted <= placed


def test_broken_dossiers_leave_the_previous_documents_as_they_were(
    workspace: Path, outputs: Path
) -> None:
    kept = workspace / "sorties"
    shutil.copytree(outputs, kept)
    before = hashes(kept)
    break_dossiers(workspace)
    done = ppgp("build", "--force", cwd=workspace)
    assert done.returncode == 1
    assert hashes(kept) == before


def test_one_broken_dossier_is_named_and_does_not_stop_the_others(workspace: Path) -> None:
    (workspace / "departments" / "01-ain" / "dossier.yaml").write_text("departement: [", "utf-8")
    done = ppgp("build", "--only", "fiche-action", cwd=workspace)
    assert done.returncode == 1
    assert "01-ain" in done.stderr
    assert "fiche-action-08-seine-et-marne.docx" in done.stdout


PLUGIN_THAT_FAILS = """
from ppgp_docs.api import Document, hookimpl

class Casse:
    id, label, suffix, media_type = "casse", "Format cassé", ".txt", "text/plain"

    def documents(self, dossier):
        return [Document(self.id, f"casse-{dossier.slug}", "Cassé", dossier)]

    def refusal(self, document):
        return None

    def render(self, document, context):
        raise ZeroDivisionError("exprès")

@hookimpl
def ppgp_register(registry):
    registry.add_format(Casse())
"""


def test_a_plugin_that_fails_is_named_and_does_not_stop_the_others(
    workspace: Path, tmp_path: Path
) -> None:
    extensions = tmp_path / "extensions"
    extensions.mkdir()
    (extensions / "casse.py").write_text(PLUGIN_THAT_FAILS, "utf-8")
    done = ppgp(
        "build", "77", "--plugins", extensions, "--output", tmp_path / "faits", cwd=workspace
    )
    assert done.returncode == 3
    assert "erreur[R001] le format `casse` a échoué" in done.stderr
    assert "ZeroDivisionError" in done.stderr
    assert "Traceback" not in done.stderr
    assert set(hashes(tmp_path / "faits")) == {
        document for document in DOCUMENTS if document.startswith("77-")
    }


def test_an_interrupted_build_leaves_whole_documents_only(workspace: Path, outputs: Path) -> None:
    import signal
    import time

    kept = workspace / "sorties"
    shutil.copytree(outputs, kept)
    before = hashes(kept)
    command = [sys.executable, "-m", "ppgp_docs", "build", "--force"]
    running = subprocess.Popen(command, cwd=workspace, stdout=subprocess.PIPE, text=True)
    assert running.stdout is not None
    running.stdout.readline()  # the first document is in its place
    running.send_signal(signal.SIGINT)
    deadline = time.monotonic() + 60
    while running.poll() is None and time.monotonic() < deadline:
        time.sleep(0.05)
    running.stdout.close()
    assert running.returncode == 130
    assert hashes(kept) == before


def test_a_document_edited_by_hand_is_kept_aside(workspace: Path, outputs: Path) -> None:
    kept = workspace / "sorties"
    shutil.copytree(outputs, kept)
    edited = kept / "77-seine-et-marne" / "fiche-action-08-seine-et-marne.docx"
    edited.write_bytes(edited.read_bytes() + b"modification")
    done = ppgp("build", "77", cwd=workspace)
    aside = edited.with_name("fiche-action-08-seine-et-marne (modifié).docx")
    assert done.returncode == 0
    assert aside.read_bytes().endswith(b"modification")
    assert "W001" in done.stderr


def test_a_document_that_nothing_makes_any_more_is_told_and_left(
    workspace: Path, outputs: Path
) -> None:
    kept = workspace / "sorties"
    shutil.copytree(outputs, kept)
    (workspace / "departments/77-seine-et-marne/fiches/08-visites-a-domicile.yaml").unlink()
    done = ppgp("build", "77", cwd=workspace)
    assert done.returncode == 0
    assert "`fiche-action-08-seine-et-marne.docx` n’est plus produit" in done.stderr
    assert (kept / "77-seine-et-marne" / "fiche-action-08-seine-et-marne.docx").is_file()


def test_help_imports_nothing_heavy() -> None:
    heavy = {
        "attrs", "babel", "cattrs", "cerberus", "docx", "docxtpl", "fontTools", "jinja2", "lxml",
        "markdown_it", "num2words", "pikepdf", "PIL", "pluggy", "pptx", "pypdfium2", "rich",
        "weasyprint", "xlsxwriter", "yaml",
    }  # fmt: skip
    code = (
        "import sys; sys.argv = ['ppgp', '--help']\n"
        "from ppgp_docs.cli.main import main\n"
        "try: main()\n"
        "except SystemExit: print('\\n'.join(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "Utilisation" in done.stdout
    assert heavy & set(done.stderr.split()) == set()
