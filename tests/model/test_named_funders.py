"""Funders as people name them, and as a file has them."""

from __future__ import annotations

import pytest

from ppgp_docs.francais.territoires import departement
from ppgp_docs.model.named_funders import (
    funder_in_words,
    names_of_department,
    offered_funders,
    written_funder,
)

JURA = names_of_department(departement("39"))


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Département", "CD"),
        ("Département du Jura", "CD"),
        ("Conseil départemental du Jura", "CD"),
        ("CD du Jura", "CD"),
        ("ARS (FIR)", "FIR"),
        ("FIR – ARS", "FIR"),
        ("Fonds d’intervention régional (FIR)", "FIR"),
        ("État, programme 304", "BOP304"),
        ("ONDAM médico-social", "ONDAM_MS"),
        ("BOP304", "BOP304"),
        ("CAF du Jura", "autre:CAF du Jura"),
        ("autre:CAF  du Jura", "autre:CAF du Jura"),
        ("", ""),
    ],
)
def test_a_funder_is_known_by_its_names(said: str, written: str) -> None:
    assert written_funder(said, JURA) == written


@pytest.mark.parametrize("said", ["Département de l’Ain", "ARS", "État", "Région"])
def test_who_may_be_another_stays_as_it_was_named(said: str) -> None:
    assert written_funder(said, JURA) == f"autre:{said}"


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Union europeenne", "Union européenne"),
        ("union européenne", "Union européenne"),
        ("caf de l'ain", "CAF de l’Ain"),
        ("CAF du nord", "CAF du Nord"),
        ("CAF de seine et marne", "CAF de Seine-et-Marne"),
        ("Fondation de l’isère", "Fondation de l’Isère"),
        ("éducation nationale", "Éducation nationale"),
    ],
)
def test_a_name_gets_the_capitals_and_the_accents_that_it_lost(said: str, written: str) -> None:
    assert written_funder(said, JURA) == f"autre:{written}"


@pytest.mark.parametrize(
    "said",
    ["UNION EUROPEENNE", "Caf du Jura", "Assurance Maladie", "CAF de l'Ain", "Secours du nord"],
)
def test_a_name_that_lost_nothing_stays_as_it_was_typed(said: str) -> None:
    assert written_funder(said, JURA) == f"autre:{said}"


def test_what_a_file_says_of_a_funder_comes_back_from_its_name() -> None:
    for typed in ("CD", "FIR", "BOP304", "ONDAM_MS", "autre:CAF de l’Ain"):
        assert written_funder(funder_in_words(typed), ()) == typed


def test_funders_that_the_files_hold_are_offered_behind_those_of_the_contracts() -> None:
    files = [{"budget": {"lignes": [{"financeur": "autre:CAF"}, {"financeur": "CD"}]}}, "x"]
    assert offered_funders(files)[-2:] == ("ONDAM médico-social", "CAF")
