"""From the document to its bytes: one pass of WeasyPrint, its tags completed on the way out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from weasyprint import HTML

from ppgp_docs.api import (
    Context,
    Diagnostic,
    Document,
    HandledError,
    Span,
    compter,
    dossier,
    error,
)
from ppgp_etude_de_cas.document.contents import say_contents
from ppgp_etude_de_cas.document.glyphs import texts_of, with_our_signs
from ppgp_etude_de_cas.document.html import make_html
from ppgp_etude_de_cas.document.pictures import lighter
from ppgp_etude_de_cas.document.store import SCHEME, Store
from ppgp_etude_de_cas.document.style import SHEETS, rule_origin
from ppgp_etude_de_cas.pdf.completeness import missing_texts, repeats_a_note
from ppgp_etude_de_cas.pdf.crop_marks import add_crop_marks
from ppgp_etude_de_cas.pdf.drawn_words import join_letters
from ppgp_etude_de_cas.pdf.fetcher import StoreFetcher
from ppgp_etude_de_cas.pdf.fonts import only_ours
from ppgp_etude_de_cas.pdf.journal import reported
from ppgp_etude_de_cas.pdf.last_lines import hold_last_words
from ppgp_etude_de_cas.pdf.line_ends import space_line_ends
from ppgp_etude_de_cas.pdf.long_words import cut_long_words
from ppgp_etude_de_cas.pdf.ordinals import hold_names, raise_ordinals
from ppgp_etude_de_cas.pdf.page_numbers import has_room, print_page_numbers, with_room_for_numbers
from ppgp_etude_de_cas.pdf.png_streams import write_pngs
from ppgp_etude_de_cas.pdf.tags import complete_tags

_BASE: Final = f"{SCHEME}:document"
"""A fixed base address: WeasyPrint hashes addresses into the file."""

_SHOWN: Final = 60
_MOST: Final = 2_500_000
"""Bytes of the pictures of a file that is to be sent by mail: it weighs less than 3 MB."""

_LEAST: Final = 0.3
"""A fineness under which nothing would be seen of pictures, were they too many."""


def make_pdf(document: Document, context: Context) -> bytes:
    """The file of a case study: PDF/UA-1, or PDF/A-2a (ISO 19005-2) for the archives.

    WeasyPrint cannot claim both in one file; the tags are the same. Nothing is attached: a dossier
    holds more than its case study prints. Raises HandledError for a picture that cannot be used,
    and for a text that no page would hold.
    """
    variant = variant_of(document)
    html, store, fineness = _light_enough(document, context)
    html = with_our_signs(html, document.dossier, context)
    with only_ours(), reported(context.report, lambda said: origin(said, context, store)):
        pages, missing = laid_out(html, store, variant)
        if missing or repeats_a_note(pages):  # notes that fill a page lose their last ones
            html = make_html(document, context, store, notes_at_end=True, fineness=fineness)
            html = with_our_signs(html, document.dossier, context)
            pages, missing = laid_out(html, store, variant)
        if missing:
            raise HandledError(incomplete(missing, document.dossier))
        data = written(pages, variant, document.press)
    if document.dossier.presentation.sommaire:
        say_contents(document.dossier, context)
    return data


def _light_enough(document: Document, context: Context) -> tuple[str, Store, float]:
    """The document as HTML, its pictures, and how fine they are: as fine as their bytes allow,
    which printers never ask to spare."""
    fineness = 1.0
    while True:
        store = Store()
        html = make_html(document, context, store, fineness=fineness)
        if document.press or store.weight <= _MOST or fineness < _LEAST:
            return html, store, fineness
        fineness *= lighter(store.weight, _MOST)


def variant_of(document: Document) -> str:
    """PDF/UA-1, or PDF/A-2a (ISO 19005-2) for the archives: no file claims both."""
    return "pdf/a-2a" if document.archive else "pdf/ua-1"


def laid_out(html: str, store: Store, variant: str) -> tuple[Any, list[str]]:
    """The pages, and the texts that they do not hold."""
    sized = with_room_for_numbers(html)
    pages, root = _rendered(sized, store, variant)
    if sized != html and has_room(pages):
        print_page_numbers(pages)
    elif sized != html:
        pages, root = _rendered(html, store, variant)
    space_line_ends(pages)
    return pages, missing_texts(pages, root)


def _rendered(html: str, store: Store, variant: str) -> tuple[Any, Any]:
    """The pages of WeasyPrint, and the root of what they show."""
    page = HTML(string=html, base_url=_BASE, url_fetcher=StoreFetcher(store))
    hold_last_words(page.etree_element)
    hold_names(page.etree_element)
    raise_ordinals(page.etree_element)
    cut_long_words(page.etree_element)
    return page.render(pdf_variant=variant), page.etree_element


def written(pages: Any, variant: str, press: bool = False) -> bytes:
    """The bytes of laid out pages; with marks to cut them by for the ``press``."""

    def finish(document: Any, pdf: Any) -> None:
        complete_tags(document, pdf)
        join_letters(document, pdf)
        write_pngs(document, pdf)
        if press:
            add_crop_marks(pdf)

    data: bytes = pages.write_pdf(pdf_variant=variant, finisher=finish)
    return data


def incomplete(
    missing: Sequence[str], study: dossier.Dossier, what: str = "l’étude de cas"
) -> Diagnostic:
    """The refusal of a document that would not be whole, at the longest text that it lacks."""
    first = max(missing, key=len)[:_SHOWN]
    found = (span for text, span in texts_of(study) if first in " ".join(text.split()))
    message = f"{what} n’imprime pas en entier {compter(len(missing), 'texte')}"
    return error(
        "R108",
        f"{message}, dont « {first}… »",
        next(found, None),
        "si vous avez changé le style ou les modèles, revenez à ceux d’origine",
        "sinon, coupez ce texte en deux, et signalez-le à l’auteur du format",
    )


def origin(
    message: str, context: Context, store: Store, sheets: Sequence[str] = SHEETS
) -> Span | None:
    """The line of the dossier or of a designer's file that a message of WeasyPrint is about."""
    return store.origin(message) or rule_origin(message, context, store, sheets)
