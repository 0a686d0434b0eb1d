"""What a stranger's code prints in its process, by Python or not: shown beside the answers of the
command as far as somebody reads it, however much it is."""

from __future__ import annotations

import os
import sys
import threading
import time
from contextlib import suppress
from select import select
from typing import Final

MOST: Final = 1_000_000
"""Bytes of a process that are shown."""

MOST_TAKEN: Final = 250_000_000
"""Bytes of a process that are taken from it; then nobody reads, and what it prints fails there."""

TOO_MUCH: Final = "elle affiche plus d’un million de signes ; la suite n’est pas montrée"
"""What is told of who printed more."""

_CUT: Final = "\n… la suite de ce qu’affiche cette extension n’est pas montrée\n".encode()
_PATIENCE: Final = 1
"""Seconds in which what was printed before an answer is shown."""


class Printed:
    """Stands between what this process prints and the standard error of the command, from now on
    (not on Windows, where it is shown whole)."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._left, self._is_told, self._is_heard = MOST, False, True
        self._source: int | None = None
        if sys.platform == "win32":
            return
        with suppress(OSError):
            self._shown = os.dup(2)
            self._source, target = os.pipe()
            os.dup2(target, 1)
            os.dup2(target, 2)
            os.close(target)
            threading.Thread(target=self._forward, args=(self._source,), daemon=True).start()

    def settle(self) -> list[str]:
        """Wait until what was printed is shown; what is told, once, of a process that printed too
        much."""
        if self._source is None:
            return []
        with suppress(Exception):  # a stream that the stranger put there
            sys.stderr.flush()
        until = time.monotonic() + _PATIENCE
        while self._is_heard and _waiting(self._source) and time.monotonic() < until:
            time.sleep(0.001)
        with self._lock:
            is_new = self._left < 0 and not self._is_told
            self._is_told |= is_new
        return [TOO_MUCH] if is_new else []

    def _forward(self, source: int) -> None:
        with suppress(OSError, ValueError):
            while select([source], [], []):
                with self._lock:
                    if not (data := os.read(source, 1 << 16)):
                        return
                    self._show(data)
                    if self._left < MOST - MOST_TAKEN:
                        self._is_heard = False
                        os.close(source)
                        return

    def _show(self, data: bytes) -> None:
        shown, is_first = data[: max(self._left, 0)], self._left >= 0
        self._left -= len(data)
        if is_first and self._left < 0:
            shown += _CUT
        with suppress(OSError):  # nobody reads: it is taken from the stranger all the same
            while shown:
                shown = shown[os.write(self._shown, shown) :]


def _waiting(source: int) -> bool:
    """Whether a pipe holds something that nobody read."""
    with suppress(OSError, ValueError):
        return bool(select([source], [], [], 0)[0])
    return False
