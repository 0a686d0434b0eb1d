"""The workspace kept by the system itself from what Python does not hear: libraries in C, programs
that a stranger's code starts.

Landlock (Linux 5.19 and later, landlock(7)) takes from a process and from all that it starts, for
good, the right to write anywhere but below some folders. It takes no folder away: all that stands
beside the way to the workspace is named instead. Elsewhere nothing is done, as ``docs/plugins.md``
says.
"""

from __future__ import annotations

import ctypes
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

_CREATE, _ADD, _RESTRICT = 444, 445, 446
"""The system calls, the same for all processors but Alpha."""
_VERSION: Final = 1
_BENEATH: Final = 1
_NO_NEW_PRIVILEGES: Final = 38
_OLDEST: Final = 2
"""The first version that can let files be moved from a folder to another."""
_WRITE, _TRUNCATE = 1 << 1, 1 << 14
_CHANGES: Final = sum(1 << bit for bit in range(4, 14))
"""Entries of a folder: taken away, made, moved."""
_TRUNCATES: Final = 3
"""The first version that knows of truncation."""


class _Ruleset(ctypes.Structure):
    _fields_ = (("handled", ctypes.c_uint64),)


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _layout_ = "ms"
    _fields_ = (("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32))


def version() -> int:
    """That of Landlock here, 0 without it."""
    if sys.platform != "linux":
        return 0
    with suppress(OSError):
        return _call(_CREATE, None, 0, _VERSION)
    return 0


def keep(root: Path, temporary: Path) -> None:
    """Let this process change nothing below ``root`` any more, nor the entries of the folders that
    hold it; below ``temporary`` it may."""
    known = version()
    if known < _OLDEST:
        return
    rights = _WRITE | _CHANGES | (_TRUNCATE if known >= _TRUNCATES else 0)
    rules = _Ruleset(rights)
    with suppress(OSError):  # a system that has it and refuses it
        number = _call(_CREATE, ctypes.byref(rules), ctypes.sizeof(rules), 0)
        for place in (*_beside(Path(os.path.realpath(root))), temporary):
            with suppress(OSError):
                _allow(number, place, rights)
        ctypes.CDLL(None).prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        _call(_RESTRICT, number, 0)
        os.close(number)


def _beside(root: Path) -> Iterator[Path]:
    """What stands beside a folder, and beside each of those that hold it, but links to these."""
    for folder in root.parents:
        with suppress(OSError):
            for each in folder.iterdir():
                place = Path(os.path.realpath(each))
                if not root.is_relative_to(place) and not place.is_relative_to(root):
                    yield place


def _allow(rules: int, place: Path, rights: int) -> None:
    number = os.open(place, os.O_PATH | os.O_CLOEXEC)
    try:
        is_folder = stat.S_ISDIR(os.fstat(number).st_mode)
        beneath = _Beneath(rights if is_folder else rights & (_WRITE | _TRUNCATE), number)
        _call(_ADD, rules, _BENEATH, ctypes.byref(beneath), 0)
    finally:
        os.close(number)


def _call(number: int, *arguments: object) -> int:
    """Raises OSError."""
    system = ctypes.CDLL(None, use_errno=True)
    given = (ctypes.c_long(each) if isinstance(each, int) else each for each in arguments)
    result: int = system.syscall(ctypes.c_long(number), *given)
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result
