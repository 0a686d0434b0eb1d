"""A Word file from elsewhere, opened with care: nothing may grow beyond reason in memory."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any, Final

from docx import Document
from docx.opc.exceptions import OpcError
from lxml import etree

from ppgp_fiche_action.template.faults import NotATemplateError

_MOST_PARTS: Final = 500
_MOST_BYTES: Final = 64 * 2**20
"""Bytes of all parts together, once inflated: twenty times our template and its fonts."""
_MOST_XML: Final = 16 * 2**20
_DOCTYPE: Final = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_NOT_WORD: Final = "ce n’est pas un document Word (.docx)"


def open_word(data: bytes) -> Any:
    """The python-docx document of a file. Raises NotATemplateError, which says what is wrong."""
    try:
        _look_inside(data)
        return Document(io.BytesIO(data))
    except (OpcError, zipfile.BadZipFile, KeyError, ValueError, OSError) as problem:
        raise NotATemplateError(_NOT_WORD) from problem
    except etree.XMLSyntaxError as problem:
        raise NotATemplateError("l’une de ses parties est abîmée") from problem


def _look_inside(data: bytes) -> None:
    """Sizes are read before anything is inflated; zipfile never gives more than they announce."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        size = sum(entry.file_size for entry in entries)
        if len(entries) > _MOST_PARTS or size > _MOST_BYTES:
            raise NotATemplateError(
                f"une fois décompressé, il compte {len(entries)} parties et {size >> 20} Mo ; "
                f"la limite est de {_MOST_PARTS} parties et {_MOST_BYTES >> 20} Mo"
            )
        for entry in entries:
            if entry.filename.endswith((".xml", ".rels")):
                _look_at(entry.filename, entry.file_size, archive)


def _look_at(name: str, size: int, archive: zipfile.ZipFile) -> None:
    if size > _MOST_XML:
        raise NotATemplateError(f"la partie `{name}` est trop grande ({size >> 20} Mo)")
    if _DOCTYPE.search(_plain(archive.read(name))):
        raise NotATemplateError(
            f"la partie `{name}` contient des définitions que Word n’écrit jamais"
        )


def _plain(data: bytes) -> bytes:
    """UTF-16 hides a word from a search in bytes."""
    return data.replace(b"\0", b"")
