"""The loaded plugins, each called in its own guard, so that one cannot take the rest down."""

from __future__ import annotations

import inspect
import sys
import traceback
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pluggy
from attrs import frozen

from ppgp_docs.diagnostics import Diagnostic, Span, error
from ppgp_docs.plugin.formats import Format
from ppgp_docs.schema.schemas import Schemas

GUARDED: Final = (Exception, SystemExit)
"""What a plugin may raise without taking the rest down; only the user interrupts a build."""


def _as_it_is(answer: Any) -> Any:
    return answer


@frozen
class PluginInfo:
    """What ``ppgp plugins`` tells of one plugin."""

    name: str
    origin: str
    version: str
    formats: tuple[str, ...]
    hooks: tuple[str, ...]
    blocks: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    path: str = ""


@frozen
class Answered:
    """What the first plugin that answered said, and the failures of those asked before it.

    ``plugin`` is empty and ``value`` None when none answered.
    """

    plugin: str
    value: Any
    failures: tuple[Diagnostic, ...]
    place: Span | None = None

    def fault(self, problem: str) -> Diagnostic:
        """What is wrong with the answer, at the plugin's own line."""
        return _failed(self.plugin, "ppgp_draw", problem, self.place)


@frozen
class Plugins:
    """The loaded plugins and what went wrong while loading others."""

    manager: pluggy.PluginManager
    formats: tuple[Format, ...]
    infos: tuple[PluginInfo, ...]
    schemas: Schemas
    diagnostics: tuple[Diagnostic, ...]

    def call(
        self, hook: str, read: Callable[[Any], Any] = _as_it_is, /, **arguments: Any
    ) -> tuple[list[Any], list[Diagnostic]]:
        """Call a hook of every plugin, each in its own guard; results and failures.

        ``read`` holds each answer to the contract; what it raises is the plugin's failure.
        """
        answers, failures = self.ask(hook, read, **arguments)
        return [answer for _, answer in answers], failures

    def ask(
        self, hook: str, read: Callable[[Any], Any] = _as_it_is, /, **arguments: Any
    ) -> tuple[list[tuple[str, Any]], list[Diagnostic]]:
        """The same as :meth:`call`, each result with the name of its plugin."""
        results: list[tuple[str, Any]] = []
        failures: list[Diagnostic] = []
        for implementation in self.implementations(hook):
            answer, fault = _asked(implementation, read, arguments)
            if fault:
                failures.append(fault)
            else:
                results.append((implementation.plugin_name, answer))
        return results, failures

    def first(self, hook: str, read: Callable[[Any], Any], /, **arguments: Any) -> Answered:
        """What the first plugin says that has something to say."""
        failures = []
        for implementation in self.implementations(hook):
            answer, fault = _asked(implementation, read, arguments)
            if fault:
                failures.append(fault)
            elif answer is not None:
                place = _start_of(implementation.function)
                return Answered(implementation.plugin_name, answer, tuple(failures), place)
        return Answered("", None, tuple(failures))

    def implementations(self, hook: str) -> list[pluggy.HookImpl]:
        """Those of a hook in pluggy's order: the last to come first, but as they asked."""
        found: list[pluggy.HookImpl] = getattr(self.manager.hook, hook).get_hookimpls()
        return found[::-1]

    def format(self, format_id: str) -> Format:
        """The format of that id. Raises KeyError."""
        return {format.id: format for format in self.formats}[format_id]

    def owner(self, format_id: str) -> str:
        """The name of the plugin that brought a format. Raises StopIteration."""
        return next(info.name for info in self.infos if format_id in info.formats)


def _asked(
    implementation: pluggy.HookImpl, read: Callable[[Any], Any], arguments: dict[str, Any]
) -> tuple[Any, Diagnostic | None]:
    wanted = {name: arguments[name] for name in implementation.argnames}
    function = implementation.function
    try:
        return read(_finished(function(**wanted))), None
    except GUARDED as problem:
        return None, failure(implementation.plugin_name, function.__name__, problem, function)


def _finished(result: Any) -> Any:
    """A generator run to its end, while the guard still stands."""
    return list(result) if isinstance(result, Iterator) else result


def failure(
    plugin: str, where: str, problem: BaseException, function: Callable[..., Any] | None = None
) -> Diagnostic:
    """A plugin's exception as a diagnostic that names it, at the line of its own code.

    ``function`` is what was called: where to look when nothing of the plugin stands in the trace.
    """
    told = f"{type(problem).__name__}: {problem}"
    place = _own_line(problem, function) or _start_of(function)
    trace = "".join(traceback.format_exception(problem))
    return replace(_failed(plugin, where, told, place), trace=trace)


def _failed(plugin: str, where: str, told: str, place: Span | None) -> Diagnostic:
    return error(
        "F010",
        f"l’extension `{plugin}` a échoué dans `{where}` : {told}",
        place,
        "les autres continuent ; signalez-le à l’auteur de l’extension",
    )


def _start_of(function: Callable[..., Any] | None) -> Span | None:
    code = getattr(inspect.unwrap(function), "__code__", None) if function else None
    return _line(code.co_filename, code.co_firstlineno) if code else None


def _own_line(problem: BaseException, function: Callable[..., Any] | None) -> Span | None:
    """The last line of the trace that is neither ours nor a library's."""
    if isinstance(problem, SyntaxError) and problem.filename and problem.lineno:
        return _line(problem.filename, problem.lineno)
    frames = traceback.extract_tb(problem.__traceback__)
    own = [frame for frame in frames if frame.lineno and not _is_foreign(frame.filename, function)]
    return _line(own[-1].filename, own[-1].lineno or 1) if own else None


def _line(file: str, number: int) -> Span:
    return Span(Path(file), number, 1, number, 1)


_OURS: Final = str(Path(__file__).parents[1])


def _is_foreign(file: str, function: Callable[..., Any] | None) -> bool:
    """Whether a file is not the plugin's: the tool's, Python's, a library's."""
    start = _start_of(function)
    if start and Path(file).is_relative_to(start.file.parent):
        return False
    libraries = (_OURS, *_PYTHON)
    return file.startswith(("<", *libraries)) or "site-packages" in file


_PYTHON: Final = tuple({str(Path(inspect.__file__).parent), sys.prefix})
