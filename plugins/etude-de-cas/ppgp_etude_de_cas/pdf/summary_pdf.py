"""The one-page summary as a PDF: as large as its page holds."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final, TypeAlias

from ppgp_docs.api import Context, Document, HandledError, error
from ppgp_etude_de_cas.document.glyphs import with_our_signs
from ppgp_etude_de_cas.document.store import Store
from ppgp_etude_de_cas.document.summary_html import make_summary_html, sheets, summary_of
from ppgp_etude_de_cas.pdf.fonts import only_ours
from ppgp_etude_de_cas.pdf.journal import reported
from ppgp_etude_de_cas.pdf.make import incomplete, laid_out, origin, variant_of, written

END: Final = "fin-de-la-synthese"
"""The anchor of the last words of the page."""

_SIZES: Final = (9.0, 9.5, 10.0, 10.6, 11.4, 12.4, 13.6)
"""Of the running text, in points; no text of a page is under 9."""

_WHAT: Final = "la synthèse"

Page: TypeAlias = tuple[Any, list[str]]
"""The laid out page, and the texts that it lacks."""


def make_summary(document: Document, context: Context) -> bytes:
    """One page of A4; the quote stays out, which is told, where even small type has no room.

    Raises HandledError for a picture that cannot be used, and for texts that no page would hold.
    """
    store, told_of = Store(), sheets(document)
    with only_ours(), reported(context.report, lambda said: origin(said, context, store, told_of)):
        pages, missing = _fitted(document, context, store)
        if missing:
            raise HandledError(incomplete(missing, document.dossier, _WHAT))
        return written(pages, variant_of(document), document.press)


def _fitted(document: Document, context: Context, store: Store) -> Page:
    """The page in the largest type that it holds, and what it lacks."""
    quote = summary_of(document.dossier).quote
    for quoting in (True, False) if quote else (False,):
        found = _largest(partial(_page, document, context, store, quoting))
        if found:
            if quote and not quoting:
                context.left_out(quote, "la page de synthèse n’a plus de place")
            return found
    raise HandledError(
        error(
            "R108",
            "la synthèse ne tient pas sur une page",
            document.dossier.place.span,
            "raccourcissez la `version_courte` des activités et les libellés des chiffres",
        )
    )


def _largest(page: Callable[[float], Page | None]) -> Page | None:
    """The page in the largest of the sizes that has room for all; a size that has none tells that
    no larger one has any."""
    found, low, high = None, 0, len(_SIZES)
    while low < high:
        middle = (low + high) // 2
        made = page(_SIZES[middle])
        found, low, high = (made, middle + 1, high) if made else (found, low, middle)
    return found


def _page(
    document: Document, context: Context, store: Store, quoting: bool, size: float
) -> Page | None:
    """The page in one size; None when its last words stand on another."""
    html = make_summary_html(document, context, store, size, quoting)
    html = with_our_signs(html, document.dossier, context)
    pages, missing = laid_out(html, store, variant_of(document))
    return (pages, missing) if END in pages.pages[0].anchors else None
