"""Names that no line may cut at their hyphens: those of the 102 territories.

Their spaces are made no-break by typesetting; a hyphen has no such sign that every font and every
search knows, so each format holds them by its own means.
"""

import re
from collections.abc import Iterator
from functools import cache

from ppgp_docs.francais.territoires import departements
from ppgp_docs.francais.typographie.composition import masquer


def noms_insecables(texte: str) -> Iterator[tuple[int, int]]:
    """Where the hyphenated names of territories stand; none in addresses and identifiers."""
    if "-" in texte:
        yield from (trouve.span() for trouve in _noms().finditer(masquer(texte)))


@cache
def _noms() -> re.Pattern[str]:
    """Case counts not; the longest name is tried first: Alpes-de-Haute-Provence."""
    noms = sorted((each.nom for each in departements() if "-" in each.nom), key=len, reverse=True)
    choix = "|".join(re.sub("['’]", "['’]", re.escape(nom)) for nom in noms)
    return re.compile(rf"(?<![\w/-])(?:{choix})(?![\w/-])", re.IGNORECASE)
