"""What a build notes as it goes is in the manifest, whenever it is killed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.workspace.outputs import KILLED, NAME, artifact, files, opened, saved

from ppgp_docs.workspace.manifest import (
    JOURNAL,
    MANIFEST,
    note,
    noted,
)


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


def test_a_journal_is_read_from_its_beginning(tmp_path: Path) -> None:
    note(tmp_path, NAME, artifact(b"un"))
    found, end = noted(tmp_path)
    assert found == {NAME: artifact(b"un")}
    assert end == (tmp_path / JOURNAL).stat().st_size
    note(tmp_path, NAME, None)
    assert noted(tmp_path, end)[0] == {NAME: None}


def test_what_a_killed_build_left_beside_a_document_goes_with_the_next_one(tmp_path: Path) -> None:
    saved(tmp_path, b"un")
    left = (tmp_path / NAME).with_name(f".{Path(NAME).name}.0123abcd.tmp")
    left.write_bytes(b"moiti")
    saved(tmp_path, b"deux", "k2")
    assert not left.exists()
