"""The thousands of a quantity, parted and held together: its meaning must be known before."""

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
from ppgp_docs.francais.typographie.plages import (
    ANNEE,
    COMPTE_APRES,
    MONTANT_APRES,
    commence_une_liste,
    est_un_bout,
    precede_un_pluriel,
)
from ppgp_docs.francais.typographie.retouches import Retouche
from ppgp_docs.francais.typographie.vocabulaire import A_NUMERO
from ppgp_docs.patterns import pattern

_H: Final = HORIZONTALE
_ESPACE: Final = pattern(_H)
_ROMAIN: Final = pattern(rf"(?<=[a-zéA-Z.]){_H}+(?=[IVX]+(?!\w))")
_DIVISION_AVANT: Final = pattern(rf"\b(?:{A_NUMERO}|(?:pp?|art|fig|chap|vol|al)\.)$", re.IGNORECASE)
_PORTEE: Final = 40
"""How far back the word that names a number is looked for, in characters."""

_CHIFFRES_COLLES: Final = pattern(r"(?<![\w.,/:@#])(?<!\D-)[1-9]\d{3,11}(?!\w|[./:]\w|-\D)")
_POINTS: Final = pattern(r"(?<![\w.,/:+-])(?<!version\s)[1-9]\d{0,2}(?:\.\d{3})+(?![\w/]|[.,]\d)")
_HEURES_APRES: Final = pattern(rf"{_H}h(?!\w|{_H}?\d)")
_MILLIERS: Final = pattern(
    rf"(?<![\w.,/])(?:[1-9]\d{{0,2}}|(?<!\d{_H})0[1-9]){_H}\d{{3}}(?:{_H}\d{{3}}){{,3}}(?!\d|{_H}\d{{1,3}}(?!\d))"
)
_EUROPEEN: Final = pattern(rf"116{_H}(?:000|006|111|117)")
_APPEL_AVANT: Final = pattern(rf"\b(?:le|au|du|numéro|appelez|composez){_H}+$", re.IGNORECASE)
"""Before the short numbers of Europe, for missing children or victims: no thousands."""

_NUMERO_08_AVANT: Final = pattern(rf"\b0(?:{_H}8\d\d)?{_H}$")
_NOM_PROPRE_APRES: Final = pattern(rf"{_H}+(?P<nom>[A-ZÀ-Ý][\w’-]*)")
_MOT_AVANT: Final = pattern(rf"(?<!\w)([^\W\d_]+)[’']?{_H}+$")
"""Before a number that counts; behind a noun it is a name: « ISO 9001 », « le poste 4512 »."""

_COMBIEN: Final = pattern(
    rf"(?<!\w)(?:soit|dont|environ|quelques?|au{_H}(?:moins|plus|total)|en{_H}tout|(?:plus|moins|près|autour|total|nombre|moyenne){_H}de)"
    rf"{_H}+$",
    re.IGNORECASE,
)
"""What announces a quantity, be it like a year: « soit 1723 actes », « plus de 2000 visites »."""

_DES_PLURIELS: Final = frozenset(("aux", "ces", "des", "les", "leurs", "nos", "ses", "vos"))
"""« Les 2000 places »: no year stands between such an article and a noun."""

_EN_TETE: Final = pattern(r"(?:\A|[\n:;(•–-])\s*$")
_APRES_VIRGULE: Final = pattern(rf",{_H}+$")
_ROND: Final = pattern(r"2000|(?!19|20)(?:\d\d00|[1-589]\d\d0)")
"""At the head of a line, what is no account of M57 (« 6064 fournitures »): « 3000 foyers »."""

_DETERMINE: Final = pattern(
    rf"(?:\A|[\n(:;,/«]|(?<!\w)(?:au|aux|cet|cette|ces?|chaque|de|des|du|en|la|le|les|leurs?|no[st]"
    rf"|notre|par|pour|sa|ses|son|sur|une?|votre)){_H}*$|[’'«]{_H}*$",
    re.IGNORECASE,
)
"""Before a noun; behind another word, « compte », « visite », « forme » are verbs that count."""

