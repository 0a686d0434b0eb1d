"""Step 8: a document is in its place whole, or the former one still is; nothing is lost."""

from __future__ import annotations

import json
import os
import socket
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ppgp_docs.workspace import lock
from ppgp_docs.workspace.disk import replace_file, sha256
from ppgp_docs.workspace.lock import LOCK, LockedError
from ppgp_docs.workspace.manifest import (
    JOURNAL,
    MANIFEST,
    Artifact,
    Manifest,
    note,
    noted,
    read_manifest,
)
from ppgp_docs.workspace.output import Output, not_written

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


def test_a_document_and_its_manifest_are_the_only_files_written(tmp_path: Path) -> None:
    saved(tmp_path, b"un")
    assert files(tmp_path) == {NAME, MANIFEST}
    assert (tmp_path / NAME).read_bytes() == b"un"


def test_the_manifest_tells_all_of_each_document_in_order(tmp_path: Path) -> None:
    saved(tmp_path, b"un")
    saved(tmp_path, b"deux", path="01-ain/diaporama-ain.pptx")
    manifest = json.loads((tmp_path / MANIFEST).read_text(encoding="utf-8"))
    assert manifest["version"] == 1
    assert [document["path"] for document in manifest["documents"]] == [
        "01-ain/diaporama-ain.pptx",
        NAME,
    ]
    assert manifest["documents"][1]["sha256"] == sha256(b"un")
    assert manifest["documents"][1]["title"] == "Étude de cas"


def test_what_the_manifest_says_is_read_back_equal(tmp_path: Path) -> None:
    output = saved(tmp_path, b"un")
    assert opened(tmp_path).artifacts == output.artifacts


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_write_that_fails_leaves_the_former_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    target = tmp_path / "fiche.docx"
    replace_file(target, b"avant")

    def fail(*_: object) -> None:
        raise OSError("disque plein")

    monkeypatch.setattr(*((os, "fsync") if step == "fsync" else (Path, "replace")), fail)
    with pytest.raises(OSError, match="disque plein"):
        replace_file(target, "après".encode())
    assert target.read_bytes() == b"avant"
    assert files(tmp_path) == {"fiche.docx"}


def test_an_interruption_leaves_no_temporary_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        replace_file(tmp_path / "a" / "fiche.docx", b"x")
    assert files(tmp_path) == set()


def test_a_document_made_again_replaces_the_former_one(tmp_path: Path) -> None:
    saved(tmp_path, b"un")
    saved(tmp_path, b"deux", "k2")
    assert (tmp_path / NAME).read_bytes() == b"deux"
    assert files(tmp_path) == {NAME, MANIFEST}


def test_a_directory_in_the_place_of_the_lock_is_named_with_its_remedy(tmp_path: Path) -> None:
    (tmp_path / LOCK).mkdir()
    with pytest.raises(LockedError) as raised:
        Output(tmp_path).save(b"un", artifact(b"un"))
    told = not_written(tmp_path / NAME, raised.value)
    assert told.code == "W007"
    assert f"un répertoire nommé `{LOCK}`" in told.message
    assert told.span is not None
    assert told.span.file == tmp_path / LOCK
    assert "effacez ou renommez ce répertoire" in told.hints[0]
    assert files(tmp_path) == set()


def test_a_document_that_a_person_changed_is_kept_aside_and_said(tmp_path: Path) -> None:
    saved(tmp_path, b"un")
    for edited in (b"retouche", b"autre retouche"):
        (tmp_path / NAME).write_bytes(edited)
        output = opened(tmp_path)
        (said,) = output.save(b"deux", artifact(b"deux", edited.decode()))
        output.close()
        assert said.code == "W001"
        assert said.span is not None
        assert said.span.file.read_bytes() == edited
    assert files(tmp_path) == {
        NAME,
        MANIFEST,
        "01-ain/etude-de-cas-ain (modifié).pdf",
        "01-ain/etude-de-cas-ain (modifié 2).pdf",
    }
    assert (tmp_path / NAME).read_bytes() == b"deux"


def test_a_file_of_someone_else_at_that_place_is_kept_aside_too(tmp_path: Path) -> None:
    (tmp_path / NAME).parent.mkdir()
    (tmp_path / NAME).write_bytes(b"venu d'ailleurs")
    (said,) = opened(tmp_path).save(b"un", artifact(b"un"))
    assert said.code == "W001"
    assert (tmp_path / "01-ain/etude-de-cas-ain (modifié).pdf").exists()


