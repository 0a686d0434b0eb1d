"""Bitmaps made ready to print: upright, sRGB, without metadata, never larger than needed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from ppgp_docs.assets.picture import Picture, PictureError

if TYPE_CHECKING:
    from PIL import Image

JPEG_QUALITY: Final = 85
MAX_PIXELS: Final = 60_000_000


def bitmap(data: bytes, name: str, target: int) -> Picture:
    """A bitmap upright, in sRGB, bare, at most ``target`` pixels wide. Raises PictureError."""
    from PIL import Image, ImageOps

    with opened_bitmap(name, io.BytesIO(data)) as opened:
        photo, palette = opened.format == "JPEG", opened.mode == "P"
        upright = _srgb(ImageOps.exif_transpose(opened))
    if upright.width > target:
        height = max(1, round(upright.height * target / upright.width))
        upright = upright.resize((target, height), Image.Resampling.LANCZOS)
    return _encoded(upright, photo, palette)


@contextmanager
def opened_bitmap(name: str, data: io.BytesIO) -> Iterator[Image.Image]:
    """A bitmap of a known kind and a reasonable size; what is wrong with it is a PictureError."""
    from PIL import Image, UnidentifiedImageError

    too_large = PictureError(f"`{name}` dépasse {MAX_PIXELS // 1_000_000} millions de points")
    try:
        with _whole(), Image.open(data, formats=_FORMATS) as opened:
            if opened.width * opened.height > MAX_PIXELS:
                raise too_large
            yield opened
    except Image.DecompressionBombError as problem:
        raise too_large from problem
    except (UnidentifiedImageError, OSError, SyntaxError) as problem:
        raise PictureError(f"`{name}` n’est pas une image lisible, ou elle est abîmée") from problem


_FORMATS: Final = ("PNG", "JPEG", "WEBP", "TIFF", "GIF")


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
    """Colours in sRGB, whatever profile the picture came with."""
    from PIL import Image, ImageCms

    alpha = picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in ("RGB", "CMYK"):
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        srgb = ImageCms.createProfile("sRGB")
        converted = ImageCms.profileToProfile(picture, source, srgb, outputMode="RGB")
        return converted if isinstance(converted, Image.Image) else picture.convert("RGB")
    return picture.convert("RGBA" if alpha else "RGB")


def _encoded(picture: Image.Image, photo: bool, palette: bool) -> Picture:
    """A photo as JPEG, a drawing as PNG; one that came with a palette gets one again.

    Resizing a drawing of 256 colours makes thousands of them, and a file three times as heavy.
    """
    from PIL import Image

    out = io.BytesIO()
    clean = Image.new(picture.mode, picture.size)
    clean.paste(picture)  # leaves every metadata behind
    if photo:
        clean.convert("RGB").save(out, "JPEG", quality=JPEG_QUALITY, optimize=True)
    elif clean.mode == "RGB" and (palette or clean.getcolors(256)):
        clean.quantize(256, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    else:
        clean.save(out, "PNG", optimize=True)
    media_type = "image/jpeg" if photo else "image/png"
    return Picture(out.getvalue(), media_type, picture.width, picture.height)
