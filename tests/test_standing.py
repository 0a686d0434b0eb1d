"""A command that is forked from a process that imported it answers as one that starts."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

import pytest
from tests.commande import COMMAND, answered, ppgp

from tests import commande

SLOW = "import time\ntime.sleep(600)\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "departments" / "01-ain"
    folder.mkdir(parents=True)
    (folder / "dossier.yaml").write_text('departement: "99"\nœ: 1\n', encoding="utf-8")
    (tmp_path / "extensions").mkdir()
    (tmp_path / "extensions" / "lente.py").write_text(SLOW, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "arguments",
    [("--version",), ("bluid",), ("check",), ("check", "--json"), ("build", "--only", "page-web"),
     ("import", "-"), ("new",)],
)  # fmt: skip
def test_it_says_the_same_and_ends_the_same(workspace: Path, arguments: tuple[str, ...]) -> None:
    real = subprocess.run(
        [*COMMAND, *arguments],
        cwd=workspace, input="Ain\n", capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    forked = ppgp(*arguments, cwd=workspace, entree="Ain\n")
    assert (forked.stdout, forked.stderr) == (real.stdout, real.stderr)
    assert forked.returncode == real.returncode


def test_it_is_forked(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "run", None)
    assert ppgp("--version", cwd=workspace, XDG_CACHE_HOME=str(workspace)).returncode == 0


def test_what_python_reads_as_it_begins_begins_one(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commande, "_forked", None)
    (workspace / "click.py").write_text("raise SystemExit(3)", encoding="utf-8")
    assert ppgp("--version", cwd=workspace, PYTHONPATH=str(workspace)).returncode != 0
    assert ppgp("--version", cwd=workspace, LC_ALL="C").returncode == 0


def test_one_that_takes_too_long_is_stopped(workspace: Path) -> None:
    given = ("check", "--plugins", "extensions")
    began = time.monotonic()
    with pytest.raises(subprocess.TimeoutExpired):
        answered(given, workspace, os.environ, timeout=2)
    assert time.monotonic() - began < 60
    assert ppgp("--version", cwd=workspace).returncode == 0
