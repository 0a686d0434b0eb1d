"""Ordinals in figures: 1er, 2e, XXIe, 2de, their raised endings, and how a voice says them.

The endings and their place are those of the Imprimerie nationale (Lexique, « Nombres ordinaux »):
er, re, e, d, de, their plurals, always raised. Words come from num2words.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from ppgp_docs.francais.typographie.composition import masquer
from ppgp_docs.patterns import pattern

_ORDINAL: Final = pattern(
    r"(?<!\w)(?P<nombre>1|I)(?P<premier>ers?|res?)(?!\w)"
    # Neither a decimal (3.2e), nor a power of ten (2e-5), nor a piece of a name (abc-2e, #2e).
    r"|(?<![\w#])(?<!\d[.,:])(?<![^\W\d_]{3}-)(?P<rang>[1-9]\d*)(?P<suite>es?)(?!\w|-\d+(?!\w))"
    r"|(?<!\w)(?P<romain>[IVX]+)(?P<terminaison>es?)(?!\w)"
    r"|(?<!\w)(?P<deux>2)(?P<second>nde?s?|ds?|des?)(?!\w)"
)
_ROMAINS: Final = {"I": 1, "V": 5, "X": 10}
_SECONDS: Final = {"d": "second", "nd": "second", "de": "seconde", "nde": "seconde"}
_PLURIEL_DE_TROP: Final = re.compile(r"(?<=[tn])sième")
"""num2words keeps the s of quatre-vingts, deux cents and deux millions in their ordinals."""
_PREMIERS: Final = {"er": "premier", "re": "première"}


class Ordinal(NamedTuple):
    """An ordinal of a text: `debut` to `exposant` is its number, `exposant` to `fin` is raised."""

    debut: int
    exposant: int
    fin: int
    nombre: str
    terminaison: str

    @property
    def mots(self) -> str:
        """As it is said: deuxième, vingt et unième, première; spelled for who asks only."""
        return _dire(self.nombre, self.terminaison)


def ordinaux(texte: str) -> Iterator[Ordinal]:
    """The ordinals of a text, in order; none in addresses, e-mails and identifiers."""
    for trouve in _ORDINAL.finditer(masquer(texte)):
        nombre, terminaison = (partie for partie in trouve.groups() if partie)
        exposant = trouve.start() + len(nombre)
        yield Ordinal(trouve.start(), exposant, trouve.end(), nombre, terminaison)


def exposants(texte: str) -> list[tuple[str, bool]]:
    """Split a text into `(piece, is_superscript)`: the endings of 1er, 2e, XXIe, 2des rise."""
    morceaux: list[tuple[str, bool]] = []
    position = 0
    for ordinal in ordinaux(texte):
        morceaux.append((texte[position : ordinal.exposant], False))
        morceaux.append((texte[ordinal.exposant : ordinal.fin], True))
        position = ordinal.fin
    morceaux.append((texte[position:], False))
    return [morceau for morceau in morceaux if morceau[0]]


def _dire(nombre: str, terminaison: str) -> str:
    from num2words import num2words

    singulier = terminaison.rstrip("s")
    rang = int(nombre) if nombre.isdecimal() else _lire_romain(nombre)
    mots = (_PREMIERS | _SECONDS).get(singulier) or num2words(rang, lang="fr", to="ordinal")
    return _PLURIEL_DE_TROP.sub("ième", mots) + "s" * (singulier != terminaison)


def _lire_romain(nombre: str) -> int:
    """21 for XXI: a smaller sign before a larger one is taken off."""
    valeurs = [_ROMAINS[signe] for signe in nombre]
    suivantes = [*valeurs[1:], 0]
    return sum(-v if v < suivante else v for v, suivante in zip(valeurs, suivantes, strict=True))
