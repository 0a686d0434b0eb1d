"""What nobody foresaw: one French line, a report outside the workspace, and never a trace."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.broken_world import (
    DOSSIER,
    REPORT,
    World,
    posix,
    sound,
)

BROKEN = {
    "une faute": "raise KeyError('Jeanne Martin')",
    "une récursion": "def f(): f()\n    f()",
    "la mémoire": "raise MemoryError",
    "le système": "raise OSError(5, 'Input/output error', 'images/photo.jpg')",
    "une faute dans la faute": "\n    try: 1 / 0\n    except Exception: raise ValueError",
}


def broken(world: World, code: str) -> subprocess.CompletedProcess[str]:
    """The command with a fault of our own: what reads dossiers raises."""
    (world.root / "fautif.py").write_text(
        "from ppgp_docs.session import Session\n"
        f"def read(*_):\n    {code}\n"
        "Session.read = read\n"
        "from ppgp_docs.__main__ import main\n"
        "main()\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, "fautif.py", "check"],
        cwd=world.root,
        env=world.environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return sound(done)


@pytest.mark.parametrize("kind", BROKEN)
def test_a_fault_of_ours_is_one_french_line_and_a_report_outside_the_workspace(
    world: World, kind: str
) -> None:
    before = {*world.root.rglob("*")}
    done = broken(world, BROKEN[kind])
    assert done.returncode in (5, 70)
    assert len(done.stderr.splitlines()) == 1
    found = REPORT.search(done.stderr)
    assert found is not None
    report = Path(found["file"]).read_text("utf-8")
    assert "Traceback (most recent call last)" in report
    assert "ppgp-docs" in report
    assert "attrs" in report
    made = {*world.root.rglob("*")} - before
    assert {file.name for file in made if "__pycache__" not in str(file)} == {"fautif.py"}


def test_a_report_holds_no_word_of_the_dossier(world: World) -> None:
    (world.ain / "dossier.yaml").write_text(f"{DOSSIER}mentions: {{annee: 2024}}\n# Zacharie\n")
    broken(world, BROKEN["une récursion"])
    (report,) = world.reports()
    assert "Un constat" not in report.read_text("utf-8")
    assert "Zacharie" not in report.read_text("utf-8")


def test_the_memory_and_the_disk_are_blamed_when_they_are_to_blame(world: World) -> None:
    assert (
        "la mémoire de cet ordinateur n’a pas suffi" in broken(world, BROKEN["la mémoire"]).stderr
    )
    assert "`images/photo.jpg`" in broken(world, BROKEN["le système"]).stderr


@posix
def test_without_a_place_for_the_report_the_line_says_so(world: World) -> None:
    world.environment |= {"XDG_CACHE_HOME": "/dev/null/cache", "TMPDIR": "/dev/null/tmp"}
    (world.root / "tmp").mkdir()
    done = broken(world, "import tempfile; tempfile.tempdir = '/dev/null/x'\n    raise KeyError")
    assert done.returncode == 70
    assert "aucun détail n’a pu être gardé" in done.stderr


def test_a_package_that_is_missing_is_named(world: World, tmp_path: Path) -> None:
    (tmp_path / "faux" / "click").mkdir(parents=True)
    (tmp_path / "faux" / "click" / "__init__.py").write_text(
        "raise ModuleNotFoundError(\"No module named 'click'\", name='click')"
    )
    done = world.run("check", PYTHONPATH=str(tmp_path / "faux"))
    assert done.returncode == 5
    assert "ppgp est mal installé, `click` lui manque" in done.stderr
