"""The standard template in the colours of a theme."""

from __future__ import annotations

from typing import Any, Final

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from ppgp_docs.api import Theme

SLOTS: Final = {
    "dk1": "encre",
    "lt1": "papier",
    "dk2": "accent",
    "lt2": "fond",
    "accent1": "accent",
    "accent2": "second",
    "accent3": "accent_clair",
    "accent4": "second_clair",
    "accent5": "filet",
    "accent6": "sur_accent",
    "hlink": "accent",
    "folHlink": "second",
}
"""The twelve colours of an Office theme, and ours."""


def recolour(presentation: Any, theme: Theme) -> None:
    """Give the template the colours and the font of a theme."""
    part = presentation.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    root = etree.fromstring(part.blob)
    for slot, name in SLOTS.items():
        colour = root.find(f".//{qn('a:clrScheme')}/{qn(f'a:{slot}')}/{qn('a:srgbClr')}")
        if colour is not None:
            colour.set("val", theme.colour(name).removeprefix("#").upper())
    for latin in root.findall(f".//{qn('a:fontScheme')}/*/{qn('a:latin')}"):
        latin.set("typeface", theme.font)
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    if theme.cover == "claire":
        _lighten(next(each for each in presentation.slide_layouts if each.name == "Couverture"))


_LIGHT: Final = {"accent1": "bg1", "accent6": "accent1"}
"""On a light cover, the ground is the paper and the text has the accent."""


def _lighten(cover: Any) -> None:
    for colour in cover._element.iter(qn("a:schemeClr")):
        colour.set("val", _LIGHT.get(colour.get("val"), colour.get("val")))
    links = cover._element.find(qn("p:clrMapOvr"))
    plain = f"<p:clrMapOvr {nsdecls('p', 'a')}><a:masterClrMapping/></p:clrMapOvr>"
    cover._element.replace(links, parse_xml(plain))
