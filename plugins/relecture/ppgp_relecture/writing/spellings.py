"""One thing, one name: a place, an institution, the programme spelled in two ways.

Only what cannot be two things is told: an accent, a capital, a hyphen, the small word that joins
the name of a service to its field. Two names that differ by a letter may be two people, and so may
« Marie-Thérèse » and « Marie Thérèse »: names that begin with a first name are left alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Final, NamedTuple

from ppgp_docs.api import (
    Diagnostic,
    Dossier,
    PrintedText,
    Span,
    is_first_name,
    printed_texts,
    sans_accents,
    simplifier,
    warning,
)

_CAPITALISED: Final = r"[A-ZÀ-Ý][a-zà-ÿ]+"
_SMALL: Final = r"(?:[dl][’']|(?:de|du|des|la|le|les|en|sur|sous)[ -])"
_SHOUTED: Final = r"[A-ZÀ-Ý]{4,}"
_PROPER: Final = re.compile(
    rf"(?<![\w@./-])(?:{_CAPITALISED}(?:[ -]{_SMALL}*{_CAPITALISED})*|{_SHOUTED})(?![\w@/])(?!\.\w)"
)
LINK: Final = r"(?:à\sla|de\sla|à\sl[’']|de\sl[’']|des|du|de|pour\sla|pour\sles)"
"""What joins the name of a service to its field."""

SERVICE: Final = re.compile(
    r"(?P<head>Maison|Centre|Service|Direction|Agence|Caisse|Pôle)s?\s(?P<kind>[^\W\d]+)\s"
    rf"(?P<link>{LINK})\s?(?P<field>[^\W\d]+)"
)
_STREETS: Final = frozenset(
    (
        *("allée", "allées", "avenue", "boulevard", "chemin", "collège", "cours", "crèche"),
        *("école", "hôpital", "impasse", "lycée", "place", "quai", "route", "rue", "square"),
    )
)
_OPENER: Final = re.compile(
    r"(?:Aux?|Avec|Ces?|Cette|Chez|Dans|Depuis|Des?|Du|En|Entre|Et|L[ae]s?|Par|Pour|Sans|Selon|Sous"
    r"|Sur|Une?|Vers)\s"
)
_NEAR: Final = 30
_LINKS: Final = 3
"""How many words may part a street from its name: « rue de la Gare »."""

HINT: Final = "gardez une seule écriture du nom"


class Name(NamedTuple):
    """A name where it is read; two names with one ``key`` are one thing.

    ``head`` when it begins a sentence, where any word takes a capital, or is all in capitals.
    """

    key: str
    written: str
    text: PrintedText
    start: int
    end: int
    head: bool = False

    @property
    def span(self) -> Span:
        return self.text.span(self.start, self.end)


def names_spelled_one_way(dossier: Dossier) -> Iterator[Diagnostic]:
    """C805: a name is spelled one way; told once, at the first that differs from the usual one."""
    texts = (text for text in printed_texts(dossier) if not text.ecrit.cite)
    names = (name for text in texts for name in (*_proper(text), *_services(text)))
    for many in _by_key(names).values():
        yield from _one_way(many)


def _by_key(names: Iterable[Name]) -> dict[str, list[Name]]:
    groups: dict[str, list[Name]] = {}
    for name in names:
        groups.setdefault(name.key, []).append(name)
    return {key: found for key, many in groups.items() if len(found := _certain(many)) > 1}


def _certain(many: list[Name]) -> list[Name]:
    """The occurrences that are a name for sure.

    At the head of a sentence a hyphen is enough, or the same words elsewhere; a single word must
    have lost the accent that others keep: « Marché » may begin a sentence near the Marche.
    """
    sure = [name for name in many if not name.head]
    accented = len(sure) > 1 and not any(name.written.isascii() for name in sure)
    hyphened = any("-" in name.written for name in many)
    return [
        name
        for name in many
        if not name.head
        or (hyphened and " " in name.key)
        or (accented and name.written.isascii() and " " not in name.key)
    ]


def _one_way(many: list[Name]) -> Iterator[Diagnostic]:
    written, _ = Counter(name.written for name in many).most_common(1)[0]
    usual = next(name for name in many if name.written == written)
    other = next((name for name in many if name.written != written), None)
    if other:
        message = f"`{other.written}` ici, `{written}` {_where(usual.span, other.span)}"
        found = warning("C805", message, other.span, HINT)
        yield replace(found, related=(("l’autre écriture", usual.span),))


def _where(other: Span, here: Span) -> str:
    line = f"ligne {other.line}"
    return line if other.file == here.file else f"dans `{other.file.name}`, {line}"


def _proper(text: PrintedText) -> Iterator[Name]:
    """Proper names, and words in capitals that may have lost an accent."""
    for match in _PROPER.finditer(text.text):
        before = text.text[max(0, match.start() - _NEAR) : match.start()]
        head = match[0].isupper() or _begins(before)
        start = match.start()
        if head and (opener := _OPENER.match(match[0])):
            head, start = False, start + opener.end()
        written = _plain(text.text[start : match.end()])
        if not is_first_name(written.partition(" ")[0]):
            street = "rue " if _STREETS.intersection(before.lower().split()[-_LINKS:]) else ""
            yield Name(street + key(written), written, text, start, match.end(), head)


def _begins(before: str) -> bool:
    """Whether a word behind this begins a sentence, a line or an item."""
    bare = before.rstrip()
    gap = before[len(bare) :]
    return not bare or bare[-1] in ".!?…:«“" or "\n" in gap or (bare[-1] == "-" and gap != "")


def _plain(words: str) -> str:
    return simplifier(words.replace("'", "’"))


@lru_cache(maxsize=4096)
def key(written: str) -> str:
    """A name without its accents, its hyphens and its capitals."""
    return re.sub(r"\W+", " ", sans_accents(written).lower())


def _services(text: PrintedText) -> Iterator[Name]:
    for match in SERVICE.finditer(text.text):
        words = [match[part].lower().rstrip("s") for part in ("head", "kind", "field")]
        joined = _plain(match["link"])
        gap = "" if joined.endswith("’") else " "
        written = f"{match['head']} {match['kind'].rstrip('s')} {joined}{gap}{match['field']}"
        yield Name(" ".join(words), written, text, *match.span())


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (names_spelled_one_way,)
