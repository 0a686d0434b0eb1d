"""Inclusive writing: one notation in the source, the form that the profile asks for in print.

A source holds `professionnel·le·s`; the other usual signs (`professionnel.le.s`,
`professionnel(le)s`, `le/la`) are read alike, since no keyboard has the middle dot. Forms are
looked up in a lexicon (`genres`): what it does not know is left as it is.

`doublet` writes both words, feminine first so that the masculine stands beside the words that
agree with it (« les professionnelles et les professionnels formés »); screen readers say nothing
else well. `median` and `point` keep a sign, `masculin` one word. Sources: Haut Conseil à
l'égalité, Guide pratique pour une communication publique sans stéréotype de sexe; circulaire of
21 November 2017 (« le candidat ou la candidate »).
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, Literal, NamedTuple, TypeAlias

from ppgp_docs.francais.espaces import simplifier
from ppgp_docs.francais.genres import Forme, capitale, chercher
from ppgp_docs.francais.regles import MASQUE
from ppgp_docs.francais.typographie import masquer

Inclusif: TypeAlias = Literal["doublet", "median", "point", "masculin"]
"""The form that is printed."""

# The sign comes first in the pattern: it is what the search jumps to.
SIGNE_POSSIBLE: Final = re.compile(r"[·.•‧∙⋅/(](?<=[^\W\d_].)(?=[^\W\d_])")
_MOT: Final = r"[^\W\d_]+"
NOTATION: Final = re.compile(
    rf"(?<![\w@·./-])(?:(?:du[·./]de|au[·./]à) la|(?:de la[·./]du|à la[·./]au)(?!\w)"
    rf"|{_MOT}(?:-{_MOT})*(?:[·.•‧∙⋅/]{_MOT}|\({_MOT}\))+(?:{_MOT})?)(?![\w@·])"
)
"""What may be an inclusive form; the lexicon decides."""

_ADRESSE_OU_CODE: Final = re.compile(r"\]\([^)\s]*\)|`[^`]*`|\{\{.*?\}\}")
_AVANT: Final = re.compile(
    r"(?<![\w’'-])(?:(?P<mot>les|des|aux|de|à|ces|mes|tes|ses|nos|vos|leurs|leur|notre|votre)"
    r"\s+|(?P<elide>[ld])[’'])[*]{0,3}$",
    re.IGNORECASE,
)
_ENTRE_TOUS_ET_NOM: Final = re.compile(r"\s+(?:les|ces|mes|tes|ses|nos|vos|leurs)\s+")
_VOYELLE: Final = re.compile(r"[aâàeéèêiîïoôuûœ]|habitant", re.IGNORECASE)
_ELIDES: Final = {
    "le": "l’", "la": "l’", "du": "de l’", "de la": "de l’", "au": "à l’", "à la": "à l’",
    "ce": "cet ", "ma": "mon ", "ta": "ton ", "sa": "son ", "de": "d’",
}  # fmt: skip
_PORTEE: Final = 12
"""How far back a determiner is looked for, in characters."""


class Occurrence(NamedTuple):
    """A form of the lexicon, and where it stands in its text."""

    debut: int
    fin: int
    forme: Forme


def ecrire(texte: str, profil: Inclusif = "doublet") -> str:
    """Return a text, plain or small Markdown, with its inclusive forms as the profile asks."""
    morceaux: list[str] = []
    position = 0
    for groupe in _groupes(texte):
        avant = None
        if profil == "doublet":
            avant = _AVANT.search(texte, max(position, groupe[0].debut - _PORTEE), groupe[0].debut)
        debut = avant.start() if avant else groupe[0].debut
        morceaux += texte[position:debut], _ecrire_groupe(texte, groupe, profil, avant)
        position = groupe[-1].fin
    return "".join((*morceaux, texte[position:]))


def occurrences(texte: str) -> Iterator[Occurrence]:
    """Find the forms that the lexicon knows, outside addresses and code."""
    for trouve in notations(texte):
        if forme := chercher(trouve[0]):
            yield Occurrence(*trouve.span(), forme)


def notations(texte: str) -> Iterator[re.Match[str]]:
    """Find what looks like an inclusive form, known or not, outside addresses and code."""
    if SIGNE_POSSIBLE.search(texte):
        visible = _ADRESSE_OU_CODE.sub(lambda cache: MASQUE * len(cache[0]), masquer(texte))
        yield from NOTATION.finditer(visible)


def _groupes(texte: str) -> Iterator[list[Occurrence]]:
    """Put together the forms that follow one another, which are doubled as one."""
    groupe: list[Occurrence] = []
    for trouvee in occurrences(texte):
        if groupe and not _se_suivent(groupe[-1], texte[groupe[-1].fin : trouvee.debut]):
            yield groupe
            groupe = []
        groupe.append(trouvee)
    if groupe:
        yield groupe


def _se_suivent(precedente: Occurrence, entre: str) -> bool:
    if entre.isspace():
        return True
    tous = precedente.forme.masculin.lower() == "tous"
    return tous and _ENTRE_TOUS_ET_NOM.fullmatch(entre) is not None


def _ecrire_groupe(
    texte: str, groupe: list[Occurrence], profil: Inclusif, avant: re.Match[str] | None
) -> str:
    formes = [trouvee.forme for trouvee in groupe]
    entre = [simplifier(texte[une.fin : autre.debut]) for une, autre in pairwise(groupe)]
    if profil == "doublet":
        return _doubler(formes, entre, avant)
    if profil == "masculin":
        return _enchainer([forme.masculin for forme in formes], entre)
    signe = "·" if profil == "median" else "."
    return _enchainer([forme.abregee(signe) for forme in formes], entre)


def _doubler(formes: list[Forme], entre: list[str], avant: re.Match[str] | None) -> str:
    """Write the feminine phrase, then the masculine one; what follows the noun agrees with it."""
    noyau = _noyau([forme.nature for forme in formes], precede=avant is not None)
    if not noyau:
        debut = avant[0] if avant else ""
        return debut + _enchainer([forme.masculin for forme in formes], entre)
    feminin = _enchainer([forme.feminin for forme in formes[:noyau]], entre)
    masculin = _enchainer([forme.masculin for forme in formes], entre)
    return _coordonner(feminin, masculin, formes[0], avant)


def _noyau(natures: Sequence[str], precede: bool) -> int:
    """Return how many forms of a group are doubled.

    The noun with what names its trade (assistant social) or comes before it; « toutes et tous »;
    an adjective that a determiner makes a noun (les intéressées et les intéressés). A participle
    alone is the attribute of something that stands elsewhere: it stays in the masculine.
    """
    if "nom" in natures:
        noms = [rang for rang, nature in enumerate(natures) if nature in ("nom", "épithète")]
        return noms[-1] + 1
    if natures[0] == "pronom":
        return 1
    return len(natures) if precede or natures[0] == "déterminant" else 0


def _coordonner(feminin: str, masculin: str, premiere: Forme, avant: re.Match[str] | None) -> str:
    """Join both phrases, with the determiner before each: « les … et les … »."""
    lien = "et" if premiere.pluriel or premiere.masculin.lower() == "chacun" else "ou"
    crie = feminin.isupper()
    if not crie:
        masculin = masculin[:1].lower() + masculin[1:]
    debut = ""
    if avant:
        debut = avant[0]
        masculin = _lier(avant["mot"] or f"{avant['elide']}’", masculin, crie)
    return f"{debut}{feminin} {lien.upper() if crie else lien} {masculin}"


def _lier(article: str, suite: str, crie: bool) -> str:
    """Repeat before the masculine the determiner that stood before the feminine."""
    article = article if crie else article.lower()
    return article + suite if article.endswith("’") else _enchainer([article, suite], [""])


def _enchainer(mots: Sequence[str], entre: Sequence[str]) -> str:
    """Join words and what stood between them, determiners elided before a vowel."""
    phrase = mots[-1]
    for mot, milieu in zip(reversed(mots[:-1]), reversed(entre), strict=False):
        phrase = f"{milieu} {phrase}" if milieu else phrase
        elide = _ELIDES.get(mot.lower(), "") if _VOYELLE.match(phrase) else ""
        if elide and mot[:1].isupper():
            elide = capitale(elide)
        phrase = f"{elide}{phrase}" if elide else f"{mot} {phrase}"
    return phrase
