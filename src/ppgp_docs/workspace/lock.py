"""One build at a time in an output folder, and who holds it when another one waits."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from ppgp_docs.diagnostics import Diagnostic, Span, error

LOCK: Final = ".manifest.lock"
PATIENCE: Final = 30
"""Seconds to wait for another build to write its document: each takes some milliseconds."""

_OLD: Final = 300
"""Seconds after which a lock of another computer is not waited for: its build is dead."""


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
    lock = SoftFileLock(file, timeout=0 if _is_left_elsewhere(file) else patience)
    try:
        lock.acquire()
    except Timeout as problem:
        raise LockedError(_held(file)) from problem
    try:
        yield
    finally:
        lock.release()


def _is_left_elsewhere(file: Path) -> bool:
    """Whether a lock is of another computer, and older than any document takes to be written."""
    host, since = _holder(file)
    return host not in ("", socket.gethostname()) and time.time() - since > _OLD


def _holder(file: Path) -> tuple[str, float]:
    """The computer that took a lock, and when; nothing of a lock that is gone or says nothing."""
    with suppress(OSError, ValueError, IndexError):
        return file.read_text("utf-8").splitlines()[1], file.stat().st_mtime
    return "", 0


def _held(file: Path) -> Diagnostic:
    """W007: who holds the folder, and what frees it."""
    host, since = _holder(file)
    if not host or host == socket.gethostname():
        message = f"une autre fabrication écrit dans `{file.parent.name}`"
        wait = "attendez qu’elle finisse, ou choisissez un autre répertoire avec `--output`"
        return error("W007", message, Span(file), wait)
    taken = datetime.fromtimestamp(since)
    return error(
        "W007",
        f"une fabrication lancée sur l’ordinateur `{host}` le {taken:%d/%m/%Y} à {taken:%H} h "
        f"{taken:%M} tient encore `{file.parent.name}`",
        Span(file),
        f"si elle y est finie ou a été interrompue, effacez le fichier `{file.name}`",
        "sinon attendez qu’elle finisse, ou choisissez un autre répertoire avec `--output`",
    )
