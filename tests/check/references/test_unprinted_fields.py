"""C124: what only slides print is told where no slide is made of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ppgp_docs.diagnostics import Diagnostic, Severity

Found = Callable[..., list[Diagnostic]]
QUOTES = (
    "citations:\n  voix: {texte: J’écoute plus, attribution: une dame, version_courte: J’écoute}\n"
)
PLACED = "{type: citation, citation: voix}"
FICHE = """\
numero: 8
titre: Des visites
objectif: {numero: 4, intitule: Un objectif}
referent: DPMI
rubriques:
- {cle: constat, blocs: [%s]}
"""


def of(found: Found, bloc: str, story: str = "") -> list[Diagnostic]:
    told = found(f"{QUOTES}contexte: {{blocs: [Un texte{story}]}}\n", fiche=FICHE % bloc)
    return [each for each in told if each.code == "C124"]


@pytest.mark.parametrize(
    ("bloc", "line"),
    [
        ("{type: paragraphe, texte: Un texte, version_courte: Bref}", 6),
        ("{type: section, titre: Un titre, version_courte: Bref, blocs: [Un texte]}", 6),
        ("{type: section, titre: Un titre, diapo: non, blocs: [Un texte]}", 6),
        (PLACED, 2),
    ],
)
def test_a_field_of_slides_in_a_fiche_is_told_once_at_its_line(
    found: Found, bloc: str, line: int
) -> None:
    (fault,) = of(found, bloc)
    assert fault.severity is Severity.INFO
    assert fault.span is not None and fault.span.line == line


@pytest.mark.parametrize("bloc", ["Un texte", "{type: paragraphe, texte: Un texte}"])
def test_what_a_fiche_prints_is_not_told(found: Found, bloc: str) -> None:
    assert of(found, bloc) == []


def test_a_quote_that_the_case_study_places_too_has_its_slide(found: Found) -> None:
    assert of(found, PLACED, f", {PLACED}") == []
