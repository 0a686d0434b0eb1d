"""The known words that a misspelt one probably means, the likeliest first.

A word is near when one slip parts it from the other (Damerau, « A technique for computer detection
and correction of spelling errors », 1964: a letter too many, missing, changed, or two swapped), or
accents alone do. Two slips are looked for in long words only: elsewhere they link anything.
"""

from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from typing import Final

from ppgp_docs.francais.lettres import sans_accents
from ppgp_docs.francais.lexique import Trait, accentues, commencant_par, existe, traits
from ppgp_docs.patterns import pattern

_LETTRES: Final = "abcdefghijklmnopqrstuvwxyzàâçéèêëîïôûùœ"
_SONS: Final = (
    ("nsion", "ntion"), ("ssion", "tion"), ("assion", "ation"), ("ction", "xion"), ("f", "ph"),
    ("ense", "ence"), ("ence", "ance"), ("ance", "ence"), ("an", "en"), ("en", "an"),
    ("ition", "ission"), ("rith", "ryth"),
)  # fmt: skip
_CONSONNE: Final = pattern(r"([bcdfglmnprst])\1?(?=[aeiouy]|[lr][aeiouy])")
"""One that may be written once or twice."""

_LONG: Final = 8
_PLUS_LONG: Final = 50
"""Letters beyond which nothing is a word: the longest commune of France has 45."""

_RATIO: Final = 0.85
_NOM_LONG: Final = 6
_AU_PLUS: Final = 2


def mots_proches(mot: str, admis: Callable[[str], bool] = existe) -> list[str]:
    """Return at most two known words near one that is not; empty when none is likely."""
    if len(mot) > _PLUS_LONG:
        return []
    # Words that differ by accents alone, by as many as there are, leave no doubt: « interet ».
    rangs = {autre: (0, _rarete(autre)) for autre in accentues(sans_accents(mot)) if admis(autre)}
    rangs |= {autre: (1, _rarete(autre)) for autre in _memes_sons(mot) if admis(autre)}
    for autre, faute in _une_faute(mot):
        if admis(autre):
            accents = sans_accents(autre) == sans_accents(mot)
            rang = (0 if accents else faute, _rarete(autre))
            rangs[autre] = min(rangs.get(autre, rang), rang)
    if not rangs and mot[0].isupper():
        return _noms_proches(mot, admis)
    if not rangs and len(mot) >= _LONG and "-" not in mot:
        return _deux_fautes(mot, admis)
    trouves = sorted(rangs, key=lambda autre: (rangs[autre], autre))
    sur = rangs[trouves[0]][0] if trouves else _AU_PLUS
    return [mot for mot in trouves if sur > 1 or rangs[mot][0] == sur][:_AU_PLUS]


def _memes_sons(mot: str) -> Iterator[str]:
    """The word with one of its sounds written otherwise: « prévension », « téritoire »."""
    for un, autre in _SONS:
        if un in mot:
            yield mot.replace(un, autre)
    nu = sans_accents(mot)
    for consonne in _CONSONNE.finditer(nu):
        debut, fin = consonne.span()
        lettres = consonne[1] * (1 if fin - debut > 1 else 2)
        double = nu[:debut] + lettres + nu[fin:]
        yield from (double, *accentues(double))


def _noms_proches(nom: str, admis: Callable[[str], bool]) -> list[str]:
    """Names whose letters are these, but for accents, hyphens and one slip: « Montbelliard »."""
    nu = _lettres(nom)
    if len(nu) < _NOM_LONG:
        return []
    proches = {autre for autre in commencant_par(nom[:2]) if _a_une_faute(_lettres(autre), nu)}
    return sorted(filter(admis, proches))[:_AU_PLUS]


def _lettres(nom: str) -> str:
    return "".join(filter(str.isalpha, sans_accents(nom.lower())))


def _a_une_faute(un: str, autre: str) -> bool:
    """Whether a letter at most was added, forgotten or changed."""
    rang = next((r for r, (a, b) in enumerate(zip(un, autre, strict=False)) if a != b), None)
    if rang is None:
        return abs(len(un) - len(autre)) <= 1
    fin, autre_fin = un[rang:], autre[rang:]
    return fin[1:] in (autre_fin, autre_fin[1:]) or autre_fin[1:] == fin


def _une_faute(mot: str) -> Iterator[tuple[str, int]]:
    """Every word at one slip, with how unlikely the slip is."""
    for rang in range(len(mot) + 1):
        debut, suite = mot[:rang], mot[rang:]
        for lettre in _LETTRES:
            double = lettre in (debut[-1:], suite[:1])
            yield f"{debut}{lettre}{suite}", 2 if double else 3
        if not suite:
            continue
        yield debut + suite[1:], 2 if suite[0] == suite[1:2] else 4
        if len(suite) > 1:
            yield f"{debut}{suite[1]}{suite[0]}{suite[2:]}", 1
        for lettre in _LETTRES:
            yield f"{debut}{lettre}{suite[1:]}", 5


def _deux_fautes(mot: str, admis: Callable[[str], bool]) -> list[str]:
    nu = sans_accents(mot)
    compare = SequenceMatcher(b=nu, autojunk=False)
    notes: dict[str, float] = {}
    for debut in _debuts(mot):
        for autre in commencant_par(debut):
            if abs(len(autre) - len(mot)) <= 1 and autre[-1] == mot[-1]:
                compare.set_seq1(sans_accents(autre))
                if compare.quick_ratio() >= _RATIO and (note := compare.ratio()) >= _RATIO:
                    notes[autre] = note
    trouves = sorted(filter(admis, notes), key=lambda one: (_rarete(one), -notes[one], one))
    return trouves[:1]


def _debuts(mot: str) -> Iterator[str]:
    """The first two letters, with each accent that the second may have lost or gained."""
    seconde = sans_accents(mot[1])
    yield from (mot[0] + lettre for lettre in _LETTRES if sans_accents(lettre) == seconde)


def _rarete(mot: str) -> int:
    """Nouns and adjectives before conjugated forms, which are many and seldom meant."""
    natures = Trait(0)
    for trait in traits(mot):
        natures |= trait
    return 0 if natures & (Trait.NOM | Trait.ADJECTIF | Trait.AUTRE) else 1
