"""A text (text/plain, text/csv, text/markdown…) read back as it shows."""

from __future__ import annotations

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from typing import Final

from ppgp_docs.plugin.read_back import Reading

_ENCODINGS: Final = ("utf-8-sig", "cp1252")
"""In the order to try, where a file does not begin with the mark of UTF-16."""


def read(data: bytes) -> Reading:
    """The lines of a text, in whatever encoding it is written."""
    return Reading((decoded(data),))


def decoded(data: bytes) -> str:
    """The characters of a text, in the first encoding that reads it."""
    is_wide = data.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    for encoding in ("utf-16", *_ENCODINGS) if is_wide else _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "replace")
