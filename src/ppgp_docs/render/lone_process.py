"""A process of ours that comes from no server of processes: a fork of the command itself (Linux).

What forks processes pays from the second one on: it is one more interpreter, the standard library
starts another to look after it, and each page of memory that its child writes to is copied. One
document cost an eighth more that way. A fork copies the locks of other threads, so it is made
while there is none, when a command begins.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import socket
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from ppgp_docs.processes import uninterrupted

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_LINUX: Final = sys.platform == "linux"
"""What fonts and pictures are drawn with may not be used in a fork on macOS."""


class LoneProcess:
    """A running process; it ends with the one that started it.

    ``connection`` takes what it is to do, a function and its arguments, once: the function is
    given the other end of the connection first.
    """

    def __init__(self, pid: int, connection: Connection[Any, Any], lifeline: socket.socket) -> None:
        self.pid = pid
        self.connection, self._lifeline = connection, lifeline

    @classmethod
    def start(cls) -> LoneProcess | None:
        """One that imports what ours need, from now on; None where none can be forked."""
        if not _LINUX or threading.active_count() > 1:
            return None
        ours, theirs = multiprocessing.Pipe()
        lifeline, held = socket.socketpair()
        sys.stdout.flush()  # or what waits to be written would be so twice
        sys.stderr.flush()
        with theirs, held, uninterrupted():
            pid = os.fork()
            if not pid:
                ours.close()
                lifeline.close()
                _live(theirs, held)
        return cls(pid, ours, lifeline)

    @property
    def sentinel(self) -> int:
        """What can be read from once it ended (``multiprocessing.connection.wait``)."""
        return self._lifeline.fileno()

    def end(self) -> None:
        """End it, whatever it does."""
        self.kill()
        self.join()
        self.connection.close()

    def kill(self) -> None:
        """End it at once."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    def join(self) -> None:
        """Wait for its end."""
        with suppress(ChildProcessError):
            os.waitpid(self.pid, 0)
        self._lifeline.close()


def _live(connection: Connection[Any, Any], lifeline: socket.socket) -> None:
    """The process itself: nothing of the command that it was forked from runs in it any more."""
    try:
        gc.freeze()
        _close_input()
        threading.Thread(target=_outlive_no_parent, args=(lifeline,), daemon=True).start()
        import ppgp_docs.render.preloaded  # noqa: F401

        function, arguments = connection.recv()
        function(connection, *arguments)
    finally:
        os._exit(1)


def _close_input() -> None:
    """What is typed is for the command."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)


def _outlive_no_parent(lifeline: socket.socket) -> None:
    """End with who holds the other end, and writes nothing to it."""
    lifeline.recv(1)
    os._exit(1)
