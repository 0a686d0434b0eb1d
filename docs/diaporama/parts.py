"""The XML of each part of the slide template (ECMA-376, PresentationML)."""

from dataclasses import replace
from html import escape

from layouts import BODY, TITLE, Box, Holder, Layout, Level

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NS = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    f'xmlns:r="{OFFICE}" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
TABLE_STYLE = "{6B1E2F0A-3C57-4B7E-9D3A-0A6B5C9E2F11}"

FONT = '<a:latin typeface="Source Sans Pro" panose="020B0503030403020204"/>'
COLOURS = {
    "dk1": "1D1D28",
    "lt1": "FFFFFF",
    "dk2": "1F3A5F",
    "lt2": "F6F3EC",
    "accent1": "1F3A5F",
    "accent2": "13696A",
    "accent3": "E6EDF5",
    "accent4": "E2F1EF",
    "accent5": "C9C4B8",
    "accent6": "FFFFFF",
    "hlink": "1F3A5F",
    "folHlink": "13696A",
}
FOOTER = Box(48, 504, 640, 24)
NUMBER = Box(812, 504, 100, 24)
TREE = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
    '<p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/>'
    '<a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
COLOUR_MAP = (
    'bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" '
    'accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" '
    'hlink="hlink" folHlink="folHlink"'
)


def theme(name: str) -> str:
    colours = "".join(
        f'<a:{slot}><a:srgbClr val="{value}"/></a:{slot}>' for slot, value in COLOURS.items()
    )
    font = f'{FONT}<a:ea typeface=""/><a:cs typeface=""/>'
    solid = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="12700">{solid}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="{name}">'
        f'<a:themeElements><a:clrScheme name="{name}">{colours}</a:clrScheme>'
        f'<a:fontScheme name="{name}"><a:majorFont>{font}</a:majorFont>'
        f"<a:minorFont>{font}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="{name}"><a:fillStyleLst>{solid * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{solid * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements>"
        "</a:theme>"
    )


def table_style() -> str:
    """The look of tables: a header on the accent, then thin rules between the rows."""
    rule = f'<a:ln w="9525">{fill("accent5")}</a:ln>'
    return (
        f'<a:tblStyleLst {NS} def="{TABLE_STYLE}">'
        f'<a:tblStyle styleId="{TABLE_STYLE}" styleName="Tableau sobre"><a:wholeTbl>'
        f"{_table_text('tx1', False)}<a:tcStyle><a:tcBdr><a:bottom>{rule}</a:bottom>"
        f"<a:insideH>{rule}</a:insideH></a:tcBdr><a:fill>{fill('bg1')}</a:fill></a:tcStyle>"
        f"</a:wholeTbl><a:band1H><a:tcStyle><a:tcBdr/><a:fill>{fill('bg2')}</a:fill></a:tcStyle>"
        f"</a:band1H><a:firstRow>{_table_text('accent6', True)}<a:tcStyle><a:tcBdr/>"
        f"<a:fill>{fill('accent1')}</a:fill></a:tcStyle></a:firstRow></a:tblStyle></a:tblStyleLst>"
    )


def _table_text(colour: str, bold: bool) -> str:
    weight = ' b="on"' if bold else ""
    return (
        f'<a:tcTxStyle{weight}><a:fontRef idx="minor"><a:scrgbClr r="0" g="0" b="0"/></a:fontRef>'
        f'<a:schemeClr val="{colour}"/></a:tcTxStyle>'
    )


def master(layouts: int) -> str:
    ids = "".join(
        f'<p:sldLayoutId id="{2147483648 + n}" r:id="rId{n}"/>' for n in range(1, layouts + 1)
    )
    heading = Level(36, bold=True, colour="accent1", before=0)
    plain = (Level(28), Level(28, bold=True, colour="accent1"), Level(26, bullet=True))
    shapes = (
        placeholder(2, Holder("title", 0, "Titre", TITLE, (), "Titre", "ctr"), inherits=False)
        + placeholder(3, Holder("body", 1, "Texte", BODY, (), "Texte"), inherits=False)
        + marks(4)
    )
    other = levels((Level(18, before=0),), "l", "mn")
    return (
        f"<p:sldMaster {NS}><p:cSld>{ground('bg1')}<p:spTree>{TREE}{shapes}</p:spTree></p:cSld>"
        f"<p:clrMap {COLOUR_MAP}/><p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst>"
        f"<p:txStyles><p:titleStyle>{levels((heading,), 'l', 'mj')}</p:titleStyle>"
        f"<p:bodyStyle>{levels(plain, 'l', 'mn')}</p:bodyStyle>"
        f"<p:otherStyle>{other}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def layout(spec: Layout) -> str:
    shapes = "".join(rectangle(40 + n, *shape) for n, shape in enumerate(spec.shapes))
    shapes += "".join(placeholder(2 + n, holder) for n, holder in enumerate(spec.holders))
    if spec.marks:
        shapes += marks(30, "accent6" if spec.ground == "accent1" else "tx1", spec.foot)
    return (
        f'<p:sldLayout {NS} preserve="1" userDrawn="1"><p:cSld name="{spec.name}">'
        f"{ground(spec.ground)}<p:spTree>{TREE}{shapes}</p:spTree></p:cSld>"
        f"<p:clrMapOvr>{mapping(spec.ground)}</p:clrMapOvr></p:sldLayout>"
    )


def mapping(ground: str) -> str:
    """On the accent, links take the colour of the text: their own is that of the ground."""
    if ground != "accent1":
        return "<a:masterClrMapping/>"
    links = COLOUR_MAP.replace('ink="hlink"', 'ink="accent6"').replace('"folHlink"', '"accent6"')
    return f"<a:overrideClrMapping {links}/>"


def ground(colour: str) -> str:
    return f"<p:bg><p:bgPr>{fill(colour)}<a:effectLst/></p:bgPr></p:bg>"


def fill(colour: str) -> str:
    return f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'


def place(box: Box) -> str:
    x, y, w, h = (round(value * 12700) for value in (box.x, box.y, box.w, box.h))
    return f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/></a:xfrm>'


def rectangle(number: int, colour: str, box: Box) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Aplat {number - 39}"/><p:cNvSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{place(box)}'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill(colour)}<a:ln><a:noFill/></a:ln>'
        '</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="fr-FR"/></a:p>'
        "</p:txBody></p:sp>"
    )


