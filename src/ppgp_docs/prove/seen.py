"""Whether the eye meets a word of a finished file: a style may hide what the file says.

Told apart from what is read back: a voice reads white words on white, and who is told that a
document is a PROJET must see it.
"""

from __future__ import annotations

from importlib import import_module
from typing import Final, cast
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
"""For each media type, the module whose ``shows`` looks for a word in a file that opens; some say
what hides it (``hidden_by``)."""


_ILL_MADE: Final = (LookupError, ValueError, TypeError, AttributeError, OSError, BadZipFile)
"""What comes of a file whose parts do not hold what they should: nothing vouches for its looks."""


def is_seen(data: bytes, media_type: str, word: str) -> bool:
    """Whether a file shows a word; True for a kind of file whose looks nothing here reads."""
    return hidden_by(data, media_type, word) is None


def hidden_by(data: bytes, media_type: str, word: str) -> str | None:
    """What keeps a word from the eye, in French, or "" where that is not told; None when it is
    seen."""
    if media_type not in _READERS:
        return None
    try:
        module = import_module(_READERS[media_type])
        if told := getattr(module, "hidden_by", None):
            return cast("str | None", told(data, word))
        return None if module.shows(data, word) else ""
    except _ILL_MADE:
        return ""
