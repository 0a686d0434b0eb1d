"""The styles of the template, its lists and its theme."""

from __future__ import annotations

from typing import Final

NAMESPACES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
COLOURS: Final = {
    "text1": "1D1D28",
    "background1": "FFFFFF",
    "accent1": "1F3A5F",
    "accent2": "13696A",
    "accent3": "E6EDF5",
    "accent4": "E2F1EF",
    "accent5": "F6F3EC",
    "accent6": "C9C4B8",
}
"""What Word shows of the theme « neutre »; a build puts the theme of the dossier instead."""


def colour(name: str) -> str:
    return f'<w:color w:val="{COLOURS[name]}" w:themeColor="{name}"/>'


def shade(name: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{COLOURS[name]}" w:themeFill="{name}"/>'


def border(side: str, name: str, size: int = 4, space: int = 0) -> str:
    return (
        f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" '
        f'w:color="{COLOURS[name]}" w:themeColor="{name}"/>'
    )


def spacing(before: int, after: int, line: str = "") -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}"{line}/>'


def size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def style(  # noqa: PLR0913, PLR0917 - each is one line of Word's own dialog
    id_: str, name: str, p: str = "", r: str = "", based: str = "Normal", following: str = ""
) -> str:
    default = ' w:default="1"' if id_ == "Normal" else ""
    base = f'<w:basedOn w:val="{based}"/>' if id_ != "Normal" else ""
    then = f'<w:next w:val="{following}"/>' if following else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{id_}"><w:name w:val="{name}"/>'
        f"{base}{then}<w:qFormat/>"
        + (f"<w:pPr>{p}</w:pPr>" if p else "")
        + (f"<w:rPr>{r}</w:rPr>" if r else "")
        + "</w:style>"
    )


def character(id_: str, name: str, r: str) -> str:
    return (
        f'<w:style w:type="character" w:styleId="{id_}"><w:name w:val="{name}"/>'
        f"<w:qFormat/><w:rPr>{r}</w:rPr></w:style>"
    )


BOLD: Final = "<w:b/><w:bCs/>"
ITALIC: Final = "<w:i/><w:iCs/>"
KEEP: Final = "<w:keepNext/><w:keepLines/>"
BOX: Final = "".join(border(side, "accent6", 6, 6) for side in ("top", "left", "bottom", "right"))


def title(level: int, half_points: int, name: str, before: int, after: int) -> str:
    look = f'{KEEP}{spacing(before, after)}<w:outlineLvl w:val="{level - 1}"/>'
    text = f"{BOLD}{colour(name)}{size(half_points)}"
    return style(f"Heading{level}", f"heading {level}", look, text, following="Normal")


def listed(kind: str, name: str, number: int, level: int) -> str:
    suffix = f"{level}" if level > 1 else ""
    display = f"{name} {level}" if level > 1 else name
    levels = f'<w:ilvl w:val="{level - 1}"/>' if level > 1 else ""
    numbered = f'<w:numPr>{levels}<w:numId w:val="{number}"/></w:numPr>'
    return style(f"{kind}{suffix}", display, f"{numbered}{spacing(0, 30)}")


def continued(level: int) -> str:
    suffix = f"{level}" if level > 1 else ""
    name = f"List Continue {level}" if level > 1 else "List Continue"
    return style(f"ListContinue{suffix}", name, f'{spacing(0, 40)}<w:ind w:left="{284 * level}"/>')


def cut(kind: str, properties: str) -> str:
    return f'<w:tblStylePr w:type="{kind}"><w:tcPr>{properties}</w:tcPr></w:tblStylePr>'


TABLES: Final = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    '</w:style><w:style w:type="table" w:styleId="FicheTableau">'
    '<w:name w:val="Fiche - tableau"/><w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr>'
    "<w:tblBorders>"
    + border("top", "accent1", 8)
    + border("left", "accent6")
    + border("bottom", "accent1", 8)
    + border("right", "accent6")
    + border("insideH", "accent6")
    + border("insideV", "accent6")
    + '</w:tblBorders><w:tblCellMar><w:top w:w="60" w:type="dxa"/>'
    '<w:left w:w="120" w:type="dxa"/><w:bottom w:w="30" w:type="dxa"/>'
    '<w:right w:w="120" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    + cut("firstRow", shade("accent1"))
    + cut("lastRow", border("top", "accent1", 8).join(("<w:tcBorders>", "</w:tcBorders>")))
    + cut("firstCol", shade("accent3"))
    + "</w:style>"
)

