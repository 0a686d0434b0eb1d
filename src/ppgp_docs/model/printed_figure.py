"""How a figure is said, once for all documents: « 7 sur 9 (78 %) », « 62 personnes », « 2017 »."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from attrs import evolve, frozen

from ppgp_docs.francais.accords import accorder
from ppgp_docs.francais.nombres import dire_part, pourcentage
from ppgp_docs.model.blocs import Element, Resultats
from ppgp_docs.model.chiffre import Chiffre
from ppgp_docs.model.prose import Line, Words

SMALL_BASE: Final = 30
"""Under this base a count says more than a percentage, and is printed before it (house rule)."""

PERCENT: Final = "%"
_MOST: Final = 3
"""Decimals of a percentage."""
_SPACE: Final = "\u00a0"
_COLON: Final = "\u00a0: "


@frozen
class PrintedFigure:
    """A figure beside the one that it is a part of, if any; every text is ready to print."""

    chiffre: Chiffre
    base: Chiffre | None = None
    decimals: int = 0

    @property
    def label(self) -> Line:
        """What the figure counts."""
        return self.chiffre.libelle

    @property
    def number(self) -> str:
        """The number, with its sign when it is a percentage: « 7 », « 15 % », « 2017 »."""
        return self.chiffre.en_chiffres

    @property
    def unit(self) -> str:
        """What follows the number: « personnes »; empty for a percentage or a year."""
        return self.chiffre.unite_imprimee

    @property
    def percentage(self) -> str:
        """What the number is of its base, or else the percentage that the source gives."""
        counted, base = self.chiffre.valeur, self.base
        if counted is not None and base and base.valeur and self.decimals:
            return dire_part(counted, base.valeur, self.decimals)
        return "" if counted is None else self.chiffre.en_pourcentage(base)

    def beside(self, aim: Decimal) -> PrintedFigure:
        """With the decimals without which rounding would put it on a percentage that it is not at,
        or beyond: « 124 sur 1 000 (12,4 %) » is not at 12 %."""
        counted, base = self.chiffre.valeur, self.base and self.base.valeur
        if counted is None or not base:
            return self
        due = (100 * counted / base).compare(aim)
        precisions = (n for n in range(_MOST) if pourcentage(counted, base, n).compare(aim) == due)
        return evolve(self, decimals=next(precisions, _MOST))

    @property
    def counted(self) -> str:
        """« 7 sur 9 »; the number alone without a base."""
        return self._of_base(self.number)

    @property
    def on_base(self) -> str:
        """« 7 sur 9 (78 %) », beside a label; empty without a base."""
        return self._rated(self.counted) if self._whole else ""

    @property
    def beside_label(self) -> str:
        """What stands beside the label: « 7 sur 9 (78 %) », « 62 personnes », « 2 286 (4 %) ».

        The unit is not said twice: « 5 » beside « documents retravaillés ».
        """
        said = self.number if self.chiffre.libelle_dit_l_unite else self._with_unit
        return self.on_base or self._rated(said)

    @property
    def alone(self) -> str:
        """All of it, where no label stands: « 7 répondants sur 9 (78 %) », « 15 % »."""
        return self._rated(self._of_base(self._with_unit))

    @property
    def in_full(self) -> str:
        """All that is said of it, on a line: « agents formés : 7 sur 9 (78 %), source : bilan »."""
        said = f"{self.label.plain}{_COLON}{self.beside_label}" if self.label else self.alone
        source = self.chiffre.source
        return f"{said}, source{_COLON}{source}" if source else said

    @property
    def value(self) -> Decimal:
        """What a chart draws: the number, or else its percentage."""
        known = (self.chiffre.valeur, self.chiffre.pourcentage)
        return next((number for number in known if number is not None), Decimal(0))

    @property
    def ratio(self) -> Decimal | None:
        """The exact part of the base, from 0 to 1, before any rounding; None where unknown."""
        figure, base = self.chiffre, self.base
        if base and base.valeur and figure.valeur is not None:
            return figure.valeur / base.valeur
        if figure.pourcentage is None or (base and base.valeur == 0):
            return None
        return figure.pourcentage / 100

    @property
    def has_small_base(self) -> bool:
        """Whether the count says more than the percentage."""
        return bool(self.base and self.base.valeur and self.base.valeur < SMALL_BASE)

    @property
    def _with_unit(self) -> str:
        return f"{self.number}{_SPACE}{self.unit}" if self.unit else self.number

    @property
    def _whole(self) -> str:
        """The number of the base, where both are counted."""
        known = self.base and self.base.valeur is not None and self.chiffre.valeur is not None
        return self.base.en_chiffres if known and self.base else ""

    def _of_base(self, said: str) -> str:
        return f"{said} sur{_SPACE}{self._whole}" if self._whole else said

    def _rated(self, said: str) -> str:
        return f"{said} ({self.percentage})" if self.percentage else said


def printed_figure(chiffres: Mapping[str, Chiffre], name: str) -> PrintedFigure:
    """The figure called ``name`` beside its base. Raises KeyError for an unknown name."""
    chiffre = chiffres[name]
    return PrintedFigure(chiffre, chiffres.get(chiffre.base))


def printed_answers(
    chiffres: Mapping[str, Chiffre], base_name: str, results: Resultats
) -> Iterator[PrintedFigure | None]:
    """How many gave each answer to a question, out of the base of its survey.

    None for an answer that was not counted.
    """
    base = chiffres.get(base_name)
    for element in results.elements:
        yield None if element.effectif is None else PrintedFigure(_answer(element, base), base)


def _answer(element: Element, base: Chiffre | None) -> Chiffre:
    return Chiffre(
        valeur=Decimal(element.effectif or 0),
        libelle=element.texte,
        unite=Words(accorder(element.effectif or 0, "réponse")),
        base=base.cle if base else "",
        source=base.source if base else Words(""),
        place=element.place,
    )


def measure(figure: PrintedFigure | None) -> tuple[str, Decimal] | None:
    """What compares with what: its unit, and the number or the part of its base, from 0 to 1."""
    if figure is None or (figure.ratio is None and figure.chiffre.valeur is None):
        return None
    if figure.ratio is not None:
        return PERCENT, figure.ratio
    number, unit = figure.value, str(figure.chiffre.unite)
    return (unit, number / 100) if unit == PERCENT else (unit, number)
