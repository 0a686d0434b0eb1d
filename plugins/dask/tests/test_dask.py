"""Documents made through Dask on a local cluster are those that the tool makes alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ppgp_docs.session import Session
from ppgp_docs.testing.exemplar import write_workspace

pytest.importorskip("distributed")
PLUGIN = Path(__file__).parents[1]


def build(root: Path, output: str, *more: str) -> dict[str, bytes]:
    command = [sys.executable, "-m", "ppgp_docs", "build", "01", "-o", output, "--force", *more]
    done = subprocess.run(
        [*command, "--only", "page-web", "--only", "diaporama", "--jobs", "2"],
        cwd=root,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONPATH": str(PLUGIN)},
    )
    assert done.returncode == 0, done.stderr
    return {file.name: file.read_bytes() for file in (root / output).glob("01-ain/*")}


def test_dask_makes_the_same_bytes(tmp_path: Path) -> None:
    write_workspace(tmp_path, Session.start(None).schemas)
    here = build(tmp_path, "ici")
    assert len(here) == 3
    assert build(tmp_path, "ailleurs", "--plugins", str(PLUGIN)) == here
