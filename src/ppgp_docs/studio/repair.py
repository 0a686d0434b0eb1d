"""A file that forms cannot show: its text, its faults and their lines, mended where it stands."""

from __future__ import annotations

import hashlib
from typing import Final

from attrs import frozen

from ppgp_docs.diagnostics import Diagnostic
from ppgp_docs.edit.nodes import NotEditableError
from ppgp_docs.edit.save import FileText, save_text
from ppgp_docs.load.decode import MAX_BYTES, decoded
from ppgp_docs.studio.files import StudioFile
from ppgp_docs.studio.open_workspace import OpenWorkspace
from ppgp_docs.studio.shown_pages import data_of

_AROUND: Final = 2
"""Lines shown before and behind that of a fault."""

_MARK: Final = "\ufeff"
_OLD: Final = "cp1252"
"""What programs of Windows wrote before UTF-8: what is not the one is read as the other."""


@frozen
class Line:
    number: int
    text: str
    at_fault: bool


@frozen
class Fault:
    """``line`` counts from 1, 0 for the file as a whole; ``lines`` are those around it."""

    message: str
    hints: tuple[str, ...]
    line: int
    lines: tuple[Line, ...] = ()


@frozen
class Broken:
    """A file to mend: ``text`` is None when it is too long, or no text; ``version`` tells whether
    it is still what was read."""

    text: str | None
    version: str
    faults: tuple[Fault, ...]


def broken(opened: OpenWorkspace, file: StudioFile, typed: str | None = None) -> Broken:
    """The file as it lies on the disk, or as it was ``typed``, with its faults. Raises OSError."""
    raw = file.path.read_bytes()
    text = _text(raw) if typed is None else typed
    faults = _faults(opened, file, text) if text is not None else ()
    return Broken(text and text.removeprefix(_MARK), _digest(raw), faults)


def mend(opened: OpenWorkspace, file: StudioFile, version: str, typed: str) -> bool:
    """Write what was typed; whether forms can now show it. What was there is kept as a version.

    Raises ChangedMeanwhileError when the file is no longer that version, and OSError.
    """
    before = _text(file.path.read_bytes()) or ""
    text = typed.removeprefix(_MARK).replace("\r\n", "\n").replace("\r", "\n")
    if "\r\n" in before:
        text = text.replace("\n", "\r\n")
    text = f"{_MARK if before.startswith(_MARK) else ''}{text}"
    opened.keep_before(file.folder)
    save_text(FileText(file.path, "", "utf-8", version), text)
    return _is_shown(text)


def _is_shown(text: str) -> bool:
    try:
        return isinstance(data_of(text), dict)
    except NotEditableError:
        return False


def _faults(opened: OpenWorkspace, file: StudioFile, text: str) -> tuple[Fault, ...]:
    """What keeps the text from being read, then the other errors; the reader's own first."""
    plain = text.removeprefix(_MARK).replace("\r\n", "\n")
    loaded, validated = opened.session.parsed(file.path, plain, file.schema)
    found = [*loaded.diagnostics, *(validated.diagnostics if validated else ())]
    faults = [_fault(each, plain) for each in found if each.is_error]
    if not any(each.is_error for each in loaded.diagnostics):
        faults = [*_not_editable(text), *faults]
    return tuple(faults)


def _not_editable(text: str) -> list[Fault]:
    """What a reader takes and a form cannot show: an anchor, a list where fields are expected."""
    try:
        return [] if isinstance(data_of(text), dict) else [Fault(_NO_FIELDS, (), 0)]
    except NotEditableError as problem:
        return [Fault(f"{problem}", (), 0)]


_NO_FIELDS: Final = "le fichier devrait commencer par le nom d’un champ, suivi de deux-points"


def _fault(found: Diagnostic, text: str) -> Fault:
    line = found.span.line if found.span else 0
    lines = text.split("\n")
    first = max(1, line - _AROUND)
    shown = enumerate(lines[first - 1 : line + _AROUND], start=first) if line else ()
    around = tuple(Line(number, each, number == line) for number, each in shown)
    return Fault(found.message, found.hints, line, around)


def _text(raw: bytes) -> str | None:
    if len(raw) > MAX_BYTES:
        return None
    try:
        decoded(raw)
        encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
        return raw.decode(encoding)
    except UnicodeDecodeError:
        text = raw.decode(_OLD, "replace")
        return None if "\0" in text else text


def _digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()
