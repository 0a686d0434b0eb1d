"""The last touches to a deck: properties, sections, theme, and bytes that never change."""

from __future__ import annotations

import io
import uuid
from collections.abc import Iterable
from itertools import groupby
from typing import Any, Final
from xml.sax.saxutils import quoteattr

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from ppgp_docs.api import Context, Document, Theme, normalised_zip

_SECTIONS: Final = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
_P14: Final = "http://schemas.microsoft.com/office/powerpoint/2010/main"
_SPACE: Final = uuid.UUID("0d2ad6f1-7c0b-5c1e-9a53-2f2a5f5f8a10")
"""Namespace of the identifiers of sections: the same deck always has the same ones."""

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


def properties(presentation: Any, document: Document, context: Context) -> None:
    """Title, author, language and dates of the file."""
    core = presentation.core_properties
    story = document.dossier
    core.title = document.title
    core.author = core.last_modified_by = story.mentions.titulaire or story.demarche.programme
    core.subject = f"{story.demarche.programme} {story.departement.locatif}"
    core.keywords = f"PMI, prévention, {story.departement.nom}"
    core.language = "fr-FR"
    core.created = core.modified = context.date.replace(tzinfo=None)
    core.revision = 1


def sections(presentation: Any, names: Iterable[str]) -> None:
    """Group the slides: ``names`` says the section of each."""
    ids = [slide.slide_id for slide in presentation.slides]
    groups = groupby(zip(names, ids, strict=True), key=lambda pair: pair[0])
    xml = "".join(
        _section(rank, name, [n for _, n in each]) for rank, (name, each) in enumerate(groups)
    )
    root = presentation.part._element
    extensions = root.find(qn("p:extLst"))
    if extensions is None:
        extensions = parse_xml(f"<p:extLst {nsdecls('p')}/>")
        root.append(extensions)
    extensions.append(
        parse_xml(
            f'<p:ext {nsdecls("p")} uri="{_SECTIONS}"><p14:sectionLst xmlns:p14="{_P14}">'
            f"{xml}</p14:sectionLst></p:ext>"
        )
    )


def _section(rank: int, name: str, ids: list[int]) -> str:
    identifier = str(uuid.uuid5(_SPACE, f"{rank} {name}")).upper()
    slides = "".join(f'<p14:sldId id="{number}"/>' for number in ids)
    return (
        f'<p14:section name={quoteattr(name)} id="{{{identifier}}}">'
        f"<p14:sldIdLst>{slides}</p14:sldIdLst></p14:section>"
    )


def saved(presentation: Any) -> bytes:
    """The file, the same on any day."""
    out = io.BytesIO()
    presentation.save(out)
    return normalised_zip(out.getvalue())
