"""Pictures that would take all memory or all time: refused where they are named."""

from __future__ import annotations

import io
import os
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pikepdf
import pytest

from ppgp_docs.assets import pdf_page
from ppgp_docs.assets.picture import PictureError
from ppgp_docs.assets.prepare import inspect

from .world import Stranger

pytestmark = pytest.mark.hostile

MILLIONS: Final = 60_000_000


def png(width: int, height: int, rows: int) -> bytes:
    """A PNG that says its sides, and holds so many black rows."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        told = kind + body
        return struct.pack(">I", len(body)) + told + struct.pack(">I", zlib.crc32(told))

    packer = zlib.compressobj(9)
    points = b"".join(packer.compress(bytes(1 + 3 * width)) for _ in range(rows)) + packer.flush()
    head = struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", points) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


@pytest.mark.parametrize(("width", "height"), [(1, MILLIONS), (MILLIONS, 1), (10**4, 10**4)])
def test_a_picture_of_too_many_points_or_too_long_is_told_at_its_line(
    width: int, height: int, tmp_path: Path
) -> None:
    stranger = Stranger(tmp_path / "espace")
    stranger.show("photo.png")
    (stranger.ain / "images" / "photo.png").write_bytes(png(width, height, rows=1))
    done = stranger.run("check")
    assert done.returncode == 1
    assert "60 millions de pixels, ou 65 535 de côté" in done.stdout.replace("\u202f", " ")
    assert "dossier.yaml:4:" in done.stdout


def page(content: bytes, resources: Callable[[pikepdf.Pdf], Any] | None = None) -> bytes:
    """A PDF of one page."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(600, 600))
        if resources:
            pdf.pages[0].Resources = resources(pdf)
        pdf.pages[0].Contents = pdf.make_stream(content)
        pdf.save(out)
    return out.getvalue()


def forms(pdf: pikepdf.Pdf) -> pikepdf.Dictionary:
    """Forty drawings, each of which draws the one before it twice."""
    last = pikepdf.Dictionary()
    for rank in range(40):
        drawn = pdf.make_stream(b"/X Do /X Do" if rank else b"0 0 1 1 re f")
        drawn.Type, drawn.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        drawn.BBox, drawn.Resources = [0, 0, 600, 600], last
        last = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=pdf.make_indirect(drawn)))
    return last


ENDLESS: Final = {
    "drawings of drawings": page(b"/X Do", forms),
    "lines": page(b"0 0 m 600 600 l S " * 2_000_000),
}


@pytest.mark.parametrize("kind", ENDLESS)
def test_a_page_that_takes_too_long_or_too_much_is_refused(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the processor works for it alone: a busy machine costs nobody a page."""
    monkeypatch.setattr(pdf_page, "_SECONDS", 2)
    (tmp_path / "plan.pdf").write_bytes(ENDLESS[kind])
    worked = os.times().children_user
    with pytest.raises(PictureError, match=r"prend plus de 2 secondes|demande trop de mémoire"):
        inspect(tmp_path / "plan.pdf")
    assert os.times().children_user - worked < 4
