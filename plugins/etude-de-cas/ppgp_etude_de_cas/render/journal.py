"""What WeasyPrint writes to its log, as diagnostics: it never stops for a fault of style.

R101 style, R102 picture or font, R103 tags, R104 anything else.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from ppgp_docs.api import Diagnostic, warning

_LOGGER: Final = logging.getLogger("weasyprint")
_KINDS: Final = (
    (("alt description", '"lang"', "heading"), "R103", "balisage d’accessibilité"),
    (("font",), "R102", "police"),
    (("image", "fetch", "load", "URI"), "R102", "image ou ressource"),
    (("Ignored", "Invalid", "unsupported", "selector", "Parse error"), "R101", "feuille de style"),
)


class _Ear(logging.Handler):
    """Hands each warning over, once."""

    def __init__(self, report: Callable[[Diagnostic], None]) -> None:
        super().__init__(logging.WARNING)
        self._report = report
        self._heard: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        message = " ".join(record.getMessage().split())
        if message not in self._heard:
            self._heard.add(message)
            self._report(_diagnostic(message))


@contextmanager
def reported(report: Callable[[Diagnostic], None]) -> Iterator[None]:
    """Turns WeasyPrint's warnings into diagnostics for as long as it lasts."""
    ear = _Ear(report)
    propagate, level = _LOGGER.propagate, _LOGGER.level
    _LOGGER.addHandler(ear)
    _LOGGER.propagate = False
    _LOGGER.setLevel(logging.WARNING)
    try:
        yield
    finally:
        _LOGGER.removeHandler(ear)
        _LOGGER.propagate, _LOGGER.level = propagate, level


def _diagnostic(message: str) -> Diagnostic:
    for words, code, kind in _KINDS:
        if any(word in message for word in words):
            return _said(code, kind, message)
    return _said("R104", "rendu", message)


def _said(code: str, kind: str, message: str) -> Diagnostic:
    return warning(code, f"WeasyPrint, {kind}\N{NO-BREAK SPACE}: `{message}`")
