"""Someone's words in notes: a paragraph between quotation marks, or in the style of a quotation.

Who speaks is told by a function, never by a name: a name found there is kept apart, since nothing
says that the person agreed.
"""

from __future__ import annotations

import re
from typing import Final

from attrs import evolve, frozen

from ppgp_docs.francais.personnes.noms_inconnus import people_in, person_in_function
from ppgp_docs.francais.typographie.guillemets import apparier
from ppgp_docs.importing.prose.items import Role, Written

_FEWEST: Final = 4
"""Words from which what stands between marks is said by someone, and is no name of a thing."""

_VERB: Final = (
    r"(?:(?:racont|expliqu|témoign|confi|rapport|résum|not|observ|ajout|précis|soulign|affirm"
    r"|déclar|remarqu|insist|rappel|estim|avou|indiqu|comment|livr)(?:e|ent|ait|aient|és?|ées?)"
    r"|di(?:t|sent|sait|saient)|conclu(?:t|ent|ait|aient)?|répond(?:ent|ait|aient|u)?"
    r"|souvien(?:t|nent)|souvenai(?:t|ent)|souvenue?s?)"
)
_TO_WHOM: Final = r"(?:(?:nous|me|lui|leur|vous|se|en|y)\s|[msldt][’']\s?)"
_SAYS: Final = (
    rf"{_TO_WHOM}{{0,3}}"
    r"(?:(?:a|ont|avait|avaient|est|était)\s(?:(?:aussi|ainsi|alors|encore)\s)?)?"
    rf"{_VERB}(?![\w’'])"
)
"""« dit », « nous a confié »: what leads or follows someone's words."""
_PRONOUN: Final = r"(?:-(?:t-)?(?:elles?|ils?|on))"
_SENTENCE: Final = r"(?:(?!\w{3}[.!?…]\s+\S).)+?"
"""Words of one sentence: what follows its full stop is said by nobody; « Mme B. Roux » goes on."""
_BEHIND: Final = re.compile(
    rf"\s*(?:[—–-]\s*(?P<dash>{_SENTENCE})|\((?P<within>[^()]+)\)"
    rf"|,?\s*{_SAYS}{_PRONOUN}(?P<beside>{_SENTENCE})?|,?\s*{_SAYS}\s+(?P<said>{_SENTENCE})"
    rf"|,?\s*(?P<subject>[^,.:;]{{2,60}}?),?\s+{_SAYS})\s*\.?",
    re.IGNORECASE,
)
_BEFORE: Final = re.compile(
    rf"(?P<who>.{{2,110}}?)(?P<says>,?\s{_SAYS}{_PRONOUN}?(?:\s[\w’']+){{0,3}})?\s*:\s*",
    re.IGNORECASE,
)
_AFTER_WHOM: Final = re.compile(r"(?:selon|d[’']après)\s+", re.IGNORECASE)
_TOLD: Final = re.compile(
    rf"(?:,\s*(?:qui\s)?|\s(?={_TO_WHOM})){_SAYS}.*", re.IGNORECASE | re.DOTALL
)
"""What tells that someone speaks, behind who it is: « puéricultrice, nous dit Camille »."""
_CALLED: Final = re.compile(
    r"(?:citation|verbatim|t[ée]moignage|parole)s?\b\s*"
    r"(?:\((?P<within>[^()]+)\)|(?:(?:d[eu]|des)\s|d[’']|[:,–—-]\s*)?(?P<behind>.*))",
    re.IGNORECASE | re.DOTALL,
)
"""What notes call a quotation before they say whose it is."""

_ATTRIBUTED: Final = re.compile(r"\s*[—–-]\s*(?P<who>[^.]{2,110})\.?")
_PEOPLE: Final = re.compile(
    r"(?!(?:les|des|nos)\s)(?=(?:\S+\s?){1,9}$).*?\b(?:m[èe]re|p[èe]re|maman|papa|parent|familles?"
    r"|professionnel|puéricult|sage-femme|médecin|infirmi|psycholog|éducat|format(?:eur|rice)|cadre"
    r"|responsable|direct(?:eur|rice)|chargée?\b|assistante?\b|auxiliaire|élue?\b|conseill|coordinat"
    r"|coordonnat|agente?\b|secrétaire|personne|habitante?\b|bénévole|stagiaire)",
    re.IGNORECASE,
)
"""Who may be said to speak before « : », in a few words."""
_NAME: Final = re.compile(r"(?:[A-ZÀ-Ý][\w’'-]+\s?){2,3}")
_LONE: Final = re.compile(r"^[\s,;:()–—-]+|[\s,;:(–—-]+$|\(\s*\)")
_ARTICLE: Final = re.compile(r"(?:Une?|L[ea]s?|Des|L[’'])(?=\s|[’'])")
_LONGEST: Final = 120


