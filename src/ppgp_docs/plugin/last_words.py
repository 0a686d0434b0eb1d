"""Where the code of a plugin was when its process ended or hung: written by the process to a file
that whoever asked reads.

Python's fault handler writes it, even while the code waits for ever within a library.
"""

from __future__ import annotations

import faulthandler
import os
import re
import tempfile
import time
import traceback
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial, wraps
from pathlib import Path
from typing import IO, Any, Final, NoReturn

from ppgp_docs.diagnostics import Span

_FRAME: Final = re.compile(r'^  File "(.+)", line (\d+) in ', re.MULTILINE)
_ESCAPED: Final = re.compile(r"\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8}))")
"""How the fault handler writes the letters of a path beyond ASCII."""
_MOST: Final = 200_000
_EARLY: Final = 0.3
"""Seconds before the limit at which what does not end is looked at: it is killed at the limit."""

_leave: Final = os._exit


class Witness:
    """In the process of a plugin: what it writes of itself."""

    def __init__(self, file: Path) -> None:
        self._file: IO[bytes] = file.open("wb", buffering=0)
        faulthandler.enable(self._file)
        _heard[:] = [self._file]
        os._exit = leave_telling
        for name in _ENDS:
            if function := getattr(os, name, None):
                setattr(os, name, _telling(function))

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """What is not done in time is told where it is."""
        faulthandler.dump_traceback_later(max(seconds - _EARLY, _EARLY), file=self._file)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()

    def tell(self, problem: BaseException) -> None:
        """What ends the process was raised there."""
        frames = traceback.extract_tb(problem.__traceback__)[::-1]
        told = (f'  File "{each.filename}", line {each.lineno} in {each.name}\n' for each in frames)
        with suppress(OSError, ValueError):
            self._file.write("".join(told).encode(errors="backslashreplace"))


_heard: Final[list[IO[bytes]]] = []
"""The file of the process, which has one end whatever calls for it."""


def leave_telling(status: Any = 0) -> NoReturn:
    """What ``os._exit`` is in the process of a plugin: it tells where it was called."""
    _tell_where()
    _leave(status)


def _tell_where() -> None:
    """Where the process is now, in the place of what was told before."""
    with suppress(Exception):
        _heard[0].seek(0)
        _heard[0].truncate()
        faulthandler.dump_traceback(_heard[0], all_threads=False)


_ENDS: Final = ("kill", "killpg", "abort", "closerange")
"""What may end a process at once, or close what it could tell by."""


def _telling(function: Callable[..., Any]) -> Callable[..., Any]:
    """That function, which first tells where it was called."""

    @wraps(function)
    def tells(*arguments: Any, **named: Any) -> Any:
        _tell_where()
        return function(*arguments, **named)

    return tells


def kept_file(owner: object, folder: Path) -> Path:
    """An empty file in a temporary folder, there as long as its owner."""
    number, name = tempfile.mkstemp(prefix="ppgp-", dir=folder)
    os.close(number)
    weakref.finalize(owner, partial(Path(name).unlink, missing_ok=True))
    return Path(name)


def last_line(file: Path, *homes: Path, patience: float = 0) -> Span | None:
    """The line of a plugin, whose code is in ``homes`` (folders, or its one file), that its process
    was at; waits so many seconds for it to be written. None when nothing was."""
    until = time.monotonic() + patience
    while not (told := _read(file)) and time.monotonic() < until:
        time.sleep(0.02)
    threads = re.split(r"(?m)^(?=(?:Current t|T)hread )", told)
    for thread in reversed(threads):  # the main one comes last
        for name, line in _FRAME.findall(thread):
            place = Path(_ESCAPED.sub(_letter, name))
            if any(map(place.is_relative_to, homes)):
                return Span(place, int(line), 1, int(line), 1)
    return None


def _read(file: Path) -> str:
    with suppress(OSError), file.open("rb") as content:
        return content.read(_MOST).decode("utf-8", "replace")
    return ""


def _letter(found: re.Match[str]) -> str:
    with suppress(ValueError, OverflowError):
        return chr(int(next(filter(None, found.groups())), 16))
    return found[0]
