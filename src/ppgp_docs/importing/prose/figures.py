"""Figures and dates that notes tell, proposed: nothing is taken of them until someone says so."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Final

from attrs import frozen

from ppgp_docs.francais.lettres import sans_accents
from ppgp_docs.francais.phrases import phrases
from ppgp_docs.francais.typographie.vocabulaire import MOIS
from ppgp_docs.importing.prose.items import Grid, Item, Written
from ppgp_docs.importing.prose.milestones import date_in

_SPACE: Final = r"[ \u00a0\u202f]"
_NUMBER: Final = re.compile(
    rf"(?<![\w.,/:°º+-])(?<!\d{_SPACE})(?P<number>\d{{1,3}}(?:{_SPACE}\d{{3}})+|\d{{1,6}})"
    rf"(?P<decimals>,\d+)?(?![\w/:-]|[.,]\d|{_SPACE}\d){_SPACE}?"
    r"(?P<unit>%|€|euros?\b|[^\W\d_]+(?:-[^\W\d_]+)*)?"
    r"(?P<behind>(?:\s[^\W\d_][\w’'-]*){0,6})"
)
_NO_COUNT: Final = re.compile(
    rf"(?:{MOIS}|janv|fevr|avr|juil|sept|oct|nov|dec|h|heures?|er|e|eme|et|ou|a|au|sur|rue|avenue|boulevard"
    r"|place|de|du|des|aux|la|le|les|ses|nous|vous|plus|en|dans|pour|ce|il|elle|nous|on|est|sont|ont|avec)$",
    re.IGNORECASE,
)
_NAMES_IT: Final = re.compile(
    r"(?:n[°o]s?|num[ée]ro|page|p\.|art(?:icle)?\.?|fiche|activit[ée]|phase|[ée]tape|annexe|tome|chapitre|point)\s?$",
    re.IGNORECASE,
)
_CUT: Final = re.compile(
    r"\s(?:ont|a|sont|est|et|qui|que|dont|sur|dans|ayant|avaient|était|étaient|furent|pour|en|au|aux|se|s’|ne|entre|par)\b.*"
)
_DATE_OF: Final = re.compile(rf"(?:{MOIS}|printemps|été|automne|hiver)\s$", re.IGNORECASE)
_PLURAL: Final = re.compile(r"(?i:.*[sxz%€]|euros?|km|kg|ha)$|[A-ZÉ]{2,}")
"""How a word that several things are counted by ends; a verb, a pronoun end otherwise."""

_INCLUSIVE: Final = re.compile(r"[.·•‧(]\w")
_UNNAMED: Final = "à compléter"
_WIDTH: Final = 84
_MOST: Final = 40
"""Proposals that are made of one file: more would hide those that count."""


@frozen
class ProposedFigure:
    """A figure found in a sentence: its name, its number and its unit as they were typed."""

    name: str
    number: str
    unit: str
    label: str
    rank: int
    sentence: str


@frozen
class ProposedDate:
    """A date found in a sentence, as it was typed."""

    date: str
    rank: int
    sentence: str


def figures(items: Iterable[Item]) -> tuple[ProposedFigure, ...]:
    """The figures of the texts; years, numbers of things and hours are none."""
    found: dict[str, ProposedFigure] = {}
    for rank, sentence in _sentences(items):
        for one in _in_sentence(sentence, rank):
            name = _free(one.name, found)
            found[name] = ProposedFigure(name, one.number, one.unit, one.label, rank, sentence)
    return tuple(found.values())[:_MOST]


def dates(items: Iterable[Item], known: Collection[int]) -> tuple[ProposedDate, ...]:
    """The dates of the texts, the first of each sentence; ``known`` are the paragraphs that the
    chronology tells already."""
    found = (
        ProposedDate(dated.date, rank, sentence)
        for rank, sentence in _sentences(items)
        if rank not in known and (dated := date_in(sentence))
    )
    return tuple(found)[:_MOST]


def _sentences(items: Iterable[Item]) -> Iterator[tuple[int, str]]:
    for one in items:
        if isinstance(one, Written) and not one.aside:
            yield from ((one.rank, each) for each in phrases(one.plain))
        elif isinstance(one, Grid):
            yield from ((one.rank, " | ".join(filter(None, row))) for row in one.rows)


def _in_sentence(sentence: str, rank: int) -> Iterator[ProposedFigure]:
    for match in _NUMBER.finditer(sentence):
        unit = match["unit"] or ""
        before = sentence[max(0, match.start() - 14) : match.start()]
        is_named = _NAMES_IT.search(before) or _DATE_OF.search(before)
        if not unit or _NO_COUNT.match(sans_accents(unit)) or is_named:
            continue
        is_cut = _INCLUSIVE.match(sentence, match.end("unit"))
        if match["number"] not in ("0", "1") and not is_cut and not _PLURAL.match(unit):
            continue
        label = unit.strip("%€") + _CUT.sub("", match["behind"] or "")
        number = match["number"] + (match["decimals"] or "")
        yield ProposedFigure(_name(label), number, unit, label.strip(), rank, sentence)


def _name(label: str) -> str:
    words = re.findall(r"[a-z]{3,}", sans_accents(label.lower()))
    return "_".join(words[:3]) or "a_nommer"


def _free(name: str, taken: Iterable[str]) -> str:
    known = set(taken)
    names = (name if rank == 1 else f"{name}_{rank}" for rank in range(1, len(known) + 2))
    return next(each for each in names if each not in known)


def figures_as_comments(
    figures: Iterable[ProposedFigure], dates: Iterable[ProposedDate]
) -> Iterator[str]:
    """The proposals as lines of comments, that become data once their marks are taken away."""
    lines = [line for one in figures for line in _figure(one)]
    if lines:
        yield "Chiffres lus dans les notes. Pour garder ceux qui comptent, ôtez le « # » de leurs"
        yield "lignes et de « chiffres: », puis citez-les par {{ chiffres.nom }} dans les textes."
        yield "chiffres:"
        yield from lines
    steps = [f"§ {one.rank}, {one.date} : « {_shortened(one.sentence, _WIDTH)} »" for one in dates]
    if steps:
        yield ""
        yield "Dates lues dans les notes, pour la chronologie :"
        yield from steps


def _shortened(sentence: str, most: int) -> str:
    """The head of a sentence, cut between two words."""
    if len(sentence) <= most:
        return sentence
    return sentence[:most].rpartition(" ")[0] + "…"


def _figure(one: ProposedFigure) -> Iterator[str]:
    yield f"  # § {one.rank} : « {_shortened(one.sentence, _WIDTH)} »"
    yield f"  {one.name}:"
    if one.unit == "%":
        yield f"    libelle: {one.label or _UNNAMED}"
        yield f"    pourcentage: {one.number} %"
    else:
        yield f"    libelle: {one.label or _UNNAMED}"
        yield f"    valeur: {one.number}"
        yield f"    unite: {one.unit}"
