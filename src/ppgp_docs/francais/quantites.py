"""Figures whose meaning must be known before they are set: thousands, the first of a month."""

import re
from collections.abc import Iterator
from typing import Final

from ppgp_docs.francais.espaces import FINE, HORIZONTALE, INSECABLE
from ppgp_docs.francais.retouches import Retouche
from ppgp_docs.francais.vocabulaire import A_NUMERO, COMPTES, MOIS, REFERENCES

_H: Final = HORIZONTALE
_REFERENCE_AVANT: Final = re.compile(
    rf"(?:n[°º]s?|\b(?:{REFERENCES})s?\b\.?){_H}*:?{_H}*(?:\d{{3}}{_H})*$",
    re.IGNORECASE,
)
_NUMERO_AVANT: Final = re.compile(rf"(?:n[°º]s?|\b(?:{A_NUMERO})){_H}*$", re.IGNORECASE)
_ROMAIN: Final = re.compile(rf"(?<=[a-zéA-Z.]){_H}+(?=[IVX]+(?!\w))")
_DIVISION_AVANT: Final = re.compile(
    rf"\b(?:{A_NUMERO}|(?:pp?|art|fig|chap|vol|al)\.)$", re.IGNORECASE
)
_PORTEE: Final = 20
"""How far back the word that names a number is looked for, in characters."""

_CHIFFRES_COLLES: Final = re.compile(r"(?<![\w.,/:@#])(?<!\D-)[1-9]\d{3,11}(?!\w|[./:]\w|-\D)")
_MONTANT: Final = rf"(?:,\d+)?{_H}*(?:(?:[kKM]|Md)?€|[$£]|euros?\b)"
_MONTANT_APRES: Final = re.compile(_MONTANT)
_PLAGE_APRES: Final = re.compile(rf"-\d[\d\u202f]{{0,14}}{_MONTANT}")
_COMPTE_APRES: Final = re.compile(rf"{_H}+(?:{COMPTES})(?!\w)", re.IGNORECASE)
_ANNEE: Final = re.compile(r"(?:19|20)\d\d")
_MILLIERS: Final = re.compile(
    rf"(?<![\w.,/])[1-9]\d{{0,2}}{_H}\d{{3}}(?:{_H}\d{{3}}){{,3}}(?!\d|{_H}\d{{1,3}}(?!\d))"
)
_ESPACE: Final = re.compile(_H)
_NUMERO_08_AVANT: Final = re.compile(rf"\b0(?:{_H}8\d\d)?{_H}$")
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


def lier_milliers(texte: str) -> Iterator[Retouche]:
    """Hold the thousands of a number together; those of a reference or a phone are no quantity."""
    for trouve in _MILLIERS.finditer(texte):
        avant = _avant(texte, trouve)
        if not _NUMERO_08_AVANT.search(avant):
            espace = INSECABLE if _REFERENCE_AVANT.search(avant) else FINE
            for place in _ESPACE.finditer(texte, *trouve.span()):
                yield Retouche(*place.span(), espace)


def lier_romains(texte: str) -> Iterator[Retouche]:
    """Hold a roman number to the noun that it numbers: « tome III », « chap. IV »."""
    for trouve in _ROMAIN.finditer(texte):
        if _DIVISION_AVANT.search(_avant(texte, trouve)):
            yield Retouche(*trouve.span(), INSECABLE)


def premier_du_mois(texte: str) -> Iterator[Retouche]:
    """Write the first day of a month « 1er »; the 1 of « phase 1, mai » names something else."""
    for trouve in _PREMIER.finditer(texte):
        if not _NUMERO_AVANT.search(_avant(texte, trouve)):
            yield Retouche(*trouve.span(), "1er")


def _est_quantite(texte: str, nombre: re.Match[str]) -> bool:
    """Tell a quantity from a year, a post code or a reference."""
    if _MONTANT_APRES.match(texte, nombre.end()) or _PLAGE_APRES.match(texte, nombre.end()):
        return True
    if "-" in (texte[: nombre.start()][-1:], texte[nombre.end() :][:1]):
        return False
    if len(nombre[0]) > 7 or _REFERENCE_AVANT.search(_avant(texte, nombre)):
        return False
    if _COMPTE_APRES.match(texte, nombre.end()):
        return not _ANNEE.fullmatch(nombre[0])
    if len(nombre[0]) == 5:
        return not _NOM_PROPRE_APRES.match(texte, nombre.end())
    return len(nombre[0]) > 5


def _avant(texte: str, trouve: re.Match[str]) -> str:
    return texte[max(0, trouve.start() - _PORTEE) : trouve.start()]
