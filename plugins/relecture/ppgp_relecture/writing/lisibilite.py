"""What makes a text hard to read: its sentences, its sigles, its jargon, its passive voice.

Nothing here is an error: these are the advices of plain-language guides (Charte d'accessibilité de
la communication de l'État; « Rédiger… simplement », DGAFP), and a figure for each text.
"""

import csv
import re
from collections.abc import Collection, Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from ppgp_docs.api import participes, phrases, simplifier

if TYPE_CHECKING:
    from pyphen import Pyphen

PHRASE_LONGUE: Final = 35
"""Beyond so many words a sentence is long."""

MOTS_POUR_MESURER: Final = 60
"""Under so many words a readability figure means nothing."""

_MOT: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_CHIFFRES: Final = re.compile(r"\d[\d\s.,/-]*")
_SIGLE: Final = re.compile(r"(?<![\w.-])(?:[A-Z][A-Z0-9]{1,6}|[A-Z]{2,}-[A-Z]{2,})(?![\w-])")
_DEVELOPPEMENT: Final = r"[^\W\d_]+[\s’'-]+[^\W\d_]"
"""Brackets spell a sigle out when they hold several words; (77) and (Ain) do not."""

_ROMAIN: Final = re.compile(r"[IVX]+")
_INITIALE: Final = re.compile(r"[aeiouyàâéèêëîïôû][bcdfghjklmnpqrstvxz][lrh]?[aeiouyàâéèêëîïôûœ]")
_ETRE: Final = (
    r"(?:est|sont|était|étaient|sera|seront|soit|soient|serait|seraient|être"
    r"|(?:a|ont|avait|avaient) été)"
)
_ENTRE_DEUX: Final = r"(?:\w+ment\s|bien\s|ainsi\s|aussi\s|pas\s|très\s)?"
# With être these make no passive: elles sont venues.
_ACTIFS: Final = (
    "allé|arrivé|né|parti|sorti|resté|entré|passé|tombé|monté|décédé|rentré|retourné|venu|devenu"
    "|parvenu|intervenu|descendu|issu|paru"
)
_DE: Final = r"(?:(?:de|du|des)(?!\w)|d[’'])"
_FLEXIONS: Final = r"(?:e(?:r|s|nt|z|ra|ront)?|é(?:es?|s)?|ons|ant|ait|aient|ation)"


def nombre_de_mots(texte: str) -> int:
    """Count words and numbers; what an apostrophe joins is two words."""
    return len(_MOT.findall(texte)) + len(_CHIFFRES.findall(texte))


def phrases_longues(texte: str) -> list[str]:
    """Return the sentences of more than 35 words."""
    return [phrase for phrase in phrases(texte) if nombre_de_mots(phrase) > PHRASE_LONGUE]


def sigles_obscurs(texte: str, connus: Collection[str], ailleurs: str = "") -> list[str]:
    """Return the sigles that neither a list nor brackets, here or `ailleurs`, spell out."""
    tout = f"{texte}\n{ailleurs}"
    return [
        sigle
        for sigle in dict.fromkeys(_SIGLE.findall(texte))
        if not all(_clair(partie, connus, tout) for partie in sigle.split("-"))
        and not _crie(texte, sigle)
    ]


def jargon(texte: str) -> Iterator[tuple[str, str]]:
    """Find the words of the trade, each once, with what to write rather."""
    simple = simplifier(texte).lower()
    for motif, plutot in _jargon():
        if trouve := motif.search(simple):
            yield trouve[0], plutot


def passifs_en_chaine(texte: str) -> list[str]:
    """Return the sentences where the passive voice comes twice or more."""
    return [phrase for phrase in phrases(texte) if len(_passif().findall(phrase)) > 1]


def lisibilite(texte: str) -> int | None:
    """Measure reading ease, from 0 (hard) to 100 (easy); None for too short a text.

    Flesch's measure fitted to French by Kandel and Moles (« Application de l'indice de Flesch à la
    langue française », 1958): 207 − 1,015 words a sentence − 73,6 syllables a word.
    """
    mots = _MOT.findall(texte)
    if len(mots) < MOTS_POUR_MESURER:
        return None
    par_phrase = Decimal(len(mots)) / len(phrases(texte))
    par_mot = Decimal(sum(map(_syllabes, mots))) / len(mots)
    score = 207 - Decimal("1.015") * par_phrase - Decimal("73.6") * par_mot
    return int(max(Decimal(0), min(Decimal(100), score)).quantize(Decimal(1), ROUND_HALF_UP))


def _syllabes(mot: str) -> int:
    """Count syllables where a hyphen could go, and the first one that is a vowel alone (é-cole)."""
    bas = mot.lower()
    return len(_coupures().positions(bas)) + 1 + bool(_INITIALE.match(bas))


def _clair(sigle: str, connus: Collection[str], tout: str) -> bool:
    if sigle in connus or sigle in _sigles_courants() or _ROMAIN.fullmatch(sigle):
        return True
    return bool(re.search(rf"\({sigle}\)|(?<!\w){sigle}\s\({_DEVELOPPEMENT}", tout))


def _crie(texte: str, sigle: str) -> bool:
    """Whether the word stands among capitals, where none is a sigle for sure."""
    voisin = r"[A-ZÀ-Ý’]{3,}"
    return bool(re.search(rf"{voisin}\s{sigle}(?!\w)|(?<!\w){sigle}\s{voisin}", texte))


def _lignes(fichier: str) -> list[str]:
    return files(__package__).joinpath(fichier).read_text("utf-8").splitlines()


@cache
def _sigles_courants() -> frozenset[str]:
    return frozenset(ligne for ligne in _lignes("sigles_courants.txt") if ligne[0] != "#")


@cache
def _jargon() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return each expression, whatever its endings (impacter, impactent), and the plain one."""
    _, *lignes = csv.reader(_lignes("jargon.csv"))
    return tuple(
        (re.compile(rf"(?<!\w){' ?'.join(map(_flechir, expression.split()))}"), plutot)
        for expression, plutot in lignes
    )


def _flechir(mot: str) -> str:
    """Match a word in all its forms: a verb in -er conjugated, de before any noun, a plural."""
    if mot == "de":
        return _DE
    if mot.endswith("er"):
        return rf"{mot.removesuffix('er')}{_FLEXIONS}(?!\w)"
    return rf"{mot.removesuffix('s')}s?(?!\w)"


@cache
def _passif() -> re.Pattern[str]:
    """Match être and a past participle that makes a passive."""
    autres = "|".join(participes())
    return re.compile(
        rf"(?<!\w)(?<!se\s)(?<!s’){_ETRE}\s{_ENTRE_DEUX}(?!{_ACTIFS})"
        rf"(?:\w+é(?:e?s?)|(?:{autres})(?:es?|s)?)(?!\w)",
        re.IGNORECASE,
    )


@cache
def _coupures() -> "Pyphen":
    from pyphen import Pyphen

    return Pyphen(lang="fr")
