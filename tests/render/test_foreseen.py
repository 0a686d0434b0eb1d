"""What a deck would refuse is told by a check, at its place; nothing is measured in vain."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ppgp_docs.diagnostics import Diagnostic
from ppgp_docs.render.foreseen import doubtful_formats, foreseen
from ppgp_docs.session import Session
from ppgp_docs.workspace.folder import DossierFolder

LONG, HEAD = "conduire " * 200, "conduire " * 60
Foresee = Callable[[str], list[Diagnostic]]


@pytest.fixture
def foresee(session: Session, dossier_file: Callable[[str], Path]) -> Foresee:
    def run(block: str) -> list[Diagnostic]:
        file = dossier_file(f"contexte:\n  blocs:\n    - {block}\n")
        reading = session.read(DossierFolder(file.parent))
        assert reading.dossier is not None, [each.message for each in reading.diagnostics]
        return [*foreseen(reading.dossier, session)]

    return run


@pytest.mark.parametrize(
    ("block", "said"),
    [
        (f"{{type: paragraphe, texte: {LONG}}}", "trop long"),
        (f"{{type: liste, elements: [Un, {LONG}]}}", "trop long"),
        (f"{{type: tableau, titre: T, colonnes: [A, B], lignes: [[a, {LONG}]]}}", "trop long"),
        (f"{{type: tableau, titre: T, colonnes: [{HEAD}, {HEAD}], lignes: [[a, b]]}}", "trop"),
        (
            f"{{type: tableau, titre: T, colonnes: [{', '.join('ABCDEF')}], lignes: "
            f"[[{', '.join(['conduire ' * 20] * 6)}]]}}",
            "trop long",
        ),
        (f"{{type: paragraphe, texte: {'abcdefghij' * 12}}}", "trop large"),
    ],
)
def test_a_text_that_no_slide_holds_is_told_before_the_deck_is_made(
    foresee: Foresee, block: str, said: str
) -> None:
    found = foresee(block)
    assert {each.code for each in found} == {"R211"}
    assert all(each.is_error and said in each.message for each in found)
    assert {each.span and each.span.line for each in found} == {3}
    assert all(each.hints for each in found)


@pytest.mark.parametrize(
    "block",
    [
        f"{{type: paragraphe, texte: {'Une phrase de longueur usuelle. ' * 90}}}",
        f"{{type: paragraphe, texte: {'mot ' * 150}}}",
        "{type: paragraphe, texte: Lire https://exemple.fr/un/chemin/qui/est/long/tres/long}",
    ],
)
def test_what_slides_can_hold_is_not_told(foresee: Foresee, block: str) -> None:
    assert foresee(block) == []


@pytest.mark.parametrize("name", ["01-ain", "60-oise", "77-seine-et-marne"])
def test_texts_of_usual_lengths_cost_no_measure(session: Session, name: str) -> None:
    reading = session.read(DossierFolder(Path(__file__).parents[2] / "departments" / name))
    assert reading.dossier and doubtful_formats(reading.dossier, session) == []
