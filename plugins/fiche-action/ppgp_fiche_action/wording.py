"""Figures, amounts, papers and dates, as this form words them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import frozen

from ppgp_docs.api import Budget, Chiffre, DatePrecise, euros, fiche

if TYPE_CHECKING:
    from ppgp_fiche_action.sheet import Sheet


@frozen
class Amounts:
    """Writes euros alike in the whole sheet: all with cents as soon as one amount has some."""

    cents: bool

    @classmethod
    def of(cls, budget: Budget[fiche.LigneBudget]) -> Amounts:
        return cls(any(line.montant % 1 for line in budget.lignes))

    def __call__(self, amount: Decimal) -> str:
        return euros(amount, centimes=self.cents or None)


def figure_text(sheet: Sheet, figure: Chiffre, unit: bool = True) -> str:
    """« 7 répondants sur 9 (78 %) », « 2 286 enfants (4 %) », « 15 % »; without a unit, « 7 »."""
    base = sheet.chiffre(figure.base) if figure.base else None
    share = figure.en_pourcentage(base)
    if figure.valeur is None:
        return share
    whole = f" sur {base.en_chiffres}" if base else ""
    counted = f"\u00a0{figure.unite}" if unit and figure.unite else ""
    return f"{figure.en_chiffres}{counted}{whole}{f' ({share})' if share else ''}"


def short_date(date: DatePrecise) -> str:
    """« 28/08/2020 », as stamps and papers write a day; a vaguer date in words."""
    return f"{date.debut:%d/%m/%Y}" if date.precision == "jour" else date.en_francais()


def piece_text(piece: fiche.Piece) -> str:
    """« devis du 28/08/2020 » on one line, « facture n° 12, mars 2021 »."""
    number = f" n°\u00a0{piece.reference}" if piece.reference else ""
    if piece.date is None:
        return piece.type + number
    of = "\u00a0du\u00a0" if piece.date.precision == "jour" else ", "
    return f"{piece.type}{number}{of}{short_date(piece.date)}"
