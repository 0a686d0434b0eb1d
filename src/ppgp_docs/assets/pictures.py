"""Pictures made ready to print: upright, sRGB, without metadata, never larger than needed.

WeasyPrint and python-pptx embed a file as it is, private camera metadata included; so every
picture passes here first, once per size.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from functools import cache, lru_cache
from math import inf
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

if TYPE_CHECKING:
    from PIL import Image

PRINT_DPI: Final = 220
JPEG_QUALITY: Final = 85
MAX_PIXELS: Final = 60_000_000
MAX_NODES: Final = 50_000
MAX_DEPTH: Final = 60
_SUFFIXES: Final = frozenset({".png", ".jpg", ".jpeg", ".svg", ".webp", ".tif", ".tiff"})
MAX_RATIO: Final = 1000
_MM_PER_INCH: Final = 25.4
_SVG_REFUSED: Final = frozenset({"script", "foreignObject", "iframe", "handler", "listener"})
_SVG_ADDRESS: Final = re.compile(r"url\s*\((?!\s*[\"']?#)|@import|javascript:|\\", re.IGNORECASE)


class PictureError(ValueError):
    """A picture that cannot be used; the message is a French sentence."""


@frozen
class Picture:
    """A picture ready to embed; sizes in pixels (in user units for an SVG)."""

    data: bytes
    media_type: str
    width: int
    height: int

    @property
    def suffix(self) -> str:
        return {"image/png": ".png", "image/jpeg": ".jpg", "image/svg+xml": ".svg"}[self.media_type]


def locate(folder: Path, name: str) -> Path:
    """The file of a picture, inside ``folder``. Raises PictureError when it is not there."""
    relative = PurePosixPath(name)
    if "\\" in name or ":" in name or relative.is_absolute() or ".." in relative.parts:
        raise PictureError(f"`{name}` doit être un chemin dans le répertoire du département")
    file = folder / relative
    if not file.is_file():
        near = _nearest(folder, relative)
        raise PictureError(
            f"l’image `{name}` est introuvable"
            + (f" ; la plus proche est `{near}`" if near else "")
        )
    if not file.resolve().is_relative_to(folder.resolve()):
        raise PictureError(f"`{name}` sort du répertoire du département")
    return file


def _nearest(folder: Path, wanted: PurePosixPath) -> str:
    """The picture beside the one wanted, or in ``images``, whose name is most like its own."""
    if not (wanted.parts and folder.is_dir()):
        return ""
    places = {folder / wanted.parent, folder, folder / "images"}
    inside = [place for place in sorted(places) if place.is_dir() and not place.is_symlink()]
    files = (file for place in inside for file in place.iterdir())
    names = {
        file.name.lower(): file.relative_to(folder).as_posix()
        for file in files
        if file.suffix.lower() in _SUFFIXES
    }
    near = get_close_matches(wanted.name.lower(), names, n=1, cutoff=0.7)
    return names[near[0]] if near else ""


def prepare(file: Path, width_mm: float) -> Picture:
    """The picture of ``file`` for a printed width in mm: at most 220 dpi, never upscaled.

    Raises PictureError for a file that is no picture, is too large or damaged or, for an SVG,
    could run or fetch something.
    """
    try:
        state = file.stat()
    except OSError as problem:
        raise PictureError(f"l’image `{file.name}` ne peut pas être lue") from problem
    return _prepared(file, width_mm, state.st_mtime_ns, state.st_size)


def inspect(file: Path) -> None:
    """Refuse, at little cost, what :func:`prepare` would: only the head of a bitmap is read.

    Raises PictureError.
    """
    if file.suffix.lower() == ".svg":
        _svg(_content(file), file.name)
        return
    with _opened(file.name, io.BytesIO(_content(file))):
        pass


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as problem:
        raise PictureError(f"l’image `{file.name}` ne peut pas être lue") from problem


@lru_cache(maxsize=64)
def _prepared(file: Path, width_mm: float, _changed: int, _size: int) -> Picture:
    """Once per state of the file: its date and size are part of what is remembered."""
    data = _content(file)
    if file.suffix.lower() == ".svg":
        return _svg(data, file.name)
    return _bitmap(data, file.name, round(width_mm / _MM_PER_INCH * PRINT_DPI))


def _svg(data: bytes, name: str) -> Picture:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as problem:
        raise PictureError(f"`{name}` n’est pas un SVG lisible") from problem
    nodes = (*root.itersiblings(preceding=True), *root.iter())
    if root.getroottree().docinfo.doctype or not all(map(_is_harmless, nodes)):
        raise PictureError(f"`{name}` contient un script ou un renvoi vers l’extérieur")
    if _drawn(root) > MAX_NODES:
        raise PictureError(f"`{name}` se recopie lui-même au-delà de {MAX_NODES} tracés")
    width, height = _sides(str(root.get("viewBox", "")), name)
    return Picture(data, "image/svg+xml", max(1, round(width)), max(1, round(height)))


def _drawn(root: Any) -> int:
    """How many elements a drawing makes once each ``use`` is replaced by what it repeats.

    A few nested ones are enough to ask for billions; a loop counts as too many.
    """
    by_id = {element.get("id"): element for element in root.iter() if element.get("id")}

    @cache
    def weight(element: Any, depth: int = 0) -> int:
        if depth > MAX_DEPTH:
            return MAX_NODES + 1
        target = by_id.get(_address(element)) if str(element.tag).endswith("}use") else None
        total = 1 if target is None else 1 + weight(target, depth + 1)
        for child in element:
            total += weight(child, depth + 1)
            if total > MAX_NODES:
                break
        return total

    return weight(root)


def _address(element: Any) -> str:
    values = (value for key, value in element.attrib.items() if key.rpartition("}")[2] == "href")
    return next(values, "").removeprefix("#")


def _sides(view_box: str, name: str) -> tuple[float, float]:
    try:
        _, _, width, height = map(float, view_box.replace(",", " ").split())
    except ValueError:
        width = height = 0
    ratio = width / height if 0 < width < inf and 0 < height < inf else 0
    if not 1 / MAX_RATIO < ratio < MAX_RATIO:
        raise PictureError(f"`{name}` n’indique pas ses proportions (`viewBox`)")
    return width, height


def _is_harmless(element: Any) -> bool:
    """Whether an SVG element neither runs nor fetches anything."""
    if not isinstance(element.tag, str):
        return element.text is not None and "xml-stylesheet" not in str(element)
    if element.tag.rpartition("}")[2] in _SVG_REFUSED or _SVG_ADDRESS.search(element.text or ""):
        return False
    return all(_is_harmless_attribute(key, value) for key, value in element.attrib.items())


def _is_harmless_attribute(key: str, value: str) -> bool:
    name = key.rpartition("}")[2].lower()
    if name in ("href", "src"):
        return value.startswith(("#", "data:image/png", "data:image/jpeg"))
    return not name.startswith("on") and not _SVG_ADDRESS.search(value)


def _bitmap(data: bytes, name: str, target: int) -> Picture:
    from PIL import Image, ImageOps

    with _opened(name, io.BytesIO(data)) as opened:
        photo, palette = opened.format == "JPEG", opened.mode == "P"
        upright = _srgb(ImageOps.exif_transpose(opened))
    if upright.width > target:
        height = max(1, round(upright.height * target / upright.width))
        upright = upright.resize((target, height), Image.Resampling.LANCZOS)
    return _encoded(upright, photo, palette)


@contextmanager
def _opened(name: str, data: io.BytesIO) -> Iterator[Image.Image]:
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
