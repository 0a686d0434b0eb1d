"""Documents as they were proved: what someone else's code makes of them is undone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from attrs import frozen

from ppgp_docs.workspace.disk import replace_file, sha256
from ppgp_docs.workspace.reader import state_of

CHANGED: Final = "il a changé après sa relecture ; {}"
_PUT_BACK: Final = "il est remis tel qu’il était"
_TAKEN_AWAY: Final = "il est supprimé : refaites-le sans cette extension"
LEFT: Final = "supprimez-le et refaites-le sans cette extension"

MOST_HELD: Final = 64_000_000
"""Bytes of documents that memory has room for: those of a folder, not of a whole workspace."""


@frozen
class _Held:
    """A document: its state on the disk, the sum of its content, and this where there is room."""

    state: tuple[int, ...]
    sum: str
    data: bytes | None


class ProvedDocuments:
    """The documents of ``folder`` that are watched; those that stay watched are not read again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: dict[str, _Held] = {}

    def hold(self, paths: Iterable[str]) -> None:
        """Watch these documents from now on, as they stand, and no others."""
        before, self._held, room = self._held, {}, MOST_HELD
        for path in paths:
            held = self._as_it_stands(path, before.get(path), room)
            if held:
                self._held[path] = held
                room -= len(held.data or b"")

    def restore(self) -> Iterator[tuple[str, str]]:
        """Each document that has changed, and what became of it: put back, or else taken away."""
        for path, was in self._held.items():
            now = self._as_it_stands(path, was, 0)
            if now is None or now.sum != was.sum:
                yield path, self._undone(path, was)

    def _as_it_stands(self, path: str, known: _Held | None, room: int) -> _Held | None:
        place = self._folder / path
        try:
            state = state_of(place.stat())
            if known and known.state == state:
                return known
            data = place.read_bytes()
        except OSError:
            return None
        return _Held(state, sha256(data), data if len(data) <= room else None)

    def _undone(self, path: str, was: _Held) -> str:
        place = self._folder / path
        try:
            if was.data is None:
                place.unlink(missing_ok=True)
                return _TAKEN_AWAY
            replace_file(place, was.data)
        except OSError:
            return LEFT
        return _PUT_BACK
