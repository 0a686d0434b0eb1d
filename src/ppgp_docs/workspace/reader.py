"""The one reader of files that may come from a stranger: regular files, within bounds.

A pipe would hang, a device never end, a link lead out of the workspace, a video fill the memory.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from ppgp_docs.system_errors import RefusedFileError, kind_of_mode, real_path

_CHUNK: Final = 1 << 20
_FLAGS: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""A pipe that nobody writes to opens at once, and is then seen for what it is."""


def read_bytes(file: Path, *, most: int, within: Path | None = None, start: int = 0) -> bytes:
    """The content of a regular file of at most ``most`` bytes, links followed, from ``start`` on.

    ``within`` is the folder that it may not leave by a link. Raises OSError; a file that is there
    and may not be read raises :class:`~ppgp_docs.system_errors.RefusedFileError`.
    """
    with _opened(file, within) as content:
        content.seek(start)
        data = content.read(most + 1)
    if len(data) > most:
        raise RefusedFileError(f"il dépasse {_size(most)}")
    return data


def read_head(file: Path, size: int, within: Path | None = None) -> bytes:
    """The first bytes of a regular file. Raises OSError as :func:`read_bytes`."""
    with _opened(file, within) as content:
        return content.read(size)


def digest(file: str | Path, *, most: int) -> str:
    """The SHA-256 of a regular file of at most ``most`` bytes, read by pieces. Raises OSError.

    A build sums up a thousand files: what opens them is the system's own.
    """
    sum_of = hashlib.sha256()
    descriptor = os.open(file, _FLAGS)
    try:
        if _regular(os.fstat(descriptor)).st_size > most:
            raise RefusedFileError(f"il dépasse {_size(most)}")
        while piece := os.read(descriptor, _CHUNK):
            sum_of.update(piece)
    finally:
        os.close(descriptor)
    return sum_of.hexdigest()


def state_of(found: os.stat_result) -> tuple[int, int, int, int]:
    """What changes with a file: also when another takes its place with the same size and date."""
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


@contextmanager
def _opened(file: Path, within: Path | None) -> Iterator[BinaryIO]:
    if within is not None and not real_path(file).is_relative_to(real_path(within)):
        raise RefusedFileError("un lien mène hors de l’espace de travail")
    descriptor = os.open(file, _FLAGS)
    try:
        content = os.fdopen(descriptor, "rb")
    except OSError:  # of a folder, it is left open
        os.close(descriptor)
        raise
    with content:
        _regular(os.fstat(content.fileno()))
        yield content


def _regular(found: os.stat_result) -> os.stat_result:
    """The same. Raises RefusedFileError for what is no regular file."""
    if not stat.S_ISREG(found.st_mode):
        told = kind_of_mode(found.st_mode)
        raise RefusedFileError(f"c’est {told}, pas un fichier ordinaire")
    return found


def _size(most: int) -> str:
    return f"{most // 1_000_000}\u00a0Mo" if most >= 1_000_000 else f"{most // 1000}\u00a0ko"
