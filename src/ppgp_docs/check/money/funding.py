"""What the budget of a fiche can answer to the texts that name a funder, a year or the total."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from attrs import frozen

from ppgp_docs.budget import Budget
from ppgp_docs.diagnostics import Span
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.fiche import FicheAction, LigneBudget

_ALIASES: Final = {
    "CD": r"CD|[Cc]onseil départemental|Département",
    "FIR": r"FIR|[Ff]onds d[’']intervention régional",
    "BOP304": r"BOP\s?304|[Pp]rogramme\s304|P304|État",
    "ONDAM_MS": r"ONDAM(?:\smédico-social)?",
}
_ARS: Final = r"ARS|[Aa]gence régionale de santé"
"""It pays the FIR and the ONDAM médico-social: without the latter, it can only mean the FIR."""


@frozen
class Funding:
    """The budget of a fiche, and the words that name its funders in texts."""

    budget: Budget[LigneBudget]
    names: dict[str, re.Pattern[str]]

    def funders(self, clause: str) -> list[str]:
        """The funders that a clause names."""
        return [cle for cle, name in self.names.items() if name.search(clause)]

    def of_year(self, year: str) -> Budget[LigneBudget]:
        """The part of a year; the whole budget when there is no year."""
        return self.budget.extrait("annee", int(year)) if year else self.budget

    def amounts(self, funder: str, year: str = "") -> set[Decimal]:
        """What a funder pays: in all, by nature, and line by line where all is of one year."""
        part = Budget(self.of_year(year).extrait(funder).lignes)
        sums = {part.total(), *part.par_nature().values()} if part.lignes else set()
        return sums | ({each.montant for each in part.lignes} if len(part.annees()) == 1 else set())

    def right(self, year: str) -> set[Decimal]:
        """Every amount that a sentence about that year, or about none, may rightly tell."""
        years = [year] if year else ["", *map(str, self.budget.annees())]
        sums = {self.budget.total(), *self.budget.par_financeur().values()}
        for each in years:
            sums.add(self.of_year(each).total())
            sums.update(*(self.amounts(funder, each) for funder in self.names))
        return sums

    def other_years(self, funder: str, year: str) -> set[Decimal]:
        """What the funder pays in each of the other years."""
        every = self.budget.financeur_annee()[funder]
        return {amount for each, amount in every.items() if str(each) != year and amount}

    def line(self, span: Span) -> LigneBudget | None:
        """The line of the budget that a text belongs to."""
        here = (span.line, span.column)
        for ligne in self.budget.lignes:
            whole = ligne.at()
            if (whole.line, whole.column) <= here < (whole.end_line, whole.end_column):
                return ligne
        return None


def funding(fiche: FicheAction, dossier: Dossier) -> Funding | None:
    """The funding of a fiche; None when it has no budget."""
    if not fiche.budget:
        return None
    budget = fiche.budget.budget
    aliases = {
        **_ALIASES,
        "CD": f"{_ALIASES['CD']}|{re.escape(dossier.departement.collectivite)}",
    }
    if "ONDAM_MS" not in budget.financeurs():
        aliases["FIR"] = f"{_ALIASES['FIR']}|{_ARS}"
    names = {
        cle: re.compile(
            rf"(?<!\w)(?:{aliases.get(cle, re.escape(cle.removeprefix('autre:').strip()))})(?!\w)"
        )
        for cle in budget.financeurs()
    }
    return Funding(budget, names)
