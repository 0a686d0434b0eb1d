"""A book (EPUB) as the styles of its pages show it."""

from __future__ import annotations

from ppgp_docs.prove.book import page_with_styles, pages_of, parts_of
from ppgp_docs.prove.seen_page import hidden_in


def shows(data: bytes, word: str) -> bool:
    """Whether a page of a book shows a word."""
    return hidden_by(data, word) is None


def hidden_by(data: bytes, word: str) -> str | None:
    """What keeps a word from the eye in all pages of a book; None when one shows it."""
    parts = parts_of(data)
    told = ""
    for name, page in pages_of(parts):
        hidden = hidden_in(page_with_styles(name, page, parts), word)
        if hidden is None:
            return None
        told = told or hidden
    return told
