"""What a line says of what its amount is made of, and which accounts no sum of euros holds."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from ppgp_docs.diagnostics import Span
from ppgp_docs.model.accounts import Side, account_name
from ppgp_docs.model.costs import FONCTIONNEMENT, LigneChiffree, PosteBudget
from ppgp_docs.model.place import Place

NOWHERE = Place(Span(Path("8.yaml")))


def line(quantity: str = "", cost: str = "") -> LigneChiffree:
    return LigneChiffree(
        place=NOWHERE,
        annee=2025,
        montant=Decimal(1),
        quantite=Decimal(quantity) if quantity else None,
        cout_unitaire=Decimal(cost) if cost else None,
    )


@pytest.mark.parametrize(
    ("one", "rounded"),
    [
        (line("3", "0.333"), True),
        (line("0.5", "0.01"), True),
        (line("10", "110.50"), False),
        (line("3"), False),
        (line(cost="0.333"), False),
        (line(), False),
    ],
)
def test_only_a_product_that_goes_beyond_the_cent_is_rounded(
    one: LigneChiffree, rounded: bool
) -> None:
    assert one.est_arrondi is rounded


@pytest.mark.parametrize(
    ("account", "in_kind"),
    [("86", True), ("861", True), ("87", True), ("8750", True), ("8", False), ("68", False),
     ("681", False), ("786", False), ("85", False)],
)  # fmt: skip
def test_what_is_given_is_in_the_accounts_of_contributions_alone(
    account: str, in_kind: bool
) -> None:
    given = PosteBudget(place=NOWHERE, annee=2025, montant=Decimal(1), compte=account)
    assert given.en_nature is in_kind


@pytest.mark.parametrize(("side", "account"), [("charges", "62"), ("produits", "74")])
def test_an_account_of_more_digits_bears_the_name_of_its_two_first(
    side: Side, account: str
) -> None:
    name = account_name(account, FONCTIONNEMENT, side)
    assert name
    assert {account_name(account + more, FONCTIONNEMENT, side) for more in ("2", "26")} == {name}
    assert account_name("99", FONCTIONNEMENT, side) == ""
