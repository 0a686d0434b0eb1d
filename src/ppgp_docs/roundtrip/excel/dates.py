"""Numbers that a workbook shows as dates: days since an origin, in cells of a format of dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from attrs import frozen

from ppgp_docs.roundtrip.archive import Element, Parts

_BUILT_IN: Final = frozenset({*range(14, 18), 22, *range(27, 32), 36, *range(50, 59)})
"""Formats of dates that no workbook writes down (ECMA-376, part 1, §18.8.30)."""

_BY_MONTH: Final = 17
_NOT_SHOWN: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
"""Words, blanks, colours and languages within a format."""

_LAST: Final = 2_958_465
"""31 December 9999."""

_TRUE: Final = ("1", "true")
_NO_SUCH_DAY: Final = 60
"""29 February 1900, which never was: days before it are one further from the origin."""


@frozen
class Dates:
    """How each style of a workbook's cells shows a date, « dmy », « my » or « y »; the others are
    left out. ``origin`` is the day 0."""

    styles: Mapping[int, str]
    origin: date

    def shown(self, style: str, number: Decimal) -> str:
        """« 10/01/2026 », « 01/2026 », « 2026 »; empty for what is shown as a plain number."""
        parts = self.styles.get(int(style), "") if style.isdecimal() else ""
        if not parts or not 1 <= number <= _LAST - (date(1904, 1, 1) - self.origin).days:
            return ""
        days = int(number) + (self.origin.year < 1900 and number < _NO_SUCH_DAY)
        day = self.origin + timedelta(days=days)
        forms = {"dmy": f"{day:%d/%m}/{day.year:04}", "my": f"{day:%m}/{day.year:04}"}
        return forms.get(parts, f"{day.year:04}")


def dates_of(parts: Parts, workbook: Element) -> Dates:
    """What a workbook says of its dates (ECMA-376, part 1, §18.2.28, §18.8.30)."""
    told = workbook.find("{*}workbookPr")
    late = told is not None and told.get("date1904", "") in _TRUE
    styles = parts.root("xl/styles.xml")
    shown = {} if styles is None else dict(_styles(styles))
    return Dates(shown, date(1904, 1, 1) if late else date(1899, 12, 30))


def _styles(root: Element) -> Iterator[tuple[int, str]]:
    codes = {one.get("numFmtId"): one.get("formatCode", "") for one in root.iter("{*}numFmt")}
    cells = root.find("{*}cellXfs")
    styles: Sequence[Element] = () if cells is None else list(cells.iterchildren("{*}xf"))
    for rank, style in enumerate(styles):
        number = style.get("numFmtId", "0")
        if parts := _parts(codes[number]) if number in codes else _built_in(number):
            yield rank, parts


def _built_in(number: str) -> str:
    known = number.isdecimal() and int(number) in _BUILT_IN
    return ("my" if int(number) == _BY_MONTH else "dmy") if known else ""


def _parts(code: str) -> str:
    """What of a date a format shows; empty for one of numbers, or of hours alone."""
    letters = set(_NOT_SHOWN.sub("", code.split(";", maxsplit=1)[0]).lower())
    if "y" not in letters and "d" not in letters:
        return ""
    if letters & set("0#?"):
        return ""
    return "dmy" if "d" in letters else "my" if "m" in letters else "y"
