"""Documents made through Dask on a local cluster are those that the tool makes alone."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from ppgp_docs.session import Session
from ppgp_docs.testing.exemplar import write_workspace

pytest.importorskip("distributed")
PLUGIN = Path(__file__).parents[1]
PATH = os.pathsep.join(filter(None, (str(PLUGIN), os.environ.get("PYTHONPATH"))))


ENGLISH = r"(?i)distributed|semaphore|heartbeat|warning|traceback|worker|tcp://"


def running_below(folder: Path) -> list[str]:
    """The programs that still run in a folder."""
    import psutil

    found = []
    for each in psutil.process_iter():
        with suppress(psutil.Error):
            if Path(each.cwd()).is_relative_to(folder):
                found.append(" ".join(each.cmdline()))
    return found


def build(root: Path, output: str, *more: str) -> dict[str, bytes]:
    command = [sys.executable, "-m", "ppgp_docs", "build", "01", "-o", output, "--force", *more]
    done = subprocess.run(
        [*command, "--only", "page-web", "--only", "diaporama", "--jobs", "2"],
        cwd=root,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONPATH": PATH},
    )
    assert done.returncode == 0, done.stderr
    assert "[F0" not in done.stderr, done.stderr
    assert not re.search(ENGLISH, done.stderr + done.stdout), done.stderr
    assert not running_below(root), "what a cluster started ends with it"
    return {file.name: file.read_bytes() for file in (root / output).glob("01-ain/*")}


def test_dask_makes_the_same_bytes(tmp_path: Path) -> None:
    write_workspace(tmp_path, Session.start(None).schemas)
    here = build(tmp_path, "ici")
    assert {Path(name).suffix for name in here} == {".html", ".pptx"}
    assert build(tmp_path, "ailleurs", "--plugins", str(PLUGIN)) == here


LENT = """
import os, time
from pathlib import Path
from ppgp_docs.api import Document, hookimpl

class Lent:
    id, label, suffix, media_type = "lent", "Lent", ".txt", "text/plain"

    def documents(self, dossier):
        return [Document(self.id, f"lent-{dossier.slug}", "Lent", dossier)]

    def refusal(self, document):
        return None

    def render(self, document, context):
        mark = Path(os.environ["MARQUE"])
        if not mark.exists():
            mark.with_suffix(".pid").write_text(str(os.getpid()))
            mark.with_suffix(".pid").rename(mark)
            time.sleep(30)
        return b"fait"

@hookimpl
def ppgp_register(registry):
    registry.add_format(Lent())
"""


def test_a_worker_that_is_killed_while_it_makes_a_document_is_a_document_made_again(
    tmp_path: Path,
) -> None:
    write_workspace(tmp_path, Session.start(None).schemas)
    mark, slow = tmp_path / "marque", tmp_path / "lent"
    slow.mkdir()
    (slow / "lent.py").write_text(LENT, encoding="utf-8")
    command = [sys.executable, "-m", "ppgp_docs", "build", "01", "--only", "lent", "--jobs", "2"]
    building = subprocess.Popen(
        [*command, "-o", "sorties", "--plugins", str(PLUGIN), "--plugins", str(slow)],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": PATH, "MARQUE": str(mark)},
    )
    waited = time.monotonic() + 120
    while not mark.exists() and time.monotonic() < waited and building.poll() is None:
        time.sleep(0.05)
    os.kill(int(mark.read_text()), signal.SIGKILL)
    _, told = building.communicate(timeout=120)
    assert building.returncode == 0, told
    assert (tmp_path / "sorties" / "01-ain" / "lent-ain.txt").read_bytes() == b"fait"
