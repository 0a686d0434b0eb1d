"""A text (text/plain, text/csv, text/markdown…) read back as it shows."""

from __future__ import annotations

from typing import Final

from ppgp_docs.plugin.read_back import Reading

_ENCODINGS: Final = ("utf-8-sig", "utf-16", "cp1252")
"""In the order to try; a file in UTF-16 that is no UTF-8 begins with its mark."""


def read(data: bytes) -> Reading:
    """The lines of a text, in whatever encoding it is written."""
    return Reading((decoded(data),))


def decoded(data: bytes) -> str:
    """The characters of a text, in the first encoding that reads it."""
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "replace")
