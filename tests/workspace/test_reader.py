"""The one guarded reader of files."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from ppgp_docs.workspace.reader import read_bytes

OPEN = Path("/proc/self/fd")


@pytest.mark.skipif(sys.platform != "linux", reason="the system lists what is open in /proc")
def test_a_folder_read_as_a_file_is_refused_and_leaves_nothing_open(tmp_path: Path) -> None:
    """A finding about a folder has no line to show: a thousand of them ended a check."""
    before = len([*OPEN.iterdir()])
    for _ in range(9):
        with pytest.raises(IsADirectoryError):
            read_bytes(tmp_path, most=9)
    assert len([*OPEN.iterdir()]) == before
