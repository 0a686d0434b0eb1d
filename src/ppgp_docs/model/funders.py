"""A funder that several hands typed is one funder: the first spelling of it stands for all.

Budgets are cut and added up by the name of the funder: what differs by an apostrophe, a hyphen or
a space would make two columns of one, and leave money out of a total. Capitals tell funders apart,
and are told: « Caf » may be another than « CAF », and is more often a slip.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Final

from ppgp_docs.diagnostics import Diagnostic, Span, warning
from ppgp_docs.francais.pliage import plier, plier_signes
from ppgp_docs.model.build import Placed

FIELD: Final = "financeur"
_OTHER: Final = re.compile(r"autre:\s*")


def one_spelling(files: Iterable[Placed]) -> Iterator[Diagnostic]:
    """Give each funder of some files, in place, the spelling that it bears first.

    M006: two funders that only their capitals tell apart are told, once.
    """
    first: dict[str, str] = {}
    alike: dict[str, tuple[str, Span]] = {}
    for holder in _holders(list(files)):
        typed, span = _OTHER.sub("autre:", holder[FIELD]), holder.place.fields[FIELD]
        is_new = plier_signes(typed) not in first
        holder[FIELD] = kept = first.setdefault(plier_signes(typed), typed)
        known, place = alike.setdefault(plier(typed), (kept, span))
        if is_new and known != kept:
            yield _alike(kept, span, known, place)


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


def _alike(typed: str, span: Span, known: str, place: Span) -> Diagnostic:
    name, other = (_OTHER.sub("", each) for each in (typed, known))
    file = "" if place.file == span.file else f" de `{place.file.name}`"
    found = warning(
        "M006",
        f"`{name}` est compté à part de `{other}`, ligne {place.line}{file} : seules leurs "
        "majuscules diffèrent",
        span,
        "si c’est le même financeur, écrivez-le partout de la même façon",
    )
    return replace(found, related=(("l’autre écriture", place),))
