"""The pages of a workbook: how a sheet is drawn, seen, printed, protected; the finished file."""

from __future__ import annotations

import io
import zipfile
from typing import Any, Final

from attrs import frozen
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from ppgp_docs.api import Context, Document, normalised_zip
from ppgp_plan_de_financement.controls import REMEDY, draw_controls
from ppgp_plan_de_financement.drawing import HEADER, Drawing
from ppgp_plan_de_financement.sheets.project import PROJECT
from ppgp_plan_de_financement.sheets.shared_columns import ADDRESS_COLUMN
from ppgp_plan_de_financement.styles import Styles
from ppgp_plan_de_financement.table import Column, Sheet, height

_A4: Final = 9
_MARGINS: Final = {"left": 0.5, "right": 0.5, "top": 0.6, "bottom": 0.75}  # inches
_ALLOWED: Final = dict.fromkeys(
    ("objects", "format_columns", "format_rows", "sort", "autofilter"), True
)
"""What a protected sheet lets a reader do beside typing in its lines: notes, widths, filters."""
_ROOM_SAID: Final = (
    "Ajoutez vos lignes dans les rangées vides, au-dessus du total. Les formules sont protégées, "
    "sans mot de passe\u00a0: Révision, Ôter la protection de la feuille."
)
_TEXT_ONLY: Final = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


@frozen
class Pages:
    """The pages of ``book``; ``contract`` is the line below each title."""

    book: Workbook
    styles: Styles
    contract: str
    out: io.BytesIO

    @classmethod
    def of(cls, document: Document, context: Context, about: tuple[str, str], cents: bool) -> Pages:
        """An empty workbook; ``about`` are its category and its subject, ``cents`` whether amounts
        show them."""
        out = io.BytesIO()
        font = {"font_name": context.theme.font, "font_size": 10}
        book = Workbook(out, {**_TEXT_ONLY, "default_format_properties": font})
        book.set_properties(_properties(document, context, about))
        contract = _contract_in_words(document)
        contract = f"{PROJECT}{contract}" if context.is_project else contract
        return cls(book, Styles(book, context.theme, cents), contract, out)

    def draw(self, sheet: Sheet, indented: bool = False) -> tuple[Worksheet, int]:
        """A page with title, control, table, notes; its last row, from 0."""
        page = self.book.add_worksheet(sheet.name)
        page.write_string(0, 0, sheet.title, self.styles.title)
        page.write_string(1, 0, self.contract, self.styles.note)
        drawing = Drawing(page, sheet, self.styles, left=int(indented))
        for rank, column in enumerate(sheet.columns):
            page.set_column(rank, rank, column.width)
        drawing.draw()
        draw_controls(page, sheet, self.styles)
        told = (_ROOM_SAID,) if sheet.room else REMEDY * bool(sheet.controls)
        notes = (*sheet.notes, *told)
        for rank, note in enumerate(notes, start=drawing.last + 2):
            self._note(page, sheet, rank, note)
        return page, drawing.last + 1 + len(notes)

    def _note(self, page: Worksheet, sheet: Sheet, row: int, text: str) -> None:
        """A line below the table; one that is wider is wrapped in its width, else print cuts it."""
        columns = [one for one in sheet.columns if one is not ADDRESS_COLUMN]
        width = sum(column.width for column in columns)
        if len(text) <= width or len(columns) < 2:
            page.write_string(row, 0, text, self.styles.note)
            return
        page.merge_range(row, 0, row, len(columns) - 1, text, self.styles.long_note)
        page.set_row(row, height((text,), (Column("", width),)))

    def set(self, page: Worksheet, sheet: Sheet, end: tuple[int, int], upright: bool) -> None:
        """How a sheet is seen, printed and protected; ``end`` is the last cell that is printed,
        ``upright`` whether its paper is."""
        page.hide_gridlines(2)
        page.freeze_panes(HEADER + 1, 1)
        page.protect("", _ALLOWED)
        page.print_area(0, 0, *end)
        page.set_portrait() if upright else page.set_landscape()
        page.set_paper(_A4)
        page.set_margins(**_MARGINS)
        page.fit_to_pages(1, 0)
        if sheet.filters:  # the dashboard and the lists hold no long table
            page.repeat_rows(HEADER)
        left, right = self.contract.replace("&", "&&"), sheet.title.replace("&", "&&")
        page.set_footer(f"&L&8{left}&R&8{right}, page &P sur &N")

    def finished(self) -> bytes:
        """The file, the same bytes for the same pages."""
        self.book.close()
        return normalised_zip(_in_french(self.out.getvalue()))


def _properties(document: Document, context: Context, about: tuple[str, str]) -> dict[str, Any]:
    category, subject = about
    return {
        "title": document.title,
        "subject": subject,
        "author": document.dossier.departement.autorite,
        "category": category,
        "keywords": ", ".join(map(str, document.dossier.sigles)),
        "created": context.date,
    }


def _in_french(data: bytes) -> bytes:
    """The same workbook saying its language, which XlsxWriter cannot write (Dublin Core)."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "docProps/core.xml":
                part = part.replace(b"</dc:title>", b"</dc:title><dc:language>fr-FR</dc:language>")
            target.writestr(name, part)
    return out.getvalue()


def _contract_in_words(document: Document) -> str:
    """The line below each title: the contract, its years, its signature."""
    signed = document.dossier.contrat
    assert signed
    date = f", signé le {signed.signature.en_francais()}" if signed.signature else ""
    where = document.dossier.departement.nom
    return f"{signed.intitule.plain}, {where}, {signed.periode.en_clair}{date}"
