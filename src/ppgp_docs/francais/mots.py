"""Words whose typing is mended: dotted acronyms, months and days with a capital.

Sources: Lexique des règles typographiques en usage à l'Imprimerie nationale (no point in a sigle,
no capital for the names of months and days but in those of feasts and streets).
"""

import re
from collections.abc import Iterator
from typing import Final

from ppgp_docs.francais.espaces import HORIZONTALE
from ppgp_docs.francais.retouches import Retouche
from ppgp_docs.francais.vocabulaire import JOURS, MOIS_ENTIERS, RUES

_H: Final = HORIZONTALE
_SIGLE: Final = re.compile(rf"(?<![\w.-])(?:[A-ZÀ-Ý]\.){{3,}}(?![\w-]|{_H}*\d)")
_PHRASE_SUIT: Final = re.compile(rf"{_H}+[A-ZÀ-Ý]")
_FIN: Final = re.compile(r"\s*(?:\Z|\n)")

_MOIS: Final = "|".join(mois[0].upper() + mois[1:] for mois in MOIS_ENTIERS.split("|"))
_AN: Final = rf"(?={_H}+(?:19|20)\d\d(?!\d))"
_CALENDRIER: Final = re.compile(
    rf"(?<!\w)(?<!h{_H})\d{{1,2}}(?:er)?{_H}+(?P<mois>{_MOIS})(?!\w)"
    rf"|(?<!\w)(?:en|fin|début|courant|depuis|dès|mi-|de|du|à|et|au)(?:(?<=-)|{_H}+)(?P<an>{_MOIS}){_AN}"
    rf"|(?<!\w)(?:[ld]es?|[ad]u|aux|ce|un|chaque){_H}+(?P<jour>{JOURS.title()})s?"
    rf"(?!\w|{_H}+(?:[gG]ras|[sS]aint|[dD]es))",
)
_RUE: Final = re.compile(rf"\b(?:{RUES})s?\b[^.,;]{{0,20}}$", re.IGNORECASE)
_PORTEE: Final = 40
"""How far back the noun of a street is looked for, in characters."""


def oter_points(texte: str) -> Iterator[Retouche]:
    """Write a sigle without its points; the last one stays where it ends a sentence.

    Before a capital they may be the initials of a person, or end the sentence: as typed.
    """
    for trouve in _SIGLE.finditer(texte):
        if _PHRASE_SUIT.match(texte, trouve.end()):
            continue
        seul = trouve[0] == texte.strip()
        points = [place for place in range(*trouve.span()) if texte[place] == "."]
        garde = not seul and bool(_FIN.match(texte, trouve.end()))
        yield from (Retouche(place, place + 1, "") for place in points[: len(points) - garde])


def baisser_calendrier(texte: str) -> Iterator[Retouche]:
    """Write months and days in small letters within a sentence."""
    for trouve in _CALENDRIER.finditer(texte):
        place = trouve.start(trouve.lastgroup or 0)
        if not _RUE.search(texte[max(0, place - _PORTEE) : place]):
            yield Retouche(place, place + 1, texte[place].lower())