def test_a_document_is_up_to_date_only_with_the_same_key_and_the_same_bytes(
    tmp_path: Path,
) -> None:
    output = saved(tmp_path, b"un")
    assert output.up_to_date(NAME, "k1")
    assert not output.up_to_date(NAME, "k2")
    assert not output.up_to_date("autre.pdf", "k1")
    (tmp_path / NAME).write_bytes(b"retouche")
    assert not output.up_to_date(NAME, "k1")
    (tmp_path / NAME).unlink()
    assert not output.up_to_date(NAME, "k1")


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"documents": [{"path": 1}]}', b"\xff", b'{"documents": 1}']
)
def test_an_unreadable_manifest_is_said_and_started_anew(tmp_path: Path, content: bytes) -> None:
    (tmp_path / MANIFEST).write_bytes(content)
    output = Output(tmp_path)
    (said,) = output.open()
    assert (said.code, output.artifacts) == ("W002", {})
    output.save(b"un", artifact(b"un"))
    output.close()
    assert opened(tmp_path).artifacts.keys() == {NAME}


def test_a_document_that_cannot_be_written_is_told_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "01-ain").write_text("un fichier à la place du dossier")
    with pytest.raises(OSError) as problem:
        saved(tmp_path, b"un")
    fault = not_written(tmp_path / NAME, problem.value)
    assert fault.code == "W003"
    assert "`etude-de-cas-ain.pdf` ne peut pas être écrit" in fault.message
    assert "--output" in fault.hints[0]


def locked_by(folder: Path, host: str, seconds_ago: float) -> Path:
    """A lock as filelock writes it: the number of the process, the name of its computer."""
    folder.mkdir(exist_ok=True)
    file = folder / LOCK
    file.write_text(f"4242\n{host}\n", encoding="utf-8")
    then = time.time() - seconds_ago
    os.utime(file, (then, then))
    return file


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


