"""Rich text as PowerPoint paragraphs, each run with its language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from typing import Any, Final

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from ppgp_diaporama.fit.measure import LINE_BREAK, Style
from ppgp_diaporama.fit.sizes import TITLE
from ppgp_diaporama.slides import HEADING, Para
from ppgp_docs.api import Run, exposants, ooxml_names

FRENCH: Final = "fr-FR"
_LANGUAGES: Final = {"en": "en-GB", "de": "de-DE", "es": "es-ES", "it": "it-IT"}
"""PowerPoint wants a country: the one that the European institutions take for the language."""


_INHERITED: Final[Mapping[int, Any]] = {}
"""The colours of the layout."""

_RAISED: Final = "30000"
"""How high PowerPoint itself raises a superscript, in thousandths of a per cent."""


def write(
    text_frame: Any,
    paras: Iterable[Para],
    fills: Mapping[int, Any] = _INHERITED,
    numeral: float = TITLE,
) -> None:
    """Replace the content of a text frame; ``fills`` are the colours that its levels state,
    ``numeral`` the size of numbers that stand at the left of texts, in points."""
    body = text_frame._txBody
    for paragraph in body.findall(qn("a:p")):
        body.remove(paragraph)
    for para in paras:
        paragraph = text_frame._txBody.add_p()
        if para.level:
            paragraph.get_or_add_pPr().set("lvl", str(para.level))
        if para.number and para.level == HEADING:
            _numeral(paragraph.get_or_add_pPr(), para.number, numeral)
        elif para.number:
            _number(paragraph.get_or_add_pPr(), para.number)
        for run in para.runs:
            _add(paragraph, run, text_frame)
        if (fill := fills.get(para.level)) is not None:
            for props in paragraph.iter(qn("a:rPr")):
                props.insert(0, deepcopy(fill))


def write_plain(text_frame: Any, lines: Iterable[str]) -> None:
    """Replace the content by lines without style."""
    write(text_frame, (Para((Run(line),)) for line in lines))


def hang(text_frame: Any, lead: float) -> None:
    """Leave the room of a number, in points, at the left of all the lines of a text."""
    for paragraph in text_frame._txBody.findall(qn("a:p")):
        props = paragraph.get_or_add_pPr()
        first = props.find(qn("a:buAutoNum")) is not None
        props.set("marL", str(round(lead * 12700)))
        props.set("indent", str(round(-lead * 12700) if first else 0))


def resize(text_frame: Any, styles: Sequence[Style], drawn: Sequence[Style]) -> None:
    """Say the sizes that differ from what the layout draws, in the placeholder's own list style."""
    changed = [
        (level, style)
        for level, (style, was) in enumerate(zip(styles, drawn, strict=True), start=1)
        if style.size != was.size
    ]
    list_style = text_frame._txBody.find(qn("a:lstStyle"))
    for level, style in changed:
        hang = round(style.hang * 12700)
        list_style.append(
            parse_xml(
                f'<a:lvl{level}pPr {nsdecls("a")} marL="{hang}" indent="{-hang}">'
                f'<a:defRPr sz="{round(style.size * 100)}"/></a:lvl{level}pPr>'
            )
        )


def dress(text_frame: Any, styles: Sequence[Style], colours: Sequence[str]) -> None:
    """Say everything: the levels of a text that stands in no placeholder."""
    list_style = text_frame._txBody.find(qn("a:lstStyle"))
    if list_style is None:
        list_style = parse_xml(f"<a:lstStyle {nsdecls('a')}/>")
        text_frame._txBody.find(qn("a:bodyPr")).addnext(list_style)
    for level, (style, colour) in enumerate(zip(styles, colours, strict=False), start=1):
        hang = round(style.hang * 12700)
        bullet = '<a:buFont typeface="Arial"/><a:buChar char="•"/>' if hang else "<a:buNone/>"
        list_style.append(
            parse_xml(
                f'<a:lvl{level}pPr {nsdecls("a")} marL="{hang}" indent="{-hang}" algn="l">'
                f'<a:lnSpc><a:spcPct val="{round(style.spacing * 100000)}"/></a:lnSpc>'
                f'<a:spcBef><a:spcPts val="{round(style.before * 100)}"/></a:spcBef>{bullet}'
                f'<a:defRPr lang="{FRENCH}" sz="{round(style.size * 100)}" b="{int(style.bold)}">'
                f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'
                f'<a:latin typeface="+mn-lt"/></a:defRPr></a:lvl{level}pPr>'
            )
        )


def _number(props: Any, number: int) -> None:
    """Each number is said, so that a list goes on where a slide ends."""
    props.append(parse_xml(f'<a:buFont {nsdecls("a")} typeface="+mj-lt"/>'))
    scheme = f'type="arabicPeriod" startAt="{number}"'
    props.append(parse_xml(f"<a:buAutoNum {nsdecls('a')} {scheme}/>"))


def _numeral(props: Any, number: int, size: float) -> None:
    """The number of a card, in the size over that of its text and in the second colour."""
    for look in (
        f'<a:buClr {nsdecls("a")}><a:schemeClr val="accent2"/></a:buClr>',
        f'<a:buSzPts {nsdecls("a")} val="{round(size * 100)}"/>',
        f'<a:buFont {nsdecls("a")} typeface="+mj-lt"/>',
        f'<a:buAutoNum {nsdecls("a")} type="arabicPlain" startAt="{number}"/>',
    ):
        props.append(parse_xml(look))


def _add(paragraph: Any, run: Run, text_frame: Any) -> None:
    """One native run, or several when the ending of an ordinal is raised: 1er, 2e."""
    if not run.text:
        return
    pieces = [(run.text, False)] if run.lang else exposants(run.text)
    for text, raised in pieces:
        said, ends, _ = text.partition(LINE_BREAK)
        props = _styled(paragraph, said, run, text_frame)
        if raised:
            props.set("baseline", _RAISED)
        if ends:
            paragraph.add_br()


def _styled(paragraph: Any, text: str, run: Run, text_frame: Any) -> Any:
    props = paragraph.add_r(text).get_or_add_rPr()
    props.set("lang", _LANGUAGES.get(run.lang or "", run.lang or FRENCH))
    if run.bold:
        props.set("b", "1")
    if run.italic:
        props.set("i", "1")
    if run.link:
        relation = text_frame.part.relate_to(run.link, _HYPERLINK, is_external=True)
        props.append(parse_xml(f'<a:hlinkClick {nsdecls("a", "r")} r:id="{relation}"/>'))
    return props


_HYPERLINK: Final = f"{ooxml_names.RELATIONS}/hyperlink"
