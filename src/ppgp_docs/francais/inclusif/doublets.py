"""Both words in full: « les professionnelles et les professionnels formés ».

The feminine comes first, so that the masculine stands beside what agrees with it; the determiner
is repeated before each word, with its preposition (« à la directrice ou au directeur », Académie
française, Questions de langue; Grevisse). Sources of the form: those of `inclusif`.
"""

import re
from collections.abc import Sequence
from typing import Final

from ppgp_docs.francais.accords import capitale
from ppgp_docs.francais.inclusif.genres import DEVANT_VOYELLE, Forme
from ppgp_docs.patterns import pattern

_VOYELLE: Final = pattern(
    # With the words in mute h that name people: habitante, hébergé, hospitalisée, homologue.
    r"[aâàeéèêiîïoôuûœ]|h(?:abi|arm|éberg|ésit|eur|isto|omo|onor|ono|ospi|ôt|um)",
    re.IGNORECASE,
)
_ELIDES: Final = {
    "le": "l’", "la": "l’", "du": "de l’", "de la": "de l’", "au": "à l’", "à la": "à l’",
    "ma": "mon ", "ta": "ton ", "sa": "son ", "de": "d’",
    **{mot: f"{elide} " for mot, elide in DEVANT_VOYELLE.items()},
}  # fmt: skip


def commence_par_voyelle(mot: str) -> bool:
    """Whether a word elides the article before it: agente, habitante."""
    return _VOYELLE.match(mot) is not None


def doubler(
    formes: Sequence[Forme], entre: Sequence[str], avant: str = "", *, seul: bool = False
) -> str:
    """Write the feminine phrase, then the masculine one; what follows the noun agrees with it.

    `entre` is what stands between each form and the next, `avant` the determiner or preposition
    that stands before the first: it is not written again before the feminine. `seul` says of
    adjectives that they have no other noun to agree with.
    """
    noyau = _noyau(formes, entre, nominal=bool(avant) or seul)
    masculin = enchainer([forme.masculin for forme in formes], entre)
    if not noyau:
        return masculin
    feminin = enchainer([forme.feminin for forme in formes[:noyau]], entre[: noyau - 1])
    return _coordonner(feminin, masculin, formes[0], avant)


def enchainer(mots: Sequence[str], entre: Sequence[str]) -> str:
    """Join words and what stands between them, determiners elided before a vowel."""
    phrase = mots[-1]
    for mot, milieu in zip(reversed(mots[:-1]), reversed(entre), strict=True):
        phrase = f"{milieu} {phrase}" if milieu else phrase
        elide = _ELIDES.get(mot.lower(), "") if _VOYELLE.match(phrase) else ""
        if elide and mot[:1].isupper():
            elide = capitale(elide)
        joint = elide or (mot if phrase.startswith(",") else f"{mot} ")
        phrase = f"{joint}{phrase}"
    return phrase


def _noyau(formes: Sequence[Forme], entre: Sequence[str], nominal: bool) -> int:
    """Return how many forms of a group are doubled.

    The noun with what names its trade (assistant social) or comes before it, and what is joined to
    that; « toutes et tous »; an adjective that a determiner makes a noun (les intéressées et les
    intéressés). After « ou » an adjective would agree with the last noun alone: it is doubled too.
    A participle in the plural is the attribute of both: it stays in the masculine.
    """
    natures = [forme.nature for forme in formes]
    if "nom" in natures:
        if not formes[-1].pluriel:
            return len(formes)
        noms = [rang for rang, nature in enumerate(natures) if nature in ("nom", "épithète")]
        noyau = noms[-1] + 1
        while natures[noms[-1]] == "épithète" and entre[noyau - 1 : noyau] in (["et"], ["ou"]):
            noyau += 1
        return noyau
    if natures[0] == "pronom":
        return 1
    return len(natures) if nominal or natures[0] == "déterminant" else 0


def _coordonner(feminin: str, masculin: str, premiere: Forme, avant: str) -> str:
    """Join both phrases, with the determiner before each: « les … et les … »."""
    lien = "et" if premiere.pluriel or premiere.masculin.lower() == "chacun" else "ou"
    if feminin.isupper():
        return f"{feminin} {lien.upper()} {repeter(avant, masculin)}"
    if not avant:
        # The capital was that of the sentence.
        masculin = masculin[:1].lower() + masculin[1:]
    return f"{feminin} {lien} {repeter(avant.lower(), masculin)}"


def repeter(avant: str, suite: str) -> str:
    """Write before a phrase the determiner or preposition that stood before another."""
    mots = avant.replace("'", "’").split()
    if avant.endswith(("'", "’")):
        *mots, elide = mots
        suite = elide + suite
    return enchainer([*mots, suite], [""] * len(mots))
