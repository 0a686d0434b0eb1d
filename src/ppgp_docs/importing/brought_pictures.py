"""The pictures that someone put in a file: taken out of it, so that none is lost with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from attrs import frozen

from ppgp_docs.assets.file_kind import format_of, unreadable_kind
from ppgp_docs.importing.proposals import LeftOver
from ppgp_docs.roundtrip.archive import Parts, UnreadableFileError
from ppgp_docs.roundtrip.file_state import content_of
from ppgp_docs.workspace.disk import replace_file

_SUFFIXES: Final = {
    "PNG": ".png", "JPEG": ".jpg", "GIF": ".gif", "WEBP": ".webp", "TIFF": ".tif", "BMP": ".bmp",
    "AVIF": ".avif", "HEIF": ".heic",
}  # fmt: skip
"""Of what may be kept, by its content: a part bears the name that its author wants."""
_ELSEWHERE: Final = "elle n’est pas dans le fichier, qui ne fait que la citer : demandez-la"
_NO_PICTURE: Final = "ce n’est pas une image, ou elle est abîmée"


@frozen
class BroughtPicture:
    """The ``file`` beside the one that came back in which a picture is kept now; None where it
    cannot be, ``why`` in French."""

    file: Path | None = None
    why: str = ""


def keep_pictures(file: Path, left: Iterable[LeftOver]) -> dict[str, BroughtPicture]:
    """Keep the pictures of what has no place, each in a file beside that one, by the names of their
    parts. A file that holds the same already serves. Raises OSError and UnreadableFileError.
    """
    names = dict.fromkeys(name for one in left for name in one.pictures)
    parts = Parts(content_of(file)) if any(names) else None
    return {name: _kept(file, parts, name) for name in names}


def _kept(file: Path, parts: Parts | None, name: str) -> BroughtPicture:
    if parts is None or name not in parts:
        return BroughtPicture(why=_ELSEWHERE)
    try:
        data = parts[name]
    except UnreadableFileError as problem:
        return BroughtPicture(why=str(problem))
    suffix = _SUFFIXES.get(format_of(data, ""), "")
    if not suffix:
        known = unreadable_kind(data)
        return BroughtPicture(why=f"c’est {known.what} ; {known.remedy}" if known else _NO_PICTURE)
    beside = next(one for one in _names(file, suffix) if _is_free(one, data))
    if not beside.exists():
        replace_file(beside, data)
    return BroughtPicture(beside)


def _names(file: Path, suffix: str) -> Iterator[Path]:
    """Names beside a file for what came in it."""
    return (file.with_name(f"{file.stem}-image-{rank}{suffix}") for rank in range(1, 10_000))


def _is_free(file: Path, data: bytes) -> bool:
    """Whether nothing bears that name, or the very same picture."""
    if not file.is_file():
        return not file.exists() and not file.is_symlink()
    return file.stat().st_size == len(data) and file.read_bytes() == data
