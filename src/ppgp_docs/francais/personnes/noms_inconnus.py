"""People named in a text: « Camille Martin », « Camille MARTIN », « Mme Martin ».

No list holds every name, and a capital begins places, brands and institutions too. So a name
begins with a usual first name or a civility; behind the word for a street or a school, it names
the place and nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from ppgp_docs.francais.espaces import simplifier
from ppgp_docs.francais.personnes.civilites import CAP, INITIAL, WORD, civil_names
from ppgp_docs.francais.personnes.noms_frequents import is_family_name, is_first_name
from ppgp_docs.francais.personnes.noms_ou_lieux import (
    is_acronym,
    is_known_word,
    is_particle_name,
    is_territorial,
)
from ppgp_docs.francais.personnes.prenom_et_nom import is_word
from ppgp_docs.francais.pliage import lettres_nues
from ppgp_docs.francais.typographie.vocabulaire import RUES
from ppgp_docs.patterns import pattern

_PARTICLE: Final = r"(?:d[’']|de\s|du\s|de\sla\s|le\s|la\s|van\s|ben\s|el\s)?"
_LAST: Final = rf"(?:{_PARTICLE}{INITIAL}{WORD}(?:[-’']{WORD})*)"
_FULL: Final = pattern(
    rf"(?<![\w@./’'-])(?P<first>{CAP}(?:-{CAP})*)\s+(?P<last>{_LAST}(?:\s{_LAST})?)(?![\w@’'])"
)
_NO_NAME: Final = pattern(
    r"(?:l[ae]\s)?(?:Prés|Vice|Mair|Préf|Minist|Direct|Rect|Député|Sénat|Conseill|Chef|Proviseur)"
    r"|(?:d[’']|de\s|de\sla\s|du\s)[A-Z]{2,5}(?!\w)|(?:Aux?|Des?|Du|Et|L[ae]s?|Ou|Pour)\s"
)
"""What a capital begins behind a first name without being a surname."""

LIEUX: Final = (
    rf"{RUES}|av\.|bd|route|hôpital|hospitalier|crèches?|scolaire|espace|salle|maison|centre|CHU"
    r"|université|institut|parc|pont|gare|cité|quartier|village|commune|théâtre|médiathèque"
    r"|bibliothèque|clinique|foyer|site|bâtiment|auditorium"
)
"""Streets, houses, schools: the name behind them is that of a place."""

_PLACE: Final = pattern(
    rf"(?<!\w)(?:{LIEUX}|fondation|association|loi|prix|plan|rapport|échelle|grille|modèle|méthode"
    r"|test|[A-Z]{2,})\s$",
)
_TRADE: Final = (
    r"(?:adjointe?|agente?|assistante?|auxiliaire|cadre|cheff?e?|chargée?|conseill(?:er|ère)"
    r"|coordinat(?:eur|rice)|coordonnat(?:eur|rice)|direct(?:eur|rice)|éducat(?:eur|rice)|élue?"
    r"|format(?:eur|rice)|gestionnaire|infirmi(?:er|ère)|maire|médecin|mère|maman|père|papa|pédiatre"
    r"|présidente?|psychologue|puériculteur|puéricultrice|référente?|responsable|sage-femme"
    r"|secrétaire|technicien(?:ne)?|travailleu(?:r|se)|usag(?:er|ère))(?!\w)"
)
_TRADE_BEHIND: Final = pattern(rf"\s?[,(]\s?(?:[a-zà-ÿ’']+\s){{0,2}}?{_TRADE}")
_TRADE_BEFORE: Final = pattern(rf"(?:^|[\s’'(]){_TRADE}(?:\s[a-zà-ÿ]+)?,?\s$", re.IGNORECASE)
_FUNCTION_BEFORE: Final = pattern(
    rf"(?:^|[\s’'(«])(?P<function>(?:[Ll][ae]\s|[Ll][’'])(?:{_TRADE}|sous-préf[eè]te?|préf[eè]te?"
    r"|ministre|inspect(?:eur|rice)|princip(?:al|ale))"
    r"(?:\s(?:adjointe?|départementale?|générale?|régionale?|principale?|territoriale?))?,?\s)"
    r"(?P<particle>d[’']|de\s(?:[Ll]a\s)?|du\s)?$"
)
_CAPITAL: Final = pattern(rf"(?<=[a-zé][\s’'\u00a0]){WORD}(?:[-’']{WORD})*(?![\w@’'-])")
"""What may be the name of someone behind a function: « la directrice Durand »."""

_AT_HEAD: Final = pattern(rf"{CAP}(?:-{CAP})*\s{_LAST}(?={_TRADE_BEHIND.pattern})")
_INITIAL: Final = pattern(rf"(?<![\w-])(?P<first>{CAP}(?:-{CAP})*)\s[A-ZÀ-Ý]\.")
_OTHER: Final = pattern(
    rf"(?:{_TRADE}|Agence|Antenne|Association|Basse?|Caisse|Centre|Circonscription|Collectif"
    r"|Collectivité|Comité|Conseil|Coordination|Crèche|Département|Direction|Équipe|Espace|Est"
    r"|Future?|Grande?|Groupe|Haute?|Hôpital|Institut|Jeune|Maison|Mission|Monts?|Nord|Ouest|Pays"
    r"|Petits?|Plaine|Pôle|Préfecture|Protection|Région|Relais|Réseau|Secteur|Service|Site|Sud"
    r"|Territoire|Une?|Unité|Val|Vallée|Ville)(?!\w)",
    re.IGNORECASE,
)
"""Words that may open a function without being a first name."""

_OWN: Final = r"(?:[MmTtSs](?:on|a|es)|[NnVv]otre|[NnVv]os|[Ll]eurs?)"
_KIN: Final = (
    r"(?:(?:petite?|jeune|grande?|premi(?:er|ère)|dernière?)\s)?"
    r"(?:fils|filles?|bébés?|garçons?|enfants?|nourrisson|aînée?|jumeaux|jumelles|petit-fils|petite-fille)"
)
_FIRST: Final = rf"(?P<first>{CAP}(?:-{CAP})*)"
_CHILDREN: Final = tuple(
    re.compile(rf"(?<![\w-]){words}(?![\w-])")
    for words in (
        rf"(?P<who>{_OWN}\s{_KIN}|[Ll][ea]\s(?:petite?|bébé)|[Ll][’']enfant)\s{_FIRST}",
        rf"(?P<who>(?:maman|mère|papa|père))\s(?:de\s|d[’']){_FIRST}(?!\s{CAP})",
        rf"{_FIRST},\s(?P<who>{_OWN}\s{_KIN})(?=\s?[,.;:)»]|$)",
    )
)
"""« mon fils Enzo », « la maman de Léa », « Léa, ma fille, »: without a comma behind, the last may
speak to someone: « Claire, mon fils va mieux »."""

_CHILD_CLUE: Final = pattern(
    "fils|fille|bébé|garçon|enfant|nourrisson|aîné|jum|petit|maman|mère|papa|père"
)
_IN_BOOKS: Final = "Nicolas"
"""« Le petit Nicolas » is a book."""

_AROUND: Final = 40


class Named(NamedTuple):
    """A name in a text; ``sure`` when a civility or a trade beside it leaves no doubt."""

    words: str
    start: int
    end: int
    sure: bool
    civil: bool = False


def people_in(text: str) -> Iterator[Named]:
    """The people whom a text names."""
    civil = [each for each in civil_names(text) if not _PLACE.search(_before(text, each[0]))]
    for start, end in civil:
        yield Named(simplifier(text[start:end]), start, end, sure=True, civil=True)
    yield from (each for each in _behind_functions(text) if _is_apart(each, civil))
    for match in _FULL.finditer(text):
        apart = all(match.end() <= start or match.start() >= end for start, end in civil)
        if apart and is_first_name(match["first"]) and _may_be_a_surname(text, match):
            sure = _has_a_trade(text, match)
            if sure or not is_first_name(match["last"]):
                yield Named(simplifier(match[0]), *match.span(), sure)


def _is_apart(named: Named, others: Iterable[tuple[int, int]]) -> bool:
    return all(named.end <= start or named.start >= end for start, end in others)


def _behind_functions(text: str) -> Iterator[Named]:
    """« la directrice Durand », « le directeur KAYA », « la directrice de Villiers »: no civility,
    and a name that nobody takes for a word or a place."""
    for match in _CAPITAL.finditer(text):
        word = match[0]
        usual = is_family_name(word) and not is_word(lettres_nues(word)[0])
        if not (usual or word.isupper() or is_particle_name(word)):
            continue
        before = _FUNCTION_BEFORE.search(_before(text, match.start()))
        if not before:
            continue
        if before["particle"]:
            told = is_particle_name(word) and not is_territorial(before["function"])
        else:
            told = usual or not (is_acronym(word) or is_known_word(word))
        if told:
            start = match.start() - len(before[0].lstrip(" \u00a0’'(«"))
            yield Named(simplifier(text[start : match.end()]), start, match.end(), sure=usual)


class Child(NamedTuple):
    """A child's first name in a text, and the words that tell who it is without naming it."""

    first: str
    start: int
    end: int
    who: str


