"""What is found in a template: where, in words, and the paragraph that a comment is pinned to."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from attrs import frozen

from ppgp_docs.api import Diagnostic, Severity, Span, enumerer, error, note, warning
from ppgp_fiche_action.template.landmarks import Landmarks

_LIKE: Final = 0.6
"""Under this, a likeness is chance: `else` for `set`."""

_TELL = {Severity.ERROR: error, Severity.WARNING: warning, Severity.INFO: note}


@frozen(eq=False)
class Fault:
    """A finding; ``place`` is empty and ``paragraph`` None when it is about the whole file."""

    code: str
    message: str
    hints: tuple[str, ...] = ()
    place: str = ""
    paragraph: Any = None
    severity: Severity = Severity.ERROR

    def as_diagnostic(self, file: Path, landmarks: Landmarks | None) -> Diagnostic:
        """The same as a diagnostic; with ``landmarks``, its place first and words that stand
        there."""
        where = ""
        if self.place and landmarks:
            words = landmarks.near(self.paragraph) if self.paragraph is not None else ""
            where = f"{', '.join(filter(None, (self.place, words)))} : "
        return _TELL[self.severity](self.code, where + self.message, Span(file), *self.hints)


def as_diagnostics(faults: Iterable[Fault], file: Path) -> list[Diagnostic]:
    """Each at its place, in their order."""
    landmarks = Landmarks()
    return [fault.as_diagnostic(file, landmarks) for fault in faults]


class NotATemplateError(Exception):
    """The file cannot even be opened; the message says why, in French."""


def suggestion(word: str, known: list[str], path: str = "") -> tuple[str, ...]:
    """The name nearest to ``word`` as a hint, else all of them; ``path`` leads to each."""
    if near := get_close_matches(word, known, n=1, cutoff=_LIKE):
        return (f"vouliez-vous dire `{path}{near[0]}` ?",)
    names = [f"`{path}{name}`" for name in known]
    return (f"choisissez {enumerer(names, 'ou')}",) if names else ()
