"""The workspace kept from strangers' code: while it loads, checks, draws or renders it changes
nothing there, and what is told of finished documents deletes none of them.

Python tells what is opened, moved or deleted to an audit hook (PEP 578), which may refuse it. A
hook cannot be taken away, so this is for a process of its own. What a program that the plugin
starts does cannot be refused: it is told (``started_programs.py``). It holds accidents, not
attacks: a library in C is not heard.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from ppgp_docs.diagnostics import Span
from ppgp_docs.plugin.started_programs import STARTS, Deed, StartedPrograms, line_in

AFTER: Final = ("ppgp_after_write", "ppgp_after_build")
"""Hooks that may write in the workspace: an index beside the documents."""

_REMOVES: Final = frozenset({"os.remove", "os.rmdir", "shutil.rmtree"})
_CHANGES: Final = frozenset({"os.rename", "os.truncate", "os.link", "os.symlink", "os.mkdir"})
_WRITES: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_BYTECODE: Final = "__pycache__"


class WorkspaceGuard:
    """Refuses changes below ``root`` and deletions of what holds it, from :meth:`start` on; the
    code that it is for lies in ``home``."""

    def __init__(self, root: Path | None, home: Path | None = None) -> None:
        self._roots = (os.path.realpath(root),) if root else ()
        self._kept: tuple[str, ...] = self._roots
        self._may_write = False
        self._home = home
        self._refused: list[Deed] = []
        self._programs = StartedPrograms(Path(os.path.realpath(root)) if root else None, home)

    def start(self) -> None:
        """Guard until the process ends."""
        sys.addaudithook(self._on_audit_event)

    def allow(self, hook: str, given: Mapping[str, Any]) -> None:
        """Say what is asked now, with what: some hooks may write, beside the documents that they
        are told of."""
        self._may_write = hook in AFTER
        dossiers = (f"{root}{os.sep}departments" for root in self._roots)
        self._kept = (*dossiers, *_outputs(given)) if self._may_write else self._roots

    def deeds(self) -> Iterator[Deed]:
        """What was refused since the last time, whatever the plugin made of it, and what changed
        while a program that it started ran."""
        found, self._refused = self._refused, []
        return iter(dict.fromkeys((*found, *self._programs.changes(self._may_write))))

    @property
    def started_at(self) -> Span | None:
        """The line that started the first program since :meth:`deeds` was asked."""
        return self._programs.place

    def _on_audit_event(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event in STARTS:
            self._programs.hear()
        if event == "open":
            path, _, flags = arguments
            asked = isinstance(flags, int) and flags & _WRITES and not self._may_write
        else:
            asked = event in _REMOVES or (event in _CHANGES and not self._may_write)
            path = arguments[0] if asked else None
        if not asked or path is None or isinstance(path, int):
            return
        place = _place(path, arguments[-1] if event in ("os.remove", "os.rmdir") else None)
        if _BYTECODE not in place and self._is_kept(place, event in _REMOVES):
            told = f"une extension ne change rien à l’espace de travail : `{os.fsdecode(path)}`"
            self._refused.append(Deed(told, line_in(self._home)))
            raise PermissionError(told)

    def _is_kept(self, place: str, removed: bool) -> bool:
        for root in self._kept:
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
