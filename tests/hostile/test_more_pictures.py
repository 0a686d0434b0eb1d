"""Pictures of every kind, and pages, that would take all memory or all time: the real command tells
each at its line or prints it, within ten seconds and a gigabyte."""

from __future__ import annotations

import io
import os
import struct
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pikepdf
import pytest
from PIL import Image

from ppgp_docs.assets.bitmaps import look_at
from ppgp_docs.assets.pdf_page import look_at_page
from ppgp_docs.assets.picture import PictureError

from .world import Stranger

pytestmark = pytest.mark.hostile


def gif(width: int, height: int, frames: int) -> bytes:
    """A GIF that says its sides, and holds so many frames of one point (GIF89a, § 18 and 20)."""
    head = b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    frame = b"\x2c" + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02\x44\x01\x00"
    return head + frame * frames + b"\x3b"


def webp(width: int, height: int) -> bytes:
    """A lossless WebP of one point that says other sides (RFC 9649, § 3.4)."""
    out = io.BytesIO()
    Image.new("RGB", (1, 1)).save(out, "WEBP", lossless=True)
    data = bytearray(out.getvalue())
    struct.pack_into("<I", data, 21, (width - 1) | (height - 1) << 14)
    return bytes(data)


def frames_of_webp(frames: int) -> bytes:
    out = io.BytesIO()
    one, other = Image.new("RGB", (8, 8)), Image.new("RGB", (8, 8), "red")
    one.save(out, "WEBP", save_all=True, append_images=[other, one] * (frames // 2))
    return out.getvalue()


def heic(width: int, height: int) -> bytes:
    """A HEIC that says other sides (ISO/IEC 23008-12, ``ispe``)."""
    data = bytearray((Path(__file__).parents[1] / "assets" / "rouge-et-bleu.heic").read_bytes())
    place = data.index(b"ispe")
    while place > 0:
        struct.pack_into(">II", data, place + 8, width, height)
        place = data.find(b"ispe", place + 4)
    return bytes(data)


def bmp(width: int, height: int) -> bytes:
    head = b"BM" + struct.pack("<IHHI", 54, 0, 0, 54)
    return head + struct.pack("<IiiHHIIiiII", 40, width, height, 1, 24, 0, 0, 0, 0, 0, 0)


def tiff_of_pages(pages: int) -> bytes:
    """A TIFF whose directory leads to itself after so many pages."""
    out = bytearray(b"II*\0" + struct.pack("<I", 8))
    for _ in range(pages):
        out += struct.pack("<HHHII", 1, 256, 4, 1, 1) + struct.pack("<I", len(out) + 18)
    return bytes(out)


def page(width: float, height: float, content: bytes, **resources: Callable[..., Any]) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(600, 600))
        pdf.pages[0].MediaBox = [0, 0, width, height]
        for name, made in resources.items():
            pdf.pages[0].Resources = pikepdf.Dictionary({f"/{name}": made(pdf)})
        pdf.pages[0].Contents = pdf.make_stream(content)
        pdf.save(out)
    return out.getvalue()


def image_bomb(pdf: pikepdf.Pdf) -> pikepdf.Dictionary:
    """A picture of 1 × 60,000,000 points in a few kilobytes."""
    data = zlib.compress(bytes(60_000_000), 9)
    made = pikepdf.Stream(pdf, data)
    made.Type, made.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    made.Width, made.Height, made.BitsPerComponent = 1, 60_000_000, 8
    made.ColorSpace, made.Filter = pikepdf.Name.DeviceGray, pikepdf.Name.FlateDecode
    return pikepdf.Dictionary(X=pdf.make_indirect(made))


MILLIONS: Final = 60_000_000
KILOMETRE: Final = 2_834_646
"""In points."""

BOMBS: Final[dict[str, Callable[[], bytes]]] = {
    "sides.gif": lambda: gif(65_535, 65_535, 1),
    "frames.gif": lambda: gif(10, 10, 100_000),
    "sides.webp": lambda: webp(16_384, 16_384),
    "frames.webp": lambda: frames_of_webp(3000),
    "sides.heic": lambda: heic(1, MILLIONS),
    "square.heic": lambda: heic(60_000, 60_000),
    "sides.bmp": lambda: bmp(1, MILLIONS),
    "pages.tiff": lambda: tiff_of_pages(50_000),
    "kilometre.pdf": lambda: page(KILOMETRE, KILOMETRE, b"0 0 1 1 re f"),
    "line.pdf": lambda: page(1, KILOMETRE, b"0 0 1 1 re f"),
    "no-side.pdf": lambda: page(0, 0, b"0 0 1 1 re f"),
    "picture.pdf": lambda: page(600, 600, b"600 0 0 600 0 0 cm /X Do", XObject=image_bomb),
    "deflated.pdf": lambda: page(600, 600, b" " * 300_000_000),
}
"""By the name of the file."""


@pytest.mark.campaign(share=30)
@pytest.mark.parametrize("name", BOMBS)
def test_it_is_told_at_its_line_or_looked_at_within_bounds(name: str, tmp_path: Path) -> None:
    stranger = Stranger(tmp_path / "espace")
    stranger.show(name)
    (stranger.ain / "images" / name).write_bytes(BOMBS[name]())
    done = stranger.run("check")
    if done.returncode:
        assert done.returncode == 1
        assert "[C108]" in done.stdout
        assert "dossier.yaml:4:" in done.stdout


def radial(pdf: pikepdf.Pdf) -> pikepdf.Dictionary:
    ends = {"/FunctionType": 2, "/Domain": [0, 1], "/C0": [1, 0, 0], "/C1": [0, 0, 1], "/N": 1}
    made = pikepdf.Dictionary(
        ShadingType=3,
        ColorSpace=pikepdf.Name.DeviceRGB,
        Coords=[300, 300, 0, 300, 300, 400],
        Extend=[True, True],
        Function=pikepdf.Dictionary(ends),
    )
    return pikepdf.Dictionary(S=pdf.make_indirect(made))


def form_of(content: bytes) -> Callable[[pikepdf.Pdf], pikepdf.Dictionary]:
    def made(pdf: pikepdf.Pdf) -> pikepdf.Dictionary:
        form = pdf.make_stream(content)
        form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        form.BBox = [0, 0, 600, 600]
        form.Resources = pikepdf.Dictionary(Shading=radial(pdf))
        return pikepdf.Dictionary(X=form)

    return made


WHOLE: Final = b"q 10 10 500 500 re W n /S sh Q\n"


@pytest.mark.parametrize(
    "made",
    [
        lambda: page(600, 600, WHOLE * 3000, Shading=radial),
        lambda: page(600, 600, b"/X Do\n" * 300, XObject=form_of(WHOLE * 10)),
    ],
    ids=["page", "formes"],
)
def test_a_page_of_gradients_without_end_is_refused_before_it_is_drawn(
    made: Callable[[], bytes],
) -> None:
    with pytest.raises(PictureError, match="plus de 100 dégradés superposés"):
        look_at_page(made(), "page.pdf")


def test_a_page_of_many_small_gradients_is_drawn() -> None:
    small = b"".join(b"q %d 50 9 9 re W n /S sh Q\n" % rank for rank in range(500))
    assert look_at_page(page(600, 600, small + WHOLE * 20, Shading=radial), "page.pdf").views == 1


def packed(content: bytes, layers: int) -> bytes:
    """A PDF of one page whose content is deflated so many times."""
    for _ in range(layers):
        content = zlib.compress(content, 9)
    filters = "/FlateDecode" * layers
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R>>",
        f"<</Length {len(content)}/Filter[{filters}]>>stream\n".encode() + content + b"\nendstream",
    ]
    body, places = b"%PDF-1.4\n", b""
    for rank, part in enumerate(parts, 1):
        places += b"%010d 00000 n \n" % len(body)
        body += b"%d 0 obj%bendobj\n" % (rank, part)
    table = b"xref\n0 5\n0000000000 65535 f \n" + places + b"trailer<</Size 5/Root 1 0 R>>\n"
    return body + table + b"startxref\n%d\n%%%%EOF" % len(body)


