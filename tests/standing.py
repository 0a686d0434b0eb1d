"""A process that has imported the command and forks one for each that tests run.

A third of the time of a command goes to imports, and tests run it by hundreds. What is forked has
run nothing yet: it takes its arguments, folder, environment and streams, then runs ``python -m
ppgp_docs`` from its first line and ends as any program does.
"""

from __future__ import annotations

import gc
import os
import pickle
import runpy
import selectors
import socket
import sys
from contextlib import suppress

MOST = 1_000_000
"""Bytes of a request."""

_BEFORE = dict(os.environ)

gc.disable()

import ppgp_docs.cli.build  # noqa: E402
import ppgp_docs.cli.main  # noqa: E402
import ppgp_docs.render.pool  # noqa: E402
import ppgp_docs.render.render  # noqa: E402
import ppgp_docs.render.worker_process  # noqa: E402
import ppgp_docs.session  # noqa: E402, F401

gc.freeze()
gc.enable()

SET = {name: value for name, value in os.environ.items() if _BEFORE.get(name) != value}
"""What our modules changed of the environment as they were imported."""


def serve(asked: socket.socket) -> bool:
    """Fork a command for each request, and say how it ended, until nobody asks any more; True in
    what is forked, which is then to run."""
    running = dict[int, tuple[int, socket.socket]]()
    with selectors.DefaultSelector() as waiting:
        waiting.register(asked, selectors.EVENT_READ)
        while True:
            for key, _ in waiting.select():
                if key.fileobj is asked:
                    request, streams, _, _ = socket.recv_fds(asked, MOST, 4)
                    if not request:
                        return False
                    *standard, answer = streams
                    pid = os.fork()
                    if not pid:
                        waiting.close()
                        asked.detach()
                        _begin(request, standard)
                        return True
                    for each in standard:
                        os.close(each)
                    reply = socket.socket(fileno=answer)
                    reply.send(b"%d\n" % pid)
                    descriptor = os.pidfd_open(pid)
                    running[descriptor] = pid, reply
                    waiting.register(descriptor, selectors.EVENT_READ)
                else:
                    waiting.unregister(key.fd)
                    os.close(key.fd)
                    pid, reply = running.pop(key.fd)
                    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
                    with reply, suppress(OSError):  # who asked may be gone
                        reply.send(b"%d\n" % code)


def _begin(request: bytes, standard: list[int]) -> None:
    """Become what the request says."""
    arguments, folder, environment = pickle.loads(request)
    for number, stream in enumerate(standard):
        os.dup2(stream, number)
    sys.stdin = sys.__stdin__ = os.fdopen(0, closefd=False)
    sys.stdout = sys.__stdout__ = os.fdopen(1, "w", closefd=False)
    sys.stderr = sys.__stderr__ = os.fdopen(2, "w", errors="backslashreplace", closefd=False)
    os.closerange(3, os.sysconf("SC_OPEN_MAX"))
    os.chdir(folder)
    os.environ.clear()
    os.environ.update({**environment, **SET})
    sys.argv[1:] = arguments
    sys.path.insert(0, folder)  # as `-m` does


if __name__ == "__main__":
    del sys.path[0]  # the folder of this file
    if serve(socket.socket(fileno=int(sys.argv[1]))):
        runpy.run_module("ppgp_docs", run_name="__main__", alter_sys=True)
