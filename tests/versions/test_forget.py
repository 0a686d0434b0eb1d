"""A person who withdrew their consent is nowhere in what is kept: each object is read."""

from __future__ import annotations

import io
import subprocess
import zlib
from pathlib import Path

import pytest
import yaml
from PIL import Image
from tests.commande import ppgp

from ppgp_docs.edit.changes import Set
from ppgp_docs.studio.editing import Editing
from ppgp_docs.studio.files import files_of
from ppgp_docs.studio.forgetting import forget, known_person
from ppgp_docs.studio.unsaved import Drafts, FileDraft
from ppgp_docs.versions.store import Versions
from ppgp_docs.workspace.folder import DossierFolder

GIVEN = """\
  claude_testard:
    nom: Claude Testard
    fonction: puéricultrice
    photo:
      fichier: images/portrait-7.png
      alt: Portrait de la puéricultrice
    consentements:
      - objet: photo
        date: 2024-01-10
      - objet: citation
        date: 2024-01-10
"""
TOLD = {
    "plain": "    - Claude Testard a formé les équipes.\n",
    "folded": "    - >-\n      Les équipes ont suivi Mme Claude\n      Testard pendant un an.\n",
    "quoted": '    - "« Testard, Claude » : reçue le 3."\n',
    "initial": "    - Les conseils de C. Testard ont compté.\n",
    "comment": "    # à relire avec Claude Testard\n    - Rien.\n",
    "upper": "    - L’équipe de Claude TESTARD.\n",
}
_START = "contexte:\n  titre: Le contexte\n  blocs:\n"


@pytest.fixture
def folder(workspace: Path) -> DossierFolder:
    """Versions that name her in every way, then one where she withdrew."""
    folder = DossierFolder(workspace / "departments" / "01-ain")
    versions, file = Versions(workspace, folder), folder.dossier
    picture = io.BytesIO()
    Image.effect_noise((40, 40), 90).save(picture, "PNG")
    (folder.path / "images" / "portrait-7.png").write_bytes(picture.getvalue())
    text = file.read_text("utf-8").replace("personnes:\n", "personnes:\n" + GIVEN, 1)
    for told in TOLD.values():
        file.write_text(text.replace(_START, _START + told, 1), "utf-8")
        versions.keep("relue par Claude Testard" if "C. Testard" in told else "")
    date = "        date: 2024-01-10\n"
    file.write_text(text.replace(date, date + "        retrait: 2026-01-05\n"), "utf-8")
    return folder


def objects(workspace: Path) -> dict[str, bytes]:
    """Every object of the store, inflated, and every other file of it."""
    place = workspace / ".ppgp" / "versions"
    found = {}
    for file in place.rglob("*"):
        if file.is_file():
            raw = file.read_bytes()
            inside = file.is_relative_to(place / "objects")
            found[str(file)] = zlib.decompress(raw) if inside else raw
    return found


def test_neither_the_name_nor_the_picture_is_left_in_any_object(
    workspace: Path, folder: DossierFolder
) -> None:
    picture = (folder.path / "images" / "portrait-7.png").read_bytes()
    before, dates = objects(workspace), [one.date for one in Versions(workspace, folder).all()]
    assert any(b"Testard" in each for each in before.values())
    assert any(each.endswith(picture) for each in before.values())
    found = forget(workspace, folder, known_person(folder, "Claude Testard"))
    assert found.versions == len(TOLD) and found.picture == "images/portrait-7.png"
    for name, each in objects(workspace).items():
        assert b"testard" not in each.lower(), name
        assert not each.endswith(picture), name
    after = Versions(workspace, folder)
    assert [one.date for one in after.all()] == dates
    assert not (folder.path / "images" / "portrait-7.png").exists()
    assert "retrait: 2026-01-05" in folder.dossier.read_text("utf-8")
    git = ["git", "--git-dir", str(workspace / ".ppgp" / "versions"), "fsck", "--full", "--strict"]
    assert subprocess.run(git, capture_output=True, check=False).returncode == 0


def test_each_version_stays_a_dossier_that_is_read_as_it_was_but_for_her(
    workspace: Path, folder: DossierFolder
) -> None:
    versions = Versions(workspace, folder)
    before = [versions.files(one.number)["dossier.yaml"] for one in versions.all()]
    forget(workspace, folder, known_person(folder, "claude_testard"))
    for one, old in zip(versions.all(), before, strict=True):
        files = versions.files(one.number)
        new = files["dossier.yaml"]
        assert "images/portrait-7.png" not in files and "images/couverture.png" in files
        was, now = (yaml.load(each, yaml.BaseLoader) for each in (old, new))
        assert now["personnes"]["personne_retiree"]["nom"] == "[nom retiré]"
        assert now["activites"] == was["activites"] and now["chiffres"] == was["chiffres"]
        assert len(now["contexte"]["blocs"]) == len(was["contexte"]["blocs"])


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
@pytest.mark.parametrize("whole", [True, False])
def test_the_notes_that_a_dossier_was_drafted_from_forget_her_with_it(
    workspace: Path, folder: DossierFolder, whole: bool, encoding: str
) -> None:
    quote = (
        "citations:\n  sa_phrase: {texte: On écoute mieux les parents., personne: claude_testard}\n"
    )
    text = folder.dossier.read_text("utf-8")
    folder.dossier.write_text(text.replace("citations:\n", quote, 1), "utf-8")
    notes = folder.path / "notes-origine.txt"
    said = (
        "§ 3 : Claude Testard, puéricultrice :\n« On écoute mieux\nles parents. »\n§ 4 : L’été.\n"
    )
    notes.write_bytes(said.encode(encoding))
    forget(workspace, folder, known_person(folder, "claude_testard"), whole=whole)
    left = notes.read_bytes().decode("utf-8" if whole else encoding)
    assert ("Testard" in left, "écoute mieux" in left) == (not whole, not whole)
    assert left.startswith("§ 3 : ") and left.endswith("§ 4 : L’été.\n")


