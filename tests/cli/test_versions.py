"""``ppgp versions`` as it is typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.commande import ppgp


def test_a_named_version_is_listed_compared_and_brought_back(workspace: Path) -> None:
    dossier = workspace / "departments" / "01-ain" / "dossier.yaml"
    before = dossier.read_text("utf-8")
    assert "version 1 gardée" in ppgp("versions", "01", "--name", "Envoyée", cwd=workspace).stdout
    dossier.write_text(before.replace("titre: Le contexte", "titre: Autre titre"), "utf-8")
    compared = ppgp("versions", "01", "--compare", "1", "actuel", cwd=workspace).stdout
    assert (
        "Contexte › Titre\u00a0: «\u00a0Le contexte\u00a0» → «\u00a0Autre titre\u00a0»" in compared
    )
    assert ppgp("versions", "01", "--restore", "1", "--yes", cwd=workspace).returncode == 0
    assert dossier.read_text("utf-8") == before
    assert ppgp("versions", "01", cwd=workspace).stdout.count("(automatique)") == 1


def test_restoring_says_what_will_change_and_asks(workspace: Path) -> None:
    """What the folder has since is told too; without an answer nothing changes, nor with a no."""
    dossier = workspace / "departments/01-ain/dossier.yaml"
    ppgp("versions", "01", "--name", "Envoyée", cwd=workspace)
    text = dossier.read_text("utf-8").replace("titre: Le contexte", "titre: Autre titre")
    dossier.write_text(text, "utf-8")
    (dossier.parent / "images/ajoutee.png").write_bytes(b"x")
    for answer, code in (("", 2), ("n\n", 0)):
        done = ppgp("versions", "01", "--restore", "1", cwd=workspace, entree=answer)
        assert done.returncode == code
        assert "«\u00a0Autre titre\u00a0» → «\u00a0Le contexte\u00a0»" in done.stdout
        assert "images/ajoutee.png\u00a0: sera retiré" in done.stdout
        assert dossier.read_text("utf-8") == text
    assert ppgp("versions", "01", "--restore", "1", cwd=workspace, entree="o\n").returncode == 0
    assert "titre: Le contexte" in dossier.read_text("utf-8")
    assert "(automatique)" in ppgp("versions", "01", cwd=workspace).stdout


def test_whom_a_version_brings_back_is_told_and_asked_about(workspace: Path) -> None:
    """Withdrawn stays withdrawn, with --yes and with a no; a yes brings the version back whole."""
    file = workspace / "departments/01-ain/dossier.yaml"
    person = "personnes:\n  lina:\n    nom: Lina Durand\n    fonction: sage-femme\n"
    given = f"{person}    consentements:\n      - objet: nom\n        date: 12/01/2024\n"
    head, _, rest = file.read_text("utf-8").partition("personnes:\n")
    before = head + given + rest
    file.write_text(before, "utf-8")
    ppgp("versions", "01", "--name", "Envoyée", cwd=workspace)
    ended = given + "        retrait: 03/05/2025\n"
    for asked in ({"entree": "o\nn\n"}, {"entree": "o\no\n"}, {"plus": "--yes"}):
        file.write_text(head + ended + rest, "utf-8")
        more = [asked.pop("plus")] if "plus" in asked else []
        done = ppgp("versions", "01", "--restore", "1", *more, cwd=workspace, **asked)
        told = "Lina Durand\u00a0: son accord, retiré le 3 mai 2025, tient encore"
        assert told in done.stdout.replace("3\u00a0mai", "3 mai"), done
        wanted = before if asked.get("entree") == "o\no\n" else head + ended + rest
        assert file.read_text("utf-8") == wanted


def test_versions_are_listed_for_programs(workspace: Path) -> None:
    ppgp("versions", "01", "--name", "Envoyée", cwd=workspace)
    listed = json.loads(ppgp("versions", "01", "--json", cwd=workspace).stdout)
    assert (listed["version"], listed["dossier"]) == (1, "01-ain")
    assert [each["nom"] for each in listed["versions"]] == ["Envoyée"]


@pytest.mark.parametrize("asked", [("--restore", "4"), ("--compare", "1", "x"), ("--name", " ")])
def test_what_cannot_be_done_is_said_and_nothing_changes(
    workspace: Path, asked: tuple[str, ...]
) -> None:
    before = (workspace / "departments" / "01-ain" / "dossier.yaml").read_bytes()
    done = ppgp("versions", "01", *asked, cwd=workspace)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr and "rreur" in done.stderr
    assert (workspace / "departments" / "01-ain" / "dossier.yaml").read_bytes() == before


def test_documents_are_the_same_with_versions_beside_them(workspace: Path) -> None:
    ppgp("versions", "77", "--name", "Envoyée", cwd=workspace)
    assert ppgp("check", "77", cwd=workspace).returncode == 0
