"""Pictures made ready once, for all that shows them."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from ppgp_docs.assets import prepare as preparing
from ppgp_docs.assets.prepare import keep_pictures, prepare, shared_width
from ppgp_docs.cache import pictures
from ppgp_docs.cache.pictures import KeptPicture, KeptPictures
from ppgp_docs.cache.state import State


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "pictures"
    keep_pictures(None)


def photo(folder: Path) -> Path:
    file = folder / "photo.jpg"
    Image.linear_gradient("L").convert("RGB").resize((900, 600)).save(file)
    return file


def as_another_process(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preparing, "_PREPARED", preparing._LastPrepared(9))
    keep_pictures(folder)


def test_a_picture_that_another_process_prepared_is_not_prepared_again(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_another_process(folder, monkeypatch)
    first = prepare(photo(tmp_path), 50)
    made = first.data, first.media_type, first.width, first.height
    as_another_process(folder, monkeypatch)
    monkeypatch.setattr(preparing, "bitmap", None)
    again = prepare(tmp_path / "photo.jpg", 50)
    assert (again.data, again.media_type, again.width, again.height) == made


def test_a_kept_picture_that_was_altered_is_prepared_again(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_another_process(folder, monkeypatch)
    data = prepare(photo(tmp_path), 50).data
    [kept] = folder.iterdir()
    for damaged in (
        kept.read_bytes()[:-1],
        b"",
        b"\n\n\n",
        kept.read_bytes().replace(b"jpeg", b"jpog"),
    ):
        kept.write_bytes(damaged)
        as_another_process(folder, monkeypatch)
        assert prepare(tmp_path / "photo.jpg", 50).data == data


def test_a_picture_that_cannot_be_kept_is_printed(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.write_text("no folder")
    as_another_process(folder, monkeypatch)
    assert prepare(photo(tmp_path), 50).data


def test_what_was_shown_longest_ago_makes_room(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "MOST", 10_000)
    kept = KeptPictures(folder)
    for rank in range(20):
        kept.put(f"{rank:02}", KeptPicture("image/png", 1, 1, bytes(1_000)))
        os.utime(folder / f"{rank:02}", (time.time() - 100 + rank,) * 2)
    assert kept.get("19")
    assert kept.get("00") is None
    assert sum(file.stat().st_size for file in folder.iterdir()) <= 11_500


def test_a_picture_that_nobody_shows_any_more_is_erased(folder: Path) -> None:
    KeptPictures(folder).put("old", KeptPicture("image/png", 1, 1, b"x"))
    os.utime(folder / "old", (0, 0))
    KeptPictures(folder).put("new", KeptPicture("image/png", 1, 1, b"x"))
    assert [file.name for file in folder.iterdir()] == ["new"]


def test_forgetting_someone_erases_the_pictures_that_are_kept(tmp_path: Path) -> None:
    state = State(tmp_path / "workspaces" / "one.sqlite3")
    assert state.pictures
    KeptPictures(state.pictures).put("face", KeptPicture("image/png", 1, 1, b"x"))
    assert [*state.pictures.iterdir()]
    state.forget()
    assert not [*state.pictures.iterdir()]


@pytest.mark.parametrize("width", [1.0, 26.0, 98.78, 145.34, 150.0, 160.0, 216.0])
def test_a_width_that_documents_share_is_a_fifth_greater_at_most(width: float) -> None:
    shared = shared_width(width)
    assert width <= shared * 1.000001
    assert shared <= 1.2 * width
    assert shared_width(shared) == shared


def test_the_page_and_the_slide_that_show_a_picture_about_as_large_share_it() -> None:
    assert shared_width(145.34) == shared_width(150) == shared_width(160)
