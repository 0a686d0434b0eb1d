"""Amounts that nobody types in a form: a quantity at so much each, as a formula that follows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from ppgp_docs.budget import cout
from ppgp_docs.form.tables import Column
from ppgp_docs.schema.validate import read_value


def computed(line: Mapping[str, Any]) -> Decimal | None:
    """What a line without an amount costs, in euros; None where it does not say, or not so that it
    can be read."""
    if line.get("montant") or not (line.get("quantite") and line.get("cout_unitaire")):
        return None
    try:
        months = read_value("decimal", str(line["mois"])) if line.get("mois") else None
        quantity = read_value("decimal", str(line["quantite"]))
        return cout(quantity, read_value("prix", str(line["cout_unitaire"])), months)
    except ValueError:
        return None


def formula(columns: Sequence[Column], row: int) -> str:
    """The same in a cell of a row, counted from 0."""
    ranks = {column.name: rank for rank, column in enumerate(columns)}
    quantity, unit, months = (
        f"{xl_col_to_name(ranks[name])}{row + 1}" for name in ("quantite", "cout_unitaire", "mois")
    )
    whole = f"{quantity}*{unit}"
    return f'=ROUND(IF({months}="",{whole},{whole}*{months}/12),2)'
