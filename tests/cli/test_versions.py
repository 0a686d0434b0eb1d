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
    assert ppgp("versions", "01", "--restore", "1", cwd=workspace).returncode == 0
    assert dossier.read_text("utf-8") == before
    assert ppgp("versions", "01", cwd=workspace).stdout.count("(automatique)") == 1


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
