"""What whole commands cost in one version of the tool beside another, in one run.

``python benchmarks/compare_commands.py BEFORE AFTER [ROUNDS]`` takes two checkouts, each with its
own ``.venv`` (see ``compare_versions.py``), and has both work in turn on BEFORE's samples, which
both can read: a ``check`` of one dossier, one of all three, then a ``build`` of one document of
each format. Each command starts from nothing: a workspace that was never built, an empty cache.

Printed for each: seconds, of processor time and by the clock, medians, and the median of the ratios
of the pairs; then the ratio of the least of each, which noise from other work reaches less.
Processor time (``os.times``, user and system) of all the processes of a command, those that it does
not wait for included: Linux hands them over to us (``PR_SET_CHILD_SUBREAPER`` in ``prctl(2)``).
"""

from __future__ import annotations

import argparse
import ctypes
import os
import shutil
import statistics
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Final

COMMANDS: Final = {
    "check": (("01-ain",), ("check",)),
    "check of three": (("01-ain", "60-oise", "77-seine-et-marne"), ("check",)),
    "case study": (("60-oise",), ("build", "--only", "etude-de-cas")),
    "deck": (("60-oise",), ("build", "--only", "diaporama")),
    "fiche": (("77-seine-et-marne",), ("build", "--only", "fiche-action")),
}
"""By name, the dossiers of the workspace and what ``ppgp`` is asked."""
_PR_SET_CHILD_SUBREAPER: Final = 36


class Version:
    """A checkout that runs commands; bytecode is written, as for any user."""

    def __init__(self, checkout: Path) -> None:
        self._command = str(checkout.resolve() / ".venv" / "bin" / "ppgp")
        kept = {key: value for key, value in os.environ.items() if "BYTECODE" not in key}
        self._environment = kept

    def run(self, samples: list[Path], arguments: tuple[str, ...]) -> tuple[float, float]:
        """Seconds of processor time, and by the clock."""
        with tempfile.TemporaryDirectory() as root:
            workspace = Path(root, "espace")
            for sample in samples:
                shutil.copytree(sample, workspace / "departments" / sample.name)
            (workspace / "ppgp.toml").touch()
            places = {"PPGP_CACHE": f"{root}/cache", "XDG_CACHE_HOME": f"{root}/xdg"}
            before, start = children(), time.perf_counter()
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
            wait_for_orphans()
            return children() - before, clock


def children() -> float:
    times = os.times()
    return times.children_user + times.children_system


def adopt_orphans() -> None:
    if ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0):
        raise SystemExit("only Linux hands over the processes of a process")


def wait_for_orphans() -> None:
    try:
        while True:
            os.wait()
    except ChildProcessError:
        pass


def _told(name: str, pairs: list[tuple[float, float]]) -> str:
    old, new = (statistics.median(times) for times in zip(*pairs, strict=True))
    ratios = sorted(after / before for before, after in pairs)
    spread = f"{ratios[0]:.2f} to {ratios[-1]:.2f}"
    least_old, least_new = (min(times) for times in zip(*pairs, strict=True))
    least = f"least {least_old:.2f} → {least_new:.2f} s, × {least_new / least_old:.2f}"
    middle = f"{old:.2f} → {new:.2f} s, × {statistics.median(ratios):.2f} ({spread})"
    return f"{name}: {middle}; {least}"


def main(before: Path, after: Path, rounds: int, names: list[str]) -> None:
    adopt_orphans()
    versions = Version(before), Version(after)
    for name in names or COMMANDS:
        samples, arguments = COMMANDS[name]
        places = [before / "departments" / sample for sample in samples]
        runs = [[each.run(places, arguments) for each in versions] for _ in range(rounds + 1)][1:]
        for kind, rank in (("processor", 0), ("clock", 1)):
            print(_told(f"{name}, {kind}", [(a[rank], b[rank]) for a, b in runs]), flush=True)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("before", type=Path, help="a checkout with its .venv")
    parser.add_argument("after", type=Path, help="another")
    parser.add_argument("rounds", type=int, nargs="?", default=7, help="pairs of runs (7)")
    parser.add_argument("--only", action="append", choices=COMMANDS, default=[], dest="names")
    return parser.parse_args()


if __name__ == "__main__":
    main(**vars(_asked()))
