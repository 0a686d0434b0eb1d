"""Identifiers of a fiche, which Word and Excel files bear, name nobody who withdrew."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ppgp_docs.diagnostics import Diagnostic

Found = Callable[..., list[Diagnostic]]

DOSSIER = """\
edition: 2025-12
personnes:
  p:
    nom: %s
    fonction: psychologue
    consentements: [{objet: nom, date: 2024-01-12, retrait: 2025-05-03}]
"""
FICHE = """\
numero: 8
titre: Renforcer
objectif: {numero: 4, intitule: Permettre, engagement: 1, caractere: fondamental}
referent: DPMIPE
edition: 2025-12
rubriques: [{cle: constat, blocs: [Un texte.]}]
"""
PLACES = {
    "a line of the budget": "budget: {lignes: [{id: %s, financeur: CD, nature: propre, "
    "annee: 2021, montant: 100 €}]}",
    "a phase": "calendrier: [{id: %s, annee: 2021, texte: Un texte}]",
    "a figure": "chiffres: {%s: {libelle: vus, valeur: 5, unite: personnes}}",
    "an indicator": "indicateurs: [{id: %s, libelle: Part}]",
    "a report": "bilans: [{id: %s, annee: 2021, texte: Un texte.}]",
}


def told(found: Found, place: str, name: str, person: str = "Élodie Trébuchet") -> list[Diagnostic]:
    all_found = found(DOSSIER % person, fiche=FICHE + PLACES[place] % name)
    return [each for each in all_found if each.code == "C904"]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    "name", ["trebuchet", "elodie-trebuchet", "trebuchet-elodie", "e-trebuchet"]
)
def test_a_withdrawn_name_in_an_identifier_is_an_error_where_it_is_typed(
    found: Found, place: str, name: str
) -> None:
    name = name.replace("-", "_") if place == "a figure" else name
    [error] = told(found, place, name)
    assert error.is_error
    assert error.span and error.span.line == FICHE.count("\n") + 1
    assert f"`{name}`" in error.message


@pytest.mark.parametrize("name", ["petit_dejeuner", "visites", "ligne_1"])
def test_an_identifier_made_of_words_names_nobody(found: Found, name: str) -> None:
    assert not told(found, "a figure", name, "Anne Petit")
