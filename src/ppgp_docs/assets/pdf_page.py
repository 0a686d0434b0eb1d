"""The first page of a PDF as a picture, by PDFium, which runs nothing that a page holds.

It is drawn in a process of its own, that is ended when it takes too long.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any, Final

from ppgp_docs.assets.bitmaps import MAX_PIXELS, ready
from ppgp_docs.assets.blank import is_blank
from ppgp_docs.assets.picture import Look, Picture, PictureError

if TYPE_CHECKING:
    from PIL import Image

_SECONDS: Final = 8
"""Of a drawing, by the clock: a page that people made takes a part of one."""

_SEEN: Final = 400
"""Points of the longest side of a page that is looked at: a hairline is one wide at least."""

_PASSWORD: Final = "password"
_NO_PAGE: Final = re.compile(rb"/Count\s+0(?!\d)")


def look_at_page(data: bytes, name: str) -> Look:
    """How many pages a PDF has, whether the first one is blank. Raises PictureError for one that
    cannot be read, is cut short or cannot be drawn."""
    seen, pages = _drawn(data, name, longest=_SEEN)
    return Look(views=pages, blank=is_blank(seen))


def first_page(data: bytes, name: str, target: int) -> Picture:
    """The first page of a PDF, ``target`` pixels wide. Raises PictureError."""
    picture, _ = _drawn(data, name, width=target)
    return ready(picture, target, photo=False)


def _drawn(data: bytes, name: str, **most: int) -> tuple[Image.Image, int]:
    """The first page, and how many there are. Raises PictureError."""
    from PIL import Image

    if b"%%EOF" not in data[-2048:]:
        message = f"`{name}` est un PDF abîmé ou coupé : la fin du fichier manque"
        raise PictureError(message, "copiez-le de nouveau depuis l’original")
    known, points = _asked(data, name, {**most, "points": MAX_PIXELS})
    match known.get("problem"):
        case None:
            return Image.frombytes("RGB", tuple(known["size"]), points), known["pages"]
        case "high":
            raise PictureError(f"la première page de `{name}` est trop haute pour sa largeur")
        case problem:
            raise _unreadable(name, problem, data)


def _asked(data: bytes, name: str, most: dict[str, int]) -> tuple[dict[str, Any], bytes]:
    """What the process that draws answers. Raises PictureError for one that does not."""
    command = (sys.executable, "-m", "ppgp_docs.assets.drawn_page", json.dumps(most))
    hint = "enregistrez sa première page en PNG, ou simplifiez-la"
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, check=True, timeout=_SECONDS
        )
    except subprocess.TimeoutExpired as late:
        message = f"la première page de `{name}` prend plus de {_SECONDS} secondes à dessiner"
        raise PictureError(message, hint) from late
    except (subprocess.CalledProcessError, OSError) as problem:
        raise PictureError(
            f"la première page de `{name}` ne peut pas être dessinée", hint
        ) from problem
    told, _, points = done.stdout.partition(b"\n")
    return json.loads(told), points


def _unreadable(name: str, problem: str, data: bytes) -> PictureError:
    """The library may tell the fault of the file before this one: a password needs a cipher."""
    if _PASSWORD in problem.lower() and b"/Encrypt" in data:
        message = f"`{name}` est un PDF protégé par un mot de passe"
        return PictureError(message, "enregistrez-en une copie sans protection")
    if _NO_PAGE.search(data):
        return PictureError(f"`{name}` est un PDF sans aucune page", "exportez-le de nouveau")
    return PictureError(f"`{name}` est un PDF illisible", "exportez-le de nouveau")
