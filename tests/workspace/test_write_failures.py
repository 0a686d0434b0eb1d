"""Documents that cannot be written: a full disk, no links, no rights, a second build."""

from __future__ import annotations

import errno
import json
import os
from multiprocessing import get_context
from pathlib import Path

import pytest

from ppgp_docs.workspace.disk import sha256
from ppgp_docs.workspace.manifest import MANIFEST, Artifact
from ppgp_docs.workspace.output import Output, not_written

posix = pytest.mark.skipif(os.name == "nt", reason="rights of POSIX")


NAME = "01-ain/fiche.docx"


def artifact(data: bytes, path: str = NAME) -> Artifact:
    return Artifact("f", "01-ain", path, "Fiche", sha256(data), len(data), "k", {}, {}, 0.1, 0)


@pytest.fixture
def edited(tmp_path: Path) -> Output:
    """An output folder whose document was changed by hand."""
    output = Output(tmp_path)
    output.save(b"un", artifact(b"un"))
    (tmp_path / NAME).write_bytes(b"retouche")
    return output


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_on_a_full_disk_the_document_edited_by_hand_stands_under_its_own_name(
    edited: Output, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(*((os, "fsync") if step == "fsync" else (Path, "replace")), full)
    with pytest.raises(OSError, match="No space"):
        edited.save(b"deux", artifact(b"deux"))
    assert {file.name for file in (edited.folder / "01-ain").iterdir()} == {"fiche.docx"}
    assert (edited.folder / NAME).read_bytes() == b"retouche"


def test_without_links_the_document_edited_by_hand_is_copied(
    edited: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(Path, "hardlink_to", refused)
    (said,) = edited.save(b"deux", artifact(b"deux"))
    assert said.code == "W001"
    assert (edited.folder / "01-ain/fiche (modifié).docx").read_bytes() == b"retouche"
    assert (edited.folder / NAME).read_bytes() == b"deux"


def test_what_was_kept_aside_is_told_when_the_manifest_cannot_be_written(edited: Output) -> None:
    (edited.folder / MANIFEST).mkdir()
    said = [*edited.save(b"deux", artifact(b"deux")), *edited.close()]
    assert [each.code for each in said] == ["W001", "W005"]


def save_twenty(folder: Path, name: str) -> None:
    output = Output(folder)
    output.open()
    for number in range(20):
        data = f"{name}-{number}".encode()
        output.save(data, artifact(data, f"{name}/{number}.txt"))
    output.close()


def test_two_builds_into_one_folder_lose_nothing_of_each_other(tmp_path: Path) -> None:
    context = get_context("spawn")
    builds = [context.Process(target=save_twenty, args=(tmp_path, name)) for name in "ab"]
    for build in builds:
        build.start()
    for build in builds:
        build.join(120)
    documents = json.loads((tmp_path / MANIFEST).read_text("utf-8"))["documents"]
    assert len(documents) == 40
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a", "b", MANIFEST]


@pytest.mark.parametrize(
    ("number", "told", "hint"),
    [
        (errno.ENOSPC, "le disque est plein", "libérez de la place"),
        (errno.EROFS, "le disque est en lecture seule", "--output"),
        (errno.EACCES, "l’accès est refusé", "fermez-le"),
        (errno.EISDIR, "un répertoire porte déjà ce nom", "renommez"),
        (errno.EIO, "le disque ou sa liaison est en panne", "--output"),
        (errno.EDOM, "le système le refuse (erreur `EDOM`)", "--output"),
    ],
)
def test_why_a_file_cannot_be_written_is_told_in_french_with_a_fitting_hint(
    number: int, told: str, hint: str
) -> None:
    fault = not_written(Path("fiche.docx"), OSError(number, os.strerror(number)))
    assert told in fault.message.replace("\u00a0", " ")
    assert hint in fault.hints[0]


@posix
def test_a_new_file_has_the_rights_the_user_gives_and_a_replaced_one_keeps_its_own(
    tmp_path: Path,
) -> None:
    former = os.umask(0o027)
    try:
        output = Output(tmp_path)
        output.save(b"un", artifact(b"un"))
        assert (tmp_path / NAME).stat().st_mode & 0o777 == 0o640
        (tmp_path / NAME).chmod(0o664)
        output.save(b"deux", artifact(b"deux"))
        assert (tmp_path / NAME).stat().st_mode & 0o777 == 0o664
    finally:
        os.umask(former)
