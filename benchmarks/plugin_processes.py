"""What the process that each stranger's plugin has for itself costs a command.

``python benchmarks/plugin_processes.py [MOST] [ROUNDS]`` runs ``ppgp check`` and a build of a page
on a dossier of one paragraph, with 0, 1, 2, 4… up to MOST plugins (8 by default) of one check each.
Medians of ROUNDS (3): seconds by the clock, and of processor, those of all processes (on Linux).
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from compare_commands import adopt_orphans, children, wait_for_orphans

_DOSSIER: Final = 'departement: "01"\ncontexte: {titre: Le contexte, blocs: [Un texte.]}\n'
_PLUGIN: Final = """\
from ppgp_docs.api import hookimpl, note

@hookimpl
def ppgp_check(dossier):
    yield note("X001", "vu", dossier.at())
"""
_COMMANDS: Final = {
    "check, first": ("check", "--no-cache"),
    "check, nothing changed": ("check",),
    "build of one page": ("build", "--force", "--only", "page-web", "--jobs", "1"),
}


def write(root: Path, count: int) -> None:
    """A workspace of one dossier, and so many plugins beside it."""
    folder = root / "departments" / "01-ain"
    folder.mkdir(parents=True)
    (folder / "dossier.yaml").write_text(_DOSSIER, "utf-8")
    (root / "extensions").mkdir()
    for rank in range(count):
        (root / "extensions" / f"extension_{rank}.py").write_text(_PLUGIN, "utf-8")


def measured(root: Path, arguments: tuple[str, ...]) -> tuple[float, float]:
    """Seconds by the clock and of processor, of a command and all that it starts."""
    command = [sys.executable, "-m", "ppgp_docs", *arguments, "--plugins", "extensions"]
    own = {"PPGP_CACHE": str(root / "cache")}
    before, start = children(), time.perf_counter()
    done = subprocess.run(
        command, cwd=root, env={**os.environ, **own}, capture_output=True, check=False
    )
    seconds = time.perf_counter() - start
    if done.returncode:
        raise SystemExit(done.stderr.decode())
    wait_for_orphans()
    return seconds, children() - before


def sizes(most: int) -> Iterator[int]:
    """0, 1, 2, 4… up to ``most``."""
    yield 0
    size = 1
    while size <= most:
        yield size
        size *= 2


def main(most: int, rounds: int) -> None:
    """Print a row a number of plugins."""
    adopt_orphans()
    print(f"| plugins | {' | '.join(_COMMANDS)} |\n|---|{'---|' * len(_COMMANDS)}")
    for count in sizes(most):
        with tempfile.TemporaryDirectory() as place:
            root = Path(place)
            write(root, count)
            measured(root, ("check",))  # bytecode is there, and what a second check finds
            cells = []
            for arguments in _COMMANDS.values():
                every = [measured(root, arguments) for _ in range(rounds)]
                clock, used = (statistics.median(each) for each in zip(*every, strict=True))
                cells.append(f"{clock:.2f} s ({used:.2f} s)")
        print(f"| {count} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:]]
    main(*(*given, *(8, 3)[len(given) :]))
