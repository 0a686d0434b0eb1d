"""A form as a Word file: a table for each group, a control in each answer, lists that grow.

Controls stand within paragraphs, each within a bookmark: what LibreOffice keeps of them. The label
of each row is a bookmark too, so that an answer typed beside its control is still known.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any, Final

from attrs import define, field, frozen
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.shared import Mm, Pt, RGBColor

from ppgp_docs import ooxml_names
from ppgp_docs.assets.theme import Theme
from ppgp_docs.assets.zipfiles import normalised_zip
from ppgp_docs.form.entries import Entry, FormPart, Group, Repeated, without_help
from ppgp_docs.francais.espaces import espacer
from ppgp_docs.model.prose import ListOfItems, Paragraph, Run, parse_line, parse_prose
from ppgp_docs.roundtrip.fields import (
    FORM_STYLE,
    INVITATIONS,
    LABEL,
    NOTE,
    TAG_LIMIT,
    Genre,
    bookmark_of,
    part_tag,
)

_HELP: Final = "Aide"
_PLACEHOLDER: Final = "Texte à remplacer"
_LINK: Final = f"{ooxml_names.RELATIONS}/hyperlink"
_W15: Final = "http://schemas.microsoft.com/office/word/2012/wordml"
_WIDTHS: Final = (58, 112)  # mm
_MARGIN: Final = 20  # mm
_GREY: Final = "5B5B66"
"""Help and invitations: 6.5 to 1 on white (WCAG 2.2 asks 4.5)."""
_TOGETHER: Final = 6
"""Rows of a table that stays on one page."""
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
    drawing = _Drawing(Document())
    _set_styles(drawing.word, theme)
    drawing.word.add_paragraph(heading.title, style="Title")
    for sentence in heading.told:
        drawing.word.add_paragraph(espacer(sentence), style=_HELP)
    drawing.word.paragraphs[-1].paragraph_format.space_after = Pt(8)
    drawing.parts(list(parts), 1)
    _describe(drawing.word, heading)
    out = io.BytesIO()
    _drop_old_styles(drawing.word.part)
    drawing.word.save(out)
    return normalised_zip(out.getvalue())


@define
class _Drawing:
    """A document that is being filled, from above."""

    word: Any
    _ids: Iterator[int] = field(factory=lambda: count(1))

    def parts(self, parts: list[FormPart], level: int) -> None:
        """Single fields in a table, then each group under its title."""
        entries = [part for part in parts if isinstance(part, Entry)]
        if entries:
            self._table(entries)
        for part in parts:
            if isinstance(part, Group):
                self._group(part, level)
            elif isinstance(part, Repeated):
                self._repeated(part, level)

    def _group(self, group: Group, level: int) -> None:
        self._title(group.title, group.help, level)
        self.parts(list(group.parts), level + 1)

    def _title(self, title: str, told: str, level: int) -> None:
        self.word.add_heading(espacer(title), min(level, _DEEPEST))
        if told:
            paragraph = self.word.add_paragraph(espacer(told), style=_HELP)
            paragraph.paragraph_format.keep_with_next = True
            paragraph.paragraph_format.space_after = Pt(4)

    def _repeated(self, part: Repeated, level: int) -> None:
        """A section that Word repeats: a + at its end adds an item."""
        self._title(part.title, part.help, level)
        before = len(self._body())
        marks = []
        for rank, item in enumerate(part.items):
            start = len(self._body())
            self._group(without_help(item) if rank else item, level + 1)
            marks.append((start, len(self._body())))
        drawn = list(self._body())[before : marks[-1][1]]
        groups = [drawn[start - before : end - before] for start, end in marks]
        outer = self._section(part.title, "repeatingSection")
        drawn[0].addprevious(outer)
        for group in groups:
            inner = self._section("", "repeatingSectionItem")
            outer.find(qn("w:sdtContent")).append(inner)
            inner.find(qn("w:sdtContent")).extend(group)

    def _body(self) -> list[Any]:
        return [one for one in self.word.element.body if one.tag != qn("w:sectPr")]

    def _section(self, title: str, kind: str) -> Any:
        alias = f'<w:alias w:val="{_quoted(title)}"/>' if title else ""
        return parse_xml(
            f'<w:sdt {nsdecls("w")} xmlns:w15="{_W15}"><w:sdtPr>{alias}'
            f'<w:id w:val="{next(self._ids)}"/><w15:{kind}/></w:sdtPr><w:sdtContent/></w:sdt>'
        )

    def _table(self, entries: list[Entry]) -> None:
        table = self.word.add_table(rows=1, cols=2, style="Formulaire")
        for column, width in zip(table.columns, _WIDTHS, strict=True):
            column.width = Mm(width)
        for cell, title in zip(table.rows[0].cells, ("Champ", "Votre réponse"), strict=True):
            cell.paragraphs[0].add_run(title)
            cell.paragraphs[0].paragraph_format.keep_with_next = True
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for entry in entries:
            row = table.add_row()
            for cell, width in zip(row.cells, _WIDTHS, strict=True):
                cell.width = Mm(width)
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            self._label(row.cells[0], entry)
            is_kept = len(entries) <= _TOGETHER and entry is not entries[-1]
            row.cells[0].paragraphs[0].paragraph_format.keep_with_next = is_kept or None
            self._answer(row.cells[1], entry)
        self.word.add_paragraph(style="Espace")

    def _label(self, cell: Any, entry: Entry) -> None:
        paragraph = cell.paragraphs[0]
        paragraph.add_run(espacer(entry.field.label))
        if entry.is_required:
            paragraph.add_run(" (obligatoire)", style=_HELP + " en ligne")
        self._bookmark(paragraph._p, f"{LABEL}{entry.field.tag}", 1)
        if entry.help:
            cell.add_paragraph(espacer(entry.help), style=_HELP)

    def _answer(self, cell: Any, entry: Entry) -> None:
        one = entry.field
        for rank, (style, runs) in enumerate(_written(entry)):
            paragraph = cell.paragraphs[0] if not rank else cell.add_paragraph()
            if style:
                paragraph.style = style
            content = [each for one_run in runs for each in self._run(one_run)]
            self._control(paragraph._p, entry, part_tag(one.tag, rank), content)

    def _control(self, paragraph: Any, entry: Entry, tag: str, content: list[Any]) -> None:
        one = entry.field
        invitation = "" if content else f"<w:showingPlcHdr/>{_kind(entry)}"
        control = parse_xml(
            f'<w:sdt {nsdecls("w")}><w:sdtPr><w:alias w:val="{_quoted(one.label[:TAG_LIMIT])}"/>'
            f'<w:tag w:val="{_quoted(tag)}"/><w:id w:val="{next(self._ids)}"/>'
            f"{invitation or _kind(entry)}</w:sdtPr><w:sdtContent/></w:sdt>"
        )
        control.find(qn("w:sdtContent")).extend(content or [_invitation(one.genre)])
        paragraph.append(control)
        start = self._marks(bookmark_of(tag))
        control.addprevious(start[0])
        control.addnext(start[1])

    def _bookmark(self, paragraph: Any, tag: str, first: int) -> None:
        start, end = self._marks(bookmark_of(tag))
        paragraph.insert(int(paragraph.pPr is not None), start)
        paragraph.append(end)

    def _marks(self, name: str) -> tuple[Any, Any]:
        number = next(self._ids)
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for mark in (start, end):
            mark.set(qn("w:id"), str(number))
        start.set(qn("w:name"), name)
        return start, end

    def _run(self, one: Run) -> list[Any]:
        if one.note:
            tag = _quoted(f"{NOTE}{one.note}"[:TAG_LIMIT])
            control = parse_xml(
                f'<w:sdt {nsdecls("w")}><w:sdtPr><w:alias w:val="Appel de note"/>'
                f'<w:tag w:val="{tag}"/><w:id w:val="{next(self._ids)}"/><w:richText/></w:sdtPr>'
                "<w:sdtContent/></w:sdt>"
            )
            control.find(qn("w:sdtContent")).append(_text(f"[{one.note}]"))
            return [control]
        made = _text(one.text, bold=one.bold, italic=one.italic, lang=one.lang or "")
        if not one.link:
            return [made]
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), self.word.part.relate_to(one.link, _LINK, is_external=True))
        link.append(made)
        return [link]


def _written(entry: Entry) -> Iterator[tuple[str, tuple[Run, ...]]]:
    """The paragraphs of an answer, each with its style; one without words for a blank one."""
    genre, value = entry.field.genre, entry.value
    if not value:
        yield "", ()
    elif genre is Genre.PROSE:
        for node in parse_prose(value).nodes:
            yield from _paragraphs(node, 0)
    elif genre is Genre.LINES:
        for line in value.split("\n"):
            yield "", parse_line(line).runs
    elif genre is Genre.LINE:
        yield "", parse_line(value).runs
    else:
        said = dict(entry.field.choices).get(value, value)
        yield "", (Run(said),)


def _paragraphs(node: Any, level: int) -> Iterator[tuple[str, tuple[Run, ...]]]:
    if isinstance(node, Paragraph):
        yield "", node.runs
        return
    assert isinstance(node, ListOfItems)
    name = "List Number" if node.ordered else "List Bullet"
    for item in node.items:
        for rank, each in enumerate(item):
            if isinstance(each, Paragraph):
                style = name if not rank else "List Continue"
                yield f"{style} {level + 1}" if level else style, each.runs
            else:
                yield from _paragraphs(each, min(level + 1, 2))


def _kind(entry: Entry) -> str:
    """What Word offers in a control: a list, a calendar, words."""
    one = entry.field
    if one.choices:
        items = "".join(
            f'<w:listItem w:displayText="{_quoted(said)}" w:value="{_quoted(said)}"/>'
            for _, said in one.choices
        )
        closed = not one.addresses[0].endswith(".financeur")
        name = "dropDownList" if closed else "comboBox"
        return f"<w:{name}>{items}</w:{name}>"
    if one.genre is Genre.DATE and (not entry.value or entry.value.count("/") == 2):
        return (
            '<w:date><w:dateFormat w:val="dd/MM/yyyy"/><w:lid w:val="fr-FR"/>'
            '<w:storeMappedDataAs w:val="date"/><w:calendar w:val="gregorian"/></w:date>'
        )
    return "<w:richText/>"


def _invitation(genre: Genre) -> Any:
    made = _text(INVITATIONS.get(genre, INVITATIONS[Genre.WORDS]))
    look = made.get_or_add_rPr()
    style = OxmlElement("w:rStyle")
    style.set(qn("w:val"), FORM_STYLE)
    look.insert(0, style)
    return made


def _text(text: str, *, bold: bool = False, italic: bool = False, lang: str = "") -> Any:
    run = OxmlElement("w:r")
    looks = [OxmlElement(name) for name, wanted in (("w:b", bold), ("w:i", italic)) if wanted]
    if lang:
        looks.append(OxmlElement("w:lang"))
        looks[-1].set(qn("w:val"), lang)
    if looks:
        run.get_or_add_rPr().extend(looks)
    words = OxmlElement("w:t")
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(words)
    return run


def _quoted(text: str) -> str:
    return (
        text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")
    )


# --- styles ---------------------------------------------------------------------------------


def _set_styles(word: Any, theme: Theme) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(_MARGIN)
    section.top_margin = section.bottom_margin = Mm(_MARGIN)
    ink, accent = (
        RGBColor.from_string(theme.colour(name).lstrip("#")) for name in ("encre", "accent")
    )
    grey = RGBColor.from_string(_GREY)
    _set_fonts(word, ink, theme.font)
    sizes = {"Title": 24, "Heading 1": 17, "Heading 2": 13, "Heading 3": 11.5, "Heading 4": 10.5}
    for name, size in sizes.items():
        style = word.styles[name]
        _plain_font(style, theme.font)
        style.font.size, style.font.color.rgb, style.font.bold = Pt(size), accent, True
        style.font.italic = False
        style.paragraph_format.space_before = Pt(0 if name == "Title" else size * 0.9)
        style.paragraph_format.space_after = Pt(4)
        style.paragraph_format.keep_with_next = True
    for border in word.styles["Title"].element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
    _own_styles(word, grey, theme)


def _drop_old_styles(part: Any) -> None:
    """The styles that python-docx carries for Word 2010 contradict ours."""
    for key, relation in list(part.rels.items()):
        if relation.reltype.endswith("stylesWithEffects"):
            del part.rels[key]


def _set_fonts(word: Any, ink: RGBColor, font: str) -> None:
    normal = word.styles["Normal"]
    _plain_font(normal, font)
    normal.font.size, normal.font.color.rgb = Pt(10.5), ink
    normal.paragraph_format.space_after = Pt(0)
    for lang in word.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), "fr-FR")


def _plain_font(style: Any, name: str) -> None:
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for attribute in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(attribute), name)


def _own_styles(word: Any, grey: RGBColor, theme: Theme) -> None:
    told = word.styles.add_style(_HELP, WD_STYLE_TYPE.PARAGRAPH)
    told.base_style = word.styles["Normal"]
    beside = word.styles.add_style(f"{_HELP} en ligne", WD_STYLE_TYPE.CHARACTER)
    for style in (told, beside):
        style.font.size, style.font.color.rgb = Pt(8.5), grey
    told.paragraph_format.space_after = Pt(2)
    placeholder = word.styles.add_style(_PLACEHOLDER, WD_STYLE_TYPE.CHARACTER)
    placeholder.element.set(qn("w:styleId"), FORM_STYLE)
    placeholder.font.color.rgb = grey
    after = word.styles.add_style("Espace", WD_STYLE_TYPE.PARAGRAPH)
    after.font.size = Pt(4)
    word.styles.element.append(_table_style(theme))


def _table_style(theme: Theme) -> Any:
    line, head = theme.colour("filet").lstrip("#"), theme.colour("accent_clair").lstrip("#")
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{line}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 60), ("left", 100), ("bottom", 60), ("right", 100))
    )
    return parse_xml(
        f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="Formulaire">'
        '<w:name w:val="Formulaire"/><w:basedOn w:val="TableNormal"/>'
        f"<w:tblPr><w:tblBorders>{sides}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar>"
        '</w:tblPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{head}"/></w:tcPr></w:tblStylePr></w:style>'
    )


def _describe(word: Any, heading: Heading) -> None:
    from ppgp_docs.plugin.formats import UNDATED

    properties = word.core_properties
    properties.title, properties.language = heading.title, "fr-FR"
    properties.author = properties.last_modified_by = heading.author
    properties.comments = properties.subject = ""
    properties.created = properties.modified = UNDATED.replace(tzinfo=None)
    properties.revision = 1
