"""The first page of a PDF as a picture, by PDFium, which runs nothing that a page holds.

It is drawn in a process of its own, that is ended when it takes too long.
"""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Any, Final

from ppgp_docs.assets.bitmaps import MAX_PIXELS, ready
from ppgp_docs.assets.blank import is_blank
from ppgp_docs.assets.drawn_page import MOST_SHADED
from ppgp_docs.assets.pdf_streams import MOST_UNPACKED
from ppgp_docs.assets.picture import Look, Picture, PictureError

if TYPE_CHECKING:
    from PIL import Image

_SECONDS: Final = 8
"""Of a drawing, where the processor works for it: a page that people made takes a part of one."""

_TURN: Final = 10 if hasattr(signal, "SIGXCPU") else 1
"""How many times more by the clock: a busy machine makes it wait. Windows has no other limit."""

_SEEN: Final = 400
"""Points of the longest side of a page that is looked at: a hairline is one wide at least."""

_ABORTED: Final = tuple(
    -getattr(signal, name) for name in ("SIGABRT", "SIGKILL", "SIGTRAP") if hasattr(signal, name)
)
"""How PDFium ends that is refused more memory than its process may have."""

_LESS: Final = "enregistrez sa première page en PNG, ou simplifiez-la"
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
        case "heavy":
            limit = f"{MOST_UNPACKED // 1_000_000}\u00a0Mo de tracés"
            raise PictureError(f"une fois décompressé, `{name}` dépasse {limit}", _LESS)
        case "shaded":
            told = f"la première page de `{name}` porte plus de {MOST_SHADED} dégradés superposés"
            raise PictureError(told, _LESS)
        case problem:
            raise _unreadable(name, problem, data)


def _asked(data: bytes, name: str, most: dict[str, int]) -> tuple[dict[str, Any], bytes]:
    """What the process that draws answers. Raises PictureError for one that does not."""
    asked = json.dumps({**most, "seconds": _SECONDS})
    command = (sys.executable, "-m", "ppgp_docs.assets.drawn_page", asked)
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, check=True, timeout=_TURN * _SECONDS
        )
    except (subprocess.SubprocessError, OSError) as problem:
        fault = "ne peut pas être dessinée"
        if _is_late(problem):
            fault = f"prend plus de {_SECONDS} secondes à dessiner"
        elif getattr(problem, "returncode", 0) in _ABORTED:
            fault = "demande trop de mémoire à dessiner"
        raise PictureError(f"la première page de `{name}` {fault}", _LESS) from problem
    told, _, points = done.stdout.partition(b"\n")
    return json.loads(told), points


def _is_late(problem: Exception) -> bool:
    if isinstance(problem, subprocess.CalledProcessError):
        return problem.returncode == -getattr(signal, "SIGXCPU", 0)
    return isinstance(problem, subprocess.TimeoutExpired)


def _unreadable(name: str, problem: str, data: bytes) -> PictureError:
    """The library may tell the fault of the file before this one: a password needs a cipher."""
    if _PASSWORD in problem.lower() and b"/Encrypt" in data:
        message = f"`{name}` est un PDF protégé par un mot de passe"
        return PictureError(message, "enregistrez-en une copie sans protection")
    if _NO_PAGE.search(data):
        return PictureError(f"`{name}` est un PDF sans aucune page", "exportez-le de nouveau")
    return PictureError(f"`{name}` est un PDF illisible", "exportez-le de nouveau")
