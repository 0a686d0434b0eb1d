"""What an amount that came back changes in the total of its fiche: totals are never typed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Final

from ppgp_docs.budget import PREVU, etape
from ppgp_docs.edit.nodes import Data
from ppgp_docs.francais.nombres import euros, lire_montant
from ppgp_docs.schema.costs import worked_out


def is_counted_otherwise(said: str, sent: Iterable[str]) -> bool:
    """Whether words are those of a line that was sent, with other numbers: what the tool computed
    was typed over."""
    words = _COUNTED.sub("", said)
    named = words != said and any(map(str.isalpha, words))
    return named and any(_COUNTED.sub("", one) == words for one in sent)


_COUNTED: Final = re.compile(r"[-+−]?\d[\d ]*(?:,\d+)? ?[€%]?")
WORKED_OUT: Final = "total calculé par l’outil : changez les montants dont il est la somme"


def of_total(content: Data, rank: int, text: str) -> str:
    """A French sentence, without a capital, on what the total becomes when the line of that rank,
    from 0, costs ``text``; nothing where an amount does not read, or is not in the total."""
    lines = _lines(content)
    try:
        amounts = [_amount(line) for line in lines if _counts(line)]
        gap = lire_montant(text) - _amount(lines[rank])
    except (ValueError, KeyError, IndexError, TypeError):
        return ""
    if not _counts(lines[rank]) or not gap:
        return ""
    total = sum(amounts, Decimal(0))
    return f"le total du budget passera de {euros(total)} à {euros(total + gap)}"


def _amount(line: Any) -> Decimal:
    """What a line costs, as it is typed or as it is worked out."""
    return lire_montant(str(line.get("montant") or worked_out(line)))


def _lines(content: Data) -> list[Any]:
    budget = content.get("budget") if isinstance(content, dict) else None
    lines = budget.get("lignes") if isinstance(budget, dict) else None
    return lines if isinstance(lines, list) else []


def _counts(line: Any) -> bool:
    """Whether a line is in the total of what is foreseen."""
    return etape(str(line.get("statut"))) == PREVU
