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
_HOURS_BUILT_IN: Final = frozenset({*range(18, 22), *range(32, 36), *range(45, 48)})

_BY_MONTH: Final = 17
_NOT_SHOWN: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.I)
"""Words, blanks, colours and languages within a format."""

_PLAIN: Final = frozenset({"general", "standard"})
_HALVES: Final = re.compile(r"am/pm|a/p")
_FRENCH: Final = str.maketrans("ja", "dy")
"""« jj/mm/aaaa », as programs that translate formats write them."""
_HOURS: Final = "hours"
_FIRST_OF_HOURS: Final = 18_264
"""1 January 1950: no duration is as long, so that what is shown in hours from there on is a day."""

_LAST: Final = 2_958_465
"""31 December 9999."""

_TRUE: Final = ("1", "true")
_NO_SUCH_DAY: Final = 60
"""29 February 1900, which never was: days before it are one further from the origin."""


@frozen
class Dates:
    """How each style of a workbook's cells shows a date: « dmy », « my », « y », hours; others are
    left out. ``origin`` is the day 0."""

    styles: Mapping[int, str]
    origin: date

    def shown(self, style: str, number: Decimal) -> str:
        """« 10/01/2026 », « 01/2026 », « 2026 »; empty for what is shown as a plain number."""
        parts = self.styles.get(int(style), "") if style.isdecimal() else ""
        if not parts or not 1 <= number <= _LAST - (date(1904, 1, 1) - self.origin).days:
            return ""
        if parts == _HOURS and number < _FIRST_OF_HOURS:
            return ""
        days = int(number) + (self.origin.year < 1900 and number < _NO_SUCH_DAY)
        day = self.origin + timedelta(days=days)
        forms = {"dmy": f"{day:%d/%m}/{day.year:04}", "my": f"{day:%m}/{day.year:04}"}
        return forms["dmy"] if parts == _HOURS else forms.get(parts, f"{day.year:04}")


def dates_of(parts: Parts, workbook: Element) -> Dates:
    """What a workbook says of its dates (ECMA-376, part 1, §18.2.28, §18.8.30)."""
    told = workbook.find("{*}workbookPr")
    late = told is not None and told.get("date1904", "") in _TRUE
    styles = parts.root("xl/styles.xml")
    shown = {} if styles is None else dict(_styles(styles))
    return Dates(shown, date(1904, 1, 1) if late else date(1899, 12, 30))


def _styles(root: Element) -> Iterator[tuple[int, str]]:
    own = root.iterfind("{*}numFmts/{*}numFmt")  # those of conditions have numbers of their own
    codes = {one.get("numFmtId"): one.get("formatCode", "") for one in own}
    cells = root.find("{*}cellXfs")
    styles: Sequence[Element] = () if cells is None else list(cells.iterchildren("{*}xf"))
    for rank, style in enumerate(styles):
        number = style.get("numFmtId", "0")
        if parts := _parts(codes[number]) if number in codes else _built_in(number):
            yield rank, parts


def _built_in(number: str) -> str:
    rank = int(number) if number.isdecimal() else 0
    if rank in _HOURS_BUILT_IN:
        return _HOURS
    return ("my" if rank == _BY_MONTH else "dmy") if rank in _BUILT_IN else ""


def _parts(code: str) -> str:
    """What of a date a format shows; empty for one of numbers. An « m » beside hours is minutes."""
    shown = _NOT_SHOWN.sub("", code.split(";", maxsplit=1)[0]).lower()
    letters = set(_HALVES.sub("", shown).translate(_FRENCH))
    if shown.strip() in _PLAIN or letters & set("0#?%@"):
        return ""
    if not letters & set("yd"):
        return _HOURS if letters & set("hs") else "my" if "m" in letters else ""
    return "dmy" if "d" in letters else "my" if "m" in letters else "y"
