"""C611: the day when a contract is signed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Codes = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("signature", "told"),
    [("2019-09-29", ["C611"]), ("2020-09-29", []), ("fin 2022", []), ("2023-01", ["C611"])],
)
def test_a_contract_is_signed_after_its_texts_and_before_its_end(
    codes: Codes, signature: str, told: list[str]
) -> None:
    contrat = "intitule: Essai\nperiode: {debut: 2020, fin: 2022}\nmillesime: 2020\n"
    assert codes("", contrat=f"{contrat}signature: {signature}\n") == told
