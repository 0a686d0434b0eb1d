"""What an amount that came back changes in the total of its fiche: totals are never typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, Final

from attrs import evolve

from ppgp_docs.budget import PREVU, etape
from ppgp_docs.edit.changes import Move, expected
from ppgp_docs.edit.nodes import Data, NotEditableError
from ppgp_docs.francais.nombres import euros, lire_montant
from ppgp_docs.importing.proposals import FileChange, Proposal
from ppgp_docs.importing.target import Target
from ppgp_docs.roundtrip.word.typed_over import NUMBERS
from ppgp_docs.schema.costs import worked_out


def counted_before(said: str, sent: Iterable[str]) -> str | None:
    """The line that was sent with the same words and other numbers, which the tool had worked out;
    None where there is none."""
    words = NUMBERS.sub("", said)
    named = words != said and any(map(str.isalpha, words))
    return next((one for one in sent if named and NUMBERS.sub("", one) == words), None)


def worked_out_there(said: str, before: str) -> str:
    """A French sentence, without a capital, on what was typed over what the tool worked out: what
    the lines of the dossier give, and where to change it."""
    if before and not NUMBERS.search(before):
        return _FIXED
    new, old = (NUMBERS.findall(one) for one in (said, before))
    pairs = zip(new, old, strict=False) if len(new) == len(old) else ()
    whole = before if old and len(before) <= _SHOWN else ""
    gave = next((was for now, was in pairs if now != was), whole)
    found = f", qui trouvait {gave.strip()}" if gave else ""
    return (
        f"calculé par l’outil{found}\u00a0: rien n’en est repris, changez les lignes dont il vient"
    )


_SHOWN: Final = 60
_FIXED: Final = "écrit par l’outil de lui-même\u00a0: rien n’en est repris"


def with_totals(proposals: Iterable[Proposal], target: Target) -> tuple[Proposal, ...]:
    """The same proposals; one that changes the total of a budget says so first."""
    return tuple(_with_total(one, target) for one in proposals)


def _with_total(one: Proposal, target: Target) -> Proposal:
    told = of_total(target, one.changes)
    return evolve(one, why=" ; ".join(filter(None, (told, one.why)))) if told else one


def of_total(target: Target, changes: Sequence[FileChange]) -> str:
    """A French sentence, without a capital, on what the total of a fiche becomes with some changes
    of its budget; nothing where it stays, or where an amount does not read."""
    file = next((one.file for one in changes if "lignes" in one.change.path), "")
    if not file or file not in target.sources:
        return ""
    before = after = target.sources[file].content
    try:
        for one in changes:
            if one.file == file and not isinstance(one.change, Move):
                after = expected(after, one.change)
        was, now = _total(before), _total(after)
    except (ValueError, KeyError, IndexError, TypeError, NotEditableError):
        return ""
    signed = ", avant tout avenant," if _is_amended(target) else ""
    told = f"le total du budget{signed} passera de {euros(was)} à {euros(now)}"
    return told if was != now else ""


def _is_amended(target: Target) -> bool:
    """Whether documents print other totals than those of the lines."""
    contract = target.sources["contrat"].content if "contrat" in target.sources else None
    return isinstance(contract, dict) and bool(contract.get("avenants"))


def _total(content: Data) -> Decimal:
    return sum(map(_amount, filter(_counts, _lines(content))), Decimal(0))


def _amount(line: dict[str, Any]) -> Decimal:
    """What a line costs, as it is typed or as it is worked out."""
    return lire_montant(str(line.get("montant") or worked_out(line)))


def _lines(content: Data) -> list[dict[str, Any]]:
    """The lines that say something: a blank one, still to be filled in, costs nothing."""
    budget = content.get("budget") if isinstance(content, dict) else None
    lines = budget.get("lignes") if isinstance(budget, dict) else None
    return [one for one in lines if isinstance(one, dict)] if isinstance(lines, list) else []


def _counts(line: dict[str, Any]) -> bool:
    """Whether a line is in the total of what is foreseen."""
    return etape(str(line.get("statut"))) == PREVU
