"""The fonts of the machine hidden from a PDF while it is made.

Fontconfig would rather take a font of the machine than ours of the same name, other bytes and
perhaps another look: it is shown none. WeasyPrint loads its configuration anew for each document.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

_VARIABLE: Final = "FONTCONFIG_FILE"


@contextmanager
def only_ours() -> Iterator[None]:
    """While it lasts, Fontconfig finds no font but those of the style; the environment comes back.

    What else the process starts later, an office suite or a browser, has its own fonts again.
    """
    before = os.environ.get(_VARIABLE)
    os.environ[_VARIABLE] = str(Path(__file__).with_name("fonts.conf"))
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="No fonts configured in FontConfig")
            yield
    finally:
        if before is None:
            del os.environ[_VARIABLE]
        else:
            os.environ[_VARIABLE] = before
