"""Letters that keyboards lack: accented capitals and œ, both part of the spelling.

Source: Lexique des règles typographiques en usage à l'Imprimerie nationale.

`accents.txt` lists words, accents included. A word whose first letter bears one is mended when
typed `Etat`; any of them when typed `ETAT`, `DECEMBRE`, unless two words of the list would answer
(ELEVE is élève or élevé). A word that is English too (Education) is left among words that look like
an English title. What the list does not have is for the lexicon to say (`capitales`).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from ppgp_docs.francais.donnees import lignes
from ppgp_docs.francais.espaces import HORIZONTALE
from ppgp_docs.francais.typographie.capitales import (
    accentuee,
    est_infinitif,
    est_preposition,
    ouvre_un_complement,
    selon_la_suite,
)
from ppgp_docs.francais.typographie.composes import accents_du_compose
from ppgp_docs.francais.typographie.retouches import Retouche
from ppgp_docs.patterns import pattern

_FICHIER: Final = "accents.txt"
_ETOILE: Final = " *"
_VARIANTE: Final = "~"
# Patterns begin with the letter that the search jumps to; what stands before comes next.
_EN_CAPITALE: Final = r"[A-Z](?<!\w.)\w{2,}(?!\w)"
# After these the word A is never the verb, whatever stands before.
_LOCUTIONS: Final = "compter|défaut|destination|disposition|domicile|jour|partir|propos|travers"
_INTRODUITS: Final = (
    f"{_LOCUTIONS}|bientôt|ce|cet|cette|ces|chaque|court|côté|eux|faire|la|leur"
    "|leurs|long|mesure|moyen|noter|nos|notre|nous|part|présent|qui|quoi|retenir"
    "|savoir|suivre|terme|titre|venir|vos|votre|vous"
)
_EN_CAPITALES: Final = f"{_INTRODUITS}|defaut|cote|present".upper()
_COMBIEN: Final = (
    r"(?:\d+|un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|dix-huit"
    "|vingt-quatre)"
)
_PREPOSITION: Final = (
    rf"A(?:(?<=\A.)|(?<=[.!?…:«»“\"(\n•].)|(?<=[.!?…:«»“”\"(•]{HORIZONTALE}.))(?={HORIZONTALE}"
    rf"(?:[lL]['’]|(?:{_INTRODUITS}|{_EN_CAPITALES}|La|Mayotte|MAYOTTE|Paris|PARIS)(?!\w)|{_COMBIEN}{HORIZONTALE}(?:ans?|mois|jours?|semaines?|heures?|h|km)(?!\w)))"
    r"|A(?<=(?i:jusqu)['’].)(?!\w)"
    rf"|A(?<=[A-ZÀ-Ý]{{2}}{HORIZONTALE}.)(?={HORIZONTALE}(?:{_LOCUTIONS.upper()})(?!\w))"
    rf"|(?P<initial>A)(?<![A-Z]\.{HORIZONTALE}.)(?:(?<=\A.)|(?<=[.!?…:«•\n(].)|(?<=[.!?…:«•(]{HORIZONTALE}.))"
    rf"(?={HORIZONTALE}(?:(?P<verbe>[a-zà-ÿ]{{2,}}re?|[A-ZÀ-Ý]{{2,}}RE?)|(?P<lieu>[A-ZÀ-Ý][\w’-]+))(?!\w))"
    rf"|(?P<cedille>Ca)(?<!\w..)(?={HORIZONTALE}[a-zà-ÿ])"
    rf"|(?P<question>O[uU])(?:(?<=\A..)|(?<=[.!?…:«•\n(]..)|(?<=[.!?…:«•(]{HORIZONTALE}..))"
    rf"(?={HORIZONTALE}+(?:et{HORIZONTALE}+quand|ET{HORIZONTALE}+QUAND|(?:s['’]|S['’])?(?P<action>[^\W\d_]+(?:er|ir|re|ER|IR|RE))(?!\w))[^.!?\n]{{0,120}}\?)"
    rf"|(?P<douteux>A)(?<=[A-ZÀ-Ý\d]{HORIZONTALE}.)(?={HORIZONTALE}(?:[A-ZÀ-Ý]{{2}}|L[’']|\d))"
)
_OE: Final = pattern(
    r"(?<!\w)(?:(?:c|s|ch)(oe)urs?(?!\w)|(?:man)?(oe)uvr|b?(oe)ufs?(?!\w)|(oe)il(?!\w)"
    r"|v(oe)ux?(?!\w)|n(oe)uds?(?!\w)|m(oe)urs(?!\w)|f(oe)t(?:us|al|ale|aux|ales)(?!\w)"
    r"|(oe)d[eè]m|(oe)sophag|(oe)strog|c(oe)liaq|ranc(oe)ur|éc(oe)ur|(oe)illet|(oe)cum)",
    re.IGNORECASE,
)
_SEULS: Final = {"A": "À", "Ca": "Ça", "OU": "OÙ", "Ou": "Où"}
_A_ACCENTUER: Final = re.compile(f"{_EN_CAPITALE}|{_PREPOSITION}")
_MOT_AVANT: Final = re.compile(rf"(\w+){HORIZONTALE}$")
_MOT_APRES: Final = re.compile(rf"{HORIZONTALE}(\w+)")
_PORTEE: Final = 20
"""How far back the word before is looked for, in characters."""

_LIGATURES: Final = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE"})
_PETITS_MOTS_ANGLAIS: Final = frozenset(("and", "by", "for", "in", "of", "on", "the", "to"))


COMBINANTS: Final = "\u0300\u0301\u0302\u0308\u0327"
"""The accents of French, after their letter: macOS and some PDF write them so."""

_DECOMPOSEE: Final = pattern(rf"[^\W_][{COMBINANTS}]+")


def recomposer(texte: str) -> Iterator[Retouche]:
    """Write each letter and its accent as the one character that other rules know (NFC)."""
    for trouve in _DECOMPOSEE.finditer(texte):
        compose = unicodedata.normalize("NFC", trouve[0])
        if compose != trouve[0]:
            yield Retouche(*trouve.span(), compose)


def accentuer(texte: str) -> Iterator[Retouche]:
    """Give the capitals of well-known words, and the preposition À, their accents."""
    for trouve in _A_ACCENTUER.finditer(texte):
        if trouve["douteux"] and not est_preposition(texte, trouve):
            continue
        if (action := trouve["action"]) and not est_infinitif(action):
            continue
        if trouve["initial"] and not ouvre_un_complement(trouve):
            continue
        juste = _SEULS.get(trouve[0]) or _justes().get(trouve[0])
        if juste is None:
            juste = (
                selon_la_suite(texte, trouve)
                or accents_du_compose(texte, trouve)
                or accentuee(texte, trouve)
            )
        elif juste.lower() in _anglais() and _parmi_de_l_anglais(texte, trouve):
            continue
        if juste:
            yield Retouche(trouve.start(), trouve.end(), juste)


def lier_oe(texte: str) -> Iterator[Retouche]:
    """Write œ in the words that have it; `oe` stays two letters elsewhere (coefficient)."""
    if "oe" not in texte.lower():
        return
    for trouve in _OE.finditer(texte):
        groupe = trouve.lastindex or 0
        yield Retouche(*trouve.span(groupe), "Œ" if trouve[groupe][0] == "O" else "œ")


def _parmi_de_l_anglais(texte: str, mot: re.Match[str]) -> bool:
    """Whether a neighbour looks like a word of an English title: Patient, Materials, of."""
    avant = _MOT_AVANT.search(texte, max(0, mot.start() - _PORTEE), mot.start())
    apres = _MOT_APRES.match(texte, mot.end())
    voisins = [voisin[1] for voisin in (avant, apres) if voisin]
    return any(v.lower() in _PETITS_MOTS_ANGLAIS or (len(v) > 1 and v.istitle()) for v in voisins)


def sans_accents(texte: str) -> str:
    """Return the text with bare letters, its case kept: Évêché → Eveche, cœur → coeur."""
    if texte.isascii():
        return texte
    bare = (s for s in unicodedata.normalize("NFD", texte) if not unicodedata.combining(s))
    return "".join(bare).translate(_LIGATURES)


@cache
def _justes() -> dict[str, str]:
    """Return what to write for each wrong form."""
    mots = {ligne.partition(" ")[0]: ligne.partition(" ")[1:] for ligne in lignes(_FICHIER)}
    capitalises = {sans_accents(mot[0]).upper() + mot[1:]: mot[0].upper() + mot[1:] for mot in mots}
    criables = (mot for mot, marque in mots.items() if _VARIANTE not in marque)
    justes = capitalises | dict(_sans_homographe(criables))
    return {faux: juste for faux, juste in justes.items() if faux != juste}


@cache
def _anglais() -> frozenset[str]:
    starred = (ligne for ligne in lignes(_FICHIER) if ligne.endswith(_ETOILE))
    return frozenset(ligne.removesuffix(_ETOILE) for ligne in starred)


def _sans_homographe(mots: Iterable[str]) -> Iterator[tuple[str, str]]:
    justes: dict[str, list[str]] = {}
    for mot in mots:
        justes.setdefault(sans_accents(mot).upper(), []).append(mot.upper())
    yield from ((faux, formes[0]) for faux, formes in justes.items() if len(formes) == 1)
