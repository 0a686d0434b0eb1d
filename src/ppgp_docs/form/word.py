"""A form as a Word file: a table for each group, lists as tables that grow.

The label of each answer, or the head of a row of answers, is a bookmark, so that what is typed
beside its control is still known.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, Final

from attrs import define, field, frozen
from docx import Document
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm, Pt
from docx.table import _Cell, _Row

from ppgp_docs.assets.theme import Theme
from ppgp_docs.assets.zipfiles import normalised_zip
from ppgp_docs.form.entries import Entry, FormPart, Group, Repeated
from ppgp_docs.form.layout import (
    Column,
    beside,
    columns,
    flattened,
    helps,
    holds_together,
    rows,
    widths_of,
)
from ppgp_docs.form.word_answers import Answers
from ppgp_docs.form.word_styles import CELL, HELP, drop_old_styles, set_styles
from ppgp_docs.francais.espaces import espacer

_WIDTH: Final = 170  # mm, as all below
_SINGLE: Final = (58, 112)
_CARD: Final = (34, 51, 34, 51)
_RANK: Final = 10
"""The column that numbers the rows of a list."""
_TOGETHER: Final = 8
"""Rows of a list that stays on one page."""
_DEEPEST: Final = 4
"""Titles below that level look alike."""


@frozen
class Heading:
    """What stands above a form: its title, what it is for, a sentence a line."""

    title: str
    told: tuple[str, ...]
    author: str


def draw(heading: Heading, parts: Iterable[FormPart], theme: Theme) -> bytes:
    """The form as a Word file, the same for the same parts."""
    word = Document()
    set_styles(word, theme)
    word.add_paragraph(heading.title, style="Title")
    for sentence in heading.told:
        word.add_paragraph(espacer(sentence), style=HELP)
    word.paragraphs[-1].paragraph_format.space_after = Pt(8)
    _Drawing(word, Answers(word)).parts(parts, 1)
    _describe(word, heading)
    out = io.BytesIO()
    drop_old_styles(word.part)
    word.save(out)
    return normalised_zip(out.getvalue())


@define
class _Drawing:
    """A document that is being filled, from above."""

    word: Any
    answers: Answers
    _told: set[str] = field(factory=set)

    def parts(self, parts: Iterable[FormPart], level: int) -> None:
        """Single fields in a table, each group and list under its title, blocks as cards."""
        for is_single, held in groupby(parts, lambda part: isinstance(part, Entry)):
            if is_single:
                self._single([part for part in held if isinstance(part, Entry)])
                continue
            for part in held:
                if isinstance(part, Repeated):
                    self._list(part, level)
                elif isinstance(part, Group) and part.is_block:
                    self._below(part)
                elif isinstance(part, Group):
                    self._title(part.title, part.help, level)
                    self.parts(part.parts, level + 1)

    def _title(self, title: str, told: str, level: int) -> None:
        self.word.add_heading(espacer(title), min(level, _DEEPEST))
        if told:
            paragraph = self.word.add_paragraph(espacer(told), style=HELP)
            paragraph.paragraph_format.keep_with_next = True
            paragraph.paragraph_format.space_after = Pt(4)

    # --- lists ------------------------------------------------------------------------------

    def _list(self, part: Repeated, level: int) -> None:
        self._title(part.title, part.help, level)
        if asked := columns(part):
            self._legend(part.title, [one.entry for one in asked])
            self._grid(part, asked)
        else:
            self._legend(part.title, list(flattened(part.items[-1].parts)))
            self._cards(part)

    def _legend(self, title: str, entries: Sequence[Entry], help: str = "") -> None:
        """What each field of a list asks, once above all its items."""
        told = helps(entries)
        if title in self._told or not (told or help):
            return
        self._told.add(title)
        paragraph = self.word.add_paragraph(style=HELP)
        paragraph.paragraph_format.keep_with_next = True
        paragraph.paragraph_format.space_after = Pt(4)
        for rank, (label, said) in enumerate(((title, help), *told) if help else told):
            paragraph.add_run(espacer(f"{' — ' if rank else ''}{label} : ")).bold = True
            paragraph.add_run(espacer(said))

    def _cards(self, part: Repeated) -> None:
        """A table for each item, all in a section that grows."""
        items = []
        for item in part.items:
            before = len(self._body())
            self._card(item)
            items.append(self._body()[before:])
        self.answers.repeat(part.title, items)

    def _card(self, item: Group) -> None:
        """The fields of an item in one table under its title, then what it holds more."""
        if fields := list(flattened(item.parts)):
            self._fields(item.title, fields)
        for part in beside(item.parts):
            self._below(part)

    def _below(self, part: Group | Repeated) -> None:
        """What stands within an item: no title of its own, its helps said once in a form."""
        if isinstance(part, Group):
            self._legend(part.title, list(flattened(part.parts)), part.help)
            self._card(part)
        elif asked := columns(part):
            self._legend(part.title, [one.entry for one in asked], part.help)
            self._grid(part, asked, title=part.title)
        else:
            self._legend(part.title, list(flattened(part.items[-1].parts)), part.help)
            self._cards(part)

    def _body(self) -> list[Any]:
        return [one for one in self.word.element.body if one.tag != qn("w:sectPr")]

    # --- tables -----------------------------------------------------------------------------

    def _single(self, entries: Sequence[Entry]) -> None:
        """A field a row, with its help."""
        table = self._table(_SINGLE)
        self._head(table, ("Champ", "Votre réponse"))
        for entry in entries:
            row = self._row(table, keep=holds_together(entries) and entry is not entries[-1])
            self._label(row[0], entry)
            if entry.help:
                row[0].add_paragraph(espacer(entry.help), style=HELP)
            self.answers.fill(row[1], entry)
        self.word.add_paragraph(style="Espace")

    def _fields(self, title: str, entries: Sequence[Entry]) -> None:
        """The fields of an item, short ones side by side."""
        table = self._table(_CARD)
        self._head(table, (title, "", "", ""))
        laid = list(rows(entries))
        for rank, pair in enumerate(laid, start=1):
            cells = self._row(table, keep=holds_together(entries) and rank < len(laid))
            if len(pair) == 1:
                cells = [cells[0], cells[1].merge(cells[3])]
            for place, entry in enumerate(pair):
                self._label(cells[2 * place], entry)
                self.answers.fill(cells[2 * place + 1], entry, brief=len(pair) > 1)
        self.word.add_paragraph(style="Espace")

    def _grid(self, part: Repeated, asked: Sequence[Column], title: str = "") -> None:
        """A list as one table, an item a row, each with its number or its name."""
        widths = [_RANK, *widths_of(asked, _WIDTH - _RANK)]
        table = self._table(widths)
        if title:
            self._head(table, (title, *("" for _ in asked)))
        self._head(table, ("N°", *(one.title for one in asked)))
        drawn = []
        for rank, item in enumerate(part.items, start=1):
            cells = self._row(table, keep=rank < len(part.items) <= _TOGETHER)
            self._item(cells, rank, item)
            drawn.append([cells[0]._tc.getparent()])
        self.answers.repeat(part.title, drawn)
        self.word.add_paragraph(style="Espace")

    def _item(self, cells: Sequence[_Cell], rank: int, item: Group) -> None:
        """A row: its number, its name where it has one that is not asked, its answers."""
        entries = list(flattened(item.parts))
        cells[0].paragraphs[0].add_run(str(rank), style=f"{HELP} en ligne")
        head = cells[0]
        if item.name:
            head = cells[1]
            head.paragraphs[0].add_run(item.name).bold = True
        self.answers.mark_label(head.paragraphs[0]._p, entries[0].field.tag)
        for cell, entry in zip(cells[-len(entries) :], entries, strict=True):
            cell.paragraphs[0].style = CELL
            self.answers.fill(cell, entry, brief=True)

    def _table(self, widths: Sequence[float]) -> Any:
        table = self.word.add_table(rows=0, cols=len(widths), style="Formulaire")
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        return table

    def _head(self, table: Any, titles: Sequence[str]) -> None:
        """A row of titles, said again on each page; one title alone stands over all columns."""
        cells = self._row(table, keep=True)
        cells[0]._tc.getparent().get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        if not any(titles[1:]):
            cells = [cells[0].merge(cells[-1])]
        for cell, title in zip(cells, titles, strict=False):
            run = cell.paragraphs[0].add_run(espacer(title))
            run.bold = True
            if len(titles) > 4 and any(titles[1:]):
                run.font.size = Pt(9)

    def _row(self, table: Any, *, keep: bool) -> list[_Cell]:
        """A new row, which no page parts; ``keep`` holds it to the next one."""
        row: _Row = table.add_row()
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        cells = [_Cell(one, table) for one in row._tr.tc_lst]
        for cell, column in zip(cells, table.columns, strict=True):
            cell.width = column.width
        cells[0].paragraphs[0].paragraph_format.keep_with_next = keep or None
        return cells

    def _label(self, cell: _Cell, entry: Entry) -> None:
        paragraph = cell.paragraphs[0]
        paragraph.add_run(espacer(entry.field.label))
        if entry.is_required:
            paragraph.add_run(" (obligatoire)", style=f"{HELP} en ligne")
        self.answers.mark_label(paragraph._p, entry.field.tag)


def _describe(word: Any, heading: Heading) -> None:
    from ppgp_docs.plugin.formats import UNDATED

    properties = word.core_properties
    properties.title, properties.language = heading.title, "fr-FR"
    properties.author = properties.last_modified_by = heading.author
    properties.comments = properties.subject = ""
    properties.created = properties.modified = UNDATED.replace(tzinfo=None)
    properties.revision = 1
