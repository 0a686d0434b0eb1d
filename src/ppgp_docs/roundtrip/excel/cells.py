"""The cells of a workbook as any program wrote them (ECMA-376, part 1, §18.3): texts, numbers,
dates.

A formula gives the result that was saved with it. A program that computes nothing saves none:
sums of plain numbers are then worked out here, anything else stays the formula that it is.
"""

from __future__ import annotations

import ast
import operator
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal, DecimalException
from typing import Final

from attrs import frozen

from ppgp_docs import ooxml_names
from ppgp_docs.roundtrip.archive import Element, Parts, UnreadableFileError
from ppgp_docs.roundtrip.excel.dates import Dates, dates_of

WORKBOOK: Final = "xl/workbook.xml"
_RELATION: Final = f"{{{ooxml_names.RELATIONS}}}id"
_STRICT: Final = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_PLACE: Final = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_LETTERS: Final = re.compile(r"[A-Za-z]{1,3}")
_DAY: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?!\d)")
_LONGEST_SUM: Final = 200
_PARTS_OF_A_NUMBER: Final = 34


@frozen
class Cell:
    """``text`` is what it says, a number with a decimal comma, a date as « 10/01/2026 »; ``number``
    its value where it is one; ``formula`` what computes it."""

    text: str = ""
    number: Decimal | None = None
    formula: str = ""


@frozen
class Row:
    """``number`` is that of the sheet, from 1; ``cells`` go by their column, from 0."""

    number: int
    cells: Mapping[int, Cell]

    def text(self, column: int) -> str:
        """What a cell says, without spaces at its ends."""
        cell = self.cells.get(column)
        return cell.text.strip() if cell else ""


@frozen
class Sheet:
    """A sheet, its rows from above, hidden ones among them; ``part`` is where the file has it."""

    name: str
    rows: tuple[Row, ...]
    part: str = ""


def sheets(parts: Parts) -> tuple[Sheet, ...]:
    """All sheets of a workbook, hidden ones too. Raises UnreadableFileError."""
    root = parts.root(WORKBOOK)
    if root is None:
        raise UnreadableFileError("ce n’est pas un classeur Excel (.xlsx)")
    targets, strings, dates = _targets(parts), _strings(parts), dates_of(parts, root)
    found = []
    for one in root.iter("{*}sheet"):
        name = targets.get(one.get(_RELATION) or one.get(_STRICT) or "", "")
        sheet = parts.root(name)
        if sheet is not None:
            found.append(Sheet(one.get("name", ""), tuple(_rows(sheet, strings, dates)), name))
    return tuple(found)


def _targets(parts: Parts) -> dict[str, str]:
    """The parts that the workbook names, by the id of the relation."""
    root = parts.root("xl/_rels/workbook.xml.rels")
    pairs = [] if root is None else [(one.get("Id", ""), one.get("Target", "")) for one in root]
    return {key: posixpath.normpath(posixpath.join("/xl", to)).lstrip("/") for key, to in pairs}


def _strings(parts: Parts) -> Sequence[str]:
    root = parts.root("xl/sharedStrings.xml")
    return [] if root is None else [_plain_string(one) for one in root.iterchildren("{*}si")]


def _plain_string(node: Element) -> str:
    """The words of a string, whatever their looks; not how they are pronounced."""
    texts = (
        text.text or ""
        for text in node.iter("{*}t")
        if not any(above.tag.endswith("}rPh") for above in text.iterancestors())
    )
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), "".join(texts))


def _rows(root: Element, strings: Sequence[str], dates: Dates) -> Iterator[Row]:
    number = 0
    for row in root.iter("{*}row"):
        said = row.get("r", "")
        number = int(said) if said.isdecimal() else number + 1
        yield Row(number, dict(_cells(row, strings, dates)))


def _cells(row: Element, strings: Sequence[str], dates: Dates) -> Iterator[tuple[int, Cell]]:
    column = -1
    for cell in row.iterchildren("{*}c"):
        letters = _LETTERS.match(cell.get("r", ""))
        column = _column(letters[0]) if letters else column + 1
        read = _cell(cell, strings, dates)
        if read.text or read.formula:
            yield column, read


def _column(letters: str) -> int:
    rank = 0
    for letter in letters.upper():
        rank = rank * 26 + ord(letter) - ord("A") + 1
    return rank - 1


def place_in(reference: str) -> tuple[int, int] | None:
    """The row, from 1, and the column, from 0, of « E5 »; None for anything else."""
    found = _PLACE.fullmatch(reference)
    return (int(found[2]), _column(found[1])) if found else None


def column_name(rank: int) -> str:
    """The letters of a column, from 0: Z is 25, AA is 26."""
    above, letter = divmod(rank, 26)
    return (column_name(above - 1) if above else "") + chr(ord("A") + letter)


def _cell(node: Element, strings: Sequence[str], dates: Dates) -> Cell:
    kind, value = node.get("t", "n"), node.findtext("{*}v") or ""
    formula = node.find("{*}f")
    written = "" if formula is None else (formula.text or "=")
    if kind == "inlineStr":
        return Cell(_plain_string(node), formula=written)
    if kind == "s":
        known = value.isdecimal() and int(value) < len(strings)
        return Cell(strings[int(value)] if known else "", formula=written)
    number = _number(value) if kind == "n" else None
    if not value and written:
        number = _computed(written)
    if number is not None and (day := dates.shown(node.get("s", ""), number)):
        return Cell(day, formula=written)
    if number is not None:
        return Cell(_shown(number), number, written)
    if kind == "d" and (told := _DAY.match(value)):
        return Cell("/".join(reversed(told.groups())), formula=written)
    said = {"1": "oui", "0": "non"}.get(value, value) if kind == "b" else value
    return Cell(said or (f"={written}" if written else ""), formula=written)


def _number(text: str) -> Decimal | None:
    try:
        return _bounded(Decimal(text))
    except DecimalException:
        return None


def _bounded(number: Decimal) -> Decimal | None:
    return number if number.is_finite() and abs(number.adjusted()) < _PARTS_OF_A_NUMBER else None


def _shown(number: Decimal) -> str:
    """A number without the zeros that a double drags along: 1 234.5000000000002 is 1234,5."""
    whole = round(number, 8).normalize()
    return f"{whole:f}".replace(".", ",")


_OPERATORS: Final[Mapping[type, Callable[[Decimal, Decimal], Decimal]]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def _computed(formula: str) -> Decimal | None:
    """The result of a sum of plain numbers; None for what reads other cells."""
    if len(formula) > _LONGEST_SUM:
        return None
    try:
        return _bounded(_value(ast.parse(formula, mode="eval").body))
    except (SyntaxError, ValueError, DecimalException, RecursionError, MemoryError):
        return None


def _value(node: ast.expr) -> Decimal:
    """Raises ValueError for anything but numbers and the four operations."""
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        return _OPERATORS[type(node.op)](_value(node.left), _value(node.right))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.UAdd | ast.USub):
        value = _value(node.operand)
        return -value if isinstance(node.op, ast.USub) else value
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return Decimal(repr(node.value))
    raise ValueError(ast.dump(node))
