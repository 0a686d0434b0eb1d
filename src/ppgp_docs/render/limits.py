"""How much time and memory a document may take; beyond, its worker is killed and replaced."""

from __future__ import annotations

from typing import Final

from attrs import frozen

MEGABYTE: Final = 1_000_000


@frozen
class Limits:
    """For each document: ``seconds`` to render and prove it, of the processor's work or of waiting
    (``render/pool.py``), ``megabytes`` (10⁶ bytes) that its
    process may hold, libraries included."""

    seconds: int = 60
    megabytes: int = 1000

    @property
    def bytes(self) -> int:
        return self.megabytes * MEGABYTE


DEFAULT: Final = Limits()
