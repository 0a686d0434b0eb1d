"""C223: years, articles and other numbers that count nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ppgp_docs.diagnostics import Diagnostic

Found = Callable[..., list[Diagnostic]]


def about(found: Found, figure: str, text: str = "Un texte.", name: str = "ouverture") -> list[str]:
    dossier = f"chiffres:\n  {name}: {{{figure}}}\ncontexte:\n  blocs:\n    - {text}\n"
    return [each.message for each in found(dossier) if each.code == "C223"]


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        ("valeur: 2017", "Ouvert en {{ chiffres.ouverture }}."),
        ("valeur: 2017, libelle: ouverture du lieu", "Ouvert depuis {{ chiffres.ouverture }}."),
        ("valeur: 1998, libelle: ouverture du lieu", "Un texte."),
        ("valeur: 2017, libelle: visites", "L’exercice {{ chiffres.ouverture }} est clos."),
        ("valeur: 2112, libelle: renvois", "Selon l’article {{ chiffres.ouverture }} du code."),
        ("valeur: 16497, libelle: délibérations", "La décision n° {{ chiffres.ouverture }}."),
    ],
)
def test_a_number_that_would_be_printed_as_a_quantity_is_told(
    found: Found, figure: str, text: str
) -> None:
    (message,) = about(found, figure, text)
    assert "comme une quantité" in message


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        ("valeur: 2017, unite: année", "Ouvert en {{ chiffres.ouverture }}."),
        ("valeur: 2017, libelle: année d’ouverture", "Ouvert en {{ chiffres.ouverture }}."),
        ("valeur: 2017, unite: visites", "Soit {{ chiffres.ouverture }} visites."),
        ("valeur: 2017, libelle: visites à domicile", "Soit {{ chiffres.ouverture }} visites."),
        ("valeur: 2017, libelle: visites", "Répartis en {{ chiffres.ouverture }} visites."),
        ("valeur: 62, libelle: ouverture", "En {{ chiffres.ouverture }} jours."),
        ("valeur: 6957, libelle: ouverture", "Un texte."),
    ],
)
def test_years_that_say_so_and_quantities_are_left_alone(
    found: Found, figure: str, text: str
) -> None:
    assert about(found, figure, text) == []


def test_a_figure_named_after_a_year_is_one(found: Found) -> None:
    text = "Ouvert en {{ chiffres.annee }}."
    assert about(found, "valeur: 2017", text, name="annee") == []
