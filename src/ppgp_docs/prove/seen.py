"""Whether the eye meets a word of a finished file: a style may hide what the file says.

Told apart from what is read back: a voice reads white words on white, and who is told that a
document is a PROJET must see it.
"""

from __future__ import annotations

from importlib import import_module
from typing import Final
from zipfile import BadZipFile

_READERS: Final = {
    "application/pdf": "ppgp_docs.prove.seen_pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (
        "ppgp_docs.prove.seen_word"
    ),
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": (
        "ppgp_docs.prove.seen_slides"
    ),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": (
        "ppgp_docs.prove.seen_cells"
    ),
    "text/html": "ppgp_docs.prove.seen_page",
    "application/xhtml+xml": "ppgp_docs.prove.seen_page",
    "application/epub+zip": "ppgp_docs.prove.seen_book",
}
"""For each media type, the module whose ``shows`` looks for a word in a file that opens."""


_ILL_MADE: Final = (LookupError, ValueError, TypeError, AttributeError, OSError, BadZipFile)
"""What comes of a file whose parts do not hold what they should: nothing vouches for its looks."""


def is_seen(data: bytes, media_type: str, word: str) -> bool:
    """Whether a file shows a word; True for a kind of file whose looks nothing here reads."""
    module = _READERS.get(media_type)
    try:
        return module is None or bool(import_module(module).shows(data, word))
    except _ILL_MADE:
        return False
