"""Drafts and publications, from the command to the documents, read back by other libraries."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from pptx import Presentation
from tests.commande import ppgp

ROOT = Path(__file__).parents[2]
SPEAKER = "    fonction: puéricultrice et formatrice\n"
WORDS = "une très bonne participation"
NAME = "Camille Martin"
GIVEN = "{objet: citation, date: 2024-01-12}"
WITHDRAWN = "{objet: citation, date: 2024-01-12, retrait: 2025-02-01}"

READ = ("--only", "etude-de-cas", "--only", "diaporama", "--only", "fiche-action")

pytestmark = pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils is not there")


def build(workspace: Path, *options: str, code: str = "01") -> subprocess.CompletedProcess[str]:
    """Run ``ppgp build`` as a shell would."""
    return ppgp("build", code, "-o", "faits", *READ, *options, cwd=workspace, NO_COLOR="1")


def ain(workspace: Path) -> Path:
    """The dossier of the Ain, with the one activity that quotes people."""
    shutil.copytree(ROOT / "departments" / "01-ain", workspace / "departments" / "01-ain")
    file = workspace / "departments" / "01-ain" / "dossier.yaml"
    head, _, others = file.read_text("utf-8").partition("  - titre: Les enquêtes\n")
    file.write_text(head + others[others.index("  - titre: La formation\n") :], "utf-8")
    return file


def name_the_speaker(workspace: Path, consents: str = "") -> None:
    """Quote the puéricultrice of the Ain under a name."""
    file = ain(workspace)
    text = file.read_text("utf-8")
    assert text.count(SPEAKER) == 1
    named = f"{SPEAKER}    nom: {NAME}\n    consentements: [{consents}]\n"
    file.write_text(text.replace(SPEAKER, named), "utf-8")


def documents(workspace: Path) -> dict[str, str]:
    """The text of the case study and of the deck, speaker notes included, spaces made plain."""
    made = workspace / "faits" / "01-ain"
    command = ["pdftotext", str(made / "etude-de-cas-ain.pdf"), "-"]
    pdf = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
    deck = Presentation(str(made / "diaporama-ain.pptx"))
    slides = "\n".join(text for slide in deck.slides for text in _texts(slide))
    return {"pdf": " ".join(pdf.split()), "pptx": " ".join(slides.split())}


def _texts(slide: Any) -> Iterator[str]:
    yield from (shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    if slide.has_notes_slide:
        yield slide.notes_slide.notes_text_frame.text


def test_a_draft_says_projet_and_lists_what_it_lacks(tmp_path: Path) -> None:
    name_the_speaker(tmp_path)
    done = build(tmp_path)
    assert done.returncode == 0
    assert "C901" in done.stderr
    for text in documents(tmp_path).values():
        assert "PROJET" in text
        assert "Accords à recueillir" in text
        assert f"{NAME} : aucun accord écrit pour citer ses mots sous son nom" in text


def test_a_draft_whose_texts_name_someone_says_projet_and_who(tmp_path: Path) -> None:
    file = ain(tmp_path)
    text = file.read_text("utf-8")
    head = "contexte:\n  titre: Le contexte\n  blocs:\n"
    assert text.count(head) == 1
    file.write_text(text.replace(head, f"{head}    - Merci à Mme Untel.\n"), "utf-8")
    done = build(tmp_path)
    assert done.returncode == 0
    for text in documents(tmp_path).values():
        assert "PROJET" in text
        assert "Accords à recueillir" in text
        assert "Mme Untel : aucun accord écrit pour donner son nom dans un texte" in text
    assert build(tmp_path, "--publication").returncode == 1


def test_a_publication_is_refused_naming_each_missing_consent_and_its_line(tmp_path: Path) -> None:
    name_the_speaker(tmp_path)
    done = build(tmp_path, "--publication")
    assert done.returncode == 1
    lines = (tmp_path / "departments/01-ain/dossier.yaml").read_text("utf-8").splitlines()
    number = 1 + next(rank for rank, line in enumerate(lines) if NAME in line)
    assert f"erreur[C901] {NAME}" in done.stderr
    assert f"departments/01-ain/dossier.yaml:{number}:" in done.stderr
    assert not list((tmp_path / "faits").rglob("*.pptx"))


def test_with_the_consent_the_publication_is_made_and_no_longer_a_project(tmp_path: Path) -> None:
    name_the_speaker(tmp_path, GIVEN)
    done = build(tmp_path, "--publication")
    assert done.returncode == 0, done.stderr
    for text in documents(tmp_path).values():
        assert NAME in text
        assert WORDS in text
        assert "PROJET" not in text


def test_after_a_withdrawal_the_words_and_the_name_are_in_no_document(tmp_path: Path) -> None:
    name_the_speaker(tmp_path, WITHDRAWN)
    done = build(tmp_path, "--publication")
    assert done.returncode == 0, done.stderr
    for text in documents(tmp_path).values():
        assert NAME not in text
        assert WORDS not in text
        assert "PROJET" not in text


def test_a_fiche_that_quotes_someone_says_projet_on_each_page(tmp_path: Path) -> None:
    home = tmp_path / "departments" / "77-seine-et-marne"
    shutil.copytree(ROOT / "departments" / "77-seine-et-marne", home)
    quoted = (
        f"\npersonnes: {{camille: {{fonction: puéricultrice, nom: {NAME}}}}}\n"
        "citations: {recul: {texte: Je diffère, personne: camille}}\n"
    )
    with (home / "dossier.yaml").open("a", encoding="utf-8") as file:
        file.write(quoted)
    fiche = home / "fiches" / "08-visites-a-domicile.yaml"
    text = fiche.read_text("utf-8")
    place = text.index("      - type: liste")
    placed = "      - {type: citation, citation: recul}\n"
    fiche.write_text(text[:place] + placed + text[place:], "utf-8")
    assert build(tmp_path, "--only", "fiche-action", code="77").returncode == 0
    made = tmp_path / "faits" / "77-seine-et-marne" / "fiche-action-08-seine-et-marne.docx"
    (section,) = Document(str(made)).sections
    assert f"PROJET, à ne pas diffuser. {NAME}" in "\n".join(
        paragraph.text for paragraph in section.header.paragraphs
    )


LEFT = """\
departement: "01"
edition: 2025
personnes:
  formatrice:
    nom: Camille Martineau
    fonction: formatrice
    consentements:
      - {objet: citation, date: 12/01/2024, retrait: 03/05/2024}
