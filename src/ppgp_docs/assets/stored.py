"""Pictures put among those of a dossier: turned upright, reduced, without what the camera wrote,
named safely.

What is stored is what :func:`ppgp_docs.assets.prepare.prepare` makes for the largest page, so a
photo of a telephone (HEIC too), the first page of a PDF or a drawing are all refused or accepted as
the documents would.
"""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePosixPath
from typing import Final

from ppgp_docs.assets.picture import Picture, PictureError
from ppgp_docs.assets.prepare import locate, prepare
from ppgp_docs.francais.lettres import sans_accents
from ppgp_docs.system_errors import real_path
from ppgp_docs.temporary import temporary_folder
from ppgp_docs.workspace.disk import replace_file
from ppgp_docs.workspace.folder import DossierFolder
from ppgp_docs.workspace.reader import read_bytes

IMAGES: Final = "images"
_WIDEST_MM: Final = 300.0
"""A page with its bleed (216 mm) at 300 dots an inch, in the millimetres of our 220."""

_LONGEST: Final = 60
_NOT_A_WORD: Final = re.compile(r"[^a-z0-9]+")


def store(folder: DossierFolder, name: str, data: bytes) -> str:
    """Put a picture among those of a dossier; how the dossier names it.

    Raises PictureError for what is no picture, and OSError. The same picture is stored once.
    """
    picture = _prepared(name, data)
    place = folder.path / IMAGES
    if not real_path(place).is_relative_to(real_path(folder.path)):
        raise PictureError("le répertoire des images mène hors du dossier")
    file = _free(place, _safe(name), picture)
    if not os.path.lexists(file):
        replace_file(file, picture.data)
    return f"{IMAGES}/{file.name}"


def is_stored(folder: DossierFolder, name: str, data: bytes) -> bool:
    """Whether a dossier's picture of that ``name`` is what these data would be stored as."""
    try:
        return _holds(locate(folder.path, name), _prepared(name, data).data)
    except (PictureError, OSError):
        return False


def _prepared(name: str, data: bytes) -> Picture:
    with temporary_folder() as temporary:
        file = temporary / _safe(name)  # what it holds tells what it is
        file.write_bytes(data)
        return prepare(file, _WIDEST_MM)


def _safe(name: str) -> str:
    """`IMG 2024 (été).HEIC` as `img-2024-ete`: letters and figures that every system keeps."""
    stem = PurePosixPath(name.replace("\\", "/")).stem
    kept = _NOT_A_WORD.sub("-", sans_accents(stem).lower()).strip("-")[:_LONGEST] or "image"
    return f"image-{kept}" if _DEVICE.fullmatch(kept) else kept


_DEVICE: Final = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]")
"""What Windows opens as a device, whatever its suffix."""


def _free(place: Path, stem: str, picture: Picture) -> Path:
    """The first name that is free, or that this very picture bears."""
    number = 1
    while True:
        mark = "" if number == 1 else f"-{number}"
        file = place / f"{stem}{mark}{picture.suffix}"
        if not os.path.lexists(file) or _holds(file, picture.data):
            return file
        number += 1


def _holds(file: Path, data: bytes) -> bool:
    """Whether a file is these very bytes; what is no regular file, a pipe say, is none."""
    try:
        return read_bytes(file, most=len(data)) == data
    except OSError:
        return False
