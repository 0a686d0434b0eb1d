"""A file written whole, what a killed program left beside it, a journal that is only added to."""

from __future__ import annotations

import errno
import os
import time
from pathlib import Path

import pytest

from ppgp_docs.workspace.disk import (
    append,
    is_there,
    replace_file,
    sha256,
    sha256_of,
    written_aside,
)

HOUR = 3600


def left(folder: Path, name: str, age: float = 0) -> Path:
    file = folder / name
    file.write_bytes(b"moi")
    os.utime(file, (time.time() - age,) * 2)
    return file


@pytest.mark.parametrize(
    ("age", "alone", "stays"),
    [(0, False, True), (HOUR - 60, False, True), (HOUR + 60, False, False), (0, True, False)],
)
def test_what_a_killed_program_left_goes_once_it_is_surely_dead_or_nobody_else_writes(
    tmp_path: Path, age: float, alone: bool, stays: bool
) -> None:
    file = left(tmp_path, ".a[1].txt.0123abcd.tmp", age)
    replace_file(tmp_path / "a[1].txt", b"x", alone=alone)
    assert file.exists() == stays


@pytest.mark.parametrize("name", [".b.txt.0123abcd.tmp", ".a.txt.0123abc.tmp", ".a.txt.bak"])
def test_what_belongs_to_another_file_stays(tmp_path: Path, name: str) -> None:
    file = left(tmp_path, name, 9 * HOUR)
    replace_file(tmp_path / "a.txt", b"x", alone=True)
    assert file.read_bytes() == b"moi"


def test_what_is_written_beside_is_whole_known_again_by_a_later_build_and_gone_at_the_end(
    tmp_path: Path,
) -> None:
    target = tmp_path / "a.txt"
    with written_aside(target, b"neuf") as new:
        assert new.read_bytes() == b"neuf" and not target.exists()
        copy = left(tmp_path, new.name)
        os.utime(copy, (0, 0))
        replace_file(target, b"autre", alone=True)
        assert not copy.exists()
    assert [each.name for each in tmp_path.iterdir()] == ["a.txt"]


def test_a_journal_is_added_to(tmp_path: Path) -> None:
    append(tmp_path / "j", b"un\n")
    append(tmp_path / "j", b"deux\n")
    assert (tmp_path / "j").read_bytes() == b"un\ndeux\n"


@pytest.mark.skipif(os.name == "nt", reason="pipes and links of POSIX")
def test_a_journal_that_is_a_pipe_or_a_link_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(tmp_path / "ailleurs")
    for name, numbers in (("pipe", (errno.ENXIO, errno.EINVAL)), ("link", (errno.ELOOP,))):
        with pytest.raises(OSError) as raised:
            append(tmp_path / name, b"x")
        assert raised.value.errno in numbers
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    with pytest.raises(OSError) as raised:  # somebody reads it: it opens, and is no file
        append(tmp_path / "pipe", b"x")
    os.close(reader)
    assert raised.value.errno == errno.EINVAL
    assert not (tmp_path / "ailleurs").exists()


def test_a_digest_is_that_of_the_content(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x")
    assert sha256_of(tmp_path / "a") == sha256(b"x")
    assert sha256_of(tmp_path / "b") is None and not is_there(tmp_path / "b")


def test_what_cannot_be_looked_at_is_not_there(tmp_path: Path) -> None:
    assert not is_there(tmp_path / ("x" * 5000))


def test_whoever_says_nothing_is_not_alone(tmp_path: Path) -> None:
    file = left(tmp_path, ".a.txt.0123abcd.tmp", 0)
    replace_file(tmp_path / "a.txt", b"x")
    with written_aside(tmp_path / "a.txt", b"y"):
        assert file.exists()
