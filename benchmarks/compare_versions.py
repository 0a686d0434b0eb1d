"""What reading a dossier costs in one version of the tool beside another, in one run.

``python benchmarks/compare_versions.py BEFORE AFTER [ROUNDS]`` takes two checkouts, each with its
own ``.venv`` (``git worktree add ../before b19cc7e``, then the installation of CONTRIBUTING.md in
both). Each version works in a process of its own; both are given the same dossiers in turn, AFTER's
samples, of which no text was ever seen before. Printed for each sample: milliseconds of processor
time, medians, and the median of the ratios, for

- ``check``: steps 2 to 5 of one dossier,
- ``build``: what a build does of its own for one dossier, that is all but rendering and proving.

Processor time and not the clock: what else the machine does would count for one of the two.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

WORKER: Final = """
import sys, time
from pathlib import Path
try:
    from ppgp_docs.session import Session
    from ppgp_docs.workspace.find import find_workspace
except ImportError:  # version 0.1
    from ppgp_docs.engine import Engine as Session
    from ppgp_docs.find import find_workspace

session = Session.start(None)

def check(root):
    for folder in find_workspace(root).folders():
        assert session.read(folder).dossier is not None, folder

try:
    from ppgp_docs.cache.digests import Digests
    from ppgp_docs.render.fingerprint import Fingerprints
    from ppgp_docs.render.survey import Wanted, survey

    fingerprints = Fingerprints(session, Digests())

    def build(root):
        for folder in find_workspace(root).folders():
            assert survey(folder, session, fingerprints, Wanted(plan=True)).planned
except ImportError:  # version 0.1
    from ppgp_docs.build import Build, Planned, Request

    def build(root):
        workspace = find_workspace(root)
        request = Request(workspace, tuple(workspace.folders()), root / "sorties")
        assert any(isinstance(event, Planned) for event in Build(request, session).run())

for line in sys.stdin:
    work, root = line.rstrip("\\n").split(" ", 1)
    start = time.process_time()
    globals()[work](Path(root))
    print(time.process_time() - start, flush=True)
"""
"""In version 0.1, ``any`` stops a build at ``Planned``, before its first document is rendered."""

WORKS: Final = ("check", "build")


class Version:
    """A checkout at work: told what to do on its standard input, it answers with seconds."""

    def __init__(self, checkout: Path) -> None:
        scripts = "Scripts" if sys.platform == "win32" else "bin"
        python = checkout.resolve() / ".venv" / scripts / "python"
        self._process = subprocess.Popen(
            [python, "-c", WORKER],
            cwd=checkout,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def seconds(self, work: str, root: Path) -> float:
        assert self._process.stdin and self._process.stdout
        print(work, root, file=self._process.stdin, flush=True)
        return float(self._process.stdout.readline())


def never_seen(sample: Path, root: Path, rounds: int) -> Iterator[Path]:
    """Workspaces of one dossier, the sample's, with a remark in each file that makes it new."""
    for rank in range(rounds):
        workspace = root / f"{sample.name}-{rank}"
        folder = workspace / "departments" / sample.name
        shutil.copytree(sample, folder)
        (workspace / "ppgp.toml").touch()
        for file in folder.rglob("*.yaml"):
            file.write_bytes(file.read_bytes() + f"\n# copie {rank}\n".encode())
        yield workspace


def compare(before: Version, after: Version, work: str, workspaces: Iterator[Path]) -> str:
    """The first pair only warms up."""
    pairs = [(before.seconds(work, each), after.seconds(work, each)) for each in workspaces][1:]
    ratio = statistics.median(new / old for old, new in pairs)
    old, new = (1000 * statistics.median(times) for times in zip(*pairs, strict=True))
    return f"{work} {old:.1f} → {new:.1f} ms, × {ratio:.2f}"


def main(before: Path, after: Path, rounds: int) -> None:
    versions = Version(before), Version(after)
    for sample in sorted(file.parent for file in before.glob("departments/*/dossier.yaml")):
        for work in WORKS:
            with tempfile.TemporaryDirectory() as root:
                workspaces = never_seen(sample, Path(root), rounds + 1)
                print(sample.name, compare(*versions, work, workspaces), sep="\u00a0: ", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 15)
