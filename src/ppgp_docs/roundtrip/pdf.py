"""A PDF with its origin: an entry of its information dictionary, which no reader shows as text."""

from __future__ import annotations

import io
from typing import Final

from attrs import evolve
from lxml import etree

from ppgp_docs.roundtrip.pages import changed, digest
from ppgp_docs.roundtrip.provenance import Provenance, from_xml, to_xml

_ENTRY: Final = "/PpgpOrigine"


def with_origin(data: bytes, origin: Provenance) -> bytes:
    """The same PDF with its origin, the same for the same bytes; as it is when it cannot be opened.

    Step 7 then says what is wrong with it.
    """
    import pikepdf
    import pypdfium2

    try:
        origin = evolve(origin, frames=_digests(data))
        with pikepdf.open(io.BytesIO(data)) as document:
            document.docinfo[_ENTRY] = to_xml(origin).decode()
            out = io.BytesIO()
            document.save(out, deterministic_id=True)
    except (pikepdf.PdfError, pypdfium2.PdfiumError):
        return data
    return out.getvalue()


def origin_of(data: bytes) -> Provenance | None:
    """The origin that a PDF carries; None where it has none. Raises UnreadableFileError."""
    from ppgp_docs.roundtrip.pdf_remarks import opened

    with opened(data) as document:
        said = str(document.docinfo.get(_ENTRY, ""))
    return _read(said)


def comments_of(data: bytes) -> int:
    """How many remarks people left in a PDF. Raises UnreadableFileError."""
    from ppgp_docs.roundtrip.pdf_remarks import count_of

    return count_of(data)


def edited(data: bytes, origin: Provenance) -> tuple[str, ...]:
    """Which pages no longer say what was sent, in words; remarks are no part of what they say."""
    return changed(origin.frames, _digests(data) if origin.frames else (), "page")


def _digests(data: bytes) -> tuple[str, ...]:
    """The digest of the letters of each page: programs part words and lines each in its way."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        said = (page.get_textpage().get_text_bounded() for page in document)
        return tuple(digest("".join(filter(str.isalnum, each))) for each in said)
    finally:
        document.close()


def _read(said: str) -> Provenance | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        return from_xml(etree.fromstring(said.encode(), parser)) if said else None
    except etree.XMLSyntaxError:
        return None
