"""What an annual report still lacks at a date that somebody gives: no clock is read here.

Each contract reports before 30 June of the next year (circulaire DGCS/SD2B/DGS/SP1/2020/34 du 20
février 2020). A document never says so: only ``ppgp check --as-of`` does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from attrs import frozen

from ppgp_docs.budget import PREVU, REALISE
from ppgp_docs.diagnostics import Diagnostic, Span, note, warning
from ppgp_docs.model.contract_budget import ContractBudget
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.fiche import FicheAction, LigneBudget
from ppgp_docs.model.year_report import YearReport

_DUE: Final = (6, 30)


@frozen
class _Due:
    """The report of a year: what lacks is a note until it is due, a warning behind that day."""

    year: int
    as_of: date

    def tell(self, code: str, lacks: str, place: Span, hint: str) -> Diagnostic:
        due = date(self.year + 1, *_DUE)
        kind: Callable[..., Diagnostic] = warning if self.as_of > due else note
        verb = "était attendu" if self.as_of > due else "est attendu"
        message = f"le bilan de {self.year} {verb} avant le 30 juin {due.year} : {lacks}"
        return kind(code, message, place, hint)


def late_reports(dossier: Dossier, as_of: date) -> Iterator[Diagnostic]:
    """C621: of what was foreseen in a year that is over, something says what was spent. C622: the
    indicators have a result."""
    if dossier.contrat is None:
        return
    budget = ContractBudget(dossier)
    period = dossier.contrat.periode
    for year in range(period.debut, min(period.fin, as_of.year - 1) + 1):
        due = _Due(year, as_of)
        yield from _unspent(YearReport.of(budget, year), due)
        for one in budget.fiches:
            yield from _unmeasured(one, due)


def _unspent(report: YearReport, due: _Due) -> Iterator[Diagnostic]:
    budget = report.budget
    for row in report.rows:
        if not (row.fiche and row.funder and row.amounts[PREVU] > 0):
            continue
        if not report.tells(REALISE, row.fiche, row.funder):
            line = _first_line(budget, row.fiche, row.funder, report.year)
            name = budget.dossier.financeur(row.funder)
            yield due.tell(
                "C621",
                f"fiche {row.fiche.numero}, aucune dépense réalisée n’est indiquée pour « {name} » "
                f"({budget.write(row.amounts[PREVU])} prévus)",
                line.at("montant"),
                "ajoutez sous `etats` ce qui a été dépensé : "
                "`{statut: realise, montant: …}`, 0 € si rien ne l’a été",
            )


def _first_line(budget: ContractBudget, one: FicheAction, funder: str, year: int) -> LigneBudget:
    return budget.of(one).extrait(funder, year).lignes[0]


def _unmeasured(one: FicheAction, due: _Due) -> Iterator[Diagnostic]:
    for each in one.indicateurs:
        mine = [year for year in each.suivi if year.annee == due.year]
        if not any(year.resultat for year in mine):
            place = mine[0].at("annee") if mine else each.at("libelle")
            yield due.tell(
                "C622",
                f"fiche {one.numero}, cet indicateur n’a pas de résultat",
                place,
                f"nommez-en le chiffre sous `suivi` : `{{annee: {due.year}, resultat: …}}`",
            )
