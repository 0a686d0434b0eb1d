"""The workspace kept from strangers' code: while it loads, checks, draws or renders it changes
nothing there, and what is told of finished documents deletes none of them.

Python tells what is opened, moved or deleted to an audit hook (PEP 578), which may refuse it. A
hook cannot be taken away, so this is for a process of its own. It hears nothing of a library in C,
nor of a program that the plugin starts: the system refuses these where it can (``landlock.py``);
what such a program changed elsewhere is told (``started_programs.py``).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from ppgp_docs.diagnostics import Span
from ppgp_docs.plugin.started_programs import (
    STARTS,
    WATCHED,
    Deed,
    StartedPrograms,
    line_in,
)

AFTER: Final = ("ppgp_after_write", "ppgp_after_build")
"""Hooks that may write in the workspace: an index beside the documents."""

_REMOVES: Final = {"os.remove": (0, 1), "os.rmdir": (0, 1), "shutil.rmtree": (0, None)}
_CHANGES: Final = {
    "os.truncate": (0, None),
    "os.mkdir": (0, 2),
    "os.link": (1, 3),
    "os.symlink": (1, 2),
    "os.chmod": (0, 2),
    "os.chown": (0, 3),
    "os.utime": (0, 3),
    "os.setxattr": (0, None),
    "sqlite3.connect": (0, None),
}
"""The audit events of a change: which argument is the path, which the descriptor of its folder."""
_RENAMES: Final = ((0, 2), (1, 3))
"""``os.rename``: what goes, and what takes its place."""
_WRITES: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_BYTECODE: Final = "__pycache__"
_NO_FILE: Final = ("", ":memory:")
_MANIFEST: Final = "manifest.json"


class WorkspaceGuard:
    """Refuses changes below ``root`` and deletions of what holds it, from :meth:`start` on; the
    code that it is for lies in ``home``."""

    def __init__(self, root: Path | None, home: Path | None = None) -> None:
        self._roots = (os.path.realpath(root),) if root else ()
        self._kept: tuple[str, ...] = self._roots
        self._sealed: tuple[str, ...] = self._roots
        self._home = home
        self._refused: list[Deed] = []
        self._programs = StartedPrograms(Path(os.path.realpath(root)) if root else None, home)

    def start(self) -> None:
        """Guard until the process ends."""
        sys.addaudithook(self._on_audit_event)

    def allow(self, hook: str, given: Mapping[str, Any]) -> None:
        """Say what is asked now, with what: some hooks may write beside the documents that they
        are told of, over nothing that the user or the tool wrote, and delete none of them."""
        self._kept = self._sealed = self._roots
        if hook in AFTER:
            own = tuple(f"{root}{os.sep}{name}" for root in self._roots for name in WATCHED)
            outputs = tuple(_outputs(given))
            self._kept = (*own, *outputs)
            self._sealed = (*own, *(f"{each}{os.sep}{_MANIFEST}" for each in outputs))

    def deeds(self) -> Iterator[Deed]:
        """What was refused since the last time, whatever the plugin made of it, and what changed
        while a program that it started ran."""
        found, self._refused = self._refused, []
        return iter(dict.fromkeys((*found, *self._programs.changes())))

    @property
    def started_at(self) -> Span | None:
        """The line that started the first program since :meth:`deeds` was asked."""
        return self._programs.place

    def _on_audit_event(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event in STARTS:
            self._programs.hear()
        elif event == "open":
            if isinstance(arguments[2], int) and arguments[2] & _WRITES:
                self._refuse(arguments, (0, None), self._sealed)
        elif event == "os.rename":
            self._refuse(arguments, _RENAMES[0], self._sealed, removed=True)
            self._refuse(arguments, _RENAMES[1], self._sealed)
        elif event in _REMOVES:
            self._refuse(arguments, _REMOVES[event], self._kept, removed=True)
        elif event in _CHANGES:
            self._refuse(arguments, _CHANGES[event], self._sealed)

    def _refuse(
        self,
        arguments: Sequence[Any],
        where: tuple[int, int | None],
        kept: Sequence[str],
        removed: bool = False,
    ) -> None:
        """Raises PermissionError for a path that is kept: the argument at ``where``."""
        path, beside = arguments[where[0]], where[1]
        if path is None or isinstance(path, int) or path in _NO_FILE:
            return
        has_folder = beside is not None and beside < len(arguments)
        place = _place(path, arguments[beside] if beside is not None and has_folder else None)
        if not _is_bytecode(place) and _is_kept(place, kept, removed):
            told = f"une extension ne change rien à l’espace de travail : `{os.fsdecode(path)}`"
            self._refused.append(Deed(told, line_in(self._home)))
            raise PermissionError(told)


def _is_bytecode(place: str) -> bool:
    """What Python writes beside a source: its folder, or a file that takes its name at the end."""
    folder, name = os.path.split(place)
    return name == _BYTECODE or (os.path.basename(folder) == _BYTECODE and ".pyc" in name)  # noqa: PTH119


def _is_kept(place: str, kept: Sequence[str], removed: bool) -> bool:
    for root in kept:
        if place == root or place.startswith(root + os.sep):
            return True
        if removed and root.startswith(place + os.sep):
            return True
    return False


def _outputs(given: Mapping[str, Any]) -> Iterator[str]:
    """The folders of the documents that a hook is told of."""
    if manifest := given.get("manifest"):
        yield os.path.realpath(manifest.folder)
    if (path := given.get("path")) and (artifact := given.get("artifact")):
        yield os.path.realpath(str(path).removesuffix(artifact.path))


def _place(path: Any, beside: Any) -> str:
    """A path as the system takes it; ``beside`` may be the descriptor of its folder."""
    place = Path(os.fsdecode(path))
    if isinstance(beside, int) and beside >= 0:
        place = Path(os.path.realpath(f"/proc/self/fd/{beside}"), place)
    return os.path.realpath(place)
