"""One build at a time in an output folder, and who holds it when another one waits."""

from __future__ import annotations

import os
import secrets
import socket
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ppgp_docs.diagnostics import Diagnostic, Span, error

if TYPE_CHECKING:
    from filelock import SoftFileLock

LOCK: Final = ".manifest.lock"
PATIENCE: Final = 30
"""Seconds to wait for another build to write its document: each takes some milliseconds."""

_OLD: Final = 300
_GLANCE: Final = 1
"""A lock older than this, in seconds, is not waited for longer than it takes to break one that a
dead process of this computer left: no document takes so long to be written."""

_UNNAMED: Final = 3
"""Seconds after which a lock that names nobody is taken for one that a build left when it was
killed: its taker writes its name at once, and filelock waits for it without end."""


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
    from filelock import SoftFileLock  # leaves no file behind

    folder.mkdir(parents=True, exist_ok=True)
    file = folder / LOCK
    if _is_no_file(file):
        raise LockedError(_occupied(file))
    lock = SoftFileLock(file)
    is_old = _is_left(file) and not _unnamed(file)
    if not _acquired(lock, min(patience, _GLANCE) if is_old else patience):
        raise LockedError(_held(file))
    try:
        yield
    finally:
        lock.release()


def _is_no_file(file: Path) -> bool:
    """Whether something else bears the name of the lock: a folder, a link, an endless pipe."""
    with suppress(OSError):
        return not stat.S_ISREG(file.lstat().st_mode)
    return False


def _acquired(lock: SoftFileLock, patience: float) -> bool:
    from filelock import Timeout

    file = Path(lock.lock_file)
    while True:
        unnamed = _unnamed(file)
        try:
            lock.acquire(timeout=min(patience, _UNNAMED))
        except Timeout:
            patience -= _UNNAMED
        else:
            return True
        if patience <= 0:
            return False
        if unnamed and unnamed == _unnamed(file):
            _take_away(file, unnamed)


def _unnamed(file: Path) -> tuple[int, int] | None:
    """What tells a lock that names nobody from the next one; None when it names its taker."""
    with suppress(OSError):
        state = file.lstat()
        if stat.S_ISREG(state.st_mode) and not state.st_size:
            return state.st_ino, state.st_ctime_ns
    return None


def _take_away(file: Path, judged: tuple[int, int]) -> None:
    """Remove the lock that was judged; that of a build which came meanwhile is put back."""
    aside = file.with_name(f"{LOCK}.{secrets.token_hex(4)}.tmp")
    with suppress(OSError):
        file.rename(aside)
        inode, _ = judged
        if aside.stat().st_ino != inode:
            os.link(aside, file)
        aside.unlink()


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


def _occupied(file: Path) -> Diagnostic:
    """W007: what is no file bears the name of the lock, and no build would ever hold the folder."""
    what = (
        "un répertoire" if file.is_dir() and not file.is_symlink() else "autre chose qu’un fichier"
    )
    message = f"{what} nommé `{file.name}` empêche d’écrire dans `{file.parent.name}`"
    hint = "effacez-le ou renommez-le : ce nom est celui du verrou que pose l’outil"
    return error(
        "W007", message, Span(file), hint, "sinon, choisissez un autre répertoire avec `--output`"
    )


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
        f"une fabrication lancée {who} {taken} occupe encore `{folder}`",
        Span(file),
        f"si elle est finie ou a été interrompue, effacez le fichier `{file.name}`",
        f"sinon {_WAIT}",
    )


_WAIT: Final = "attendez qu’elle finisse, ou choisissez un autre répertoire avec `--output`"
