"""The dossier's pictures in the document: informative ones as images, decorative as backgrounds.

A decorative picture never enters the tag tree: WeasyPrint makes a figure of every ``<img>``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import sqrt
from typing import Any, Final, Protocol

from markupsafe import Markup

from ppgp_docs.api import Context, Document, HandledError, Picture, PictureError, Span, blocs, error
from ppgp_etude_de_cas.document.callouts import overlay
from ppgp_etude_de_cas.document.store import Store

_FOCUS: Final = {
    "centre": "center",
    "haut": "top",
    "bas": "bottom",
    "gauche": "left",
    "droite": "right",
}

_TALLEST: Final = 180.0
"""The greatest height of a picture, in mm: a page holds it with its title and its caption."""

_PLATE, _TALL = 150.0, 0.75
"""The width of a picture that is read, in mm, and the proportions from which it takes a page."""


def lighter(weight: int, most: int) -> float:
    """By how much the sides of pictures shrink for them to weigh no more than ``most`` bytes."""
    return _IN_HAND * sqrt(most / weight)


_IN_HAND: Final = 0.95
PRESS: Final = 300 / 220
"""How much finer pictures are for printers: 300 dpi, where they have as many points."""


class Images(Protocol):
    """What shows the pictures of a document; widths and heights are in mm of a page."""

    def tag(self, image: blocs.Image, width: float, tallest: float = ...) -> Markup:
        """An image at its width, or at the height that a page can hold, with its alternative."""
        ...

    def ratio(self, image: blocs.Image) -> float:
        """The width of an image over its height."""
        ...

    def marked(
        self, image: blocs.Image, marks: Sequence[blocs.Repere], width: float, tallest: float
    ) -> Markup:
        """An image with numbers on it."""
        ...

    def cropped(self, image: blocs.Image, width: float, height: float, kind: str) -> Markup:
        """An image that fills a box of that size, cropped around what matters in it."""
        ...

    def background(self, image: blocs.Image, width: float, height: float) -> Markup:
        """The declarations that fill a box of that size with a picture, cropped to it."""
        ...

    def logo(self, width: float) -> Markup:
        """The theme's logo, or nothing."""
        ...


class Pictures:
    """The pictures of one document on pages; ``fineness`` is of their points, 1 for 220 dpi."""

    def __init__(
        self, document: Document, context: Context, store: Store, fineness: float = 1.0
    ) -> None:
        self._document, self._context, self._store = document, context, store
        self._fineness = PRESS if document.press else fineness

    def tag(self, image: blocs.Image, width: float, tallest: float = _TALLEST) -> Markup:
        """An image at its width, or at the height that a page can hold, with its alternative."""
        picture = self._prepared(image, width)
        narrower = round(tallest * picture.width / picture.height, 2)
        if narrower < width:
            picture = self._prepared(image, narrower)
        width = min(width, narrower)
        url = self._store.add_picture(picture, image.at("fichier"))
        if image.decoratif:
            height = round(width * picture.height / picture.width, 2)
            html = Markup(
                '<div class="decor" style="width: {}mm; height: {}mm; '
                "background-image: url('{}')\"></div>"
            )
            return html.format(width, height, url)
        html = Markup('<img src="{}" alt="{}" style="width: {}mm">')
        return html.format(url, image.alt, width)

    def is_tall(self, image: blocs.Image) -> bool:
        """Whether an image takes a page to be read: two of its width would not fit on one."""
        return self.ratio(image) < 1 / _TALL

    def ratio(self, image: blocs.Image) -> float:
        """The width of an image over its height."""
        picture = self._prepared(image, _PLATE)
        return picture.width / picture.height

    def marked(
        self, image: blocs.Image, marks: Sequence[blocs.Repere], width: float, tallest: float
    ) -> Markup:
        """An image with numbers on it, drawn as a background of a box that lies over it."""
        shown = self.tag(image, width, tallest)
        if not marks:
            return shown
        picture = self._prepared(image, width)
        ratio = picture.height / picture.width
        wide = min(width, round(tallest / ratio, 2))
        drawing = overlay(marks, ratio, self._context.theme).encode()
        over = Markup(
            '{}<div class="reperes-calque" style="width: {}mm; height: {}mm; '
            "margin-top: -{}mm; background-image: url('{}')\"></div>"
        )
        high = round(wide * ratio, 2)
        url = self._store.add(drawing, "image/svg+xml", ".svg")
        return over.format(shown, wide, high, high, url)

    def cropped(self, image: blocs.Image, width: float, height: float, kind: str) -> Markup:
        """An image that fills a box of that size (mm), cropped around what matters in it."""
        url, focus = self._covering(image, width, height)
        html = Markup(
            '<img class="{}" src="{}" alt="{}" '
            'style="width: {}mm; height: {}mm; object-fit: cover; object-position: {}">'
        )
        return html.format(kind, url, image.alt, width, height, focus)

    def background(self, image: blocs.Image, width: float, height: float) -> Markup:
        """The declarations that fill a box of that size (mm) with a picture, cropped to it."""
        url, focus = self._covering(image, width, height)
        return Markup("background-image: url('{}'); background-position: {}").format(url, focus)

    def _covering(self, image: blocs.Image, width: float, height: float) -> tuple[str, str]:
        """The address of a picture as wide as it takes to cover a box, and its focus."""
        probe = self._prepared(image, width)
        covering = max(width, round(height * probe.width / probe.height))
        picture = self._prepared(image, covering)
        url = self._store.add_picture(picture, image.at("fichier"))
        return url, _FOCUS.get(image.foyer, "center")

    def logo(self, width: float) -> Markup:
        """The theme's logo, or nothing."""
        try:
            picture = self._context.logo(width)
        except PictureError as problem:
            raise refused(problem, None) from problem
        if picture is None:
            return Markup("")
        html = Markup('<p class="couverture-logo"><img src="{}" alt="{}" style="width: {}mm"></p>')
        return html.format(self._store.add_picture(picture), self._context.theme.logo_alt, width)

    def _prepared(self, image: blocs.Image, width: float) -> Picture:
        try:
            return self._context.picture(self._document, image, width * self._fineness)
        except PictureError as problem:
            raise refused(problem, image.at("fichier")) from problem


def refused(problem: PictureError, place: Span | None) -> HandledError:
    """What to tell of a picture that cannot be used."""
    hints = (problem.hint,) if problem.hint else ()
    return HandledError(error("R105", str(problem), place, *hints))


def credit(image: blocs.Image | None, common: str = "") -> Markup:
    """Who made a picture, to stand under it; nothing where the whole block says it at once."""
    if image is None or not image.credit or common:
        return Markup("")
    return Markup('<p class="credit">{}</p>').format(image.credit)


def common_credit(images: Iterable[blocs.Image | None]) -> Markup:
    """What the pictures of a block all have for credit, to stand under it once."""
    shown = [image for image in images if image]
    same = len(shown) > 1 and len({image.credit for image in shown}) == 1
    return credit(shown[0]) if same else Markup("")


WORDS: Final[dict[str, Any]] = {"credit": credit, "credit_commun": common_credit}
"""What the templates may ask."""
