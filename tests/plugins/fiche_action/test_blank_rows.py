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
    rows = "  - {cle: constat, blocs: [Un constat.]}\n  - cle: moyens\n  - cle: vigilance\n"
    assert told(read, rows) == []
