"""Pictures within the page, as ``data:`` addresses, twice as fine as they are shown."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from ppgp_docs.api import Context, Document, Picture, PictureError, Span, blocs
from ppgp_etude_de_cas.document.callouts import overlay
from ppgp_etude_de_cas.document.pictures import refused

_PX: Final = 4.5
"""CSS px for a millimetre of the printed page: 160 mm of text area are a column of 720 px."""

_WIDEST: Final = 160.0
_READABLE: Final = 40.0
"""Wider than that, in mm, a picture may hold words to read: it gets room to be enlarged."""

_ENLARGED: Final = 1.6


class Embedded:
    """The pictures of one page; widths and heights are those of the printed page, in mm.

    ``fineness`` is that of their points, 1 for twice those of a screen; ``weight`` the bytes of
    those that were shown.
    """

    def __init__(self, document: Document, context: Context, fineness: float = 1.0) -> None:
        self._document, self._context, self._fineness = document, context, fineness
        self.weight = 0

    def tag(self, image: blocs.Image, width: float, tallest: float = 180.0) -> Markup:
        """An image at its width, with its alternative; a decorative one has an empty one."""
        picture = self._prepared(image, _fine(width))
        shown = min(width, tallest * picture.width / picture.height)
        return self._img(picture, _alternative(image), shown * _PX)

    def ratio(self, image: blocs.Image) -> float:
        """The width of an image over its height."""
        picture = self._prepared(image, _WIDEST)
        return picture.width / picture.height

    def marked(
        self, image: blocs.Image, marks: Sequence[blocs.Repere], width: float, tallest: float
    ) -> Markup:
        """An image with numbers on it, drawn over it at any width."""
        shown = self.tag(image, width, tallest)
        if not marks:
            return shown
        picture = self._prepared(image, _fine(width))
        drawing = Markup(overlay(marks, picture.height / picture.width, self._context.theme))
        return Markup('<div class="reperee">{}{}</div>').format(shown, drawing)

    def cropped(self, image: blocs.Image, width: float, height: float, kind: str) -> Markup:
        """An image whose box the style sheet crops around what matters in it."""
        picture = self._prepared(image, min(width, _WIDEST))
        return self._img(picture, _alternative(image), width * _PX, f"{kind} foyer-{image.foyer}")

    def background(self, image: blocs.Image, width: float, height: float) -> Markup:
        """Nothing: a page shows its pictures in its text, where a policy lets no style stand."""
        return Markup("")

    def logo(self, width: float) -> Markup:
        """The theme's logo, or nothing."""
        try:
            picture = self._context.logo(width)
        except PictureError as problem:
            raise refused(problem, None) from problem
        if picture is None:
            return Markup("")
        shown = self._img(picture, self._context.theme.logo_alt, width * _PX)
        return Markup('<p class="couverture-logo">{}</p>').format(shown)

    def _prepared(self, image: blocs.Image, width: float) -> Picture:
        place: Span | None = image.at("fichier")
        try:
            return self._context.picture(self._document, image, width * self._fineness)
        except PictureError as problem:
            raise refused(problem, place) from problem

    def _img(self, picture: Picture, alternative: str, width: float, kind: str = "") -> Markup:
        """An image element; its sides hold its place while the page is drawn."""
        self.weight += len(picture.data)
        data = b64encode(picture.data).decode()
        sides = round(width), max(1, round(width * picture.height / picture.width))
        html = Markup('<img{} src="data:{};base64,{}" alt="{}" width="{}" height="{}">')
        classes = Markup(' class="{}"').format(kind.strip()) if kind.strip() else ""
        return html.format(classes, picture.media_type, data, alternative, *sides)


def _fine(width: float) -> float:
    return width if width < _READABLE else min(width * _ENLARGED, _WIDEST)


def _alternative(image: blocs.Image) -> str:
    return "" if image.decoratif else image.alt
