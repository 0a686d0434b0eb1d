"""A row that a fiche would print blank is told to who asks for advice, at its line."""

from __future__ import annotations

import pytest

from ppgp_fiche_action.fiche.blank_rows import advise

FICHE = (
    "numero: 8\ntitre: Une action\nobjectif: {{numero: 1, intitule: Aider}}\nreferent: PMI\n"
    "rubriques:\n{}"
)


def told(read, rows: str) -> list[tuple[int, str]]:
    study = read("edition: 2021\n", fiche=FICHE.format(rows)).dossier
    return [(each.span.line, each.message) for each in advise(study)]


@pytest.mark.parametrize("blank", ["", "\n    blocs:", "\n    blocs: []", '\n    blocs: [""]'])
def test_a_free_row_without_content_is_told_by_the_title_that_it_prints(read, blank):
    rows = f"  - cle: constat{blank}\n  - {{cle: essai, libelle: Un essai}}\n"
    last = 6 + rows.count("\n") - 1
    assert told(read, rows) == [
        (6, "la rubrique «\N{NBSP}Constat du diagnostic\N{NBSP}» s’imprime vide"),
        (last, "la rubrique «\N{NBSP}Un essai\N{NBSP}» s’imprime vide"),
    ]


def test_rows_that_are_filled_or_fill_themselves_are_not_told(read):
    rows = (
        "  - {cle: constat, blocs: [Un constat.]}\n  - cle: calendrier\n  - cle: vigilance\n"
        "points_de_vigilance: Le délai.\ncalendrier: [{annee: 2021, texte: Former}]\n"
    )
    assert told(read, rows) == []


@pytest.mark.parametrize("key", ["moyens", "calendrier", "indicateurs", "vigilance"])
def test_a_row_that_has_nothing_to_fill_itself_with_is_told(read, key):
    [(line, message)] = told(read, f"  - cle: {key}\n")
    assert line == 6
    assert message.endswith("s’imprime vide")
