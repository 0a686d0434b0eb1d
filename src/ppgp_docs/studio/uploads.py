"""Files that people bring: kept while the studio runs, told what they are, gone with it."""

from __future__ import annotations

import re
import secrets
import shutil
from collections import OrderedDict
from enum import Enum
from pathlib import Path, PurePosixPath
from typing import Final

from attrs import frozen

from ppgp_docs.roundtrip.archive import UnreadableFileError
from ppgp_docs.roundtrip.file_state import open_file
from ppgp_docs.temporary import kept_folder

_KEPT: Final = 8
"""Files that wait for an answer: the last ones."""

_LONGEST: Final = 80
_UNSAFE: Final = re.compile(r"[^\w .()'’-]+")
_NOTES: Final = (".docx", ".odt", ".txt", ".text", ".md", ".markdown", ".dotx", ".docm")


class Nature(Enum):
    """What a file is to us: made by this tool and back, or notes that may become a dossier."""

    RETURNED = "revenu"
    NOTES = "notes"


@frozen
class Brought:
    """``path`` is a copy of ours, whose name is that of the file made safe."""

    token: str
    path: Path
    nature: Nature

    @property
    def name(self) -> str:
        return self.path.name


class BroughtFiles:
    """The files that were brought to a studio, in a folder of the system that goes with it."""

    def __init__(self) -> None:
        self._folder = kept_folder(self)
        self._known: OrderedDict[str, Brought] = OrderedDict()

    def keep(self, name: str, data: bytes) -> Brought:
        """Keep a file, told what it is. Raises UnreadableFileError, which says why it serves for
        nothing here, and OSError."""
        token = secrets.token_urlsafe(12)
        place = self._folder / token
        place.mkdir()
        file = place / _safe(name)
        file.write_bytes(data)
        try:
            brought = Brought(token, file, _nature(file))
        except (UnreadableFileError, OSError):
            self._erase(file)
            raise
        self._known[token] = brought
        while len(self._known) > _KEPT:
            self._erase(self._known.popitem(last=False)[1].path)
        return brought

    def get(self, token: str, nature: Nature) -> Brought:
        """A file that was brought. Raises KeyError for one that is gone, or of another nature."""
        found = self._known[token]
        if found.nature is not nature:
            raise KeyError(token)
        return found

    def drop(self, brought: Brought) -> None:
        """Forget a file whose affair is settled."""
        self._known.pop(brought.token, None)
        self._erase(brought.path)

    def close(self) -> None:
        """Leave nothing behind."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _erase(self, file: Path) -> None:
        file.unlink(missing_ok=True)
        file.parent.rmdir()


def _safe(name: str) -> str:
    """The name of a file without what leads elsewhere; its end stays, readers look at it."""
    plain = PurePosixPath(name.replace("\\", "/")).name
    stem, dot, end = _UNSAFE.sub("_", plain).strip(" .").rpartition(".")
    stem = stem or "fichier"
    cut = stem if len(stem) <= _LONGEST else f"{stem[:_LONGEST].rstrip()}…"
    return f"{cut}{dot}{end[:12]}"


def _nature(file: Path) -> Nature:
    is_notes = file.suffix.lower() in _NOTES
    try:
        opened = open_file(file)
    except UnreadableFileError:
        if is_notes:
            return Nature.NOTES  # a text, or a Word file that its reader may yet read
        raise
    if opened.origin is not None:
        return Nature.RETURNED
    if is_notes:
        return Nature.NOTES
    raise UnreadableFileError(
        "rien n’y indique qu’il vient de cet outil, et ce ne sont pas des notes (Word, "
        "LibreOffice, texte)\N{NARROW NO-BREAK SPACE}; apportez le fichier tel qu’il vous est "
        "revenu"
    )
