"""A book (EPUB) as the styles of its pages show it."""

from __future__ import annotations

from ppgp_docs.prove.book import page_with_styles, pages_of, parts_of
from ppgp_docs.prove.seen_page import shown_in


def shows(data: bytes, word: str) -> bool:
    """Whether a page of a book shows a word."""
    parts = parts_of(data)
    pages = (page_with_styles(name, page, parts) for name, page in pages_of(parts))
    return any(shown_in(page, word) for page in pages)
