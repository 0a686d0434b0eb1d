"""Findings as workflow commands of GitHub Actions: annotations beside the faulty lines.

Source of the syntax and of the escapes: « Workflow commands for GitHub Actions », docs.github.com.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ppgp_docs.cli.show import relative
from ppgp_docs.diagnostics import Diagnostic, Severity

_COMMANDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_IN_DATA: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY: Final = _IN_DATA | str.maketrans({":": "%3A", ",": "%2C"})


def render(diagnostics: Iterable[Diagnostic]) -> str:
    """A command a finding."""
    return "\n".join(map(_command, diagnostics))


def _command(diagnostic: Diagnostic) -> str:
    properties = ",".join(
        f"{name}={str(value).translate(_IN_PROPERTY)}"
        for name, value in _properties(diagnostic).items()
    )
    hints = [f"aide\u00a0: {hint}" for hint in diagnostic.hints]
    message = "\n".join([diagnostic.message, *hints]).translate(_IN_DATA)
    return f"::{_COMMANDS[diagnostic.severity]} {properties}::{message}"


def _properties(diagnostic: Diagnostic) -> dict[str, object]:
    span, title = diagnostic.span, {"title": diagnostic.code}
    if span is None:
        return {**title}
    file = {"file": relative(span.file).as_posix()}
    if not span.line:
        return {**file, **title}
    place: dict[str, object] = {"line": span.line, "endLine": span.end_line, "col": span.column}
    if span.end_line == span.line:  # GitHub takes columns of one line only
        place["endColumn"] = span.end_column
    return {**file, **place, **title}
