"""Words whose typing is mended: dotted acronyms, months and days with a capital.

Sources: Lexique des règles typographiques en usage à l'Imprimerie nationale (no point in a sigle,
no capital for the names of months and days but in those of feasts and streets).
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from ppgp_docs.francais.espaces import HORIZONTALE
from ppgp_docs.francais.lettres import accentuer
from ppgp_docs.francais.lexique import est_connu
from ppgp_docs.francais.typographie.retouches import Retouche
from ppgp_docs.francais.typographie.vocabulaire import JOURS, MOIS_ENTIERS, RUES
from ppgp_docs.patterns import pattern

_H: Final = HORIZONTALE
_SIGLE: Final = pattern(
    rf"(?<![\w.-])(?:(?:[A-ZÀ-Ý]\.){{3,}}(?![\w-])(?!(?<=[LRD]\.){_H}*\d)"
    r"|(?:[A-ZÀ-Ý]\.){2,}[A-ZÀ-Ý](?![\w.-]))"
)
# The signs come first in the pattern: they are what the search jumps to.
_DEUX_POINTS: Final = pattern(
    r"[:;](?:(?P<apres>[^\W\d_]{3,})(?![\w:;@/])|(?=\d{1,3}(?!\d)|[«\"]))"
)
_AVANT: Final = pattern(rf"(?<![\w@./:{{#-])([^\W\d_]{{3,30}})\.?({_H})?$")
_PLURIEL: Final = pattern(r"s(?<=[A-Z]{3}s)(?![\w’'-])")
_PLUSIEURS: Final = pattern(
    rf"(?<!\w)(?:[lLdDcCmMsS]es|[nNvV]os|[aA]ux|[lL]eurs|[pP]lusieurs|\d+){_H}+[A-Z]+$"
)
_PHRASE_SUIT: Final = pattern(rf"{_H}+[A-ZÀ-Ý]")
_FIN: Final = pattern(r"\s*(?:\Z|\n)")

_MAJUSCULE: Final = "[A-ZÀ-Ý]"
_MOIS: Final = "|".join(mois[0].upper() + mois[1:] for mois in MOIS_ENTIERS.split("|"))
_AN: Final = rf"(?={_H}+(?:19|20)\d\d(?!\d))"
_CALENDRIER: Final = pattern(
    rf"(?<!\w)(?<!h{_H})\d{{1,2}}(?:er)?{_H}+(?P<mois>{_MOIS})(?!\w)"
    r"|(?<!\w)(?i:en|fin|début|courant|depuis|dès|mi-|de|du|à|et|au)"
    rf"(?:(?<=-)|{_H}+)(?P<an>{_MOIS}){_AN}"
    rf"|(?<=\d{{4}}){_H}[–-]{_H}(?P<fin>{_MOIS}){_AN}"
    rf"|(?<!\w)(?:(?i:en|fin|début|courant|mi-|depuis|dès)|mois{_H}de|mois{_H}d’)(?:(?<=[-’])|{_H}+)"
    rf"(?P<seul>{_MOIS})(?!\w|{_H}+{_MAJUSCULE})"
    rf"|[\wà-ÿ,]{_H}+(?P<date>{JOURS.title()})(?={_H}+(?:\d{{1,2}}(?:er)?{_H}+(?i:{MOIS_ENTIERS})"
    rf"|matins?|midis?|soirs?|après-midi)(?!\w))"
    rf"|(?<!\w)(?:[lLdD]es?|[aAdD]u|[aA]ux|[cC]e|[uU]n|[cC]haque){_H}+(?P<jour>{JOURS.title()})s?"
    rf"(?!\w|{_H}+(?:[gG]ras|[sS]aint|[dD]es))",
)
_CAPITALE: Final = pattern(rf"(?:{_MOIS}|{JOURS.title()})(?!\w\w)")
_NOM: Final = pattern(r"[^\W\d_]{3,}")
_RUE: Final = pattern(rf"\b(?:{RUES})s?\b[^.,;]{{0,20}}$", re.IGNORECASE)
_PORTEE: Final = 40
"""How far back the noun of a street is looked for, in characters."""


def oter_points(texte: str) -> Iterator[Retouche]:
    """Write a sigle without its points; the last one stays where it ends a sentence.

    Before a capital they may be the initials of a person, or end the sentence: as typed.
    """
    for trouve in _SIGLE.finditer(texte):
        if trouve[0].endswith(".") and _PHRASE_SUIT.match(texte, trouve.end()):
            continue
        seul = trouve[0] == texte.strip()
        points = [place for place in range(*trouve.span()) if texte[place] == "."]
        finit = trouve[0].endswith(".") and bool(_FIN.match(texte, trouve.end()))
        garde = finit and not seul
        yield from (Retouche(place, place + 1, "") for place in points[: len(points) - garde])


def parter_deux_points(texte: str) -> Iterator[Retouche]:
    """Put the spaces that a colon or a semicolon lost between two words, or before a number.

    « Objectif:accueillir », « les buts :agir », « Horaires:9h ». Pieces of codes are no words.
    """
    for trouve in _DEUX_POINTS.finditer(texte):
        avant = _AVANT.search(texte, max(0, trouve.start() - _PORTEE), trouve.start())
        apres = trouve["apres"]
        if avant and (
            avant[2] or (_est_un_mot(avant[1]) and (not apres or _s_enchainent(avant[1], apres)))
        ):
            yield Retouche(trouve.start() + 1, trouve.start() + 1, " ")


def _s_enchainent(avant: str, apres: str) -> bool:
    """« Objectif:accueillir » are two words, « autre:CAF » is a code."""
    return len(avant) > 3 and _est_un_mot(apres) and (apres.islower() or avant.istitle())


def _est_un_mot(mot: str) -> bool:
    """Whether a word is French as it stands, or once its capitals have their accents."""
    return est_connu(mot) or any(True for _ in accentuer(mot))


def accorder_sigles(texte: str) -> Iterator[Retouche]:
    """Take off the s of « les PMIs »: a sigle has no plural."""
    for trouve in _PLURIEL.finditer(texte):
        if _PLUSIEURS.search(texte, max(0, trouve.start() - _PORTEE), trouve.start()):
            yield Retouche(*trouve.span(), "")


def baisser_calendrier(texte: str) -> Iterator[Retouche]:
    """Write months and days in small letters within a sentence."""
    if not _CAPITALE.search(texte):
        return
    places = {trouve.start(trouve.lastgroup or 0) for trouve in _CALENDRIER.finditer(texte)}
    for place in sorted(places.union(_en_liste(texte))):
        if not _RUE.search(texte[max(0, place - _PORTEE) : place]):
            yield Retouche(place, place + 1, texte[place].lower())


@cache
def _listes() -> tuple[re.Pattern[str], ...]:
    """Lists of months, lists of days, with the word before that lets the first one be small."""
    return tuple(
        re.compile(
            rf"(?<!\w)(?<!h{_H})(?:(?P<devant>\b(?:de|entre|en|des|du|les?|[Oo]uverte?s?|[Ff]ermée?s?|chaque)){_H}+)?(?i:{noms})"
            rf"(?:(?:,|{_H}+(?:et|ou|à|au)|(?={_H}?[-–/]))(?:{_H}?[-–/])?{_H}*(?i:{noms}))+(?!\w)"
        )
        for noms in (MOIS_ENTIERS, rf"(?:{JOURS})s?")
    )


def _en_liste(texte: str) -> Iterator[int]:
    """Where a month or a day that is not the first of its list bears a capital alone.

    The first one keeps its own, which may be that of the sentence, unless a word stands before it.
    """
    for liste in (liste for motif in _listes() for liste in motif.finditer(texte)):
        debut = liste.end("devant") if liste["devant"] else liste.start()
        noms = list(_NOM.finditer(texte, debut, liste.end()))
        for nom in noms[0 if liste["devant"] else 1 :]:
            if nom[0].istitle():
                yield nom.start()
