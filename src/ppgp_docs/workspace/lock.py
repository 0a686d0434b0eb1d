"""One build at a time in an output folder, and who holds it when another one waits."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

from ppgp_docs.diagnostics import Diagnostic, Span, error

LOCK: Final = ".manifest.lock"
PATIENCE: Final = 30
"""Seconds to wait for another build to write its document: each takes some milliseconds."""

_OLD: Final = 300
_GLANCE: Final = 1
"""A lock older than this, in seconds, is not waited for longer than it takes to break one that a
dead process of this computer left: no document takes so long to be written."""


class LockedError(TimeoutError):
    """The folder is held by another build; ``told`` is what to tell of it."""

    def __init__(self, told: Diagnostic) -> None:
        super().__init__(told.message)
        self.told = told


@contextmanager
def alone(folder: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold a folder, made if it is absent; the lock of a build that was killed here is broken.

    ``patience`` is how long to wait, in seconds. Raises LockedError when another build keeps it.
    """
    from filelock import SoftFileLock, Timeout  # leaves no file behind

    folder.mkdir(parents=True, exist_ok=True)
    file = folder / LOCK
    lock = SoftFileLock(file, timeout=min(patience, _GLANCE) if _is_left(file) else patience)
    try:
        lock.acquire()
    except Timeout as problem:
        raise LockedError(_held(file)) from problem
    try:
        yield
    finally:
        lock.release()


def _is_left(file: Path) -> bool:
    """Whether a lock was left behind, to judge by its age."""
    _, since = _holder(file)
    return 0 < since < time.time() - _OLD


def _holder(file: Path) -> tuple[str, float]:
    """The computer that took a lock, empty if it does not say, and when; 0 once it is gone."""
    try:
        since = file.stat().st_mtime
        host = "".join(file.read_text("utf-8", "replace").splitlines()[1:2])
    except OSError:
        return "", 0
    return host.partition("?")[0], since  # filelock adds the namespace of a container


def _held(file: Path) -> Diagnostic:
    """W007: who holds the folder, and what frees it."""
    host, since = _holder(file)
    folder = file.parent.name
    if host == socket.gethostname() and not _is_left(file):
        message = f"une autre fabrication écrit dans `{folder}`"
        return error("W007", message, Span(file), _WAIT)
    taken = f"{datetime.fromtimestamp(since):le %d/%m/%Y à %H h %M}"
    who = f"sur l’ordinateur `{host}`" if host else "on ne sait où"
    return error(
        "W007",
        f"une fabrication lancée {who} {taken} tient encore `{folder}`",
        Span(file),
        f"si elle est finie ou a été interrompue, effacez le fichier `{file.name}`",
        f"sinon {_WAIT}",
    )


_WAIT: Final = "attendez qu’elle finisse, ou choisissez un autre répertoire avec `--output`"
