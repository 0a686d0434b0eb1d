"""What a plugin raised, as a diagnostic that names it, at the line of its own code."""

from __future__ import annotations

import inspect
import sys
import traceback
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from ppgp_docs.diagnostics import Diagnostic, Span, error

GUARDED: Final = (Exception, SystemExit)
"""What a plugin may raise without taking the rest down; only the user interrupts a build."""

CODES: Final = frozenset(f"F0{number}" for number in (10, 11, 12, 13, 14, 25, 31, 40, 41))
"""What is told of plugins at fault: the command answers 3 for each, whoever asked."""

_OURS: Final = str(Path(__file__).parents[1])
_PYTHON: Final = (str(Path(inspect.__file__).parent), sys.prefix)


def failure(
    plugin: str, where: str, problem: BaseException, function: Callable[..., Any] | None = None
) -> Diagnostic:
    """A plugin's exception, with its trace for who wrote it.

    ``function`` is what was called: where to look when nothing of the plugin stands in the trace.
    """
    told = f"{type(problem).__name__}: {problem}"
    trace = "".join(traceback.format_exception(problem))
    return replace(failed(plugin, where, told, own_line(problem, function)), trace=trace)


def failed(plugin: str, where: str, told: str, place: Span | None) -> Diagnostic:
    """F010: what went wrong with a plugin, and in which of its functions."""
    return error(
        "F010",
        f"l’extension `{plugin}` a échoué dans `{where}` : {told}",
        place,
        "les autres continuent ; signalez-le à l’auteur de l’extension",
    )


def start_of(function: Callable[..., Any] | None) -> Span | None:
    """Where a function begins."""
    code = getattr(inspect.unwrap(function), "__code__", None) if function else None
    return _line(code.co_filename, code.co_firstlineno) if code else None


def own_line(problem: BaseException, function: Callable[..., Any] | None) -> Span | None:
    """The last line of the trace that is neither ours nor a library's, else where ``function``
    begins."""
    if isinstance(problem, SyntaxError) and problem.filename and problem.lineno:
        return _line(problem.filename, problem.lineno)
    frames = traceback.extract_tb(problem.__traceback__)
    own = [frame for frame in frames if frame.lineno and not _is_foreign(frame.filename, function)]
    return _line(own[-1].filename, own[-1].lineno or 1) if own else start_of(function)


def _line(file: str, number: int) -> Span:
    return Span(Path(file), number, 1, number, 1)


def _is_foreign(file: str, function: Callable[..., Any] | None) -> bool:
    """Whether a file is not the plugin's: the tool's, Python's, a library's."""
    start = start_of(function)
    if start and Path(file).is_relative_to(start.file.parent):
        return False
    return file.startswith(("<", _OURS, *_PYTHON)) or "site-packages" in file
