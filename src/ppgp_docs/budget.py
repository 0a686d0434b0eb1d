"""Every total, share and table of a budget, computed from its lines, exact to the cent.

A budget is a list of lines and nothing else: no total is stored, so none can drift. The tree
funder -> nature -> year -> lines is the one of the « Fiche action 8 » of Seine-et-Marne (contract
2020-2022); the « financements alloués » belong to the minimum content of a fiche action
(circulaire DGCS/SD2B/DGS/SP1/2020/34 du 20 février 2020, NOR SSAA2006058C).

Amounts are finite `Decimal` euros of at most 28 digits. Three rules of rounding, and no other:

- sums and differences are never rounded;
- what must add up to the cent (allocations) follows the largest-remainder method: each part is cut
  to the step below, then the steps left over go to the largest remainders, ties to the first;
- a quotient (cost per person, cofinancing rate) is rounded half up, for itself: anyone who divides
  finds it again, in a spreadsheet too, and rates may add up to 99,99 or 100,01 %.

Money has stages: foreseen (asked or granted), committed (`engage`), ordered to be paid (`mandate`),
spent (`realise`). The same euro goes through all of them: they are never added to one another, a
budget holds one of them, and `a_l_etape` makes one of each.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import floor
from typing import Final, Generic, Literal, Protocol, TypeAlias, TypeVar

Chemin: TypeAlias = tuple[str | int, ...]
"""The way to a part of a budget: `()` for the whole, `(funder,)`, `(funder, nature)`,
`(funder, nature, year)`, `(funder, year)`, `("nature", nature)`, `("nature", nature, year)` or
`("annee", year)`."""

DEPARTEMENT: Final = "Département"

LIBELLES_FINANCEURS: Final[Mapping[str, str]] = {
    "CD": DEPARTEMENT,
    "FIR": "Fonds d’intervention régional (FIR)",
    "BOP304": "État, programme 304",
    "ONDAM_MS": "ONDAM médico-social",
}
"""Funders of the SNPPE contracts, in the order of every cut; any other is `autre:<libellé>`."""

LIBELLES_NATURES: Final[Mapping[str, str]] = {
    "propre": "montants propres à l’action",
    "transverse": "montants transverses affectés à l’action",
}
"""In the order of every cut: a cost of this action, or its share of a cost of the contract."""

LIBELLES_STATUTS: Final[Mapping[str, str]] = {
    "propose": "proposition",
    "acquis": "acquis",
    "notifie": "notifié",
    "engage": "engagé",
    "mandate": "mandaté",
    "realise": "réalisé",
}
"""How far an amount has come, as it is printed."""

PREVU: Final = "prevu"

PROPOSE: Final = "propose"
"""The `statut` of what is asked; the stage of an outside total of it, granted since or not."""

CENTIME: Final = Decimal("0.01")

REALISE: Final = "realise"
"""The `statut` of a line that says what was spent."""

ETAPES: Final[Mapping[str, str]] = {
    PREVU: "prévu",
    "engage": "engagé",
    "mandate": "mandaté",
    REALISE: "réalisé",
}
"""The stages of money, in their order: what is asked, granted or notified is foreseen. Commitments
are kept by law (CGCT, art. L. 3341-1: « comptabilité de l’engagement des dépenses »)."""

EXECUTION: Final = tuple(etape for etape in ETAPES if etape != PREVU)
"""The stages of what was done of the money that was foreseen, in their order."""


class Ligne(Protocol):
    """What the engine needs to know of a budget line; `montant` is in euros."""

    @property
    def financeur(self) -> str: ...
    @property
    def nature(self) -> Literal["propre", "transverse"]: ...
    @property
    def annee(self) -> int: ...
    @property
    def montant(self) -> Decimal: ...
    @property
    def statut(self) -> str: ...


L = TypeVar("L", bound=Ligne)
L_co = TypeVar("L_co", bound=Ligne, covariant=True)


@dataclass(frozen=True)
class Branche(Generic[L_co]):
    """A part of the tree; `cle` is a funder, then a nature, then a year; `total` is in euros."""

    cle: str | int
    total: Decimal
    branches: tuple[Branche[L_co], ...]
    lignes: tuple[L_co, ...]


@dataclass(frozen=True)
class Budget(Generic[L_co]):
    """Budget lines and all that can be computed from them; parts without a line are left out.

    Raises ValueError for lines of several stages: see `a_l_etape`.
    """

    lignes: tuple[L_co, ...]

    def __post_init__(self) -> None:
        if len({etape(ligne.statut) for ligne in self.lignes}) > 1:
            raise ValueError("le prévu, l’engagé, le mandaté et le réalisé ne s’additionnent pas")

    def extrait(self, *chemin: str | int) -> Budget[L_co]:
        """Return the budget of the part that `chemin` leads to (see `Chemin`), perhaps empty."""
        return Budget(tuple(ligne for ligne in self.lignes if _mene_a(chemin, ligne)))

    def total(self) -> Decimal:
        """Return the sum of all lines, in euros."""
        return sum((ligne.montant for ligne in self.lignes), Decimal(0))

    def financeurs(self) -> tuple[str, ...]:
        """Return the funders: those of `LIBELLES_FINANCEURS`, then others as they appear."""
        presents = dict.fromkeys(ligne.financeur for ligne in self.lignes)
        return tuple(sorted(presents, key=[*LIBELLES_FINANCEURS, *presents].index))

    def natures(self) -> tuple[str, ...]:
        """Return the natures, `propre` before `transverse`."""
        return tuple(cle for cle in LIBELLES_NATURES if self.extrait("nature", cle).lignes)

    def annees(self) -> tuple[int, ...]:
        """Return the years, ascending."""
        return tuple(sorted({ligne.annee for ligne in self.lignes}))

    def par_financeur(self) -> Mapping[str, Decimal]:
        """Return the total of each funder, in euros."""
        return {cle: self.extrait(cle).total() for cle in self.financeurs()}

    def par_nature(self) -> Mapping[str, Decimal]:
        """Return the total of each nature, in euros."""
        return {nature: self.extrait("nature", nature).total() for nature in self.natures()}

    def par_annee(self) -> Mapping[int, Decimal]:
        """Return the total of each year, in euros."""
        return {annee: self.extrait("annee", annee).total() for annee in self.annees()}

    def par_statut(self) -> Mapping[str, Decimal]:
        """Return the total of each status, in euros, in the order of `LIBELLES_STATUTS`.

        One of which nothing is left is left out, where there is something of another.
        """
        parts = (
            (statut, [ligne.montant for ligne in self.lignes if ligne.statut == statut])
            for statut in LIBELLES_STATUTS
        )
        totaux = {statut: sum(montants, Decimal(0)) for statut, montants in parts if montants}
        return {statut: total for statut, total in totaux.items() if total} or totaux

    def financeur_annee(self) -> Mapping[str, Mapping[int, Decimal]]:
        """Return the table of funders by years, in euros: 0 where a funder pays nothing."""
        return {
            cle: {annee: self.extrait(cle, annee).total() for annee in self.annees()}
            for cle in self.financeurs()
        }

    def arbre(self) -> tuple[Branche[L_co], ...]:
        """Return the tree funder -> nature -> year -> lines, with the total at each level."""
        return self._branches(())

    def cout_par(self, base: int) -> Decimal:
        """Return the cost per beneficiary, in euros, rounded half up to the cent.

        Raises:
            ValueError: `base`, the number of beneficiaries, is not positive.
        """
        if base <= 0:
            raise ValueError(f"le nombre de bénéficiaires doit être positif, `{base}` trouvé")
        return (self.total() / base).quantize(CENTIME, ROUND_HALF_UP)

    def _branches(self, chemin: Chemin) -> tuple[Branche[L_co], ...]:
        partie = self.extrait(*chemin)
        coupes = (partie.financeurs, partie.natures, partie.annees, tuple)
        return tuple(self._branche((*chemin, cle)) for cle in coupes[len(chemin)]())

    def _branche(self, chemin: Chemin) -> Branche[L_co]:
        partie = self.extrait(*chemin)
        return Branche(chemin[-1], partie.total(), self._branches(chemin), partie.lignes)


def etape(statut: str) -> str:
    """Return the stage of a status, a key of `ETAPES`: what is asked or granted is foreseen."""
    return statut if statut in ETAPES else PREVU


def a_l_etape(lignes: Iterable[L], voulue: str) -> Budget[L]:
    """Return the budget of the lines of one stage."""
    return Budget(tuple(ligne for ligne in lignes if etape(ligne.statut) == voulue))


@dataclass(frozen=True)
class Ecart:
    """An announced amount that the lines do not give; amounts in euros."""

    libelle: str
    annonce: Decimal
    calcule: Decimal
    chemin: Chemin

    @property
    def difference(self) -> Decimal:
        """Announced minus computed, in euros: positive when too much is announced."""
        return self.annonce - self.calcule


def comparer(
    budget: Budget[Ligne], annonces: Mapping[Chemin, Decimal], collectivite: str = DEPARTEMENT
) -> tuple[Ecart, ...]:
    """Return the announced amounts that differ from the lines, be it by a cent, in their order.

    `collectivite` is the printed name of the funder `CD`.
    """
    ecarts = (
        Ecart(_libelle(chemin, collectivite), annonce, budget.extrait(*chemin).total(), chemin)
        for chemin, annonce in annonces.items()
    )
    return tuple(ecart for ecart in ecarts if ecart.difference)


def cout(quantite: Decimal, cout_unitaire: Decimal, mois: Decimal | None = None) -> Decimal:
    """Return what a quantity costs, in euros, rounded half up to the cent.

    `mois` says for how many months of a year of twelve, where `cout_unitaire` is that of a year.
    """
    cents = 100 * cout_exact(quantite, cout_unitaire, mois)
    return Decimal(floor(cents + Fraction(1, 2))) * CENTIME


def cout_exact(quantite: Decimal, cout_unitaire: Decimal, mois: Decimal | None = None) -> Fraction:
    """Return the same, in euros, before the cent."""
    exact = Fraction(quantite) * Fraction(cout_unitaire)
    return exact if mois is None else exact * Fraction(mois) / 12


def repartir(
    montant: Decimal, cles: Mapping[str, Decimal], pas: Decimal = CENTIME
) -> Mapping[str, Decimal]:
    """Allocate a transverse cost in proportion to `cles`, by the largest-remainder method.

    `montant` and `pas` (the smallest step) are in euros; keys may be in any one unit. The parts
    add up to exactly `montant`, and each is within one step of its exact share.

    Raises:
        ValueError: a key is negative or not finite, all are 0, or `pas` does not divide `montant`.
    """
    for nom, cle in cles.items():
        if not cle.is_finite() or cle < 0:
            raise ValueError(f"la clé de répartition `{nom}` ne peut valoir `{_nombre(cle)}`")
    if not any(cles.values()):
        raise ValueError("au moins une clé de répartition doit être supérieure à zéro")
    if montant % pas:
        raise ValueError(f"`{_nombre(montant)}` n’est pas un multiple de `{_nombre(pas)}`")
    return _plus_fort_reste(montant, cles, pas)


def libelle_financeur(cle: str, collectivite: str = DEPARTEMENT) -> str:
    """Return the printed name of a funder; an unknown key, as a plugin may add, prints as it is.

    `collectivite` is the name of `CD` where no département pays: « Métropole de Lyon ».
    """
    libelles = {**LIBELLES_FINANCEURS, "CD": collectivite}
    return libelles.get(cle, cle.removeprefix("autre:").strip())


def _mene_a(chemin: Chemin, ligne: Ligne) -> bool:
    voies: tuple[Chemin, ...] = (
        (ligne.financeur, ligne.nature, ligne.annee),
        (ligne.financeur, ligne.annee),
        ("nature", ligne.nature, ligne.annee),
        ("annee", ligne.annee),
    )
    return any(voie[: len(chemin)] == chemin for voie in voies)


def _libelle(chemin: Chemin, collectivite: str) -> str:
    etapes = [etape for etape in chemin if etape not in ("nature", "annee")]
    return ", ".join(_libelle_etape(etape, collectivite) for etape in etapes) or "total"


def _libelle_etape(etape: str | int, collectivite: str) -> str:
    if isinstance(etape, int):
        return f"année {etape}"
    return LIBELLES_NATURES.get(etape, libelle_financeur(etape, collectivite))


def _plus_fort_reste(
    montant: Decimal, poids: Mapping[str, Decimal], pas: Decimal
) -> Mapping[str, Decimal]:
    """Share a whole number of steps out; fractions keep the remainders, hence the ties, exact."""
    unites = Fraction(montant) / Fraction(pas)
    somme = sum(map(Fraction, poids.values()))
    quotas = {nom: unites * Fraction(valeur) / somme for nom, valeur in poids.items()}
    entiers = {nom: floor(quota) for nom, quota in quotas.items()}
    manque = int(unites) - sum(entiers.values())
    servis = sorted(quotas, key=lambda nom: entiers[nom] - quotas[nom])[:manque]
    return {nom: (entier + (nom in servis)) * pas for nom, entier in entiers.items()}


def _nombre(valeur: Decimal) -> str:
    return f"{valeur:f}".replace(".", ",")
