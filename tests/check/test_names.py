"""C805: one thing, one name; and the waivers, C112 and C113."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ppgp_docs.diagnostics import Diagnostic, Severity

Found = Callable[[str], list[Diagnostic]]
Codes = Callable[[str], list[str]]


def texts(*sentences: str) -> str:
    return "contexte:\n  blocs:\n" + "".join(f'    - "{each}"\n' for each in sentences)


MDS = "départementale de la solidarité"


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("L’agence Kalía vient", "L’agence Kalia vient", ["C805"]),
        ("Une halte à Pont-d’Ain", "Une halte à Pont d’Ain", ["C805"]),
        ("Une halte à Pont-d’Ain", "Une halte à Pont-d'Ain", []),
        (f"La Maison {MDS}", "Une Maison départementale à la solidarité", ["C805"]),
        (f"La Maison {MDS}", "Les Maisons départementales de la solidarité", []),
        ("Le Centre départemental de solidarité", "Le Service départemental de solidarité", []),
        ("Avec Camille Martin", "Avec Camille Martine", []),  # they may be two
        ("La Marche", "Marché couvert", []),  # a beginning of sentence is no name
        ("Voir www.Kalia.fr et l’agence Kalía", "Écrire à contact@Kalia.fr", []),
    ],
)
def test_a_name_is_spelled_one_way(codes: Codes, first: str, second: str, told: list[str]) -> None:
    assert [code for code in codes(texts(first, second)) if code == "C805"] == told


def test_a_name_spelled_three_ways_is_told_once_at_the_first_other_spelling(found: Found) -> None:
    (fault,) = found(texts("À Kalía", "À Kalia", "À Kalià", "À Kalia"))
    assert fault.span is not None
    assert (fault.code, fault.span.line, fault.span.column) == ("C805", 4, 10)
    assert fault.message == "`Kalia` ici, `Kalía` plus haut"


RATE = "chiffres: {k: {pourcentage: 60 %}}\n"


def test_a_waiver_that_sets_nothing_aside_is_a_note(found: Found) -> None:
    (told,) = found("dispenses:\n  C203: la source ne dit pas combien\n")
    assert (told.code, told.severity) == ("C113", Severity.INFO)
    assert told.span is not None
    assert told.span.line == 2


def test_a_waiver_of_a_code_that_does_not_exist_is_a_warning_with_the_nearest(found: Found) -> None:
    told = found(f"{RATE}dispenses:\n  C230: la source ne dit pas combien\n")
    assert [each.code for each in told] == ["C203", "C112"]
    assert told[1].hints == ("vouliez-vous dire `C203`\u202f?",)


def test_a_waiver_that_works_is_recalled_with_its_reason(found: Found) -> None:
    (told,) = found(f"{RATE}dispenses:\n  C203: la source ne dit pas combien\n")
    assert (told.code, told.severity) == ("C203", Severity.INFO)
    assert "la source ne dit pas combien" in told.message
