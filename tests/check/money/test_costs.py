"""C628: an amount that is typed beside its quantity is what the quantity costs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ppgp_docs.diagnostics import Diagnostic

Found = Callable[..., list[Diagnostic]]


def fiche(line: str) -> str:
    return (
        "numero: 8\ntitre: Des visites\nobjectif: {numero: 4, intitule: Suivre}\nreferent: PMI\n"
        "rubriques: [{cle: moyens}]\nbudget:\n  lignes:\n"
        f"    - {{financeur: FIR, nature: propre, annee: 2021, {line}}}\n"
    )


@pytest.mark.parametrize(
    "line",
    [
        "quantite: 12, cout_unitaire: 850 €",
        "quantite: 12, cout_unitaire: 850 €, montant: 10 200 €",
        "quantite: 1, mois: 7, cout_unitaire: 100 €, montant: '58,33 €'",
        "quantite: '0,5', mois: '1,5', cout_unitaire: 100 €, montant: '6,25 €'",
        "quantite: 3, unite: familles, montant: 10 €",
        "quantite: 12000, cout_unitaire: '0,0345 €', montant: 414 €",
        "quantite: 333, cout_unitaire: '0,0345 €', montant: '11,49 €'",
    ],
)
def test_an_amount_that_is_that_of_its_quantity_is_sound(found: Found, line: str) -> None:
    assert found("", fiche=fiche(line)) == []


def test_a_cent_of_difference_is_told_at_the_amount(found: Found) -> None:
    line = "quantite: 1, mois: 7, cout_unitaire: 100 €, montant: '58,34 €'"
    (said,) = found("", fiche=fiche(line))
    assert said.code == "C628"
    assert "58,34" in said.message and "58,33" in said.message and "0,01" in said.message
    assert said.span and said.span.line == 8


@pytest.mark.parametrize(
    "line", ["quantite: 12", "cout_unitaire: 850 €", "quantite: douze, cout_unitaire: 850 €"]
)
def test_without_an_amount_nor_what_it_follows_from_the_amount_is_asked(
    found: Found, line: str
) -> None:
    assert "V" in {one.code[0] for one in found("", fiche=fiche(line))}
