"""The acts of an authority that a contract rests on: what was voted, what was granted.

They are what the law has published as open data, one row each (SCDL, « socle commun des données
locales »: schemas *Délibérations* 2.1.5 and *Subventions* 2.1.1). The authority's own acts alone
are meant: the money that it receives is in the envelopes of the contract.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from attrs import frozen

from ppgp_docs.francais.dates import DatePrecise
from ppgp_docs.francais.sirene import chiffres_seuls
from ppgp_docs.model.place import Located
from ppgp_docs.model.prose import Line, Words


@frozen(kw_only=True, repr=False)
class Collectivite(Located):
    """The authority whose acts they are; without ``nom``, that of the territory.

    ``siret`` is as it is typed: fourteen digits, perhaps with spaces.
    """

    siret: str
    nom: Words = Words("")

    @property
    def chiffres_du_siret(self) -> str:
        """The SIRET as programs read it: its digits alone."""
        return chiffres_seuls(self.siret)


@frozen(kw_only=True, repr=False)
class BudgetVote(Located):
    """The budget that a deliberation bears on, and its years, both included."""

    nom: Words
    debut: int
    fin: int | None = None


@frozen(kw_only=True, repr=False)
class Vote(Located):
    """Votes, in persons: those who could, those who did, and how."""

    effectif: int
    votants: int
    pour: int
    contre: int
    abstentions: int


@frozen(kw_only=True, repr=False)
class Deliberation(Located):
    """What the assembly voted; ``matiere`` is a code of the nomenclature of @CTES (``8.2``)."""

    reference: str
    date: DatePrecise
    objet: Line
    matiere: str
    budget: BudgetVote | None = None
    prefecture: str = ""
    reception: DatePrecise | None = None
    vote: Vote | None = None
    lien: str = ""


@frozen(kw_only=True, repr=False)
class Beneficiaire(Located):
    """Who receives a grant, by SIRET or, without one, by RNA; ``part`` in per cent, 0 to 100."""

    nom: Words
    siret: str = ""
    rna: str = ""
    part: Decimal | None = None

    @property
    def chiffres_du_siret(self) -> str:
        """The SIRET as programs read it: its digits alone; empty without one."""
        return chiffres_seuls(self.siret)


@frozen(kw_only=True, repr=False)
class Subvention(Located):
    """A grant of ``montant`` euros in all, paid on ``debut`` or from it to ``fin``.

    ``conditions`` say how when it is paid neither at once nor in several times (``autre``).
    """

    objet: Line
    montant: Decimal
    date: DatePrecise
    versement: Literal["unique", "echelonne", "autre"]
    debut: DatePrecise
    beneficiaires: tuple[Beneficiaire, ...]
    reference: str = ""
    fiche: int | None = None
    forme: Literal["numeraire", "nature", "les_deux"] = "numeraire"
    conditions: Words = Words("")
    fin: DatePrecise | None = None
    dispositif: str = ""
    rae: str = ""
    notifiee: bool = False

    def part(self, one: Beneficiaire) -> Decimal | None:
        """The share of a beneficiary, in per cent: all of it for a single one; None if unsaid."""
        alone = Decimal(100) if len(self.beneficiaires) == 1 else None
        return alone if one.part is None else one.part
