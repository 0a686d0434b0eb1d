"""The fiche action and its budget lines."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from attrs import frozen
from immutabledict import immutabledict

from ppgp_docs.budget import Budget, prevu, realise
from ppgp_docs.francais.accords import capitale
from ppgp_docs.francais.dates import DatePrecise
from ppgp_docs.model.blocs import Bloc
from ppgp_docs.model.chiffre import Chiffre
from ppgp_docs.model.place import Located
from ppgp_docs.model.prose import Line, Prose, Words
from ppgp_docs.schema.rubriques import LIBELLES_RUBRIQUES


@frozen(kw_only=True)
class Objectif(Located):
    """The objective of the contract that the action serves."""

    numero: int
    intitule: Line
    engagement: int | None = None
    caractere: str = ""


@frozen(kw_only=True)
class Rubrique(Located):
    """A row of the fiche; ``blocs`` come before what the row computes, if it computes."""

    cle: str
    libelle: Line = Line()
    blocs: tuple[Bloc, ...] = ()

    @property
    def intitule(self) -> str:
        """The label that is printed."""
        return self.libelle.plain or LIBELLES_RUBRIQUES.get(self.cle, self.cle)


@frozen(kw_only=True)
class Piece(Located):
    """The paper that justifies an amount."""

    type: str
    date: DatePrecise | None = None
    reference: str = ""

    @property
    def en_clair(self) -> str:
        """« devis du 28/08/2020 » on one line, « facture n° 12, mars 2021 »."""
        number = f" n°\u00a0{self.reference}" if self.reference else ""
        if self.date is None:
            return self.type + number
        of = "\u00a0du\u00a0" if self.date.precision == "jour" else ", "
        return f"{self.type}{number}{of}{self.date.en_chiffres()}"


@frozen(kw_only=True)
class LigneBudget(Located):
    """An amount in euros: who pays, for what nature of cost, in which year."""

    financeur: str
    nature: Literal["propre", "transverse"]
    annee: int
    montant: Decimal
    statut: str = "propose"
    libelle: Line = Line()
    piece: Piece | None = None
    prestations: tuple[Line, ...] = ()
    id: str = ""


@frozen(kw_only=True)
class TotalAnnonce(Located):
    """A total in euros stated by another document; absent keys mean "all of them"."""

    montant: Decimal
    financeur: str = ""
    nature: str = ""
    annee: int | None = None


@frozen(kw_only=True)
class Repartition(Located):
    """Which fiche carries the key that shares out the transverse costs."""

    fiche: int
    texte: Line = Line()


@frozen(kw_only=True)
class Financement(Located):
    """The budget of a fiche as it is written; ``budget`` computes from it."""

    lignes: tuple[LigneBudget, ...]
    devise: str = "EUR"
    totaux_annonces: tuple[TotalAnnonce, ...] = ()
    repartition: Repartition | None = None
    beneficiaires: str = ""

    @property
    def budget(self) -> Budget[LigneBudget]:
        """Totals, shares and tables of what is asked or granted, never of what was spent."""
        return prevu(self.lignes)

    @property
    def realise(self) -> Budget[LigneBudget]:
        """Those of what was spent."""
        return realise(self.lignes)

    @property
    def compare(self) -> Budget[LigneBudget]:
        """What an outside total is held against: what is asked, or else what was spent."""
        return self.budget if self.budget.lignes else self.realise


@frozen(kw_only=True)
class Phase(Located):
    """A phase of the calendar; ``budgetee`` is False when it is meant to cost nothing."""

    texte: Line
    annee: int | None = None
    date: DatePrecise | None = None
    budgetee: bool = True
    id: str = ""

    @property
    def en_tete(self) -> str:
        """The date or the year at the head of a line, with a capital."""
        return capitale(self.date.en_francais() if self.date else str(self.annee or ""))


@frozen(kw_only=True)
class Indicateur(Located):
    """What is measured; ``reference`` and ``cible`` name figures of the fiche."""

    libelle: Line
    unite: Words = Words("")
    reference: str = ""
    cible: str = ""
    echeance: DatePrecise | None = None
    population: Words = Words("")
    id: str = ""


@frozen(kw_only=True)
class Tampon(Located):
    """The remote-transmission stamp of @CTES, copied from the acknowledgement, never made up."""

    identifiant: str
    envoi: DatePrecise | None = None
    reception: DatePrecise | None = None
    publication: DatePrecise | None = None
    recueil: Words = Words("")


@frozen(kw_only=True)
class FicheAction(Located):
    """One fiche action."""

    numero: int
    titre: Line
    objectif: Objectif
    referent: Words
    rubriques: tuple[Rubrique, ...]
    edition: DatePrecise | None = None
    sigles: immutabledict[str, Words] = immutabledict()
    chiffres: immutabledict[str, Chiffre] = immutabledict()
    budget: Financement | None = None
    calendrier: tuple[Phase, ...] = ()
    indicateurs: tuple[Indicateur, ...] = ()
    points_de_vigilance: Prose = Prose()
    tampon: Tampon | None = None
    dispenses: immutabledict[str, str] = immutabledict()
