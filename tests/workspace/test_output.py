"""Step 8: a document is in its place whole, or the former one still is; nothing is lost."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from ppgp_docs.workspace.output import (
    MANIFEST,
    Artifact,
    Output,
    not_written,
    open_output,
    replace_file,
    sha256,
)

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


def saved(folder: Path, data: bytes, key: str = "k1") -> Output:
    output, _ = open_output(folder)
    output, _ = output.save(data, artifact(data, key))
    return output


def files(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}


def test_a_document_and_its_manifest_are_the_only_files_written(tmp_path: Path) -> None:
    saved(tmp_path, b"un")
    assert files(tmp_path) == {NAME, MANIFEST}
    assert (tmp_path / NAME).read_bytes() == b"un"


def test_the_manifest_tells_all_of_each_document_in_order(tmp_path: Path) -> None:
    output = saved(tmp_path, b"un")
    output.save(b"deux", artifact(b"deux", path="01-ain/diaporama-ain.pptx"))
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
    assert open_output(tmp_path) == (output, [])


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
        output, _ = open_output(tmp_path)
        _, (said,) = output.save(b"deux", artifact(b"deux", edited.decode()))
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
    saved(tmp_path, b"un")
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
    output, (said,) = open_output(tmp_path)
    assert (said.code, output.artifacts) == ("W002", {})
    output.save(b"un", artifact(b"un"))
    assert open_output(tmp_path)[1] == []


def test_a_document_that_cannot_be_written_is_told_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "01-ain").write_text("un fichier à la place du dossier")
    with pytest.raises(OSError) as problem:
        saved(tmp_path, b"un")
    fault = not_written(tmp_path / NAME, problem.value)
    assert fault.code == "W003"
    assert "`etude-de-cas-ain.pdf` ne peut pas être écrit" in fault.message
    assert "--output" in fault.hints[0]
