"""How the processes that we start begin: without the locks of a fork, deaf to Ctrl-C, anywhere.

Ctrl-C reaches every process of a terminal at once. One that is still starting has no handler of
ours yet, and would print Python's own trace beside the answer of the command.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from multiprocessing import resource_tracker, util
from multiprocessing.context import BaseContext
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Final

from ppgp_docs.temporary import command_folder

if TYPE_CHECKING:
    import psutil

_LONGEST: Final = 48
"""Characters of a temporary folder: a socket's path holds 104 on macOS, 108 on Linux, and ours
adds 55 (``sun_path`` in ``unix(7)``)."""

_PRELOADED: Final = "ppgp_docs.render.preloaded"
"""What every process of ours needs, imported once by the one that they come from."""

_starting: Final = threading.Lock()


def process_context() -> BaseContext:
    """The way to start processes: never a plain fork, which copies the locks of other threads."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    with _starting:
        multiprocessing.set_forkserver_preload([_PRELOADED])
        _choose_folder()
        _start_server()
    return multiprocessing.get_context("forkserver")


def begin_early() -> None:
    """Let what every process of ours needs be imported from now on, while this one does else.

    Where systems cannot fork, each process imports it when it starts.
    """
    process_context()


def die_with_parent() -> None:
    """End this process with the one that started it: a parent that is killed cannot stop it."""
    threading.Thread(target=_outlive_no_parent, daemon=True).start()


def _outlive_no_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def kill_with_descendants(pid: int) -> None:
    """End a process, those that it started, theirs, and its group where it leads one (nothing of a
    process that ended before but its group)."""
    import psutil

    with suppress(psutil.Error, OSError):
        process = psutil.Process(pid)
        process.suspend()
        for _ in range(ROUNDS):
            if not kill_started(process):
                break
    if pid and sys.platform != "win32":
        with suppress(OSError):
            os.killpg(pid, signal.SIGKILL)
    with suppress(psutil.Error, OSError):
        psutil.Process(pid).kill()


def kill_started(process: psutil.Process) -> list[psutil.Process]:
    """Kill what a process started, and what that did; those that were running."""
    import psutil

    left = [each for each in process.children(recursive=True) if _runs(each)]
    for each in left:
        with suppress(psutil.Error):
            each.kill()
    return left


def _runs(process: psutil.Process) -> bool:
    """Whether a process goes on, and does not only wait to be forgotten."""
    import psutil

    with suppress(psutil.Error):
        return bool(process.status() != psutil.STATUS_ZOMBIE)
    return False


ROUNDS: Final = 20
"""One may start another while it is looked for."""


def leave_group() -> None:
    """Leave the group of the command: a signal that a stranger's code sends to all of its group
    ends it alone (not on Windows)."""
    with suppress(AttributeError, OSError):
        os.setpgrp()


def silence() -> None:
    """What is printed in this process goes beside the answers of the command."""
    if sys.stdout and sys.stderr:  # without them, 1 and 2 may be files of anyone
        sys.stdout.flush()
        with suppress(OSError):
            os.dup2(2, 1)
    sys.stdout = sys.stderr


def limit_memory(most: int) -> None:
    """Refuse this process more than so many bytes, where the system can: what fills memory in one
    stroke is quicker than any watch. Memory that is asked for and never touched counts here."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        wall = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (wall, hard))


def limit_work(seconds: int) -> None:
    """End this process (SIGXCPU, no image of it kept) once the processor worked so many seconds for
    it, where the system counts them: those that it waits, on a busy machine, are not its own."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        wall = seconds if hard == resource.RLIM_INFINITY else min(seconds, hard)
        resource.setrlimit(resource.RLIMIT_CPU, (wall, hard))


def resident_memory(pid: int) -> int:
    """The bytes of memory that a process holds; none once it ended."""
    with suppress(OSError):
        if sys.platform == "linux":  # asked many times a second: psutil costs more than a page
            return int(Path(f"/proc/{pid}/statm").read_bytes().split()[1]) * _page()
        import psutil

        with suppress(psutil.Error):
            return int(psutil.Process(pid).memory_info().rss)
    return 0


def processor_time(pid: int) -> float:
    """The seconds that the processor worked for a process; none once it ended."""
    with suppress(OSError, IndexError, ValueError):
        if sys.platform == "linux":  # fields 14 and 15 of ``proc(5)``, after the name's bracket
            told = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
            return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")
        import psutil

        with suppress(psutil.Error):
            times = psutil.Process(pid).cpu_times()
            return float(times.user + times.system)
    return 0


@lru_cache
def _page() -> int:
    return os.sysconf("SC_PAGE_SIZE")


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Ctrl-C waits for the end of the block: what is half started could not be stopped.

    Processes that the block starts never hear it.
    """
    with _deferred(), _masked():
        yield


@contextmanager
def _deferred() -> Iterator[None]:
    """Python calls the handler in its main thread, whichever thread the signal came to."""
    usual = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or not callable(usual):
        yield
        return
    came: list[FrameType | None] = []
    signal.signal(signal.SIGINT, lambda _, frame: came.append(frame))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, usual)
        if came:
            usual(signal.SIGINT, came[0])


@contextmanager
def _masked() -> Iterator[None]:
    """Processes inherit the signals that are blocked where they start (not on Windows)."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start_server() -> None:
    """The server from which processes come; it hands them its blocked signals."""
    from multiprocessing import forkserver

    resource_tracker.ensure_running()  # it unblocks signals once it has started
    with uninterrupted():
        forkserver.ensure_running()


@lru_cache
def _choose_folder() -> None:
    """Sockets of ours lie in a folder that is made once, under a name that a socket can hold, and
    erased however we end."""
    usual = tempfile.gettempdir()
    short = usual if len(usual) <= _LONGEST else "/tmp"  # the one that POSIX systems have
    try:
        tempfile.tempdir = str(command_folder(short))
        util.get_temp_dir()
    except OSError:  # no such folder, or not for us: the usual one may do
        pass
    finally:
        tempfile.tempdir = usual
