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
    assert "58,34" in said.message and "58,33" in said.message and "(+0,01" in said.message
    assert said.span and said.span.line == 8


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ("quantite: 12", "V001", "`cout_unitaire`"),
        ("cout_unitaire: 850 €", "V001", "`quantite`"),
        ("unite: jours", "V001", "`montant`"),
        ("quantite: 12, cout_unitaire: 8S0 €", "V003", "`cout_unitaire`"),
        ("quantite: douze, cout_unitaire: 850 €", "V003", "`quantite`"),
        ("quantite: 12, cout_unitaire: 850 €, mois: huit", "V003", "`mois`"),
        ("quantite: 12, cout_unitair: 850 €", "V002", "`cout_unitair`"),
        ("quantite: 12, montan: 850 €", "V002", "`montan`"),
    ],
)
def test_an_amount_that_nothing_gives_is_told_once_by_what_lacks_or_is_misread(
    found: Found, line: str, code: str, words: str
) -> None:
    (said,) = found("", fiche=fiche(line))
    assert said.code == code
    assert words in said.message
