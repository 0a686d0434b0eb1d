"""The spaces of French typesetting.

Source of the rules: Lexique des règles typographiques en usage à l'Imprimerie nationale, and
Unicode CLDR (fr) for figures.
"""

from typing import Final

FINE: Final = "\u202f"
"""Narrow no-break space: before ; ! ? and between thousands."""

INSECABLE: Final = "\u00a0"
"""No-break word space: before : % €, inside « », between a number and its unit."""

HORIZONTALE: Final = "[ \t\u00a0\u2009\u202f]"
"""Regular expression of one space that people or programs put inside a line."""


def simplifier(texte: str) -> str:
    """Return the text with every run of spaces, whatever their kind, as one plain space."""
    return " ".join(texte.split())
