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

from ppgp_docs.francais.espaces import simplifier

if TYPE_CHECKING:
    from pyphen import Pyphen

PHRASE_LONGUE: Final = 35
"""Beyond so many words a sentence is long."""

MOTS_POUR_MESURER: Final = 60
"""Under so many words a readability figure means nothing."""

_FIN_DE_PHRASE: Final = re.compile(
    r"(?<!\b[A-ZÀ-Ý]\.)(?<!\bMM\.)(?<!\bart\.)(?<!\bcf\.)(?<!\bp\.)"
    r"(?<=[.!?…])[»”)]*\s+(?=[«“(]?\s?[A-ZÀ-Ý\d])|\n+"
)
_MOT: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_CHIFFRES: Final = re.compile(r"\d[\d\s.,/-]*")
_SIGLE: Final = re.compile(r"(?<![\w.-])(?:[A-Z][A-Z0-9]{1,6}|[A-Z]{2,}-[A-Z]{2,})(?![\w-])")
_ROMAIN: Final = re.compile(r"[IVX]+")
_INITIALE: Final = re.compile(r"[aeiouyàâéèêëîïôû][bcdfghjklmnpqrstvxz][lrh]?[aeiouyàâéèêëîïôûœ]")
_ETRE: Final = (
    r"(?:est|sont|était|étaient|sera|seront|soit|soient|serait|seraient|être"
    r"|(?:a|ont|avait|avaient) été)"
)
_PASSIF: Final = re.compile(
    rf"(?<!\w)(?<!se\s)(?<!s’){_ETRE}\s(?:\w+ment\s|bien\s|ainsi\s|aussi\s|pas\s|très\s)?"
    r"(?!allé|arrivé|né|parti|sorti|resté|entré|passé|tombé|monté|décédé|rentré|retourné|venu|devenu|parvenu)"
    r"\w+(?:é|ée|és|ées|ie|ies|ise|ises|it|ite|its|ites|ue|ues)(?!\w)",
    re.IGNORECASE,
)


def phrases(texte: str) -> list[str]:
    """Cut a text into sentences; a line break ends one too."""
    return [phrase.strip() for phrase in _FIN_DE_PHRASE.split(texte) if phrase.strip()]


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
    return [phrase for phrase in phrases(texte) if len(_PASSIF.findall(phrase)) > 1]


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
    return bool(re.search(rf"\({sigle}\)|(?<!\w){sigle}\s\(", tout))


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
    """Return each expression, whatever its ending (impacter, impactent), and the plain one."""
    _, *lignes = csv.reader(_lignes("jargon.csv"))
    return tuple(
        (re.compile(rf"(?<!\w){re.sub('er$', 'e', expression)}\w{{0,5}}(?!\w)"), plutot)
        for expression, plutot in lignes
    )


@cache
def _coupures() -> "Pyphen":
    from pyphen import Pyphen

    return Pyphen(lang="fr")
