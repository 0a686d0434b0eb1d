"""What WeasyPrint writes to its log, as diagnostics: it never stops for a fault of style.

R101 style, R102 picture or font, R103 tags, R104 anything else.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, TypeAlias

from ppgp_docs.api import Diagnostic, Span, warning

Report: TypeAlias = Callable[[Diagnostic], None]
Origin: TypeAlias = Callable[[str], Span | None]

_LOGGER: Final = logging.getLogger("weasyprint")
_KINDS: Final = (
    (("alt description", '"lang"', "heading"), "R103", "balisage d’accessibilité"),
    (("font",), "R102", "police"),
    (("image", "fetch", "load", "URI"), "R102", "image ou ressource"),
    (("Ignored", "Invalid", "unsupported", "selector", "Parse error"), "R101", "feuille de style"),
)


class _JournalHandler(logging.Handler):
    """Hands each warning over, once, with its place in the dossier or the style where known."""

    def __init__(self, report: Report, origin: Origin) -> None:
        super().__init__(logging.WARNING)
        self._report, self._origin = report, origin
        self._heard: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        message = " ".join(record.getMessage().split())
        if message not in self._heard:
            self._heard.add(message)
            self._report(_diagnostic(message, self._origin(message)))


@contextmanager
def reported(report: Report, origin: Origin) -> Iterator[None]:
    """Turns WeasyPrint's warnings into diagnostics for as long as it lasts."""
    handler = _JournalHandler(report, origin)
    propagate, level = _LOGGER.propagate, _LOGGER.level
    _LOGGER.addHandler(handler)
    _LOGGER.propagate = False
    _LOGGER.setLevel(logging.WARNING)
    try:
        yield
    finally:
        _LOGGER.removeHandler(handler)
        _LOGGER.propagate, _LOGGER.level = propagate, level


def _diagnostic(message: str, place: Span | None) -> Diagnostic:
    code, kind = next(_kinds(message), ("R104", "rendu"))
    return warning(code, f"WeasyPrint, {kind}\N{NO-BREAK SPACE}: `{message}`", place)


def _kinds(message: str) -> Iterator[tuple[str, str]]:
    for words, code, kind in _KINDS:
        if any(word in message for word in words):
            yield code, kind
