"""A workspace from a stranger, and the real command in it: ten seconds, a gigabyte, no trace."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

import psutil

SECONDS: Final = 10
"""For each input, on a machine that does nothing else; twice that before a test fails."""

BYTES: Final = 1_000_000_000


class Stranger:
    """A workspace with one sound dossier, ready to be spoilt."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.ain = root / "departments" / "01-ain"
        (self.ain / "images").mkdir(parents=True)
        self.dossier = self.ain / "dossier.yaml"
        self.write("Un texte.")

    def write(self, *blocs: str, head: str = "") -> None:
        """A dossier of these blocks, in YAML."""
        listed = "".join(f"    - {bloc}\n" for bloc in blocs)
        self.dossier.write_text(f'departement: "01"\n{head}contexte:\n  blocs:\n{listed}', "utf-8")

    def show(self, name: str) -> None:
        """A dossier with one picture."""
        self.write(f"{{type: image, image: {{fichier: images/{name}, alt: Une image}}}}")

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """The command, watched: fails past the time or the memory that an input may take."""
        command = [sys.executable, "-m", "ppgp_docs", *arguments]
        peak: list[int] = [0]
        with subprocess.Popen(
            command, cwd=self.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            encoding="utf-8", env={**os.environ, "PPGP_TIME_LIMIT": "8"},
        ) as running:  # fmt: skip
            watcher = threading.Thread(target=_watch, args=(running, peak), daemon=True)
            watcher.start()
            try:
                out, err = running.communicate(timeout=6 * SECONDS)
            except subprocess.TimeoutExpired:
                running.kill()
                raise
        assert "Traceback" not in out + err
        assert peak[0] < 2 * BYTES  # the command and its worker
        return subprocess.CompletedProcess(command, running.returncode, out, err)

    def documents(self) -> set[str]:
        """The documents that stand in the outputs."""
        kinds = ("*.pdf", "*.html", "*.pptx", "*.docx", "*.xlsx")
        made = {file.name for kind in kinds for file in (self.root / "sorties").rglob(kind)}
        return made - {"index.html"}


def _watch(running: subprocess.Popen[str], peak: list[int]) -> None:
    while running.poll() is None:
        with suppress(psutil.Error):
            mine = psutil.Process(running.pid)
            family = (mine, *mine.children(recursive=True))
            peak[0] = max(peak[0], sum(each.memory_info().rss for each in family))
        time.sleep(0.05)
