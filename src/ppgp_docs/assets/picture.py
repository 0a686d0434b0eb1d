"""A picture ready to embed, and what keeps a file from being one."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class PictureError(ValueError):
    """A picture that cannot be used; the message is a French sentence, ``hint`` what mends it.

    ``transient`` when the system did not let it be read this time."""

    def __init__(self, message: str, hint: str = "", *, transient: bool = False) -> None:
        super().__init__(message)
        self.hint, self.transient = hint, transient


class Picture:
    """A picture ready to embed; sizes in pixels (in user units for an SVG)."""

    def __init__(
        self, data: bytes | Callable[[], bytes], media_type: str, width: int, height: int
    ) -> None:
        """``data`` may be worked out when they are asked for: sides alone cost no compression."""
        self._made, self.media_type = data, media_type
        self._told: Callable[[bytes], object] | None = None
        self.width, self.height = width, height

    @property
    def data(self) -> bytes:
        """What the file holds."""
        if callable(self._made):
            self._made = self._made()
        if self._told:
            told, self._told = self._told, None
            told(self._made)
        return self._made

    def once_made(self, told: Callable[[bytes], object]) -> None:
        """Call that with what the file holds, when it is first asked for."""
        self._told = told

    @property
    def suffix(self) -> str:
        return {"image/png": ".png", "image/jpeg": ".jpg", "image/svg+xml": ".svg"}[self.media_type]


class Look(NamedTuple):
    """What a file would print, seen without printing it.

    ``width`` and ``height`` are in pixels, upright; None for what is drawn at any size (a drawing,
    a page). ``views`` is how many pictures the file holds, of which the first is printed; it is
    ``blank`` when nothing of it is seen on white. ``lacking`` are sentences that say what of its
    colours a drawing leaves to a page around it.
    """

    width: int | None = None
    height: int | None = None
    views: int = 1
    blank: bool = False
    lacking: tuple[str, ...] = ()
