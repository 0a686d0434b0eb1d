"""Ranges and lists of numbers: of years (« 2023 à 2025 »), of quantities (« 1000 à 2000 actes »).

Two years stay as they are typed; both ends of a range of quantities are set as what they count.
"""

import re
from typing import Final

from ppgp_docs.francais.espaces import HORIZONTALE
from ppgp_docs.francais.lexique import Trait, traits
from ppgp_docs.francais.typographie.vocabulaire import COMPTES, UNITES_COLLEES
from ppgp_docs.patterns import pattern

_H: Final = HORIZONTALE
_MONTANT: Final = rf"(?:,\d+)?{_H}*(?:(?:[kKM]|Md)?€|[$£]|euros?\b)"
MONTANT_APRES: Final = pattern(_MONTANT)
_COMPTE: Final = rf"(?:{_H}+(?:{COMPTES})(?!\w)|{_H}*(?:{UNITES_COLLEES})(?![\w'’]))"
COMPTE_APRES: Final = pattern(_COMPTE, re.IGNORECASE)
ANNEE: Final = pattern(r"(?:19|20)\d\d")
_MILLESIME: Final = pattern(r"(?:1[5-9]|20)\d\d")
"""What may be a year where two numbers make a range: « de 1789 à 1914 »."""
_BOUT: Final = r"(?P<bout>[1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3})+|[1-9]\d{3,11})"
_PLAGE_APRES: Final = pattern(
    rf"(?:-|{_H}+(?P<lien>à|et|ou|[–-]){_H}+){_BOUT}(?!\d)(?P<unite>{_MONTANT}|{_COMPTE})?",
    re.IGNORECASE,
)
_PLAGE_AVANT: Final = pattern(
    rf"(?:(?P<annonce>\bentre|\bde){_H}+|(?<![\d,.]))(?<!\d{_H}){_BOUT}(?:-|{_H}+(?P<lien>à|et){_H}+)$",
    re.IGNORECASE,
)
_ANNONCE: Final = pattern(rf"\b(?:entre|de){_H}+$", re.IGNORECASE)
_ESPACE: Final = pattern(_H)
_NOM_APRES: Final = pattern(rf"{_H}+(?P<nom>[a-zà-ÿœ]{{3,}})(?!\w)")
_LISTE_APRES: Final = pattern(
    rf"(?:(?:,|{_H}(?:et|ou)){_H}+(?P<dernier>[1-9]\d{{2,5}}))+(?={_H}+[a-zà-ÿœ]{{3,}}|{_COMPTE})"
)
"""Behind the first numbers of « 1250, 1300 et 1450 visites »."""


def est_un_bout(texte: str, nombre: re.Match[str], avant: str) -> bool:
    """Tell one end of a range whose other end is a quantity: « 1000 à 2 000 € »."""
    an = bool(_MILLESIME.fullmatch(nombre[0]))
    if apres := _PLAGE_APRES.match(texte, nombre.end()):
        autre_an = bool(_MILLESIME.fullmatch(apres["bout"]))
        if apres["unite"]:
            entre = _ANNONCE.search(avant) and MONTANT_APRES.fullmatch(apres["unite"])
            deux = bool(ANNEE.fullmatch(nombre[0])) and apres["lien"] in ("et", "ou")
            return bool(entre or not deux)
        if precede_un_pluriel(texte, apres.end()) and apres["lien"] in ("à", "et", "ou"):
            deux = bool(ANNEE.fullmatch(nombre[0]) and ANNEE.fullmatch(apres["bout"]))
            return not deux and (apres["lien"] == "à" or bool(_ANNONCE.search(avant)))
        if apres["lien"] in ("à", "et") and _ANNONCE.search(avant):
            return not (an and autre_an)
        return bool(apres["lien"]) and not an and _se_groupe(apres["bout"])
    debut = _PLAGE_AVANT.search(avant)
    return debut is not None and _finit(texte, nombre, debut)


def commence_une_liste(texte: str, nombre: re.Match[str]) -> bool:
    """Tell the first numbers of a list whose noun stands behind the last."""
    liste = _LISTE_APRES.match(texte, nombre.end())
    if liste is None or ANNEE.fullmatch(nombre[0]) or ANNEE.fullmatch(liste["dernier"]):
        return False
    compte = COMPTE_APRES.match(texte, liste.end())
    return compte is not None or precede_un_pluriel(texte, liste.end())


def _finit(texte: str, nombre: re.Match[str], debut: re.Match[str]) -> bool:
    """Tell the second end of a range, as the first one is told: « entre 1500 et 2000 familles »."""
    autre_an = bool(_MILLESIME.fullmatch(debut["bout"]))
    if COMPTE_APRES.match(texte, nombre.end()):
        return not (ANNEE.fullmatch(debut["bout"]) and debut["lien"] == "et")
    if debut["lien"] and precede_un_pluriel(texte, nombre.end()):
        deux = ANNEE.fullmatch(debut["bout"]) and ANNEE.fullmatch(nombre[0])
        return not deux and (debut["lien"] == "à" or bool(debut["annonce"]))
    if debut["annonce"] and debut["lien"]:
        return not (autre_an and bool(_MILLESIME.fullmatch(nombre[0])))
    return bool(debut["lien"]) and _se_groupe(debut["bout"])


def _se_groupe(nombre: str) -> bool:
    """Whether the thousands of this end are parted, or will be."""
    return 4 < len(nombre) <= 7 or _ESPACE.search(nombre) is not None


def precede_un_pluriel(texte: str, fin: int) -> bool:
    suite = _NOM_APRES.match(texte, fin)
    pluriel = Trait.NOM | Trait.PLURIEL
    return suite is not None and any(trait & pluriel == pluriel for trait in traits(suite["nom"]))
