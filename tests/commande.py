"""The command as a shell runs it, for the tests that look at what it answers."""

from __future__ import annotations

import os
import pickle
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Final

COMMAND: Final = (sys.executable, "-m", "ppgp_docs")

_READ_WHEN_RUN: Final = ("APPDATA", "HOME", "NO_COLOR", "PPGP_", "PYTEST_", "USERPROFILE", "XDG_")
"""How the variables begin that nothing reads before the command runs."""

_HERE: Final = dict(os.environ)


def ppgp(
    *arguments: object, cwd: Path, entree: str | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run ``ppgp`` in ``cwd``; output as UTF-8 text, ``environment`` added to ours, ``entree`` what
    its standard input says."""
    return answered(list(map(str, arguments)), cwd, {**os.environ, **environment}, entree)


def answered(
    arguments: Sequence[str],
    cwd: Path,
    environment: Mapping[str, str],
    entree: str | None = None,
    timeout: float | None = None,
) -> subprocess.CompletedProcess[str]:
    """The same in exactly this environment, forked from a process that has imported it, but where
    Python itself would begin in another way; it fails past so many seconds."""
    begun = [
        {name: value for name, value in each.items() if not name.startswith(_READ_WHEN_RUN)}
        for each in (environment, _HERE)
    ]
    if begun[0] == begun[1] and hasattr(os, "pidfd_open"):
        return _forked(arguments, cwd, environment, entree, timeout)
    return subprocess.run(
        [*COMMAND, *arguments],
        cwd=cwd,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
        input=entree,
        timeout=timeout,
    )


def _forked(
    arguments: Sequence[str],
    cwd: Path,
    environment: Mapping[str, str],
    entree: str | None,
    timeout: float | None,
) -> subprocess.CompletedProcess[str]:
    told, theirs = socket.socketpair()
    (heard, said), (out, its_out), (err, its_err) = os.pipe(), os.pipe(), os.pipe()
    request = pickle.dumps((list(arguments), str(cwd), dict(environment)))
    stdin = 0 if entree is None else heard
    socket.send_fds(_standing(), [request], [stdin, its_out, its_err, theirs.fileno()])
    theirs.close()
    for each in (heard, its_out, its_err):
        os.close(each)
    with told, told.makefile() as answers, ThreadPoolExecutor() as pool:
        pid = int(answers.readline())
        written = pool.submit(_write, said, entree or "")
        texts = [pool.submit(_read, each) for each in (out, err)]
        try:
            told.settimeout(timeout)
            code = int(answers.readline())
        except TimeoutError:
            os.kill(pid, signal.SIGKILL)
            raise subprocess.TimeoutExpired(list(arguments), timeout or 0) from None
        written.result()
    return subprocess.CompletedProcess(list(arguments), code, *(each.result() for each in texts))


def _write(descriptor: int, text: str) -> None:
    with open(descriptor, "w", encoding="utf-8") as stream:
        stream.write(text)


def _read(descriptor: int) -> str:
    with open(descriptor, encoding="utf-8") as stream:
        return stream.read()


@cache
def _standing() -> socket.socket:
    """The line to the process that forks; it ends with this one."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    script = Path(__file__).with_name("standing.py")
    with theirs:
        number = theirs.fileno()
        command = [sys.executable, str(script), str(number)]
        subprocess.Popen(command, pass_fds=[number], env=_HERE)
    return ours
