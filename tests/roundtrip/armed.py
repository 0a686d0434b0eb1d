"""Office files with active content put into them by hand, as an attacker would."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Final

from ppgp_docs.roundtrip.archive import Parts, with_parts

OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MICROSOFT: Final = "http://schemas.microsoft.com/office/2006/relationships"
STRICT: Final = "http://purl.oclc.org/ooxml/officeDocument/relationships"
Change = Callable[[str], str]


def changed(data: bytes, part: str, change: Change) -> bytes:
    """A file with the text of one of its parts changed."""
    return with_parts(data, {part: change(Parts(data)[part].decode()).encode()})


def related(
    data: bytes, holder: str, kind: str, target: str, *, outside: bool = False, rank: str = "rIdX"
) -> bytes:
    """A file one of whose parts has one more relation."""
    folder, _, name = holder.rpartition("/")
    part = f"{folder}/_rels/{name}.rels".lstrip("/")
    mode = ' TargetMode="External"' if outside else ""
    line = f'<Relationship Id="{rank}" Type="{kind}" Target="{target}"{mode}/>'
    end = "</Relationships>"
    empty = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' + end
    )
    known = Parts(data)
    before = known[part].decode() if part in known else empty
    return with_parts(data, {part: before.replace(end, line + end).encode()})


def holding(data: bytes, part: str, content: bytes, media_type: str) -> bytes:
    """A file with one more part, announced among its types."""
    line = f'<Override PartName="/{part}" ContentType="{media_type}"/></Types>'
    typed = changed(data, "[Content_Types].xml", lambda xml: xml.replace("</Types>", line))
    return with_parts(typed, {part: content})


def embedded(data: bytes, holder: str, part: str, kind: str, media_type: str) -> bytes:
    """A file with one more part, to which another one leads."""
    folder = holder.rpartition("/")[0]
    target = part.removeprefix(f"{folder}/")
    return holding(related(data, holder, kind, target), part, b"<x/>", media_type)


def fielded(instruction: str) -> str:
    """A paragraph of Word with a field, its code cut into runs as Word does."""
    half = len(instruction) // 2
    codes = "".join(
        f'<w:r><w:instrText xml:space="preserve">{escape(piece)}</w:instrText></w:r>'
        for piece in (instruction[:half], instruction[half:])
    )
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    shown = "<w:r><w:t>Un champ</w:t></w:r>"
    return (
        f"<w:p><w:r><w:t>Avant </w:t></w:r>{mark.format('begin')}{codes}{mark.format('separate')}"
        f"{shown}{mark.format('end')}</w:p>"
    )


def with_paragraph(data: bytes, xml: str) -> bytes:
    """A Word file with more at the end of its text."""
    return changed(
        data, "word/document.xml", lambda text: text.replace("<w:sectPr", xml + "<w:sectPr", 1)
    )
