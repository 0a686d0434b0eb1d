"""Office archives are the same on any day, and hold the same parts."""

from __future__ import annotations

import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from ppgp_docs.assets.zipfiles import normalised_zip

names = st.text("abc/", min_size=1, max_size=6).filter(lambda name: not name.endswith("/"))
parts = st.dictionaries(names | st.sampled_from(["[Content_Types].xml", "a.png"]), st.binary())
days = st.tuples(st.integers(1980, 2100), st.integers(1, 12), st.integers(1, 28))


def archive(parts: dict[str, bytes], day: tuple[int, int, int]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name, data in parts.items():
            target.writestr(zipfile.ZipInfo(name, (*day, 1, 2, 4)), data)
    return out.getvalue()


@given(parts, days, days)
def test_the_same_parts_give_the_same_bytes_whatever_their_day_and_order(
    parts: dict[str, bytes], first: tuple[int, int, int], second: tuple[int, int, int]
) -> None:
    backwards = dict(reversed(parts.items()))
    assert normalised_zip(archive(parts, first)) == normalised_zip(archive(backwards, second))


@given(parts)
def test_no_part_is_lost_or_changed(parts: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(normalised_zip(archive(parts, (2026, 1, 1))))) as made:
        assert {name: made.read(name) for name in made.namelist()} == parts
        assert made.testzip() is None


def test_content_types_come_first_and_pictures_are_stored_as_they_are() -> None:
    source = {"word/a.xml": b"x" * 99, "word/a.png": b"y" * 99, "[Content_Types].xml": b"z"}
    with zipfile.ZipFile(io.BytesIO(normalised_zip(archive(source, (2026, 1, 1))))) as made:
        assert made.namelist()[0] == "[Content_Types].xml"
        assert made.getinfo("word/a.png").compress_type == zipfile.ZIP_STORED
        assert made.getinfo("word/a.xml").compress_type == zipfile.ZIP_DEFLATED
