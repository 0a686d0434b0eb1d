"""What WeasyPrint may read while it renders: what was put in the document's store, nothing else."""

from __future__ import annotations

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
        return URLFetcherResponse(url, data, {"Content-Type": media_type})
