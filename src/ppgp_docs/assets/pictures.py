"""Pictures made ready to print: upright, sRGB, without metadata, never larger than needed.

WeasyPrint and python-pptx embed a file as it is, private camera metadata included; so every
picture passes here first, once per size.
"""

from __future__ import annotations

import io
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Final

from ppgp_docs.assets.bitmaps import bitmap, opened_bitmap
from ppgp_docs.assets.drawings import drawing
from ppgp_docs.assets.picture import Picture, PictureError

PRINT_DPI: Final = 220
_SUFFIXES: Final = frozenset({".png", ".jpg", ".jpeg", ".svg", ".webp", ".tif", ".tiff"})
_MM_PER_INCH: Final = 25.4


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
        drawing(_content(file), file.name)
        return
    with opened_bitmap(file.name, io.BytesIO(_content(file))):
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
        return drawing(data, file.name)
    return bitmap(data, file.name, round(width_mm / _MM_PER_INCH * PRINT_DPI))
