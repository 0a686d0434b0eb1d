"""The temporary folder of a process that is killed: what it leaves there goes with its owner."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Final

_VARIABLES: Final = ("TMPDIR", "TEMP", "TMP")


def use(folder: Path) -> None:
    """Let temporary files of this process, and of those that it starts, be made there."""
    tempfile.tempdir = str(folder)
    os.environ.update(dict.fromkeys(_VARIABLES, str(folder)))
