"""Temporary folders of a build that is ended, in whatever way: none is left but by a kill that
nothing hears, and the next command takes these away."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ppgp_docs.temporary import PREFIX, kept_folder, sweep, temporary_folder

from .world import Stranger

pytestmark = [
    pytest.mark.hostile,
    pytest.mark.skipif(os.name == "nt", reason="signals and locks of POSIX"),
]
LONG = 60
"""Seconds after which a build hangs, on the busiest machine."""


@pytest.fixture
def temporary() -> Iterator[Path]:
    """A short name, as the usual folder has: a long one is none for sockets."""
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        yield Path(folder)


def begun(root: Path, temporary: Path) -> subprocess.Popen[bytes]:
    """A build that has made temporary folders: that of its sockets, that of its processes."""
    running = subprocess.Popen(
        [sys.executable, "-m", "ppgp_docs", "build", "--force", "--jobs", "2"],
        cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env={**os.environ, "TMPDIR": str(temporary)}, start_new_session=True,
    )  # fmt: skip
    until = time.monotonic() + LONG
    while len([*temporary.iterdir()]) < 2:
        assert running.poll() is None and time.monotonic() < until
        time.sleep(0.01)
    return running


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_build_that_is_told_to_end_leaves_no_temporary_folder(
    number: signal.Signals, tmp_path: Path, temporary: Path
) -> None:
    with begun(Stranger(tmp_path / "espace").root, temporary) as running:
        running.send_signal(number)
        answer = running.wait(LONG)
    assert answer == (130 if number == signal.SIGINT else -number)
    assert [*temporary.iterdir()] == []


def test_what_a_killed_build_leaves_goes_with_the_next_one(tmp_path: Path, temporary: Path) -> None:
    with begun(Stranger(tmp_path / "espace").root, temporary) as running:
        running.kill()
        running.wait(LONG)
    left = [*temporary.iterdir()]
    assert {each.name.startswith(PREFIX) for each in left} == {True}
    sweep(str(temporary))
    assert [*temporary.iterdir()] == left  # it may just have been made, and not be held yet
    until = time.monotonic() + LONG
    while [*temporary.iterdir()] and time.monotonic() < until:  # its processes end meanwhile
        for each in temporary.iterdir():
            os.utime(each, (0, 0))
        sweep(str(temporary))
        time.sleep(0.05)
    assert [*temporary.iterdir()] == []


def test_nothing_is_swept_that_is_held_or_not_ours(tmp_path: Path) -> None:
    held, other, file = tmp_path / f"{PREFIX}a", tmp_path / "ppgp-notes", tmp_path / f"{PREFIX}b"
    outside, link = tmp_path / "ailleurs", tmp_path / f"{PREFIX}c"
    for folder in (held, other, outside):
        folder.mkdir()
    file.touch()
    link.symlink_to(outside)
    fcntl = pytest.importorskip("fcntl")
    lock = os.open(held, os.O_RDONLY)
    fcntl.flock(lock, fcntl.LOCK_EX)
    for each in tmp_path.iterdir():
        os.utime(each, (0, 0), follow_symlinks=False)
    before = sorted(tmp_path.iterdir())
    sweep(str(tmp_path))
    assert sorted(tmp_path.iterdir()) == before
    os.close(lock)
    sweep(str(tmp_path))
    assert sorted(tmp_path.iterdir()) == [each for each in before if each != held]


def test_a_folder_lasts_as_long_as_its_owner_or_its_block(tmp_path: Path) -> None:
    owner = Stranger(tmp_path / "espace")
    folder = kept_folder(owner, str(tmp_path))
    assert folder.is_dir()
    del owner
    assert not folder.exists()
    with temporary_folder() as folder:
        (folder / "a").touch()
    assert not folder.exists()