def children_in(text: str) -> Iterator[Child]:
    """The children whom a text calls by their first names."""
    for child in _CHILDREN if _CHILD_CLUE.search(text) else ():
        for match in child.finditer(text):
            before = f"{_before(text, match.start()).rstrip('« ')} "
            little = "petit" in match["who"] and match["first"] == _IN_BOOKS
            if is_first_name(match["first"]) and not (little or _PLACE.search(before)):
                yield Child(match["first"], *match.span("first"), simplifier(match["who"]))


def _may_be_a_surname(text: str, match: re.Match[str]) -> bool:
    return not (_NO_NAME.match(match["last"]) or _PLACE.search(_before(text, match.start())))


def person_in_function(text: str) -> str:
    """The person named where a function should stand; empty when there is none.

    Stricter than running texts: a first name and an initial, two capitalised words before a
    trade are enough.
    """
    for named in people_in(text):
        return named.words
    if (match := _INITIAL.search(text)) and is_first_name(match["first"]):
        return simplifier(match[0])
    match = _AT_HEAD.match(text)
    return simplifier(match[0]) if match and not _OTHER.match(text) else ""


def is_personal(address: str) -> bool:
    """Whether an e-mail address is that of one person: ``camille.martin@exemple.fr``."""
    return bool(name_in_address(address))


def name_in_address(address: str) -> str:
    """The name in the e-mail address of one person, ``camille martin``; empty in another one."""
    parts = re.split(r"[._]", address.partition("@")[0])
    words = [part for part in parts if len(part) > 1 and part.isalpha()]
    personal = 1 < len(words) == len(parts) and any(map(is_first_name, words))
    return " ".join(words) if personal else ""


def _has_a_trade(text: str, match: re.Match[str]) -> bool:
    before = _TRADE_BEFORE.search(_before(text, match.start()))
    return bool(before or _TRADE_BEHIND.match(text, match.end()))


def _before(text: str, start: int) -> str:
    return text[max(0, start - _AROUND) : start]
