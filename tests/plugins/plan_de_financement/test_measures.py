"""A part of a base has in the workbook the decimals that it has in all other documents."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from ppgp_docs.api import printed_figure
from ppgp_docs.diagnostics import Span
from ppgp_docs.model.chiffre import Chiffre
from ppgp_docs.model.place import Place
from ppgp_plan_de_financement.sheets.shared_columns import figure_cell
from ppgp_plan_de_financement.table import Measure

PLACE = Place(Span(Path("04.yaml")))


def part(count: str, base: str) -> dict[str, Chiffre]:
    return {
        "vus": Chiffre(valeur=Decimal(count), base="nes", place=PLACE),
        "nes": Chiffre(valeur=Decimal(base), place=PLACE),
    }


@pytest.mark.parametrize(
    ("count", "base", "aim", "decimals"),
    [
        ("124", "1000", "12", 1),
        ("440", "999", "12", 0),
        ("3", "1000", "12", 1),
        ("1203", "10000", "12", 2),
    ],
)
def test_a_part_is_shown_as_precisely_as_it_is_printed(
    count: str, base: str, aim: str, decimals: int
) -> None:
    printed = printed_figure(part(count, base), "vus").beside(Decimal(aim))
    cell = figure_cell(printed)
    assert isinstance(cell, Measure)
    assert cell.decimals == decimals
    _, _, behind = printed.percentage.rstrip("\u00a0%").partition(",")
    assert len(behind) == decimals
    assert cell.value == 100 * Decimal(count) / Decimal(base)


def test_a_number_of_things_keeps_its_own_decimals() -> None:
    cell = figure_cell(printed_figure({"vus": Chiffre(valeur=Decimal("7.25"), place=PLACE)}, "vus"))
    assert cell == Measure(Decimal("7.25"), "", None)
