"""Figures whose meaning must be known before they are set: thousands, the first of a month."""

import re
from collections.abc import Iterator
from typing import Final

from ppgp_docs.francais.espaces import FINE, HORIZONTALE, INSECABLE
from ppgp_docs.francais.lexique import Trait, traits
from ppgp_docs.francais.typographie.numeros import (
    est_nomme,
    est_un_code_postal,
    est_un_nom,
    suit_un_nom_seul,
)
from ppgp_docs.francais.typographie.retouches import Retouche
from ppgp_docs.francais.typographie.vocabulaire import A_NUMERO, COMPTES, MOIS, UNITES_COLLEES

_H: Final = HORIZONTALE
_NUMERO_AVANT: Final = re.compile(rf"(?:n[°º]s?|\b(?:{A_NUMERO})){_H}*$", re.IGNORECASE)
_ROMAIN: Final = re.compile(rf"(?<=[a-zéA-Z.]){_H}+(?=[IVX]+(?!\w))")
_DIVISION_AVANT: Final = re.compile(
    rf"\b(?:{A_NUMERO}|(?:pp?|art|fig|chap|vol|al)\.)$", re.IGNORECASE
)
_PORTEE: Final = 40
"""How far back the word that names a number is looked for, in characters."""

_CHIFFRES_COLLES: Final = re.compile(r"(?<![\w.,/:@#])(?<!\D-)[1-9]\d{3,11}(?!\w|[./:]\w|-\D)")
_MONTANT: Final = rf"(?:,\d+)?{_H}*(?:(?:[kKM]|Md)?€|[$£]|euros?\b)"
_MONTANT_APRES: Final = re.compile(_MONTANT)
_COMPTE: Final = rf"(?:{_H}+(?:{COMPTES})(?!\w)|{_H}*(?:{UNITES_COLLEES})(?![\w'’]))"
_COMPTE_APRES: Final = re.compile(_COMPTE, re.IGNORECASE)
_HEURES_APRES: Final = re.compile(rf"{_H}h(?!\w|{_H}?\d)")
_ANNEE: Final = re.compile(r"(?:19|20)\d\d")
_MILLESIME: Final = re.compile(r"(?:1[5-9]|20)\d\d")
"""What may be a year where two numbers make a range: « de 1789 à 1914 »."""

_BOUT: Final = r"(?P<bout>[1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3})+|[1-9]\d{3,11})"
_PLAGE_APRES: Final = re.compile(
    rf"(?:-|{_H}+(?P<lien>à|et|ou|[–-]){_H}+){_BOUT}(?!\d)(?P<unite>{_MONTANT}|{_COMPTE})?",
    re.IGNORECASE,
)
_PLAGE_AVANT: Final = re.compile(
    rf"(?:(?P<annonce>\bentre|\bde){_H}+|(?<![\d,.]))(?<!\d{_H}){_BOUT}(?:-|{_H}+(?P<lien>à|et){_H}+)$",
    re.IGNORECASE,
)
_ANNONCE: Final = re.compile(rf"\b(?:entre|de){_H}+$", re.IGNORECASE)
_MILLIERS: Final = re.compile(
    rf"(?<![\w.,/])(?:[1-9]\d{{0,2}}|(?<!\d{_H})0[1-9]){_H}\d{{3}}(?:{_H}\d{{3}}){{,3}}(?!\d|{_H}\d{{1,3}}(?!\d))"
)
_EUROPEEN: Final = re.compile(rf"116{_H}(?:000|006|111|117)")
_APPEL_AVANT: Final = re.compile(rf"\b(?:le|au|du|numéro|appelez|composez){_H}+$", re.IGNORECASE)
"""Before the short numbers of Europe, for missing children or victims: no thousands."""

_ESPACE: Final = re.compile(_H)
_JOUR_AU_ZERO: Final = re.compile(
    rf"(?<![\w.,/:-])(?<!\d{_H})0[1-9](?={_H}+(?:(?:au|et|ou|–){_H}+\d{{1,2}}{_H}+)?(?:{MOIS})(?!\w))",
    re.IGNORECASE,
)
_NUMERO_08_AVANT: Final = re.compile(rf"\b0(?:{_H}8\d\d)?{_H}$")
_NOM_PROPRE_APRES: Final = re.compile(rf"{_H}+(?P<nom>[A-ZÀ-Ý][\w’-]*)")
_NOM_APRES: Final = re.compile(rf"{_H}+(?P<nom>[a-zà-ÿœ]{{3,}})(?!\w)")
_MOT_AVANT: Final = re.compile(rf"(?<!\w)([^\W\d_]+)[’']?{_H}+$")
"""Before a number that counts; behind a noun it is a name: « ISO 9001 », « le poste 4512 »."""

