"""Bitmaps made ready to print: upright, sRGB, without metadata, never larger than needed."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, Final, cast

from ppgp_docs.assets.bitmap_structure import eight_bits, is_bare_png, is_whole, plain_png_sides
from ppgp_docs.assets.blank import is_blank, may_be_blank
from ppgp_docs.assets.file_kind import HEIF
from ppgp_docs.assets.picture import Look, Picture, PictureError
from ppgp_docs.francais.nombres import entier

if TYPE_CHECKING:
    from PIL import Image

JPEG_QUALITY: Final = 85
_PNG_LEVEL: Final = 6
"""The highest one takes six times as long for a file a fiftieth smaller."""

MAX_PIXELS: Final = 60_000_000
_MAX_SIDE: Final = 65_535
"""What a JPEG may have at most: a picture of one column takes many times the room of its points."""

_SPARE: Final = 2
"""How much finer than need be a drawing of few colours may stay: reduced by less, it has thousands
of them, is blurred and weighs more."""

_LOSSY: Final = frozenset({"JPEG", "AVIF", HEIF})
_SEVERAL: Final = frozenset({"GIF", "TIFF", "AVIF", "WEBP"})
_TURNED: Final = (5, 6, 7, 8)
"""Orientations of EXIF that turn a picture a quarter, one way or the other."""

_ORIENTATION: Final = 0x0112
_COPY_AGAIN: Final = "copiez-la de nouveau depuis l’original, ou réenregistrez-la en PNG ou en JPEG"


def look_at(data: bytes, name: str, kind: str) -> Look:
    """The upright sides of a bitmap of that format, whether it is blank; only its head is decoded,
    unless it is as light as a blank one.

    Raises PictureError for one that is damaged, cut short or too large.
    """
    if not is_whole(data, kind):
        message = f"`{name}` est une image abîmée ou coupée : la fin du fichier manque"
        raise PictureError(message, _COPY_AGAIN)
    sides = plain_png_sides(data) if kind == "PNG" else None
    if sides and _fits(*sides) and not may_be_blank(data, *sides, kind):
        return Look(*sides)
    with _readable(name):
        return _look_at_photo(data) if kind == HEIF else _look_at(data, kind)


def _look_at(data: bytes, kind: str) -> Look:
    with _opened(data, kind) as opened:
        if kind == "GIF":
            opened.load()  # nothing in a GIF tells its length
        told = kind != "PNG" or "exif" in opened.info  # a PNG is decoded to look for more
        turned = told and opened.getexif().get(_ORIENTATION) in _TURNED
        views = getattr(opened, "n_frames", 1) if kind in _SEVERAL else 1
        sides = opened.size[::-1] if turned else opened.size
        blank = may_be_blank(data, *sides, kind) and _shows_nothing(opened)
        return Look(*sides, views, blank)


def _shows_nothing(opened: Image.Image) -> bool:
    """Whether a picture that was just opened is blank; a JPEG is decoded at an eighth."""
    opened.draft("RGB", (opened.width // 8, opened.height // 8))
    return is_blank(opened)


def _look_at_photo(data: bytes) -> Look:
    """libheif turns a photo upright by itself; nothing is decoded for its sides."""
    opened = _bounded(_heif(data))
    width, height = opened.size
    blank = may_be_blank(data, width, height, HEIF) and is_blank(opened.to_pillow())
    return Look(width, height, blank=blank)


def bitmap(data: bytes, name: str, kind: str, target: int, tint: tuple[str, ...] = ()) -> Picture:
    """The first picture of a bitmap of that format, ready, at most ``target`` pixels wide, between
    the two colours of a ``tint`` if any.

    Raises PictureError.
    """
    from PIL import ImageOps

    with _readable(name), _opened(data, kind) as opened:
        photo = kind in _LOSSY or (kind == "WEBP" and data[12:16] == b"VP8 ")
        palette = opened.mode == "P"
        bare = palette and not tint and kind == "PNG" and is_bare_png(data)
        if bare and opened.width <= _SPARE * target:
            opened.load()  # raises for points that cannot be read
            return Picture(data, "image/png", *opened.size)
        upright = _srgb(ImageOps.exif_transpose(opened))
        if tint:
            dark, light = tint
            upright = ImageOps.colorize(upright.convert("RGB").convert("L"), dark, light)
    return ready(upright, target, photo and upright.mode == "RGB", palette)


def ready(picture: Image.Image, target: int, photo: bool, palette: bool = False) -> Picture:
    """An upright picture in sRGB, no wider than ``target`` pixels, as a file."""
    from PIL import Image

    target = max(1, target)  # a line of one pixel is printed narrower than one
    if picture.width > target:
        height = max(1, round(picture.height * target / picture.width))
        picture = picture.resize((target, height), Image.Resampling.LANCZOS)
    return _encoded(picture, photo, palette)


@contextmanager
def _readable(name: str) -> Iterator[None]:
    """What is wrong with a bitmap becomes a PictureError."""
    from PIL import Image, ImageCms

    try:
        with _whole():
            yield
    except Image.DecompressionBombError as problem:
        bounds = f"{MAX_PIXELS // 1_000_000} millions de pixels, ou {entier(_MAX_SIDE)} de côté"
        message = f"`{name}` dépasse {bounds}"
        raise PictureError(message, _REDUCE) from problem
    except (*_DAMAGED, ImageCms.PyCMSError) as problem:
        message = f"`{name}` n’est pas une image lisible, ou elle est abîmée"
        raise PictureError(message, _COPY_AGAIN) from problem


_REDUCE: Final = "réduisez-la : 2 000 pixels de large suffisent à une page entière"
_DAMAGED: Final = (
    OSError, RuntimeError, SyntaxError, ValueError, TypeError, LookupError, EOFError,
    struct.error, zlib.error,
)  # fmt: skip
"""What Pillow's readers and libheif raise on damaged files."""


