"""Office files as archives that are the same on any day."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from copy import copy
from typing import Final

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_FIRST: Final = ("mimetype", "[Content_Types].xml", "_rels/.rels")
_STORED: Final = (".png", ".jpg", ".jpeg")


def zip_of(files: Mapping[str, bytes | str], *, deflated: bool = True) -> bytes:
    """An archive of these files, by their path in it; texts are written in UTF-8.

    Nothing need be ``deflated`` of a Word file or a deck that a format hands over: it is when the
    engine adds its origin.

    A file ``mimetype`` comes first and as it is, as EPUB (OCF 3.3, § 4.2) and OpenDocument
    (ODF 1.3, part 2, § 3.3) ask. The same files always give the same bytes. Raises ValueError for
    a path that leaves the archive.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name in sorted(files, key=_rank):
            if name.startswith("/") or ".." in name.split("/") or "\\" in name or not name:
                raise ValueError(f"`{name}` n’est pas un chemin dans l’archive")
            content = files[name]
            data = content.encode() if isinstance(content, str) else content
            _put(target, name, data, deflated=deflated)
    return out.getvalue()


def normalised_zip(data: bytes) -> bytes:
    """The same archive with a fixed order of entries, fixed dates and fixed attributes.

    ``[Content_Types].xml`` comes first, as Office writes it, ``mimetype`` before it, as it is.
    Pictures are stored undeflated: they do not shrink, and deflating them is half of the time of a
    deck.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in sorted(source.namelist(), key=_rank):
            _put(target, name, source.read(name))
    return out.getvalue()


def inflated(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """An entry of an archive from elsewhere, of which no more is inflated than it announces.

    `zipfile` inflates all that there is, gigabytes from a kilobyte, then cuts what it gives: one
    byte more than announced is asked for here. Raises zipfile.BadZipFile for an entry that lies
    about its size, or that is packed as no office program does (the norms of Office and
    OpenDocument know DEFLATE alone).
    """
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise zipfile.BadZipFile(f"{entry.filename}: compression {entry.compress_type}")
    asked = copy(entry)
    asked.file_size += 1
    with archive.open(asked) as content:
        data = content.read(asked.file_size)
    if len(data) != entry.file_size:
        raise zipfile.BadZipFile(f"{entry.filename}: not of the size that it announces")
    return data


def compression(name: str) -> int:
    """How an entry of that name is held by an archive of ours."""
    stored = name == "mimetype" or name.lower().endswith(_STORED)
    return zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED


def _put(target: zipfile.ZipFile, name: str, content: bytes, *, deflated: bool = True) -> None:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = compression(name) if deflated else zipfile.ZIP_STORED
    entry.create_system = 0
    target.writestr(entry, content)


def _rank(name: str) -> tuple[int, str]:
    return (_FIRST.index(name) if name in _FIRST else len(_FIRST), name)
