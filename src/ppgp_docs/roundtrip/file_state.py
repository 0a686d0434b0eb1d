"""What became of a file since it was made: up to date, older, edited by hand, not ours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from pathlib import Path
from typing import Final

from attrs import field, frozen

from ppgp_docs.roundtrip import pdf
from ppgp_docs.roundtrip.archive import MOST_BYTES, Parts, UnreadableFileError
from ppgp_docs.roundtrip.excel.cells import WORKBOOK, sheets
from ppgp_docs.roundtrip.excel.hidden_sheet import origin_in
from ppgp_docs.roundtrip.excel.notes import notes_of
from ppgp_docs.roundtrip.excel.returned import returned as read_workbook
from ppgp_docs.roundtrip.fields import TOOL
from ppgp_docs.roundtrip.markdown import untypeset
from ppgp_docs.roundtrip.provenance import Provenance
from ppgp_docs.roundtrip.returned import Returned
from ppgp_docs.roundtrip.slides import DECK
from ppgp_docs.roundtrip.slides import edited as edited_slides
from ppgp_docs.roundtrip.word.file import BODY, Remark, origin_of, read_word
from ppgp_docs.roundtrip.word.returned import returned
from ppgp_docs.system_errors import RefusedFileError
from ppgp_docs.workspace.reader import read_bytes

_PDF: Final = b"%PDF-"


_HELD: Final = "~$"
"""How the name of what Office puts beside an open file begins."""


class State(Enum):
    """What a file is to the dossier that it was made from, as people say it."""

    CURRENT = "à jour"
    OLDER = "plus ancien que le dossier"
    EDITED = "modifié à la main"
    FOREIGN = "pas un document de cet outil"
    WEB_PAGE = "page web, ne revient pas"


@frozen
class Opened:
    """A file that was read: its origin, for Word what stands in it; ``edited`` are the labels of
    the fields that are no longer what was sent; ``warnings`` are French sentences on the file."""

    origin: Provenance | None
    found: Returned | None = None
    edited: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    remarks: Mapping[str, Remark] = field(factory=dict)
    is_workbook: bool = False

    def state(self, key: str | None) -> State:
        """What the file is, given the digest of what it would print now; None when it is no longer
        made."""
        if self.origin is None:
            return State.FOREIGN
        if self.edited:
            return State.EDITED
        return State.CURRENT if self.origin.key == key else State.OLDER


def open_file(path: Path) -> Opened:
    """Read a file of any kind that we make. Raises OSError and UnreadableFileError."""
    return opened(content_of(path))


def content_of(path: Path) -> bytes:
    """The bytes of a file that came back. Raises OSError and UnreadableFileError."""
    if path.name.startswith(_HELD):
        raise UnreadableFileError(
            "c’est le fichier provisoire que Word ou Excel pose à côté d’un fichier ouvert, pas le "
            "fichier lui-même"
        )
    try:
        return read_bytes(path, most=MOST_BYTES)
    except RefusedFileError as problem:
        raise UnreadableFileError(str(problem)) from problem


def opened(data: bytes) -> Opened:
    """The same of the content of a file. Raises UnreadableFileError."""
    if data.startswith(_PDF):
        origin = pdf.origin_of(data)
        return Opened(origin, edited=pdf.edited(data, origin) if origin else ())
    parts = Parts(data)
    if _is_opendocument(parts):
        raise UnreadableFileError(
            "c’est un fichier LibreOffice (.odt, .ods), qui ne dit plus d’où vient chaque "
            "texte ; reprenez le document d’origine, et gardez-le au format Word ou Excel"
        )
    if WORKBOOK in parts:
        return _workbook(parts)
    origin = origin_of(parts)
    if origin and DECK in parts:
        return Opened(origin, edited=edited_slides(origin.frames, parts))
    if origin is None or BODY not in parts:
        return Opened(origin)
    file = read_word(parts, origin)
    found = returned(file, origin.by_tag(), origin.frames, origin.pictures)
    return Opened(
        origin, found, tuple(_edited(origin, found)), tuple(_warnings(parts)), file.remarks
    )


def comments_of(data: bytes, file: Opened) -> int:
    """How many comments people left in a file. Raises UnreadableFileError."""
    if data.startswith(_PDF):
        return pdf.comments_of(data)
    return sum(one.author != TOOL for one in file.remarks.values())


def _is_opendocument(parts: Parts) -> bool:
    return b"opendocument" in parts.get("mimetype", b"")[:80]


def _workbook(parts: Parts) -> Opened:
    read = sheets(parts)
    origin = origin_in(read)
    if origin is None:
        return Opened(None)
    notes = notes_of(parts, read)
    found = read_workbook(read, origin.by_tag(), origin.frames, notes)
    warnings = (*_warnings(parts), *found.warnings)
    edited = tuple(_edited(origin, found))
    return Opened(origin, found, edited, warnings, notes, is_workbook=True)


def _warnings(parts: Parts) -> Iterator[str]:
    if any(name.endswith("vbaProject.bin") for name in parts):
        yield "ce fichier contient des macros : elles n’ont été ni lues ni exécutées"
    if parts.mended:
        yield (
            f"ce fichier est abîmé : {parts.program() or 'le logiciel qui l’a enregistré'} a mal "
            "écrit ses balises ; tous ses mots ont été lus, leur mise en forme peut différer"
        )


def _edited(origin: Provenance, found: Returned) -> list[str]:
    """The labels of what is no longer as it was sent, in the order of the file."""
    labels = []
    for one in origin.fields:
        value = found.values.get(one.tag)
        cited = tuple((name, untypeset(text)) for name, text in value.cites) if value else ()
        sent = tuple((name, untypeset(text)) for name, text in one.cites)
        same = untypeset(value.text if value else "") == untypeset(one.sent)
        if not same or (one.genre.rich and cited and cited != sent):
            labels.append(one.label)
    labels += ["une ligne recopiée" for _ in found.copies]
    labels += ["une ligne ajoutée" for _ in found.new]
    labels += ["une ligne déplacée" for _ in found.moved]
    labels += [one.where or one.beside or "un paragraphe ajouté" for one in found.typed]
    return list(dict.fromkeys(labels))
