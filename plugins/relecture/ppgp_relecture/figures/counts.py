"""Counts that texts tell, against the figures of the dossier and against one another.

A typed number contradicts a figure when its noun is one that the figure counts, nothing narrows
it to a part or speaks of others, and a slip of the hand would explain it. A part is smaller than
its whole: a smaller number needs a definite article, or swapped digits, to be wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import IntEnum
from typing import Final

from ppgp_docs.api import (
    NUMBER_CLUE,
    Chiffre,
    Diagnostic,
    Dossier,
    PrintedText,
    blocs,
    enumerer,
    iter_nodes,
    note,
    printed_texts,
    simplifier,
    stems,
    warning,
)
from ppgp_docs.api import dossier as model
from ppgp_relecture.figures.citing import SAME_FACT, mistyped, to_cite
from ppgp_relecture.parsing.quantities import Quantity, quantities
from ppgp_relecture.parsing.wording import (
    ELSEWHERE,
    MEASURES,
    Wording,
    of_another_year,
    slipped,
    swapped,
    wording,
)

_FEW: Final = 10
_MANY: Final = 100
_CLAUSE_END: Final = re.compile(r"[,;:()]")
_NEAR: Final = 200
_DURATIONS: Final = frozenset(stem for word in MEASURES for stem in stems(word))


class Doubt(IntEnum):
    """How likely a typed number is to be wrong."""

    NONE = 0
    SOME = 1
    SURE = 2


def typed_counts(text: PrintedText) -> Iterator[Diagnostic]:
    """C211: a typed count is that of the figure that it tells. C210: it could be cited."""
    for quantity in quantities(text) if not text.ecrit.cite else ():
        if text.is_typed(quantity.start):
            named = {
                name: figure
                for name, figure in text.figures.items()
                if figure.valeur is not None and quantity.noun in wording(figure).heads
            }
            equal = any(figure.valeur == quantity.number for figure in named.values())
            compare = _could_be_cited if equal else _contradicted
            yield from compare(text, quantity, named)


def _could_be_cited(
    text: PrintedText, quantity: Quantity, named: Mapping[str, Chiffre]
) -> Iterator[Diagnostic]:
    names = []
    for name, figure in named.items() if quantity.written.isdigit() else ():
        theirs = wording(figure)
        told = theirs.content & quantity.words and theirs.bound == quantity.bound
        if told and figure.valeur == quantity.number and not _of_others(text, quantity, figure):
            names.append(name)
    if names:
        span = text.span(quantity.start, quantity.end)
        yield note("C210", "ce nombre est déjà défini sous `chiffres`", span, to_cite(names))


def _contradicted(
    text: PrintedText, quantity: Quantity, named: Mapping[str, Chiffre]
) -> Iterator[Diagnostic]:
    shared = len(named) > 1
    doubts = {name: _doubt(text, quantity, named[name], shared) for name in named}
    if doubts and (doubt := max(doubts.values())):
        names = [name for name in named if doubts[name] is doubt]
        names = [name for name in named if name in names or _is_another_year(named, name, names)]
        tell = warning if doubt is Doubt.SURE else note
        given = enumerer(f"le chiffre `{name}` vaut {named[name].en_chiffres}" for name in names)
        surely = doubt is Doubt.SURE or len(names) > 1
        hint = mistyped(names) if surely else SAME_FACT
        span = text.span(quantity.start, quantity.end)
        yield tell("C211", f"le texte dit {quantity.written}, {given}", span, hint)


def _is_another_year(named: Mapping[str, Chiffre], name: str, names: Sequence[str]) -> bool:
    """Whether a figure counts what one of ``names`` does, in another year: either may be meant."""
    mine = named[name]
    return any(
        wording(mine) == wording(named[other]) and mine.date != named[other].date for other in names
    )


def _doubt(text: PrintedText, quantity: Quantity, figure: Chiffre, shared: bool) -> Doubt:
    """How much a typed number looks like a figure gone wrong.

    A noun that other figures share (« personnes ») names one only with its other words.
    """
    theirs, value = wording(figure), int(figure.valeur or 0)
    if not quantity.complement <= theirs.content | theirs.heads:
        return Doubt.NONE
    if value != figure.valeur or _of_others(text, quantity, figure):
        return Doubt.NONE
    slip = slipped(quantity.number, value)
    if theirs.bound or quantity.bound:
        return Doubt(slip + 1) if theirs.bound and quantity.bound else Doubt.NONE
    around = frozenset(stems(text.text[max(0, quantity.start - _NEAR) : quantity.end + _NEAR]))
    if quantity.noun in _DURATIONS:
        named = len(theirs.content) > 1 and theirs.content <= around
        return Doubt(named and slip)
    shared = shared or quantity.noun == theirs.vague
    if shared and 2 * len(theirs.content & around) < len(theirs.content):
        return Doubt.NONE
    tied = not theirs.content or theirs.content & around or value >= _MANY
    return min(_gap(quantity, theirs, value), Doubt.SURE if tied else Doubt.SOME)


def _gap(quantity: Quantity, theirs: Wording, value: int) -> Doubt:
    """How much a number that counts the same thing is likely to be a slip, and no part."""
    number, told = quantity.number, len(quantity.complement & theirs.content)
    if min(number, value) < _FEW:
        more = number > value and slipped(number, value) and told > 0
        return Doubt(more or (quantity.whole and told > 1))
    if swapped(number, value):
        return Doubt.SURE
    if slipped(number, value):
        return Doubt.SURE if quantity.whole or number > value else Doubt(told > 0)
    return Doubt(quantity.whole and told > 0)


def _of_others(text: PrintedText, quantity: Quantity, figure: Chiffre) -> bool:
    """Whether the sentence speaks of other people, or gives the figure too, beside its own."""
    sentence = text.sentence(quantity.start)
    head, _, rest = sentence.partition(text.text[quantity.start : quantity.noun_end])
    clause = head + _CLAUSE_END.split(rest)[0]
    beside = text.text[quantity.start : quantity.end] != figure.en_chiffres and re.search(
        rf"(?<!\d){re.escape(figure.en_chiffres)}(?!\d)", sentence
    )
    return bool(beside or ELSEWHERE.search(clause)) or of_another_year(sentence, figure)


def twins(dossier: Dossier) -> Iterator[Diagnostic]:
    """C211: a text and its short version give the same number of the same thing."""
    by_place = {text.ecrit.texte.span: text for text in printed_texts(dossier)}
    for cls in (blocs.Paragraphe, model.Priorite):
        for owner in iter_nodes(dossier, cls):
            whole, short = (by_place.get(owner.at(name)) for name in ("texte", "version_courte"))
            faults = list(_unlike(whole, short)) if whole and short else []
            if whole and short and faults:
                told = {fault.span for text in (whole, short) for fault in typed_counts(text)}
                yield from (fault for fault in faults if fault.span not in told)


def _unlike(whole: PrintedText, short: PrintedText) -> Iterator[Diagnostic]:
    told, summed = _alone(whole), _alone(short)
    for noun in told.keys() & summed.keys():
        one, other = told[noun], summed[noun]
        typed = [whole.is_typed(one.start), short.is_typed(other.start)]
        apart = one.complement and other.complement and not one.complement & other.complement
        if one.number != other.number and any(typed) and not apart:
            text, wrong = (whole, one) if typed[0] else (short, other)
            written = f"« {_written(whole, one)} », sa version courte « {_written(short, other)} »"
            tell = note if all(typed) else warning
            span = text.span(wrong.start, wrong.end)
            hint = "si c’est le même fait, citez son chiffre aux deux endroits"
            yield tell("C211", f"le texte dit {written}", span, hint)


def _alone(text: PrintedText) -> dict[str, Quantity]:
    """The quantities of a text by their nouns, those told once."""
    found = quantities(text)
    nouns = [quantity.noun for quantity in found]
    return {quantity.noun: quantity for quantity in found if nouns.count(quantity.noun) == 1}


def _written(text: PrintedText, quantity: Quantity) -> str:
    return simplifier(text.text[quantity.start : quantity.noun_end])


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (twins,)

RULES: Final = ((NUMBER_CLUE, (typed_counts,)),)
"""The rules on one text, behind their clue."""
