"""A value as long as a page is told, wherever it was typed, in a message that someone reads."""

from __future__ import annotations

import pytest
from tests.conftest import Read

DIGITS = "1" + "23456789" * 625
READABLE = 500

FICHE = """\
numero: {numero}
titre: Des visites
objectif: {{numero: 4, intitule: Un objectif}}
referent: DPMIPE
rubriques: [{{cle: moyens, blocs: ["Le FIR apporte {texte} €."]}}]
budget:
  lignes: [{{financeur: FIR, nature: propre, annee: {annee}, montant: {montant}}}]
"""
SOUND = {"numero": "8", "texte": "5", "annee": "2021", "montant": "5"}


@pytest.mark.parametrize(
    "typed",
    [
        "chiffres: {{x: {{valeur: {0}}}}}",
        "chiffres: {{x: {{valeur: 1, base: {0}}}}}",
        'departement: "{0}"',
        "demarche: {{debut: {0}}}",
        "edition: {0}",
        "{0}: 3",
        'contexte: {{blocs: ["Soit {{{{ chiffres.{0} }}}}."]}}',
        "contexte: {{blocs: [{{type: {0}}}]}}",
        "contexte: {{blocs: [{{type: citation, citation: {0}}}]}}",
        "contexte: {{blocs: [{{type: image, fichier: {0}.jpg, alternative: a}}]}}",
        "dispenses: {{{0}: pour voir}}",
        "redaction: {{inclusif: {0}}}",
        "a: *a{0}",
        "a: !a{0} b",
    ],
)
def test_of_a_dossier(read: Read, typed: str) -> None:
    found = read(typed.format(DIGITS) + "\n").diagnostics
    assert found
    assert max(len(text) for each in found for text in (each.message, *each.hints)) < READABLE


@pytest.mark.parametrize("field", SOUND)
def test_of_a_fiche(read: Read, field: str) -> None:
    found = read("", fiche=FICHE.format(**{**SOUND, field: DIGITS})).diagnostics
    assert found
    assert max(len(text) for each in found for text in (each.message, *each.hints)) < READABLE
