"""What a plugin changes of its whole Python while it loads: functions of libraries replaced, the
current folder, the environment, signals… It does so in a process of its own, where nobody else
suffers from it: its author should know.
"""

from __future__ import annotations

import ast
import atexit
import os
import signal
import sys
import threading
from collections.abc import Iterable, Iterator
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
Words = tuple[str, ...]
"""Names that a line which changes something holds; ``sys.path`` is no ``os.path``."""


class Alterations:
    """What there was before a plugin came; :meth:`told` compares.

    Its file is read before too: a plugin may leave the folder that its path starts from.
    """

    def __init__(self, candidate: Candidate) -> None:
        self._candidate, self._place = candidate, candidate.place
        self._names = _names(self._place)
        self._functions = [*_functions()]
        self._state = _state()
        self._threads = set(threading.enumerate())

    def diagnostics(self, given_back: Iterable[str] = ()) -> Iterator[Diagnostic]:
        """F042, at the line of the plugin that names the first of them, if it is found there;
        of Python's own functions, those that were ``given_back`` since."""
        own = ((f"`builtins.{name}`", (name,)) for name in given_back)
        found = [*own, *self._replaced(), *self._changed()]
        if not found:
            return
        names = ", ".join(told for told, _ in found[:_MOST]) + (", …" if found[_MOST:] else "")
        yield warning(
            ALTERED,
            f"l’extension `{self._candidate}`, en se chargeant, modifie "
            f"ce que tout le programme utilise : {names}",
            self._line(found[0][1]),
            "cela ne touche ni les autres extensions ni les documents ; prévenez son auteur",
        )

    def _replaced(self) -> Iterator[tuple[str, Words]]:
        """Functions and classes of others that stand for something else now."""
        for owner, key, before in self._functions:
            if vars(owner).get(key, before) is not before:
                yield f"`{_name(owner)}.{key}`", (key,)

    def _changed(self) -> Iterator[tuple[str, Words]]:
        now = _state()
        for (told, words), before in self._state.items():
            if now[told, words] != before:
                yield told, words
        if set(threading.enumerate()) - self._threads:
            yield "un fil d’exécution laissé en marche", ("Thread", "Timer", "start_new_thread")

    def _line(self, words: Words) -> Span | None:
        """The first line of its file that holds one of the words, else the file."""
        return _line_of(words, self._place, self._names)


def line_of(word: str, place: Span) -> Span:
    """The first line of a plugin's file that holds a name, else its place."""
    return _line_of((word,), place, _names(place)) or place


def _line_of(words: Words, place: Span | None, names: list[tuple[int, str]]) -> Span | None:
    ends = tuple(f".{word}" for word in words)
    rank = next((rank for rank, name in names if f".{name}".endswith(ends)), 0)
    return Span(place.file, rank, 1, rank, 2) if place and rank else place


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


def _state() -> dict[tuple[str, Words], Any]:
    """What a process has beside modules, each told in French, with the words that change it."""
    return {
        ("le répertoire courant", ("chdir",)): _folder(),
        ("les variables d’environnement", ("environ",)): dict(os.environ),
        ("ce qui répond aux signaux", ("signal",)): _signals(),
        ("la profondeur des appels", ("setrecursionlimit",)): sys.getrecursionlimit(),
        ("où se trouvent les modules", ("sys.path", "meta_path")): ([*sys.path], [*sys.meta_path]),
        ("les droits des fichiers", ("umask",)): _umask(),
        ("où s’écrivent les messages", tuple(f"sys.{s}" for s in _STREAMS)): [
            id(getattr(sys, s)) for s in _STREAMS
        ],
        ("ce qui se fait à la fin", ("atexit",)): atexit._ncallbacks(),
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


def _names(place: Span | None) -> list[tuple[int, str]]:
    """The dotted names in a file of Python by line: those that it gives a value, those that it
    uses, then those it imports."""
    try:
        nodes = [*ast.walk(ast.parse(place.file.read_bytes()))] if place else []
    except Exception:  # it does not load either, which is told, or is no text
        return []
    used = [
        (not isinstance(getattr(node, "ctx", None), ast.Store | ast.Del), node.lineno, name)
        for node in nodes
        if isinstance(node, ast.expr) and (name := _dotted(node))
    ]
    imports = (node for node in nodes if isinstance(node, ast.Import | ast.ImportFrom))
    imported = [(each.lineno, name) for each in imports for name in _imported(each)]
    return [*((line, name) for _, line, name in sorted(used)), *sorted(imported)]


def _dotted(node: ast.expr) -> str:
    """The name that an expression is, be it between quotes: ``setattr(json, "loads", …)``."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    parts = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    return ".".join(reversed([*parts, node.id] if isinstance(node, ast.Name) else parts))


def _imported(node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    if isinstance(node, ast.ImportFrom) and node.module:
        yield node.module
    yield from (each.name for each in node.names)
