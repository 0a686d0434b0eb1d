"""Numbers that are names: articles of a budget, references, post codes; their digits stay together.

What says so is the noun before them, alone or with one adjective: « article budgétaire 60632 »,
« poste 12500 ». A noun of sums or of counts announces a quantity: « Total 16497 ».
"""

import re
from typing import Final

from ppgp_docs.francais.espaces import HORIZONTALE
from ppgp_docs.francais.lexique import Trait, traits
from ppgp_docs.francais.typographie.comptes import est_un_compte_en_liste, est_un_compte_en_tete
from ppgp_docs.francais.typographie.vocabulaire import NOMMES, QUANTIFIANTS, REFERENCES
from ppgp_docs.patterns import pattern

_H: Final = HORIZONTALE
_REFERENCE_AVANT: Final = pattern(
    rf"(?:n[°º]s?|\b(?:{REFERENCES}|{NOMMES})s?\b\.?){_H}*:?{_H}*(?:[«“\"]{_H}*)?(?:\d{{3}}{_H})*$",
    re.IGNORECASE,
)
_REFERENCE_PRECISEE: Final = pattern(
    rf"\b(?P<nom>(?:{REFERENCES}|ligne)s?){_H}+(?P<mot>\w[\w-]{{1,20}}){_H}*:?{_H}*(?:\d{{3}}{_H})*$",
    re.IGNORECASE,
)
_PRECISION: Final = (
    r"(?:analytique|budgétaire|cadastrale?|comptable|fonctionnel(?:le)?|juridique)s?"
)
"""What is said of a name alone; other words may tell a sum: « engagement annuel »."""

_SOMMES: Final = pattern(
    r"annuels?|(?:glob|maxim|minim|tot)a(?:les?|l|ux)|maximum|minimum|moyen(?:ne)?s?|suppl\w+"
)
_NOMS_AVANT: Final = pattern(
    rf"\b(?:{REFERENCES}|{NOMMES}|lignes(?={_H}+{_PRECISION}))"
    r"(?:(?<=[sx])|(?<=s de commande)|(?<=insee)|(?<=INSEE)|(?<=\bCP))"
    rf"(?:{_H}+{_PRECISION})?{_H}+"
    rf"(?:\d[\d\u00a0\u202f ]*(?:,|{_H}(?:et|ou|à)){_H}+)+$",
    re.IGNORECASE,
)
_MOT_ET_PARENTHESE: Final = pattern(rf"(?<![\w-])([^\W\d_][\w’'-]*){_H}*\($")
_ARTICLE_AVANT: Final = pattern(rf"(?<!\w)(?:[ad]u|sur{_H}+le){_H}+$", re.IGNORECASE)
"""« Du 65748 au 6568 »: what an article announces alone is a name."""

_NOM_PROPRE_APRES: Final = pattern(rf"{_H}+(?P<nom>[A-ZÀ-Ý][\w’-]*)")
_NOM_APRES: Final = pattern(rf"{_H}+(?P<nom>[a-zà-ÿœ]{{3,}})(?!\w)")
_MOT_AVANT: Final = pattern(rf"(?<!\w)([^\W\d_]{{3,}}){_H}+$")
_ANNEE_ET_RANG: Final = pattern(r"20[0-4]\d{2,3}")
_CREDIT_AVANT: Final = pattern(rf"(?<!\w)(?:AE|AP|DM){_H}+$")
"""« AE 20241 », the first of 2024; « AE 120000 » is a sum."""

_COMMUNE_AVANT: Final = pattern(
    rf"(?:(?<!\w)(?:communes?|villes?)|(?P<nom>[A-ZÀ-Ý][\w’'-]*)),?{_H}+$"
)
_OUTRE_MER: Final = frozenset(("Guadeloupe", "Martinique", "Guyane", "Réunion", "Mayotte"))
"""Before 97xxx, a post code: « Martinique 97200 »."""

_PORTEE: Final = 40
"""How far back the word that names a number is looked for, in characters."""