def _opened(data: bytes, kind: str) -> Image.Image:
    """A bitmap of a known format and a reasonable size."""
    from PIL import Image

    if kind == HEIF:
        opened = _bounded(_heif(data)).to_pillow()
    else:
        opened = _bounded(Image.open(io.BytesIO(data), formats=(kind,)))
    return cast("Image.Image", opened)


def _heif(data: bytes) -> Any:
    """By libheif without any encoder (LGPL), where ``pillow-heif`` bundles GPL code."""
    import pi_heif

    return pi_heif.open_heif(io.BytesIO(data), convert_hdr_to_8bit=True)


def _bounded(opened: Any) -> Any:
    from PIL import Image

    if not _fits(*opened.size):
        raise Image.DecompressionBombError(opened.size)
    return opened


def _fits(width: int, height: int) -> bool:
    return width * height <= MAX_PIXELS and max(width, height) <= _MAX_SIDE


@contextmanager
def _whole() -> Iterator[None]:
    """Refuse truncated pictures, whoever asked Pillow for the contrary in this process.

    WeasyPrint does when it is imported: without this, the same file would be refused or accepted
    depending on what was made before.
    """
    from PIL import ImageFile

    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _srgb(picture: Image.Image) -> Image.Image:
    """Colours in sRGB, whatever profile the picture came with; eight bits each."""
    from PIL import Image, ImageCms

    if picture.mode.startswith("I"):  # sixteen bits of grey
        return eight_bits(picture).convert("RGB")
    alpha = _shows_through(picture)
    profile = picture.info.get("icc_profile")
    if picture.mode == "LAB":
        source = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    elif profile and picture.mode in ("RGB", "CMYK"):
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    else:
        return picture.convert("RGBA" if alpha else "RGB")
    srgb = ImageCms.createProfile("sRGB")
    converted = ImageCms.profileToProfile(picture, source, srgb, outputMode="RGB")
    return converted if isinstance(converted, Image.Image) else picture.convert("RGB")


def _shows_through(picture: Image.Image) -> bool:
    """Whether anything behind a picture is seen; screens are often saved as if it were."""
    if picture.mode not in ("RGBA", "LA"):
        return picture.mode == "PA" or "transparency" in picture.info
    return picture.getchannel("A").getextrema() != (255, 255)


def _encoded(picture: Image.Image, photo: bool, palette: bool) -> Picture:
    """A photo as JPEG, a drawing as PNG; one that came with a palette gets one again.

    Resizing a drawing of 256 colours makes thousands of them, and a file three times as heavy.
    """
    from PIL import Image

    clean = Image.new(picture.mode, picture.size)
    clean.paste(picture)  # leaves every metadata behind
    if photo:
        return Picture(partial(_jpeg, clean), "image/jpeg", *clean.size)
    indexed = clean.mode == "RGB" and (palette or clean.getcolors(256) is not None)
    return Picture(partial(_png, clean, indexed), "image/png", *clean.size)


def _jpeg(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=JPEG_QUALITY, optimize=True)
    return out.getvalue()


def _png(picture: Image.Image, indexed: bool) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    if indexed:
        picture = picture.quantize(256, dither=Image.Dither.NONE)
    picture.save(out, "PNG", compress_level=_PNG_LEVEL)
    return out.getvalue()