contexte:
  blocs:
    - Merci à Camille MARTINEAU pour la formation.
    - Merci à Camille **Martineau** pour la suite.
    - Merci à C. Martineau pour son aide.
    - Merci à MARTINEAU Camille pour le bilan.
"""


@pytest.mark.parametrize("options", [(), ("--publication",), ("--force", "--jobs", "2")])
def test_a_withdrawn_name_left_in_texts_stops_the_build_and_touches_nothing(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    home = tmp_path / "departments" / "01-ain"
    home.mkdir(parents=True)
    before = tmp_path / "faits" / "01-ain" / "etude-de-cas-ain.pdf"
    before.parent.mkdir(parents=True)
    before.write_bytes(b"le document d'avant")
    (home / "dossier.yaml").write_text(LEFT, encoding="utf-8")
    done = build(tmp_path, *options)
    assert done.returncode == 1
    assert done.stderr.count("erreur[C904]") == 4
    for line in (11, 12, 13, 14):
        assert f"departments/01-ain/dossier.yaml:{line}:15" in done.stderr
    made = [file for file in (tmp_path / "faits").rglob("*") if file.is_file()]
    assert [file for file in made if file.suffix in (".pdf", ".pptx", ".docx", ".xlsx")] == [before]
    assert before.read_bytes() == b"le document d'avant"