def test_the_command_asks_first_and_refuses_for_someone_whose_consent_stands(
    workspace: Path, folder: DossierFolder
) -> None:
    named = ("versions", "01", "--forget", "Claude Testard")
    kept = objects(workspace)
    assert ppgp(*named, cwd=workspace).returncode != 0, "nobody answered"
    assert objects(workspace) == kept
    done = ppgp(*named, "--yes", cwd=workspace)
    assert done.returncode == 0, done.stderr
    assert not any(b"Testard" in each for each in objects(workspace).values())
    text = folder.dossier.read_text("utf-8")
    folder.dossier.write_text(text.replace("        retrait: 2026-01-05\n", ""), "utf-8")
    refused = ppgp(*named, "--yes", cwd=workspace)
    assert refused.returncode == 2 and "n’est pas retiré" in refused.stderr + refused.stdout


def test_versions_of_another_dossier_are_left_as_they_are(
    workspace: Path, folder: DossierFolder
) -> None:
    oise = Versions(workspace, DossierFolder(workspace / "departments" / "60-oise"))
    oise.keep("envoyée")
    files = oise.files(1)
    forget(workspace, folder, known_person(folder, "Claude Testard"))
    assert oise.files(1) == files


def renamed(folder: DossierFolder, name: str) -> DossierFolder:
    return DossierFolder(folder.path.rename(folder.path.with_name(name)))


@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize("name", ["01-ain-vieux", "ain"])
def test_what_was_kept_under_a_former_name_of_the_folder_forgets_her_too(
    workspace: Path, folder: DossierFolder, name: str, whole: bool
) -> None:
    kept = Drafts(workspace)
    text = folder.dossier.read_text("utf-8")
    said = text.replace(_START, _START + "    - Mme Claude Testard a dit.\n", 1)
    kept.keep(folder, "dossier", FileDraft(text, said))
    (folder.path.parent / "01-ain-2").mkdir()
    (folder.path.parent / "01-ain-2" / "dossier.yaml").write_text(text, "utf-8")
    folder = renamed(folder, name)
    done = forget(workspace, folder, known_person(folder, "Claude Testard"), whole=whole)
    assert done.versions == len(TOLD)
    assert not any(b"testard" in each.lower() for each in objects(workspace).values())
    drafts = (workspace / ".ppgp" / "brouillons").rglob("*.json")
    assert not any("testard" in each.read_text("utf-8").lower() for each in drafts)


def test_a_draft_that_cannot_be_read_under_a_former_name_is_erased(
    workspace: Path, folder: DossierFolder
) -> None:
    Drafts(workspace).keep(folder, "dossier", FileDraft("a: b\n", "a: c\n"))
    [place] = Drafts(workspace).places(folder)
    place.write_text('{"text": "Claude Testard', "utf-8")
    folder = renamed(folder, "01-ain-vieux")
    forget(workspace, folder, known_person(folder, "Claude Testard"))
    assert not place.exists()


def test_the_command_names_the_documents_that_were_made_before(
    workspace: Path, folder: DossierFolder
) -> None:
    made = workspace / "sorties" / "01-ain" / "etude-de-cas-ain.pdf"
    made.parent.mkdir(parents=True)
    made.write_bytes(b"%PDF Claude Testard")
    renamed(folder, "01-ain-vieux")
    done = ppgp("versions", "01", "--forget", "Claude Testard", "--yes", cwd=workspace)
    assert done.returncode == 0 and "6 versions sans ce nom" in done.stdout.replace("\u00a0", " ")
    assert "sorties/01-ain/etude-de-cas-ain.pdf" in done.stdout


def test_a_studio_that_is_open_can_undo_no_more_what_named_someone_erased_elsewhere(
    workspace: Path, folder: DossierFolder
) -> None:
    text = folder.dossier.read_text("utf-8")
    photo = text[text.index("    photo:\n      fichier: images/portrait-7.png") :]
    folder.dossier.write_text(
        text.replace(photo[: photo.index("    consentements")], "", 1), "utf-8"
    )
    editing, file = Editing(Drafts(workspace)), next(files_of(folder))
    for title in ("Les conseils de Claude Testard", "Le contexte"):
        editing.apply(file, [Set(("contexte", "titre"), title)], "Contexte")
    editing.save(file)
    assert editing.state(file).last_step == "Contexte"
    saved = folder.dossier.read_bytes()
    forget(workspace, folder, known_person(folder, "Claude Testard"))
    assert folder.dossier.read_bytes() == saved
    assert editing.state(file).last_step == ""
    editing.undo(file)
    assert "Les conseils de Claude" not in editing.state(file).text
    assert not any(b"Testard" in each for each in objects(workspace).values())
