"""What a condition of an edited template hides is told for each document that it hides it in."""

from __future__ import annotations

from typing import Any

import pytest

NEVER = '{% if fiche.numero == "99" %}'


def around(tag: str, condition: str = NEVER) -> Any:
    return lambda xml: xml.replace(tag, f"{condition}{tag}{{% endif %}}")


def hidden(press: Any) -> list[str]:
    return [each.message for each in press.reported if "cache" in each.message]


@pytest.mark.parametrize(
    "field", ["fiche.titre", "fiche.objectif.intitule", "fiche.objectif.numero", "rubrique.libelle"]
)
def test_a_field_that_a_condition_hides_is_named(other_template, essai, field):
    press = other_template(around(f"{{{{ {field} }}}}"))
    press.bytes(essai)
    (told,) = hidden(press)
    assert f"`{field}`" in told


def test_a_figure_of_one_sign_is_missed_though_it_stands_everywhere(other_template, essai):
    press = other_template(around("{{ fiche.objectif.numero }}"))
    press.bytes(essai)
    assert len(hidden(press)) == 1


def test_a_row_that_a_condition_hides_is_named_when_others_show(other_template, essai):
    press = other_template(around("{{ rubrique.libelle }}", "{% if loop.first %}"))
    press.bytes(essai)
    assert "`rubrique.libelle`" in hidden(press)[0]


@pytest.mark.parametrize(
    "tag",
    [
        "{{ fiche.titre | upper }}",
        "{{ fiche.titre | trim }}",
        "{{ 'Fiche ' ~ fiche.titre }}",
        "{{ fiche.titre if fiche.titre else 'x' }}",
        "{% if fiche.numero %}{{ fiche.titre }}{% endif %}",
    ],
)
def test_a_field_that_is_printed_in_another_way_is_not(other_template, essai, tag):
    press = other_template(lambda xml: xml.replace("{{ fiche.titre }}", tag))
    press.bytes(essai)
    assert hidden(press) == []


def test_the_shipped_template_hides_nothing(other_template, essai):
    press = other_template(lambda xml: xml)
    press.bytes(essai)
    assert hidden(press) == []
