"""What an amount is made of: so many units, at so much each, for so many months."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from attrs import frozen

from ppgp_docs.budget import cout, cout_exact
from ppgp_docs.model.place import Located
from ppgp_docs.model.prose import Line, Words

FONCTIONNEMENT: Final = "fonctionnement"
INVESTISSEMENT: Final = "investissement"


@frozen(kw_only=True, repr=False)
class LigneChiffree(Located):
    """An amount in euros that may be worked out: ``quantite`` × ``cout_unitaire``.

    With ``mois``, ``cout_unitaire`` is that of a year of twelve months. ``sous_action`` is the
    number of the part of the action that it pays for, ``compte`` an account of the French chart.
    """

    annee: int
    montant: Decimal
    libelle: Line = Line()
    quantite: Decimal | None = None
    unite: Words = Words("")
    cout_unitaire: Decimal | None = None
    grade: Words = Words("")
    mois: Decimal | None = None
    compte: str = ""
    section: str = FONCTIONNEMENT
    sous_action: Words = Words("")

    @property
    def calcul(self) -> Decimal | None:
        """What the quantity costs, in euros; None where the line does not say of what."""
        if self.quantite is None or self.cout_unitaire is None:
            return None
        return cout(self.quantite, self.cout_unitaire, self.mois)

    @property
    def est_arrondi(self) -> bool:
        """Whether the cent is not where the product ends."""
        if self.quantite is None or self.cout_unitaire is None:
            return False
        return cout_exact(self.quantite, self.cout_unitaire, self.mois) != self.calcul

    @property
    def est_chiffree(self) -> bool:
        """Whether it says anything of what its amount is made of, were it the grade alone."""
        counts = (self.quantite, self.cout_unitaire, self.mois)
        return bool(self.unite or self.grade) or any(one is not None for one in counts)

    @property
    def est_calcule(self) -> bool:
        """Whether nobody typed the amount: it follows from the rest."""
        return self.calcul is not None and "montant" not in self.place.fields


@frozen(kw_only=True, repr=False)
class Autorisation(Located):
    """What may be committed (``ae``) and what may be paid (``cp``) in a year, in euros.

    CGCT, art. L. 3312-4: an authorisation is the ceiling of what is committed, over several years;
    payment credits are that of what is paid in one.
    """

    annee: int
    section: str = FONCTIONNEMENT
    ae: Decimal = Decimal(0)
    cp: Decimal = Decimal(0)
    id: str = ""


@frozen(kw_only=True, repr=False)
class PosteBudget(LigneChiffree):
    """A charge or a product by account, beside the lines of the funders."""

    compte: str
    id: str = ""

    @property
    def en_nature(self) -> bool:
        """Whether it is given, and in no sum of euros."""
        return self.compte[:2] in ("86", "87")
