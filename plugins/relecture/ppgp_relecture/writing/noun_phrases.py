"""A determiner, its noun and the adjective behind it: « les enfant », « cette dispositif ».

What a word may be stands in the lexicon; one that may be anything else (« il les accueille »), of
the other number or gender (« la médecin ») is not told. Grevisse and Goosse, Le bon usage, § 438
to 443 and 577: determiner and adjective take the gender and number of the noun.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final

from ppgp_docs.api import Diagnostic, Dossier, Trait, note, printed_texts, traits
from ppgp_relecture.parsing.clauses import FULL_STOP, LINE
from ppgp_relecture.writing.word_forms import is_participle

_MASCULINE: Final = ("le", "un", "du", "au", "ce")
_FEMININE: Final = ("la", "une", "cette", "ma", "sa")
_ELIDED: Final = {"le": "l’", "la": "l’", "du": "de l’", "au": "à l’"}
_VOWELS: Final = frozenset("aâàeéèêiîoôuùûœ")
_H_OR_VOWEL: Final = _VOWELS | {"h", "y"}
_ONE: Final = (
    *_MASCULINE,
    *_FEMININE,
    "aucune",
    "cet",
    "chaque",
    "notre",
    "quel",
    "quelle",
    "votre",
)
_MANY: Final = (
    "les",
    "des",
    "aux",
    "ces",
    "mes",
    "ses",
    "nos",
    "vos",
    "leurs",
    "plusieurs",
    "quelques",
    "quelles",
    "quels",
)
_COUNTED: Final = (
    *("deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"),
    *("certains", "certaines", "différents", "différentes", "divers", "diverses"),
)
"""They may stand behind a noun: « le numéro deux mondial », « des avis différents »."""
_SURE_ALONE: Final = ("plusieurs", *_COUNTED)
"""Behind them a word that may be a verb too tells nothing: « les deux est »."""
_PRONOUNS: Final = ("le", "la", "les", "leurs")
"""They may be the object of a verb, but where a sentence begins: « il les aide »."""
_WITH_OF: Final = ("du", "des", "au", "aux")
"""What they introduce completes a noun, with which the adjective may agree."""
_HEAD: Final = re.compile(rf"(?:^|{FULL_STOP}|{LINE})$")
_COUNTING: Final = re.compile(
    rf"(?:^|{FULL_STOP}|[:,(]\s|{LINE}|\b(?:avec|ces|dans|depuis|dont|et|les|nos|pendant|sur|vos)\s)$",
    re.IGNORECASE,
)
"""Before what counts the noun behind it."""
_AND_ONE: Final = re.compile(r"(?:ngt|nte)\set\s$", re.IGNORECASE)
"""« Trente et une agentes »."""
_LED: Final = re.compile(r"\b(?:avec|chez|dans|depuis|entre|selon|sous|sur|vers)\s$", re.IGNORECASE)
"""What no verb follows: « dans le cadres »."""
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_CLAUSE: Final = re.compile(r"[.;:!?\n]")
_BEFORE: Final = 9
_REACH: Final = 12
"""How far back the noun is that another completes, in words."""

_PART: Final = r"[\w@·•‧∙⋅/’'(-]|\.\w|,\s(?:et|ou|ni)\s"
"""A word that is but a part."""
_GOES_ON: Final = rf"{_PART}|\s(?:et|ou|ni)\s"
"""The same, or the first of several: « les premier et second degrés »."""

_PHRASE: Final = re.compile(
    r"(?<![\w’'-])(?P<of>(?:de|à|en|par|pour)\s)?"
    rf"(?P<article>{'|'.join((*_ONE, *_MANY, *_COUNTED))})"
    rf"\s(?:(?P<counted>{'|'.join(_COUNTED)})\s)?(?P<noun>[^\W\d_]{{3,}})(?!{_GOES_ON})"
    rf"(?:\s(?P<adjective>[^\W\d_]{{4,}}|mis)(?!{_PART})(?P<joined>\s(?:et|ou|ni)\s)?)?",
    re.IGNORECASE,
)
_ELISION: Final = re.compile(
    r"(?<![\w’'-])(?P<article>[lL][’'])(?P<noun>[a-zà-ÿœ]{3,}[sx])(?![\w’'-]|[·•‧∙⋅/(.]\w)"
)
_AGAIN: Final = re.compile(r"\s(?:à|contre)\s([^\W\d_]+)")
"""« Le peau à peau », « un corps à corps » take the masculine, whatever their noun."""
_THINGS: Final = re.compile(
    r"(?:ment|age|isme|oir|if|eau|iel|et|ès|ours|ège|il|rt|at|oin|oint|ice|lieu|our|ut|[ao]i|lan"
    r"|gramme|ème|uit|ernal)$"
)
_OF_THE_FIELD: Final = frozenset(
    ("besoin", "bilan", "budget", "cadre", "calendrier", "centre", "comité", "dossier", "groupe",
     "mémoire", "partenariat", "projet", "public", "questionnaire", "réseau", "service", "site",
     "territoire", "trimestre", "semestre", "compte", "contrat", "domicile", "formulaire")
)  # fmt: skip
"""Nouns of things of every dossier, whose endings name women too: « un·e stagiaire »."""

_PEOPLE: Final = frozenset(
    ("apprenti", "avocat", "cadet", "candidat", "civil", "complice", "conscrit", "conseil",
     "expert", "gourmet", "lauréat", "magistrat", "mousse", "préfet", "rival", "scout", "soldat",
     "substitut", "syndicat", "témoin")
)  # fmt: skip
"""How nouns end that name no woman, whatever they name: « la médecin », « la chef » are said."""

_OF_A_NOUN: Final = re.compile(r"(?:al|ale|aux|ales|el|elle|els|elles|if|ive|ifs|ives|humaine?s?)$")
"""Adjectives that stand behind their noun, and are seldom nouns themselves."""
_TRADE: Final = re.compile(r"(?:trice|euse|ière|ienne|ante|gue|iste|femme)s?$")
"""How nouns of trades end, that stand beside another: « infirmières puéricultrices »."""

_PREPOSITIONS: Final = (
    "au",
    "aux",
    "avec",
    "dans",
    "depuis",
    "en",
    "par",
    "pendant",
    "pour",
    "sur",
)
_JOINED: Final = re.compile(r"[^\W\d_]+")
_SHORTENED: Final = ("art", "chap", "fig", "réf", "vol")
_ENDED: Final = re.compile(r"\s?(?:[.;!?]|$)")
_NEXT: Final = re.compile(r"\s([^\W\d_]+)")
_NOUNS_TOO: Final = ("maternelle", "maternelles", "local", "locaux", "directive", "directives")

_GENDERS: Final = Trait.MASCULIN | Trait.FEMININ
_NUMBERS: Final = Trait.SINGULIER | Trait.PLURIEL
_WORDS: Final = Trait.NOM | Trait.ADJECTIF


def agreements(dossier: Dossier) -> Iterator[Diagnostic]:
    """C815: a noun agrees with its determiner, an adjective with the noun before it."""
    for text in printed_texts(dossier):
        for match in _PHRASE.finditer(text.text) if not text.ecrit.cite else ():
            for part, message in _faults(match):
                yield note(
                    "C815", message, text.span(*match.span(part)), "accordez l’un avec l’autre"
                )


def _faults(match: re.Match[str]) -> Iterator[tuple[str, str]]:
    article, noun, adjective = match["article"], match["noun"], match["adjective"] or ""
    again = _AGAIN.match(match.string, match.end("noun"))
    shortened = noun in _SHORTENED and match.string[match.end("noun") :][:1] == "."
    if shortened or not noun.islower() or (again and again[1] == noun):
        return
    before = match.string[max(0, match.start() - _BEFORE) : match.start()]
    loose = article.lower() in _COUNTED and not (match["of"] or _COUNTING.search(before))
    if loose or _AND_ONE.search(before):
        return
    object_too = article.lower() in _PRONOUNS and not (_HEAD.search(before) or _LED.search(before))
    counted = match["counted"] is not None or article.lower() in _SURE_ALONE
    if said := _of_the_noun(article, noun, object_too or counted):
        yield "noun", said
    elif (article.lower() not in _WITH_OF or (article == "Des" and _HEAD.search(before))) and (
        _OF_A_NOUN.search(adjective)
        or (_HEAD.search(before) and _is_led(match))
        or (article.lower() in _MANY and _is_alone_in_one(match))
    ):
        own = _traits_of(noun, object_too or counted)
        # « les codes civil et pénal »: each of a plural is one.
        if not (
            match["joined"] and own & Trait.PLURIEL and not _then_many(match)
        ) and not _agrees_before(match, adjective):
            yield from _of_the_adjective(noun, own, adjective)


def _then_many(match: re.Match[str]) -> bool:
    """Whether what is joined is in the plural: « les moyens humain et financiers »."""
    after = _JOINED.match(match.string, match.end())
    known = traits(after[0].lower()) if after else ()
    return bool(known) and all(
        trait & Trait.ADJECTIF and not trait & Trait.SINGULIER for trait in known
    )


def _is_alone_in_one(match: re.Match[str]) -> bool:
    """Whether a plural is followed by what is but an adjective, or a trade, in the singular.

    « Les équipes mobile », « les infirmières puéricultrice »; what stands before a noun of its own
    goes with it: « les séjours longue durée ».
    """
    adjective = match["adjective"] or ""
    known = traits(adjective)
    after = _NEXT.match(match.string, match.end("adjective"))
    if is_participle(adjective.removesuffix("e")) and after and after[1] in _PREPOSITIONS:
        return True  # « les actions menée en 2024 »
    alone = bool(known) and all(trait & Trait.ADJECTIF for trait in known)
    trade = _TRADE.search(adjective) is not None and _TRADE.search(match["noun"]) is not None
    led = after is not None and _traits_of(after[1].lower(), strict=False) & Trait.NOM
    return (
        (alone or trade)
        and not any(trait & (Trait.PLURIEL | Trait.NOM * (not trade)) for trait in known)
        and not led
    )


def _is_led(match: re.Match[str]) -> bool:
    """Whether a participle in the masculine has a complement: « La convention signé le 3 mars »."""
    after = _NEXT.match(match.string, match.end("adjective"))
    participle = match["adjective"] == "mis" or is_participle(
        (match["adjective"] or "").removesuffix("s")
    )
    if after is None:  # « Une équipe formé. »
        return participle and _ENDED.match(match.string, match.end("adjective")) is not None
    return participle and after[1] in (*_PREPOSITIONS, "le", "à")


def _agrees_before(match: re.Match[str], adjective: str) -> bool:
    """Whether it may go with what the noun completes: « un agent de la mairie municipal »."""
    if not match["of"]:
        return False
    said = _traits_of(adjective, strict=False)
    clause = _CLAUSE.split(match.string[: match.start()])[-1]
    words = [_traits_of(word, strict=False) for word in _LETTERS.findall(clause.lower())]
    return not words or any(
        word & said & _GENDERS and word & said & _NUMBERS for word in words[-_REACH:]
    )


@lru_cache(maxsize=4096)
def _of_the_noun(written: str, noun: str, strict: bool) -> str:
    """What is wrong with a noun behind this determiner; empty when nothing is, or none is sure."""
    article, own = written.lower(), _traits_of(noun, strict)
    many = article in _MANY or article in _COUNTED
    if own and not own & (Trait.PLURIEL if many else Trait.SINGULIER):
        number, other = ("pluriel", "singulier") if many else ("singulier", "pluriel")
        return f"`{written}` est au {number}, `{noun}` au {other}"
    if own and _wrong_gender(article, noun, own):
        gender = "masculin" if article in _FEMININE else "féminin"
        if article == "cet":
            gender = "masculin" if own & Trait.MASCULIN else "féminin"
        man = Trait.NOM | Trait.MASCULIN | Trait.SINGULIER
        if article in _MASCULINE and any(each & man == man for each in traits(noun[:-1])):
            other = _of_its_gender(article, noun)  # « un suivie »
            return f"`{written} {noun}` s’écrit `{article} {noun[:-1]}`, ou `{other}` au {gender}"
        return f"`{written} {noun}` s’écrit `{_of_its_gender(article, noun)}`, au {gender}"
    return ""


def _of_its_gender(article: str, noun: str) -> str:
    vowel = noun[0] in _VOWELS
    if elided := _ELIDED.get(article) if vowel else None:
        return f"{elided}{noun}"
    other = dict(zip(_FEMININE, ("le", "un", "cet" if vowel else "ce", "mon", "son"), strict=True))
    other["cet"] = "ce" if _traits_of(noun, strict=False) & Trait.MASCULIN else "cette"
    other |= dict(zip(_MASCULINE, ("la", "une", "de la", "à la", "cette"), strict=True))
    return f"{other[article]} {noun}"


def _wrong_gender(article: str, noun: str, own: Trait) -> bool:
    if article in _MASCULINE:
        return not own & Trait.MASCULIN
    if article == "cet":
        return not own & Trait.MASCULIN or noun[0] not in _H_OR_VOWEL
    thing = noun in _OF_THE_FIELD or (_THINGS.search(noun) is not None and noun not in _PEOPLE)
    return article in _FEMININE and not own & Trait.FEMININ and thing


def _of_the_adjective(noun: str, own: Trait, adjective: str) -> Iterator[tuple[str, str]]:
    one_gender = own & _GENDERS in (Trait.MASCULIN, Trait.FEMININ)
    one_number = own & _NUMBERS in (Trait.SINGULIER, Trait.PLURIEL)
    if not one_number:
        return
    said = _traits_of(adjective, strict=False)
    if (
        (said & Trait.ADJECTIF or _TRADE.search(adjective))
        and adjective.islower()
        and adjective not in _NOUNS_TOO
        and ((one_gender and not said & own & _GENDERS) or not said & own & _NUMBERS)
    ):
        yield "adjective", f"`{adjective}` ne s’accorde pas avec `{noun}`"


def _traits_of(word: str, strict: bool) -> Trait:
    """All that a word may be as a noun or an adjective; nothing when it may be another word."""
    known = traits(word)
    if any(trait & (Trait.AUTRE | (Trait.VERBE if strict else Trait(0))) for trait in known):
        return Trait(0)
    told = Trait(0)
    for trait in known:
        told |= trait if trait & _WORDS else Trait(0)
    return told


def elisions(dossier: Dossier) -> Iterator[Diagnostic]:
    """C815: « l’ » stands before one thing: « l’actions »."""
    for text in printed_texts(dossier):
        for match in _ELISION.finditer(text.text) if not text.ecrit.cite else ():
            noun = match["noun"]
            own = _traits_of(noun, strict=not _HEAD.search(text.text[: match.start()][-_BEFORE:]))
            if own & Trait.NOM and own & Trait.PLURIEL and not own & Trait.SINGULIER:
                message = f"`{match['article']}` est au singulier, `{noun}` au pluriel"
                hint = "accordez l’un avec l’autre"
                yield note("C815", message, text.span(*match.span("noun")), hint)


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (agreements, elisions)