def est_un_nom(texte: str, nombre: re.Match[str], avant: str) -> bool:
    """Tell a name by what is before it, whatever its length."""
    return (
        est_nomme(avant)
        or bool(_NOMS_AVANT.search(avant))
        or est_un_compte_en_liste(texte, nombre)
        or est_un_compte_en_tete(texte, nombre)
        or bool(_ANNEE_ET_RANG.fullmatch(nombre[0]) and _CREDIT_AVANT.search(avant))
    )


def est_un_code_postal(texte: str, nombre: re.Match[str], avant: str) -> bool:
    """Tell five digits beside a commune, or behind an article alone."""
    if len(nombre[0]) != 5:
        return False
    fin = nombre.end()
    nom = (
        _NOM_PROPRE_APRES.match(texte, fin)
        or _suit_une_commune(texte, nombre, avant)
        or (_suit_son_nom(nombre[0], avant) and not _NOM_APRES.match(texte, fin))
    )
    return bool(nom or (_ARTICLE_AVANT.search(avant) and not _NOM_APRES.match(texte, fin)))


def suit_un_nom_seul(texte: str, nombre: re.Match[str]) -> bool:
    """Tell a name by the noun in the singular before it: « poste 12500 »."""
    avant = texte[max(0, nombre.start() - _PORTEE) : nombre.start()]
    mot = _MOT_AVANT.search(avant)
    if mot is None or ((apres := _NOM_APRES.match(texte, nombre.end())) and _pluriel(apres["nom"])):
        return False
    bas = mot[1].lower()
    natures = traits(bas)
    nom = Trait.NOM | Trait.SINGULIER
    return (
        bas not in QUANTIFIANTS
        and any(trait & nom == nom for trait in natures)
        and not any(trait & (Trait.ADJECTIF | Trait.AUTRE | Trait.PLURIEL) for trait in natures)
    )


def _pluriel(mot: str) -> bool:
    return any(trait & Trait.PLURIEL for trait in traits(mot))


def _suit_une_commune(texte: str, nombre: re.Match[str], avant: str) -> bool:
    """Tell a post code in brackets behind its commune: « Longwy (54400) », « la ville (54395) »."""
    mot = _MOT_ET_PARENTHESE.search(avant) if texte[nombre.end() :][:1] == ")" else None
    if mot is None:
        return False
    if mot[1].lower() in ("commune", "ville", "mairie", "communes"):
        return True
    natures = traits(mot[1]) + traits(mot[1].lower())
    commune = any(trait & Trait.COMMUNE for trait in natures)
    return mot[1][0].isupper() and (commune or not any(trait & Trait.NOM for trait in natures))


def _suit_son_nom(code: str, avant: str) -> bool:
    """Tell a post code behind its commune: « Paris 75012 », « la commune 60057 »."""
    trouve = _COMMUNE_AVANT.search(avant)
    if trouve is None or trouve["nom"] is None:
        return trouve is not None
    if trouve["nom"] in _OUTRE_MER:
        return code.startswith("97")
    return any(trait & Trait.COMMUNE for trait in traits(trouve["nom"]))


def est_nomme(avant: str) -> bool:
    """Tell a name by the noun before it, with one adjective or sigle: « article budgétaire 60632 ».

    What is said of several (« allocataires actifs »), a verb or a participle (« titres émis »)
    rather comes before a quantity.
    """
    if _REFERENCE_AVANT.search(avant):
        return True
    if not (trouve := _REFERENCE_PRECISEE.search(avant)):
        return False
    nom, mot = trouve["nom"].lower(), trouve["mot"]
    if re.fullmatch(_PRECISION, mot, re.IGNORECASE):
        return True
    if nom.endswith(("s", "x", "engagement", "ligne")):
        return False
    natures = traits(mot.lower())
    adjectif = any(trait & Trait.ADJECTIF for trait in natures)
    verbe = any(trait & Trait.VERBE for trait in natures)
    return mot.isupper() or (adjectif and not verbe and not _SOMMES.fullmatch(mot.lower()))
