"""F018: a template that nothing reads is told, with the name that would be read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ppgp_docs.diagnostics import Diagnostic
from ppgp_docs.workspace.find import find_workspace, workspace_diagnostics
from ppgp_docs.workspace.folder import DossierFolder
from ppgp_docs.workspace.resources import Resources
from ppgp_docs.workspace.unread_files import unread_files
from ppgp_docs.workspace.unread_templates import told_of_template


def told(root: Path, *names: str) -> list[Diagnostic]:
    (root / "departments").mkdir(exist_ok=True)
    for name in names:
        file = root / "templates" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    return [*workspace_diagnostics(find_workspace(root))]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("fiche-action/Ma fiche.docx", "`templates/fiche-action/fiche.docx`"),
        ("fiche-action/fiche (1).docx", "`templates/fiche-action/fiche.docx`"),
        ("fiche-action/fiche.doc", "`templates/fiche-action/recapitulatif.docx`"),
        ("fiche_action/fiche.docx", "`templates/fiche-action/fiche.docx`"),
        ("Fiche-action/recapitulatif.docx", "`templates/fiche-action/recapitulatif.docx`"),
        ("bilan-annuel/bilan 2024.dotx", "`templates/bilan-annuel/bilan.docx`"),
        ("diaporama/conseil.pptx", "`templates/diaporama/neutre.pptx`"),
        ("fiche.docx", "renommez-le `templates/fiche-action/fiche.docx`"),
    ],
)
def test_a_template_under_another_name_is_told_with_its_own(
    tmp_path: Path, name: str, hint: str
) -> None:
    (found,) = told(tmp_path, name)
    assert (found.code, f"templates/{name}" in found.message) == ("F018", True)
    assert hint in found.hints[0]


@pytest.mark.parametrize(
    "name",
    [
        "fiche-action/fiche.docx",
        "fiche-action/~$fiche.docx",
        "fiche-action/.~lock.fiche.docx#",
        "mon-extension/lettre.docx",
        "themes/maison/diaporama.pptx",
        "diaporama/neutre.pptx",
        "diaporama/ardoise.pptx",
        "etude-de-cas/couverture.html",
        "notice.docx",
    ],
)
def test_a_template_that_has_a_place_or_belongs_to_someone_else_is_left_alone(
    tmp_path: Path, name: str
) -> None:
    theme = tmp_path / "templates" / "themes" / "ardoise.yaml"
    theme.parent.mkdir(parents=True)
    theme.touch()
    assert told(tmp_path, name) == []


def test_a_workspace_without_templates_has_nothing_to_tell(tmp_path: Path) -> None:
    assert told(tmp_path) == []


@pytest.mark.skipif(os.name == "nt", reason="links ask for a right there")
@pytest.mark.parametrize("place", ["templates/fiche-action", "departments/77/modeles"])
def test_a_template_that_leads_out_of_its_folder_or_is_no_file_is_told(
    tmp_path: Path, place: str
) -> None:
    shared, folder = tmp_path / "partage" / "fiche.docx", tmp_path / place
    shared.parent.mkdir()
    shared.touch()
    folder.mkdir(parents=True)
    (folder / "fiche.docx").symlink_to(shared)
    (folder / "perdu.css").symlink_to(tmp_path / "nulle part")
    os.mkfifo(folder / "page.css")
    (folder / "garde.docx").mkdir()
    (folder / "~$fiche.docx").symlink_to(shared)
    (folder / "recapitulatif.docx").touch()
    (tmp_path / "departments" / "77").mkdir(parents=True, exist_ok=True)
    found = [
        *workspace_diagnostics(find_workspace(tmp_path)),
        *unread_files(DossierFolder(tmp_path / "departments" / "77")),
    ]
    names = [each.span.file.name for each in found if each.code == "F018" and each.span]
    assert names == ["fiche.docx", "garde.docx", "page.css", "perdu.css"]
    assert "un lien mène hors de" in found[0].message
    assert "c’est un répertoire" in found[1].message
    assert "ce n’est pas un fichier" in found[2].message


@pytest.mark.skipif(os.name == "nt", reason="links ask for a right there")
@pytest.mark.parametrize("place", ["templates", "departments/77/modeles"])
def test_a_folder_of_templates_that_lies_elsewhere_is_told_and_not_read(
    tmp_path: Path, place: str
) -> None:
    root, shared = tmp_path / "espace", tmp_path / "partage"
    (root / "departments" / "77").mkdir(parents=True)
    (shared / "fiche-action").mkdir(parents=True)
    (shared / "fiche-action" / "fiche.docx").touch()
    (root / place).symlink_to(shared)
    found = [
        *workspace_diagnostics(find_workspace(root)),
        *unread_files(DossierFolder(root / "departments" / "77")),
    ]
    (told,) = [each for each in found if each.code == "F018"]
    assert "un lien mène hors de" in told.message
    assert told.span and told.span.file == root / place
    assert not Resources.of_workspace(root).is_edited(
        Resources.of_workspace(root).find("fiche-action/fiche.docx")
    )


@pytest.mark.skipif(os.name == "nt", reason="links ask for a right there")
@pytest.mark.parametrize(
    ("linked", "file", "is_told"),
    [
        ("templates/fiche-action/fiche.docx", "templates/fiche-action/fiche.docx", True),
        ("templates/fiche-action", "templates/fiche-action/fiche.docx", True),
        ("departments/77/modeles/fiche.docx", "departments/77/modeles/fiche.docx", True),
        ("departments/77/modeles", "departments/77/modeles/fiche.docx", True),
        ("templates/fiche-action/fiche.docx", "templates/fiche-action/recapitulatif.docx", False),
        ("templates/fiche-action/fiche.docx", "../partage/fiche.docx", False),
    ],
)
def test_of_one_template_is_told_what_keeps_it_from_being_read(
    tmp_path: Path, linked: str, file: str, is_told: bool
) -> None:
    """Also under a folder that happens to be called as those of a dossier's own templates."""
    root, shared = tmp_path / "modeles" / "espace", tmp_path / "modeles" / "partage"
    shared.mkdir(parents=True)
    (shared / "fiche.docx").touch()
    (root / linked).parent.mkdir(parents=True)
    (root / linked).symlink_to(shared / "fiche.docx" if "." in linked else shared)
    assert [each.code for each in told_of_template(root / file, root)] == ["F018"] * is_told
