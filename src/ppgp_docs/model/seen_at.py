"""A fiche as it stood at the date at which its contract is shown (``etat_au``): what is dated after
it is not there yet, be it spent, granted, or a step of its life.

What was committed, paid or spent without a date is held for that of 31 December of its year, as in
the reports, or of the paper that justifies it where that is later. What foresees money was in the
contract: a status of a later date gives way to the one that the line had, a proposal where it says
none.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ppgp_docs.budget import EXECUTION, PREVU, PROPOSE, etape
from ppgp_docs.francais.dates import DatePrecise

_OF_STATE: Final = ("statut", "montant", "date", "piece")


def see_at(sheet: dict[str, Any], until: DatePrecise | None) -> None:
    """Take out of a validated fiche what is later than a date; nothing without one."""
    if until is None:
        return
    if "vie" in sheet:
        sheet["vie"] = [one for one in sheet["vie"] if not _is_later(one, until)]
    budget = sheet.get("budget", {})
    if "lignes" not in budget:
        return
    whole = sum(1 + len(line.get("etats", ())) for line in budget["lignes"])
    budget["lignes"] = [one for one in budget["lignes"] if _is_there(one, one["annee"], until)]
    for line in budget["lignes"]:
        _line_at(line, until)
    left = sum(1 + len(line.get("etats", ())) for line in budget["lignes"])
    if left < whole and "totaux_annonces" in budget:  # those of today, which no line makes yet
        budget["totaux_annonces"] = [
            one for one in budget["totaux_annonces"] if one.get("statut", "") not in EXECUTION
        ]


def _is_there(one: Mapping[str, Any], year: int, until: DatePrecise) -> bool:
    """Whether what was done of a line was by then; what is foreseen always is."""
    if etape(one["statut"]) == PREVU:
        return True
    if one.get("date"):
        return not _is_later(one, until)
    paper = one.get("piece") or {}
    return DatePrecise(year, 12, 31).fin <= until.fin and not _is_later(paper, until)


def _is_later(one: Mapping[str, Any], until: DatePrecise) -> bool:
    date: DatePrecise | None = one.get("date")
    return date is not None and date.debut > until.fin


def _line_at(line: dict[str, Any], until: DatePrecise) -> None:
    states = [one for one in line.get("etats", ()) if _is_there(one, line["annee"], until)]
    if etape(line["statut"]) == PREVU and _is_later(line, until):
        asked = [one for one in states if etape(one["statut"]) == PREVU]
        there = [one for one in asked if not _is_later(one, until)]
        was = there[-1] if there else {"statut": PROPOSE, "montant": line["montant"]}
        for name in _OF_STATE:
            line.pop(name, None)
        line.update({name: was[name] for name in _OF_STATE if name in was})
        states = [one for one in states if one not in asked or one in there[:-1]]
    if "etats" in line:
        line["etats"] = states
