"""What WeasyPrint may read while it renders: what was put in the document's store, nothing else."""

from __future__ import annotations

import io

from PIL import Image
from weasyprint.urls import URLFetcher, URLFetcherResponse

from ppgp_etude_de_cas.document.store import Store
from ppgp_etude_de_cas.pdf.png_streams import PngStream, png_stream


class StoreFetcher(URLFetcher):  # type: ignore[misc]
    """A URL fetcher that knows only a store: no file, no network.

    ``pngs`` holds the pictures in PNG that were asked for, by their address: WeasyPrint is given
    what stands for them, that :mod:`ppgp_etude_de_cas.pdf.png_streams` replaces.
    """

    def __init__(self, store: Store) -> None:
        super().__init__(allowed_protocols=())
        self._store = store
        self.pngs: dict[str, PngStream] = {}

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """The bytes at an address. Raises ValueError for one that the document does not hold."""
        try:
            data, media_type = self._store.content(url)
        except KeyError as unknown:
            raise ValueError(f"{url} is not part of the document") from unknown
        if media_type == "image/png":
            data, media_type = self._standing_for(url, data)
        return URLFetcherResponse(url, data, {"Content-Type": media_type})

    def _standing_for(self, url: str, data: bytes) -> tuple[bytes, str]:
        png = png_stream(data) if self._store.is_whole(url) else None
        if png:
            self.pngs[url] = png
            return png.stand_in, "image/jpeg"
        with Image.open(io.BytesIO(data)) as opened:
            return _without_palette(opened, data), "image/png"


def _without_palette(picture: Image.Image, data: bytes) -> bytes:
    """As WeasyPrint will write it: it would compress one that is compressed already twice."""
    if picture.mode != "P":
        return data
    out = io.BytesIO()
    picture.convert("RGBA").save(out, "PNG", compress_level=0)
    return out.getvalue()
