"""The stamp of remote transmission: copied from the acknowledgement, so it must be possible."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppgp_docs.diagnostics import Diagnostic
from ppgp_docs.francais.sirene import cle_juste

Found = Callable[..., list[Diagnostic]]

SEINE_ET_MARNE = "077-227700010-20200924-lmc100000020966-DE"
FICHE = """
numero: 8
titre: Essai
objectif: {{numero: 4, intitule: Essai}}
referent: PMI
rubriques: [{{cle: moyens}}]
budget:
  lignes:
    - financeur: CD
      nature: propre
      annee: 2021
      montant: 1 €
      piece: {{type: devis, date: {devis}}}
tampon:
  identifiant: {identifiant}
  envoi: {envoi}
  reception: {reception}
  publication: {publication}
"""
DATES = {
    "devis": "2020-08-28",
    "envoi": "25/09/2020",
    "reception": "25/09/2020",
    "publication": "25/09/2020",
}


@pytest.fixture
def stamped(found: Found) -> Callable[..., list[Diagnostic]]:
    """What the checks find in a stamp, of Seine-et-Marne unless told otherwise."""

    def run(identifiant: str = SEINE_ET_MARNE, code: str = "77", **dates: str) -> list[Diagnostic]:
        fiche = FICHE.format(identifiant=identifiant, **{**DATES, **dates})
        faults = found(f'departement: "{code}"\n', fiche=fiche)
        return [fault for fault in faults if fault.code.startswith("C7")]

    return run


def test_the_stamp_of_fiche_8_is_sound(stamped: Found) -> None:
    assert stamped() == []


@pytest.mark.parametrize(
    ("identifiant", "message"),
    [
        ("077-227700010-20200924-lmc1", "compte 4 parties sur 5"),
        ("77-227700010-20200924-lmc1-DE", "le département ne peut être `77`"),
        ("077-22770001-20200924-lmc1-DE", "le SIREN ne peut être `22770001`"),
        ("077-227700010-200924-lmc1-DE", "la date de l’acte ne peut être `200924`"),
        ("077-227700010-20200924-lmc1000000209661-DE", "le numéro ne peut être"),
        ("077-227700010-20200924-lmc1-XX", "la nature ne peut être `XX`"),
    ],
)
def test_an_identifier_has_five_parts_each_of_its_form(
    stamped: Found, identifiant: str, message: str
) -> None:
    (fault,) = stamped(identifiant)
    assert fault.code == "C701"
    assert fault.is_error
    assert message in fault.message


def test_a_siren_with_two_digits_swapped_is_refused_at_its_place(stamped: Found) -> None:
    (fault,) = stamped(SEINE_ET_MARNE.replace("227700010", "227700001"))
    assert fault.code == "C702"
    assert fault.span is not None
    assert fault.span.file.name == "08.yaml"
    assert fault.span.line > 1


@given(st.integers(0, 10**8 - 1), st.integers(0, 8), st.integers(1, 9))
def test_no_single_wrong_digit_escapes_the_key_of_a_siren(
    head: int, rank: int, change: int
) -> None:
    """Each number of eight digits has one key, and no other digit can stand in any place."""
    (siren,) = (text for key in range(10) if cle_juste(text := f"{head:08}{key}"))
    wrong = str((int(siren[rank]) + change) % 10)
    assert not cle_juste(siren[:rank] + wrong + siren[rank + 1 :])


def test_the_key_of_a_siren_is_the_one_of_the_insee_example() -> None:
    assert cle_juste("732829320")


@pytest.mark.parametrize(
    ("code", "prefix"),
    [("2A", "02A"), ("2B", "02B"), ("2B", "02A"), ("68", "067"), ("69M", "069"), ("971", "971")],
)
def test_a_stamp_bears_the_code_of_the_prefecture_of_its_territory(
    stamped: Found, code: str, prefix: str
) -> None:
    siren = "229710017" if code == "971" else "227700010"
    identifiant = SEINE_ET_MARNE.replace("077-227700010", f"{prefix}-{siren}")
    assert stamped(identifiant, code=code) == []


def test_the_siren_of_another_departement_is_pointed_out(stamped: Found) -> None:
    (fault,) = stamped(SEINE_ET_MARNE.replace("227700010", "226000016"))
    assert (fault.code, fault.is_error) == ("C707", False)
    assert "`60` (Oise)" in fault.message


@pytest.mark.parametrize(
    ("code", "siren", "owner"),
    [
        ("974", "229710017", "`971` (Guadeloupe)"),
        ("971", "229740014", "`974` (La Réunion)"),
        ("974", "229850003", "`976` (Mayotte)"),
        ("77", "229850003", "`976` (Mayotte)"),
        ("976", "227700010", "`77` (Seine-et-Marne)"),
    ],
)
def test_an_overseas_siren_is_read_by_its_code_of_three_digits(
    stamped: Found, code: str, siren: str, owner: str
) -> None:
    (fault,) = stamped(SEINE_ET_MARNE.replace("077-227700010", f"{code:0>3}-{siren}"), code=code)
    assert fault.code == "C707"
    assert owner in fault.message


@pytest.mark.parametrize(
    ("code", "siren"),
    [("971", "229710017"), ("974", "229740014"), ("976", "229850003"), ("972", "200055507"),
     ("973", "200052678")],
)  # fmt: skip
def test_the_own_siren_of_an_overseas_authority_is_sound(
    stamped: Found, code: str, siren: str
) -> None:
    assert stamped(SEINE_ET_MARNE.replace("077-227700010", f"{code}-{siren}"), code=code) == []


def test_the_siren_of_a_town_or_a_service_says_nothing_of_the_territory(stamped: Found) -> None:
    assert stamped(SEINE_ET_MARNE.replace("227700010", "732829320")) == []


def test_spaces_in_an_identifier_are_one_fault_with_the_right_writing(stamped: Found) -> None:
    (fault,) = stamped(SEINE_ET_MARNE.replace("-", " - "))
    assert fault.code == "C701"
    assert fault.hints == (f"écrivez `{SEINE_ET_MARNE}`",)


def test_the_stamp_of_another_departement_is_refused(stamped: Found) -> None:
    (fault,) = stamped(SEINE_ET_MARNE, code="78")
    assert (fault.code, fault.is_error) == ("C703", True)
    assert "`077`" in fault.message
    assert fault.message.endswith("le dossier celui du `78`")


def test_an_act_on_30_february_is_refused(stamped: Found) -> None:
    (fault,) = stamped(SEINE_ET_MARNE.replace("20200924", "20200230"), devis="2020-01-01")
    assert fault.code == "C704"


@pytest.mark.parametrize(
    ("dates", "message"),
    [
        ({"envoi": "23/09/2020"}, "l’envoi (23 septembre 2020) précède l’acte (24 septembre 2020)"),
        ({"reception": "24/09/2020"}, "la réception (24 septembre 2020) précède l’envoi"),
        ({"publication": "23/09/2020"}, "la publication (23 septembre 2020) précède l’acte"),
    ],
)
def test_act_sending_receipt_and_publication_follow_one_another(
    stamped: Found, dates: dict[str, str], message: str
) -> None:
    (fault,) = stamped(**dates)
    assert fault.code == "C705"
    assert message in fault.message.replace("\u00a0", " ")


def test_an_act_may_be_published_before_it_is_received(stamped: Found) -> None:
    assert stamped(publication="24/09/2020") == []


def test_a_vague_date_is_not_out_of_order(stamped: Found) -> None:
    assert stamped(envoi="septembre 2020") == []


def test_a_quote_younger_than_the_act_is_pointed_out(stamped: Found) -> None:
    (fault,) = stamped(devis="2020-10-01")
    assert (fault.code, fault.is_error) == ("C706", False)
