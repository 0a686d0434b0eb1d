"""A Word file from elsewhere, opened with care: nothing may grow beyond reason in memory."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections import Counter
from typing import Any, Final

from attrs import frozen
from docx import Document
from docx.opc.exceptions import OpcError
from lxml import etree

from ppgp_docs.api import ActiveContent, UnreadableFileError, disarmed, inflated
from ppgp_fiche_action.template.faults import NotATemplateError
from ppgp_fiche_action.word.ooxml import qn

_MOST_PARTS: Final = 500
_MOST_BYTES: Final = 64 * 2**20
"""Bytes of all parts together, once inflated: twenty times our template and its fonts."""
_MOST_XML: Final = 16 * 2**20
_DOCTYPE: Final = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_NOT_WORD: Final = "ce n’est pas un document Word (.docx), ou il est abîmé"
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_WORD: Final = (
    "il est protégé par un mot de passe, ou c’est un ancien document Word (.doc) ; "
    "enregistrez-le dans Word sans mot de passe, au format .docx"
)
_ROOTS: Final = (
    ("[Content_Types].xml", "Types"),
    (".rels", "Relationships"),
    ("docProps/core.xml", "coreProperties"),
    ("word/styles.xml", "styles"),
    ("word/numbering.xml", "numbering"),
    ("word/settings.xml", "settings"),
)
"""What a part must be, by the end of its name: python-docx fails on any other, unsaid why."""
_SAID: Final = {"Relationships": {"Id", "Type", "Target"}, "Types": {"ContentType"}}
"""What each entry of such a part must say: python-docx reads others, and cannot write them."""

_UNREADABLE: Final = (
    OpcError,
    zipfile.BadZipFile,
    zlib.error,
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What zipfile and python-docx raise over an archive that was cut, locked or made by hand."""


@frozen
class WordFile:
    """The python-docx document of a file, and what it would run, fetch or open: what could be taken
    out of it is no longer there."""

    document: Any
    active: tuple[ActiveContent, ...]


def open_word(data: bytes) -> WordFile:
    """A Word file. Raises NotATemplateError, which says what is wrong."""
    if data.startswith(_COMPOUND):
        raise NotATemplateError(_OLD_WORD)
    try:
        _look_inside(data)
        harmless, active = disarmed(data)
        document = Document(io.BytesIO(harmless))
        document.styles.element  # noqa: B018 - python-docx finds out here what its part is
    except UnreadableFileError as problem:
        raise NotATemplateError(str(problem)) from problem
    except etree.XMLSyntaxError as problem:
        raise NotATemplateError("l’une de ses parties est abîmée") from problem
    except KeyError as problem:
        raise NotATemplateError(_lacking(problem)) from problem
    except _UNREADABLE as problem:
        raise NotATemplateError(_NOT_WORD) from problem
    if document.element.tag != qn("document") or document.element.find(qn("body")) is None:
        raise NotATemplateError("il n’a pas de texte")
    return WordFile(document, active)


def _lacking(problem: KeyError) -> str:
    """The part that the archive announces and does not hold, as zipfile names it."""
    part = re.search(r"'([^'\[]+/[^'/]+\.xml)' in the archive", str(problem))
    return f"il lui manque la partie `{part[1]}`" if part else _NOT_WORD


def _look_inside(data: bytes) -> None:
    """Sizes are read before anything is inflated, and nothing is inflated beyond them."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        size = sum(entry.file_size for entry in entries)
        if len(entries) > _MOST_PARTS or size > _MOST_BYTES:
            raise NotATemplateError(
                f"une fois décompressé, il compte {len(entries)} parties et {size >> 20} Mo ; "
                f"la limite est de {_MOST_PARTS} parties et {_MOST_BYTES >> 20} Mo"
            )
        names = Counter(entry.filename.casefold() for entry in entries)
        for name in (name for name, times in names.items() if times > 1):
            raise NotATemplateError(f"la partie `{name}` s’y trouve deux fois, laquelle compte ?")
        for entry in entries:
            if entry.filename.endswith((".xml", ".rels")):
                _look_at(entry, archive)


def _look_at(entry: zipfile.ZipInfo, archive: zipfile.ZipFile) -> None:
    name, size = entry.filename, entry.file_size
    if size > _MOST_XML:
        raise NotATemplateError(f"la partie `{name}` est trop grande ({size >> 20} Mo)")
    data = inflated(archive, entry)
    if _DOCTYPE.search(_plain(data)):
        raise NotATemplateError(
            f"la partie `{name}` contient des définitions que Word n’écrit jamais"
        )
    try:
        root = etree.fromstring(data, _parser())
    except etree.XMLSyntaxError as problem:
        raise NotATemplateError(f"la partie `{name}` est abîmée") from problem
    wanted = next((root for end, root in _ROOTS if name.endswith(end)), None)
    if wanted and etree.QName(root).localname != wanted:
        raise NotATemplateError(f"la partie `{name}` n’est pas ce que son nom annonce")
    owed = _SAID.get(wanted or "", set())
    if not all(owed.issubset(one.keys()) for one in root.iterdescendants("*")):
        raise NotATemplateError(f"la partie `{name}` ne dit pas tout de l’une de ses entrées")


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True)


def _plain(data: bytes) -> bytes:
    """UTF-16 hides a word from a search in bytes."""
    return data.replace(b"\0", b"")
