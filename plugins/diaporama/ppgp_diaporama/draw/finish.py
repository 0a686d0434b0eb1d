"""The last touches to a deck: properties, sections, theme, and bytes that never change."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from itertools import groupby
from typing import Any, Final
from xml.sax.saxutils import quoteattr

from pptx.opc.packuri import PackURI
from pptx.opc.serialized import PackageWriter
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from ppgp_docs.api import Context, Document, zip_of

_SECTIONS: Final = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
_P14: Final = "http://schemas.microsoft.com/office/powerpoint/2010/main"
_SPACE: Final = uuid.UUID("0d2ad6f1-7c0b-5c1e-9a53-2f2a5f5f8a10")
"""Namespace of the identifiers of sections: the same deck always has the same ones."""


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
    """The file, the same on any day; its parts, which python-pptx would deflate first, are not."""
    package, parts = presentation.part.package, _Parts()
    writer: Any = PackageWriter("", package._rels, tuple(package.iter_parts()))
    writer._write_content_types_stream(parts)
    writer._write_pkg_rels(parts)
    writer._write_parts(parts)
    return zip_of(parts, deflated=False)


class _Parts(dict[str, bytes]):
    """What python-pptx writes, by its name in the archive."""

    def write(self, place: PackURI, data: bytes) -> None:
        self[place.membername] = data
