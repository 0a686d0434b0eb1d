"""Output folders, as tests write them."""

from __future__ import annotations

import os
import time
from pathlib import Path

from ppgp_docs.workspace.disk import sha256
from ppgp_docs.workspace.lock import LOCK
from ppgp_docs.workspace.manifest import (
    Artifact,
)
from ppgp_docs.workspace.output import Output

NAME = "01-ain/etude-de-cas-ain.pdf"


def artifact(data: bytes, key: str = "k1", path: str = NAME) -> Artifact:
    return Artifact(
        format="etude-de-cas",
        dossier="01-ain",
        path=path,
        title="Étude de cas",
        sha256=sha256(data),
        bytes=len(data),
        key=key,
        inputs={"dossier.yaml": "00"},
        versions={"ppgp-docs": "0.1.0"},
        seconds=0.5,
        warnings=0,
    )


def opened(folder: Path) -> Output:
    """An output folder that has nothing to complain of."""
    output = Output(folder)
    assert output.open() == []
    return output


def saved(folder: Path, data: bytes, key: str = "k1", path: str = NAME) -> Output:
    output = opened(folder)
    assert output.save(data, artifact(data, key, path)) == []
    assert output.close() == []
    return output


def files(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}


def locked_by(folder: Path, host: str, seconds_ago: float) -> Path:
    """A lock as filelock writes it: the number of the process, the name of its computer."""
    folder.mkdir(exist_ok=True)
    file = folder / LOCK
    file.write_text(f"4242\n{host}\n", encoding="utf-8")
    then = time.time() - seconds_ago
    os.utime(file, (then, then))
    return file


KILLED = """
import os, sys
from pathlib import Path
from tests.workspace.outputs import saved
after, folder = sys.argv[1], Path(sys.argv[2])
move = Path.replace
def replace(self, target):
    if Path(target).suffix == ".pdf":
        if after == "placing":
            move(self, target)
        os._exit(9)
    return move(self, target)
Path.replace = replace
saved(folder, b"deux", "k2")
"""


def held_lock(folder: Path, host: str, age: float) -> Path:
    """The lock of a build that runs, as filelock writes it."""
    file = folder / LOCK
    file.write_text(f"{os.getpid()}\n{host}\n")
    os.utime(file, (time.time() - age,) * 2)
    return file
