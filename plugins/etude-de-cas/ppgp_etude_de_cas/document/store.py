"""What a document shows beside its words: its fonts and its pictures, by address.

Every address is of our own scheme and every other one is refused: no file, no network. The
addresses are made of the content, so the same dossier in another folder gives the same bytes.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64decode
from typing import Final

from lxml import etree

from ppgp_docs.api import FAMILY, Picture, Span, faces

SCHEME: Final = "ppgp"

_SVG: Final = "image/svg+xml"
_DATA: Final = b"data:image/"
_ADDRESS: Final = re.compile(rf"{SCHEME}:[0-9a-f]{{24}}\.\w+")


class Store:
    """Contents by address; it knows only what was put into it."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[bytes, str]] = {}
        self._origins: dict[str, Span] = {}
        self._whole: set[str] = set()

    def add(self, data: bytes, media_type: str, suffix: str) -> str:
        """Keep some bytes; returns their address."""
        url = f"{SCHEME}:{hashlib.sha256(data).hexdigest()[:24]}{suffix}"
        self._known[url] = (data, media_type)
        return url

    def add_picture(self, picture: Picture, origin: Span | None = None) -> str:
        """Keep a picture, and where the dossier names it; returns its address."""
        data = self._unfolded(picture.data) if picture.media_type == _SVG else picture.data
        url = self.add(data, picture.media_type, picture.suffix)
        self._whole.add(url)
        if origin is not None:
            self._origins.setdefault(url, origin)
        return url

    def _unfolded(self, drawing: bytes) -> bytes:
        """A drawing whose pictures stand beside it: WeasyPrint asks for them one by one.

        They are not smoothed: PDF/A forbids it (ISO 19005-2, 6.2.8.1).
        """
        if _DATA not in drawing:
            return drawing
        root = etree.fromstring(drawing, etree.XMLParser(huge_tree=True))
        for element in root.iter():
            for key, value in element.attrib.items():
                if value.startswith(_DATA.decode()):
                    element.set(key, self._picture_inside(value))
                    element.set("image-rendering", "crisp-edges")
        return bytes(etree.tostring(root, encoding="utf-8"))

    def _picture_inside(self, address: str) -> str:
        head, _, body = address.partition(",")
        media_type = head.removeprefix("data:").partition(";")[0]
        return self.add(b64decode(body), media_type, f".{media_type.rpartition('/')[2]}")

    @property
    def weight(self) -> int:
        """The bytes of the pictures put here."""
        return sum(len(self._known[url][0]) for url in self._whole)

    def origin(self, message: str) -> Span | None:
        """Where the dossier names the picture whose address stands in a message."""
        found = _ADDRESS.search(message)
        return self._origins.get(found[0]) if found else None

    def is_whole(self, url: str) -> bool:
        """Whether a picture was prepared by us, and not found inside a drawing."""
        return url in self._whole

    def content(self, url: str) -> tuple[bytes, str]:
        """The bytes at an address and their media type. Raises KeyError for one not put here."""
        return self._known[url]


def font_faces(store: Store) -> str:
    """The ``@font-face`` rules of the family that comes with the tool."""
    return "\n".join(
        f'@font-face {{ font-family: "{FAMILY}"; font-weight: {face.weight}; '
        f"font-style: {'italic' if face.italic else 'normal'}; "
        f"src: url({store.add(face.file.read_bytes(), 'font/ttf', '.ttf')}) }}"
        for face in faces()
    )
