"""What WeasyPrint writes to its log, as diagnostics: it never stops for a fault of style.

R101 style, R102 picture or font, R103 tags, R104 anything else.
"""

from __future__ import annotations

import logging
import re
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

_PLACE: Final = r"at (?P<line>\d+):(?P<column>\d+)"
_SAID: Final = {
    r"Failed to load image at '(?P<it>[^']*)'": "l’image `{it}` ne se charge pas",
    r"Font-face '(?P<it>[^']*)' cannot be loaded": "la police `{it}` ne se charge pas",
    r"Failed to load stylesheet at (?P<it>\S+)": "la feuille de style `{it}` ne se charge pas",
    r"Failed to load inline SVG": "un dessin SVG ne se lit pas",
    r"(Failed to render|Error while rendering) SVG image": "un dessin SVG ne se trace pas",
    rf"Ignored `(?P<it>.*?)` {_PLACE}, unknown property": "`{it}` est une propriété inconnue",
    rf"Ignored `(?P<it>.*?)` {_PLACE}": "`{it}` est sans effet",
    r"(Invalid or unsupported selector|Unsupported selector) '(?P<it>.*?)'": (
        "le sélecteur `{it}` n’est pas compris"
    ),
    rf"(Parse error|Error).*? {_PLACE}": "le style ne se lit pas",
    rf"Missing (?P<it>\S+) descriptor in '@font-face' rule {_PLACE}": (
        "une règle `@font-face` n’a pas de `{it}`"
    ),
    r"No anchor #(?P<it>\S+) for internal URI": "un lien mène à `#{it}`, qui n’existe pas",
    r"Content discarded: target points to undefined anchor '(?P<it>.*?)'": (
        "un renvoi mène à `{it}`, qui n’existe pas"
    ),
    r"Anchor defined twice: '(?P<it>.*?)'": "`{it}` nomme deux endroits",
    r"Relative URI reference without a base URI|Malformed (base )?URL": (
        "une adresse du modèle ne mène nulle part"
    ),
    r'Image "(?P<it>.*?)" has no required alt': "l’image `{it}` n’a pas de texte de remplacement",
    r'Missing required "lang"': "le document ne dit pas sa langue",
}
"""What a designer meets, in French; what is rarer is quoted as WeasyPrint says it."""


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
    return warning(code, f"WeasyPrint, {kind}\N{NO-BREAK SPACE}: {_in_french(message)}", place)


def _in_french(message: str) -> str:
    for words, said in _SAID.items():
        if found := re.match(words, message):
            held = found.groupdict()
            at = " (ligne {line}, colonne {column})" if held.get("line") else ""
            return (said + at).format_map(held)
    return f"`{message}`"


def _kinds(message: str) -> Iterator[tuple[str, str]]:
    for words, code, kind in _KINDS:
        if any(word in message for word in words):
            yield code, kind
