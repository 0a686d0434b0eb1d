"""The budget of the sheet: its amounts and words, and the controls that they stand in.

Amounts of lines stand in open controls, for they are typed in the dossier; totals, which are
computed, stand in locked ones.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final, TypeAlias

from attrs import frozen

from ppgp_docs.api import (
    PREVU,
    Budget,
    Genre,
    PrintedFunding,
    SentField,
    computed_tag,
    fiche,
    printed_fundings,
)
from ppgp_fiche_action.word.fields import typed
from ppgp_fiche_action.word.ooxml import Element, control, run
from ppgp_fiche_action.word.sheet import Sheet

COLON: Final = "\u00a0: "
Lines: TypeAlias = Budget[fiche.LigneBudget]


@frozen
class Funding:
    """What a fiche has at one stage, and the sheet that prints it."""

    sheet: Sheet
    printed: PrintedFunding

    @property
    def budget(self) -> Lines:
        return self.printed.budget

    @property
    def financement(self) -> fiche.Financement:
        return self.printed.financement

    def funder(self, key: str) -> str:
        """The printed name of a funder."""
        return self.printed.funder(key)

    def write(self, amount: Decimal) -> str:
        """An amount as this sheet writes them."""
        return self.printed.write(amount)

    def locked(self, steps: Iterable[object], *content: Element) -> Element:
        """Computed content, which nobody edits; ``steps`` lead to it from the budget."""
        tag = computed_tag(self.path(*steps))
        return control(tag, "Calculé", *content, locked=True)

    def path(self, *steps: object) -> str:
        """The name of what is computed; ``steps`` lead to it from the budget."""
        stage = self.printed.stage
        group = [] if stage == PREVU else [stage]
        return "/".join([f"fiche-{self.sheet.fiche.numero}", *group, *map(str, steps)])

    def total(self, amount: Decimal, *steps: object) -> Element:
        """The total of a part of the budget."""
        return self.locked(["total", *steps], run(self.write(amount)))

    def amount(self, line: fiche.LigneBudget) -> list[Element]:
        """The amount of a line, as the dossier gives it, or as it is worked out."""
        if line.est_calcule:
            return [self.locked(["montant", line.address()], run(self.write(line.montant)))]
        field = SentField(line.address("montant"), "Montant", Genre.AMOUNT)
        return typed(self.sheet, field, run(self.write(line.montant)))


def fundings(sheet: Sheet) -> list[Funding]:
    """What is asked or granted, committed, paid, spent, where there is some of each."""
    story = sheet.document.dossier
    return [Funding(sheet, each) for each in printed_fundings(story, sheet.fiche)]
