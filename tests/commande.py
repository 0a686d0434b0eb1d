"""The command as a shell runs it, for the tests that look at what it answers."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def ppgp(
    *arguments: object, cwd: Path, entree: str | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run ``ppgp`` in ``cwd``; output as UTF-8 text, ``environment`` added to ours, ``entree`` what
    its standard input says."""
    return subprocess.run(
        [sys.executable, "-m", "ppgp_docs", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
        input=entree,
    )
