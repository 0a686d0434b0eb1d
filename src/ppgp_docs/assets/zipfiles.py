"""Office files as archives that are the same on any day."""

from __future__ import annotations

import io
import zipfile
from typing import Final

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_FIRST: Final = ("mimetype", "[Content_Types].xml", "_rels/.rels")
_STORED: Final = (".png", ".jpg", ".jpeg")


def normalised_zip(data: bytes) -> bytes:
    """The same archive with a fixed order of entries, fixed dates and fixed attributes.

    ``[Content_Types].xml`` comes first, as Office writes it. Pictures are stored undeflated:
    they do not shrink, and deflating them is half of the time of a deck.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in sorted(source.namelist(), key=_rank):
            entry = zipfile.ZipInfo(name, _EPOCH)
            stored = name.lower().endswith(_STORED)
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            entry.create_system = 0
            target.writestr(entry, source.read(name))
    return out.getvalue()


def _rank(name: str) -> tuple[int, str]:
    return (_FIRST.index(name) if name in _FIRST else len(_FIRST), name)