@pytest.mark.parametrize("layers", [1, 2])
def test_a_page_that_unpacks_to_more_than_any_plan_is_refused_before_it_is_read(
    layers: int,
) -> None:
    bomb = packed(b"q 0 0 m 1 1 l S Q\n" * 4_000_000, layers)
    worked = os.times().children_user
    with pytest.raises(PictureError, match=r"une fois décompressé, `plan.pdf` dépasse 60.Mo"):
        look_at_page(bomb, "plan.pdf")
    assert os.times().children_user - worked < 2


def test_a_page_of_many_lines_is_drawn() -> None:
    assert not look_at_page(packed(b"q 0 0 m 200 200 l S Q\n" * 20_000, 1), "plan.pdf").blank


def test_a_large_light_picture_that_is_not_blank_costs_little_more_than_to_decode_it() -> None:
    """It may be blank; a few of its points tell that it is not."""
    out = io.BytesIO()
    Image.new("L", (6000, 6000)).save(out, "PNG")
    start = time.process_time()
    Image.open(io.BytesIO(out.getvalue())).load()
    decoded = time.process_time() - start
    assert not look_at(out.getvalue(), "noir.png", "PNG").blank
    assert time.process_time() - start - decoded < 3 * decoded


def test_a_large_white_picture_with_one_point_between_those_first_looked_at_is_not_blank() -> None:
    picture = Image.new("L", (2000, 2000), 255)
    picture.putpixel((3, 3), 0)
    out = io.BytesIO()
    picture.save(out, "PNG")
    assert not look_at(out.getvalue(), "point.png", "PNG").blank
