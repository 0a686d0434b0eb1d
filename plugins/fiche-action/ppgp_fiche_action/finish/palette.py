"""The colours and the font of the dossier's theme, put in the place of the template's.

Styles name the colours of Word's own theme (« Accent 1 »), so that a template is coloured by
whichever theme a dossier asks for. A tint that someone chose in Word is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from docx.opc.constants import RELATIONSHIP_TYPE
from lxml import etree

from ppgp_docs.api import Theme, ooxml_names
from ppgp_fiche_action.word.ooxml import Element, qn

_DRAWING: Final = f"{{{ooxml_names.DRAWING}}}"
_SLOTS: Final = {
    "dk1": "encre",
    "lt1": "papier",
    "dk2": "accent",
    "lt2": "fond",
    "accent1": "accent",
    "accent2": "second",
    "accent3": "accent_clair",
    "accent4": "second_clair",
    "accent5": "fond",
    "accent6": "filet",
    "hlink": "accent",
    "folHlink": "second",
}
"""The slots of Word's theme, by the colours of ours (ECMA-376, part 1, §20.1.6.2)."""
_ALIASES: Final = {
    "text1": "dk1",
    "dark1": "dk1",
    "background1": "lt1",
    "light1": "lt1",
    "text2": "dk2",
    "dark2": "dk2",
    "background2": "lt2",
    "light2": "lt2",
    "hyperlink": "hlink",
    "followedHyperlink": "folHlink",
}
"""What styles call these slots."""


def repaint(document: Any, theme: Theme) -> None:
    """Dress a Word document part, and the parts that it holds, in a theme."""
    colours = {slot: theme.colour(name).removeprefix("#") for slot, name in _SLOTS.items()}
    for part in document.package.iter_parts():
        if (root := getattr(part, "element", None)) is not None:
            _cached(root, colours)
    for relation in document.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.THEME:
            part = relation.target_part
            part._blob = _theme_part(part.blob, colours, theme.font)


def _theme_part(blob: bytes, colours: dict[str, str], font: str) -> bytes:
    root = etree.fromstring(blob)
    for slot, value in colours.items():
        for holder in root.iter(f"{_DRAWING}{slot}"):
            holder[:] = [etree.Element(f"{_DRAWING}srgbClr", val=value)]
    for latin in root.iter(f"{_DRAWING}latin"):
        latin.set("typeface", font)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _cached(root: Element, colours: dict[str, str]) -> None:
    """Beside the name of a theme colour stands its value, for readers without themes."""
    for element, name, attribute in _named(root):
        slot = _ALIASES.get(name, name)
        if slot in colours:
            element.set(qn(attribute), colours[slot])


def _named(root: Element) -> Iterator[tuple[Element, str, str]]:
    for element in root.iter():
        attributes = element.attrib
        if not attributes or attributes.get(_SHADE):
            continue
        plain = "val" if element.tag == _COLOR else "color"
        for name, attribute in ((_THEME_COLOR, plain), (_THEME_FILL, "fill")):
            value = attributes.get(name)
            if value and not attributes.get(_TINT):
                yield element, value, attribute


_COLOR, _THEME_COLOR, _THEME_FILL = qn("color"), qn("themeColor"), qn("themeFill")
_TINT, _SHADE = qn("themeTint"), qn("themeShade")
