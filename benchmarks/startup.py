"""How long ``ppgp --help`` takes, as a ratio to ``python -c "import click"``, run in turn.

``python benchmarks/startup.py [RUNS]``
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

HELP = [str(Path(sys.executable).with_name("ppgp")), "--help"]
CLICK = [sys.executable, "-c", "import click"]


def seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def main(runs: int) -> None:
    pairs = [(seconds(HELP), seconds(CLICK)) for _ in range(runs + 1)][1:]
    ratio = statistics.median(ours / theirs for ours, theirs in pairs)
    ours, theirs = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(f"ppgp --help {1000 * ours:.0f} ms, import click {1000 * theirs:.0f} ms : × {ratio:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
