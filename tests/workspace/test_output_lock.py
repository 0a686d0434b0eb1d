"""One build at a time writes in an output folder: its lock, and one that was left."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.workspace.outputs import NAME, artifact, files, held_lock, locked_by, opened, saved

from ppgp_docs.workspace import lock
from ppgp_docs.workspace.lock import LOCK, LockedError
from ppgp_docs.workspace.manifest import (
    MANIFEST,
)
from ppgp_docs.workspace.output import Output, not_written


def test_a_directory_in_the_place_of_the_lock_is_named_with_its_remedy(tmp_path: Path) -> None:
    (tmp_path / LOCK).mkdir()
    with pytest.raises(LockedError) as raised:
        Output(tmp_path).save(b"un", artifact(b"un"))
    told = not_written(tmp_path / NAME, raised.value)
    assert told.code == "W007"
    assert f"un répertoire nommé `{LOCK}`" in told.message
    assert told.span is not None
    assert told.span.file == tmp_path / LOCK
    assert "effacez-le ou renommez-le" in told.hints[0]
    assert files(tmp_path) == set()


@pytest.mark.parametrize("make", [os.mkfifo, lambda file: file.symlink_to("ailleurs")])
def test_what_is_no_file_in_the_place_of_the_lock_is_told_at_once(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    make(tmp_path / LOCK)
    with pytest.raises(LockedError) as raised:
        Output(tmp_path).save(b"un", artifact(b"un"))
    assert f"autre chose qu’un fichier nommé `{LOCK}`" in raised.value.told.message
    assert not (tmp_path / NAME).exists() and not (tmp_path / "ailleurs").exists()


@pytest.mark.parametrize("age", [600, 86_400, 40 * 86_400])
def test_a_lock_left_by_another_computer_names_itself_and_its_remedy_at_once(
    tmp_path: Path, age: int
) -> None:
    file = locked_by(tmp_path, "pc-dpmi-12", age)
    before = time.monotonic()
    with pytest.raises(LockedError) as locked:
        saved(tmp_path, b"un")
    assert time.monotonic() - before < 5
    told = not_written(tmp_path / NAME, locked.value)
    assert (told.code, told.span and told.span.file) == ("W007", file)
    assert "l’ordinateur `pc-dpmi-12`" in told.message
    assert told.hints[0].endswith("effacez le fichier `.manifest.lock`")
    file.unlink()
    assert saved(tmp_path, b"un").artifacts.keys() == {NAME}


@pytest.mark.parametrize("content", ["", "4242\n", "\udcff\x00"])
def test_an_old_lock_that_does_not_say_whose_it_is_has_its_remedy_too(
    tmp_path: Path, content: str
) -> None:
    file = locked_by(tmp_path, "", 600)
    file.write_bytes(content.encode(errors="surrogateescape"))
    os.utime(file, (time.time() - 600,) * 2)
    with pytest.raises(LockedError) as locked:
        Output(tmp_path).save(b"un", artifact(b"un"), patience=0.2)
    assert "on ne sait où" in locked.value.told.message
    assert "effacez le fichier" in locked.value.told.hints[0]


@pytest.mark.parametrize("age", [0, 3, 600, 86_400])
def test_a_lock_left_before_it_said_whose_it_is_is_taken_away(
    tmp_path: Path, age: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "_UNNAMED", 0.2)
    file = locked_by(tmp_path, "", age)
    file.write_bytes(b"")
    os.utime(file, (time.time() - age,) * 2)
    assert saved(tmp_path, b"un").artifacts.keys() == {NAME}
    assert files(tmp_path) == {NAME, MANIFEST}


def test_a_lock_that_comes_while_another_is_taken_away_is_put_back(tmp_path: Path) -> None:
    file = locked_by(tmp_path, "pc-dpmi-12", 0)
    lock._take_away(file, (file.stat().st_ino + 1, 0))
    assert "pc-dpmi-12" in file.read_text("utf-8")
    assert files(tmp_path) == {LOCK}


def test_a_fresh_lock_of_another_computer_is_waited_for(tmp_path: Path) -> None:
    locked_by(tmp_path, "pc-dpmi-12", 1)
    with pytest.raises(LockedError, match="pc-dpmi-12"):
        opened(tmp_path).save(b"un", artifact(b"un"), patience=0.2)
    assert files(tmp_path) == {LOCK}


@pytest.mark.parametrize("age", [3, 86_400])
def test_a_lock_left_by_a_dead_process_of_this_computer_is_broken(tmp_path: Path, age: int) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    file = locked_by(tmp_path, socket.gethostname(), age)
    file.write_text(f"{dead.pid}\n{socket.gethostname()}\n", encoding="utf-8")
    os.utime(file, (time.time() - age,) * 2)
    assert saved(tmp_path, b"un").artifacts.keys() == {NAME}
    assert files(tmp_path) == {NAME, MANIFEST}


def test_a_build_of_this_computer_that_runs_is_said_to_run(tmp_path: Path) -> None:
    held_lock(tmp_path, socket.gethostname(), age=5)
    with pytest.raises(LockedError) as raised, lock.alone(tmp_path, 0):
        pass
    assert raised.value.told.message.startswith("une autre fabrication écrit dans")
    assert raised.value.told.hints == (lock._WAIT,)


@pytest.mark.parametrize(("age", "is_left"), [(290, False), (310, True)])
def test_a_lock_is_left_after_five_minutes(tmp_path: Path, age: float, is_left: bool) -> None:
    assert lock._is_left(held_lock(tmp_path, "ailleurs", age)) == is_left
    (tmp_path / LOCK).unlink()
    assert not lock._is_left(tmp_path / LOCK)


def test_a_lock_that_says_nothing_is_taken_away_however_little_patience_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "_UNNAMED", 0.2)
    file = locked_by(tmp_path, "", 0)
    file.write_bytes(b"")
    opened(tmp_path).save(b"un", artifact(b"un"), patience=0.7)
    assert (tmp_path / NAME).read_bytes() == b"un"


def test_a_lock_that_says_nothing_outlives_a_patience_that_ends_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "_UNNAMED", 0.2)
    locked_by(tmp_path, "", 0).write_bytes(b"")
    with pytest.raises(LockedError):
        Output(tmp_path).save(b"un", artifact(b"un"), patience=0.2)
