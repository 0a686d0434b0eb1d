"""The budget of the sheet: its amounts and words, and the controls that they stand in.

Amounts of lines stand in open controls, for they are typed in the dossier; totals, which are
computed, stand in locked ones.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final, TypeAlias

from attrs import frozen

from ppgp_docs.api import Budget, Genre, SentField, computed_tag, fiche
from ppgp_fiche_action.fields import typed
from ppgp_fiche_action.ooxml import Element, control, run
from ppgp_fiche_action.sheet import Sheet
from ppgp_fiche_action.wording import Amounts

COLON: Final = "\u00a0: "
Lines: TypeAlias = Budget[fiche.LigneBudget]


@frozen
class Funding:
    """What a fiche asks or was granted, or else what was ``spent``, and the sheet that prints it.

    The two are never added up: each has its own totals, shares and tables.
    """

    sheet: Sheet
    financement: fiche.Financement
    spent: bool = False

    @property
    def budget(self) -> Lines:
        return self.financement.realise if self.spent else self.financement.budget

    @property
    def total_label(self) -> str:
        return "Total réalisé" if self.spent else "Total de l’action"

    def funder(self, key: str) -> str:
        """The printed name of a funder."""
        return self.sheet.document.dossier.financeur(key)

    def write(self, amount: Decimal) -> str:
        """An amount as this sheet writes them."""
        return Amounts.of(self.financement)(amount)

    def locked(self, steps: Iterable[object], *content: Element) -> Element:
        """Computed content, which nobody edits; ``steps`` lead to it from the budget."""
        tag = computed_tag(self.path(*steps))
        return control(tag, "Calculé", *content, locked=True)

    def path(self, *steps: object) -> str:
        """The name of what is computed; ``steps`` lead to it from the budget."""
        group = ["realise"] if self.spent else []
        return "/".join([f"fiche-{self.sheet.fiche.numero}", *group, *map(str, steps)])

    def total(self, amount: Decimal, *steps: object) -> Element:
        """The total of a part of the budget."""
        return self.locked(["total", *steps], run(self.write(amount)))

    def amount(self, line: fiche.LigneBudget) -> list[Element]:
        """The amount of a line, as the dossier gives it."""
        field = SentField(line.address("montant"), "Montant", Genre.AMOUNT)
        return typed(self.sheet, field, run(self.write(line.montant)))


def fundings(sheet: Sheet, financement: fiche.Financement) -> list[Funding]:
    """What is asked or granted, then what was spent, where there is some of each."""
    groups = (Funding(sheet, financement, spent) for spent in (False, True))
    return [group for group in groups if group.budget.lignes]


def common_status(lines: Iterable[fiche.LigneBudget]) -> str:
    """The status that all lines share, or nothing."""
    statuses = {line.statut for line in lines}
    return statuses.pop() if len(statuses) == 1 else ""