STYLES: Final = (
    f"<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>"
    '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" w:eastAsiaTheme="minorHAnsi" '
    f'w:cstheme="minorHAnsi"/>{size(20)}<w:lang w:val="fr-FR" w:eastAsia="fr-FR" w:bidi="ar-SA"/>'
    "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault>"
    "</w:docDefaults>"
    + style("Normal", "Normal", spacing(0, 100), colour("text1"))
    + title(1, 28, "accent1", 0, 140)
    + title(2, 24, "accent1", 240, 80)
    + title(3, 21, "accent2", 100, 40)
    + title(4, 20, "text1", 80, 40)
    + style(
        "FicheNumero",
        "Fiche - numéro",
        f"{KEEP}{spacing(0, 20)}",
        f'{BOLD}<w:caps/>{colour("accent2")}<w:spacing w:val="30"/>{size(22)}',
        following="Heading1",
    )
    + style(
        "FicheObjectif",
        "Fiche - objectif",
        f"<w:pBdr>{border('left', 'accent2', 24, 8)}</w:pBdr>{spacing(0, 120)}"
        '<w:ind w:left="200"/>',
    )
    + style(
        "FicheReferent",
        "Fiche - référent",
        f"<w:pBdr>{border('left', 'accent2', 24, 8)}</w:pBdr>{spacing(0, 160)}"
        '<w:ind w:left="200"/>',
    )
    + style(
        "FicheCadre",
        "Fiche - cadre",
        f'<w:keepLines/><w:pBdr>{BOX}</w:pBdr><w:tabs><w:tab w:val="left" w:pos="3260"/>'
        f'<w:tab w:val="left" w:pos="6520"/></w:tabs>{spacing(0, 200)}'
        '<w:ind w:left="140" w:right="140"/><w:contextualSpacing/>',
        size(19),
    )
    + style(
        "FicheCadreVide",
        "Fiche - cadre vide",
        spacing(0, 200, ' w:line="1300" w:lineRule="exact"'),
        based="FicheCadre",
    )
    + style("FicheCellule", "Fiche - cellule", spacing(0, 50))
    + style(
        "FicheRubrique",
        "Fiche - rubrique",
        f'<w:keepNext w:val="0"/><w:keepLines w:val="0"/>{spacing(0, 60)}',
        size(20),
        based="Heading2",
    )
    + style("FicheEnTete", "Fiche - en-tête", spacing(0, 20), BOLD + colour("background1"))
    + style("FicheIntertitre", "Fiche - intertitre", f"{KEEP}{spacing(40, 30)}", BOLD)
    + style(
        "FicheFinanceur",
        "Fiche - financeur",
        f"{KEEP}{spacing(80, 40)}",
        f"{BOLD}{colour('accent1')}{size(21)}",
    )
    + style("FicheNature", "Fiche - nature", f"{KEEP}{spacing(20, 30)}", BOLD)
    + style("FicheAnnee", "Fiche - année", f'{spacing(0, 40)}<w:ind w:left="284"/>')
    + style("FicheLigne", "Fiche - ligne", f'{spacing(0, 40)}<w:ind w:left="284"/>')
    + style(
        "FicheTotal",
        "Fiche - total",
        f"<w:keepLines/><w:pBdr>{border('top', 'accent1', 8, 4)}</w:pBdr>{spacing(140, 60)}",
        f"{BOLD}{colour('accent1')}{size(22)}",
    )
    + style("FichePrecision", "Fiche - précision", spacing(60, 60), ITALIC)
    + style("FicheAnnonce", "Fiche - annonce", f"{KEEP}{spacing(0, 100)}")
    + style("FicheMontant", "Fiche - montant", f'{spacing(0, 20)}<w:jc w:val="right"/>')
    + style("FicheMontantTotal", "Fiche - montant total", r=BOLD, based="FicheMontant")
    + style("FicheTotalLibelle", "Fiche - libellé du total", spacing(0, 20), BOLD)
    + style(
        "FicheEnTeteMontant",
        "Fiche - en-tête de montant",
        '<w:jc w:val="right"/>',
        based="FicheEnTete",
    )
    + style(
        "FicheEncart",
        "Fiche - encart",
        f"<w:keepLines/><w:pBdr>{border('top', 'accent3', 4, 4)}{border('left', 'accent1', 24, 8)}"
        f"{border('bottom', 'accent3', 4, 4)}</w:pBdr>{shade('accent3')}{spacing(120, 160)}"
        '<w:ind w:left="200" w:right="60"/><w:contextualSpacing/>',
    )
    + style(
        "FicheEncartTitre",
        "Fiche - titre d’encart",
        f"<w:keepNext/>{spacing(120, 0)}",
        BOLD,
        "FicheEncart",
    )
    + style("Quote", "Quote", f'<w:keepLines/>{spacing(40, 40)}<w:ind w:left="284"/>', ITALIC)
    + style(
        "FicheAttribution",
        "Fiche - attribution",
        f'{spacing(0, 80)}<w:ind w:left="284"/>',
        size(19),
    )
    + style("FicheImage", "Fiche - image", f"<w:keepNext/>{spacing(60, 40)}")
    + style("Caption", "caption", f"{spacing(0, 80)}", size(19))
    + style("FicheLegendeTableau", "Fiche - légende de tableau", "<w:keepNext/>", BOLD, "Caption")
    + style("FicheNote", "Fiche - note", f"<w:keepLines/>{spacing(0, 60)}", size(18))
    + "".join(listed("ListBullet", "List Bullet", 1, level) for level in (1, 2, 3))
    + "".join(listed("ListNumber", "List Number", 2, level) for level in (1, 2, 3))
    + "".join(continued(level) for level in (1, 2, 3))
    + style("Header", "header", spacing(0, 0), size(17))
    + style(
        "Footer",
        "footer",
        f"<w:pBdr>{border('top', 'accent6', 4, 6)}</w:pBdr>"
        f'<w:tabs><w:tab w:val="right" w:pos="9638"/></w:tabs>{spacing(0, 0)}',
        size(17),
    )
    + '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    + character("Strong", "Strong", BOLD)
    + character("Emphasis", "Emphasis", ITALIC)
    + character("IntenseEmphasis", "Intense Emphasis", BOLD + ITALIC)
    + character("Hyperlink", "Hyperlink", f'{colour("accent1")}<w:u w:val="single"/>')
    + character("FicheAppel", "Fiche - appel de note", '<w:vertAlign w:val="superscript"/>')
    + TABLES
    + "</w:styles>"
)


