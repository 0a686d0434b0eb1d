"""Digests of files, read again only when their size or their dates say so.

A date is no proof: a file that was changed less than two seconds before it was read may change once
more without its date telling (FAT counts by two seconds), so it is read again the next time.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from ppgp_docs.system_errors import RefusedFileError
from ppgp_docs.workspace.files import is_compiled, is_passed_over
from ppgp_docs.workspace.reader import digest, state_of

MOST: Final = 1_000_000_000
UNREADABLE: Final = "illisible"

_AS_IS: Final = "surrogateescape"
_RACY: Final = 2_000_000_000
"""In nanoseconds."""


class Digests:
    """The SHA-256 of files, remembered with their size, their dates and their place on the disk.

    ``known`` are those of former runs: for each path, the state in which it was read, and the
    digest; ``new`` are those of this one.
    """

    def __init__(self, known: Iterable[tuple[bytes, bytes]] = ()) -> None:
        self._known = dict(known)
        self.new: dict[bytes, bytes] = {}

    def of(self, file: Path) -> str:
        """The digest of a regular file, links followed. Raises OSError as ``digest``."""
        return self._of(os.fspath(file), file.stat())

    def _of(self, file: str, found: os.stat_result) -> str:
        key, state = os.fsencode(file), _state(found)
        known = self.new.get(key) or self._known.get(key, b"")
        if known.startswith(state):
            return known[len(state) :].decode("ascii")
        started = time.time_ns()
        told = digest(file, most=MOST)
        is_old = found.st_mtime_ns + _RACY < started
        if is_old and _state(os.stat(file)) == state:  # noqa: PTH116 - thousands of files
            self.new[key] = state + told.encode("ascii")
        return told

    def of_all(self, places: Iterable[Path]) -> str:
        """One digest of many files: those given, and all those that lie in the folders given."""
        return _of_places(places, self._of)

    def of_dossier(self, folder: Path) -> str | None:
        """One digest of all that is read, or only looked at, in the folder of a dossier.

        None where a link, a device or a refused right stands: there, only looking again will do.
        """
        total = hashlib.sha256(os.fsencode(os.path.realpath(folder)))
        try:
            for told in self._names_and_digests(folder):
                total.update(told + b"\0")
        except OSError:
            return None
        return total.hexdigest()

    def _names_and_digests(self, folder: Path) -> Iterator[bytes]:
        with os.scandir(folder) as found:
            entries = sorted(found, key=_name)
        for entry in entries:
            yield os.fsencode(entry.name)
            if entry.is_dir(follow_symlinks=False):
                yield b"("
                yield from self._names_and_digests(Path(entry.path))
                yield b")"
            elif not entry.is_file(follow_symlinks=False):
                raise RefusedFileError(entry.name)
            elif not is_passed_over(entry.name):  # of those the name alone is ever looked at
                yield self.of(Path(entry.path)).encode()

    def or_nothing(self, file: Path) -> str:
        """The digest, or a word for a file that cannot be read: whoever needs it will say why."""
        try:
            return self.of(file)
        except OSError:
            return UNREADABLE


def states_of_all(places: Iterable[Path]) -> str:
    """One digest of the sizes, the dates and the places on the disk of many files, none of which is
    read: for what is installed, which changes by an installation and not between two words."""
    return _of_places(places, lambda _, found: _state(found).decode())


_Told = Callable[[str, os.stat_result], str]


def _of_places(places: Iterable[Path], told: _Told) -> str:
    total = hashlib.sha256()
    for place in places:
        if place.is_dir():
            for each in _below(os.fspath(place), told):
                total.update(each + b"\0")
        else:
            try:
                said = told(os.fspath(place), place.stat())
            except OSError:
                said = UNREADABLE
            total.update(f"{place.name} {said}\0".encode(errors=_AS_IS))
    return total.hexdigest()


def _below(folder: str, told: _Told, parent: str = "") -> Iterator[bytes]:
    """The names of the files of a folder of code or templates, wherever it lies, and what is told
    of each; what is compiled is no source, and a link to a folder may go round."""
    for entry in _entries(folder):
        name = os.fsencode(entry.name)
        try:
            if entry.is_symlink() and entry.is_dir():
                yield name + b" -> " + os.fsencode(Path(entry.path).readlink())
            elif entry.is_dir():
                yield name + b"("
                yield from _below(entry.path, told, f"{entry.name}/")
                yield b")"
            elif entry.is_file() and not is_compiled(parent + entry.name):
                yield name + b" " + told(entry.path, entry.stat()).encode()
        except OSError:
            yield name + b" " + UNREADABLE.encode()


def _state(found: os.stat_result) -> bytes:
    return "{} {} {} {} ".format(*state_of(found)).encode()


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return sorted(found, key=_name)
    except OSError:
        return []


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name
