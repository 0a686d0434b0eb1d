"""C501 to C503: addresses and phones that someone will use."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Codes = Callable[..., list[str]]


def contact(fields: str) -> str:
    return f"appel: {{accroche: Venez, contacts: [{{fonction: Direction, {fields}}}]}}\n"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("contact@exemple.fr", []),
        ("prenom.nom+pmi@sous-domaine.exemple.fr", []),
        ("contact@agence-Kalía.fr", ["C501"]),
        ("contact@exemple", ["C501"]),
        ("contact exemple.fr", ["C501"]),
        ("a@b@exemple.fr", ["C501"]),
        ("mailto:contact@exemple.fr", ["C501"]),
    ],
)
def test_an_email_is_one_that_a_mail_program_accepts(
    codes: Codes, written: str, told: list[str]
) -> None:
    assert codes(contact(f"courriel: '{written}'")) == told


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("01 99 00 12 34", []),
        ("01.99.00.12.34", []),
        ("0199001234", []),
        ("+33 1 99 00 12 34", []),
        ("+33 (0)1 99 00 12 34", []),
        ("119", []),
        ("39 19", []),
        ("01 99 00 12", ["C502"]),
        ("01 99 00 12 345", ["C502"]),
        ("00 99 00 12 34", ["C502"]),
        ("poste 12", ["C502"]),
    ],
)
def test_a_phone_is_one_that_can_be_dialled(codes: Codes, written: str, told: list[str]) -> None:
    assert codes(contact(f"telephone: '{written}'")) == told


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("https://www.exemple.fr/ppgp", []),
        ("www.exemple.fr", ["C503"]),
        ("javascript:alert(1)", ["C503"]),
        ("https://exemple .fr", ["C503"]),
    ],
)
def test_the_link_of_the_call_to_action_is_a_page(
    codes: Codes, written: str, told: list[str]
) -> None:
    assert codes(f"appel: {{accroche: Venez, lien: '{written}'}}\n") == told
