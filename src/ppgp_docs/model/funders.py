"""A funder that several hands typed is one funder: the first spelling of it stands for all.

Budgets are cut and added up by the name of the funder: what differs by a capital, an apostrophe or
a space would make two columns of one, and leave money out of a total.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Final

from ppgp_docs.diagnostics import Diagnostic, Span, warning
from ppgp_docs.francais.espaces import simplifier
from ppgp_docs.francais.pliage import plier
from ppgp_docs.model.build import Placed

FIELD: Final = "financeur"
_OTHER: Final = re.compile(r"autre:\s*")


def one_spelling(files: Iterable[Placed]) -> Iterator[Diagnostic]:
    """Give each funder of some files, in place, the spelling that it bears first.

    M006: a spelling that a reader sees to be another one is told.
    """
    first: dict[str, tuple[str, Span]] = {}
    for holder in _holders(list(files)):
        typed, span = _OTHER.sub("autre:", holder[FIELD]), holder.place.fields[FIELD]
        kept, place = first.setdefault(plier(typed), (typed, span))
        holder[FIELD] = kept
        if _seen(kept) != _seen(typed):
            yield _two_spellings(typed, span, kept, place)


def _holders(node: Any) -> Iterator[Placed]:
    """Every mapping that names a funder, in the order of the files."""
    if isinstance(node, Placed) and isinstance(node.get(FIELD), str):
        yield node
    if isinstance(node, dict):
        for child in node.values():
            yield from _holders(child)
    elif isinstance(node, list | tuple):
        for child in node:
            yield from _holders(child)


def _seen(name: str) -> str:
    return simplifier(name.replace("'", "’"))


def _two_spellings(typed: str, span: Span, kept: str, place: Span) -> Diagnostic:
    name, other = (_OTHER.sub("", each) for each in (typed, kept))
    file = "" if place.file == span.file else f" de `{place.file.name}`"
    found = warning(
        "M006",
        f"`{name}` est compté avec `{other}`, ligne {place.line}{file}",
        span,
        "écrivez partout ce financeur de la même façon",
    )
    return replace(found, related=(("l’autre écriture", place),))
