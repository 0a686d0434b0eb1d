"""What is measured or counted: exponents, products, decimal points, zeros typed before a count.

Sources: BIPM, brochure sur le SI, 5.4 (m², the sign of a product, spaces); CGPM 2003, résolution 10
(the decimal sign of French is the comma).
"""

import re
from collections.abc import Iterator
from typing import Final

from ppgp_docs.francais.espaces import HORIZONTALE, INSECABLE
from ppgp_docs.francais.lexique import Trait, traits
from ppgp_docs.francais.typographie.retouches import Regle, Retouche, remplacer
from ppgp_docs.francais.typographie.vocabulaire import A_NUMERO, COMPTES, REFERENCES, UNITES
from ppgp_docs.patterns import pattern

_H: Final = HORIZONTALE
_UNITE_APRES: Final = rf"{_H}*(?:[%‰]|{UNITES}|{COMPTES})(?![\w'’])"

_MESURE_AVANT: Final = rf"(?:(?<![\w.,/-])\d[\d,\u00a0\u202f ]*|/|(?<!\w)(?:au|du|par|en|le){_H}+)"

EXPOSANTS: Final[tuple[Regle, ...]] = tuple(
    remplacer(
        rf"{_MESURE_AVANT}(?:[khdcm]|da)?m({chiffre})(?![\w'’])",
        exposant,
        indice=f"m{chiffre}",
    )
    for chiffre, exposant in (("2", "²"), ("3", "³"))
)
"""« 100 m2 », « 120 hab./km2 », « au m3 »."""

PRODUITS: Final[tuple[Regle, ...]] = (
    remplacer(
        rf"(?<![\w.,/-])\d+(?:,\d+)?({_H}+x{_H}+)(?=\d+(?:,\d+)?(?![\w/]))",
        f"{INSECABLE}×{INSECABLE}",
        indice="x",
    ),
    # A car is a 4x4: without spaces, only before what is measured.
    remplacer(
        rf"(?<![\w.,/-])\d+(?:,\d+)?({_H}*x{_H}*)(?=\d+(?:,\d+)?{_UNITE_APRES})",
        f"{INSECABLE}×{INSECABLE}",
        indice="x",
    ),
)

_NOM_AVANT: Final = (
    r"(?:coefficient|densité|durée|écart|facteur|indice|médiane|moyenne|note|quotité|rapport|ratio"
    r"|score|seuil|taux|valeur)s?"
)
_FIN: Final = r"(?![\w/-]|[.:]\w)"
"""The full stop of a sentence is no part of its last number."""
_EN_TETE: Final = r"(?<![^\n])0\.\d+\."
"""« 0.1. Préambule » is a heading."""

DECIMALES: Final[tuple[Regle, ...]] = (
    # No part of a text bears the number 0.
    remplacer(
        rf"(?<![\w.,/:-])(?<!version{_H})(?<!v\.{_H})(?!{_EN_TETE})0(\.)(?=\d{{1,3}}{_FIN})",
        ",",
        indice="0.",
    ),
    remplacer(
        rf"(?<!\w)(?i:{_NOM_AVANT})(?:{_H}+[a-zà-ÿ]+){{0,3}}{_H}*:?{_H}+\d{{1,3}}(\.)(?=\d{{1,3}}{_FIN})",
        ",",
        indice=".",
    ),
)

_ZERO: Final = pattern(
    rf"0(?<![\w.,:/+°º-].)(?<!\d{_H}.)[1-9](?={_H}+(?P<nom>[a-zà-ÿœ]{{3,}}(?:-[a-zà-ÿœ]+)*)(?![\w’'-])"
    rf"|(?:{COMPTES})(?!\w)|{_H}+(?:à|ou|et|-|–){_H}+0?\d\d?{_H}+(?:{COMPTES})(?!\w))"
)
_NOMME: Final = pattern(
    rf"(?:\b(?:{A_NUMERO}|{REFERENCES}|ateliers?|départements?|numéros?|séances?|semaines?)"
    rf"|n[°º]s?|\d){_H}*:?{_H}*$",
    re.IGNORECASE,
)
_MOT_AVANT: Final = pattern(rf"([^\W\d_]+)[’']?{_H}+$")
_DEBUT: Final = pattern(r"(?:\A|\n)\s*$")
_SUITE: Final = pattern(
    rf"(?:{_H}+[a-zà-ÿœ]+){{0,3}}{_H}+(?:ont|sont|seront|étaient|par{_H}+(?:an|jour|mois|semaine))(?!\w)"
    rf"|(?:,|{_H}+et){_H}+0?[1-9]{_H}"
)
"""Behind what is counted at the head of a line: « 05 agents ont été formés »."""

_PORTEE: Final = 24
"""How far back the word before is looked for, in characters."""


def oter_zero_du_compte(texte: str) -> Iterator[Retouche]:
    """Write « 2 permanences » for « 02 permanences »; the 02 of « module 02 » is a name."""
    for trouve in _ZERO.finditer(texte):
        avant = texte[max(0, trouve.start() - _PORTEE) : trouve.start()]
        if not _NOMME.search(avant) and (trouve["nom"] is None or _compte(trouve, avant)):
            yield Retouche(trouve.start(), trouve.start() + 1, "")


def _compte(nombre: re.Match[str], avant: str) -> bool:
    """Tell a count from the number of a heading: « 01 contexte », « 02 ressources humaines »."""
    un = nombre[0] == "01"
    nombres = Trait.NOM | (Trait.SINGULIER if un else Trait.PLURIEL)
    if not any(trait & nombres == nombres for trait in traits(nombre["nom"])):
        return False
    if re.fullmatch(COMPTES, nombre["nom"]):
        return True
    if not un and _DEBUT.search(avant):
        return _SUITE.match(nombre.string, nombre.end("nom")) is not None
    mot = _MOT_AVANT.search(avant)
    return mot is not None and not any(trait & Trait.NOM for trait in traits(mot[1].lower()))
