"""Accounts of a budget that no noun announces, told from quantities.

Source: instruction budgétaire et comptable M57: classes 6 and 7 hold charges and produits.
"""

import re
from collections.abc import Iterator
from typing import Final

from ppgp_docs.francais.espaces import HORIZONTALE, INSECABLE
from ppgp_docs.francais.typographie.retouches import Retouche
from ppgp_docs.patterns import pattern

_H: Final = HORIZONTALE
_COMPTES_NUS: Final = pattern(
    rf"(?<![\w.,/-])(?P<classe>[67])\d{{2,4}}(?:(?:,|{_H}(?:et|ou|à)){_H}+(?P=classe)\d{{2,4}})+"
    rf"(?![\w,]|{_H}*[%‰€$]|{_H}+(?:[a-zà-ÿœ]{{3,}}|et|ou|à)(?!\w))"
)
_EN_TETE: Final = pattern(r"(?<![^\n])[ \u00a0]*(?:[-•–*][ \u00a0]+)?$")
_DETAIL: Final = rf"{_H}\((?=[a-zà-ÿ])"
_DETAILLE: Final = pattern(_DETAIL)
"""What says anywhere what an account holds: « 60611 (eau) »."""
_CE_QUIL_TIENT: Final = pattern(
    rf"{_H}*:(?!\w)|{_H}+[–—-]{_H}+[A-ZÀ-Ý]|{_DETAIL}"
    rf"|{_H}[a-zà-ÿ]{{3,}}[^\d\n]*,{_H}\d[\d\u00a0\u202f ]*€"
)
"""The same at the head of a line: « 65748 : subventions », « 65748 – Subventions »."""
_ENTRE_PARENTHESES: Final = re.compile(r"\([67]\d{4}\)")
_PUCE: Final = 8
"""How many characters may stand before the first of a line, at most."""
_DES_COMPTES: Final = 6
_UN_ARTICLE: Final = 5
_ESPACE: Final = re.compile(_H)
_BANCAIRE: Final = re.compile(
    rf"(?<!\w)(?:RIB{_H}*:?(?P<rib>{_H}+\d{{5}}{_H}\d{{5}}{_H}\w{{11}}{_H}\d\d)"
    rf"|[A-Z]{{2}}\d\d(?P<iban>(?:{_H}[\dA-Z]{{4}}){{3,7}}(?:{_H}[\dA-Z]{{1,4}})?))(?!\w)"
)


def lier_comptes(texte: str) -> Iterator[Retouche]:
    """Hold the groups of a RIB and of an IBAN together."""
    for trouve in _BANCAIRE.finditer(texte):
        for place in _ESPACE.finditer(texte, *trouve.span(trouve.lastgroup or 0)):
            yield Retouche(*place.span(), INSECABLE)


def est_un_compte_en_tete(texte: str, nombre: re.Match[str]) -> bool:
    """Tell an account at the head of a line, before what it holds, or alone within brackets."""
    if nombre[0][0] not in "267" or len(nombre[0]) > _DES_COMPTES or nombre[0].endswith("00"):
        return False
    if _ENTRE_PARENTHESES.match(texte, max(0, nombre.start() - 1)) or (
        len(nombre[0]) == _UN_ARTICLE and _DETAILLE.match(texte, nombre.end())
    ):
        return True
    return (
        _EN_TETE.search(texte, max(0, nombre.start() - _PUCE), nombre.start()) is not None
        and _CE_QUIL_TIENT.match(texte, nombre.end()) is not None
    )


def est_un_compte_en_liste(texte: str, nombre: re.Match[str]) -> bool:
    """Tell accounts of M57 that no noun announces: « 65748, 6574 et 6558 ».

    They are of one class, 6 or 7, and of several lengths, or of one chapter; a noun behind them, or
    round numbers, would make quantities of them.
    """
    if nombre[0][0] not in "67":
        return False
    for liste in _COMPTES_NUS.finditer(texte):
        if liste.start() <= nombre.start() < liste.end():
            comptes = re.findall(r"\d+", liste[0])
            groupes = len({len(compte) for compte in comptes}) > 1
            chapitre = len({compte[:2] for compte in comptes}) == 1
            ronds = all(compte.endswith("00") for compte in comptes)
            return (groupes or chapitre) and not ronds
    return False
