"""The pages that contents and references cite."""

from __future__ import annotations

import io

import pypdfium2

from ppgp_docs.api import FAMILY
from ppgp_etude_de_cas.document.store import Store, font_faces
from ppgp_etude_de_cas.pdf.fonts import only_ours
from ppgp_etude_de_cas.pdf.make import laid_out, written

STYLE = (
    f"html {{ font-family: '{FAMILY}' }}"
    + """
@page { size: 80mm 40mm; margin: 5mm; @bottom-right { content: counter(page) } }
h2 { break-before: page }
li::after { content: target-counter(attr(data-cible), page); float: right; margin-right: -5mm }
a::after { content: ", page\\00a0" target-counter(attr(data-cible), page) }
"""
)


def pdf(titles: int, more: str = "") -> bytes:
    """Contents, then a page a title; the first one and the last cite the last."""
    items = "".join(f'<li data-cible="#t{n}">Titre {n}</li>' for n in range(titles))
    last = f'<p><a href="#t{titles - 1}" data-cible="#t{titles - 1}">Voir la fin</a></p>'
    parts = [f'<h2 id="t{n}">Titre {n}</h2>' for n in range(titles)]
    parts.insert(1, last)
    store = Store()
    html = f"""<!DOCTYPE html><html lang="fr"><head><title>Essai</title>
<style>{font_faces(store)}{STYLE}{more}</style></head><body><ul>{items}</ul>{"".join(parts)}{last}</body></html>"""
    with only_ours():
        pages, missing = laid_out(html, store, "pdf/ua-1")
        assert not missing
        return written(pages, "pdf/ua-1")


def texts(data: bytes) -> list[str]:
    pages = pypdfium2.PdfDocument(io.BytesIO(data))
    return [" ".join(page.get_textpage().get_text_bounded().split()) for page in pages]


def test_cited_pages_are_printed_as_weasyprint_prints_them() -> None:
    """The comment has WeasyPrint count pages by itself."""
    assert pdf(12) == pdf(12, "/* counter-set: page */")


def test_a_style_that_counts_pages_otherwise_is_followed() -> None:
    [first, *_] = texts(pdf(3, "@page :first { counter-set: page 7 }"))
    assert "Titre 0 8" in first


def test_a_hundredth_page_is_cited() -> None:
    printed = texts(pdf(100))
    assert "Titre 99" in printed[-1]
    assert f"page {len(printed)}" in printed[-1]
