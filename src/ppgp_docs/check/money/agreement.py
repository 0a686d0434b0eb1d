"""C401, C404, C601, C602, C603: every amount that is told twice, held against the budget lines.

Totals of a fiche, envelopes and shared costs of the contract, amounts in texts: what they say of
the same lines is compared at once, so that a wrong amount is told once, at its own place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from ppgp_docs.check.contract.shares_together import shares_together
from ppgp_docs.check.money import budget
from ppgp_docs.check.money.statements import Cause, amount_typed, causes
from ppgp_docs.diagnostics import Diagnostic, Span
from ppgp_docs.francais.accords import accorder, enumerer
from ppgp_docs.francais.nombres import euros
from ppgp_docs.model.amendments import Mouvement
from ppgp_docs.model.fiche import EtatDeLigne, LigneBudget
from ppgp_docs.model.statement import Amount, Reserve, Statement, is_limit

_FEW: Final = 6
_LISTED: Final = 5
_NAMED: Final = 12


def amounts_agree(stated: Iterable[Statement]) -> Iterator[Diagnostic]:
    """One diagnostic for each slip that explains what disagrees.

    Where several statements are wrong together, the surest tells it.
    """
    ranked = tuple(sorted(stated, key=lambda one: not one.sure))
    yield from shares_together(_disagreement(cause, ranked) for cause in causes(ranked))


def _disagreement(cause: Cause, stated: tuple[Statement, ...]) -> Diagnostic:
    """The slip at the line that explains it when only one does, else where an amount is stated."""
    first = min(cause.statements, key=stated.index)
    fault = first.tell()
    related = [(one.role, one.span) for one in cause.statements]
    related += [(_role(line), line.at("montant")) for line in _shown(cause, first)]
    span, hints = fault.span or first.span, fault.hints
    if twice := _twice(cause):
        span, hints = twice.at("montant"), (_TWICE,)
    elif cause.line:
        span, hints = cause.line.at("montant"), (_against(cause),)
    elif len(cause.statements) > 1:
        span, hints = _against_several(cause, span)
        fault = _doubting(fault, span, "l’un des montants {} est faux", cause.suspects)
    elif is_limit(first):
        related += fault.related
    elif cause.suspects and all(isinstance(one, Reserve) for one in cause.suspects):
        span, hints = first.span, (_of_an_envelope(first.span, cause.suspects), *hints[1:])
    elif _is_one_against_one(cause, fault):
        line = cause.suspects[0].at("montant")
        span, other = (line, first.span) if first.sure else (first.span, line)
        role = first.role if first.sure else _role(cause.suspects[0])
        hints = (_EITHER.format(role, _at(other)), *hints)
        others = [other, *cause.suspects[1:]]
        which = "l’un de ceux" if len(others) > 1 else "celui"
        fault = _doubting(fault, span, f"ce montant ou {which} {{}} est faux", others)
    elif not cause.suspects:
        span = first.span  # right sums hold all of its lines
    elif first.role == budget.ROLE or isinstance(cause.suspects[0], EtatDeLigne):
        hints = (*hints, _DOUBTFUL.format(_listed(cause.suspects)))
        fault = _doubting(fault, span, "ce montant ou l’un de ceux {} est faux", cause.suspects)
    apart = dict.fromkeys((role, place) for role, place in related if place != span)
    return replace(fault, span=span, hints=hints, related=tuple(apart))


def _role(line: Amount) -> str:
    if isinstance(line, Mouvement):
        return "mouvement"
    return "réserve" if isinstance(line, Reserve) else "ligne additionnée"


def _is_one_against_one(cause: Cause, fault: Diagnostic) -> bool:
    """Whether an amount that is stated and a line contradict one another, and nothing else speaks:
    it is told at the line, where the amount stands first, at the first of its states, if several;
    at a text, which is written again more freely than what is counted.

    What is only unfinished stays where it is, and so does a text that repeats a single line.
    """
    [first] = cause.statements
    copied = not first.sure and len(first.lines) == 1
    written = {id(one.ligne if isinstance(one, EtatDeLigne) else one) for one in cause.suspects}
    alone = len(cause.suspects) == 1 or first.sure
    return len(written) == 1 and alone and not fault.bars_publication and not copied


_EITHER: Final = (
    "rien d’autre ne dit lequel des deux est faux\u00a0: ce montant, ou l’autre ({}, {})"
)


def _of_an_envelope(envelope: Span, kept: Sequence[Amount]) -> str:
    """Neither is surer than the other; every line of the fiches is right in other sums."""
    return _ENVELOPE.format(_at(envelope), enumerer([_at(one.at("montant")) for one in kept]))


_ENVELOPE: Final = (
    "corrigez l’enveloppe ({}) ou sa réserve ({})\u00a0: rien ne dit laquelle des deux est fausse "
    "; d’autres totaux confirment les lignes des fiches"
)


_TWICE: Final = "cette ligne est écrite deux fois\u00a0: effacez-en une"
_AGAINST_SEVERAL: Final = (
    "{} montants concordent et contredisent {} lignes, dont une est sans doute fausse\u00a0: {}"
)
_DOUBTFUL: Final = "lignes que rien d’autre ne confirme\u00a0: {}"


def _against_several(cause: Cause, total: Span) -> tuple[Span, tuple[str, ...]]:
    """At the first of a few lines, else at the total: one line of many would seem to be accused."""
    lines = cause.suspects
    span = lines[0].at("montant") if len(lines) <= _LISTED else total
    told = _AGAINST_SEVERAL.format(len(cause.statements), len(lines), _listed(lines))
    return span, (told,)


def _listed(lines: Sequence[Amount]) -> str:
    """Each with its place; of many, their places alone."""
    if len(lines) > _LISTED:
        return _places([one.at("montant") for one in lines])
    return enumerer(f"{euros(amount_typed(one))} ({_at(one.at('montant'))})" for one in lines)


def _places(places: Iterable[Span]) -> str:
    """Every one of them, those of a file together."""
    by_file: dict[str, list[int]] = {}
    for place in places:
        by_file.setdefault(place.file.name, []).append(place.line)
    said = (f"`{name}`, {_lines(numbers)}" for name, numbers in by_file.items())
    return "\u202f; ".join(said)


def _lines(numbers: Iterable[int]) -> str:
    """« lignes 38, 39 et 57 »."""
    each = sorted(set(numbers))
    return f"{accorder(len(each), 'ligne')} {enumerer(each)}"


def _doubting(
    fault: Diagnostic, told_at: Span, sentence: str, suspects: Iterable[Amount | Span]
) -> Diagnostic:
    """What is told at one place of several, with those of the others in its sentence: whoever
    reads that alone blames none of them. Of other files, and of many lines, the hint tells."""
    places = [one if isinstance(one, Span) else one.at("montant") for one in suspects]
    numbers = {one.line for one in places}
    if len(numbers) > _NAMED or any(one.file != told_at.file for one in places):
        return fault
    which = ("des " if len(numbers) > 1 else "de la ") + _lines(numbers)
    return replace(fault, message=f"{fault.message}\u202f; {sentence.format(which)}")


def _at(place: Span) -> str:
    return f"`{place.file.name}`, ligne {place.line}"


def _against(cause: Cause) -> str:
    """Why this line: what it would be worth for all of them to be right."""
    agree = f"{len(cause.statements)} montants concordent et contredisent cette ligne"
    worth = f", qui vaudrait {euros(cause.due)}" if cause.due and cause.due > 0 else ""
    return f"{agree}{worth}\u00a0: corrigez-la, ou corrigez-les"


def _shown(cause: Cause, first: Statement) -> Iterable[Amount]:
    """The lines worth a look: those of a total of the fiche, few elsewhere, and any reserve."""
    if is_limit(first):
        return ()
    lines = cause.suspects or first.lines
    few = _NAMED if len(cause.statements) > 1 else _FEW
    if len(lines) <= few or first.role == budget.ROLE:
        return lines
    return [one for one in lines if isinstance(one, Reserve)]


def _twice(cause: Cause) -> LigneBudget | None:
    """The second of two like lines, when one too many makes the excess."""
    seen = set()
    for line, lacks in cause.slips:
        if not isinstance(line, LigneBudget):
            continue
        like = (line.financeur, line.nature, line.annee, line.montant, line.libelle.plain)
        if like in seen and line.montant == -lacks:
            return line
        seen.add(like)
    return None
