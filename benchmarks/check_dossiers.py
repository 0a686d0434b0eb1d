"""What ``ppgp check`` costs for each dossier, start-up excluded.

``python benchmarks/check_dossiers.py [COUNT]`` reads the shipped dossiers in turn COUNT times
(101 by default) through steps 2 to 5 and prints milliseconds a dossier, then where they go.
"""

from __future__ import annotations

import cProfile
import pstats
import sys
import time
from pathlib import Path

from ppgp_docs.session import Session
from ppgp_docs.workspace.find import find_workspace


def main(count: int) -> None:
    workspace = find_workspace(Path(__file__).parents[1])
    session, folders = Session.start(workspace), workspace.folders()
    for folder in folders:
        session.read(folder)  # warm: parsers and converters are made once
    times = []
    for rank in range(count):
        start = time.perf_counter()
        session.read(folders[rank % len(folders)])
        times.append(1000 * (time.perf_counter() - start))
    mean = sum(times) / count
    print(f"{count} dossiers\u00a0: {mean:.1f} ms par dossier, {max(times):.1f} ms au plus")
    profile = cProfile.Profile()
    profile.runcall(session.read, folders[0])
    pstats.Stats(profile).sort_stats("cumulative").print_stats("ppgp_docs", 14)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 101)