_COMBIEN: Final = re.compile(
    rf"(?<!\w)(?:soit|dont|environ|quelques?|(?:plus|moins|près|autour|total|nombre|moyenne){_H}de)"
    rf"{_H}+$",
    re.IGNORECASE,
)
"""What announces a quantity, be it like a year: « soit 1723 actes », « plus de 2000 visites »."""

_DES_PLURIELS: Final = frozenset(("aux", "ces", "des", "les", "leurs", "nos", "ses", "vos"))
"""« Les 2000 places »: no year stands between such an article and a noun."""

_EN_TETE: Final = re.compile(r"(?:\A|[\n:;(•–-])\s*$")
_ROND: Final = re.compile(r"2000|(?!19|20)(?:\d\d00|[1-589]\d\d0)")
"""At the head of a line, what is no account of M57 (« 6064 fournitures »): « 3000 foyers »."""

_SIGLE_APRES: Final = re.compile(rf"{_H}+[A-Z]{{2,}}(?!\w)")
_PREMIERS_JOURS: Final = re.compile(rf"{_H}+(?:(?:premiers|1ers){_H}+)?jours(?!\w)")
"""« Les 1000 premiers jours » is a name (rapport de la commission Cyrulnik, 2020)."""

_LISTE_APRES: Final = re.compile(
    rf"(?:(?:,|{_H}(?:et|ou)){_H}+(?P<dernier>[1-9]\d{{2,5}}))+(?={_H}+[a-zà-ÿœ]{{3,}}|{_COMPTE})"
)
"""Behind the first numbers of « 1250, 1300 et 1450 visites »."""

_PREMIER: Final = re.compile(
    rf"(?<![\w.,/:-])(?<!\d{_H})1(?={_H}+(?:(?:au|et|ou|–){_H}+\d{{1,2}}{_H}+)?(?:{MOIS})\b)",
    re.IGNORECASE,
)


def grouper_chiffres(texte: str) -> Iterator[Retouche]:
    """Part the thousands of a quantity: any amount in euros, else from 10 000 on."""
    for trouve in _CHIFFRES_COLLES.finditer(texte):
        mille = trouve[0] == "1000" and _PREMIERS_JOURS.match(texte, trouve.end())
        if not mille and _est_quantite(texte, trouve):
            premier = trouve.start() + (len(trouve[0]) - 1) % 3 + 1
            for place in range(premier, trouve.end(), 3):
                yield Retouche(place, place, FINE)


def lier_milliers(texte: str) -> Iterator[Retouche]:
    """Hold the thousands of a number together; those of a reference or a phone are no quantity."""
    for trouve in _MILLIERS.finditer(texte):
        avant = _avant(texte, trouve)
        if _est_code_postal(texte, trouve):
            yield Retouche(trouve.start() + 2, trouve.start() + 3, "")
        elif trouve[0][0] != "0" and not _NUMERO_08_AVANT.search(avant):
            compte = _MONTANT_APRES.match(texte, trouve.end()) or _COMPTE_APRES.match(
                texte, trouve.end()
            )
            nomme = est_nomme(avant) or (
                _EUROPEEN.fullmatch(trouve[0]) and _APPEL_AVANT.search(avant)
            )
            espace = FINE if compte or not nomme else INSECABLE
            for place in _ESPACE.finditer(texte, *trouve.span()):
                yield Retouche(*place.span(), espace)


def _est_code_postal(texte: str, nombre: re.Match[str]) -> bool:
    """Tell a postal code, before its commune, from thousands: « 75 020 Paris » is 75020 Paris."""
    suite = _NOM_PROPRE_APRES.match(texte, nombre.end()) if len(nombre[0]) == 6 else None
    return suite is not None and any(
        trait & Trait.COMMUNE
        for nom in (suite["nom"], suite["nom"].title())
        for trait in traits(nom)
    )


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


def oter_zero_du_jour(texte: str) -> Iterator[Retouche]:
    """Write « 5 juillet » for « 05 juillet »; the 05 of « fiche 05, mai » names something else."""
    for trouve in _JOUR_AU_ZERO.finditer(texte):
        if not _NUMERO_AVANT.search(_avant(texte, trouve)):
            yield Retouche(trouve.start(), trouve.start() + 1, "")


def _est_quantite(texte: str, nombre: re.Match[str]) -> bool:
    """Tell a quantity from a year, a post code or a reference."""
    chiffres, fin = nombre[0], nombre.end()
    if _MONTANT_APRES.match(texte, fin) or _HEURES_APRES.match(texte, fin):
        return True
    avant = _avant(texte, nombre)
    if _COMPTE_APRES.match(texte, fin) and not _ANNEE.fullmatch(chiffres):
        return True
    nomme = est_un_nom(texte, nombre, avant)
    if not nomme and (
        (len(chiffres) <= 7 and _est_un_bout(texte, nombre, avant))
        or _commence_une_liste(texte, nombre)
        or (len(chiffres) == 4 and _compte_un_nom(texte, nombre, avant))
    ):
        return True
    if nomme or not 5 <= len(chiffres) <= 7 or "-" in (avant[-1:], texte[fin:][:1]):
        return False
    return not (suit_un_nom_seul(texte, nombre) or est_un_code_postal(texte, nombre, avant))


