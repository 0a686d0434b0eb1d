"""The tables of money that are asked in Excel: their columns, how each is read and filled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from attrs import frozen

from ppgp_docs.budget import LIBELLES_FINANCEURS, LIBELLES_STATUTS
from ppgp_docs.francais.accords import capitale
from ppgp_docs.roundtrip.fields import Genre

_NATURES: Final = {"propre": "Propre", "transverse": "Transverse"}
_STATUSES: Final = {key: capitale(said) for key, said in LIBELLES_STATUTS.items()}


@frozen
class Column:
    """A field of a line: its title, how it is read, its width in characters, what may be chosen.

    ``look`` is that of its numbers, where its genre does not say. One that is ``folded`` is shown
    with a + as long as no line says anything there. What is ``subtracted`` may be negative.
    """

    name: str
    title: str
    genre: Genre
    width: int
    choices: Mapping[str, str] = {}
    look: str = ""
    folded: bool = False
    subtracted: bool = False


_SECTIONS: Final = {"fonctionnement": "Fonctionnement", "investissement": "Investissement"}
_COSTS: Final = (
    Column("quantite", "Quantité", Genre.WORDS, 10, look="number", folded=True),
    Column("unite", "Unité", Genre.WORDS, 12, folded=True),
    Column("cout_unitaire", "Coût unitaire", Genre.PRICE, 15, look="price", folded=True),
    Column("grade", "Grade", Genre.WORDS, 22, folded=True),
    Column("mois", "Mois", Genre.WORDS, 8, look="number", folded=True),
)
_PARTS: Final = (
    Column("section", "Section", Genre.CHOICE, 16, _SECTIONS, folded=True),
    Column("sous_action", "Sous-action", Genre.WORDS, 13, folded=True),
)
_COLUMNS: Final = (
    Column("financeur", "Financeur", Genre.CHOICE, 32, LIBELLES_FINANCEURS),
    Column("nature", "Nature", Genre.CHOICE, 12, _NATURES),
    Column("annee", "Année", Genre.INTEGER, 9),
    Column("montant", "Montant", Genre.AMOUNT, 16),
    Column("statut", "Statut", Genre.CHOICE, 13, _STATUSES),
    Column("date", "Date", Genre.DATE, 13),
    Column("libelle", "Libellé", Genre.LINE, 30),
    Column("piece", "Pièce", Genre.PAPER, 24),
    Column("prestations", "Prestations", Genre.LINES, 34),
    Column("etats", "Autres états", Genre.STATES, 36),
    *_COSTS,
    Column("compte", "Compte", Genre.WORDS, 9, folded=True),
    *_PARTS,
)


@frozen
class Table:
    """A list of the file, on a sheet of its own; ``told`` says how it is filled.

    With ``inner``, the lists of that name of all its items stand below one another, each row behind
    the ``owner`` that it is of; ``grows`` when one more item may be begun so. Entries of a mapping
    (``named``) say their name first.
    """

    sheet: str
    path: tuple[str, ...]
    columns: tuple[Column, ...]
    told: str
    inner: str = ""
    owner: str = ""
    grows: bool = False
    named: bool = False
    rows: int = 40


_TOLD: Final = (
    "Une ligne par financeur, nature et année. Laissez vides les lignes de trop ; les totaux se "
    "calculent. Quantité, coût unitaire, grade, mois, compte : avec le + au-dessus des colonnes ; "
    "le montant, que vous laissez alors vide, se calcule au retour."
)
_BY_ACCOUNT: Final = (
    "Le budget par compte, s’il est demandé. Une quantité et un coût unitaire donnent le montant : "
    "laissez-le vide, il se calcule au retour."
)


def _by_account(sheet: str, path: str, told: str) -> Table:
    """One side of a budget by account."""
    return Table(
        sheet,
        ("budget", path),
        (
            Column("compte", "Compte", Genre.WORDS, 10),
            Column("annee", "Année", Genre.INTEGER, 9),
            Column("montant", "Montant", Genre.AMOUNT, 16, subtracted=True),
            Column("libelle", "Libellé", Genre.LINE, 36),
            *_COSTS,
            *_PARTS,
        ),
        f"{told} {_BY_ACCOUNT}",
        rows=24,
    )


_YES: Final = {"oui": "Oui", "non": "Non"}
_ROUNDED: Final = {"centime": "Au centime", "euro": "À l’euro"}
_FUNDER: Final = Column("financeur", "Financeur", Genre.CHOICE, 32, LIBELLES_FINANCEURS)
_YEAR: Final = Column("annee", "Année", Genre.INTEGER, 9)
_AMOUNT: Final = Column("montant", "Montant", Genre.AMOUNT, 16)

_NAME: Final = Column("cle", "Nom", Genre.WORDS, 24)
FIGURES: Final = Table(
    "Chiffres",
    ("chiffres",),
    (
        _NAME,
        Column("valeur", "Valeur", Genre.WORDS, 14),
        Column("unite", "Unité", Genre.WORDS, 20),
        Column("base", "Base", Genre.WORDS, 24),
        Column("pourcentage", "Pourcentage", Genre.WORDS, 14),
        Column("source", "Source", Genre.WORDS, 40),
        Column("date", "Date", Genre.DATE, 13),
    ),
    "Chaque chiffre est tapé ici une fois, sous un nom court, sans espace : visites_2026. Sa base "
    "est le nom d’un autre chiffre, dont il est une part. Un pourcentage se calcule ; tapez-le "
    "seulement quand la source n’en donne pas d’autre.",
    named=True,
)
FOLLOWED: Final = Table(
    "Suivi",
    ("indicateurs",),
    (
        _YEAR,
        Column("resultat", "Résultat", Genre.WORDS, 26),
        Column("cible", "Cible de l’année", Genre.WORDS, 26),
        Column("commentaire", "Commentaire", Genre.WORDS, 50),
    ),
    "Une rangée par année de chaque indicateur. Le résultat et la cible sont des noms de la "
    "feuille « Chiffres ».",
    inner="suivi",
    owner="Indicateur",
)
BUDGET: Final = (
    Table("Lignes", ("budget", "lignes"), _COLUMNS, _TOLD),
    FIGURES,
    FOLLOWED,
    _by_account(
        "Charges", "charges", "Ce que coûte l’action : 60 achats, 64 personnel, 86 en nature."
    ),
    _by_account(
        "Produits",
        "produits",
        "Ce qui paie l’action en plus des lignes de financement, qui sont déjà le compte 74.",
    ),
    Table(
        "AE et CP",
        ("budget", "autorisations"),
        (
            _YEAR,
            Column("section", "Section", Genre.CHOICE, 16, _SECTIONS),
            Column("ae", "Autorisation", Genre.AMOUNT, 18),
            Column("cp", "Crédits de paiement", Genre.AMOUNT, 20),
        ),
        "Ce qui peut être engagé (AE, ou AP en investissement) et payé (CP) chaque année, si "
        "l’action en a.",
        rows=12,
    ),
)
"""The lines of the budget of a fiche, its figures, what its indicators gave year by year, its
charges and products by account, what may be committed and paid."""


def _end(name: str, said: str) -> tuple[Column, ...]:
    """One end of a movement of credits."""
    return (
        Column(f"{name}.fiche", f"{said} : fiche", Genre.INTEGER, 10),
        Column(f"{name}.financeur", f"{said} : financeur", Genre.CHOICE, 30, LIBELLES_FINANCEURS),
        Column(f"{name}.annee", f"{said} : année", Genre.INTEGER, 10),
        Column(f"{name}.nature", f"{said} : nature", Genre.CHOICE, 13, _NATURES),
        Column(f"{name}.reserve", f"{said} : réserve", Genre.CHOICE, 10, _YES),
    )


CONTRACT: Final = (
    Table(
        "Enveloppes",
        ("enveloppes",),
        (_FUNDER, _YEAR, _AMOUNT, Column("reserve", "Dont réserve", Genre.AMOUNT, 16)),
        "Le montant du contrat par financeur ; laissez l’année vide pour toute la période. La "
        "réserve est la part qu’aucune fiche ne porte encore.",
    ),
    Table(
        "Coûts transverses",
        ("couts_transverses",),
        (
            _FUNDER,
            _YEAR,
            _AMOUNT,
            Column("libelle", "Libellé", Genre.LINE, 34),
            Column("parts_egales", "Parts égales", Genre.CHOICE, 14, _YES),
            Column("cle", "Clé de répartition", Genre.WEIGHTS, 20),
            Column("arrondi", "Arrondi", Genre.CHOICE, 14, _ROUNDED),
        ),
        "Ce que les fiches se partagent, à parts égales ou selon le poids de chacune dans la clé.",
    ),
    Table(
        "Fiches",
        ("fiches",),
        (
            Column("numero", "Numéro", Genre.INTEGER, 10),
            Column("titre", "Titre", Genre.LINE, 60),
            Column("a_venir", "À venir", Genre.CHOICE, 14, _YES),
        ),
        "Les fiches du contrat qui ne sont pas dans ce dossier, et celles qui sont à venir.",
    ),
    Table(
        "Avenants",
        ("avenants",),
        (
            Column("numero", "Numéro", Genre.INTEGER, 10),
            Column("date", "Date", Genre.DATE, 13),
            Column("deliberation", "Délibération", Genre.WORDS, 30),
            Column("objet", "Objet", Genre.LINE, 60),
        ),
        "Ce qui a changé depuis la signature ; la date est celle à laquelle l’avenant prend effet.",
    ),
    Table(
        "Mouvements",
        ("avenants",),
        (
            _AMOUNT,
            *_end("de", "Pris sur"),
            *_end("vers", "Donné à"),
            Column("libelle", "Libellé", Genre.LINE, 30),
        ),
        "Ce que chaque avenant déplace. Ce que vous ne précisez pas sous « Donné à » reste comme "
        "sous « Pris sur » ; laissez un côté vide pour des crédits nouveaux, ou retirés.",
        inner="mouvements",
        owner="Avenant",
        grows=True,
    ),
)
"""The tables of a contract."""

HOW: Final[Mapping[Genre, str]] = {
    Genre.DATE: "Un jour ou un mois : 15/02/2026, 02/2026. "
    "Pour une ligne : depuis quand elle a ce statut.",
    Genre.PAPER: "Son type, son numéro, sa date :\nDevis n° 12 du 28/08/2026",
    Genre.LINES: "Une par ligne de la cellule (Alt + Entrée).",
    Genre.STATES: (
        "Ce que la même somme a été ou devient, un état par ligne de la cellule (Alt + Entrée) :\n"
        "Proposition : 12 000 € ; 30/10/2025\nEngagé : 8 800 € ; 03/2026 ; Commande n° C8"
    ),
    Genre.WEIGHTS: (
        "Le poids de chaque fiche, par son numéro, une par ligne de la cellule (Alt + Entrée) :\n"
        "8 : 250\n9 : 120"
    ),
}
"""What Excel shows beside a cell that one selects: 255 characters at most."""


FIGURE_NAMES: Final[Mapping[str, Mapping[str, object]]] = {
    name: {
        "validate": "list",
        "source": "=Chiffres!$A$6:$A$205",
        "error_title": title,
        "error_message": "Ce nom n’est pas dans la feuille « Chiffres » : ajoutez-l’y.",
        "error_type": "information",
    }
    for name, title in (("base", "Base"), ("resultat", "Résultat"), ("cible", "Cible"))
}
"""Columns that name a figure: those of the sheet of figures are proposed."""

CHECKS: Final[Mapping[str, Mapping[str, object]]] = {
    "annee": {
        "validate": "integer", "criteria": "between", "minimum": 2000, "maximum": 2100,
        "error_title": "Année", "error_message": "Une année, comme 2026.",
    },
    "montant": {
        "validate": "decimal", "criteria": ">=", "value": 0, "error_title": "Montant",
        "error_message": "Un montant en euros, sans texte autour.",
    },
    "numero": {
        "validate": "integer", "criteria": "between", "minimum": 1, "maximum": 999,
        "error_title": "Numéro", "error_message": "Le numéro de la fiche, comme 12.",
    },
}  # fmt: skip
