"""Lists that a sentence introduces: the count that it announces is that of the list.

A sentence announces a list by the count that stands last before its colon: « Le groupe a trois
raisons d’agir : ». What precedes a verb or a comma only tells when or of what: « Après trois
réunions, le groupe retient : », « Les réponses à ces deux questions font apparaître : ».
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Final

from ppgp_docs.api import (
    NUMBER_PATTERN,
    Diagnostic,
    Dossier,
    Located,
    PrintedText,
    blocs,
    items_of,
    iter_nodes,
    lire_nombre,
    pattern,
    place_within,
    printed_texts,
)
from ppgp_relecture.figures.announced import COUNT, COUNTED, ENUMERATION, differs, total_of

_LIST_IN_TEXT: Final = pattern(
    r"(?P<intro>(?<![^.\n])[^.\n]*):\s*\n+(?P<items>(?:\s*(?:-|\d+\.)\s.*\n?)+)"
)
_ITEM: Final = pattern(r"^(?:-|\d+\.)\s+(.*(?:\n\s+(?!-|\d+\.).*)*)", re.MULTILINE)
_ONE_LINE: Final = 200


def sentences(dossier: Dossier) -> Iterator[Diagnostic]:
    """C208: the number of the sentence that ends with a colon before a list is the list's."""
    texts = [
        text for text in printed_texts(dossier) if ":" in text.text and COUNTED.search(text.text)
    ]
    for sequence in _sequences(dossier):
        for before, after in pairwise(sequence):
            if isinstance(before, blocs.Paragraphe) and before.texte.plain.endswith(":"):
                place = before.at("texte")
                intro = (text for text in texts if text.ecrit.texte.span == place)
                yield from (fault for text in intro for fault in _introduced(text, after))
    for text in texts:
        if "\n" in text.text:
            yield from _inside(text)
        if len(text.text) <= _ONE_LINE:
            yield from _enumerated(text)
        yield from _told_in_a_row(text)


def _sequences(dossier: Dossier) -> Iterator[tuple[blocs.Bloc, ...]]:
    for node in iter_nodes(dossier, Located):
        held = getattr(node, "blocs", ())
        if isinstance(held, tuple):
            yield held


def _introduced(text: PrintedText, after: blocs.Bloc) -> Iterator[Diagnostic]:
    items = items_of(after)
    if items is not None:
        start = max(text.text.rstrip().rfind(mark) for mark in ".!?\n") + 1
        words = [item.texte.plain if isinstance(item, blocs.Element) else "" for item in items]
        yield from _sole(text, start, len(text.text.rstrip()) - 1, total_of(items), words)


def _inside(text: PrintedText) -> Iterator[Diagnostic]:
    """A list in the Markdown of the text itself."""
    for match in _LIST_IN_TEXT.finditer(text.text):
        items = _ITEM.findall(match["items"])
        yield from _sole(text, match.start("intro"), match.end("intro"), len(items), items)


def _sole(
    text: PrintedText, start: int, end: int, total: int, items: list[str]
) -> Iterator[Diagnostic]:
    """The only count of the sentence; an item that itself enumerates makes a list uncountable."""
    found = list(COUNTED.finditer(text.text, start, end))
    if len(found) == 1 and not any("," in item for item in items):
        before, rest = text.text[start : found[0].start()], text.text[found[0].end() : end]
        examples = _EXAMPLES.search(rest)
        rest = rest[: examples.start()] if examples else rest
        if not _BACKWARD.search(before) and not _TELLS.search(rest):
            place = text.span(*found[0].span("n"))
            yield from differs(found[0], total, place, sure=not examples)


_BACKWARD: Final = pattern(
    r"(?<!\w)(?:ces|cette|chaque|après|avant|depuis|pendant|entre|lors\sdes?)\s$", re.IGNORECASE
)
_EXAMPLES: Final = pattern(r",?\s(?:tel(?:le)?s?\sque|dont|comme|notamment)\s*$", re.IGNORECASE)
_TELLS: Final = pattern(
    r",|(?<!\w)(?:a|fait|font|vont|ont(?!\sété)|permet|porte)(?!\w)"
    r"|(?<!\w)(?!apparaiss|ressort|émerg|revienn|guid|suiv|exist|domin|structur|dégag|vienn)"
    r"[^\W\d]{2,}(?<!m)ent(?!\w)",
    re.IGNORECASE,
)
"""A comma, or a verb that has the list for its object: the count before it is another's."""


def _enumerated(text: PrintedText) -> Iterator[Diagnostic]:
    """« Quatre leviers : attirer, ouvrir, consolider, associer »: single words, to the end."""
    match = ENUMERATION.search(text.text.strip())
    if match:
        start = text.text.index(match[0])
        items = re.split(r",\s|\set\s", match["items"])
        yield from differs(match, len(items), text.span(start, start + len(match["n"])))


_DETERMINER: Final = r"(?:(?:un|une|des|le|la|les|mon|ma|mes|son|sa|ses|nos|leurs?)\s|l[’']|«)"
_ROW: Final = pattern(
    rf"{COUNT}(?:(?!{NUMBER_PATTERN}\s)[^.:;,\n]){{0,60}}:\s(?P<items>{_DETERMINER}(?:[^.:;!?\n]|\n(?!\s*[\n-]))+)(?:[.;]|$)",
    re.IGNORECASE,
)
_QUOTED: Final = pattern(r"«[^«»]*»")


def _told_in_a_row(text: PrintedText) -> Iterator[Diagnostic]:
    """« Deux documents : le guide et les huit pages »: things, each with its article."""
    masked = _QUOTED.sub(lambda quote: f"«{'x' * (len(quote[0]) - 2)}»", text.text)
    for match in _ROW.finditer(masked):
        items = re.split(r",\s", match["items"])
        last = re.split(rf"\set\s(?={_DETERMINER})", items[-1], flags=re.IGNORECASE)
        if items[0].endswith(("voici", "voilà")):
            continue  # « Deux temps : les voici. »
        apart = re.compile(rf"(?:et\s|puis\s|enfin\s)?{_DETERMINER}", re.IGNORECASE)
        possible = (len(items), len(items) + len(last) - 1)
        if all(apart.match(item) for item in items) and lire_nombre(match["n"]) not in possible:
            place = text.span(*match.span("n"))
            yield from differs(match, possible[-1], place, sure=False)


def priorities(dossier: Dossier) -> Iterator[Diagnostic]:
    """C208: the introduction of « Et après ? » counts the priorities that follow."""
    part = dossier.et_apres
    for match in COUNTED.finditer(part.introduction.plain) if part else ():
        if part and match["noun"].startswith("priorité"):
            place = place_within(dossier, part.at("introduction"), match["n"])
            yield from differs(match, len(part.priorites), place)


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (sentences, priorities)
