"""The accents of capitals that no list has: those that the lexicon of French leaves no doubt of.

A word in capitals is mended where one known word alone has its letters, and the bare one is none:
CLES among other capitals, COHESION anywhere. A name of someone is never touched, nor a sigle: short
words need neighbours that are words in capitals too. « Etudiants » is mended, « Event » is not.
"""

import re
from functools import lru_cache
from typing import Final

from ppgp_docs.francais.espaces import HORIZONTALE
from ppgp_docs.francais.lexique import Trait, accentues, est_connu, existe, traits
from ppgp_docs.francais.typographie.composes import nom_juste
from ppgp_docs.patterns import pattern

_H: Final = HORIZONTALE
_AVANT: Final = pattern(
    rf"([^\W\d_]+)(?:[’']|(?<=\bM)\.|(?<=\bMM)\.|(?<=\b[DPM]r)\.)?(?:{_H}|(?<=[’']))$"
)
_APRES: Final = pattern(rf"{_H}([^\W\d_]+)")
_PORTEE: Final = 24
_SEUL: Final = 8
"""Letters, at least, of a word in capitals among small letters: others may be sigles."""

_CAPITALISE: Final = 7
"""The same of a word with one capital: Event, Epic are English."""

_INTRODUIT: Final = 5
"""The same behind an article: « l’Eglise »."""

_ARTICLES: Final = frozenset(("l", "d", "la", "les", "une", "cette", "des", "nos", "notre"))
_UN: Final = frozenset(("cette", "ce", "l", "la", "le", "notre", "sa", "son", "un", "une", "votre"))
_PLUSIEURS: Final = frozenset(("aux", "ces", "des", "les", "leurs", "nos", "ses", "vos"))
_DE: Final = frozenset(("d", "de"))
"""What stands before a noun, of one number or of either: « LES ELEVES », « D’EVEIL »."""

_TU: Final = pattern("es$")
"""How the second person ends, that no document uses: « tu agrées », beside « agréés »."""

_CIVILITES: Final = frozenset(("m", "mm", "mr", "mme", "mmes", "mlle", "dr", "pr", "me"))
_CONJUGUEES: Final = pattern("è$|â(?:t|mes|tes)$")
"""Ends that no title has: « élaborè-je », « nous élaborâmes »."""

_DES: Final = pattern(rf"{_H}+(?:(?:l[ae]|que)(?!\w)|l['’])", re.IGNORECASE)
"""« DES LA RENTREE », « Des que possible »: no article stands before another."""

_POSTE: Final = pattern(
    rf"{_H}+(?:DE{_H}+|D['’])(?:COMMUNICATION|COORDINATION|D[EÉ]VELOPPEMENT|[EÉ]TUDES?(?!\w)"
    r"|[EÉ]VALUATION|INSERTION|MISSIONS?(?!\w)|PR[EÉ]VENTION|PROGRAMME|PROJETS?(?!\w)|RELATIONS|SUIVI)"
)
"""« CHARGES DE MISSION » are people, « CHARGES DE PERSONNEL » are not."""

_RELEVE: Final = pattern(
    rf"{_H}+(?:DE{_H}+|D['’])(?:COMPTES?|CONCLUSIONS?|D[EÉ]CISIONS?|HEURES|IDENTIT[EÉ]|NOTES)(?!\w)"
)
_ACTE: Final = pattern(
    rf"{_H}+(?:DU{_H}+\d|N°|N{_H}?°|D[EÉ]PARTEMENTA(?:L|UX)|MINIST[EÉ]RIELS?|MUNICIPA(?:L|UX)"
    r"|PR[EÉ]FECTORA(?:L|UX))"
)
"""« ARRETE DU 12 MARS » is an act; « LE MAIRE ARRETE » is a verb."""

