"""Days of a month: « 1er juillet », « 5 juillet » for « 05 juillet »."""

import re
from collections.abc import Iterator
from typing import Final

from ppgp_docs.francais.espaces import HORIZONTALE
from ppgp_docs.francais.typographie.retouches import Retouche
from ppgp_docs.francais.typographie.vocabulaire import A_NUMERO, JOURS, MOIS
from ppgp_docs.patterns import pattern

_H: Final = HORIZONTALE
_PORTEE: Final = 40
"""How far back the word that names a number is looked for, in characters."""

_NUMERO_AVANT: Final = pattern(rf"(?:n[°º]s?|\b(?:{A_NUMERO})){_H}*$", re.IGNORECASE)
_SUITE: Final = (
    rf"(?:(?:,|{_H}+(?:au|et|ou|–)){_H}+(?:(?:(?:l[ea]|au){_H}+)?(?:{JOURS}){_H}+)?\d{{1,2}}"
    rf"){{0,6}}{_H}+"
)
"""The other days of the same month: « du jeudi 1 au lundi 5 mai »."""

_JOUR_AVANT: Final = pattern(rf"\b(?:(?:{JOURS})s?|les?|des|du|aux?){_H}+$", re.IGNORECASE)
"""Before the first of several days; « séance 1, mardi 3 mai » is a session and its day."""

_LOIN: Final = pattern(rf",|{JOURS}", re.IGNORECASE)
_JOUR_AU_ZERO: Final = pattern(
    rf"(?<![\w.,/:-])(?<!\d{_H})0[1-9](?=(?P<suite>{_SUITE})(?:{MOIS})(?!\w))",
    re.IGNORECASE,
)
_PREMIER: Final = pattern(
    rf"(?<![\w.,/:-])(?<!\d{_H})1(?=(?P<suite>{_SUITE})(?:{MOIS})\b)",
    re.IGNORECASE,
)


def premier_du_mois(texte: str) -> Iterator[Retouche]:
    """Write the first day of a month « 1er »; the 1 of « phase 1, mai » names something else."""
    for trouve in _PREMIER.finditer(texte):
        if _est_un_jour(texte, trouve):
            yield Retouche(*trouve.span(), "1er")


def oter_zero_du_jour(texte: str) -> Iterator[Retouche]:
    """Write « 5 juillet » for « 05 juillet »; the 05 of « fiche 05, mai » names something else."""
    for trouve in _JOUR_AU_ZERO.finditer(texte):
        if _est_un_jour(texte, trouve):
            yield Retouche(trouve.start(), trouve.start() + 1, "")


def _est_un_jour(texte: str, trouve: re.Match[str]) -> bool:
    avant = _avant(texte, trouve)
    seul = _LOIN.search(trouve["suite"]) is None
    return not _NUMERO_AVANT.search(avant) and (seul or _JOUR_AVANT.search(avant) is not None)


def _avant(texte: str, trouve: re.Match[str]) -> str:
    return texte[max(0, trouve.start() - _PORTEE) : trouve.start()]