def placeholder(number: int, holder: Holder, inherits: bool = True) -> str:
    index = f' idx="{holder.idx}"' if holder.idx else ""
    custom = ' hasCustomPrompt="1"' if inherits and holder.prompt else ""
    shape = fill(holder.fill) if holder.fill else ""
    margins = "".join(
        f' {side}="{round(holder.inset * 12700)}"' for side in ("lIns", "tIns", "rIns", "bIns")
    )
    prompt = f'<a:r><a:rPr lang="fr-FR"/><a:t>{escape(holder.prompt)}</a:t></a:r>'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{holder.name}"/>'
        '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="{holder.kind}"{index}{custom}/></p:nvPr></p:nvSpPr>'
        f'<p:spPr>{place(holder.box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{shape}'
        f'</p:spPr><p:txBody><a:bodyPr wrap="square"{margins} anchor="{holder.anchor}">'
        f"<a:noAutofit/></a:bodyPr><a:lstStyle>{levels(holder.levels, holder.align)}</a:lstStyle>"
        f"<a:p>{prompt if holder.prompt else ''}"
        '<a:endParaRPr lang="fr-FR"/></a:p></p:txBody></p:sp>'
    )


def levels(all_levels: tuple[Level, ...], align: str, font: str = "") -> str:
    return "".join(level(n, each, align, font) for n, each in enumerate(all_levels, start=1))


def level(number: int, look: Level, align: str, font: str) -> str:
    hang = round(look.size * 0.8) if look.bullet else 0
    bullet = (
        '<a:buClr><a:schemeClr val="accent2"/></a:buClr><a:buFont typeface="Arial"/>'
        '<a:buChar char="•"/>'
        if look.bullet
        else "<a:buNone/>"
    )
    face = f'<a:latin typeface="+{font}-lt"/>' if font else ""
    return (
        f'<a:lvl{number}pPr marL="{hang * 12700}" indent="{-hang * 12700}" algn="{align}">'
        '<a:lnSpc><a:spcPct val="90000"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="{look.before * 100}"/></a:spcBef>{bullet}'
        f'<a:defRPr lang="fr-FR" sz="{look.size * 100}" b="{int(look.bold)}">{fill(look.colour)}'
        f"{face}</a:defRPr></a:lvl{number}pPr>"
    )


def marks(number: int, colour: str = "tx1", left: float = FOOTER.x) -> str:
    """The footer and the number of the slide."""
    field = (
        '<a:fld id="{6E1A3C0B-0E0E-4F7B-9B6A-6F1B1D0C8A01}" type="slidenum">'
        '<a:rPr lang="fr-FR"/><a:t>‹N°›</a:t></a:fld>'
    )
    footer = (
        'type="ftr" sz="quarter" idx="90"',
        "Pied de page",
        replace(FOOTER, x=left, w=688 - left),
        "l",
    )
    page = 'type="sldNum" sz="quarter" idx="91"', "Numéro de diapositive", NUMBER, "r"
    return _mark(number, footer, colour, "") + _mark(number + 1, page, colour, field)


def _mark(number: int, what: tuple[str, str, Box, str], colour: str, run: str) -> str:
    kind, name, box, align = what
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/>'
        '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr>"
        f'<p:spPr>{place(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        '<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/><a:lstStyle>'
        f'<a:lvl1pPr algn="{align}"><a:defRPr lang="fr-FR" sz="1400">{fill(colour)}'
        '<a:latin typeface="+mn-lt"/></a:defRPr></a:lvl1pPr></a:lstStyle>'
        f'<a:p>{run}<a:endParaRPr lang="fr-FR"/></a:p></p:txBody></p:sp>'
    )


def notes_master() -> str:
    slide = (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Diapositive"/><p:cNvSpPr>'
        '<a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr><p:nvPr>'
        '<p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr>'
        f'{place(Box(54, 50, 432, 243))}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "<a:noFill/></p:spPr></p:sp>"
    )
    text = placeholder(
        3, Holder("body", 3, "Commentaires", Box(54, 320, 432, 360), (), "Texte"), False
    )
    look = levels((Level(14),), "l", "mn")
    return (
        f"<p:notesMaster {NS}><p:cSld>{ground('bg1')}<p:spTree>{TREE}{slide}"
        f"{text}</p:spTree></p:cSld>"
        f"<p:clrMap {COLOUR_MAP}/><p:notesStyle>{look}</p:notesStyle></p:notesMaster>"
    )
