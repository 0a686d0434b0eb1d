"""Each step of writing in turn fails, or kills the build: nothing half, nothing lost, then clean.

Steps are what the interpreter audits (``open``, ``os.rename``, ``os.link``, ``os.remove``…) and
``fsync``; a write fails as on a full disk.
"""

from __future__ import annotations

import errno
import os
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.campagne import drawn

from ppgp_docs.workspace.disk import replace_file, sha256
from ppgp_docs.workspace.manifest import JOURNAL, MANIFEST, Artifact
from ppgp_docs.workspace.output import Output

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a child is a fork of POSIX")

NEW, EDITED, FORMER = "01-ain/neuf.docx", "01-ain/retouche.docx", "60-oise/ancien.pdf"
BY_HAND = b"retouche"
STEPS = {"open", "os.rename", "os.link", "os.remove", "os.mkdir", "os.chmod", "fsync"}
MOST = 400
"""More steps than two documents and a manifest take."""

DONE, TOLD, KILLED, UNTOLD = 0, 3, 9, 70


def full_disk() -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def killed() -> None:
    os._exit(KILLED)


class Steps:
    """Counts the steps below a folder, and does something at the one of that rank."""

    def __init__(self) -> None:
        self.folder, self.rank, self.count = "", 0, 0
        self.act: Callable[[], None] | None = None

    def hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if (
            self.act is None
            or event not in STEPS
            or (self.act is full_disk and _reads(event, arguments))
        ):
            return
        if event != "fsync" and not str(arguments[0]).startswith(self.folder):
            return
        self.count += 1
        if self.count == self.rank:
            self.act()


def _reads(event: str, arguments: tuple[object, ...]) -> bool:
    """A disk that is full is read all the same."""
    return event == "open" and not int(arguments[2]) & (os.O_WRONLY | os.O_RDWR)  # type: ignore


HEARD = Steps()
sys.addaudithook(HEARD.hear)


def artifact(path: str, data: bytes, key: str) -> Artifact:
    return Artifact("f", path[:5], path, "Titre", sha256(data), len(data), key, {}, {}, 0.1, 0)


def build(folder: Path, key: str) -> list[str]:
    """The codes that a build of the three documents tells."""
    output = Output(folder)
    told = output.open()
    for path in (NEW, EDITED, FORMER):
        data = f"{path} {key}".encode() * 2000
        if not output.up_to_date(path, key):
            told += output.save(data, artifact(path, data, key))
    return [each.code for each in told + output.close()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Documents of a former build, one of them edited by hand, one not there any more."""
    assert build(tmp_path, "k1") == []
    (tmp_path / EDITED).write_bytes(BY_HAND)
    (tmp_path / NEW).unlink()
    return tmp_path


def built_in_a_child(folder: Path, rank: int, act: Callable[[], None]) -> tuple[int, int]:
    """How a build that meets ``act`` at a step ended, and how many steps it took."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        code = UNTOLD
        try:
            fsync = os.fsync
            os.fsync = lambda number: (HEARD.hear("fsync", ()), fsync(number))[1]  # type: ignore
            HEARD.folder, HEARD.rank, HEARD.count, HEARD.act = str(folder), rank, 0, act
            try:
                build(folder, "k2")
                code = DONE
            except OSError:
                code = TOLD
            HEARD.act = None
            os.write(write, str(HEARD.count).encode())
        finally:
            os._exit(code)
    os.close(write)
    _, status = os.waitpid(child, 0)
    said = os.read(read, 20)
    os.close(read)
    return os.waitstatus_to_exitcode(status), int(said or 0)


def whole(folder: Path, path: str) -> bool:
    """Whether a document is the former one, the new one, or the one edited by hand."""
    known = {f"{path} {key}".encode() * 2000 for key in ("k1", "k2", "k3")} | {BY_HAND}
    return (folder / path).read_bytes() in known


def check(folder: Path) -> None:
    """Nothing half, nothing lost; the next build is clean and makes all."""
    assert all(whole(folder, path) for path in (NEW, EDITED, FORMER) if (folder / path).exists())
    assert (folder / FORMER).exists()
    assert BY_HAND in {each.read_bytes() for each in folder.rglob("*.docx")}
    again = build(folder, "k2")
    assert set(again) <= {"W001"}, again
    assert build(folder, "k2") == []
    assert build(folder, "k3") == []  # and takes away a lock that nothing needed before
    files = {each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file()}
    aside = EDITED.replace(".docx", " (modifié).docx")
    assert files == {NEW, EDITED, FORMER, aside, MANIFEST}
    assert (folder / aside).read_bytes() == BY_HAND
    assert not (folder / JOURNAL).exists()


@pytest.mark.parametrize(("act", "ends"), [(full_disk, {DONE, TOLD}), (killed, {KILLED})])
def test_whatever_step_fails_nothing_is_half_nor_lost_and_the_next_build_is_clean(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, act: Callable[[], None], ends: set[int]
) -> None:
    _, steps = built_in_a_child(_copied(folder, tmp_path_factory), MOST, act)
    assert 20 < steps < MOST
    for rank in drawn(f"steps of a build, {act.__name__}", range(1, steps + 1), 4):
        tried = _copied(folder, tmp_path_factory)
        ended, _ = built_in_a_child(tried, rank, act)
        assert ended in ends, rank
        try:
            check(tried)
        except AssertionError as problem:
            raise AssertionError(f"step {rank} of {steps}") from problem
        shutil.rmtree(tried)


@pytest.mark.parametrize("age", [2 * 3600, 1])
def test_what_a_killed_program_left_long_ago_beside_a_file_is_removed(
    tmp_path: Path, age: int
) -> None:
    left = tmp_path / ".dossier.yaml.0123abcd.tmp"
    left.write_bytes(b"moi")
    os.utime(left, (time.time() - age,) * 2)
    replace_file(tmp_path / "dossier.yaml", b"code: x")
    assert left.exists() == (age < 3600)


def _copied(folder: Path, places: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(folder, places.mktemp("essai") / "sorties"))


@pytest.mark.parametrize("room", [0, 1, 100, 4096, 20_000, 60_000])
def test_a_disk_that_fills_up_within_a_document_leaves_the_former_one(
    folder: Path, room: int
) -> None:
    import resource

    def build_in_little_room() -> None:
        _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))

    ended, _ = built_in_a_child(folder, 1, build_in_little_room)
    assert ended in {DONE, TOLD}
    check(folder)
