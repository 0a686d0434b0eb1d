"""The contract that gathers the fiches of a territory, its envelopes, what the fiches share."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Final, Literal

from attrs import frozen
from immutabledict import immutabledict

from ppgp_docs.budget import CENTIME, repartir
from ppgp_docs.francais.dates import DatePrecise
from ppgp_docs.model.actes import Collectivite, Deliberation, Subvention
from ppgp_docs.model.amendments import Avenant, in_force
from ppgp_docs.model.place import Located
from ppgp_docs.model.prose import Line, Words

PAS: Final = immutabledict({"centime": CENTIME, "euro": Decimal(1)})
"""The smallest step of an allocation, in euros, by its name in the schema."""


@frozen(kw_only=True, repr=False)
class Periode(Located):
    """Years, both included."""

    debut: int
    fin: int

    @property
    def en_clair(self) -> str:
        """« 2022-2025 »; « 2022 » for one year."""
        return "-".join(dict.fromkeys((str(self.debut), str(self.fin))))


@frozen(kw_only=True, repr=False)
class Engagement(Located):
    """One of the commitments of the strategy; the transverse one has no known number."""

    intitule: Line
    numero: int | None = None


@frozen(kw_only=True, repr=False)
class ObjectifConnu(Located):
    """An objective as the national texts give it; what is not known of it is empty."""

    numero: int | None = None
    intitule: Line = Line()
    theme: Line = Line()
    caractere: str = ""
    a_confirmer: bool = False


@frozen(kw_only=True, repr=False)
class Referentiel(Located):
    """The national objectives of a year; ``nombres`` says how many there are of each kind."""

    textes: tuple[Line, ...] = ()
    nombres: immutabledict[str, int] = immutabledict()
    engagements: tuple[Engagement, ...] = ()
    objectifs: tuple[ObjectifConnu, ...] = ()


@frozen(kw_only=True, repr=False)
class Enveloppe(Located):
    """What a funder brings to the contract, in euros; no year means the whole period.

    ``reserve`` is the part of ``montant`` that no fiche carries yet; None where it is not said.
    """

    financeur: str
    montant: Decimal
    annee: int | None = None
    reserve: Decimal | None = None


@frozen(kw_only=True, repr=False)
class CoutTransverse(Located):
    """A cost of the contract, in euros, that fiches share by ``cle`` or in equal parts."""

    financeur: str
    annee: int
    montant: Decimal
    libelle: Line = Line()
    parts_egales: bool = False
    cle: immutabledict[str, Decimal] = immutabledict()
    arrondi: Literal["centime", "euro"] = "centime"

    def parts(self, fiches: Collection[int]) -> Mapping[int, Decimal]:
        """What each fiche carries, in euros: exactly ``montant`` in all.

        ``fiches`` are the numbers of the fiches that take equal parts.
        Raises ValueError, in French, when the key shares nothing out (see ``budget.repartir``).
        """
        equal = {str(numero): Decimal(1) for numero in sorted(fiches)}
        shares = repartir(self.montant, equal if self.parts_egales else self.cle, PAS[self.arrondi])
        return {int(numero): montant for numero, montant in shares.items()}


@frozen(kw_only=True, repr=False)
class FicheDeclaree(Located):
    """A fiche of the contract that this workspace does not hold, or that is to come (``a_venir``):
    money that it will carry is in no key and no sum yet.
    """

    numero: int
    titre: Line = Line()
    a_venir: bool = False

    @property
    def nom(self) -> str:
        """Its number, and its title where it is known: « 1 (« Gouvernance ») »."""
        return f"{self.numero} (« {self.titre.plain} »)" if self.titre else str(self.numero)


@frozen(kw_only=True, repr=False)
class BilanEtabli(Located):
    """When the report of a year was drawn up."""

    annee: int
    date: DatePrecise


@frozen(kw_only=True, repr=False)
class Contrat(Located):
    """The contract of a territory with the State.

    ``engagements`` and ``objectifs`` are its own, beside those of ``referentiel``, which comes
    from the templates by ``millesime``. ``etat_au`` is the date at which it is looked at: later
    ``avenants`` do not count; without one, all do.
    """

    intitule: Line
    periode: Periode
    millesime: int | None = None
    signature: DatePrecise | None = None
    textes: tuple[Line, ...] = ()
    signataires: tuple[Words, ...] = ()
    engagements: tuple[Engagement, ...] = ()
    objectifs: tuple[ObjectifConnu, ...] = ()
    enveloppes: tuple[Enveloppe, ...] = ()
    couts_transverses: tuple[CoutTransverse, ...] = ()
    fiches: tuple[FicheDeclaree, ...] = ()
    avenants: tuple[Avenant, ...] = ()
    bilans: tuple[BilanEtabli, ...] = ()
    collectivite: Collectivite | None = None
    deliberations: tuple[Deliberation, ...] = ()
    subventions: tuple[Subvention, ...] = ()
    etat_au: DatePrecise | None = None
    referentiel: Referentiel | None = None

    @property
    def en_vigueur(self) -> tuple[Avenant, ...]:
        """The amendments that count, in the order of their dates."""
        return in_force(self.avenants, self.etat_au)

    def objectif(self, numero: int, caractere: str) -> ObjectifConnu | None:
        """The objective of that number and kind, the contract's own before the national one."""
        national = self.referentiel.objectifs if self.referentiel else ()
        for objectif in (*self.objectifs, *national):
            if objectif.numero == numero and objectif.caractere in ("", caractere):
                return objectif
        return None

    def numeros_d_engagement(self) -> frozenset[int]:
        """The numbers of all engagements; empty when one of them has no known number."""
        national = self.referentiel.engagements if self.referentiel else ()
        numbers = [engagement.numero for engagement in (*self.engagements, *national)]
        return frozenset() if None in numbers else frozenset(n for n in numbers if n is not None)
