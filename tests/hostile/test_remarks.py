"""PDFs that come back with more remarks than anyone made: listed to a bound, which is said."""

from __future__ import annotations

import io
import json
import zlib
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from .world import Stranger

pytestmark = pytest.mark.hostile


def remarked(count: int, *, said: str = "Bien vu", lines: int = 1, on: bytes = b"") -> bytes:
    """A PDF whose first page bears so many remarks, each on so many lines."""
    sides = [0, 850, 600, 850, 0, 0, 600, 0] * lines
    with pikepdf.open(io.BytesIO(on)) if on else pikepdf.new() as pdf:
        if not on:
            pdf.add_blank_page()
        made = [
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Highlight,
                Rect=[0, 0, 600, 850],
                QuadPoints=pikepdf.Array(sides),
                Contents=pikepdf.String(f"{said} {rank}"),
            )
            for rank in range(count)
        ]
        pdf.pages[0].obj.Annots = pikepdf.Array(map(pdf.make_indirect, made))
        out = io.BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()


def came_back(tmp_path: Path, data: bytes, *options: str) -> Any:
    stranger = Stranger(tmp_path / "espace")
    (stranger.root / "relu.pdf").write_bytes(data)
    return stranger.run("import", "relu.pdf", *options)


def test_of_many_remarks_the_first_hundred_are_shown_then_a_count(tmp_path: Path) -> None:
    done = came_back(tmp_path, remarked(150))
    said = done.stdout.replace("\u00a0", " ")
    assert done.returncode == 1
    assert said.count("Bien vu") == 100
    assert "… et 50 autres commentaires" in said
    assert "premiers commentaires sont lus" not in said


def test_a_hundred_remarks_are_all_shown(tmp_path: Path) -> None:
    said = came_back(tmp_path, remarked(100)).stdout
    assert said.count("Bien vu") == 100 and "autre" not in said


def test_what_is_not_read_of_endless_remarks_is_said(tmp_path: Path) -> None:
    done = came_back(tmp_path, remarked(20_000), "--json")
    told = json.loads(done.stdout)
    assert len(told["remarques"]) == 2000
    assert told["avertissements"] == ["seuls les 2\u202f000 premiers commentaires sont lus"]


def test_an_endless_remark_is_cut(tmp_path: Path) -> None:
    [one] = json.loads(came_back(tmp_path, remarked(1, said="mot " * 500_000), "--json").stdout)[
        "remarques"
    ]
    assert len(one["texte"]) < 4100 and one["texte"].endswith(" …")


def test_marks_on_more_lines_than_a_text_has_are_refused(tmp_path: Path) -> None:
    done = came_back(tmp_path, remarked(300, lines=1000))
    assert done.returncode == 2
    assert "ses marques couvrent plus de lignes" in done.stderr


def test_a_page_that_unpacks_to_gigabytes_is_refused(tmp_path: Path) -> None:
    """Two megabytes took three gigabytes of memory."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        content = pikepdf.Stream(pdf, _packed(2000))
        content.Filter = pikepdf.Name.FlateDecode
        pdf.pages[0].obj.Contents = pdf.make_indirect(content)
        out = io.BytesIO()
        pdf.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    done = came_back(tmp_path, out.getvalue())
    assert done.returncode == 2
    assert "il tient trop de place" in done.stderr


def _packed(megabytes: int) -> bytes:
    """So many megabytes of spaces, deflated."""
    packer = zlib.compressobj(9)
    million = b" " * 1_000_000
    return b"".join(packer.compress(million) for _ in range(megabytes)) + packer.flush()
