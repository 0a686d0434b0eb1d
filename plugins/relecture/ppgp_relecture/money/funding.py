"""What the budget of a fiche can answer to the texts that name a funder, a year or the total."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final, TypeAlias

from attrs import frozen

from ppgp_docs.api import Budget, Dossier, FicheAction, LigneBudget, Span

_ALIASES: Final = {
    "CD": r"CD|[Cc]onseil départemental|Département",
    "FIR": r"FIR|[Ff]onds d[’']intervention régional",
    "BOP304": r"BOP\s?304|[Pp]rogramme\s304|P304|État",
    "ONDAM_MS": r"ONDAM(?:\smédico-social)?",
}
_ARS: Final = r"ARS|[Aa]gence régionale de santé"
"""It pays the FIR and the ONDAM médico-social: without the latter, it can only mean the FIR."""


Part: TypeAlias = tuple[LigneBudget, ...]
"""Some lines of a budget, of which a text may tell the sum."""


def worth(part: Part) -> Decimal:
    """The sum of a part, in euros."""
    return Budget(part).total()


@frozen
class Funding:
    """The budget of a fiche, and the words that name its funders in texts.

    ``spent`` is what was spent where the budget is what is planned: texts may tell it too.
    """

    budget: Budget[LigneBudget]
    spent: Budget[LigneBudget]
    names: dict[str, re.Pattern[str]]

    def funders(self, clause: str) -> list[str]:
        """The funders that a clause names."""
        return [cle for cle, name in self.names.items() if name.search(clause)]

    def of_year(self, year: str) -> Budget[LigneBudget]:
        """The part of a year; the whole budget when there is no year."""
        return self.budget.extrait("annee", int(year)) if year else self.budget

    def of_funder(self, funder: str, year: str = "", nature: str = "") -> list[Part]:
        """What a funder pays: in all, by nature, and line by line where all is of one year."""
        own = self.of_year(year).extrait(funder, *filter(None, (nature,)))
        natures = [own.extrait("nature", each).lignes for each in own.natures()]
        lines = [(each,) for each in own.lignes] if len(own.annees()) == 1 else []
        return [own.lignes, *natures, *lines] if own.lignes else []

    def of_nature(self, nature: str, year: str) -> list[Part]:
        """What is paid of a nature of cost; nothing when the budget has none."""
        own = self.of_year(year).extrait("nature", nature).lignes
        return [own] if own else []

    def parts(self, year: str | None) -> Iterator[Part]:
        """Every part that a sentence may rightly tell: about that year, about none, or in doubt."""
        for funder in self.names:
            yield self.budget.extrait(funder).lignes
        yield self.budget.lignes
        for each in [year] if year else ["", *map(str, self.budget.annees())]:
            yield self.of_year(each).lignes
            for nature in self.budget.natures():
                yield from self.of_nature(nature, each)
            for funder in self.names:
                yield from self.of_funder(funder, each)
        for funder in self.spent.financeurs():
            yield from (self.spent.extrait(funder).lignes, self.spent.lignes)
        for year_spent in self.spent.annees():
            yield self.spent.extrait("annee", year_spent).lignes

    def other_years(self, funder: str, year: str) -> set[Decimal]:
        """What the funder pays in each of the other years."""
        every = self.budget.financeur_annee()[funder]
        return {amount for each, amount in every.items() if str(each) != year and amount}

    def line(self, span: Span) -> LigneBudget | None:
        """The line of the budget that a text belongs to."""
        here = (span.line, span.column)
        for ligne in (*self.budget.lignes, *self.spent.lignes):
            whole = ligne.at()
            if (whole.line, whole.column) <= here < (whole.end_line, whole.end_column):
                return ligne
        return None


def funding(fiche: FicheAction, dossier: Dossier) -> Funding | None:
    """The funding of a fiche; None when it has no budget."""
    if not fiche.budget:
        return None
    budget = fiche.budget.compare
    spent = fiche.budget.realise if fiche.budget.budget.lignes else Budget[LigneBudget](())
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
    return Funding(budget, spent, names)
