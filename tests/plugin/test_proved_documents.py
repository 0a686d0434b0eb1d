"""Documents that someone else's code changed are as they were, or are no more."""

from __future__ import annotations

from pathlib import Path

import pytest

from ppgp_docs.build import proved_documents
from ppgp_docs.build.proved_documents import ProvedDocuments


@pytest.fixture
def held(tmp_path: Path) -> ProvedDocuments:
    for name in ("a.pdf", "b.pdf", "c.pdf"):
        (tmp_path / name).write_bytes(name.encode() * 9)
    return ProvedDocuments(tmp_path)


def test_those_that_changed_are_put_back_and_named(held: ProvedDocuments, tmp_path: Path) -> None:
    held.hold(["a.pdf", "b.pdf", "c.pdf"])
    (tmp_path / "a.pdf").write_bytes(b"autre")
    (tmp_path / "b.pdf").unlink()
    (tmp_path / "c.pdf").touch()
    assert dict(held.restore()) == dict.fromkeys(("a.pdf", "b.pdf"), "il est remis tel qu’il était")
    assert (tmp_path / "a.pdf").read_bytes() == b"a.pdf" * 9
    assert (tmp_path / "b.pdf").read_bytes() == b"b.pdf" * 9


def test_those_that_memory_has_no_room_for_are_taken_away(
    held: ProvedDocuments, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proved_documents, "MOST_HELD", 50)
    held.hold(["a.pdf", "b.pdf"])
    for name in ("a.pdf", "b.pdf"):
        (tmp_path / name).write_bytes(b"autre")
    done = dict(held.restore())
    assert "remis" in done["a.pdf"] and "supprimé" in done["b.pdf"]
    assert not (tmp_path / "b.pdf").exists()
