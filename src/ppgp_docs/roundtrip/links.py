"""Where a file may lead its reader: to pages and letters, never to files or programs."""

from __future__ import annotations

import re
from typing import Final

from ppgp_docs.patterns import pattern

_SAFE: Final = frozenset(("http", "https", "mailto", "tel"))
_SCHEME: Final = pattern(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_IGNORED: Final = pattern(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u2060\ufeff]")
"""What browsers and Office drop from an address: ``java\\nscript:`` is a program."""


def leads_out(target: str) -> bool:
    """Whether an address leads elsewhere than to a page, a letter, a telephone, or a place in the
    file itself (``#signet``): to a file of the reader's machine or network, or to a program."""
    plain = _IGNORED.sub("", target)
    if not plain or plain.startswith("#"):
        return False
    found = _SCHEME.match(plain)
    return found is None or found[1].lower() not in _SAFE
