"""What a form asks is said to who fills it in, who types no YAML and no key."""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests.studio.test_plain_words import TYPED

from ppgp_docs.francais.lexique import est_connu
from ppgp_docs.schema.schemas import Field, Schemas
from ppgp_docs.session import Session
from ppgp_docs.studio.field_words import (
    added,
    asked_of,
    example_of,
    help_of,
    one_of,
    readable,
    unbroken,
)

SCHEMAS: Schemas = Session.start(None).schemas


def fields() -> list[Any]:
    groups = [*SCHEMAS.named.values(), *SCHEMAS.blocks.values()]
    return [(name, field) for group in groups for name, field in group.items()]


@pytest.mark.parametrize(("name", "field"), fields())
def test_no_help_names_a_key_or_a_value_of_a_file(name: str, field: Field) -> None:
    told = help_of(field)
    chosen = "allowed" in field or "designe" in field or field.get("genre") == "oui_non"
    assert not TYPED.search(told), told
    assert not re.search(r"la rubrique «|^oui|^non|coordonnees", told), told
    alone = not {"schema", "valuesrules"} & set(field)
    assert not alone or not TYPED.search(example_of(field, chosen)), name
    assert not chosen or example_of(field, chosen) == ""


@pytest.mark.parametrize(
    ("several", "one"),
    [
        ("Accords écrits", "Accord écrit"),
        ("Activités", "Activité"),
        ("Fiches du contrat", "Fiche du contrat"),
        ("Coûts transverses", "Coût transverse"),
        ("Objectifs de l’année", "Objectif de l’année"),
        ("Avis", "Avis"),
        ("Tableaux", "Tableau"),
        ("Canaux", "Canal"),
    ],
)
def test_one_of_a_list_is_called_by_its_name_in_the_singular(several: str, one: str) -> None:
    assert one_of(several) == one


@pytest.mark.parametrize(
    ("one", "new"),
    [
        ("Activité", "une activité"),
        ("Accord écrit", "un accord écrit"),
        ("Sous-action", "une sous-action"),
        ("Réponse après", "une réponse après"),
        ("Bénéficiaire", ""),
        ("Recettte", ""),
    ],
)
def test_what_is_added_to_a_list_has_its_article(one: str, new: str) -> None:
    assert added(one) == new


@pytest.mark.parametrize(
    ("label", "asked"),
    [("Fonction", "sa fonction"), ("Texte", "son texte"), ("Adresse", "son adresse")],
)
def test_what_is_asked_of_a_new_thing_is_said_to_be_its_own(label: str, asked: str) -> None:
    assert asked_of(label) == asked


@pytest.mark.parametrize(("name", "field"), fields())
def test_what_one_chooses_is_said_in_french(name: str, field: Field) -> None:
    """« Union europeenne » was made of the value of a file."""
    for value in field.get("allowed", ()):
        said = field.get("libelles", {}).get(value) or readable(str(value))
        words = re.findall(r"[^\W\d_]{4,}", said.replace("Actionnabilité", ""))
        assert all(map(est_connu, words)), said


def test_no_line_ends_between_a_number_and_what_it_counts() -> None:
    assert unbroken("les 1 200 jeunes de 84 ans") == "les 1\u00a0200\u00a0jeunes de 84\u00a0ans"


def test_a_date_is_shown_as_people_write_it() -> None:
    assert example_of({"genre": "date", "exemple": "2022-07-05"}, chosen=False) == (
        "5\u00a0juillet 2022"
    )
