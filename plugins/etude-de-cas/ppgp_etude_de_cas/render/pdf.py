"""From the document to its bytes: one pass of WeasyPrint, its tags completed on the way out."""

from __future__ import annotations

from typing import Final

from weasyprint import HTML

from ppgp_docs.api import Context, Document, Span
from ppgp_etude_de_cas.render.glyphs import printable
from ppgp_etude_de_cas.render.html import make_html
from ppgp_etude_de_cas.render.journal import reported
from ppgp_etude_de_cas.render.ordinals import raise_ordinals
from ppgp_etude_de_cas.render.store import SCHEME, Store
from ppgp_etude_de_cas.render.style import rule_origin
from ppgp_etude_de_cas.render.tags import complete_tags

_BASE: Final = f"{SCHEME}:document"
"""A fixed base address: WeasyPrint hashes addresses into the file."""


def make_pdf(document: Document, context: Context) -> bytes:
    """The file of a case study: PDF/UA-1, or PDF/A-2a (ISO 19005-2) for the archives.

    WeasyPrint cannot claim both in one file; the tags are the same. Nothing is attached: a dossier
    holds more than its case study prints. Raises HandledError for a picture that cannot be used.
    """
    store = Store()
    html = make_html(document, context, store)
    html = printable(html, document.dossier, context)
    with reported(context.report, lambda said: _origin(said, context, store)):
        page = HTML(string=html, base_url=_BASE, url_fetcher=store)
        raise_ordinals(page.etree_element)
        variant = "pdf/a-2a" if document.archive else "pdf/ua-1"
        data: bytes = page.write_pdf(pdf_variant=variant, finisher=complete_tags)
    return data


def _origin(message: str, context: Context, store: Store) -> Span | None:
    return store.origin(message) or rule_origin(message, context, store)
