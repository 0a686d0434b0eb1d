"""Amounts, papers and dates, as this form words them."""

from __future__ import annotations

from decimal import Decimal

from attrs import frozen

from ppgp_docs.api import DatePrecise, euros, fiche


@frozen
class Amounts:
    """Writes euros alike in the whole sheet: all with cents as soon as one amount has some."""

    cents: bool

    @classmethod
    def of(cls, budget: fiche.Financement) -> Amounts:
        return cls(any(line.montant % 1 for line in budget.lignes))

    def __call__(self, amount: Decimal) -> str:
        return euros(amount, centimes=self.cents or None)


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
