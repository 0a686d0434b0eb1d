"""A process of ours that comes from no server of processes: it is started, and imports what it
needs, by itself.

What forks processes pays from the second one on: it is one more interpreter, the standard library
starts another to look after it, and each page of memory that its child writes to is copied. One
document cost an eighth more that way than in a process alone.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, Final

_START: Final = (
    "import sys; sys.path[:] = sys.argv[3:]; "
    "from ppgp_docs.render.lone_process import live; live(*map(int, sys.argv[1:3]))"
)

Life = Callable[..., None]
"""What a process does from beginning to end: it is given its connection, then arguments."""


class LoneProcess:
    """A running process (POSIX); ends with this one, as those of ``multiprocessing`` that we start.

    ``sentinel`` can be waited for, as theirs (``multiprocessing.connection.wait``).
    """

    def __init__(self, ours: Connection, theirs: Connection, life: Life, *arguments: Any) -> None:
        """``ours`` sends it what it does, ``theirs`` is its end. Raises OSError."""
        self._lifeline, held = socket.socketpair()
        with held:
            descriptors = theirs.fileno(), held.fileno()
            self._process = subprocess.Popen(
                [sys.executable, *_flags(), "-c", _START, *map(str, descriptors), *sys.path],
                stdin=subprocess.DEVNULL,
                pass_fds=descriptors,
            )
        try:
            ours.send((life, arguments))
        except BaseException:
            self.kill()
            self.join()
            raise

    @property
    def pid(self) -> int:
        """Its number."""
        return self._process.pid

    @property
    def sentinel(self) -> int:
        """What can be read from once it ended."""
        return self._lifeline.fileno()

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()

    def join(self) -> None:
        """Wait for its end."""
        self._process.wait()
        self._lifeline.close()


def _flags() -> list[str]:
    """Never the folder in which the command was typed: a file there may bear a module's name."""
    return ["-I"] if sys.flags.isolated else ["-P"]


def live(connection: int, lifeline: int) -> None:
    """The process itself: what it imports first is what all of ours do."""
    import ppgp_docs.render.preloaded  # noqa: F401

    threading.Thread(target=_outlive_no_parent, args=(lifeline,), daemon=True).start()
    line: Connection = Connection(connection)
    life, arguments = line.recv()
    life(line, *arguments)


def _outlive_no_parent(lifeline: int) -> None:
    """End with who holds the other end, and writes nothing to it."""
    os.read(lifeline, 1)
    os._exit(1)
