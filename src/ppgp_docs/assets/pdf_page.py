"""The first page of a PDF as a picture, by PDFium, which runs nothing that a page holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any, Final

from ppgp_docs.assets.bitmaps import MAX_PIXELS, ready
from ppgp_docs.assets.blank import is_blank
from ppgp_docs.assets.picture import Look, Picture, PictureError

MAX_RATIO: Final = 1000
_ONE_AT_A_TIME: Final = Lock()
"""PDFium is not made for several threads."""

_SEEN: Final = 400
"""Points of the longest side of a page that is looked at: a hairline is one wide at least."""

_PASSWORD: Final = "password"
_NO_PAGE: Final = re.compile(rb"/Count\s+0(?!\d)")


def look_at_page(data: bytes, name: str) -> Look:
    """How many pages a PDF has, whether the first one is blank. Raises PictureError for one that
    cannot be read or is cut short."""
    with _first_page(data, name) as (page, pages):
        scale = _SEEN / max(page.get_size())
        seen = page.render(scale=scale, may_draw_forms=False).to_pil()
        return Look(views=pages, blank=is_blank(seen))


def first_page(data: bytes, name: str, target: int) -> Picture:
    """The first page of a PDF, ``target`` pixels wide. Raises PictureError."""
    with _first_page(data, name) as (page, _):
        width, height = page.get_size()
        if target * target * height / width > MAX_PIXELS:
            raise PictureError(f"la première page de `{name}` est trop haute pour sa largeur")
        picture = page.render(scale=target / width, may_draw_forms=False).to_pil().convert("RGB")
    return ready(picture, target, photo=False)


@contextmanager
def _first_page(data: bytes, name: str) -> Iterator[tuple[Any, int]]:
    import pypdfium2

    if b"%%EOF" not in data[-2048:]:
        message = f"`{name}` est un PDF abîmé ou coupé : la fin du fichier manque"
        raise PictureError(message, "copiez-le de nouveau depuis l’original")
    with _ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(data)
            page = document[0]
            width, height = page.get_size()
        except (pypdfium2.PdfiumError, IndexError) as problem:
            raise _unreadable(name, str(problem), data) from problem
        try:
            if not (width > 0 and 1 / MAX_RATIO < height / width < MAX_RATIO):
                raise _unreadable(name, "", data)
            yield page, len(document)
        finally:
            document.close()


def _unreadable(name: str, problem: str, data: bytes) -> PictureError:
    """The library may tell the fault of the file before this one: a password needs a cipher."""
    if _PASSWORD in problem.lower() and b"/Encrypt" in data:
        message = f"`{name}` est un PDF protégé par un mot de passe"
        return PictureError(message, "enregistrez-en une copie sans protection")
    if _NO_PAGE.search(data):
        return PictureError(f"`{name}` est un PDF sans aucune page", "exportez-le de nouveau")
    return PictureError(f"`{name}` est un PDF illisible", "exportez-le de nouveau")
