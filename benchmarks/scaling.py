"""What a workspace costs as it grows: time for each document, memory, what a second run costs.

``python benchmarks/scaling.py [--full] [COUNT…]`` builds a page of one paragraph for each of COUNT
dossiers (10, 100 and 1,000 by default), with two processes; ``--full`` builds all documents of the
samples instead, varied (``many_dossiers.py``), to be given smaller counts.

Seconds of processor of all processes, start-up included; memory is the most that all of them held
at once, pages that they share counted once (``Pss``, Linux), looked at five times a second.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import executors
import many_dossiers
from compare_commands import adopt_orphans, children, wait_for_orphans

PAUSE: Final = 0.2


class Cost(NamedTuple):
    """Seconds by the clock and of processor, megabytes at most."""

    clock: float
    processor: float
    memory: float


def measured(root: Path, *arguments: str) -> Cost:
    command = [sys.executable, "-m", "ppgp_docs", *arguments, "--jobs", "2"]
    own = {"PPGP_CACHE": str(root / "cache")}
    before, start, most = children(), time.perf_counter(), 0.0
    with (
        tempfile.TemporaryFile() as told,
        subprocess.Popen(
            command,
            cwd=root,
            env={**os.environ, **own},
            stdout=told,
            stderr=told,
            start_new_session=True,
        ) as running,
    ):
        while running.poll() is None:
            most = max(most, sum(map(_held, _session(running.pid))))
            time.sleep(PAUSE)
        seconds = time.perf_counter() - start
        if running.returncode:
            told.seek(0)
            raise SystemExit(told.read().decode())
    wait_for_orphans()
    return Cost(seconds, children() - before, most)


def _session(leader: int) -> Iterator[int]:
    """The processes of a session: those that a command started, whoever is their parent."""
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == leader:
            yield int(entry.name)


def _held(process: int) -> float:
    """Megabytes, each page divided among those that share it."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1000


def row(count: int, full: bool) -> str:
    """From nothing, then when nothing changed."""
    asked = ("build",) if full else ("build", "--only", "page-web")
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        (many_dossiers if full else executors).write(root, count)
        (root / "ppgp.toml").touch()
        first = measured(root, *asked)
        time.sleep(3)  # what has just changed is read again for two seconds
        measured(root, *asked)
        again = measured(root, *asked)
    each = 1000 * first.processor / count
    return (
        f"| {count} | {first.clock:.1f} s | {first.processor:.1f} s | {each:.0f} ms | "
        f"{first.memory:.0f} MB | {again.clock:.2f} s | {again.memory:.0f} MB |"
    )


def main(arguments: list[str]) -> None:
    adopt_orphans()
    full = "--full" in arguments
    counts = [int(each) for each in arguments if each.isdecimal()] or [10, 100, 1000]
    titles = ("dossiers", "first", "processor", "a dossier", "memory", "nothing changed", "memory")
    print(f"| {' | '.join(titles)} |\n|{'---|' * len(titles)}", flush=True)
    for count in counts:
        print(row(count, full), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
