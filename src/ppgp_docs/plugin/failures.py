"""What a plugin raised, as a diagnostic that names it, at the line of its own code."""

from __future__ import annotations

import inspect
import os
import sys
import traceback
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Final

from ppgp_docs.diagnostics import Diagnostic, Span, error
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.place import Located
from ppgp_docs.plugin.formats import Document
from ppgp_docs.system_errors import REASONS
from ppgp_docs.workspace.manifest import Artifact

GUARDED: Final = (Exception, SystemExit)
"""What a plugin may raise without taking the rest down; only the user interrupts a build."""

_LONGEST: Final = 1_000
"""In characters: an exception may hold a whole file."""

_OURS: Final = str(Path(__file__).parents[1])
_PYTHON: Final = (str(Path(inspect.__file__).parent), sys.prefix)


def failure(
    plugin: str,
    where: str,
    problem: BaseException,
    function: Callable[..., Any] | None = None,
    given: Iterable[Any] = (),
) -> Diagnostic:
    """A plugin's exception, with its trace for who wrote it.

    ``function`` is what was called, with what it was ``given``: where to look when nothing of the
    plugin stands in the trace, and of which dossier it was asked.
    """
    told = words(problem)
    found = failed(plugin, where, told, own_line(problem, function), given)
    return replace(found, trace=trace_of(problem))


def words(problem: BaseException) -> str:
    """What an exception says of itself, as much of it as somebody reads."""
    if isinstance(problem, OSError) and problem.errno in REASONS:  # ``strerror`` speaks English
        file = f" (`{Path(os.fsdecode(problem.filename)).name}`)" if problem.filename else ""
        return f"{REASONS[problem.errno]}{file}"
    told = _text(problem)
    name = type(problem).__name__
    return f"{name}: {told}" if len(told) <= _LONGEST else f"{name}: {told[:_LONGEST]}…"


def trace_of(problem: BaseException) -> str:
    """The trace of an exception, for who wrote the code; without its causes where it is huge."""
    if len(_text(problem)) <= _LONGEST:
        return "".join(traceback.format_exception(problem))
    return "".join((*traceback.format_tb(problem.__traceback__), words(problem), "\n"))


def _text(problem: BaseException) -> str:
    try:
        return str(problem)
    except Exception:  # a stranger's class may fail at this too
        return ""


def failed(
    plugin: str, where: str, told: str, place: Span | None, given: Iterable[Any] = ()
) -> Diagnostic:
    """F010: what went wrong with a plugin, in which of its functions, asked about what."""
    return error(
        "F010",
        f"l’extension `{plugin}` a échoué dans `{where}` : {told}{asked_about(given)}",
        place,
        "les autres continuent ; signalez-le à l’auteur de l’extension",
    )


def asked_about(given: Iterable[Any]) -> str:
    """The dossier, the document or the block that a plugin was asked about, between brackets."""
    for each in given:
        if isinstance(each, Document):
            return f" (document {each.name})"
        if isinstance(each, Dossier):
            return f" (dossier {each.dossier_dir.name})"
        if isinstance(each, Artifact):
            return f" (document {each.path})"
        if isinstance(each, Located) and (span := each.place.span):
            parts = span.file.parts[-3 if span.file.parent.name == "fiches" else -2 :]
            return f" ({'/'.join(parts)}, ligne {span.line})"
    return ""


def start_of(function: Callable[..., Any] | None) -> Span | None:
    """Where a function begins, be it in another process (``plugin/description.py``)."""
    if isinstance(place := getattr(function, "place", None), Span):
        return place
    code = getattr(_written(function), "__code__", None) if function else None
    return _line(code.co_filename, code.co_firstlineno) if code else None


def _written(function: Callable[..., Any]) -> Callable[..., Any]:
    """What is written of something that can be called: of a partial its function, of an object its
    ``__call__``."""
    while isinstance(function, partial):
        function = function.func
    function = inspect.unwrap(function)
    is_one = hasattr(function, "__code__") or inspect.isclass(function)
    called: Callable[..., Any] = function if is_one else type(function).__call__
    return called


def own_line(problem: BaseException, function: Callable[..., Any] | None) -> Span | None:
    """The last line of the trace that is neither ours nor a library's, else where ``function``
    begins."""
    if isinstance(problem, SyntaxError) and problem.filename and problem.lineno:
        told = _line(problem.filename, problem.lineno)
        return told if function is None or _is_of(function, told.file) else start_of(function)
    frames = traceback.extract_tb(problem.__traceback__)
    own = [frame for frame in frames if frame.lineno and not _is_foreign(frame.filename, function)]
    return _line(own[-1].filename, own[-1].lineno or 1) if own else start_of(function)


def home_of(function: Callable[..., Any]) -> Path | None:
    """The folder of the whole package that a function belongs to."""
    module = getattr(_written(function), "__module__", None) or ""
    top = sys.modules.get(module.partition(".")[0])
    if file := getattr(top, "__file__", None):
        return Path(file).parent
    start = start_of(function)
    return start.file.parent if start else None


def _is_of(function: Callable[..., Any], file: Path) -> bool:
    home = home_of(function)
    return home is not None and file.is_relative_to(home)


def _line(file: str, number: int) -> Span:
    return Span(Path(file), number, 1, number, 1)


def _is_foreign(file: str, function: Callable[..., Any] | None) -> bool:
    """Whether a file is not the plugin's: the tool's, Python's, a library's."""
    if function is not None and (home := home_of(function)):
        return not Path(file).is_relative_to(home)
    return file.startswith(("<", _OURS, *_PYTHON)) or "site-packages" in file
