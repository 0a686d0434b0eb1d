"""The sheets of charges and products by account, then whether both sides are equal."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from ppgp_docs.api import fiche
from ppgp_plan_de_financement.costs import COSTS, SECTIONS, amount, costs
from ppgp_plan_de_financement.fields import SIDES, posts
from ppgp_plan_de_financement.formulas import FICHE, FIRST_ROW, ROOM, YEAR
from ppgp_plan_de_financement.plan import Plan
from ppgp_plan_de_financement.sheets.shared_columns import ADDRESS_COLUMN, FICHE_COLUMN
from ppgp_plan_de_financement.table import Cell, Column, Control, Formula, Sheet

_POST: Final = (
    FICHE_COLUMN,
    Column("Côté", 20),
    Column("Compte", 9),
    Column("Année", 7, "entier"),
    Column("Montant", 16, "euros"),
    Column("Libellé", 34),
    Column("Section", 15),
    Column("Sous-action", 12),
    *COSTS,
    ADDRESS_COLUMN,
)
_COSTS_FROM: Final = 8
"""The rank of the first column of costs."""


def comptes(plan: Plan) -> Sheet:
    """Every charge and product that is typed by account; the lines of funders are in « Lignes »."""
    rows = tuple(_post(one, post, side) for one, post, side in posts(plan))
    title = "Les charges et les produits par compte"
    return Sheet("Comptes", title, "Comptes", _POST, rows, room=ROOM)


def _post(one: fiche.FicheAction, post: fiche.PosteBudget, side: str) -> tuple[Cell, ...]:
    return (
        one.numero,
        side,
        post.compte,
        post.annee,
        amount(post, _COSTS_FROM),
        post.libelle.plain,
        SECTIONS[post.section],
        post.sous_action,
        *costs(post),
        post.address(),
    )


def equilibre(plan: Plan) -> Sheet:
    """Fiche × year: what it costs, what pays for it, as formulas on the sheets of lines."""
    columns = (
        FICHE_COLUMN,
        Column("Année", 8, "entier"),
        Column("Charges", 16, "euros", summed=True),
        Column("Financements", 16, "euros", summed=True),
        Column("Autres produits", 16, "euros", summed=True),
        Column("Produits moins charges", 16, "euros", summed=True),
        Column("Emplois en nature (86)", 16, "euros", summed=True),
        Column("Apports en nature (87)", 16, "euros", summed=True),
        Column("Apports moins emplois en nature", 16, "euros", summed=True),
    )
    rows = tuple(row for one in plan.budget.fiches for row in _years(plan, one))
    title, amounts = "Charges et produits par année", _range(plan, "E")
    return Sheet(
        "Équilibre",
        title,
        "Equilibre",
        columns,
        rows,
        controls=tuple(_control(plan, column, side) for column, side in _COLUMNS.items()),
        also=(f"COUNTA({amounts})-COUNT({amounts})",),
        alarm="Écart avec la feuille «\u00a0Comptes\u00a0»",
    )


_COLUMNS: Final = dict(zip((2, 4, 6, 7), SIDES, strict=True))
"""The ranks of the columns that sum up each side of « Comptes »."""


def _control(plan: Plan, column: int, side: str) -> Control:
    """All the posts of a side, those of fiches and years that have no row too."""
    due = f'SUMIFS({_range(plan, "E")},{_range(plan, "B")},"{side}")'
    return Control(column, due, (column, column))


def _years(plan: Plan, one: fiche.FicheAction) -> Iterator[tuple[Cell, ...]]:
    held = one.budget.exercices if one.budget else ()
    for year in dict.fromkeys(each.annee for each in held):
        yield _year(plan, one, year, [each for each in held if each.annee == year])


def _year(
    plan: Plan, one: fiche.FicheAction, year: int, held: list[fiche.Exercice]
) -> tuple[Cell, ...]:
    """Both sections of a year together."""
    assert one.budget
    paid = one.budget.budget.extrait("annee", year).total()
    charges = _sum(each.total("charges") for each in held)
    products = _sum(each.total("produits") for each in held)
    kind = [_sum(each.total(side, in_kind=True) for each in held) for side in _BOTH]
    criteria = {FICHE: "$A{row}", YEAR: "$B{row}"}
    sums = (
        _posts(plan, SIDES[0], charges),
        Formula(plan.lines.sum(criteria), paid),
        _posts(plan, SIDES[1], products - paid),
        Formula("D{row}+E{row}-C{row}", products - charges),
        _posts(plan, SIDES[2], kind[0]),
        _posts(plan, SIDES[3], kind[1]),
        Formula("H{row}-G{row}", kind[1] - kind[0]),
    )
    return (one.numero, year, *sums)


_BOTH: Final = ("charges", "produits")


def _posts(plan: Plan, side: str, value: Decimal) -> Formula:
    """The sum of the posts of a side, those added below the last one too."""
    amounts, sides, numbers, years = (_range(plan, column) for column in "EBAD")
    tests = f'{sides},"{side}",{numbers},$A{{row}},{years},$B{{row}}'
    return Formula(f"SUMIFS({amounts},{tests})", value)


def _range(plan: Plan, column: str) -> str:
    last = FIRST_ROW + len([*posts(plan)]) + _ROOM
    return f"Comptes!${column}${FIRST_ROW}:${column}${last}"


_ROOM: Final = 200


def _sum(amounts: Iterator[Decimal]) -> Decimal:
    return sum(amounts, Decimal(0))
