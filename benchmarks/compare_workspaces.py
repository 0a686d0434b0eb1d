"""What a workspace costs in one version of the tool beside another, in one run.

``python benchmarks/compare_workspaces.py BEFORE AFTER [COUNT]`` takes two checkouts, each with its
own ``.venv`` (see ``compare_versions.py``). Both build and check the same COUNT dossiers (10 by
default) that neither has seen (``many_dossiers.py``), each with a cache of its own; each row is
measured for one, then for the other. Seconds by the clock, start-up included: what a person waits.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from many_dossiers import write

TELLING: Final = "langue: fr"
BUILD: Final = ("build", "--only", "etude-de-cas", "--only", "diaporama")
"""The formats that both versions have."""
_DONE: Final = re.compile("^✓", re.MULTILINE)


class Version:
    """A checkout, and its own copy of the workspace."""

    def __init__(self, checkout: Path, workspace: Path) -> None:
        scripts = "Scripts" if sys.platform == "win32" else "bin"
        self._command = str(checkout.resolve() / ".venv" / scripts / "ppgp")
        self.workspace = workspace
        self._environment = {**os.environ, "PPGP_CACHE": str(workspace / "cache")}

    def run(self, *arguments: str) -> tuple[float, str]:
        """The seconds that a command takes, and how many documents it made."""
        start = time.perf_counter()
        done = subprocess.run(
            [self._command, *arguments],
            cwd=self.workspace,
            env=self._environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        seconds = time.perf_counter() - start
        if done.returncode:
            raise SystemExit(done.stdout + done.stderr)
        return seconds, f"{len(_DONE.findall(done.stdout))} faits"

    def change(self, old: str, new: str) -> None:
        """Another text in the first dossier."""
        file = min((self.workspace / "departments").glob("*/dossier.yaml"))
        text = file.read_text("utf-8")
        assert old in text, file
        file.write_text(text.replace(old, new, 1), "utf-8")


Row = tuple[str, Callable[[Version], object], tuple[str, ...]]


def rows() -> Iterator[Row]:
    """What is measured: what is done first, then the command."""

    def nothing(_: Version) -> None:
        time.sleep(3)  # what has just changed is read again for two seconds

    def forget(version: Version) -> None:
        shutil.rmtree(version.workspace / "cache", ignore_errors=True)

    yield "`ppgp --help`", nothing, ("--help",)
    yield "check, first", forget, ("check",)
    yield "check, nothing changed", nothing, ("check",)
    yield "build from nothing", forget, BUILD
    yield "build, nothing changed (first time)", nothing, BUILD
    yield "build, nothing changed", nothing, BUILD
    yield "build, a comment", _changing(TELLING, f"# relu\n{TELLING}"), BUILD
    yield "build, a word", _changing(" foyers, ", " foyers suivis, "), BUILD


def _changing(old: str, new: str) -> Callable[[Version], None]:
    return lambda version: version.change(old, new)


def main(before: Path, after: Path, count: int) -> None:
    with tempfile.TemporaryDirectory() as root:
        write(Path(root, "modele"), count, before / "departments")  # which both can read
        versions = []
        for name, checkout in (("avant", before), ("apres", after)):
            shutil.copytree(Path(root, "modele"), Path(root, name))
            versions.append(Version(checkout, Path(root, name)))
        print(f"| {count} dossiers | before | after | ratio |\n|---|---|---|---|", flush=True)
        for name, prepare, command in rows():
            told = []
            for version in versions:
                prepare(version)
                told.append(version.run(*command))
            (old, made), (new, remade) = told
            cells = f"{old:.2f} s ({made}) | {new:.2f} s ({remade}) | {new / old:.2f}"
            print(f"| {name} | {cells} |", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 10)
