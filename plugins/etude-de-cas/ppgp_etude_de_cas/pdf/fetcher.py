"""What WeasyPrint may read while it renders: what was put in the document's store, nothing else."""

from __future__ import annotations

import io

from PIL import Image
from weasyprint.urls import URLFetcher, URLFetcherResponse

from ppgp_etude_de_cas.document.store import Store


class StoreFetcher(URLFetcher):  # type: ignore[misc]
    """A URL fetcher that knows only a store: no file, no network."""

    def __init__(self, store: Store) -> None:
        super().__init__(allowed_protocols=())
        self._store = store

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """The bytes at an address. Raises ValueError for one that the document does not hold."""
        try:
            data, media_type = self._store.content(url)
        except KeyError as unknown:
            raise ValueError(f"{url} is not part of the document") from unknown
        if media_type == "image/png":
            data = _without_palette(data)
        return URLFetcherResponse(url, data, {"Content-Type": media_type})


def _without_palette(data: bytes) -> bytes:
    """A picture as WeasyPrint will write it: it would compress one that has a palette twice."""
    with Image.open(io.BytesIO(data)) as opened:
        if opened.mode != "P":
            return data
        out = io.BytesIO()
        opened.convert("RGBA" if "transparency" in opened.info else "RGB").save(
            out, "PNG", compress_level=0
        )
    return out.getvalue()
