"""Spreadsheets that nobody here wrote, each computing a workbook whose results were taken out."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.formula import ArrayFormula

NODE_MODULES = Path(sys.prefix) / "readers" / "node_modules"
"""Where ``bootstrap.py test`` puts the readers of ``tests/readers.json``."""

Value = float | str | None
Values = Mapping[tuple[str, str], Value]
"""What each cell holds, by its sheet and its coordinate."""

_HYPERFORMULA = """
const {HyperFormula} = require('hyperformula');
const sheets = JSON.parse(require('fs').readFileSync(0));
const book = HyperFormula.buildFromSheets(sheets, {licenseKey: 'gpl-v3'});
const values = book.getSheetNames().map(name => [name, book.getSheetValues(book.getSheetId(name))]);
console.log(JSON.stringify(Object.fromEntries(values)));
"""


def values(file: Path) -> Values:
    """The results kept in a workbook, from the control line on."""
    cells = _cells(file, data_only=True)
    return {where: cell.value for where, cell in cells.items() if cell.value not in (None, "")}


def emptied(file: Path, into: Path) -> Path:
    """The same workbook without any result: each reader must compute them all."""
    bare = into / file.name
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(bare, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name.startswith("xl/worksheets/"):
                part = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", part)
            target.writestr(name, part)
    return bare


def libreoffice(file: Path, into: Path) -> Values:
    soffice = _found("soffice", "LibreOffice n’est pas installé")
    profile = f"-env:UserInstallation={(into / 'profil').as_uri()}"
    made = into / "libreoffice"
    command = [soffice, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(made)]
    subprocess.run([*command, str(file)], check=True, capture_output=True)
    return values(made / file.name)


def gnumeric(file: Path, into: Path) -> Values:
    ssconvert = _found("ssconvert", "Gnumeric n’est pas installé (paquet `gnumeric`)")
    made = into / "gnumeric.xlsx"
    command = [ssconvert, "--recalc", str(file), str(made)]
    subprocess.run(command, check=True, capture_output=True)
    return values(made)


def formulas(file: Path, into: Path) -> Values:
    if importlib.util.find_spec("formulas") is None:
        pytest.skip("`formulas` n’est pas installé (`pip install -e '.[dev]'`)")
    from formulas import ExcelModel

    solution = ExcelModel().loads(str(file)).finish().calculate()
    named = re.compile(r"'\[.*\](.*)'!([A-Z]+\d+)")
    sheets = {sheet.upper(): sheet for sheet in load_workbook(file).sheetnames}
    computed = ((named.fullmatch(name), part) for name, part in solution.items())
    return {
        (sheets[found[1]], found[2]): _plain(part.value[0, 0]) for found, part in computed if found
    }


def hyperformula(file: Path, into: Path) -> Values:
    node = _found("node", "Node n’est pas installé")
    if not (NODE_MODULES / "hyperformula").is_dir():
        pytest.skip("`hyperformula` n’est pas installé (`python3 bootstrap.py test`)")
    book = {
        sheet.title: [[_typed(cell) for cell in row] for row in sheet.iter_rows()]
        for sheet in load_workbook(file)
    }
    run = [node, "-e", _HYPERFORMULA]
    made = subprocess.run(
        run,
        check=True,
        input=json.dumps(book),
        capture_output=True,
        text=True,
        env={**os.environ, "NODE_PATH": str(NODE_MODULES)},
    )
    computed = json.loads(made.stdout)
    return {
        (name, where): _plain(computed[name][cell.row - 1][cell.column - 1])
        for (name, where), cell in _cells(file).items()
        if cell.value is not None
    }


READERS: Mapping[str, Callable[[Path, Path], Values]] = {
    "LibreOffice": libreoffice,
    "Gnumeric": gnumeric,
    "formulas": formulas,
    "HyperFormula": hyperformula,
}


def _cells(file: Path, data_only: bool = False) -> Mapping[tuple[str, str], Cell]:
    return {
        (sheet.title, cell.coordinate): cell
        for sheet in load_workbook(file, data_only=data_only)
        for row in sheet.iter_rows(min_row=3)
        for cell in row
    }


def _typed(cell: Cell) -> object:
    """What was typed in a cell; the headers of tables, which are years, stay texts."""
    if isinstance(cell.value, ArrayFormula):
        return f"=ARRAYFORMULA({str(cell.value.text).removeprefix('=')})"
    text = isinstance(cell.value, str) and cell.data_type == "s"
    return f"'{cell.value}" if text else cell.value


def _plain(value: object) -> Value:
    return float(value) if isinstance(value, int | float) else None if value is None else str(value)


def _found(program: str, reason: str) -> str:
    path = shutil.which(program)
    if path is None:
        pytest.skip(reason)
    return path
