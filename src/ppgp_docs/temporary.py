"""The temporary folders of a command: erased when it ends, also when it is told to (SIGTERM), and
by the next one when it was killed.

Each is held by a lock of the system for as long as its process lives: whoever can take the lock
knows that nobody works there any more, whatever computer, container or user the folder is from.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache, partial
from pathlib import Path
from typing import Final

PREFIX: Final = "ppgp-en-cours-"
"""How their names begin: only these are ever looked at, or erased."""


def kept_folder(owner: object, place: str | None = None) -> Path:
    """An empty folder, there as long as its owner, in the usual place or another."""
    folder = _held(place)
    weakref.finalize(owner, partial(_erase, folder))
    return Path(folder)


def command_folder(place: str) -> Path:
    """An empty folder in a place, there as long as this process; it goes last, after those of the
    standard library (``exitpriority`` -100), which would miss theirs."""
    from multiprocessing.util import Finalize

    folder = _held(place)
    Finalize(None, _erase, args=(folder,), exitpriority=-101)
    return Path(folder)


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """An empty folder, there as long as the block."""
    folder = _held(None)
    try:
        yield Path(folder)
    finally:
        _erase(folder)


def erase_all() -> None:
    """Erase what this process holds, once those that it started, which may still write there, are
    ended: it ends at once after that. Nothing is raised."""
    _ending.append(True)
    with suppress(Exception):  # what was interrupted may be the import of what is needed
        _end_started()
    for folder in tuple(_holds):
        if _holds[folder][0] == os.getpid():  # a fork holds nothing of its own
            _erase(folder)


def sweep(place: str) -> None:
    """Erase what processes of this user left in a place when they were killed."""
    with suppress(OSError, AttributeError):  # Windows has no such users
        mine = os.getuid()
        for entry in os.scandir(place):
            ours = entry.name.startswith(PREFIX) and entry.is_dir(follow_symlinks=False)
            if ours and entry.stat(follow_symlinks=False).st_uid == mine:
                _erase_left(entry.path)


def sweep_usual() -> None:
    """The same in the places where we make them: each command does so as it ends."""
    with suppress(OSError):  # there may be none where one may write
        for place in {tempfile.gettempdir(), *_SHORT}:
            sweep(place)


_SHORT: Final = ("/tmp",) if os.name == "posix" else ()
"""Where POSIX systems have one whose name is short."""


_holds: Final[dict[str, tuple[int, int | None]]] = {}
"""Who holds each folder, and by which descriptor."""


class EndingError(Exception):
    """All is being erased. It is no OSError, after which another place would be tried."""


_ending: Final[list[bool]] = []
"""Whether all is being erased: a thread whose processes are ended begins no other folder."""

_sweep_once: Final = lru_cache(sweep)


def _held(place: str | None) -> str:
    place = place or tempfile.gettempdir()
    _sweep_once(place)
    while True:
        folder = str(Path(place) / f"{PREFIX}{os.urandom(4).hex()}")
        _holds[folder] = os.getpid(), None  # known first: a signal may come as soon as it is there
        try:
            _refuse_at_the_end()
            Path(folder).mkdir(0o700)
        except BaseException as problem:
            del _holds[folder]
            if not isinstance(problem, FileExistsError):
                raise
        else:
            _holds[folder] = os.getpid(), _lock(folder)
            if _ending:
                _erase(folder)
                _refuse_at_the_end()
            if Path(folder).exists():  # who sweeps may take one that is not held yet
                return folder
            _erase(folder)


def _refuse_at_the_end() -> None:
    if _ending:
        raise EndingError


def _erase(folder: str) -> None:
    for _ in range(_ROUNDS):
        shutil.rmtree(folder, ignore_errors=True)
        if not os.access(folder, os.F_OK):
            break  # else another thread just made something there
    _, descriptor = _holds.pop(folder, (0, None))
    if descriptor is not None:
        with suppress(OSError):
            os.close(descriptor)


def _erase_left(folder: str) -> None:
    """Unless someone holds it."""
    if (descriptor := _lock(folder)) is not None:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(descriptor)


def _lock(folder: str) -> int | None:
    """The descriptor of a folder that is now ours alone, until it is closed or the process ends;
    None where another holds it, or where the system locks no folder."""
    try:
        import fcntl

        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except (ImportError, AttributeError, OSError):
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        return None
    return descriptor


def _end_started() -> None:
    """End the processes that this one started, and theirs, but the one of the standard library that
    looks after what they share and ends by itself."""
    from multiprocessing import resource_tracker

    import psutil

    spared = getattr(getattr(resource_tracker, "_resource_tracker", None), "_pid", None)
    for _ in range(_ROUNDS):
        left = [each for each in psutil.Process().children(recursive=True) if each.pid != spared]
        left = [each for each in left if each.status() != psutil.STATUS_ZOMBIE]
        for each in left:
            with suppress(psutil.Error):
                each.kill()
        if not left:
            break
        psutil.wait_procs(left, timeout=_SOON)


_ROUNDS: Final = 5
"""One may start another while it is looked for."""

_SOON: Final = 0.5
"""Seconds: a process that is killed is gone by then."""
