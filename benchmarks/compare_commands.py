"""What whole commands cost in one version of the tool beside another, in one run.

``python benchmarks/compare_commands.py BEFORE AFTER [ROUNDS]`` takes two checkouts, each with its
own ``.venv`` (see ``compare_versions.py``), and has both work in turn on BEFORE's samples, which
both can read: a ``check`` of one dossier, then a ``build`` of one document of each format. Each
command starts from nothing: a workspace that was never built, a cache that is empty.

Printed for each: seconds of processor time, medians, and the median of the ratios of the pairs.
Processor time (``os.times``, user and system) of all the processes of a command, those that it does
not wait for included: Linux hands them over to us (``PR_SET_CHILD_SUBREAPER`` in ``prctl(2)``).
"""

from __future__ import annotations

import ctypes
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

COMMANDS: Final = {
    "check": ("01-ain", ("check",)),
    "case study": ("60-oise", ("build", "--only", "etude-de-cas")),
    "deck": ("60-oise", ("build", "--only", "diaporama")),
    "fiche": ("77-seine-et-marne", ("build", "--only", "fiche-action")),
}
_PR_SET_CHILD_SUBREAPER: Final = 36


class Version:
    """A checkout that runs commands; bytecode is written, as for any user."""

    def __init__(self, checkout: Path) -> None:
        self._command = str(checkout.resolve() / ".venv" / "bin" / "ppgp")
        kept = {key: value for key, value in os.environ.items() if "BYTECODE" not in key}
        self._environment = kept

    def run(self, sample: Path, arguments: tuple[str, ...]) -> tuple[float, float]:
        """Seconds of processor time, and by the clock."""
        with tempfile.TemporaryDirectory() as root:
            workspace = Path(root, "espace")
            shutil.copytree(sample, workspace / "departments" / sample.name)
            (workspace / "ppgp.toml").touch()
            places = {"PPGP_CACHE": f"{root}/cache", "XDG_CACHE_HOME": f"{root}/xdg"}
            before, start = _children(), time.perf_counter()
            done = subprocess.run(
                [self._command, *arguments],
                cwd=workspace,
                env={**self._environment, **places},
                capture_output=True,
                encoding="utf-8",
                check=False,
            )
            clock = time.perf_counter() - start
            if done.returncode:
                raise SystemExit(done.stdout + done.stderr)
            _wait_for_orphans()
            return _children() - before, clock


def _children() -> float:
    times = os.times()
    return times.children_user + times.children_system


def _adopt_orphans() -> None:
    if ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0):
        raise SystemExit("only Linux hands over the processes of a process")


def _wait_for_orphans() -> None:
    try:
        while True:
            os.wait()
    except ChildProcessError:
        pass


def _told(name: str, pairs: list[tuple[float, float]]) -> str:
    old, new = (statistics.median(times) for times in zip(*pairs, strict=True))
    ratios = sorted(after / before for before, after in pairs)
    spread = f"{ratios[0]:.2f} to {ratios[-1]:.2f}"
    return f"{name}: {old:.2f} → {new:.2f} s, × {statistics.median(ratios):.2f} ({spread})"


def main(before: Path, after: Path, rounds: int) -> None:
    _adopt_orphans()
    versions = Version(before), Version(after)
    for name, (sample, arguments) in COMMANDS.items():
        place = before / "departments" / sample
        runs = [[each.run(place, arguments) for each in versions] for _ in range(rounds + 1)][1:]
        for kind, rank in (("processor", 0), ("clock", 1)):
            print(_told(f"{name}, {kind}", [(a[rank], b[rank]) for a, b in runs]), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 7)
