"""Python's own functions (``len``, ``open``…), given back where a plugin put others in their place:
all that hears it, down to what tells its faults, is made of them.
"""

from __future__ import annotations

import builtins
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

_THERE: Final[dict[str, Any]] = vars(builtins)


@contextmanager
def kept_builtins(replaced: list[str]) -> Iterator[None]:
    """What the block puts in the place of Python's functions goes, whatever comes of it; their
    names join ``replaced``. What it adds stays."""
    before = _THERE.copy()
    try:
        yield
    finally:  # calls none of them: it may be another
        for name, each in before.items():
            if name not in _THERE or _THERE[name] is not each:
                _THERE[name] = each
                replaced.append(name)
