"""A budget by account: charges beside products, contributions in kind apart.

The frame is that of the form CERFA 12156 (demande de subvention, art. 9-1 of loi 2000-321): « Le
total des charges doit être égal au total des produits », 86 and 87 balanced against one another.
The lines of the funders are products already: nothing is typed twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final, Literal, NamedTuple

from immutabledict import immutabledict

from ppgp_docs.francais.lettres import sans_accents
from ppgp_docs.model.costs import FONCTIONNEMENT, INVESTISSEMENT, LigneChiffree

Side = Literal["charges", "produits"]

IN_KIND: Final[Mapping[Side, str]] = immutabledict({"charges": "86", "produits": "87"})
"""The accounts of contributions in kind, which no other sum has."""

ACCOUNTS: Final[Mapping[str, Mapping[Side, Mapping[str, str]]]] = immutabledict(
    {
        FONCTIONNEMENT: {
            "charges": {
                "60": "Achats",
                "61": "Services extérieurs",
                "62": "Autres services extérieurs",
                "63": "Impôts et taxes",
                "64": "Charges de personnel",
                "65": "Autres charges de gestion courante",
                "66": "Charges financières",
                "67": "Charges exceptionnelles",
                "68": "Dotations aux amortissements, provisions et engagements",
                "69": "Impôt sur les bénéfices, participation des salariés",
                "86": "Emplois des contributions volontaires en nature",
            },
            "produits": {
                "70": "Ventes de produits finis, de marchandises, prestations de services",
                "71": "Production stockée",
                "72": "Production immobilisée",
                "73": "Dotations et produits de tarification",
                "74": "Subventions d’exploitation",
                "75": "Autres produits de gestion courante",
                "76": "Produits financiers",
                "77": "Produits exceptionnels",
                "78": "Reprises sur amortissements, dépréciations et provisions",
                "79": "Transferts de charges",
                "87": "Contributions volontaires en nature",
            },
        },
        INVESTISSEMENT: {
            "charges": {
                "20": "Immobilisations incorporelles",
                "21": "Immobilisations corporelles",
                "23": "Immobilisations en cours",
            },
            "produits": {
                "10": "Dotations, fonds divers et réserves",
                "13": "Subventions d’investissement",
                "16": "Emprunts et dettes assimilées",
            },
        },
    }
)
"""By section and side, the accounts of two digits that a budget may have."""

OF_FUNDERS: Final = immutabledict({FONCTIONNEMENT: "74", INVESTISSEMENT: "13"})
"""The account of a funder's line that says none: subsidies, by section."""


SUBTRACTED: Final[Mapping[Side, tuple[str, ...]]] = immutabledict(
    {
        "charges": ("603", "609", "619", "629", "649", "6419", "6459", "6479", "699"),
        "produits": ("71", "709", "739"),
    }
)
"""By side, the beginnings of the accounts whose amount may be negative.

Plan comptable général (règlement ANC 2014-03, livre III, plan de comptes): 603 and 71, changes of
stocks, are of either sign; 609, 619, 629, 649, 699 are credited among charges, 709 debited among
products. Instruction M57, of départements: 6419, 6459, 6479 (refunds), 739 (what is paid back).
The 9 says nothing by itself: 689 and 789 (règlement ANC 2018-06, associations) are never negative.
"""


NUMBER: Final = "[1-8][0-9]{1,5}"
"""What the schemas ask of an account."""


def offered(side: Side) -> Mapping[str, str]:
    """The accounts of two digits of one side, of both sections, by their numbers."""
    return {number: name for of in ACCOUNTS.values() for number, name in of[side].items()}


def written_account(typed: str) -> str:
    """The number of an account that is typed by its name, alone or behind its number; anything
    else as it was typed."""
    number, _, name = typed.strip().partition(" ")
    known = {**offered("charges"), **offered("produits")}
    if known.get(number) and _plain(name.lstrip("-–—: ")) == _plain(known[number]):
        return number
    same = [one for one, words in known.items() if _plain(words) == _plain(typed)]
    return same[0] if same else typed


def _plain(words: str) -> str:
    return sans_accents(" ".join(words.replace("’", "'").split())).casefold()


def account_name(number: str, section: str, side: Side) -> str:
    """What the chart calls the account of two digits that holds this one; "" where it has none."""
    return ACCOUNTS[section][side].get(number[:2], "")


def account(line: LigneChiffree) -> str:
    """The account of two digits of a line; that of subsidies where a funder's line says none."""
    return line.compte[:2] or OF_FUNDERS[line.section]


def may_be_negative(line: LigneChiffree, side: Side) -> bool:
    """Whether the account of a line is one that is subtracted on its side."""
    return line.compte.startswith(SUBTRACTED[side])


class Exercice(NamedTuple):
    """A year of one section: what it costs, what pays for it; amounts are euros."""

    annee: int
    section: str
    charges: tuple[LigneChiffree, ...]
    produits: tuple[LigneChiffree, ...]

    def lines(self, side: Side, *, in_kind: bool) -> tuple[LigneChiffree, ...]:
        """Those of one side, contributions in kind or the others."""
        held = self.charges if side == "charges" else self.produits
        return tuple(one for one in held if (account(one) == IN_KIND[side]) == in_kind)

    def total(self, side: Side, *, in_kind: bool = False) -> Decimal:
        """Their sum."""
        return add(self.lines(side, in_kind=in_kind))

    def gap(self, *, in_kind: bool = False) -> Decimal:
        """What products exceed charges by, negative where they lack."""
        charges = self.total("charges", in_kind=in_kind)
        return self.total("produits", in_kind=in_kind) - charges

    def by_account(
        self, side: Side, *, in_kind: bool = False
    ) -> Mapping[str, tuple[LigneChiffree, ...]]:
        """The lines of each account of two digits, in the order of the chart."""
        lines = self.lines(side, in_kind=in_kind)
        accounts = sorted({account(one) for one in lines})
        return {each: tuple(one for one in lines if account(one) == each) for each in accounts}


def exercices(
    lignes: Iterable[LigneChiffree],
    charges: Sequence[LigneChiffree],
    produits: Sequence[LigneChiffree],
) -> tuple[Exercice, ...]:
    """Each year and section; none where no charge nor product stands beside the funders' lines."""
    if not (charges or produits):
        return ()
    products = (*lignes, *produits)
    places = sorted({(one.annee, one.section) for one in (*charges, *products)})
    return tuple(
        Exercice(year, section, _of(charges, year, section), _of(products, year, section))
        for year, section in places
    )


def add(lines: Iterable[LigneChiffree]) -> Decimal:
    """The sum of lines, exact."""
    return sum((one.montant for one in lines), Decimal(0))


def _of(lines: Iterable[LigneChiffree], year: int, section: str) -> tuple[LigneChiffree, ...]:
    return tuple(one for one in lines if (one.annee, one.section) == (year, section))