_SIGLE_APRES: Final = pattern(rf"{_H}+[A-Z]{{2,}}(?!\w)")
_PREMIERS_JOURS: Final = pattern(rf"{_H}+(?:(?:premiers|1ers){_H}+)?jours(?!\w)")
"""« Les 1000 premiers jours » is a name (rapport de la commission Cyrulnik, 2020)."""


def grouper_chiffres(texte: str) -> Iterator[Retouche]:
    """Part the thousands of a quantity: any amount in euros, else from 10 000 on."""
    for trouve in _CHIFFRES_COLLES.finditer(texte):
        mille = trouve[0] == "1000" and _PREMIERS_JOURS.match(texte, trouve.end())
        if not mille and _est_quantite(texte, trouve):
            premier = trouve.start() + (len(trouve[0]) - 1) % 3 + 1
            for place in range(premier, trouve.end(), 3):
                yield Retouche(place, place, FINE)


def parter_points(texte: str) -> Iterator[Retouche]:
    """Part with spaces the thousands that points part, before a noun: « 2.300 familles »."""
    for trouve in _POINTS.finditer(texte):
        fin = trouve.end()
        if COMPTE_APRES.match(texte, fin) or precede_un_pluriel(texte, fin):
            for place in range(trouve.start(), fin):
                if texte[place] == ".":
                    yield Retouche(place, place + 1, FINE)


def lier_milliers(texte: str) -> Iterator[Retouche]:
    """Hold the thousands of a number together; those of a reference or a phone are no quantity."""
    for trouve in _MILLIERS.finditer(texte):
        avant = _avant(texte, trouve)
        if _est_code_postal(texte, trouve):
            yield Retouche(trouve.start() + 2, trouve.start() + 3, "")
        elif trouve[0][0] != "0" and not _NUMERO_08_AVANT.search(avant):
            compte = MONTANT_APRES.match(texte, trouve.end()) or COMPTE_APRES.match(
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


def _est_quantite(texte: str, nombre: re.Match[str]) -> bool:
    """Tell a quantity from a year, a post code or a reference."""
    chiffres, fin = nombre[0], nombre.end()
    if MONTANT_APRES.match(texte, fin) or _HEURES_APRES.match(texte, fin):
        return True
    avant = _avant(texte, nombre)
    if COMPTE_APRES.match(texte, fin) and not ANNEE.fullmatch(chiffres):
        return True
    nomme = est_un_nom(texte, nombre, avant)
    if not nomme and (
        (len(chiffres) <= 7 and est_un_bout(texte, nombre, avant))
        or commence_une_liste(texte, nombre)
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
        return bool(rond) and precede_un_pluriel(texte, nombre.end())
    an = ANNEE.fullmatch(nombre[0]) is not None
    suite = _APRES_VIRGULE.search(avant) and not an and precede_un_pluriel(texte, nombre.end())
    if suite or (_COMBIEN.search(avant) and _SIGLE_APRES.match(texte, nombre.end())):
        return True
    if not mot or not precede_un_pluriel(texte, nombre.end()):
        return False
    if _COMBIEN.search(avant):
        return True
    if an:
        return False
    annonce = traits(mot[1].lower()) if mot[1].lower() not in ("le", "au", "du", "en") else ()
    nomme = mot[1] != "a" and any(trait & Trait.NOM for trait in annonce)
    if nomme and any(trait & (Trait.VERBE | Trait.ADJECTIF) for trait in annonce):
        nomme = _DETERMINE.search(avant[: mot.start()]) is not None
    return bool(annonce) and not (nomme or mot[1].isupper())


def _avant(texte: str, trouve: re.Match[str]) -> str:
    return texte[max(0, trouve.start() - _PORTEE) : trouve.start()]
