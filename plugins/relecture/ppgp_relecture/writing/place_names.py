"""Names of places that have lost their hyphens: « Ille et Vilaine », « Bourg en Bresse ».

Départements and regions (Insee, Code officiel géographique) anywhere; a commune where a small word
joins its parts, for « Val de Saône » may be a valley. Hyphens join the parts of the name of an
administrative place (IGN, Charte de toponymie).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Final

from ppgp_docs.api import (
    Diagnostic,
    Dossier,
    PrintedText,
    Trait,
    departements,
    note,
    printed_texts,
    traits,
)

_REGIONS: Final = (
    "Auvergne-Rhône-Alpes", "Bourgogne-Franche-Comté", "Hauts-de-France", "Île-de-France",
    "Nouvelle-Aquitaine", "Provence-Alpes-Côte d’Azur",
)  # fmt: skip
_CLUE: Final = re.compile(
    r"[A-ZÀ-Ý][a-zà-ÿ]+[ \u00a0](?:[a-z]{1,4}[ \u00a0-][A-ZÀ-Ý]|d[’']|[A-ZÀ-Ý])"
)
_UNION_NAME: Final = "Union européenne"
_COMMUNE: Final = re.compile(
    r"(?<![\w-])[A-ZÀ-Ý][a-zà-ÿ]+(?:[ -][A-ZÀ-Ý][a-zà-ÿ]+)?[ ](?:en|sur|sous|lès)[ ]"
    r"[A-ZÀ-Ý][a-zà-ÿ]+(?![\w-])"
)


_UNION: Final = re.compile(r"\b[uU]nion[ \u00a0][eE]uropéenne\b")
"""« Union européenne », which is one, takes one capital (Imprimerie nationale)."""


def place_names(dossier: Dossier) -> Iterator[Diagnostic]:
    """C814: the name of a place is told with its hyphens and its capitals."""
    for text in printed_texts(dossier):
        if not text.ecrit.cite and _CLUE.search(text.text):
            yield from _without_hyphens(text)
        if not text.ecrit.cite and "uropéenne" in text.text:
            yield from _without_capital(text)


def _without_capital(text: PrintedText) -> Iterator[Diagnostic]:
    for found in _UNION.finditer(text.text):
        if found[0] != _UNION_NAME and text.is_typed(found.start()):
            message = f"`{found[0]}` s’écrit `{_UNION_NAME}`"
            yield note("C814", message, text.span(*found.span()))


def _without_hyphens(text: PrintedText) -> Iterator[Diagnostic]:
    typed = text.text.replace("'", "’").replace("\u00a0", " ")
    found = [(match.span(), _names()[_bare(match[0])]) for match in _known_names().finditer(typed)]
    for match in _COMMUNE.finditer(typed):
        joined = match[0].replace(" ", "-")
        if any(trait & Trait.COMMUNE for trait in traits(joined)):
            found.append((match.span(), joined))
    for (start, end), name in found:
        written = typed[start:end]
        if written != name and text.is_typed(start):
            lost = ", avec ses traits d’union" if written.count("-") < name.count("-") else ""
            message = f"`{written}` s’écrit `{name}`{lost}"
            yield note("C814", message, text.span(start, end))


@cache
def _names() -> dict[str, str]:
    """Each name that has hyphens, by what is left of it without them."""
    hyphened = (each.nom.replace("'", "’") for each in departements() if "-" in each.nom)
    return {_bare(name): name for name in (*hyphened, *_REGIONS)}


@cache
def _known_names() -> re.Pattern[str]:
    longest = sorted(_names().values(), key=len, reverse=True)
    loose = (re.escape(name).replace(r"\-", "[ -]").replace("Î", "[ÎI]") for name in longest)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(loose)})(?![\w-])")


def _bare(name: str) -> str:
    return name.replace("-", " ").replace("Ile", "Île")


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (place_names,)
