"""Pictures made ready to print, kept for the next document, worker or command that shows them.

A file each, named after all that it was made from. Never needed, never trusted: one that was cut or
altered is as good as none, and the folder is bounded.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

FOLDER: Final = "pictures"
MOST: Final = 256_000_000
"""Bytes of all that is kept: those of a thousand dossiers like our samples."""

_OLD: Final = 90 * 86_400
"""Seconds after which a picture that nobody shows is erased."""

_DAY: Final = 86_400


class KeptPicture(NamedTuple):
    """A picture as it goes into a document; sides in pixels."""

    media_type: str
    width: int
    height: int
    data: bytes


class KeptPictures:
    """The pictures of a folder; of None, nothing is kept."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._unseen = MOST
        """Bytes written since the folder was looked through; it is for the first one."""

    def get(self, key: str) -> KeptPicture | None:
        """The picture of that key, if it is there and sound."""
        if self._folder is None:
            return None
        file = self._folder / key
        try:
            sum_, _, rest = file.read_bytes().partition(b"\n")
            head, _, data = rest.partition(b"\n")
            media_type, width, height = head.decode().split()
            found = KeptPicture(media_type, int(width), int(height), data)
            if sum_ != _sum(rest):
                return None
            if file.stat().st_mtime < time.time() - _DAY:
                os.utime(file)
        except (OSError, ValueError):
            return None
        return found

    def put(self, key: str, picture: KeptPicture) -> None:
        """Keep a picture; one that cannot be kept is made again another time."""
        if self._folder is None:
            return
        rest = f"{picture.media_type} {picture.width} {picture.height}\n".encode() + picture.data
        new = self._folder / f"{key}.{os.getpid()}"
        with suppress(OSError):
            try:
                self._make_room(len(rest))
                new.write_bytes(b"\n".join((_sum(rest), rest)))
                new.replace(self._folder / key)
            finally:
                new.unlink(missing_ok=True)

    def forget(self) -> None:
        """Erase all of them, also someone's who withdrew their consent. Raises OSError."""
        for file in self._files():
            file.unlink(missing_ok=True)

    def _make_room(self, size: int) -> None:
        """Erase what was shown longest ago, until a tenth of the room is free."""
        self._unseen += size
        if self._folder is None or self._unseen < MOST // 10:
            return
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # faces may be among them
        self._unseen, held, now = 0, 0, time.time()
        known = [(file.stat(), file) for file in self._files()]
        for state, file in sorted(known, key=lambda each: each[0].st_mtime, reverse=True):
            held += state.st_size
            if held > MOST - MOST // 10 or state.st_mtime < now - _OLD:
                file.unlink(missing_ok=True)

    def _files(self) -> Iterator[Path]:
        if self._folder is not None and self._folder.is_dir():
            yield from (each for each in self._folder.iterdir() if each.is_file())


def _sum(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest().encode()
