"""Changes written to a file, unless it changed since it was read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from attrs import frozen

from ppgp_docs.edit.apply import Edited, apply
from ppgp_docs.edit.changes import Change
from ppgp_docs.edit.nodes import NotEditableError
from ppgp_docs.workspace.disk import replace_file

_UTF16: Final = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


class ChangedMeanwhileError(NotEditableError):
    """Somebody else saved the file after it was read: nothing was written."""


@frozen
class FileText:
    """A file as it was read: its text, line ends and mark included, how it is encoded, a digest."""

    path: Path
    text: str
    encoding: str
    digest: str


def read_text(path: Path) -> FileText:
    """Raises OSError, and NotEditableError for a file in another encoding than Unicode's."""
    raw = path.read_bytes()
    encoding = _UTF16.get(raw[:2], "utf-8")
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as problem:
        raise NotEditableError("le fichier n’est pas en UTF-8 ; enregistrez-le ainsi") from problem
    return FileText(path, text, encoding, _digest(raw))


def save(read: FileText, changes: Iterable[Change]) -> Edited:
    """Apply changes to what was read and put it in place of the file, whole or not at all.

    Raises NotEditableError, ChangedMeanwhileError and OSError; the file then stands as it was.
    """
    edited = apply(read.text, changes)
    save_text(read, edited.text)
    return edited


def save_text(read: FileText, text: str) -> FileText:
    """Put a text in the place of the file that was read, and give back what now stands there.

    A text that is the same is not written: looking at a file never changes it.
    """
    if _digest(read.path.read_bytes()) != read.digest:
        told = f"`{read.path.name}` a été modifié ailleurs depuis sa lecture, rien n’a été écrit"
        raise ChangedMeanwhileError(told)
    raw = text.encode(read.encoding)
    if text != read.text:
        replace_file(read.path, raw)
    return FileText(read.path, text, read.encoding, _digest(raw))


def _digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()
