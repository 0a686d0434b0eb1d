"""C401, C404, C601, C602, C603: every amount that is told twice, held against the budget lines.

Totals of a fiche, envelopes and shared costs of the contract, amounts in texts: what they say of
the same lines is compared at once, so that a wrong amount is told once, at its own place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from ppgp_docs.check.money import budget
from ppgp_docs.check.money.statements import Cause, causes
from ppgp_docs.diagnostics import Diagnostic
from ppgp_docs.francais.nombres import euros
from ppgp_docs.model.fiche import LigneBudget
from ppgp_docs.model.statement import Statement

_FEW: Final = 6


def amounts_agree(stated: Iterable[Statement]) -> Iterator[Diagnostic]:
    """One diagnostic for each slip that explains what disagrees.

    Where several statements are wrong together, the surest tells it.
    """
    ranked = tuple(sorted(stated, key=lambda one: not one.sure))
    yield from (_disagreement(cause, ranked) for cause in causes(ranked))


def _disagreement(cause: Cause, stated: tuple[Statement, ...]) -> Diagnostic:
    """The slip at the line that explains it when only one does, else where an amount is stated."""
    first = min(cause.statements, key=stated.index)
    fault = first.tell()
    related = [(one.role, one.span) for one in cause.statements]
    related += [("ligne additionnée", line.at("montant")) for line in _shown(cause, first)]
    span, hints = fault.span or first.span, fault.hints
    if twice := _twice(cause.suspects, -cause.gap):
        span, hints = twice.at("montant"), (_TWICE,)
    elif cause.line:
        span, hints = cause.line.at("montant"), (_against(cause),)
    elif len(cause.statements) > 1:
        hints = (_AGAINST_SEVERAL,)
    elif not cause.suspects:
        span = first.span  # right sums hold all of its lines
    apart = tuple((role, place) for role, place in related if place != span)
    return replace(fault, span=span, hints=hints, related=apart)


_TWICE: Final = "cette ligne est écrite deux fois\u00a0: effacez-en une"
_AGAINST_SEVERAL: Final = (
    "plusieurs montants concordent et contredisent ces lignes\u00a0: "
    "l’une d’elles est sans doute fausse"
)


def _against(cause: Cause) -> str:
    """Why this line: what it would be worth for all of them to be right."""
    agree = f"{len(cause.statements)} montants concordent et contredisent cette ligne"
    worth = f", qui vaudrait {euros(cause.due)}" if cause.due and cause.due > 0 else ""
    return f"{agree}{worth}\u00a0: corrigez-la, ou corrigez-les"


def _shown(cause: Cause, first: Statement) -> Iterable[LigneBudget]:
    """The lines worth a look: those of a total of the fiche, few elsewhere."""
    lines = cause.suspects or first.lines
    return lines if len(lines) <= _FEW or first.role == budget.ROLE else ()


def _twice(lines: Iterable[LigneBudget], excess: Decimal) -> LigneBudget | None:
    """The second of two like lines, when one too many makes the excess."""
    seen = set()
    for line in lines:
        like = (line.financeur, line.nature, line.annee, line.montant, line.libelle.plain)
        if like in seen and line.montant == excess:
            return line
        seen.add(like)
    return None
