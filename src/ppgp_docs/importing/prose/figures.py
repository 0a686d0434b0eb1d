"""Figures and dates that notes tell, proposed: nothing is taken of them until someone says so."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Final

from attrs import evolve, frozen

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
    rf"(?:{MOIS}|janv|fevr|avr|juil|sept|oct|nov|dec|fois|minutes?|jours?|semaines?|ans|h|heures?|er|e|eme|et|ou|a|au|sur|rue|avenue|boulevard"
    r"|place|de|du|des|aux|la|le|les|ses|nous|vous|plus|en|dans|pour|ce|il|elle|nous|on|est|sont|ont|avec)$",
    re.IGNORECASE,
)
_NAMES_IT: Final = re.compile(
    r"(?:n[°o]s?|num[ée]ro|page|p\.|art(?:icle)?\.?|fiche|activit[ée]|phase|[ée]tape|annexe|tome|chapitre|point)\s?$",
    re.IGNORECASE,
)
_CUT: Final = re.compile(
    r"\s(?:ont|a|sont|est|et|qui|que|dont|sur|dans|ayant|avaient|était|étaient|furent|pour|en|au|aux|se|ne|entre|par)\b.*|\ss[’'].*"
)
_WHOLE: Final = rf"\d{{1,3}}(?:{_SPACE}\d{{3}})+|\d{{1,6}}"
_PART: Final = re.compile(
    rf"(?<![\w.,/:°º+-])(?P<all>(?P<part>{_WHOLE})(?P<unit>(?:\s[^\W\d_][\w’'-]*){{0,3}}?)\ssur"
    rf"\s(?:les\s)?(?P<whole>{_WHOLE}))(?![\w:-]|[.,]\d|{_SPACE}\d)"
    r"\)?(?P<behind>[^;:.()\d]{0,90})"
)
_PERCENT: Final = rf"(?P<share>\d{{1,3}}(?:,\d+)?){_SPACE}?%"
_SHARE: Final = re.compile(rf"{_PERCENT}(?P<what>[^();:.\d]{{0,110}})\($")
_SHARE_BEHIND: Final = re.compile(rf"[^();:.\d]{{0,90}}\((?:soit\s)?{_PERCENT}\)")
"""« 91 % sont satisfaites (193 sur 212) », « 58 sur 74 ont répondu (78 %) »."""

_CUT_PART: Final = re.compile(r"\s(?:et|mais|qui|dont|après|avant)\s.*")
_ENDS: Final = re.compile(r"\s(?:d[eu]|des|à)$")
_DATE_OF: Final = re.compile(rf"(?:{MOIS}|printemps|été|automne|hiver)\s$", re.IGNORECASE)
_PLURAL: Final = re.compile(r"(?i:.*[sxz%€]|euros?|km|kg|ha)$|[A-ZÉ]{2,}")
"""How a word that several things are counted by ends; a verb, a pronoun end otherwise."""

_INCLUSIVE: Final = re.compile(r"[.·•‧(]\w")
_UNNAMED: Final = "à compléter"
_WIDTH: Final = 84
MOST: Final = 40
"""Proposals that are made of one file: more would hide those that count."""


@frozen
class ProposedFigure:
    """A figure found in a sentence: its name, its number and its unit as they were typed.

    ``base`` is the number that it is a part of, ``share`` what the sentence says it is of it.
    """

    name: str
    number: str
    unit: str
    label: str
    rank: int
    sentence: str
    base: str = ""
    share: str = ""


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
            found[name] = evolve(one, name=name)
    return tuple(found.values())


def dates(items: Iterable[Item], known: Collection[int]) -> tuple[ProposedDate, ...]:
    """The dates of the texts, the first of each sentence; ``known`` are the paragraphs that the
    chronology tells already."""
    found = (
        ProposedDate(dated.date, rank, sentence)
        for rank, sentence in _sentences(items)
        if rank not in known and (dated := date_in(sentence))
    )
    return tuple(found)


def _sentences(items: Iterable[Item]) -> Iterator[tuple[int, str]]:
    for one in items:
        if isinstance(one, Written) and not one.aside:
            yield from ((one.rank, each) for each in phrases(one.plain))
        elif isinstance(one, Grid):
            yield from ((one.rank, " | ".join(filter(None, row))) for row in one.rows)


def _in_sentence(sentence: str, rank: int) -> Iterator[ProposedFigure]:
    """The figures in their order; what is said of a part is one figure with its base."""
    parts = list(_parts(sentence, rank))
    said = [span for spans, _ in parts for span in spans]
    placed = [(min(spans)[0], figure) for spans, figure in parts]
    for start, figure in _counts(sentence, rank):
        if not any(first <= start < last for first, last in said):
            placed.append((start, figure))
    yield from (figure for _, figure in sorted(placed, key=lambda each: each[0]))


def _parts(sentence: str, rank: int) -> Iterator[tuple[list[tuple[int, int]], ProposedFigure]]:
    """« 91 % sont satisfaites (193 sur 212) », « 58 professionnels sur 74 », with their places."""
    for match in filter(_is_part, _PART.finditer(sentence)):
        spans = [match.span("all")]
        behind = _CUT_PART.sub("", match["behind"])
        label, share = match["unit"].strip() or behind.strip(" ,"), ""
        if led := _SHARE.search(sentence[: match.start("all")]):
            label = led["what"].strip(" ,") or label
        if told := led or _SHARE_BEHIND.match(sentence, match.end("all")):
            spans.append(told.span("share"))
            share = told["share"]
        unit = match["unit"].split()[:1]
        yield (
            spans,
            ProposedFigure(
                _name(label), match["part"], unit[0] if unit else "", label, rank, sentence,
                match["whole"], share,
            ),
        )  # fmt: skip


def _is_part(match: re.Match[str]) -> bool:
    """« 84 agents sur 12 lieux » says where they are, not of how many they are a part."""
    part, whole = (int(re.sub(r"\D", "", match[name])) for name in ("part", "whole"))
    behind = re.match(r"\s*([^\W\d_]+)", match["behind"])
    is_counted = bool(behind and _PLURAL.fullmatch(behind[1]))
    return 0 < part <= whole and not (is_counted and match["unit"].strip())


def _counts(sentence: str, rank: int) -> Iterator[tuple[int, ProposedFigure]]:
    for match in _NUMBER.finditer(sentence):
        unit = match["unit"] or ""
        before = sentence[max(0, match.start() - 14) : match.start()]
        is_named = _NAMES_IT.search(before) or _DATE_OF.search(before)
        if not unit or _NO_COUNT.match(sans_accents(unit)) or is_named:
            continue
        is_cut = _INCLUSIVE.match(sentence, match.end("unit"))
        if match["number"] not in ("0", "1") and not is_cut and not _PLURAL.match(unit):
            continue
        label = _ENDS.sub("", unit.strip("%€") + _CUT.sub("", match["behind"] or ""))
        number = match["number"] + (match["decimals"] or "")
        made = ProposedFigure(_name(label), number, unit, label.strip(), rank, sentence)
        yield match.start(), made


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
        if one.unit:
            yield f"    unite: {one.unit}"
