"""A picture ready to embed, and what keeps a file from being one."""

from __future__ import annotations

from attrs import frozen


class PictureError(ValueError):
    """A picture that cannot be used; the message is a French sentence."""


@frozen
class Picture:
    """A picture ready to embed; sizes in pixels (in user units for an SVG)."""

    data: bytes
    media_type: str
    width: int
    height: int

    @property
    def suffix(self) -> str:
        return {"image/png": ".png", "image/jpeg": ".jpg", "image/svg+xml": ".svg"}[self.media_type]
