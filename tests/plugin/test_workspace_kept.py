"""What changes nothing in the workspace although Python hears nothing of it: libraries in C,
programs that a plugin starts. The system refuses it, on Linux."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ppgp_docs.plugin import landlock

pytestmark = pytest.mark.skipif(landlock.version() < 2, reason="this system has no Landlock")

TRIES = """
import ctypes, os, subprocess, sys, tempfile
from pathlib import Path
from ppgp_docs.api import Document, hookimpl, note

ROOT = Path(__file__).parents[1]

def tries(where):
    system = ctypes.CDLL(None)
    system.creat(os.fsencode(ROOT / "departments" / f"c-{where}"), 0o644)
    system.unlink(os.fsencode(ROOT / "departments" / "01-ain" / "image.txt"))
    system.rename(os.fsencode(ROOT / "templates" / "a.txt"), b"/var/tmp/a.txt")
    subprocess.run(["sh", "-c", f"echo x > {ROOT}/ppgp.toml; rm -rf {ROOT}/sorties"], check=False)
    Path(tempfile.mkdtemp(), "a").write_text("a")
    (ROOT.parent / "beside" / where).write_text(where)

tries("load")

class Texte:
    id, label, suffix, media_type = "essai", "Essai", ".txt", "text/plain"

    def documents(self, dossier):
        return [Document(self.id, f"essai-{dossier.slug}", "Essai", dossier)]

    def refusal(self, document):
        return None

    def render(self, document, context):
        tries("render")
        return tempfile.gettempdir().encode()

@hookimpl
def ppgp_register(registry):
    registry.add_format(Texte())

@hookimpl
def ppgp_check(dossier):
    tries("check")
"""
TELLS = """
import ctypes, os
from ppgp_docs.api import hookimpl

@hookimpl
def ppgp_after_write(artifact, path, workspace):
    ctypes.CDLL(None).creat(os.fsencode(workspace / "journal.csv"), 0o644)
"""


def test_neither_a_library_in_c_nor_a_program_changes_the_workspace(tmp_path: Path) -> None:
    root, beside = tmp_path / "espace", tmp_path / "beside"
    for folder in ("departments/01-ain", "templates", "extensions", "sorties"):
        (root / folder).mkdir(parents=True)
    beside.mkdir()
    kept = {
        "ppgp.toml": 'sorties = "sorties"\n',
        "templates/a.txt": "a",
        "departments/01-ain/image.txt": "image",
        "departments/01-ain/dossier.yaml": 'departement: "01"\ncontexte: {blocs: [Un texte.]}\n',
        "sorties/garde.txt": "gardé",
        "extensions/essai.py": TRIES,
        "extensions/annonce.py": TELLS,
    }
    for name, text in kept.items():
        (root / name).write_text(text, encoding="utf-8")
    given = ("build", "--plugins", "extensions", "--only", "essai", "--jobs", "1")
    command = [sys.executable, "-B", "-m", "ppgp_docs", *given]
    own = {**os.environ, "XDG_CONFIG_HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "c")}
    done = subprocess.run(
        command, cwd=root, capture_output=True, encoding="utf-8", check=False, env=own
    )
    assert done.returncode == 0, done.stderr
    assert {name: (root / name).read_text("utf-8") for name in kept} == kept
    assert [each.name for each in (root / "departments").iterdir()] == ["01-ain"]
    assert {each.name for each in beside.iterdir()} == {"load", "check", "render"}
    assert (root / "journal.csv").is_file()
    temporary = Path((root / "sorties" / "01-ain" / "essai-ain.txt").read_text("utf-8"))
    assert temporary.name.startswith("ppgp-")
    assert not temporary.exists()
