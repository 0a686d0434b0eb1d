"""Files written whole: beside their place, flushed to the disk, then moved into it."""

from __future__ import annotations

import errno
import glob
import hashlib
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from ppgp_docs.workspace.reader import digest

_MOST: Final = 1_000_000_000
"""Bytes of a document of ours; nothing that we make comes near."""


def replace_file(target: Path, data: bytes, *, alone: bool = False) -> None:
    """Write beside, flush to the disk, then move into place: never a half-written file.

    ``alone`` as in :func:`written_aside`. A new file has the rights that the user gives to new
    files, a replaced one keeps its own. Raises OSError when the folder cannot be
    written or the file is held open by a program.
    """
    with written_aside(target, data, alone=alone) as new:
        move(new, target)


@contextmanager
def written_aside(target: Path, data: bytes, *, alone: bool = False) -> Iterator[Path]:
    """The content, safe on the disk under a hidden name until it is moved into place.

    What a program that was killed left there is removed: at once for one who writes ``alone``.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    _clear_leftovers(target, 0 if alone else _SURELY_DEAD)
    new = target.with_name(f".{target.name}.{os.urandom(_MARK // 2).hex()}.tmp")
    try:
        with new.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.is_file():
            with suppress(OSError):  # a USB stick has no rights to keep
                new.chmod(target.stat().st_mode)
        yield new
    finally:
        with suppress(OSError):
            new.unlink(missing_ok=True)


def _clear_leftovers(target: Path, age: float) -> None:
    """Remove what a program that was killed left beside its place, ``age`` seconds ago or more."""
    left = f".{glob.escape(target.name)}.{'[0-9a-f]' * _MARK}.tmp"
    for file in target.parent.glob(left):
        with suppress(OSError):
            if not age or file.lstat().st_mtime < time.time() - age:
                file.unlink()


_MARK: Final = 8
"""Letters that tell a hidden file from the others of the same place."""

_SURELY_DEAD: Final = 3600
"""Seconds after which no file is being written any more, whatever the clocks of two computers."""


def move(new: Path, target: Path) -> None:
    """Move a file into its place, and the folder to the disk with it: a power cut undoes nothing.

    Raises OSError, the former file standing, when the place cannot be taken.
    """
    new.replace(target)
    with suppress(OSError):  # Windows opens no folder; some network folders flush none
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def append(file: Path, data: bytes) -> None:
    """Add to the end of a regular file, made if it is absent, and flush it to the disk.

    Raises OSError, also for a link: what is written stays where it seems to be.
    """
    if file.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(file))
    with os.fdopen(os.open(file, _APPENDING, 0o666), "ab") as content:
        if not stat.S_ISREG(os.fstat(content.fileno()).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(file))
        content.write(data)
        content.flush()
        os.fsync(content.fileno())


_APPENDING: Final = (
    os.O_WRONLY
    | os.O_APPEND
    | os.O_CREAT
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
)
"""A pipe that nobody reads is refused at once."""


def is_there(place: Path) -> bool:
    """Whether a document stands at a place; one that cannot be looked at does not."""
    try:
        return place.is_file()
    except OSError:
        return False


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def sha256_of(file: Path) -> str | None:
    return digest(file, most=_MOST) if file.is_file() else None
