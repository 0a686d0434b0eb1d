"""The plugins that are installed in this Python, whoever asks for them, read once."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import lru_cache
from importlib import metadata
from pathlib import Path

from ppgp_docs.workspace.resources import GROUP


def plugin_entries() -> tuple[metadata.EntryPoint, ...]:
    """The entry points of plugins, in the order of ``sys.path``.

    To read them takes every package that is installed: it is done again when one came or went.
    """
    return _read(tuple(_dates()))


def _dates() -> list[tuple[str, int]]:
    found = []
    for place in sys.path:
        with suppress(OSError):
            found.append((place, Path(place or os.curdir).stat().st_mtime_ns))
    return found


@lru_cache(maxsize=1)
def _read(state: tuple[tuple[str, int], ...]) -> tuple[metadata.EntryPoint, ...]:
    return tuple(metadata.entry_points(group=GROUP))
