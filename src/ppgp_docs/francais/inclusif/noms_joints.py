"""Nouns of one form that are joined to a phrase written twice: each takes the determiner again.

« Les parents et professionnel·le·s » gives « les parents et les professionnelles et les
professionnels », « les auteur·rice·s et victimes » « les autrices et les auteurs et les victimes »:
without its determiner the noun would seem joined to the masculine alone (Le bon usage, § 576).
"""

import re
from typing import Final

from ppgp_docs.francais.inclusif.doublets import repeter
from ppgp_docs.francais.inclusif.groupes import Groupe
from ppgp_docs.francais.lexique import Trait, traits
from ppgp_docs.patterns import pattern

_NOM: Final = r"[^\W\d_]+(?:-[^\W\d_]+)*"
_PLURIELS: Final = r"(?:les|des|aux|ces|[mts]es|[nv]os|leurs)"
_AVANT: Final = pattern(
    rf"(?<![\w’'·•‧∙⋅./-])(?P<article>{_PLURIELS})\s+(?P<nom>{_NOM})(?:\s+(?P<epithete>{_NOM}))?"
    r"\s+(?:et|ou)\s+$",
    re.IGNORECASE,
)
_APRES: Final = pattern(rf"(\s+(?:et|ou)\s+)(?P<nom>{_NOM})(?!\w|[·•‧∙⋅./('’-][^\W\d_])")
_DETERMINE: Final = pattern(rf"(?:^|\s){_PLURIELS}\s+$", re.IGNORECASE)
_PORTEE: Final = 40
"""How far back the determiner of the noun is looked for, in characters."""

_PLURIEL: Final = Trait.NOM | Trait.PLURIEL


def article_avant(texte: str, groupe: Groupe) -> str:
    """The determiner of the nouns that stand before a phrase, in small letters; else nothing."""
    if not groupe.pluriel or "nom" not in groupe.natures or groupe.introduit:
        return ""
    trouve = _AVANT.search(texte, max(0, groupe.debut - _PORTEE), groupe.debut)
    if not trouve or (trouve["epithete"] and not _est_epithete(trouve["epithete"])):
        return ""
    return trouve["article"].lower() if _est_un_nom(trouve["nom"]) else ""


def noms_apres(texte: str, groupe: Groupe, avant: str, *, nominal: bool) -> tuple[int, str]:
    """Where the noun joined behind a phrase begins, and what is written up to there.

    ``avant`` is the determiner of the phrase, in small letters; ``nominal`` when its last word is
    a noun: behind an adjective, what may be one too is joined to it.
    """
    suite = _APRES.match(texte, groupe.fin) if groupe.pluriel else None
    if not suite or not _DETERMINE.search(avant) or not _est_un_nom(suite["nom"]):
        return groupe.fin, ""
    if not nominal and any(trait & Trait.ADJECTIF for trait in traits(suite["nom"])):
        return groupe.fin, ""
    return suite.start("nom"), suite[1] + repeter(avant, "")


def _est_epithete(mot: str) -> bool:
    natures = traits(mot.lower())
    return any(trait & Trait.ADJECTIF and trait & Trait.PLURIEL for trait in natures)


def _est_un_nom(mot: str) -> bool:
    natures = traits(mot.lower())
    autre = any(trait & Trait.AUTRE for trait in natures)  # « leurs », « plusieurs »
    return not autre and any(trait & _PLURIEL == _PLURIEL for trait in natures)
