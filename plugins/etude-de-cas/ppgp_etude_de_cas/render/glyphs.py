"""Characters that the font does not have: a box on most machines, another font on some.

A symbol is left out, which is said; a letter cannot be, so the document is refused.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Final

import attrs
from fontTools.ttLib import TTFont

from ppgp_docs.api import (
    FAMILY,
    Diagnostic,
    Line,
    Prose,
    Span,
    accorder,
    dossier,
    error,
    faces,
    warning,
)

_INVISIBLE: Final = frozenset("\u200d\ufe0e\ufe0f\n\t")
"""Joiners and variation selectors, that only change their neighbours, and white space."""


def missing_glyphs(html: str, study: dossier.Dossier) -> Iterator[Diagnostic]:
    """What is said of each text that has characters without a glyph: a warning for symbols, an
    error for letters; without a place for those that the templates print."""
    absent = _absent(html)
    unplaced = set(absent)
    for text, span in _texts(study, None) if absent else ():
        yield from _said(absent & set(text), span)
        unplaced -= set(text)
    yield from _said(unplaced, None)


def without_symbols(html: str) -> str:
    """The same document without the symbols that the font does not have, nor their joiners."""
    symbols = {ord(one) for one in _absent(html) if _is_symbol(one)}
    if not symbols:
        return html
    joiners = {ord(one) for one in _INVISIBLE if not one.isspace()}
    return html.translate(dict.fromkeys(symbols | joiners))


def _absent(html: str) -> frozenset[str]:
    return frozenset(html) - _drawn() - _INVISIBLE


def _is_symbol(character: str) -> bool:
    return unicodedata.category(character).startswith("S")


def _said(characters: Iterable[str], span: Span | None) -> Iterator[Diagnostic]:
    symbols = [one for one in sorted(characters) if _is_symbol(one)]
    letters = [one for one in sorted(characters) if not _is_symbol(one)]
    if symbols:
        message = (
            f"la police {FAMILY} n’a pas {_these(len(symbols), 'symbole')} : {_listed(symbols)}"
        )
        hint = "ce qui manque à la police n’est pas imprimé : écrivez-le en mots"
        yield warning("R106", message, span, hint)
    if letters:
        message = (
            f"la police {FAMILY} n’a pas {_these(len(letters), 'caractère')} : {_listed(letters)}"
        )
        yield error("R107", message, span, "écrivez autrement, dans un alphabet qu’elle a")


def _these(count: int, noun: str) -> str:
    return f"{'ces' if count > 1 else 'ce'} {accorder(count, noun)}"


def _listed(characters: list[str]) -> str:
    return ", ".join(f"{one} (U+{ord(one):04X})" for one in characters)


def _texts(node: Any, span: Span | None) -> Iterator[tuple[str, Span | None]]:
    """Every text of a piece of the model, with the place of the field that holds it."""
    if isinstance(node, str):
        yield node, span
    elif isinstance(node, Line | Prose):
        yield node.plain, span
    elif isinstance(node, tuple | Mapping):
        for child in node.values() if isinstance(node, Mapping) else node:
            yield from _texts(child, span)
    elif attrs.has(type(node)):
        for field in attrs.fields(type(node)):
            place = node.at(field.name) if hasattr(node, "at") else span
            yield from _texts(getattr(node, field.name), place)


@cache
def _drawn() -> frozenset[str]:
    with TTFont(faces()[0].file, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))
