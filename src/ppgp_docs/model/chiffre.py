"""A figure: typed once, cited everywhere."""

from __future__ import annotations

import re
from decimal import Decimal

from attrs import frozen

from ppgp_docs.francais.dates import DatePrecise
from ppgp_docs.francais.nombres import decimal, format_pourcentage, pourcentage
from ppgp_docs.model.place import Located
from ppgp_docs.model.prose import Line, Words


@frozen(kw_only=True)
class Chiffre(Located):
    """A figure of the dossier.

    ``base`` names the figure of which this one is a part; ``distinct`` parts of a base count
    different people; ``pourcentage`` (0 to 100) is written only when the source gives nothing
    else. ``par_groupe`` (the largest group) and ``sessions`` are numbers or names of figures.
    """

    valeur: Decimal | None = None
    libelle: Line = Line()
    unite: Words = Words("")
    base: str = ""
    distinct: bool = False
    par_groupe: str = ""
    sessions: str = ""
    pourcentage: Decimal | None = None
    date: DatePrecise | None = None
    source: Words = Words("")

    @property
    def en_chiffres(self) -> str:
        """The number as it is printed, without its unit."""
        if self.valeur is not None:
            return decimal(self.valeur)
        return self.en_pourcentage(None)

    @property
    def libelle_dit_l_unite(self) -> bool:
        """Whether the label begins with the unit, which is then not said twice.

        « 5 documents retravaillés », not « 5 documents : documents retravaillés ».
        """
        unit = re.escape(self.unite)
        return bool(unit and re.match(rf"{unit}(?!\w)", self.libelle.plain, re.IGNORECASE))

    def part_de(self, base: Chiffre | None) -> Decimal | None:
        """The percentage of ``base``, rounded half up, never truncated; None when it has none.

        Without a counted base, the percentage of the source.
        """
        if base is None or not base.valeur or self.valeur is None:
            return self.pourcentage
        return pourcentage(self.valeur, base.valeur)

    def en_pourcentage(self, base: Chiffre | None) -> str:
        """The percentage as it is printed; empty when there is none."""
        part = self.part_de(base)
        return "" if part is None else format_pourcentage(part)
