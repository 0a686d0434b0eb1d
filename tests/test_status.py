"""``ppgp status``: what remains, what lacks, and the exact state of each document."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.commande import ppgp
from tests.unfinished import FICHE, SOUND, written

from ppgp_docs.studio.build_jobs import BuildJobs
from ppgp_docs.studio.dossier_states import standing
from ppgp_docs.studio.open_workspace import OpenWorkspace

QUICK = ("--only", "fiche-action")


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    return written(tmp_path, SOUND)


@pytest.fixture(scope="module")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = written(tmp_path_factory.mktemp("fait"), SOUND)
    assert ppgp("build", *QUICK, cwd=root).returncode == 0
    return root


@pytest.fixture
def built(built_once: Path, tmp_path: Path) -> Path:
    """A workspace with its documents, to change."""
    shutil.copytree(built_once, tmp_path, dirs_exist_ok=True)
    return tmp_path


def fiche_of(workspace: Path) -> Path:
    return workspace / "departments" / "77-essai" / "fiches" / "08.yaml"


def told(workspace: Path) -> dict[str, Any]:
    run = ppgp("status", "--json", cwd=workspace)
    assert run.returncode == 0, run.stderr
    content = json.loads(run.stdout)
    assert content["version"] == 1
    (one,) = content["dossiers"]
    return dict(one)


def state(workspace: Path, end: str = "fiche-action-08-seine-et-marne.docx") -> str:
    return next(
        each["etat"] for each in told(workspace)["documents"] if each["chemin"].endswith(end)
    )


def test_a_document_goes_from_never_made_to_up_to_date_to_older_whatever_its_date(
    sound: Path,
) -> None:
    assert state(sound) == "pas encore fait"
    assert ppgp("build", *QUICK, cwd=sound).returncode == 0
    assert state(sound) == "à jour"
    fiche_of(sound).touch()
    assert state(sound) == "à jour"
    fiche_of(sound).write_text(SOUND.replace("Accueillir", "Recevoir"), "utf-8")
    assert state(sound) == "plus ancien que le dossier"
    fiche_of(sound).write_text(SOUND, "utf-8")
    assert state(sound) == "à jour"


def test_a_document_changed_by_hand_or_erased_or_put_there_by_another_is_told(built: Path) -> None:
    (word,) = (built / "sorties").rglob("fiche-action-08*.docx")
    word.write_bytes(word.read_bytes() + b" ")
    assert state(built) == "modifié à la main"
    word.unlink()
    assert state(built) == "pas encore fait"
    shutil.rmtree(built / "sorties")
    word.parent.mkdir(parents=True)
    word.write_bytes(b"autre chose")
    assert state(built) == "un fichier étranger occupe sa place"


def test_a_dossier_with_errors_says_what_its_former_documents_are(built: Path) -> None:
    fiche_of(built).write_text(FICHE, "utf-8")
    one = told(built)
    assert any("Montant" in each["phrase"] for each in one["a_faire"] if each["erreur"])
    assert state(built) == "plus ancien que le dossier"


def test_drafts_are_told_apart_from_documents(sound: Path) -> None:
    ppgp("build", "--draft", *QUICK, cwd=sound)
    drafts = [each for each in told(sound)["documents"] if each["brouillon"]]
    assert drafts and {each["etat"] for each in drafts} == {"à jour"}
    (word,) = (sound / "sorties").rglob("fiche-*-brouillon.docx")
    assert "à jour" in ppgp("status", word, cwd=sound).stdout
    assert state(sound) == "pas encore fait"


def test_parts_that_nobody_began_lines_left_blank_and_missing_ones_are_told_in_words(
    sound: Path,
) -> None:
    fiche_of(sound).write_text(SOUND.replace("titre: Accueillir", "titre:\nedition:"), "utf-8")
    one = told(sound)
    assert "Étude de cas, Chronologie" in one["pas_commence"]
    assert [each["phrase"] for each in one["a_faire"] if each["manque"]] == [
        "Fiche action 8\u00a0: «\u00a0Titre\u00a0» est vide."
    ]
    assert one["vide"] == ["Fiche action 8, Date d’édition"]


def test_a_text_that_all_dossiers_share_is_told_until_one_is_written(tmp_path: Path) -> None:
    ppgp("new", "38", cwd=tmp_path)
    here = "Étude de cas, Introduction, PPGP ici"
    assert f"Texte commun, à remplacer\u00a0: {here}" in ppgp("status", "38", cwd=tmp_path).stdout
    file = tmp_path / "departments/38-isere/dossier.yaml"
    text = file.read_text("utf-8")
    begun = text.replace("\n  ppgp:\n", "\n  ppgp: Une démarche.\n", 1)
    file.write_text(begun, "utf-8")
    (one,) = json.loads(ppgp("status", "38", "--json", cwd=tmp_path).stdout)["dossiers"]
    assert one["texte_commun"] == [here]
    assert here not in one["vide"] and "Étude de cas, Introduction" not in one["pas_commence"]
    file.write_text(begun.replace("\n  ici:\n", "\n  ici: En Isère.\n", 1), "utf-8")
    (one,) = json.loads(ppgp("status", "38", "--json", cwd=tmp_path).stdout)["dossiers"]
    assert one["texte_commun"] == []


def test_the_last_named_version_is_told_and_looking_makes_no_place_for_versions(
    sound: Path,
) -> None:
    assert told(sound)["derniere_version"] is None
    assert not (sound / ".ppgp").exists()
    ppgp("versions", "77", "--name", "Envoyée à l’ARS", cwd=sound)
    assert told(sound)["derniere_version"]["nom"] == "Envoyée à l’ARS"


def test_a_file_that_came_back_is_up_to_date_older_or_not_ours(built: Path) -> None:
    (word,) = (built / "sorties").rglob("fiche-action-08*.docx")
    sent = built / "reçu.docx"
    shutil.copy(word, sent)
    assert "reçu.docx : à jour" in " ".join(ppgp("status", sent, cwd=built).stdout.split())
    fiche_of(built).write_text(SOUND.replace("Accueillir", "Recevoir"), "utf-8")
    assert "plus ancien que le dossier" in ppgp("status", sent, cwd=built).stdout
    sent.write_bytes(b"rien")
    assert "pas un document de cet outil" in ppgp("status", sent, cwd=built).stdout
    sent.unlink()
    page = built / "page.html"
    page.write_text("<!doctype html>", "utf-8")
    run = ppgp("status", sent, page, cwd=built)
    assert run.returncode == 2 and "Traceback" not in run.stderr
    assert "reçu.docx` ne peut pas être lu" in run.stderr.replace("\u00a0", " ")
    assert "page.html : page web, ne revient pas" in " ".join(run.stdout.split())


def test_the_terminal_is_told_in_french_sentences(sound: Path) -> None:
    run = ppgp("status", "77", cwd=sound)
    assert run.returncode == 0
    assert run.stdout.startswith("77-essai · Seine-et-Marne\n  1\u00a0point d’attention\n")
    assert "  Documents\u00a0:\n" in run.stdout
    assert "`" not in run.stdout


def test_the_studio_tells_of_documents_what_the_command_tells(built: Path) -> None:
    ppgp("build", "--draft", *QUICK, cwd=built)
    fiche_of(built).write_text(SOUND.replace("Accueillir", "Recevoir"), "utf-8")
    desk = OpenWorkspace.open(built)
    folder = desk.folder("77-essai")
    listed = BuildJobs(desk).listed(folder)
    states = {each.file: each.state for each in listed if each.made}
    assert set(states.values()) == {"plus ancien que le dossier"}
    assert any(name.endswith("-brouillon.docx") for name in states)
    assert standing(desk, folder).to_make_again == sum("brouillon" not in name for name in states)
