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
from ppgp_docs.francais.accords import enumerer
from ppgp_docs.francais.nombres import euros
from ppgp_docs.model.amendments import Mouvement
from ppgp_docs.model.fiche import EtatDeLigne, LigneBudget
from ppgp_docs.model.statement import Amount, Reserve, Statement, is_limit

_FEW: Final = 6
_LISTED: Final = 5


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
    elif is_limit(first):
        related += fault.related
    elif cause.suspects and all(isinstance(one, Reserve) for one in cause.suspects):
        span, hints = first.span, (_of_an_envelope(first.span, cause.suspects), *hints[1:])
    elif _is_one_against_one(cause, fault):
        span = cause.suspects[0].at("montant")
        hints = (_EITHER.format(first.role, _at(first.span)), *hints)
    elif not cause.suspects:
        span = first.span  # right sums hold all of its lines
    elif first.role == budget.ROLE:
        hints = (*hints, _DOUBTFUL.format(_listed(cause.suspects)))
    apart = dict.fromkeys((role, place) for role, place in related if place != span)
    return replace(fault, span=span, hints=hints, related=tuple(apart))


def _role(line: Amount) -> str:
    if isinstance(line, Mouvement):
        return "mouvement"
    return "réserve" if isinstance(line, Reserve) else "ligne additionnée"


def _is_one_against_one(cause: Cause, fault: Diagnostic) -> bool:
    """Whether an amount that is stated and a line contradict one another, and nothing else speaks:
    it is told at the line, where the amount stands first; at the first of its states, if several.

    What is only unfinished stays where it is, and so does a text that repeats a single line.
    """
    [first] = cause.statements
    copied = not first.sure and len(first.lines) == 1
    written = {id(one.ligne if isinstance(one, EtatDeLigne) else one) for one in cause.suspects}
    return len(written) == 1 and not fault.bars_publication and not copied


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
    """Each with its place; the first of many, which no one would read."""
    said = [f"{euros(amount_typed(one))} ({_at(one.at('montant'))})" for one in lines[:_LISTED]]
    more = len(lines) - len(said)
    return enumerer([*said, f"{more} autre{'s' if more > 1 else ''}"] if more else said)


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
    if len(lines) <= _FEW or first.role == budget.ROLE:
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
