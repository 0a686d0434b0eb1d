"""The line above each header that tells whether the table holds all that « Lignes » holds.

A year outside the columns, a funder or a nature typed otherwise, an amount typed as a text is in no
sum of a spreadsheet, which says nothing of it: this line does, and turns red. It names what has no
place in the table, since a line that opens a fiche, a funder or a year is sound; what to do then
stands below the table.
"""

from __future__ import annotations

from typing import Final

from xlsxwriter.utility import xl_range, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from ppgp_plan_de_financement.formulas import FIRST_ROW
from ppgp_plan_de_financement.styles import Styles
from ppgp_plan_de_financement.table import Control, Sheet

REMEDY: Final = (
    "Contrôle rouge\u00a0: si la ligne ouvre un financeur ou une année, reprenez ce classeur par "
    "l’import.",
    "Refait, il lui donne sa place. Une fiche nouvelle s’ajoute d’abord au dossier. Sinon, "
    "corrigez la ligne.",
)
"""What to do, a line each: the narrowest sheet prints no longer ones."""
_ROW: Final = FIRST_ROW - 3  # XlsxWriter counts from 0
_VERDICT: Final = xl_rowcol_to_cell(_ROW, 0, row_abs=True, col_abs=True)
_GAP: Final = "Écart"
_SOUND: Final = "Contrôle\u00a0: aucun écart"
_UNLIKE: Final = f"{_GAP} avec la feuille «\u00a0Lignes\u00a0»"


def draw_controls(page: Worksheet, sheet: Sheet, styles: Styles) -> None:
    """The verdict, and above each column what it lacks of the lines, in euros."""
    if not (sheet.controls or sheet.also):
        return
    shown = {control.column: control for control in reversed(sheet.controls)}
    for column, control in shown.items():
        page.write_formula(_ROW, column, f"={_gap(sheet, control)}", styles.gap, 0.0)
    nothing = [f"{xl_rowcol_to_cell(_ROW, column)}=0" for column in sorted(shown)]
    hidden = [one for one in sheet.controls if one is not shown[one.column]]
    nothing += [f"{formula}=0" for formula in (*(_gap(sheet, one) for one in hidden), *sheet.also)]
    verdict = f'=IF(AND({",".join(nothing)}),"{_SOUND}",{_cause(sheet)})'
    page.write_formula(_ROW, 0, verdict, styles.note, _SOUND)
    _turn_red(page, len(sheet.columns), styles)


def _cause(sheet: Sheet) -> str:
    """The formula of what the table lacks: the first control that is not kept says it."""
    told = f'"{sheet.alarm or _UNLIKE}"'
    for lacking in reversed(dict.fromkeys(filter(None, (one.lacking for one in sheet.controls)))):
        gaps = [f"{_gap(sheet, one)}<>0" for one in sheet.controls if one.lacking == lacking]
        told = f'IF(OR({",".join(gaps)}),"{_GAP}\u00a0: {lacking}",{told})'
    return told


def _gap(sheet: Sheet, control: Control) -> str:
    """What the lines give and the columns do not."""
    first, last = control.parts
    whole = xl_range(FIRST_ROW - 1, first, FIRST_ROW + sheet.height - 2, last)
    return f"ROUND({control.due}-SUM({whole}),2)"


def _turn_red(page: Worksheet, columns: int, styles: Styles) -> None:
    """Doubt is red too: what a spreadsheet could not compute."""
    last = columns - 1
    nothing = {"type": "cell", "criteria": "==", "value": 0, "format": styles.blank}
    page.conditional_format(_ROW, 1, _ROW, last, nothing)
    doubt = f'=IF(ISERROR({_VERDICT}),TRUE,LEFT({_VERDICT},{len(_GAP)})="{_GAP}")'
    rule = {"type": "formula", "criteria": doubt, "format": styles.alert}
    page.conditional_format(_ROW, 0, _ROW, last, rule)
