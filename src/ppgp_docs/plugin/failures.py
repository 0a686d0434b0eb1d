"""What a plugin raised, as a diagnostic that names it, at the line of its own code."""

from __future__ import annotations

import inspect
import sys
import traceback
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from ppgp_docs.diagnostics import Diagnostic, Span, error
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.place import Located
from ppgp_docs.plugin.formats import Document
from ppgp_docs.workspace.manifest import Artifact

GUARDED: Final = (Exception, SystemExit)
"""What a plugin may raise without taking the rest down; only the user interrupts a build."""

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
    told = f"{type(problem).__name__}: {problem}"
    trace = "".join(traceback.format_exception(problem))
    found = failed(plugin, where, told, own_line(problem, function), given)
    return replace(found, trace=trace)


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
