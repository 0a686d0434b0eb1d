"""Amounts that a budget gives as a quantity and a unit cost: worked out before it is validated."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Any, Final

from ppgp_docs.budget import cout
from ppgp_docs.francais.nombres import lire_decimal, lire_prix
from ppgp_docs.load.tree import PathInTree, Tree, is_blank
from ppgp_docs.schema.schemas import Fields

COSTED: Final = ("lignes", "charges", "produits")
"""The lists of a budget whose lines may be worked out."""


def with_costs(document: dict[str, Any]) -> dict[str, Any]:
    """The same file, each amount that follows from others put in: what reads it needs no more.

    What cannot be read is left to the validator, which tells it.
    """
    budget = document.get("budget")
    for line in _lines(budget) if isinstance(budget, dict) else ():
        if "montant" not in line and (amount := worked_out(line)):
            line["montant"] = amount
    return document


def worked_out(line: dict[str, Any]) -> str:
    """The amount of a line as one would type it; nothing where it does not say of what."""
    said = [line.get(name) for name in ("quantite", "cout_unitaire", "mois")]
    if not (isinstance(said[0], str) and isinstance(said[1], str)):
        return ""
    try:
        months = lire_decimal(said[2]) if isinstance(said[2], str) else None
        amount = cout(lire_decimal(said[0]), lire_prix(said[1]), months)
    except ValueError:
        return ""
    return f"{amount:f}".replace(".", ",")


def lacking(
    path: PathInTree, siblings: Fields, tree: Tree, meant: Container[PathInTree | None]
) -> PathInTree | None:
    """What really lacks where the required ``path`` is not there: the one factor of a product that
    nobody typed; None where all are, for what is wrong with one of them is told.

    ``meant`` are the paths that a misspelt key stands for: these are told too.
    """
    if path in meant:
        return None
    factors = [(*path[:-1], name) for name in siblings.get(str(path[-1]), {}).get("sinon", ())]
    absent = [each for each in factors if not (each in meant or _is_typed(tree.node(each)))]
    if len(absent) == len(factors):
        return path
    return absent[0] if absent else None


def _is_typed(node: Any) -> bool:
    return node is not None and not is_blank(node)


def _lines(budget: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for name in COSTED:
        held = budget.get(name)
        if isinstance(held, list):
            yield from (line for line in held if isinstance(line, dict))
