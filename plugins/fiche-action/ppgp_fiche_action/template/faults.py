"""What is found in a template: where, in words, and the paragraph that a comment is pinned to."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import Any

from attrs import frozen

from ppgp_docs.api import Diagnostic, Severity, Span, error, note

_TELL = {Severity.ERROR: error, Severity.INFO: note}


@frozen(eq=False)
class Fault:
    """A finding; ``place`` is empty and ``paragraph`` None when it is about the whole file."""

    code: str
    message: str
    hints: tuple[str, ...] = ()
    place: str = ""
    paragraph: Any = None
    severity: Severity = Severity.ERROR

    def told(self, file: Path, *, with_place: bool = True) -> Diagnostic:
        """The same as a diagnostic, its place first."""
        where = f"{self.place} : " if self.place and with_place else ""
        return _TELL[self.severity](self.code, where + self.message, Span(file), *self.hints)


class NotATemplateError(Exception):
    """The file cannot even be opened; the message says why, in French."""


def suggestion(word: str, known: list[str]) -> tuple[str, ...]:
    """The nearest known name as a hint, else all of them when they are few."""
    if near := get_close_matches(word, known, n=1, cutoff=0.5):
        return (f"vouliez-vous dire `{near[0]}` ?",)
    return (f"noms connus : {', '.join(f'`{name}`' for name in known)}",) if known else ()
