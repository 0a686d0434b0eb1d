"""What WeasyPrint may read while it renders: what was put in the document's store, nothing else."""

from __future__ import annotations

import io

from PIL import Image
from weasyprint.urls import URLFetcher, URLFetcherResponse

from ppgp_etude_de_cas.document.store import Store


class StoreFetcher(URLFetcher):  # type: ignore[misc]
    """A URL fetcher that knows only a store: no file, no network.

    ``palettes`` holds the pictures with a palette that were asked for, by their address. WeasyPrint
    would write three bytes a point of them: it is given a blank of the same sides, that
    :mod:`ppgp_etude_de_cas.pdf.palettes` replaces.
    """

    def __init__(self, store: Store) -> None:
        super().__init__(allowed_protocols=())
        self._store = store
        self.palettes: dict[str, bytes] = {}

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """The bytes at an address. Raises ValueError for one that the document does not hold."""
        try:
            data, media_type = self._store.content(url)
        except KeyError as unknown:
            raise ValueError(f"{url} is not part of the document") from unknown
        if media_type == "image/png":
            data = self._without_palette(url, data)
        return URLFetcherResponse(url, data, {"Content-Type": media_type})

    def _without_palette(self, url: str, data: bytes) -> bytes:
        with Image.open(io.BytesIO(data)) as opened:
            if opened.mode != "P":
                return data
            if "transparency" in opened.info:
                return _written(opened.convert("RGBA"))
            self.palettes[url] = data
            return _written(Image.new("L", opened.size))


def _written(picture: Image.Image) -> bytes:
    """As WeasyPrint will write it: it would compress one that is compressed already twice."""
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=0)
    return out.getvalue()
