"""A figure: typed once, cited everywhere."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from attrs import frozen

from ppgp_docs.francais.dates import DatePrecise
from ppgp_docs.francais.inclusif.deux_genres import genre_du_nom
from ppgp_docs.francais.lettres import sans_accents
from ppgp_docs.francais.lexique import Trait
from ppgp_docs.francais.nombres import (
    arrondi_trompeur,
    decimal,
    dire_part,
    format_pourcentage,
    numero,
    petit_nombre,
    pourcentage,
)
from ppgp_docs.model.place import Located
from ppgp_docs.model.prose import Line, Words


@frozen(kw_only=True, repr=False)
class Chiffre(Located):
    """A figure of the dossier, called ``cle`` in its file.

    ``base`` names the figure of which this one is a part; ``distinct`` parts of a base count
    different people; ``pourcentage`` (0 to 100) is written only when the source gives nothing
    else. ``par_groupe`` (the largest group) and ``sessions`` are numbers or names of figures.
    """

    cle: str = ""
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
        """The number as it is printed, without its unit: « 16 497 », « 2017 » for a year."""
        if self.valeur is None:
            return self.en_pourcentage(None)
        return numero(self.valeur) if self.est_un_numero else decimal(self.valeur)

    @property
    def en_lettres(self) -> str:
        """The number in words, in the gender of its unit: « neuf », « une »; empty above twenty."""
        if self.valeur is None or self.est_un_numero:
            return ""
        return petit_nombre(self.valeur, feminin=self.valeur == 1 and self._counts_feminine)

    @property
    def _counts_feminine(self) -> bool:
        noun = (self.unite or self.libelle.plain).partition(" ")[0].lower()
        return any(genre_du_nom(noun, plural) is Trait.FEMININ for plural in (False, True))

    @property
    def est_un_numero(self) -> bool:
        """Whether the number names a year, an article, a page… and counts nothing.

        Its unit says so, or without a unit its label or its name: in the singular, since
        « 2 017 articles » are counted, and so is « 1 page ».
        """
        if self.valeur is None or self.valeur % 1 or self.valeur < 2:
            return False
        said = (
            [self.unite] if self.unite else [*self.libelle.plain.split()[:1], *self.cle.split("_")]
        )
        return any(_NUMEROS.fullmatch(sans_accents(word.lower())) for word in said)

    @property
    def unite_imprimee(self) -> str:
        """The unit that follows the number: none for a year, nor « % » behind a count."""
        counted = self.valeur is not None and not self.est_un_numero
        percent = self.unite == "%" and bool(self.base or self.pourcentage is not None)
        return self.unite if counted and not percent else ""

    @property
    def libelle_dit_l_unite(self) -> bool:
        """Whether the label begins with the unit, which is then not said twice.

        « 5 documents retravaillés », not « 5 documents : documents retravaillés ».
        """
        unit = re.escape(self.unite)
        return bool(unit and re.match(rf"{unit}(?!\w)", self.libelle.plain, re.IGNORECASE))

    def part_de(self, base: Chiffre | None) -> Decimal | None:
        """The percentage of ``base``, rounded half up, never truncated; None when it has none.

        It has a decimal where whole ones would say none or all of the base. Without a counted
        base, the percentage of the source.
        """
        if base is None or base.valeur is None or self.valeur is None:
            return None if base and base.valeur == 0 else self.pourcentage
        if not base.valeur:
            return None
        rounded = pourcentage(self.valeur, base.valeur)
        misleading = arrondi_trompeur(rounded, self.valeur, base.valeur)
        return pourcentage(self.valeur, base.valeur, 1) if misleading else rounded

    def en_pourcentage(self, base: Chiffre | None) -> str:
        """The percentage as it is printed; empty when there is none, as of a base of zero."""
        part = self.part_de(base)
        if part is None:
            return ""
        if base and base.valeur and self.valeur is not None:
            return dire_part(self.valeur, base.valeur)
        return format_pourcentage(part)


_NUMEROS: Final = re.compile(
    "an|annee|date|exercice|millesime|numero|n°|page|chapitre|article|alinea|code|reference"
    "|loi|decret|arrete|circulaire|deliberation"
)
"""What a number names rather than counts, without accents."""
