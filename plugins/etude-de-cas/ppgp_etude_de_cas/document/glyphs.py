"""Characters that the font does not have: a box on most machines, another font on some.

A symbol is left out, letters are replaced by « […] ». Those of the dossier's texts were told by
``ppgp check``, as were those that a draft quotes of them, or of a name that was withdrawn since;
what else is printed (a template, a name that a plugin gives) is told here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import attrs

from ppgp_docs.api import (
    FAMILY,
    Context,
    HandledError,
    Line,
    Prose,
    Span,
    accorder,
    dossier,
    error,
    is_symbol,
    lacking,
    printable,
    warning,
)

_REASON: Final = "la police n’a pas toutes ses lettres"


def with_our_signs(html: str, study: dossier.Dossier, context: Context) -> str:
    """The document with what the font has, symbols left out, letters replaced.

    A text of the dossier that lost letters is said to be left out. Symbols that stand in no text
    of the dossier are reported. Raises HandledError for letters that stand
    neither there nor in what a draft says of itself.
    """
    absent = lacking(html)
    if not absent:
        return html
    of_templates = set(absent) - set(lacking(" ".join((*context.draft, *context.remaining))))
    for text, span in texts_of(study):
        missing = lacking(text)
        of_templates -= set(missing)
        if span and not all(map(is_symbol, missing)):
            context.left_out(span, _REASON)
    _tell([one for one in absent if one in of_templates], context)
    return printable(html)


def _tell(characters: Sequence[str], context: Context) -> None:
    symbols = [one for one in characters if is_symbol(one)]
    letters = [one for one in characters if not is_symbol(one)]
    if letters:
        hint = "écrivez autrement dans le modèle, dans un alphabet qu’elle a"
        raise HandledError(error("R107", _message(letters, "caractère"), None, hint))
    if symbols:
        hint = "ce qui manque à la police n’est pas imprimé : écrivez-le en mots dans le modèle"
        context.report(warning("R106", _message(symbols, "symbole"), None, hint))


def _message(characters: Sequence[str], noun: str) -> str:
    these = f"{'ces' if len(characters) > 1 else 'ce'} {accorder(len(characters), noun)}"
    listed = ", ".join(f"{one} (U+{ord(one):04X})" for one in characters)
    return f"la police {FAMILY} n’a pas {these} : {listed}"


def texts_of(node: Any, span: Span | None = None) -> Iterator[tuple[str, Span | None]]:
    """Every text of a piece of the model, with the place of the field that holds it."""
    if isinstance(node, str):
        yield node, span
    elif isinstance(node, Line | Prose):
        yield node.plain, span
    elif isinstance(node, tuple | Mapping):
        for child in node.values() if isinstance(node, Mapping) else node:
            yield from texts_of(child, span)
    elif attrs.has(type(node)):
        for field in attrs.fields(type(node)):
            place = node.at(field.name) if hasattr(node, "at") else span
            yield from texts_of(getattr(node, field.name), place)
