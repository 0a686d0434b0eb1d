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
from typing import Any

import pytest

from ppgp_docs.temporary import PREFIX, EndingError, kept_folder, sweep, temporary_folder

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
    until = time.monotonic() + LONG
    while [*temporary.iterdir()] and time.monotonic() < until:  # its processes end meanwhile
        subprocess.run(
            [sys.executable, "-m", "ppgp_docs", "--version"],
            env={**os.environ, "TMPDIR": str(temporary)}, check=True, capture_output=True,
        )  # fmt: skip
    assert [*temporary.iterdir()] == []


def test_a_folder_that_another_sweeps_as_it_is_made_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual, first = Path.mkdir, []

    def swept(folder: Path, *given: Any, **named: Any) -> None:
        usual(folder, *given, **named)
        if not first:
            first.append(folder)
            sweep(str(tmp_path))

    monkeypatch.setattr(Path, "mkdir", swept)
    owner = Stranger(tmp_path / "espace")
    first.clear()
    folder = kept_folder(owner, str(tmp_path))
    assert folder.is_dir() and first and folder not in first
    sweep(str(tmp_path))
    assert folder.is_dir()


def test_what_a_thread_makes_while_all_is_erased_goes_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pool whose processes are ended may start another in that very moment."""
    usual, made = os.rmdir, []

    def late(path: Any, **named: Any) -> None:
        if not made and str(path).startswith(str(tmp_path)):
            made.append((tmp_path / Path(path).name / "pymp-a").mkdir())
        usual(path, **named)

    owner = Stranger(tmp_path / "espace")
    folder = kept_folder(owner, str(tmp_path))
    monkeypatch.setattr(os, "rmdir", late)
    del owner
    assert made and not folder.exists()


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


def test_no_folder_is_begun_once_all_is_erased(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor kept when another thread was making it just then."""
    ending: list[bool] = []
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr("ppgp_docs.temporary._ending", ending)
    usual = Path.mkdir

    def late(folder: Path, *given: Any, **named: Any) -> None:
        usual(folder, *given, **named)
        ending.append(True)

    monkeypatch.setattr(Path, "mkdir", late)
    for _ in range(2):
        with pytest.raises(EndingError), temporary_folder():
            pass
        assert [*tmp_path.iterdir()] == []
