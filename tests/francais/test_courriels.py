"""Addresses that anybody can write to."""

from __future__ import annotations

import subprocess
import sys

import pytest
from email_validator import EmailNotValidError, validate_email
from hypothesis import given
from hypothesis import strategies as st

from ppgp_docs.francais.courriels import est_un_courriel


@pytest.mark.parametrize(
    "address",
    [
        "contact@exemple.fr",
        "prenom.nom+pmi@sous-domaine.exemple.fr",
        "o'connor@exemple.fr",
        "pmi_01@dept-ain.exemple.fr",
        "PMI@EXEMPLE.FR",
        "accueil@xn--mairie-orlans-heb.fr",
        "contact@departement.example",
    ],
)
def test_an_address_that_mail_programs_accept_is_one(address: str) -> None:
    assert est_un_courriel(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "exemple.fr",
        "contact@exemple",
        "contact@exemplé.fr",
        "accueil@mairie-orléans.fr",
        "prénom@exemple.fr",
        "a@b@exemple.fr",
        "a..b@exemple.fr",
        ".a@exemple.fr",
        "a@-exemple.fr",
        "a@exemple-.fr",
        "a@exemple..fr",
        "a@exemple.fr.",
        "a b@exemple.fr",
        "mailto:a@exemple.fr",
        "a@[192.168.1.1]",
        "pmi@serveur.local",
        "pmi@dept.lan",
        "pmi@exemple.test",
        "x" * 65 + "@exemple.fr",
        "a@" + "x" * 64 + ".fr",
    ],
)
def test_an_address_that_nobody_could_write_to_is_none(address: str) -> None:
    assert not est_un_courriel(address)


words = st.text("abcXYZ019_+-", min_size=1, max_size=30)
labels = st.text("abcXYZ019-", min_size=1, max_size=30)
addresses = st.builds(
    lambda name, domain, end: f"{'.'.join(name)}@{'.'.join(domain)}.{end}",
    st.lists(words, min_size=1, max_size=4),
    st.lists(labels, min_size=1, max_size=4),
    st.sampled_from(["fr", "org", "gouv", "test", "local", "paris", "example", "f"]),
)


@given(addresses)
def test_what_is_taken_at_a_glance_the_library_takes_too(address: str) -> None:
    alone = est_un_courriel(address)
    if "--" in address:  # the library asks that such labels be internationalised
        return
    try:
        validate_email(address, check_deliverability=False, allow_smtputf8=False, strict=True)
        taken = address.rpartition(".")[2] != "local"
    except EmailNotValidError:
        taken = False
    assert alone == taken


@given(st.text())
def test_whatever_is_typed_is_an_address_or_is_not(typed: str) -> None:
    assert est_un_courriel(typed) in (True, False)


def test_the_library_is_not_loaded_for_an_ordinary_address() -> None:
    code = (
        "import sys; from ppgp_docs.francais.courriels import est_un_courriel as e; "
        "assert e('prenom.nom+pmi@exemple.fr') and 'email_validator' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
