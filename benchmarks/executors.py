"""What a small document costs in our processes, and in those of Dask: for n, then for 4 n.

``python benchmarks/executors.py [COUNT]`` makes a web page for each of COUNT dossiers (250 by
default), then of four times as many, by two processes; it needs
``pip install distributed``. Both must give the same bytes. Seconds by the clock, start-up included.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from hashlib import sha256
from pathlib import Path
from typing import Final

from many_dossiers import territories

DASK: Final = Path(__file__).parents[1] / "plugins" / "dask"
_TEXT: Final = """\
departement: "{code}"
edition: 2024-03
contexte: {{titre: Le contexte, blocs: ["Un texte, le {rank}e."]}}
"""


def write(folder: Path, count: int) -> None:
    """``count`` dossiers of one paragraph."""
    for rank, (code, slug) in zip(range(count), territories(), strict=False):
        place = folder / "departments" / f"{code}-{slug}"
        place.mkdir(parents=True)
        (place / "dossier.yaml").write_text(_TEXT.format(code=code, rank=rank), "utf-8")


def build(root: Path, output: str, *more: str) -> tuple[float, dict[str, str]]:
    """Seconds, and the digest of each document by its path."""
    command = [sys.executable, "-m", "ppgp_docs", "build", "--only", "page-web", "--jobs", "2"]
    own = {"PPGP_CACHE": str(root / output / "cache"), "PYTHONPATH": str(DASK)}
    start = time.perf_counter()
    done = subprocess.run(
        [*command, "-o", output, *more],
        cwd=root,
        env={**os.environ, **own},
        capture_output=True,
        check=False,
    )
    seconds = time.perf_counter() - start
    if done.returncode:
        raise SystemExit(done.stderr.decode())
    folder = root / output
    made = folder.glob("*/*.html")
    return seconds, {str(each.relative_to(folder)): _digest(each) for each in made}


def _digest(file: Path) -> str:
    return sha256(file.read_bytes()).hexdigest()


def main(count: int) -> None:
    """Print a row a size."""
    print("| documents | two processes here | through Dask | same bytes |\n|---|---|---|---|")
    for size in (count, 4 * count):
        with tempfile.TemporaryDirectory() as place:
            root = Path(place)
            write(root, size)
            here, bytes_here = build(root, "ici")
            there, bytes_there = build(root, "ailleurs", "--plugins", str(DASK))
        same = "yes" if bytes_here == bytes_there and len(bytes_here) == size else "NO"
        each = (f"{1000 * seconds / size:.0f} ms each" for seconds in (here, there))
        print(f"| {size} | {' | '.join(each)} | {same} |", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 250)