KILLED = """
import os, sys
from pathlib import Path
from tests.workspace.test_output import saved
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


@pytest.mark.parametrize("after", ["noting", "placing"])
@pytest.mark.parametrize("first", [b"un", None], ids=["over a former one", "in an empty place"])
def test_a_build_that_dies_at_a_document_never_takes_its_own_work_for_a_persons(
    tmp_path: Path, after: str, first: bytes | None
) -> None:
    if first:
        saved(tmp_path, first)
    died = subprocess.run(
        [sys.executable, "-c", KILLED, after, tmp_path],
        cwd=Path(__file__).parents[2],
        check=False,
    )
    assert died.returncode == 9
    placed = b"deux" if after == "placing" else first
    assert ((tmp_path / NAME).read_bytes() if placed else None) == placed
    output = opened(tmp_path)
    assert bool(output.up_to_date(NAME, "k2")) == (after == "placing")
    assert output.save(b"trois", artifact(b"trois", "k3")) == []
    assert (tmp_path / NAME).read_bytes() == b"trois"
    assert not [name for name in files(tmp_path) if "modifié" in name]


def test_a_document_that_finds_its_place_taken_leaves_the_manifest_as_it_was(
    tmp_path: Path,
) -> None:
    saved(tmp_path, b"un")
    manifest = (tmp_path / MANIFEST).read_bytes()
    (tmp_path / NAME).unlink()
    (tmp_path / NAME).mkdir()
    output = opened(tmp_path)
    with pytest.raises(OSError):
        output.save(b"deux", artifact(b"deux", "k2"))
    assert output.close() == []
    assert (tmp_path / MANIFEST).read_bytes() == manifest
    assert files(tmp_path) == {MANIFEST}


def test_the_manifest_is_written_once_for_all_the_documents_of_a_build(tmp_path: Path) -> None:
    output = opened(tmp_path)
    for number in range(5):
        output.save(b"x", artifact(b"x", path=f"01-ain/{number}.txt"))
        assert not (tmp_path / MANIFEST).exists()
    assert output.close() == []
    assert len(json.loads((tmp_path / MANIFEST).read_text("utf-8"))["documents"]) == 5
    assert not (tmp_path / JOURNAL).exists()


def test_what_a_killed_build_noted_is_in_the_manifest_of_the_next_one(tmp_path: Path) -> None:
    saved(tmp_path, b"un")
    killed = opened(tmp_path)
    killed.save(b"deux", artifact(b"deux", "k2"))
    killed.save(b"x", artifact(b"x", path="01-ain/autre.txt"))
    with (tmp_path / JOURNAL).open("ab") as journal:
        journal.write(b'\n{"path": "01-ain/coup')
    next_one = opened(tmp_path)
    assert next_one.up_to_date(NAME, "k2")
    assert next_one.close() == []
    assert files(tmp_path) == {NAME, MANIFEST, "01-ain/autre.txt"}
    manifest = json.loads((tmp_path / MANIFEST).read_text("utf-8"))
    assert [document["key"] for document in manifest["documents"]] == ["k1", "k2"]


def test_a_document_noted_after_half_a_line_is_read(tmp_path: Path) -> None:
    (tmp_path / JOURNAL).write_bytes(b'{"path": "01-ain/coup')
    opened(tmp_path).save(b"un", artifact(b"un"))
    assert opened(tmp_path).up_to_date(NAME, "k1")


def test_without_a_journal_each_document_is_in_the_manifest_at_once(tmp_path: Path) -> None:
    (tmp_path / JOURNAL).mkdir()
    output = opened(tmp_path)
    assert output.save(b"un", artifact(b"un")) == []
    assert opened(tmp_path).up_to_date(NAME, "k1")


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_journal_that_is_a_link_is_never_written_through(tmp_path: Path) -> None:
    outside = tmp_path / "carnet"
    outside.write_bytes(b"a moi\n")
    (tmp_path / "faits").mkdir()
    (tmp_path / "faits" / JOURNAL).symlink_to(outside)
    output = opened(tmp_path / "faits")
    assert output.save(b"un", artifact(b"un")) == []
    assert output.close() == []
    assert outside.read_bytes() == b"a moi\n"
    assert opened(tmp_path / "faits").up_to_date(NAME, "k1")


def test_a_folder_is_flushed_with_the_file_that_enters_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: list[bool] = []
    flush = os.fsync

    def watched(descriptor: int) -> None:
        flushed.append(stat.S_ISDIR(os.fstat(descriptor).st_mode))
        flush(descriptor)

    monkeypatch.setattr(os, "fsync", watched)
    replace_file(tmp_path / "fiche.docx", b"x")
    assert flushed == [False, True]


def held_lock(folder: Path, host: str, age: float) -> Path:
    """The lock of a build that runs, as filelock writes it."""
    file = folder / LOCK
    file.write_text(f"{os.getpid()}\n{host}\n")
    os.utime(file, (time.time() - age,) * 2)
    return file


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


def test_a_journal_is_read_from_its_beginning(tmp_path: Path) -> None:
    note(tmp_path, NAME, artifact(b"un"))
    found, end = noted(tmp_path)
    assert found == {NAME: artifact(b"un")}
    assert end == (tmp_path / JOURNAL).stat().st_size
    note(tmp_path, NAME, None)
    assert noted(tmp_path, end)[0] == {NAME: None}


def test_a_manifest_lies_in_its_folder(tmp_path: Path) -> None:
    assert Manifest(tmp_path, ()).path == tmp_path / MANIFEST


@pytest.mark.parametrize(
    ("field", "value"),
    [("path", 3), ("seconds", "x"), ("bytes", None), ("inputs", []), ("archive", "oui")],
)
def test_a_manifest_that_tells_something_of_another_kind_is_refused(
    tmp_path: Path, field: str, value: object
) -> None:
    saved(tmp_path, b"un")
    content = json.loads((tmp_path / MANIFEST).read_text("utf-8"))
    content["documents"][0][field] = value
    (tmp_path / MANIFEST).write_text(json.dumps(content), "utf-8")
    with pytest.raises(TypeError, match=field):
        read_manifest(tmp_path)
    assert [each.code for each in Output(tmp_path).open()] == ["W002"]


def test_an_error_without_a_number_has_the_hint_of_those_that_nobody_knows(tmp_path: Path) -> None:
    unknown = not_written(tmp_path / "a", OSError(12345, "boum"))
    assert not_written(tmp_path / "a", OSError("boum")).hints == unknown.hints


def test_what_a_killed_build_left_beside_a_document_goes_with_the_next_one(tmp_path: Path) -> None:
    saved(tmp_path, b"un")
    left = (tmp_path / NAME).with_name(f".{Path(NAME).name}.0123abcd.tmp")
    left.write_bytes(b"moiti")
    saved(tmp_path, b"deux", "k2")
    assert not left.exists()


def test_a_manifest_put_back_from_an_older_copy_is_read_again(tmp_path: Path) -> None:
    saved(tmp_path, b"un")
    before = (tmp_path / MANIFEST).read_bytes()
    output = saved(tmp_path, b"deux", "k2")
    (tmp_path / MANIFEST).write_bytes(before)
    os.utime(tmp_path / MANIFEST, (1, 1))
    assert output.open() == []
    assert output.artifacts[NAME].key == "k1"


def test_a_copy_that_was_kept_aside_stays_when_the_place_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = saved(tmp_path, b"un")
    target = tmp_path / NAME
    target.write_bytes("retouché".encode())
    aside = target.with_name("etude-de-cas-ain (modifié).pdf")
    aside.write_bytes("retouché".encode())  # by a build that was killed

    def taken(*_: object) -> None:
        raise PermissionError(13, "held")

    monkeypatch.setattr("ppgp_docs.workspace.output.move", taken)
    with pytest.raises(PermissionError):
        output.save(b"deux", artifact(b"deux", "k2"))
    assert aside.read_bytes() == target.read_bytes() == "retouché".encode()
