"""What a plugin changes of its whole Python while it loads: functions of libraries replaced, the
current folder, the environment, signals… It does so in a process of its own, where nobody else
suffers from it: its author should know.
"""

from __future__ import annotations

import atexit
import os
import re
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from ppgp_docs.diagnostics import Diagnostic, Span, warning
from ppgp_docs.plugin.candidates import Candidate

ALTERED: Final = "F042"
"""What tells it."""
_STREAMS: Final = ("stdin", "stdout", "stderr")
_MOST: Final = 3
"""How many are named: the first ones tell what happened."""


class Alterations:
    """What there was before a plugin came; :meth:`told` compares."""

    def __init__(self) -> None:
        self._functions = [*_functions()]
        self._state = _state()
        self._threads = set(threading.enumerate())

    def told(self, candidate: Candidate) -> Iterator[Diagnostic]:
        """F042, at the line of the plugin that names the first of them, if it is found there."""
        found = [*self._replaced(), *self._changed()]
        if not found:
            return
        names = ", ".join(told for told, _ in found[:_MOST]) + (", …" if found[_MOST:] else "")
        yield warning(
            ALTERED,
            f"l’extension `{candidate}` change en se chargeant ce dont tout le programme se sert : "
            f"{names}",
            _line(candidate.place, found[0][1]),
            "les autres extensions et les documents n’en souffrent pas ; prévenez son auteur",
        )

    def _replaced(self) -> Iterator[tuple[str, str]]:
        """Functions and classes of others that stand for something else now."""
        for owner, key, before in self._functions:
            if vars(owner).get(key, before) is not before:
                yield f"`{_name(owner)}.{key}`", key

    def _changed(self) -> Iterator[tuple[str, str]]:
        now = _state()
        for (told, word), before in self._state.items():
            if now[told, word] != before:
                yield told, word
        if set(threading.enumerate()) - self._threads:
            yield "un fil d’exécution laissé en marche", "Thread"


def _functions() -> Iterator[tuple[ModuleType | type, str, Any]]:
    """What modules and their classes hold that can be called, by owner and name."""
    for module in [*sys.modules.values()]:
        if isinstance(module, ModuleType):
            yield from _callables(module)
            own = (each for each in [*vars(module).values()] if isinstance(each, type))
            for each in own:
                yield from _callables(each) if each.__module__ == module.__name__ else ()


def _callables(owner: ModuleType | type) -> Iterator[tuple[ModuleType | type, str, Any]]:
    return ((owner, key, each) for key, each in [*vars(owner).items()] if callable(each))


def _name(owner: ModuleType | type) -> str:
    name: str = owner.__name__
    return f"{owner.__module__}.{name}" if isinstance(owner, type) else name


def _state() -> dict[tuple[str, str], Any]:
    """What a process has beside modules, each told in French, with a word that changes it."""
    return {
        ("le répertoire courant", "chdir"): _folder(),
        ("les variables d’environnement", "environ"): dict(os.environ),
        ("ce qui répond aux signaux", "signal"): _signals(),
        ("la profondeur des appels", "setrecursionlimit"): sys.getrecursionlimit(),
        ("où se trouvent les modules", "sys"): ([*sys.path], [*sys.meta_path]),
        ("les droits des fichiers", "umask"): _umask(),
        ("où s’écrivent les messages", "stdout"): [id(getattr(sys, s)) for s in _STREAMS],
        ("ce qui se fait à la fin", "atexit"): atexit._ncallbacks(),
    }


def _folder() -> str:
    try:
        return str(Path.cwd())
    except OSError:  # it was deleted
        return ""


def _umask() -> int:
    before = os.umask(0o77)  # the only way to read it
    os.umask(before)
    return before


def _signals() -> list[Any]:
    return [signal.getsignal(each) for each in signal.valid_signals()]


def _line(place: Span | None, word: str) -> Span | None:
    """The first line of a file that holds a word, else the file."""
    try:
        lines = place.file.read_text("utf-8", "replace").splitlines() if place else ()
    except OSError:
        return place
    found = (rank for rank, line in enumerate(lines, 1) if re.search(rf"\b{word}\b", line))
    rank = next(found, 0)
    return Span(place.file, rank, 1, rank, 2) if place and rank else place
