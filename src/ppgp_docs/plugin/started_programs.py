"""The programs that a stranger's code starts, and what changes in the workspace meanwhile: Python
hears nothing of what another program opens, so the files are looked at before and after.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from attrs import frozen

from ppgp_docs.diagnostics import Span

STARTS: Final = frozenset(
    {"subprocess.Popen", "os.system", "os.posix_spawn", "os.spawn", "os.fork", "os.forkpty"}
)
"""The audit events of a program that is started."""

WATCHED: Final = ("departments", "templates", "ppgp.toml")
"""What nobody but its user changes, in a workspace."""

_State = dict[str, tuple[int, int, int]]


@frozen
class Deed:
    """What may not be done, and the line of the plugin that did it, if one is known."""

    told: str
    place: Span | None = None


class StartedPrograms:
    """What changes below ``root`` from the first program on that the code in ``home`` starts."""

    def __init__(self, root: Path | None, home: Path | None) -> None:
        self._root, self._home = root, home
        self._before: _State | None = None
        self.place: Span | None = None

    def hear(self) -> None:
        """A program is about to start."""
        if self._before is None:
            self.place = line_in(self._home)
            self._before = dict(_state(self._root)) if self._root else {}

    def changes(self) -> Iterator[Deed]:
        """What changed since; then all is forgotten."""
        before, place = self._before, self.place
        self._before = self.place = None
        if not before:
            return
        after = dict(_state(self._root)) if self._root else {}
        for path in sorted(before.keys() | after.keys()):
            if before.get(path) != after.get(path):
                yield Deed(_TOLD.format(path), place)


_TOLD: Final = (
    "une extension ne change rien à l’espace de travail : `{}` a changé pendant que tournait un "
    "programme qu’elle a lancé"
)


def _state(root: Path) -> Iterator[tuple[str, tuple[int, int, int]]]:
    for name in WATCHED:
        for path in (root / name, *_below(root / name)):
            with suppress(OSError):
                told = path.stat()
                if not path.is_dir():
                    own = told.st_mtime_ns, told.st_size, told.st_ino
                    yield path.relative_to(root).as_posix(), own


def _below(folder: Path) -> Iterator[Path]:
    for place, _, files in os.walk(folder):
        yield from (Path(place, file) for file in files)


def line_in(home: Path | None) -> Span | None:
    """The line of the code in ``home``, a folder or a file, that runs now."""
    frame = sys._getframe() if home else None
    while frame and home:
        file = Path(frame.f_code.co_filename)
        if file.is_relative_to(home):
            return Span(file, frame.f_lineno, 1, frame.f_lineno, 1)
        frame = frame.f_back
    return None
