"""A fiche as it stood at the date at which its contract is shown (``etat_au``): what is dated after
it is not there yet, be it spent, granted, or a step of its life.

What was committed, paid or spent without a date is held for that of 31 December of its year, as in
the reports, or of the paper that justifies it where that is later. What foresees money was in the
contract: a status of a later date gives way to the one that the line had, a proposal where it says
none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from ppgp_docs.budget import EXECUTION, PREVU, PROPOSE, etape
from ppgp_docs.diagnostics import Diagnostic, warning
from ppgp_docs.francais.dates import DatePrecise
from ppgp_docs.francais.nombres import euros
from ppgp_docs.model.build import Placed

_OF_STATE: Final = ("statut", "montant", "date", "piece")


def see_at(sheet: Placed, until: DatePrecise | None) -> Iterator[Diagnostic]:
    """Take out of a validated fiche what is later than a date; nothing without one.

    M007: what goes for want of a date is told, once for each stage of each year.
    """
    if until is None:
        return
    if "vie" in sheet:
        sheet["vie"] = [one for one in sheet["vie"] if not _is_later(one, until)]
    budget = sheet.get("budget", {})
    if "lignes" not in budget:
        return
    whole = sum(1 + len(line.get("etats", ())) for line in budget["lignes"])
    yield from _undated(budget["lignes"], until)
    budget["lignes"] = [one for one in budget["lignes"] if _is_there(one, one["annee"], until)]
    for line in budget["lignes"]:
        _line_at(line, until)
    left = sum(1 + len(line.get("etats", ())) for line in budget["lignes"])
    if left < whole and "totaux_annonces" in budget:  # those of today, which no line makes yet
        budget["totaux_annonces"] = [
            one for one in budget["totaux_annonces"] if one.get("statut", "") not in EXECUTION
        ]


def _undated(lines: Sequence[Placed], until: DatePrecise) -> Iterator[Diagnostic]:
    told = dict[tuple[int, str], list[Placed]]()
    for line in lines:
        for one in (line, *line.get("etats", ())):
            is_dated = one.get("date") or _is_later(one.get("piece") or {}, until)
            if not is_dated and not _is_there(one, line["annee"], until):
                told.setdefault((line["annee"], etape(one["statut"])), []).append(one)
    for (year, stage), held in told.items():
        amount, shown = sum((one["montant"] for one in held), Decimal(0)), until.fin
        day = DatePrecise(shown.year, shown.month, shown.day).en_francais()
        message = (
            f"{_WHAT[stage]} sans date de {year} ({euros(amount)}) n’est pas compté au {day}, où "
            "le contrat est montré : sans date, il est du 31 décembre"
        )
        hint = "ajoutez sa `date` à chaque montant, ou effacez `etat_au` au contrat"
        first, *others = (one.place.fields["montant"] for one in held)
        related = tuple(("de même", span) for span in others)
        yield replace(warning("M007", message, first, hint), related=related)


_WHAT: Final = {"engage": "l’engagé", "mandate": "le mandaté", "realise": "le réalisé"}


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
