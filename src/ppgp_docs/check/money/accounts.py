"""A budget by account: two sides that balance, accounts that exist, sub-actions that are there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Final

from ppgp_docs.diagnostics import Diagnostic, Span, error, warning
from ppgp_docs.francais.accords import enumerer
from ppgp_docs.francais.nombres import ecart_en_euros, euros
from ppgp_docs.model.accounts import (
    ACCOUNTS,
    SUBTRACTED,
    Exercice,
    Side,
    account,
    may_be_negative,
)
from ppgp_docs.model.costs import FONCTIONNEMENT, INVESTISSEMENT, Autorisation, LigneChiffree
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.printed_authorisations import NAMES
from ppgp_docs.model.statement import Balance, Statement
from ppgp_docs.publication.requirements import barring


def statements(dossier: Dossier) -> Iterator[Statement]:
    """C629, C630: each year, products are what charges are, and gifts are used, to the cent."""
    for fiche in dossier.fiches:
        for one in fiche.budget.exercices if fiche.budget else ():
            yield from (_balance(one, in_kind=in_kind) for in_kind in _both_sides(one))


def _both_sides(one: Exercice) -> Iterator[bool]:
    """Whether of gifts, for each of the two budgets that has a line."""
    for in_kind in (False, True):
        if one.lines("charges", in_kind=in_kind) or one.lines("produits", in_kind=in_kind):
            yield in_kind


def _balance(one: Exercice, *, in_kind: bool) -> Statement:
    charges = one.lines("charges", in_kind=in_kind)
    products = one.lines("produits", in_kind=in_kind)
    tell = partial(_gift_not_used if in_kind else _not_paid, one)
    place = _heavier(one, in_kind=in_kind)
    return Balance(Decimal(0), (), place, "équilibre", tell, also=products, less=charges)


def _not_paid(one: Exercice) -> Diagnostic:
    gap = one.gap()
    message = (
        f"{_place(one)} : {euros(one.total('charges'))} de charges, "
        f"{euros(one.total('produits'))} de produits "
        f"({ecart_en_euros(gap)})"
    )
    hint = "ajoutez ce qui manque aux charges, ou corrigez un produit"
    if gap < 0:
        hint = (
            "ajoutez ce qui manque aux produits, ou corrigez une charge ; les lignes de "
            "financement sont déjà des produits"
        )
    return barring(warning("C629", message, _heavier(one, in_kind=False), hint))


def _gift_not_used(one: Exercice) -> Diagnostic:
    message = (
        f"{_place(one)} : {euros(one.total('charges', in_kind=True))} au compte 86, "
        f"{euros(one.total('produits', in_kind=True))} au compte 87"
    )
    hint = "ce qui est donné (87) est aussi ce qui est employé (86) : écrivez les deux"
    return barring(warning("C630", message, _heavier(one, in_kind=True), hint))


def _place(one: Exercice) -> str:
    return f"{one.annee}, {one.section}"


def _heavier(one: Exercice, *, in_kind: bool) -> Span:
    """The last line of the side that is heavier: where there is something to look at."""
    charges, products = (
        one.lines("charges", in_kind=in_kind),
        one.lines("produits", in_kind=in_kind),
    )
    first, other = (products, charges) if one.gap(in_kind=in_kind) > 0 else (charges, products)
    lines = first or other
    return lines[-1].at("montant")


def accounts_exist(dossier: Dossier) -> Iterator[Diagnostic]:
    """C631: an account is one of its side and of its section."""
    for fiche in dossier.fiches:
        if fiche.budget:
            for charge in fiche.budget.charges:
                yield from _unknown(charge, "charges")
            for product in (*fiche.budget.lignes, *fiche.budget.produits):
                yield from _unknown(product, "produits")


def _unknown(line: LigneChiffree, side: Side) -> Iterator[Diagnostic]:
    known = ACCOUNTS[line.section]
    found = account(line)
    if found in known[side]:
        return
    other: Side = "produits" if side == "charges" else "charges"
    message = f"le compte {line.compte} n’existe pas parmi les {side} {_OF[line.section]}"
    if found in known[other]:
        message = f"le compte {line.compte} est un compte de {other}, cette ligne est aux {side}"
    hint = f"en {line.section}, les comptes de {side} sont {enumerer(known[side])}"
    yield error("C631", message, line.at("compte"), hint)


_OF: Final = {FONCTIONNEMENT: "de fonctionnement", INVESTISSEMENT: "d’investissement"}


def negative_amounts_are_subtracted(dossier: Dossier) -> Iterator[Diagnostic]:
    """C634: only an account of stocks, of rebates or of refunds has a negative amount."""
    for fiche in dossier.fiches:
        if fiche.budget:
            for charge in fiche.budget.charges:
                yield from _negative(charge, "charges")
            for product in fiche.budget.produits:
                yield from _negative(product, "produits")


def _negative(line: LigneChiffree, side: Side) -> Iterator[Diagnostic]:
    if line.montant < 0 and not may_be_negative(line, side):
        message = f"le compte {line.compte} n’a pas de montant négatif ({euros(line.montant)})"
        hint = (
            "retirez le signe, ou écrivez le compte qui se retranche : "
            f"{enumerer(SUBTRACTED[side], 'ou')}"
        )
        yield error("C634", message, line.at("montant"), hint)


def sub_actions_exist(dossier: Dossier) -> Iterator[Diagnostic]:
    """C632: a line pays for a sub-action that the fiche has; no two have the same number."""
    for fiche in dossier.fiches:
        known = Counter(one.numero for one in fiche.sous_actions)
        for one in fiche.sous_actions:
            if known[one.numero] > 1:
                message = f"deux sous-actions ont le numéro {one.numero}"
                yield error("C632", message, one.at("numero"), "donnez à chacune le sien")
        for line in fiche.budget.chiffrees if fiche.budget else ():
            if line.sous_action and line.sous_action not in known:
                message = f"la sous-action `{line.sous_action}` n’existe pas dans cette fiche"
                named = [f"`{one}`" for one in known]
                choose = f"choisissez {enumerer(named, 'ou')}" if named else _NONE_SAID
                yield error("C632", message, line.at("sous_action"), choose)


_NONE_SAID: Final = "décrivez-la dans `sous_actions`, ou effacez cette clé"


def payments_are_authorised(dossier: Dossier) -> Iterator[Diagnostic]:
    """C633: nothing is paid before it is authorised, and all that is authorised is paid in time."""
    for fiche in dossier.fiches:
        every = fiche.budget.autorisations if fiche.budget else ()
        for section, name in NAMES.items():
            held = [one for one in every if one.section == section]
            yield from _unauthorised(sorted(held, key=lambda one: one.annee), name)


def _unauthorised(held: Sequence[Autorisation], name: str) -> Iterator[Diagnostic]:
    left = Decimal(0)
    for one in held:
        left += one.ae - one.cp
        if left < 0:
            message = f"fin {one.annee}, les CP dépassent de {euros(-left)} les {name} votées"
            hint = f"avancez l’{name}, reculez des crédits de paiement, ou corrigez l’un d’eux"
            yield _beside(held, barring(warning("C633", message, one.at("cp"), hint)))
            return
    if left:
        message = f"{euros(left)} d’{name} n’ont aucun crédit de paiement"
        hint = f"ajoutez les crédits de paiement qui manquent, ou corrigez l’un d’eux ou l’{name}"
        yield _beside(held, barring(warning("C633", message, held[-1].at("cp"), hint)))


def _beside(held: Iterable[Autorisation], found: Diagnostic) -> Diagnostic:
    """With every amount that may be the wrong one: nothing says which."""
    amounts = [
        (name.upper(), each.at(name))
        for each in held
        for name in ("ae", "cp")
        if getattr(each, name)
    ]
    return replace(found, related=tuple(one for one in amounts if one[1] != found.span))


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (
    accounts_exist,
    negative_amounts_are_subtracted,
    sub_actions_exist,
    payments_are_authorised,
)
