"""What a stranger's code may write in the workspace: nothing but what Python itself compiles."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ppgp_docs.plugin.workspace_guard import WorkspaceGuard

CACHE = "plugins/__pycache__"


@pytest.mark.parametrize(
    ("event", "name"),
    [
        ("os.mkdir", CACHE),
        ("open", f"{CACHE}/mon_extension.cpython-312.pyc"),
        ("open", f"{CACHE}/mon_extension.cpython-312.pyc.140735"),
        ("open", "../dehors.txt"),
    ],
)
def test_what_python_compiles_is_written(tmp_path: Path, event: str, name: str) -> None:
    guard = WorkspaceGuard(tmp_path / "espace")
    hear(guard, event, tmp_path / "espace" / name)
    assert list(guard.deeds()) == []


@pytest.mark.parametrize(
    ("event", "name"),
    [
        ("open", f"{CACHE}/notes.yaml"),
        ("open", f"{CACHE}/mon_extension.py"),
        ("open", "departments/01-ain/dossier.pyc"),
        ("open", "departments/__pycache__/01-ain/dossier.pyc"),
        ("open", "__pycache__.yaml"),
        ("os.mkdir", "departments/__pycache__x"),
        ("os.mkdir", "sorties"),
    ],
)
def test_nothing_else_is_and_it_is_told(tmp_path: Path, event: str, name: str) -> None:
    guard = WorkspaceGuard(tmp_path / "espace")
    with pytest.raises(PermissionError, match="ne change rien"):
        hear(guard, event, tmp_path / "espace" / name)
    [deed] = guard.deeds()
    assert name in deed.told
    assert list(guard.deeds()) == []


def hear(guard: WorkspaceGuard, event: str, place: Path) -> None:
    """As Python tells it: the hook itself cannot be taken away."""
    given = (str(place), "w", os.O_WRONLY | os.O_CREAT) if event == "open" else (str(place), 511)
    guard._on_audit_event(event, given)