def levels(kind: str, marks: tuple[str, str, str], style_id: str) -> str:
    return "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:pStyle w:val="{style_id}{n + 1 if n else ""}"/><w:lvlText w:val="{mark}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{284 * (n + 1)}" w:hanging="284"/></w:pPr>'
        "</w:lvl>"
        for n, mark in enumerate(marks)
    )


NUMBERING: Final = (
    f"<w:numbering {NAMESPACES}>"
    '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>'
    + levels("bullet", ("•", "–", "•"), "ListBullet")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/>'
    + levels("decimal", ("%1.", "%2.", "%3."), "ListNumber")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
)


def slot(name: str, value: str) -> str:
    return f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>'


_SLOTS: Final = {
    "dk1": "text1",
    "lt1": "background1",
    "dk2": "accent1",
    "lt2": "accent5",
    **{f"accent{n}": f"accent{n}" for n in range(1, 7)},
    "hlink": "accent1",
    "folHlink": "accent2",
}
_FONT: Final = '<a:latin typeface="Source Sans Pro"/><a:ea typeface=""/><a:cs typeface=""/>'
_FILL: Final = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'

THEME: Final = (
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Fiche action">'
    '<a:themeElements><a:clrScheme name="Fiche action">'
    + "".join(slot(name, COLOURS[source]) for name, source in _SLOTS.items())
    + f'</a:clrScheme><a:fontScheme name="Fiche action"><a:majorFont>{_FONT}</a:majorFont>'
    f'<a:minorFont>{_FONT}</a:minorFont></a:fontScheme><a:fmtScheme name="Fiche action">'
    f"<a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>"
    + f'<a:ln w="6350">{_FILL}</a:ln>' * 3
    + "</a:lnStyleLst><a:effectStyleLst>"
    + "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    + f"</a:effectStyleLst><a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme>"
    "</a:themeElements></a:theme>"
)
