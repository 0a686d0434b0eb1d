"""How a Word form looks: its page, its titles, its helps, its tables."""

from __future__ import annotations

from typing import Any, Final

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.shared import Mm, Pt, RGBColor

from ppgp_docs.assets.theme import Theme
from ppgp_docs.roundtrip.fields import FORM_STYLE

HELP: Final = "Aide"
CELL: Final = "Case"
"""Of what stands in a row of several."""
PLACEHOLDER: Final = "Texte à remplacer"
MARGIN: Final = 20
"""Of a page, in millimetres: 170 are left for a table."""
GREY: Final = "5B5B66"
"""Help and invitations: 6.5 to 1 on white (WCAG 2.2 asks 4.5)."""


def set_styles(word: Any, theme: Theme) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(MARGIN)
    section.top_margin = section.bottom_margin = Mm(MARGIN)
    ink, accent = (
        RGBColor.from_string(theme.colour(name).lstrip("#")) for name in ("encre", "accent")
    )
    grey = RGBColor.from_string(GREY)
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


def drop_old_styles(part: Any) -> None:
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
    told = word.styles.add_style(HELP, WD_STYLE_TYPE.PARAGRAPH)
    told.base_style = word.styles["Normal"]
    beside = word.styles.add_style(f"{HELP} en ligne", WD_STYLE_TYPE.CHARACTER)
    for style in (told, beside):
        style.font.size, style.font.color.rgb = Pt(8.5), grey
    told.paragraph_format.space_after = Pt(2)
    placeholder = word.styles.add_style(PLACEHOLDER, WD_STYLE_TYPE.CHARACTER)
    placeholder.element.set(qn("w:styleId"), FORM_STYLE)
    placeholder.font.color.rgb = grey
    cell = word.styles.add_style(CELL, WD_STYLE_TYPE.PARAGRAPH)
    cell.base_style = word.styles["Normal"]
    cell.font.size = Pt(9.5)
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
        for side, width in (("top", 45), ("left", 90), ("bottom", 45), ("right", 90))
    )
    return parse_xml(
        f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="Formulaire">'
        '<w:name w:val="Formulaire"/><w:basedOn w:val="TableNormal"/>'
        f"<w:tblPr><w:tblBorders>{sides}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar>"
        '</w:tblPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{head}"/></w:tcPr></w:tblStylePr></w:style>'
    )
