"""What a form asks is said to who fills it in, who types no YAML and no key."""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests.studio.test_plain_words import TYPED

from ppgp_docs.schema.schemas import Field, Schemas
from ppgp_docs.session import Session
from ppgp_docs.studio.field_words import example_of, help_of, one_of

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


def test_a_date_is_shown_as_people_write_it() -> None:
    assert example_of({"genre": "date", "exemple": "2022-07-05"}, chosen=False) == (
        "5\u00a0juillet 2022"
    )