_PHRASE: Final = 80
_SUITE: Final = pattern(rf"{_H}(?:(?P<nombre>\d)|(?P<mot>[A-ZÀ-Ý]+))")
_NOMBRE_AVANT: Final = pattern(rf"\d{_H}$")
_LIGNE: Final = pattern(r"[A-ZÀ-Ý’' -]+$")
_MOTS: Final = pattern("[A-ZÀ-Ý]+")
_SUJETS: Final = frozenset(
    ("LE", "LA", "L", "UN", "UNE", "CE", "CET", "CETTE", "CHAQUE", "NOTRE", "VOTRE", "LEUR", "SON",
     "SA", "IL", "ELLE", "ON", "QUI", "Y", "N")
)  # fmt: skip
_PREPOSITIONS: Final = frozenset(("A", "AVEC", "DANS", "DE", "D", "PAR", "POUR", "SUR", "VERS"))
_DETERMINANTS: Final = frozenset(
    ("LA", "L", "LEUR", "SA", "SON", "CETTE", "CHAQUE", "DES", "LEURS", "NOS", "VOS", "TOUS")
)

_NOMINAUX: Final = Trait.NOM | Trait.ADJECTIF
_ANGLAIS: Final = frozenset(("event", "events", "elite", "elites", "emotion", "erosion"))
_DITS: Final = Trait.NOM | Trait.ADJECTIF | Trait.AUTRE


def accentuee(texte: str, mot: re.Match[str]) -> str:
    """Return a capitalised word with its accents; empty when it has none, or when unsure."""
    tape = mot[0]
    if len(tape) < (4 if tape.isupper() else _INTRODUIT) or not _formes(tape):
        return ""
    avant = _AVANT.search(texte, max(0, mot.start() - _PORTEE), mot.start())
    juste = _sans_doute(tape, _nombre(avant[1].lower() if avant else ""))
    if not juste:
        return ""
    introduit = avant is not None and avant[1].lower() in _ARTICLES
    if not (tape.isupper() or introduit or len(tape) >= _CAPITALISE):
        return ""
    apres = _APRES.match(texte, mot.end())
    voisins = [voisin[1] for voisin in (avant, apres) if voisin]
    if any(_nomme(voisin) for voisin in voisins):
        return ""
    en_capitales = tape.isupper() and (introduit or any(map(_est_un_mot, voisins)))
    return juste if en_capitales or not tape.isupper() or len(tape) >= _SEUL else ""


def selon_la_suite(texte: str, mot: re.Match[str]) -> str:
    """Return what a word is that two words may be, when the one behind it tells; else nothing."""
    tape = mot[0]
    if tape in ("DES", "Des") and _DES.match(texte, mot.end()):
        return "DÈS" if tape == "DES" else "Dès"
    if tape in ("RELEVE", "RELEVES") and _RELEVE.match(texte, mot.end()):
        return tape.replace("VE", "VÉ")
    if tape in ("ARRETE", "ARRETES") and _ACTE.match(texte, mot.end()):
        return tape.replace("ARRETE", "ARRÊTÉ")
    if tape in ("CHARGE", "CHARGES") and _POSTE.match(texte, mot.end()):
        return tape.replace("E", "É")
    return ""


def est_preposition(texte: str, a: re.Match[str]) -> bool:
    """Tell whether the A that stands among capitals is the preposition, and no verb.

    So it is between two numbers, and before an infinitive; before a determiner, unless a subject
    may stand before it: « AIDE A LA PARENTALITE », but « LE DEPARTEMENT A LA COMPETENCE ».
    """
    suite = _SUITE.match(texte, a.end())
    avant = texte[max(0, a.start() - _PHRASE) : a.start()]
    if not suite or _NOMBRE_AVANT.search(avant):
        return suite is not None and suite["nombre"] is not None
    mot = suite["mot"] or ""
    if est_infinitif(mot):
        return True
    ligne = _LIGNE.search(avant)
    mots = _MOTS.findall(ligne[0]) if ligne else []
    if mot not in _DETERMINANTS or not mots or not _natures(mots[-1]) & _NOMINAUX:
        return False
    sujet = any(
        mot in _SUJETS and (not rang or mots[rang - 1] not in _PREPOSITIONS)
        for rang, mot in enumerate(mots)
    )
    return not sujet or any(map(est_infinitif, mots))


