"""Figures whose meaning must be known before they are set: thousands, the first of a month."""

import re
from collections.abc import Iterator
from typing import Final

from ppgp_docs.francais.espaces import FINE, HORIZONTALE
from ppgp_docs.francais.retouches import Retouche
from ppgp_docs.francais.vocabulaire import A_NUMERO, MOIS

_H: Final = HORIZONTALE
_REFERENCE_AVANT: Final = re.compile(
    rf"(?:n[°º]s?|\b(?:réf(?:érence)?|dossier|code|postal|BP|CS|TSA|SIREN|SIRET|INSEE|tél)\b\.?)"
    rf"{_H}*:?{_H}*$",
    re.IGNORECASE,
)
_NUMERO_AVANT: Final = re.compile(rf"(?:n[°º]s?|\b(?:{A_NUMERO})){_H}*$", re.IGNORECASE)
_PORTEE: Final = 20
"""How far back the word that names a number is looked for, in characters."""

_CHIFFRES_COLLES: Final = re.compile(r"(?<![\w.,/:@#-])[1-9]\d{3,11}(?!\w|[./:-]\w)")
_MONTANT_APRES: Final = re.compile(rf"(?:,\d+)?{_H}*(?:k|M|Md)?€")
_NOM_PROPRE_APRES: Final = re.compile(rf"{_H}+[A-ZÀ-Ý]")
_PREMIER: Final = re.compile(
    rf"(?<![\w.,/:-])(?<!\d{_H})1(?={_H}+(?:(?:au|et|ou|–){_H}+\d{{1,2}}{_H}+)?(?:{MOIS})\b)",
    re.IGNORECASE,
)


def grouper_chiffres(texte: str) -> Iterator[Retouche]:
    """Part the thousands of a quantity: any amount in euros, else from 10 000 on."""
    for trouve in _CHIFFRES_COLLES.finditer(texte):
        if _est_quantite(texte, trouve):
            premier = trouve.start() + (len(trouve[0]) - 1) % 3 + 1
            for place in range(premier, trouve.end(), 3):
                yield Retouche(place, place, FINE)


def premier_du_mois(texte: str) -> Iterator[Retouche]:
    """Write the first day of a month « 1er »; the 1 of « phase 1, mai » names something else."""
    for trouve in _PREMIER.finditer(texte):
        if not _NUMERO_AVANT.search(_avant(texte, trouve)):
            yield Retouche(*trouve.span(), "1er")


def _est_quantite(texte: str, nombre: re.Match[str]) -> bool:
    """Tell a quantity from a year, a post code or a reference."""
    if _MONTANT_APRES.match(texte, nombre.end()):
        return True
    if not 5 <= len(nombre[0]) <= 7 or _REFERENCE_AVANT.search(_avant(texte, nombre)):
        return False
    return len(nombre[0]) > 5 or not _NOM_PROPRE_APRES.match(texte, nombre.end())


def _avant(texte: str, trouve: re.Match[str]) -> str:
    return texte[max(0, trouve.start() - _PORTEE) : trouve.start()]