@frozen
class Quote:
    """The exact words, in Markdown without the marks around, and who speaks, as was written.

    ``beside`` is what else the paragraph says, which is no part of either; ``led`` the words that
    say that someone speaks.
    """

    words: str
    who: str = ""
    beside: str = ""
    led: str = ""


def quote_in(one: Written) -> Quote | None:
    """The words that a paragraph quotes, when it does nothing else."""
    text = _bare(one)
    outer = next((pair for pair in sorted(apparier(text)) if pair.ouvrant == _start(text)), None)
    if outer is None:
        return Quote(text) if one.role is Role.QUOTE and text else None
    head, inner, tail = (
        text[: outer.ouvrant],
        text[outer.ouvrant + 1 : outer.fermant],
        text[outer.fermant + 1 :],
    )
    if len(inner.split()) < _FEWEST and one.role is not Role.QUOTE:
        return None
    before, behind = _BEFORE.fullmatch(head), _behind(tail)
    speaker = _speaker(before["who"]) if before else ""
    is_led = before and (before["says"] or _PEOPLE.match(speaker) or not speaker)
    if (head and not is_led) or (tail.strip(" .") and not behind):
        return None
    groups = behind.groupdict() if behind else {}
    said = next(filter(None, (groups.get(name) for name in _WHO)), "").strip()
    who, beside = (speaker, said) if speaker else (said, "")
    beside = beside or (groups.get("beside") or "").strip(" ,.")
    led = " ".join(one[0] for one in _LED.finditer(f"{head} {tail}"))
    return Quote(inner.strip(), who.strip(), beside, led)


_WHO: Final = ("dash", "within", "said", "subject")
_LED: Final = re.compile(rf"{_AFTER_WHOM.pattern}|{_SAYS}{_PRONOUN}?", re.IGNORECASE)


def _behind(tail: str) -> re.Match[str] | None:
    """What follows a quotation, where it says who speaks; a subject must be of people."""
    found = _BEHIND.fullmatch(tail)
    return None if found and found["subject"] and not _PEOPLE.match(found["subject"]) else found


def _speaker(before: str) -> str:
    """Who speaks, of what stands before a quotation: « Citation (une mère) » names it too."""
    called = _CALLED.fullmatch(before)
    if called:
        return (called["within"] or called["behind"] or "").strip()
    return _AFTER_WHOM.sub("", before, count=1) if _AFTER_WHOM.match(before) else before


def _bare(one: Written) -> str:
    """The Markdown of a paragraph; a quotation that is wholly in italics or bold is not."""
    shown = [each for each in one.words if each.text.strip()]
    italic, bold = (all(getattr(each, look) for each in shown) for look in ("italic", "bold"))
    words = (
        evolve(each, italic=each.italic and not italic, bold=each.bold and not bold)
        for each in one.words
    )
    one = evolve(one, words=tuple(words))
    return one.markdown


def _start(text: str) -> int:
    """Where the quotation begins: at the head, or behind who speaks."""
    found = re.search(r"[«“\"]", text)
    return found.start() if found else -1


def attribution_in(one: Written) -> str:
    """Who speaks, in a line under a quotation: « — une puéricultrice »; empty in any other."""
    found = _ATTRIBUTED.fullmatch(one.plain)
    return found["who"].strip() if found else ""


_CONSENT: Final = re.compile(
    r"\s*[:;(–—]\s[^:;]*\b(?:accord|consentement)s?\b.*", re.IGNORECASE | re.DOTALL
)
"""What notes say beside who speaks of a consent: it is no part of a function."""


def function_of(who: str) -> str:
    """What a text says of who speaks, without a name; empty when there is nothing else."""
    left = _TOLD.sub("", _CONSENT.sub("", who))
    for person in sorted(people_in(who), key=lambda each: each.start, reverse=True):
        left = left[: person.start] + left[person.end :]
    if (name := person_in_function(left)) and name in left:
        left = left.replace(name, "")
    first = left.partition(",")[0].strip()
    if _NAME.fullmatch(first):
        left = left[left.index(first) + len(first) :]
    left = _LONE.sub("", " ".join(left.split()))
    if _ARTICLE.match(left):
        left = left[0].lower() + left[1:]
    return left if len(left) <= _LONGEST else ""
