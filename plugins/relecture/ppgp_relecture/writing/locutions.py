"""Phrases that are always written one way: « la plupart », « vis-à-vis », « en fait ».

Sources: Académie française, Dictionnaire, and « Dire, ne pas dire »; each is told where no other
reading is left.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Final

from ppgp_docs.api import Diagnostic, Dossier, PrintedText, note, printed_texts

_JOURS: Final = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
_NOUN: Final = (
    r"(?:(?<=\b(?:le|un|ce|du|au|de) )|(?<=\b(?:des|les|ces|nos|vos|sur) )|(?<=\bpris )"
    r"|(?<=\bprendre ))"
)
_PHRASES: Final = {
    # Written in one word.
    r"la plus part": "la plupart",
    r"plus tôt que de": "plutôt que de",
    r"long temps": "longtemps",
    r"lors que": "lorsque",
    r"jusqu’a": "jusqu’à",
    r"la où": "là où",
    r"(?<!les )(?<!des )dés (que|le|la|lors|maintenant)": r"dès \1",
    r"(il|elle|on|cela) as": r"\1 a",
    r"(il|elle|on|cela) n’as": r"\1 n’a",
    r"((?:l’)?(?:objectif|but|enjeu|rôle)) et(?= de \w+(?:er|ir|re) )": r"\1 est",
    r"(quelle?) sont": r"\1s sont",
    r"(quelle?)s est": r"\1 est",
    rf"les ({_JOURS})(?! (?:et|ou|au|\d)|,)": r"les \1s",
    r"bien sur(?=,| que| qu’)": "bien sûr",
    r"(?<=, )voir même": "voire même",
    r"il (ont|sont|étaient|avaient|seront|auront|vont|doivent|peuvent|font)": r"ils \1",
    r"par fois": "parfois",
    r"(?<!pas )aux quels": "auxquels",
    r"aux quelles": "auxquelles",
    r"(?:hors|or) mis": "hormis",
    # Joined by hyphens.
    r"vis à vis": "vis-à-vis",
    r"c’est-a-dire": "c’est-à-dire",
    r"sage femme": "sage-femme",
    r"sages? femmes": "sages-femmes",
    r"grands parents": "grands-parents",
    r"chef lieu": "chef-lieu",
    r"chefs lieux": "chefs-lieux",
    r"porte parole": "porte-parole",
    r"week end(s?)": r"week-end\1",
    r"mi temps": "mi-temps",
    r"demi journée": "demi-journée",
    r"demi journées": "demi-journées",
    r"demi heure": "demi-heure",
    r"soi disant": "soi-disant",
    r"y-a[- ]t[-’](il|elle|on)": r"y a-t-\1",
    r"non recours": "non-recours",
    r"sous préfecture": "sous-préfecture",
    r"quelques uns": "quelques-uns",
    r"quelques unes": "quelques-unes",
    r"est ce que": "est-ce que",
    r"(lui|elle|soi) même": r"\1-même",
    r"(eux|elles|nous) mêmes": r"\1-mêmes",
    r"(celui|celle|ceux|celles) ci": r"\1-ci",
    r"ci (joint|jointe|joints|jointes|dessous|dessus|après|contre)": r"ci-\1",
    r"si (joint|jointe|joints|jointes|dessous|dessus)": r"ci-\1",
    r"au (dessus|dessous|delà)": r"au-\1",
    r"là bas": "là-bas",
    r"peut être(?= que| qu’)": "peut-être",
    rf"{_NOUN}rendez vous": "rendez-vous",
    rf"{_NOUN}savoir faire": "savoir-faire",
    rf"{_NOUN}après midi": "après-midi",
    r"(?<=cet )après midi": "après-midi",
    # Of one number, or with another ending.
    r"sans doutes": "sans doute",
    r"en faite(?! (?:de|d’))": "en fait",
    r"(a|ont|aura|auront|avait|avaient|avoir|eu) lieux": r"\1 lieu",
    r"tous ce (qui|que)": r"tout ce \1",
    r"tous ce qu’": "tout ce qu’",
    r"tout ceux": "tous ceux",
    r"tou[ts] celles": "toutes celles",
    r"entre autre(?! chose)": "entre autres",
    r"entres autres?": "entre autres",
    r"(ont|a|avaient|avait|auront|aura|ayant) étés": r"\1 été",
    r"en terme d(e|es)": r"en termes d\1",
    r"en terme d’": "en termes d’",
    r"quant même": "quand même",
    r"comme même": "quand même",
    r"à peu prêts?": "à peu près",
    r"(mise|mises|mis|mettre) à jours": r"\1 à jour",
    r"une ([a-zé]{2,6}taine)s(?= de| d’)": r"une \1",
}
"""What is written, and what should be."""


_SILENT: Final = re.compile(r"\((?:[^()]|\([^()]*\))*\)|\[[^]]*\]|\\b|\w\?")
"""What a pattern may read in several ways, or not at all."""


def locutions(dossier: Dossier) -> Iterator[Diagnostic]:
    """C816: « la plus part », « en faite », « rendez vous » are written otherwise."""
    for text in printed_texts(dossier):
        if not text.ecrit.cite:
            typed = text.text.replace("'", "’").replace("\u00a0", " ").replace("\u202f", " ")
            small = typed.lower()
            for clue, phrase, due in _phrases():
                if clue in small:
                    yield from _findings(text, _pattern(phrase).finditer(typed), due)


def _findings(
    text: PrintedText, matches: Iterator[re.Match[str]], due: str
) -> Iterator[Diagnostic]:
    for match in matches:
        if text.is_typed(match.start()):
            written, right = match[0].strip(), match.expand(due).strip()
            right = right[:1].upper() + right[1:] if written[:1].isupper() else right
            place = text.span(match.start(), match.start() + len(written))
            yield note("C816", f"`{written}` s’écrit `{right}`", place)


@cache
def _phrases() -> tuple[tuple[str, str, str], ...]:
    """Each phrase with letters that it always has, and what should be written."""
    return tuple(
        (max(_SILENT.split(phrase.removeprefix(_NOUN)), key=len), phrase, due)
        for phrase, due in _PHRASES.items()
    )


@cache
def _pattern(phrase: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w’-])(?:{phrase})(?![\w-])", re.IGNORECASE)


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (locutions,)
