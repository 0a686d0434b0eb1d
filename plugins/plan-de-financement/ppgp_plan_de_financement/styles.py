"""The cell formats, in the colours of the theme."""

from __future__ import annotations

from typing import Any, Final, cast

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from ppgp_docs.api import Theme
from ppgp_plan_de_financement.table import CellKind, Measure

_EUROS: Final = '#,##0{cents}"\u00a0€"'
"""Thousands and decimals take the marks of the reader's own Excel.

One section, and the percent without a space: with more, Calligra prints every amount as nothing,
and readers on the web print the bare number.
"""

_ALERT: Final = {"bold": True, "font_color": "#9C0006", "bg_color": "#FFC7CE"}
"""Dark red on pink, 6.6:1; the word « Écart » says it to those who do not see it."""
_SPACE: Final = "\u00a0"
_NOTE: Final = {"italic": True}
_RIGHT: Final = frozenset({"nombre", "euros", "prix", "part"})


class Styles:
    """The formats of one workbook; ``cents`` when amounts show them."""

    def __init__(self, book: Workbook, theme: Theme, cents: bool) -> None:
        self._book, self._theme, self.cents = book, theme, cents
        self._numbers = {
            "euros": _EUROS.format(cents=".00" if cents else ""),
            "prix": _EUROS.format(cents=".00####"),
            "part": "0.00%",
            "entier": "0",
            "nombre": "General",
            "texte": "General",
        }
        ink, accent = theme.colour("encre"), theme.colour("accent")
        self.title = book.add_format({"bold": True, "font_size": 16, "font_color": accent})
        self.subtitle = book.add_format({"bold": True, "font_size": 12, "font_color": accent})
        self.note = book.add_format({**_NOTE, "font_color": ink})
        wrapped = {"text_wrap": True, "valign": "top"}
        self.long_note = book.add_format({**_NOTE, "font_color": ink, **wrapped})
        to_the_cent = {"num_format": _EUROS.format(cents=".00")}
        self.gap = book.add_format({**_NOTE, "font_color": ink, **to_the_cent})
        self.with_cents = book.add_format(to_the_cent)
        self.alert = book.add_format(_ALERT)
        self.dash = book.add_format({"num_format": '"–"'})
        self.hardly = book.add_format({"num_format": f'"moins de 0,01{_SPACE}%"'})
        self.nearly = book.add_format({"num_format": f'"plus de 99,99{_SPACE}%"'})
        self.blank = book.add_format({"num_format": '""'})
        kinds: tuple[CellKind, ...] = ("texte", "entier", "nombre", "euros", "prix", "part")
        self._headers = {kind: self._header(kind) for kind in kinds}
        self._bodies = {kind: self._cell(kind, {}) for kind in kinds}
        self._typed = {kind: self._cell(kind, {"locked": False}) for kind in kinds}
        self._measures: dict[str, Format] = {}
        strong = {"bold": True, "top": 2, "top_color": accent, "bg_color": self._tint}
        self._totals = {kind: self._cell(kind, strong) for kind in kinds}

    def header(self, kind: CellKind) -> Format:
        return self._headers[kind]

    def body(self, kind: CellKind, typed: bool = False) -> Format:
        """The look of a cell; ``typed`` when it may be typed in, though its sheet is protected."""
        return (self._typed if typed else self._bodies)[kind]

    def measure(self, cell: Measure) -> Format:
        """A number with its unit: « 15 % », « 6 957 visites »."""
        decimals = cell.decimals
        if decimals is None:
            decimals = min(2, max(0, -cast(int, cell.value.normalize().as_tuple().exponent)))
        code = f"#,##0{'.' + '0' * decimals if decimals else ''}"
        unit = cell.unit.replace('"', "”")
        code = f'{code}"{_SPACE}{unit}"' if unit else code
        if code not in self._measures:
            self._measures[code] = self._cell("nombre", {"num_format": code})
        return self._measures[code]

    def total(self, kind: CellKind) -> Format:
        return self._totals[kind]

    @property
    def _tint(self) -> str:
        return self._theme.colour("accent_clair")

    def _header(self, kind: CellKind) -> Format:
        return self._book.add_format(
            {
                "bold": True,
                "font_color": self._theme.colour("sur_accent"),
                "bg_color": self._theme.colour("accent"),
                "align": _align(kind),
                "valign": "vcenter",
                "text_wrap": True,
                "indent": _indent(kind),
            }
        )

    def _cell(self, kind: CellKind, more: dict[str, Any]) -> Format:
        return self._book.add_format(
            {
                "font_color": self._theme.colour("encre"),
                "num_format": self._numbers[kind],
                "align": _align(kind),
                "valign": "top",
                "text_wrap": kind == "texte",
                "indent": _indent(kind),
                "bottom": 1,
                "bottom_color": self._theme.colour("filet"),
                **more,
            }
        )


def _align(kind: CellKind) -> str:
    return "right" if kind in _RIGHT else "center" if kind == "entier" else "left"


def _indent(kind: CellKind) -> int:
    """Texts and amounts stand off the edges of their columns."""
    return 0 if kind == "entier" else 1
