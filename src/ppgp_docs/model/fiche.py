"""The fiche action and its budget lines."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from typing import Final, Literal

from attrs import frozen
from immutabledict import immutabledict

from ppgp_docs.budget import ETAPES, PREVU, PROPOSE, REALISE, Budget, a_l_etape, etape
from ppgp_docs.diagnostics import Span
from ppgp_docs.francais.accords import capitale
from ppgp_docs.francais.dates import DatePrecise
from ppgp_docs.model.accounts import Exercice as Exercice  # noqa: PLC0414 (for plugins)
from ppgp_docs.model.accounts import exercices
from ppgp_docs.model.address import STATE_TO_TYPE
from ppgp_docs.model.blocs import Bloc
from ppgp_docs.model.chiffre import Chiffre
from ppgp_docs.model.costs import FONCTIONNEMENT, INVESTISSEMENT
from ppgp_docs.model.costs import Autorisation as Autorisation  # noqa: PLC0414 (for plugins)
from ppgp_docs.model.costs import LigneChiffree as LigneChiffree  # noqa: PLC0414
from ppgp_docs.model.costs import PosteBudget as PosteBudget  # noqa: PLC0414
from ppgp_docs.model.place import Located
from ppgp_docs.model.prose import Line, Prose, Words
from ppgp_docs.model.stamp import Tampon as Tampon  # noqa: PLC0414
from ppgp_docs.schema.rubriques import LIBELLES_RUBRIQUES, RUBRIQUES_CALCULEES


@frozen(kw_only=True, repr=False)
class Objectif(Located):
    """The objective of the contract that the action serves."""

    numero: int
    intitule: Line
    engagement: int | None = None
    caractere: str = ""


@frozen(kw_only=True, repr=False)
class Niveau(Located):
    """What stands above the action in a scheme or a plan: an axis, a priority, its stakes."""

    niveau: Words
    numero: Words = Words("")
    intitule: Line = Line()


@frozen(kw_only=True, repr=False)
class SousAction(Located):
    """A part of the action; lines of the budget name it by its number."""

    numero: Words
    titre: Line
    texte: Prose = Prose()


@frozen(kw_only=True, repr=False)
class Rubrique(Located):
    """A row of the fiche; ``blocs`` come before what the row computes, if it computes."""

    cle: str
    libelle: Line = Line()
    blocs: tuple[Bloc, ...] = ()

    @property
    def intitule(self) -> str:
        """The label that is printed."""
        return self.libelle.plain or LIBELLES_RUBRIQUES.get(self.cle, self.cle)

    @property
    def fills_itself(self) -> bool:
        """Whether its content comes from the budget, the calendar, the indicators, the warnings."""
        return self.cle in RUBRIQUES_CALCULEES


@frozen(kw_only=True, repr=False)
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


@frozen(kw_only=True, repr=False)
class Etat(Located):
    """What the euros of a line were, or became: asked, committed, paid, spent."""

    statut: str
    montant: Decimal
    date: DatePrecise | None = None
    piece: Piece | None = None


@frozen(kw_only=True, repr=False)
class LigneBudget(LigneChiffree):
    """An amount in euros: who pays, for what nature of cost, in which year; ``etats`` are the same
    euros at other moments, never added to ``montant``."""

    financeur: str
    nature: Literal["propre", "transverse"]
    statut: str = "propose"
    date: DatePrecise | None = None
    piece: Piece | None = None
    etats: tuple[Etat, ...] = ()
    prestations: tuple[Line, ...] = ()
    id: str = ""

    @property
    def statut_de_la_ligne(self) -> str:
        """Of which status its euros are: that of the line, where it is a state of one."""
        return self.ligne.statut if isinstance(self, EtatDeLigne) else self.statut

    @property
    def origine(self) -> LigneBudget | None:
        """The line that it is a state of; None for a line."""
        return self.ligne if isinstance(self, EtatDeLigne) else None

    @property
    def etat_a_taper(self) -> str:
        """The address of the row where what became of the line is typed; empty without a place."""
        return f"{self.address()}{STATE_TO_TYPE}" if self.address() else ""


@frozen(kw_only=True, repr=False)
class EtatDeLigne(LigneBudget):
    """A state of a line, read as a line of its own: what it does not say is that of ``ligne``."""

    ligne: LigneBudget

    @classmethod
    def of(cls, ligne: LigneBudget, etat: Etat) -> EtatDeLigne:
        return cls(
            financeur=ligne.financeur,
            nature=ligne.nature,
            annee=ligne.annee,
            libelle=ligne.libelle,
            compte=ligne.compte,
            section=ligne.section,
            sous_action=ligne.sous_action,
            montant=etat.montant,
            statut=etat.statut,
            date=etat.date,
            piece=etat.piece,
            place=etat.place,
            ligne=ligne,
        )

    def at(self, name: str | None = None) -> Span:
        """Where it is written, here or at its line."""
        return super().at(name) if not name or name in _OF_STATE else self.ligne.at(name)

    def address(self, name: str = "") -> str:
        """Empty for what is written at its line, which has a place of its own."""
        return super().address(name) if not name or name in _OF_STATE else ""


_OF_STATE: Final = frozenset(("montant", "statut", "date", "piece"))


SECTIONS: Final = (FONCTIONNEMENT, INVESTISSEMENT)
"""What a line is paid from."""

SIGNE: Final = "signe"
"""The stage of a total of what was foreseen when the contract was signed."""


@frozen(kw_only=True, repr=False)
class TotalAnnonce(Located):
    """A total in euros stated by another document; absent keys mean "all of them".

    ``statut`` is a stage, or ``SIGNE``; see ``Financement.au_stade``.
    """

    montant: Decimal
    financeur: str = ""
    nature: str = ""
    annee: int | None = None
    statut: str = ""


@frozen(kw_only=True, repr=False)
class Repartition(Located):
    """Which fiche carries the key that shares out the transverse costs."""

    fiche: int
    texte: Line = Line()


@frozen(kw_only=True, repr=False)
class Financement(Located):
    """The budget of a fiche as it is written; ``budget`` computes from it.

    ``mouvements`` are what the amendments of the contract give it and take from it, each with its
    sign (:mod:`model.amendments`): they count with what is foreseen.
    """

    lignes: tuple[LigneBudget, ...]
    mouvements: tuple[LigneBudget, ...] = ()
    charges: tuple[PosteBudget, ...] = ()
    produits: tuple[PosteBudget, ...] = ()
    autorisations: tuple[Autorisation, ...] = ()
    devise: str = "EUR"
    totaux_annonces: tuple[TotalAnnonce, ...] = ()
    repartition: Repartition | None = None
    beneficiaires: str = ""

    @cached_property
    def signes(self) -> tuple[LigneBudget, ...]:
        """Those of ``montants`` that are written here, before any movement."""
        every = (one for ligne in self.lignes for one in (ligne, *_etats(ligne)))
        return tuple(o for o in every if not isinstance(o, EtatDeLigne) or etape(o.statut) != PREVU)

    @property
    def a_deux_sections(self) -> bool:
        """Whether some of it is invested: where nothing is, no section is said."""
        return any(one.section == INVESTISSEMENT for one in self.lignes)

    @property
    def chiffrees(self) -> tuple[LigneChiffree, ...]:
        """All that is typed of it, or worked out, whichever side it stands on."""
        return (*self.lignes, *self.charges, *self.produits)

    @cached_property
    def montants(self) -> tuple[LigneBudget, ...]:
        """Every amount that counts at a stage: that of each line, then those of its states.

        What a line was asked for before it was granted counts nowhere: see ``anciens``.
        """
        return (*self.signes, *self.mouvements)

    @cached_property
    def anciens(self) -> tuple[LigneBudget, ...]:
        """What was asked or granted before the amount of the line that now stands."""
        each = (one for ligne in self.lignes for one in _etats(ligne))
        return tuple(one for one in each if etape(one.statut) == PREVU)

    @cached_property
    def exercices(self) -> tuple[Exercice, ...]:
        """Charges beside products, year by year; none where the budget has no account."""
        return exercices(self.budget.lignes, self.charges, self.produits)

    def a_l_etape(self, voulue: str) -> Budget[LigneBudget]:
        """Totals, shares and tables of one stage, a key of ``ETAPES``."""
        return self._par_etape[voulue]

    @cached_property
    def _par_etape(self) -> dict[str, Budget[LigneBudget]]:
        return {voulue: a_l_etape(self.montants, voulue) for voulue in ETAPES}

    @property
    def budget(self) -> Budget[LigneBudget]:
        """Those of what is asked or granted, never of what was committed, paid or spent."""
        return self.a_l_etape(PREVU)

    @property
    def realise(self) -> Budget[LigneBudget]:
        """Those of what was spent."""
        return self.a_l_etape(REALISE)

    def au_stade(self, dit: str) -> Budget[LigneBudget]:
        """What an outside total of this stage is held against: what was signed, before any
        amendment, for ``SIGNE``; what was asked, for ``PROPOSE``; where it says none, what is
        foreseen, or else what was spent."""
        if dit == SIGNE:
            return a_l_etape(self.signes, PREVU)
        if dit == PROPOSE:
            asked = (*self.anciens, *self.budget.lignes)
            return Budget(tuple(one for one in asked if one.statut == PROPOSE))
        return self.a_l_etape(dit) if dit else self.budget if self.budget.lignes else self.realise


def _etats(ligne: LigneBudget) -> Iterator[EtatDeLigne]:
    return (EtatDeLigne.of(ligne, etat) for etat in ligne.etats)


@frozen(kw_only=True, repr=False)
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


@frozen(kw_only=True, repr=False)
class AnneeSuivie(Located):
    """A year of an indicator; ``cible`` and ``resultat`` name figures of the fiche."""

    annee: int
    cible: str = ""
    resultat: str = ""
    commentaire: Words = Words("")
    id: str = ""


@frozen(kw_only=True, repr=False)
class Indicateur(Located):
    """What is measured; ``reference`` and ``cible`` name figures of the fiche.

    ``suivi`` is what was aimed at and reached, year by year, in the order in which it is written.
    """

    libelle: Line
    unite: Words = Words("")
    reference: str = ""
    cible: str = ""
    echeance: DatePrecise | None = None
    population: Words = Words("")
    suivi: tuple[AnneeSuivie, ...] = ()
    id: str = ""


@frozen(kw_only=True, repr=False)
class Destination(Located):
    """Who gets money that is carried over: another fiche, another year."""

    fiche: int | None = None
    annee: int | None = None


@frozen(kw_only=True, repr=False)
class EtapeDeVie(Located):
    """What a fiche became at ``date``, why, and what became of what it had not spent."""

    etat: str
    date: DatePrecise
    raison: Line = Line()
    credits: str = ""
    vers: Destination | None = None

    @property
    def sort(self) -> str:
        """What becomes of the money: kept, unless it is said or the action is over."""
        return self.credits or ("rendus" if self.etat in ("close", "abandonnee") else "gardes")


@frozen(kw_only=True, repr=False)
class BilanDeFiche(Located):
    """What was done in a year, in words: the report of that year alone prints it."""

    annee: int
    texte: Prose
    id: str = ""


ETATS_DE_FICHE: Final = immutabledict(
    {
        "en_projet": "en projet",
        "active": "active",
        "suspendue": "suspendue",
        "close": "close",
        "abandonnee": "abandonnée",
    }
)
"""What a fiche is, as it is printed."""


@frozen(kw_only=True, repr=False)
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
    vie: tuple[EtapeDeVie, ...] = ()
    bilans: tuple[BilanDeFiche, ...] = ()
    niveaux: tuple[Niveau, ...] = ()
    objectifs: tuple[Objectif, ...] = ()
    sous_actions: tuple[SousAction, ...] = ()
    points_de_vigilance: Prose = Prose()
    tampon: Tampon | None = None
    dispenses: immutabledict[str, str] = immutabledict()