def ouvre_un_complement(a: re.Match[str]) -> bool:
    """Tell the preposition at the head of a sentence: « A prévoir », « A Mâcon »."""
    if verbe := a["verbe"]:
        return est_infinitif(verbe)
    lieu = nom_juste(a["lieu"]) or a["lieu"]
    noms = (lieu, lieu.capitalize())
    commune = any(trait & Trait.COMMUNE for nom in noms for trait in traits(nom))
    return commune and lieu != "École" and not _nom_de_personne(lieu)


def _nom_de_personne(mot: str) -> bool:
    from ppgp_docs.francais.personnes.noms_frequents import is_family_name, is_first_name

    return is_first_name(mot) or is_family_name(mot)


def est_infinitif(mot: str) -> bool:
    """Whether a word, its accents put back, may be a verb in the infinitive."""
    if not mot.lower().endswith(("er", "ir", "re")) or not _natures(mot) & Trait.VERBE:
        return False
    return not _natures(f"{mot}r") & Trait.VERBE  # « figure », of figurer


def _natures(mot: str) -> Trait:
    """Whatever a word in capitals may be, its accents put back."""
    natures = Trait(0)
    for forme in (mot.lower(), *accentues(mot.lower())):
        for trait in traits(forme):
            natures |= trait
    return natures


def _nomme(mot: str) -> bool:
    """Whether what stands beside may be a civility, a first name, or a word of a foreign title."""
    if len(mot) == 1 or mot.lower() in _ARTICLES:
        return mot == "M"  # « D’ACCES », « A », « Les Etudiants »
    propre = any(trait & Trait.PROPRE for trait in traits(mot.title()))
    return propre or mot.lower() in _CIVILITES or mot.istitle()


def _est_un_mot(mot: str) -> bool:
    """Whether a neighbour is a word in capitals, and no sigle."""
    return mot.isupper() and bool(_natures(mot) & _DITS)


def _nombre(avant: str) -> Trait:
    """What a word behind this one is for sure: a noun in the singular, in the plural, in either."""
    if avant in _UN:
        return Trait.NOM | Trait.SINGULIER
    if avant in _PLUSIEURS:
        return Trait.NOM | Trait.PLURIEL
    return Trait.NOM if avant in _DE else Trait(0)


@lru_cache(maxsize=4096)
def _sans_doute(mot: str, sur: Trait) -> str:
    """The one word that these letters may be, in their case; `sur` is what it has to be."""
    formes = _formes(mot)
    if len(formes) > 1:
        formes = _les_seules(formes, sur)
    if len(formes) != 1 or existe(formes[0].title()):
        return ""
    dit = formes[0].endswith("er") or any(trait & _DITS for trait in traits(formes[0]))
    return (formes[0].upper() if mot.isupper() else formes[0].capitalize()) if dit else ""


@lru_cache(maxsize=4096)
def _formes(mot: str) -> tuple[str, ...]:
    """The words that these letters may be; none when they are a word, or a name, as they stand."""
    bas = mot.lower()
    autre_mot = est_connu(mot) and not (mot.isupper() and _est_tu(bas))
    if bas in _ANGLAIS or autre_mot or existe(mot.title()) or _nom_de_personne(mot):
        return ()
    formes = (forme for forme in accentues(bas) if not _CONJUGUEES.search(forme))
    return tuple(forme for forme in formes if mot.isupper() or forme[1:] == mot[1:])


def _les_seules(formes: tuple[str, ...], sur: Trait) -> tuple[str, ...]:
    """Of several words, those that the word before allows, and that a document may say."""
    dits = tuple(f for f in formes if any(trait & sur == sur for trait in traits(f))) if sur else ()
    return dits or tuple(forme for forme in formes if not _est_tu(forme))


def _est_tu(forme: str) -> bool:
    """Whether this is a verb in the second person: « tu confies », beside « confiés »."""
    return _TU.search(forme) is not None and set(traits(forme)) == {Trait.VERBE}
