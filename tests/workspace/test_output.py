"""Step 8: a document is in its place whole, or the former one still is; nothing is lost."""

from __future__ import annotations

import errno
import json
import os
import stat
from pathlib import Path

import pytest
from attrs import evolve
from tests.workspace.outputs import NAME, artifact, files, opened, saved

from ppgp_docs.workspace.disk import replace_file, sha256
from ppgp_docs.workspace.manifest import (
    MANIFEST,
    Artifact,
    Manifest,
    read_manifest,
)
from ppgp_docs.workspace.output import Output, not_written

EDITED = "retouché".encode()


def test_a_document_and_its_manifest_are_the_only_files_written(tmp_path: Path) -> None:
    saved(tmp_path, b"un")
    assert files(tmp_path) == {NAME, MANIFEST}
    assert (tmp_path / NAME).read_bytes() == b"un"


def test_the_manifest_tells_all_of_each_document_in_order(tmp_path: Path) -> None:
    saved(tmp_path, b"un")
    saved(tmp_path, b"deux", path="01-ain/diaporama-ain.pptx")
    text = (tmp_path / MANIFEST).read_text(encoding="utf-8")
    manifest = json.loads(text)
    assert manifest["version"] == 1
    assert [document["path"] for document in manifest["documents"]] == [
        "01-ain/diaporama-ain.pptx",
        NAME,
    ]
    assert manifest["documents"][1]["sha256"] == sha256(b"un")
    assert manifest["documents"][1]["title"] == "Étude de cas"
    assert '"Étude de cas"' in text, "people read it too"


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


@pytest.mark.skipif(os.name == "nt", reason="pipes of POSIX")
def test_a_manifest_that_is_a_pipe_is_said_and_started_anew(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / MANIFEST)
    output = Output(tmp_path)
    assert [each.code for each in output.open()] == ["W002"]
    output.save(b"un", artifact(b"un"))
    assert output.close() == []
    assert read_manifest(tmp_path).keys() == {NAME}


def test_a_folder_in_the_place_of_the_manifest_is_said_when_it_is_read_and_when_it_is_written(
    tmp_path: Path,
) -> None:
    (tmp_path / MANIFEST).mkdir()
    output = Output(tmp_path)
    (told,) = output.open()
    assert (told.code, told.hints) == ("W002", ("renommez ou déplacez ce répertoire",))
    output.save(b"un", artifact(b"un"))
    assert [each.code for each in output.close()] == ["W005"]


def test_an_error_without_a_number_has_the_hint_of_those_that_nobody_knows(tmp_path: Path) -> None:
    unknown = not_written(tmp_path / "a", OSError(12345, "boum"))
    assert not_written(tmp_path / "a", OSError("boum")).hints == unknown.hints


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


def test_a_folder_that_is_a_link_elsewhere_is_written_through_by_no_document(
    tmp_path: Path,
) -> None:
    outside, folder = tmp_path / "dehors", tmp_path / "sorties"
    (outside / "01").mkdir(parents=True)
    folder.mkdir()
    (folder / "01").symlink_to(outside / "01")
    with pytest.raises(OSError, match="`01` est un lien qui mène hors de ce répertoire") as raised:
        Output(folder).save(b"un", evolve(artifact(b"un"), path="01/un.txt"))
    told = not_written(folder / "01" / "un.txt", raised.value)
    assert (told.code, [*outside.rglob("*.txt")]) == ("W003", [])


@pytest.mark.parametrize("failing", [1, 2])
def test_a_manifest_that_could_not_be_read_for_a_moment_makes_no_work_a_persons(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    saved(tmp_path, b"un")
    held = iter([True] * failing)

    def read(folder: Path) -> dict[str, Artifact]:
        if next(held, False):
            raise PermissionError("tenu par un antivirus")
        return read_manifest(folder)

    monkeypatch.setattr("ppgp_docs.workspace.output.read_manifest", read)
    output = Output(tmp_path)
    told = [found.code for found in output.open()]
    for _ in range(failing - 1):
        output.open()
    assert told == ["W002"]
    assert output.save(b"deux", artifact(b"deux")) == []
    output.close()
    assert files(tmp_path) == {NAME, MANIFEST}
    assert opened(tmp_path).artifacts[NAME].sha256 == sha256(b"deux")


def test_a_document_is_no_draft_unless_it_is_said() -> None:
    plain = artifact(b"un")
    assert not (plain.draft or plain.archive or plain.project or plain.press)


@pytest.mark.parametrize(
    ("kept", "aside"),
    [
        ({"modifié": EDITED}, "modifié"),
        ({"modifié": b"autre", "modifié 2": EDITED}, "modifié 2"),
    ],
)
def test_a_change_that_is_kept_aside_already_is_not_kept_twice(
    tmp_path: Path, kept: dict[str, bytes], aside: str
) -> None:
    output = saved(tmp_path, b"un")
    copies = {f"01-ain/etude-de-cas-ain ({mark}).pdf": data for mark, data in kept.items()}
    for path, data in {NAME: EDITED, **copies}.items():
        (tmp_path / path).write_bytes(data)
    (said,) = output.save(b"deux", artifact(b"deux", "k2"))
    output.close()
    assert said.span and said.span.file.name == f"etude-de-cas-ain ({aside}).pdf"
    assert files(tmp_path) == {NAME, MANIFEST, *copies}
    assert (tmp_path / NAME).read_bytes() == b"deux"


def test_a_copy_kept_aside_where_there_are_no_links_has_its_date_and_its_rights(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(Path, "hardlink_to", refused)
    output = saved(tmp_path, b"un")
    target = tmp_path / NAME
    target.write_bytes(EDITED)
    target.chmod(0o640)
    os.utime(target, (1_000_000_000, 1_000_000_000))
    before = target.stat()
    (said,) = output.save(b"deux", artifact(b"deux", "k2"))
    assert said.span and said.span.file.read_bytes() == EDITED
    after = said.span.file.stat()
    assert (after.st_mtime, after.st_mode) == (before.st_mtime, before.st_mode)