def _compte_un_nom(texte: str, nombre: re.Match[str], avant: str) -> bool:
    """Tell what four digits count, inside a sentence: « plus de 1250 visites »."""
    mot = _MOT_AVANT.search(avant)
    if _EN_TETE.search(avant) or (mot and mot[1].lower() in _DES_PLURIELS):
        rond = _ROND.fullmatch(nombre[0]) or mot
        return bool(rond) and _precede_un_pluriel(texte, nombre.end())
    if _COMBIEN.search(avant) and _SIGLE_APRES.match(texte, nombre.end()):
        return True
    if not mot or not _precede_un_pluriel(texte, nombre.end()):
        return False
    if _COMBIEN.search(avant):
        return True
    if _ANNEE.fullmatch(nombre[0]):
        return False
    annonce = traits(mot[1].lower()) if mot[1].lower() not in ("le", "au", "du", "en") else ()
    nomme = mot[1] != "a" and any(trait & Trait.NOM for trait in annonce)
    return bool(annonce) and not (nomme or mot[1].isupper())


def _precede_un_pluriel(texte: str, fin: int) -> bool:
    suite = _NOM_APRES.match(texte, fin)
    pluriel = Trait.NOM | Trait.PLURIEL
    return suite is not None and any(trait & pluriel == pluriel for trait in traits(suite["nom"]))


def _commence_une_liste(texte: str, nombre: re.Match[str]) -> bool:
    """Tell the first numbers of a list whose noun stands behind the last."""
    liste = _LISTE_APRES.match(texte, nombre.end())
    if liste is None or _ANNEE.fullmatch(nombre[0]) or _ANNEE.fullmatch(liste["dernier"]):
        return False
    compte = _COMPTE_APRES.match(texte, liste.end())
    return compte is not None or _precede_un_pluriel(texte, liste.end())


def _est_un_bout(texte: str, nombre: re.Match[str], avant: str) -> bool:
    """Tell one end of a range whose other end is a quantity: « 1000 à 2 000 € »."""
    an = bool(_MILLESIME.fullmatch(nombre[0]))
    if apres := _PLAGE_APRES.match(texte, nombre.end()):
        autre_an = bool(_MILLESIME.fullmatch(apres["bout"]))
        if apres["unite"]:
            entre = _ANNONCE.search(avant) and _MONTANT_APRES.fullmatch(apres["unite"])
            deux = bool(_ANNEE.fullmatch(nombre[0])) and apres["lien"] in ("et", "ou")
            return bool(entre or not deux)
        if _precede_un_pluriel(texte, apres.end()) and apres["lien"] in ("à", "et", "ou"):
            deux = bool(_ANNEE.fullmatch(nombre[0]) and _ANNEE.fullmatch(apres["bout"]))
            return not deux and (apres["lien"] == "à" or bool(_ANNONCE.search(avant)))
        if apres["lien"] in ("à", "et") and _ANNONCE.search(avant):
            return not (an and autre_an)
        return bool(apres["lien"]) and not an and _se_groupe(apres["bout"])
    debut = _PLAGE_AVANT.search(avant)
    return debut is not None and _finit(texte, nombre, debut)


def _finit(texte: str, nombre: re.Match[str], debut: re.Match[str]) -> bool:
    """Tell the second end of a range, as the first one is told: « entre 1500 et 2000 familles »."""
    autre_an = bool(_MILLESIME.fullmatch(debut["bout"]))
    if _COMPTE_APRES.match(texte, nombre.end()):
        return not (_ANNEE.fullmatch(debut["bout"]) and debut["lien"] == "et")
    if debut["lien"] and _precede_un_pluriel(texte, nombre.end()):
        deux = _ANNEE.fullmatch(debut["bout"]) and _ANNEE.fullmatch(nombre[0])
        return not deux and (debut["lien"] == "à" or bool(debut["annonce"]))
    if debut["annonce"] and debut["lien"]:
        return not (autre_an and bool(_MILLESIME.fullmatch(nombre[0])))
    return bool(debut["lien"]) and _se_groupe(debut["bout"])


def _se_groupe(nombre: str) -> bool:
    """Whether the thousands of this end are parted, or will be."""
    return 4 < len(nombre) <= 7 or _ESPACE.search(nombre) is not None


def _avant(texte: str, trouve: re.Match[str]) -> str:
    return texte[max(0, trouve.start() - _PORTEE) : trouve.start()]
