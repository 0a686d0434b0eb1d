"""A file is written whole, in its own encoding, and never over somebody else's work."""

from __future__ import annotations

from pathlib import Path

import pytest

from ppgp_docs.edit.apply import undone
from ppgp_docs.edit.changes import Set
from ppgp_docs.edit.nodes import NotEditableError
from ppgp_docs.edit.save import ChangedMeanwhileError, read_text, save, save_text

TITLE = Set(("a",), "été")


@pytest.mark.parametrize(
    ("raw", "after"),
    [
        ("a: 1\nb: œ\n".encode(), "a: été\nb: œ\n".encode()),
        ("a: 1\r\nb: 2".encode("utf-8-sig"), "a: été\r\nb: 2".encode("utf-8-sig")),
        ("\ufeffa: 1\n".encode("utf-16-le"), "\ufeffa: été\n".encode("utf-16-le")),
        ("\ufeffa: 1\n".encode("utf-16-be"), "\ufeffa: été\n".encode("utf-16-be")),
    ],
    ids=["utf-8", "a mark and Windows line ends", "utf-16 little", "utf-16 big"],
)
def test_a_file_keeps_its_encoding(tmp_path: Path, raw: bytes, after: bytes) -> None:
    file = tmp_path / "dossier.yaml"
    file.write_bytes(raw)
    edited = save(read_text(file), [TITLE])
    assert file.read_bytes() == after
    assert undone(edited).encode(read_text(file).encoding) == raw


def test_letters_typed_in_two_signs_stay_as_they_were_typed(tmp_path: Path) -> None:
    """The engine reads them composed; the file is not the engine's to change."""
    file = tmp_path / "dossier.yaml"
    file.write_text("a: 1\nb: e\u0301te\u0301\n", "utf-8")
    save(read_text(file), [TITLE])
    assert file.read_text("utf-8") == "a: été\nb: e\u0301te\u0301\n"


def test_a_file_that_somebody_else_saved_is_left_to_them(tmp_path: Path) -> None:
    file = tmp_path / "dossier.yaml"
    file.write_text("a: 1\n", "utf-8")
    read = read_text(file)
    file.write_text("a: 2\n", "utf-8")
    with pytest.raises(ChangedMeanwhileError, match="modifié ailleurs"):
        save(read, [TITLE])
    assert file.read_text("utf-8") == "a: 2\n"


def test_a_refused_change_writes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "dossier.yaml"
    file.write_text("a: &x 1\nb: *x\n", "utf-8")
    with pytest.raises(NotEditableError):
        save(read_text(file), [TITLE])
    assert file.read_text("utf-8") == "a: &x 1\nb: *x\n"


def test_what_did_not_change_is_not_written(tmp_path: Path) -> None:
    file = tmp_path / "dossier.yaml"
    file.write_text("a: 1\n", "utf-8")
    before = file.stat()
    save_text(read_text(file), "a: 1\n")
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
