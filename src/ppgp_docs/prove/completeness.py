"""Every text that a document owes is found in it, in order; or it has said that it left it out.

A figure of one or two signs that stands alone (« 7 ») is looked for like any text, and proves
little: numbers of pages, of notes and of lists say it too, and no reader tells those apart in all
formats. A format that must not lose one says so by ``Document.expected``, with its words around.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from attrs import define, field

from ppgp_docs.diagnostics import Diagnostic, Span, error, note, warning
from ppgp_docs.model.passage import Passage
from ppgp_docs.model.passage_walk import passages
from ppgp_docs.plugin.formats import Document
from ppgp_docs.plugin.omission import Omission
from ppgp_docs.plugin.read_back import Reading
from ppgp_docs.prove.letters import letters
from ppgp_docs.prove.search import Haystack, period_of

_EXTRACT: Final = 60
_ENOUGH: Final = 0.5
"""Share of the letters of a text that only repeats itself: pieces shorter than what it repeats,
where pages cut it, are not counted."""


def incomplete(
    document: Document, reading: Reading, omissions: Sequence[Omission], repeats: Sequence[Span]
) -> Iterator[Diagnostic]:
    """What a document owes and does not print, each text at its place in the dossier."""
    owed = passages(document.prints, document.dossier, document.fiche)
    left_out = [each.place for each in omissions]
    kept = [each for each in owed if not _is_within(each, left_out)]
    seen_or_heard = (*reading.heard, *reading.pages)
    for heard, pages in ((False, reading.pages), (True, seen_or_heard)):
        sought = [
            _ExpectedPassage(each, _wanted(each, repeats)) for each in kept if each.heard is heard
        ]
        _search(sought, Haystack.of(pages))
        yield from (_missing_text(each) for each in sought if each.lost or each.misplaced)


def unprinted(document: Document, omission: Omission) -> Diagnostic:
    """A note: what stands at a place is not printed, and why."""
    told = note("P008", f"n’est pas imprimé : {omission.reason}", omission.place)
    return replace(told, document=document.name)


def _wanted(passage: Passage, repeats: Sequence[Span]) -> int:
    """How many times a passage is to be found for itself; 0 when it may be part of another."""
    return 0 if passage.once else 1 + sum(_is_within(passage, [each]) for each in repeats)


def _is_within(passage: Passage, areas: Iterable[Span]) -> bool:
    places = (passage.span, *passage.owners)
    return any(area == place or area.holds(place) for area in areas for place in places)


@define(eq=False)
class _ExpectedPassage:
    """A passage that is looked for: where each of its pieces stands."""

    passage: Passage
    wanted: int
    places: dict[str, Sequence[int]] = field(factory=dict)
    lost: bool = False
    misplaced: bool = False


def _search(sought: Sequence[_ExpectedPassage], haystack: Haystack) -> None:
    """Look for the longest texts first, each as often as it is owed. One that only repeats itself
    (« xxxx… ») is counted, and has no place: cut by a page in two cells, any part is like another.
    """
    holders: defaultdict[str, list[_ExpectedPassage]] = defaultdict(list)
    for each in sought:
        for piece in each.passage.pieces:
            if text := letters(piece):
                holders[text].append(each)
                each.places[text] = ()
    short: dict[str, int] = {}
    for text in sorted(holders, key=lambda text: (-len(text), text)):
        wanted = sum(each.wanted for each in holders[text])
        places = haystack.take(text, wanted) if wanted else haystack.places(text)
        found, due = len(places), max(wanted, 1)
        if period := period_of(text):
            enough = _ENOUGH * due * len(text)
            found = due if haystack.repeats(text, period) >= enough else found
        for each in holders[text]:
            if period:
                del each.places[text]
            else:
                each.places[text] = places
        if found < due:
            short[text] = due - found
    settled = _settled(sought)
    for text, count in short.items():
        likely = sorted(holders[text], key=lambda each: (each, text) not in settled)
        for each in likely[-count:]:
            each.lost = True
    for each in _astray(sought):
        each.misplaced = True


def _settled(sought: Sequence[_ExpectedPassage]) -> set[tuple[_ExpectedPassage, str]]:
    """The pieces whose place is plain when all texts are read in the order of the dossier."""
    pieces = [(each, text) for each in sought for text in each.places]
    chain = _in_order([each.places[text] for each, text in pieces])
    return {pieces[rank] for rank in chain}


def _astray(sought: Sequence[_ExpectedPassage]) -> Iterator[_ExpectedPassage]:
    """Those that stand in no order with the others of their group."""
    groups: defaultdict[int, list[_ExpectedPassage]] = defaultdict(list)
    for each in sought:
        if each.passage.group is not None and not each.lost:
            groups[each.passage.group].append(each)
    for group in groups.values():
        holders = [each for each in group for _ in each.places]
        kept = _in_order([places for each in group for places in each.places.values()])
        astray = (each for rank, each in enumerate(holders) if rank not in kept)
        yield from dict.fromkeys(astray)


def _in_order(places: Sequence[Sequence[int]]) -> frozenset[int]:
    """The ranks of the longest chain of growing places, at most one of each rank.

    The longest increasing subsequence, by patience sorting (Fredman, 1975).
    """
    tails: list[int] = []
    ends: list[_Link] = []
    for rank, candidates in enumerate(places):
        for place in reversed(candidates):
            length = bisect_left(tails, place)
            link = (rank, ends[length - 1] if length else None)
            tails[length : length + 1], ends[length : length + 1] = [place], [link]
    chain, last = set(), ends[-1] if ends else None
    while last is not None:
        rank, last = last
        chain.add(rank)
    return frozenset(chain)


_MEND_ADDED: Final = (
    "écrivez ce texte dans un bloc ; pour l’auteur de l’extension : les formats livrés dessinent "
    "un bloc à lui (`ppgp_draw`), et non un champ ajouté aux leurs"
)


_Link: TypeAlias = "tuple[int, _Link | None]"
"""A rank, and what comes before it in the chain."""


def _missing_text(sought: _ExpectedPassage) -> Diagnostic:
    passage = sought.passage
    said = f"« {_extract(passage.text)} »"
    if passage.added:
        message = (
            f"le champ `{passage.added}`, ajouté par une extension, n’est pas imprimé : {said}"
        )
        return warning("P006", message, passage.span, _MEND_ADDED)
    if sought.lost:
        return error("P004", f"{said} ne se retrouve pas dans le document", passage.span, *_MEND)
    message = f"{said} se lit dans un autre ordre que dans le dossier"
    return error("P005", message, passage.span, *_MEND)


_MEND: Final = (
    "si vous avez modifié un modèle, remettez-y ce qui imprimait ce texte",
    "sinon le dossier n’y est pour rien : signalez-le à l’auteur du format",
)


def _extract(text: str) -> str:
    """The beginning of a text, cut between two words."""
    if len(text) <= _EXTRACT:
        return text
    return f"{text[:_EXTRACT].rsplit(' ', 1)[0].rstrip(' ,;:')}…"
