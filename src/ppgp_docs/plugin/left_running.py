"""Programs that a stranger's code started and left: they would hold the terminal of the command,
or the file that its output goes to, long after it ended."""

from __future__ import annotations

import ctypes
import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

from ppgp_docs.processes import ROUNDS, kill_started

LEFT: Final = "un programme qu’elle a lancé tournait encore ; il est arrêté"
"""What is told of who left one."""

_THREAD: Final = "un fil d’exécution qu’elle a lancé tournait encore"

_SUBREAPER: Final = 36
"""``PR_SET_CHILD_SUBREAPER`` (prctl(2)): what our children leave is ours, however they left it."""


@contextmanager
def threads_left() -> Iterator[list[str]]:
    """What is told of the threads that the block leaves: nothing stops them but their process."""
    before, told = set(threading.enumerate()), list[str]()
    yield told
    if any(each.is_alive() for each in set(threading.enumerate()) - before):
        told.append(_THREAD)


def stay_out(process: int) -> None:
    """Let a copy of that process, which a stranger's code made (``os.fork``) and which came back as
    if it were the process itself, be found where it waits, and ended."""
    if os.getpid() != process:
        time.sleep(_FOUND)
        _leave(1)


def adopt() -> None:
    """Take what children of this process leave behind for children of its own (on Linux)."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)


def stop_left_running() -> bool:
    """End the children of this process, and theirs; whether one was still running."""
    found = False
    for _ in range(ROUNDS):
        if not _has_children():
            break
        found |= _stop_children()
    return found


def _stop_children() -> bool:
    import psutil

    left = kill_started(psutil.Process())
    psutil.wait_procs(left, timeout=_PATIENCE)
    _forget_ended()
    return bool(left)


_leave: Final = os._exit
_FOUND: Final = 60
"""Seconds in which a copy is found, unless the process itself is gone."""
_PATIENCE: Final = 5


def _has_children() -> bool:
    """Costs nothing where there is none, which is nearly always; unknown on Windows."""
    try:
        os.waitid(os.P_ALL, 0, os.WNOHANG | os.WEXITED | os.WNOWAIT)
    except (ChildProcessError, AttributeError):
        return False
    return True


def _forget_ended() -> None:
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
