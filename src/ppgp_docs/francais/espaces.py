"""The spaces of French typesetting.

Source of the rules: Lexique des règles typographiques en usage à l'Imprimerie nationale, and
Unicode CLDR (fr) for figures.
"""

import re
from typing import Final

FINE: Final = "\u202f"
"""Narrow no-break space: before ; ! ? and between thousands."""

INSECABLE: Final = "\u00a0"
"""No-break word space: before : % €, inside « », between a number and its unit."""

HORIZONTALE: Final = r"[^\S\n-\r\x1c-\x1f\x85]"
"""Regular expression of one space that people or programs put inside a line.

All but ends of lines, rather than a list: it stands two hundred times in our rules, and Python
takes twenty times longer to compile a list of characters beyond U+00FF. U+2028 and U+2029 are
spaces from step 2 on (``load/signs.py``).
"""


def simplifier(texte: str) -> str:
    """Return the text with every run of spaces, whatever their kind, as one plain space."""
    return " ".join(texte.split())


def espacer(texte: str) -> str:
    """Put no-break spaces where a plain one stands at ; ! ? : % € « »; the length never changes.

    For sentences that we wrote ourselves (messages, help pages): what stands between backticks
    is quoted as it is. Dossiers go through the whole of ``francais.typographie``.
    """
    return _A_ESPACER.sub(lambda m: m[0] if m[0] != " " else FINE if m[1] else INSECABLE, texte)


_A_ESPACER: Final = re.compile(r"`[^`\n]*`| (?=([;!?])(?:\s|$))| (?=[:%€»])|(?<=«) ")
