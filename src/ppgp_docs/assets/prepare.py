"""Pictures made ready to print: upright, sRGB, without metadata, never larger than needed.

WeasyPrint and python-pptx embed a file as it is, private camera metadata included; so every
picture passes here first, once per size.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable
from difflib import get_close_matches
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from math import ceil, log
from pathlib import Path, PurePosixPath
from threading import Lock
from typing import Final, TypeAlias

from ppgp_docs.assets.bitmaps import bitmap, look_at
from ppgp_docs.assets.drawings import drawing, look_at_drawing
from ppgp_docs.assets.file_kind import DRAWING, PAGE, format_of, unreadable_kind
from ppgp_docs.assets.pdf_page import first_page, look_at_page
from ppgp_docs.assets.picture import Look, Picture, PictureError
from ppgp_docs.cache.pictures import KeptPicture, KeptPictures
from ppgp_docs.francais.accords import enumerer
from ppgp_docs.francais.pliage import plier
from ppgp_docs.load.decode import composed
from ppgp_docs.patterns import pattern
from ppgp_docs.system_errors import kind_of, real_path, reason
from ppgp_docs.workspace.files import entries
from ppgp_docs.workspace.reader import read_bytes

MOST: Final = 100_000_000
"""Bytes of a picture: the largest photos of a telephone have a tenth of that."""

PRINT_DPI: Final = 220
_SUFFIXES: Final = (
    ".avif", ".bmp", ".gif", ".heic", ".heif", ".jpeg", ".jpg", ".pdf", ".png", ".svg",
    ".tif", ".tiff", ".webp",
)  # fmt: skip
MM_PER_INCH: Final = 25.4


Listing: TypeAlias = Callable[[Path], tuple[Path, ...]]


def locate(folder: Path, name: str, listing: Listing = entries) -> Path:
    """The file of a picture, inside ``folder``; names are compared folded.

    ``listing`` gives what a folder holds: who looks for many pictures lists each folder once.

    Raises PictureError when it is not there, or when two files answer to the name.
    """
    relative = PurePosixPath(name)
    if "\\" in name or ":" in name or relative.is_absolute() or ".." in relative.parts:
        message = f"`{name}` doit être un chemin dans le répertoire du département"
        raise PictureError(message, _way_in(name))
    file = _found(folder, relative, listing)
    if file is None:
        near = _nearest(folder, relative)
        raise PictureError(
            f"l’image `{name}` est introuvable"
            + (f" ; la plus proche est `{near}`" if near else "")
        )
    if not real_path(file).is_relative_to(real_path(folder)):
        raise PictureError(f"`{name}` sort du répertoire du département")
    return file


def _found(folder: Path, relative: PurePosixPath, listing: Listing) -> Path | None:
    place = folder
    for part in relative.parts:
        alike = [entry for entry in listing(place) if plier(entry.name) == plier(part)]
        twins = [entry for entry in alike if composed(entry.name) == composed(part)]
        if len(twins or alike) > 1:
            names = enumerer(f"`{entry.name}`" for entry in twins or alike)
            message = f"deux noms de fichiers se confondent dans `{place.name}` : {names}"
            raise PictureError(message, _TWINS if twins else _ALIKE)
        if not alike:
            return None
        place = (twins or alike)[0]
    if place.is_file():
        return place
    told = f"`{relative}` n’est pas une image\u00a0: c’est {kind_of(place)}"
    raise PictureError(told, _THE_FILE_ITSELF)


_THE_FILE_ITSELF: Final = "mettez à cette place le fichier de l’image lui-même"


def _way_in(name: str) -> str:
    """What to do of a picture that is elsewhere: copy it; or else how to write its path."""
    path = name.replace("\\", "/")
    if _ELSEWHERE.match(path):
        verb = "téléchargez" if path.lower().startswith("http") else "copiez"
        last = PurePosixPath(path).name or "photo.png"
        return f"{verb} l’image dans le répertoire `images`, et écrivez `images/{last}`"
    return f"écrivez-le avec des barres obliques : `{path}`" if "\\" in name else ""


_ELSEWHERE: Final = pattern(r"(?:[a-z]+:|/)(?!$)", re.IGNORECASE)
"""A drive, an address, a path from the root."""
_TWINS: Final = "ils ne diffèrent que par leurs accents, composés ou non : renommez l’un des deux"
_ALIKE: Final = "écrivez exactement l’un d’eux, ou renommez l’autre"


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


def prepare(file: Path, width_mm: float, tint: tuple[str, ...] = ()) -> Picture:
    """The picture of ``file`` for a printed width in mm: at most 220 dpi, never upscaled.

    Between the two colours of a ``tint``, if any; a page of a PDF keeps its own.

    Raises PictureError for a file that is no picture, is too large or damaged or, for an SVG,
    could run or fetch something.
    """
    return _PREPARED.of(_content(file), file.name, width_mm, tint)


def inspect(file: Path) -> Look:
    """Refuse, at little cost, what :func:`prepare` would: no bitmap is decoded.

    Raises PictureError.
    """
    data = _content(file)
    kind = _format(data, file.name)
    if kind == DRAWING:
        return look_at_drawing(data, file.name)
    return look_at_page(data, file.name) if kind == PAGE else look_at(data, file.name, kind)


def _format(data: bytes, name: str) -> str:
    """What a file is, whatever its name says; what is no picture is told for what it is."""
    if kind := format_of(data, name):
        return kind
    if known := unreadable_kind(data):
        raise PictureError(f"`{name}` n’est pas une image : c’est {known.what}", known.remedy)
    raise PictureError(f"`{name}` n’est pas une image lisible, ou elle est abîmée", _SAVE_AGAIN)


_SAVE_AGAIN: Final = "réenregistrez-la en PNG ou en JPEG"


def _content(file: Path) -> bytes:
    try:
        return read_bytes(file, most=MOST)
    except OSError as problem:
        told = f"l’image `{file.name}` ne peut pas être lue : {reason(problem)}"
        raise PictureError(told, transient=True) from problem


def shared_width(width_mm: float) -> float:
    """The width that stands for one, in mm: at least as great, a fifth more at most, the same for
    the page and the slide that show a picture about as large; it is then prepared once for both."""
    return float(_STEP ** ceil(log(width_mm, _STEP) - _SLACK)) if width_mm > 0 else width_mm


_STEP: Final = 1.2
_SLACK: Final = 1e-9
"""A width that stands for itself is no step further for a rounding."""


_Asked: TypeAlias = tuple[bytes, str, float, tuple[str, ...]]
"""The digest of a picture, its name, its printed width, its tint."""


class _LastPrepared:
    """The last pictures that were prepared, by their content: of two that have one size and one
    date, neither stands for the other. The content itself is not kept.

    ``kept`` are those of other documents, processes and commands.
    """

    def __init__(self, most: int) -> None:
        self._most, self._lock = most, Lock()
        self._pictures: OrderedDict[_Asked, Picture] = OrderedDict()
        self.kept = KeptPictures(None)

    def of(self, data: bytes, name: str, width_mm: float, tint: tuple[str, ...]) -> Picture:
        """The picture that a file of this name holds. Raises PictureError."""
        key = sha256(data).digest(), name, width_mm, tint
        with self._lock:
            if known := self._pictures.get(key):
                self._pictures.move_to_end(key)
                return known
        picture = self._prepared(data, key)
        with self._lock:
            self._pictures[key] = picture
            while len(self._pictures) > self._most:
                self._pictures.popitem(last=False)
        return picture

    def _prepared(self, data: bytes, asked: _Asked) -> Picture:
        digest, name, width_mm, tint = asked
        kind, target = _format(data, name), round(width_mm / MM_PER_INCH * PRINT_DPI)
        if kind == DRAWING:
            return drawing(data, name, tint)
        said = " ".join((recipe(), digest.hex(), kind, f"{target}", *tint))
        key = sha256(said.encode()).hexdigest()
        if known := self.kept.get(key):
            return Picture(known.data, *known[:3])
        if kind == PAGE:
            picture = first_page(data, name, target)
        else:
            picture = bitmap(data, name, kind, target, tint)
        picture.once_made(lambda made: self.kept.put(key, _to_keep(picture, made)))
        return picture


def _to_keep(picture: Picture, data: bytes) -> KeptPicture:
    return KeptPicture(picture.media_type, picture.width, picture.height, data)


_PREPARED: Final = _LastPrepared(64)


def keep_pictures(folder: Path | None) -> None:
    """Keep what this process prepares in a folder, and take from there what others did."""
    _PREPARED.kept = KeptPictures(folder)


@cache
def recipe() -> str:
    """All that makes pictures of files: our code, and the libraries by their versions."""
    own = (file.read_bytes() for file in sorted(Path(__file__).parent.glob("*.py")))
    used = (f"{name} {version(name)}".encode() for name in _LIBRARIES)
    return sha256(b"\0".join((*own, *used))).hexdigest()


_LIBRARIES: Final = ("pillow", "pi-heif", "pypdfium2")
