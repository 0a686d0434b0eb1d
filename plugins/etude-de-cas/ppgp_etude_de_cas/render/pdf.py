"""From the document to its bytes: one pass of WeasyPrint, its tags completed on the way out."""

from __future__ import annotations

from typing import Final

from weasyprint import HTML

from ppgp_docs.api import Context, Document
from ppgp_etude_de_cas.render.glyphs import missing_glyphs
from ppgp_etude_de_cas.render.html import make_html
from ppgp_etude_de_cas.render.journal import reported
from ppgp_etude_de_cas.render.store import SCHEME, Store
from ppgp_etude_de_cas.render.tags import complete_tags

_BASE: Final = f"{SCHEME}:document"
"""A fixed base address: WeasyPrint hashes addresses into the file."""


def make_pdf(document: Document, context: Context) -> bytes:
    """The PDF/UA-1 file of a case study. Raises HandledError for a picture that cannot be used."""
    store = Store()
    html = make_html(document, context, store)
    for diagnostic in missing_glyphs(html):
        context.report(diagnostic)
    with reported(context.report):
        page = HTML(string=html, base_url=_BASE, url_fetcher=store)
        data: bytes = page.write_pdf(pdf_variant="pdf/ua-1", finisher=complete_tags)
    return data
