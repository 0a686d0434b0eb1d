"""The sheet « Listes »: what may be typed in the cells of lines, and the names that say so."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby, zip_longest
from typing import Final

from attrs import frozen
from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from ppgp_docs.api import LIBELLES_STATUTS, capitale
from ppgp_plan_de_financement.costs import SECTIONS
from ppgp_plan_de_financement.fields import NATURES, SIDES
from ppgp_plan_de_financement.formulas import FIRST_ROW
from ppgp_plan_de_financement.plan import STAGE_SHEETS, Plan
from ppgp_plan_de_financement.table import Column, Sheet

NAME: Final = "Listes"
_MOST: Final = 1e12
"""Euros: no budget has as many."""


@frozen
class Choices:
    """A list of ``values``; ``column`` is the title of the cells that take one of them, ``open``
    when another may be kept."""

    name: str
    title: str
    column: str
    values: tuple[str | int, ...]
    wrong: str
    open: bool = False


def choices(plan: Plan) -> tuple[Choices, ...]:
    """The lists of a contract, in their order."""
    fiches = tuple(one.numero for one in plan.budget.fiches)
    stages = frozenset(STAGE_SHEETS)
    statuts = tuple(capitale(said) for key, said in LIBELLES_STATUTS.items() if key not in stages)
    values: dict[str, tuple[str | int, ...]] = {
        "Fiche": fiches,
        "Financeur": plan.funders,
        "Nature": (*NATURES.values(),),
        "Année": plan.budget.years,
        "Statut": statuts,
        "Section": (*SECTIONS.values(),),
        "Côté": SIDES,
    }
    return tuple(
        Choices(f"Liste_{name}", title, column, values[column], wrong, column in _OPEN)
        for column, (name, title, wrong) in _LISTS.items()
    )


_OPEN: Final = ("Fiche", "Financeur")
_LISTS: Final = {
    "Fiche": (
        "fiches",
        "Fiches",
        "Ce numéro n’est celui d’aucune fiche de ce classeur\u00a0: aucun tableau ne compterait "
        "cette ligne, et le contrôle le dirait en rouge. La garder\u202f?",
    ),
    "Financeur": (
        "financeurs",
        "Financeurs",
        "Ce financeur n’a de ligne dans aucun tableau de ce classeur\u00a0: son montant y "
        "manquerait, et le contrôle le dirait en rouge. Le garder\u202f?",
    ),
    "Nature": (
        "natures",
        "Natures",
        "Une ligne est propre à une fiche, ou transverse\u00a0: choisissez dans la liste.",
    ),
    "Année": (
        "annees",
        "Années",
        "Cette année n’est pas du contrat\u00a0: choisissez dans la liste.",
    ),
    "Statut": (
        "statuts",
        "Statuts",
        "Choisissez dans la liste\u202f; l’engagé, le mandaté et le réalisé ont leur feuille.",
    ),
    "Section": ("sections", "Sections", "Choisissez fonctionnement ou investissement."),
    "Côté": ("cotes", "Côtés", "Choisissez dans la liste ce qu’est cette ligne."),
}
"""By the title of a column: the end of the list’s name, its title, what to say of anything else."""


def listes(plan: Plan) -> Sheet:
    """A column for each list."""
    held = choices(plan)
    columns = tuple(Column(one.title, 34 if one.title == _WIDE else 18) for one in held)
    rows = tuple(zip_longest(*(one.values for one in held)))
    title = "Ce que proposent les menus des feuilles de lignes"
    return Sheet(NAME, title, NAME, columns, rows, filters=False)


_WIDE: Final = "Financeurs"


def name_lists(book: Workbook, plan: Plan) -> None:
    """A name for each list, that the menus of cells use, and one for each column of lines."""
    for rank, one in enumerate(choices(plan)):
        letter, last = xl_col_to_name(rank), FIRST_ROW + len(one.values) - 1
        book.define_name(one.name, f"={NAME}!${letter}${FIRST_ROW}:${letter}${last}")
    for letter, title in zip("ABCDEF", _LINES, strict=True):
        book.define_name(f"Lignes_{title}", f"={plan.lines.column(letter)}")


_LINES: Final = ("fiche", "financeur", "nature", "annee", "montant", "statut")


def restrict(page: Worksheet, sheet: Sheet, plan: Plan) -> None:
    """Give the cells of a sheet of lines their menus; an amount is a number."""
    if not sheet.room:
        return
    known = {one.column: one for one in choices(plan)}
    last = FIRST_ROW + sheet.height - 2
    for rank, column in enumerate(sheet.columns):
        rule = _rule(sheet, column, known)
        if column.kind == "euros" and sheet.name in STAGE_SHEETS.values():
            _restrict_amounts(page, sheet, rank, last)
        elif rule:
            page.data_validation(FIRST_ROW - 1, rank, last, rank, rule)


def _rule(sheet: Sheet, column: Column, known: Mapping[str, Choices]) -> dict[str, object]:
    if column.kind == "euros":
        return _amount(column, signed=sheet.table in _SIGNED)
    if column.title == "Statut" and sheet.name in STAGE_SHEETS.values():
        said = f"Cette feuille ne tient que ce qui est «\u00a0{sheet.name.lower()}\u00a0»."
        return {"validate": "list", "source": [sheet.name], **_message(column.title, said)}
    if (one := known.get(column.title)) is None or not one.values:
        return {}
    rule: dict[str, object] = {
        "validate": "list",
        "source": f"={one.name}",
        **_message(one.column, one.wrong),
    }
    return {**rule, "error_type": "warning"} if one.open else rule


_SIGNED: Final = ("Comptes",)
"""The table in which an amount may be negative: some accounts are subtracted."""


def _amount(column: Column, *, signed: bool) -> dict[str, object]:
    """An amount is a number; one that takes nothing back is no less than 0."""
    said = "Tapez un montant en chiffres, sans texte\u00a0: un texte n’est dans aucune somme."
    least = "" if signed else " Il faut au moins 0."
    limits = {"criteria": "between", "minimum": -_MOST * signed, "maximum": _MOST}
    return {"validate": "decimal", **limits, **_message(column.title, f"{said}{least}")}


def _restrict_amounts(page: Worksheet, sheet: Sheet, rank: int, last: int) -> None:
    """What became of a line may be taken back, a line that is of a stage by itself may not."""
    column, end = sheet.columns[rank], FIRST_ROW - 1
    lines = [_STATE not in str(row[-1]) for row in sheet.rows]
    for is_line, rows in groupby(lines):
        first, end = end, end + len(list(rows))
        rule = _amount(column, signed=not is_line)
        page.data_validation(first, rank, end - 1, rank, rule)
    page.data_validation(end, rank, last, rank, _amount(column, signed=True))


_STATE: Final = ".etats["
"""In the address of a row that is a state of a line."""


def _message(title: str, said: str) -> dict[str, str]:
    return {"error_title": title, "error_message": said}
