"""Pairing of quotation marks: « » for a quotation, “ ” for one inside another.

Source: Lexique des règles typographiques en usage à l'Imprimerie nationale, « Guillemets ». A mark
without its pair is left as the author typed it: guessing where a quotation ends would be worse.
"""

import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple, TypeAlias

from ppgp_docs.francais.typographie.retouches import Retouche

_DOUBLES: Final = '"“”„'
_CHEVRONS: Final = "«»"
MARQUES: Final = _DOUBLES + _CHEVRONS
"""The signs that open or close a quotation."""

_MARQUE: Final = re.compile(f"[{MARQUES}]")
_OUVRANTS_PAR_FORME: Final = "«“„"
_FERMANTS_PAR_FORME: Final = "»”"
_AVANT_OUVRANT: Final = "([{’'«“–—-/"
_NIVEAUX: Final = (("«", "»"), ("“", "”"))

_Sens: TypeAlias = Literal["ouvrant", "fermant", "inconnu"]


class Paire(NamedTuple):
    """Places of an opening mark and of the mark that closes it."""

    ouvrant: int
    fermant: int


def accorder_guillemets(texte: str) -> Iterator[Retouche]:
    """Give every pair of quotation marks the form that its depth asks for."""
    paires = sorted(apparier(texte))
    marques: dict[int, str] = {}
    fins_ouvertes: list[int] = []
    for paire in paires:
        while fins_ouvertes and fins_ouvertes[-1] < paire.ouvrant:
            fins_ouvertes.pop()
        niveau = _NIVEAUX[min(len(fins_ouvertes), 1)]
        marques |= zip(paire, niveau, strict=True)
        fins_ouvertes.append(paire.fermant)
    for place in sorted(marques):
        if texte[place] != marques[place]:
            yield Retouche(place, place + 1, marques[place])


def apparier(texte: str) -> Iterator[Paire]:
    """Find which mark closes which; what a pair holds is always well paired itself.

    A closing mark that does not answer the last opened one proves the text faulty: what was open
    then stays unpaired.
    """
    ouverts: list[int] = []
    for trouve in _MARQUE.finditer(texte):
        place, signe = trouve.start(), trouve[0]
        repond = bool(ouverts) and _meme_famille(texte[ouverts[-1]], signe)
        sens = _sens(texte, place)
        if sens == "ouvrant" or (sens == "inconnu" and not repond):
            ouverts.append(place)
        elif repond:
            yield Paire(ouverts.pop(), place)
        else:
            ouverts.clear()


def _meme_famille(signe: str, autre: str) -> bool:
    return (signe in _DOUBLES) == (autre in _DOUBLES)


def _sens(texte: str, place: int) -> _Sens:
    """Tell whether a mark opens or closes, from its form, else from what stands around it."""
    if texte[place] in _OUVRANTS_PAR_FORME:
        return "ouvrant"
    if texte[place] in _FERMANTS_PAR_FORME:
        return "fermant"
    avant, apres = texte[max(0, place - 1) : place], texte[place + 1 : place + 2]
    libre_avant = not avant or avant.isspace() or avant in _AVANT_OUVRANT
    libre_apres = not apres or not apres.isalnum()
    if libre_avant == libre_apres:
        return "inconnu"
    return "ouvrant" if libre_avant else "fermant"
