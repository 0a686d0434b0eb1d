"""C805: one thing, one name; and the waivers, C112 and C113."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ppgp_docs.codes import page
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
        ("Une halte à Saint-Rambert-en-Bugey", "Saint Rambert en Bugey, le mercredi", ["C805"]),
        ("Une halte à Ambérieu-en-Bugey", "Amberieu-en-Bugey, le mercredi", ["C805"]),
        ("L’agence Kalía, à Kalía", "L’agence KALIA vient", ["C805"]),
        ("L’agence Kalía, à Kalía", "L’AGENCE KALÍA VIENT", []),
        ("Le docteur René Martinet", "Le docteur Rene Martinet", []),  # they may be two
        ("Avec Marie-Thérèse", "Avec Marie Thérèse", []),
        ("L’équipe de Saint-Jean", "Celle de la rue Saint Jean", []),
        ("Les outils Petits pas, Grands pas", "Les outils Petits Pas, Grands Pas", ["C805"]),
        ("Petits pas, Grands pas®", "Dans petits pas grands pas", ["C805"]),
        ("PETITS PAS, GRANDS PAS", "De petits pas et de grands pas", []),
        ("L’agence Kalía, l’agence Kalía", "L’agence Kalila", ["C805"]),
        ("L’agence Kalía, l’agence Kalía", "L’agence Médicis", []),
        ("Voir www.Kalia.fr et l’agence Kalía", "Écrire à contact@Kalia.fr", []),
    ],
)
def test_a_name_is_spelled_one_way(codes: Codes, first: str, second: str, told: list[str]) -> None:
    assert [code for code in codes(texts(first, second)) if code == "C805"] == told


def test_a_name_spelled_three_ways_is_told_once_where_it_is_not_the_usual_one(found: Found) -> None:
    (fault,) = found(texts("À Kalia", "À Kalía", "À Kalià", "À Kalía"))
    assert fault.span is not None
    assert (fault.code, fault.span.line, fault.span.column) == ("C805", 3, 10)
    assert fault.message == "`Kalia` ici, `Kalía` ligne 4"
    assert [place.line for _, place in fault.related] == [4]


def test_a_service_bears_the_name_that_its_sigle_stands_for(codes: Codes) -> None:
    sigles = "sigles: {MDS: Maison départementale de la solidarité}\n"
    head = f"{sigles}contexte:\n  blocs:\n    - Une MDS, "
    assert codes(f"{head}une Maison des Solidarités\n") == ["C805"]
    assert codes(f"{head}des Maisons départementales de la solidarité\n") == []
    assert codes(f"{head}une Maison de la petite enfance\n") == []


RATE = "chiffres: {k: {pourcentage: 60 %}}\n"


def test_a_waiver_that_sets_nothing_aside_is_a_note(found: Found) -> None:
    (told,) = found("dispenses:\n  C203: la source ne dit pas combien\n")
    assert (told.code, told.severity) == ("C113", Severity.INFO)
    assert told.span is not None
    assert told.span.line == 2


def test_a_waiver_of_a_code_that_does_not_exist_is_a_warning_with_the_nearest(found: Found) -> None:
    told = found(f"{RATE}dispenses:\n  C023: la source ne dit pas combien\n")
    assert [each.code for each in told] == ["C203", "C112"]
    assert told[1].hints == (f"vouliez-vous dire `C203`, «\xa0{page('C203').title}\xa0»\u202f?",)


def test_a_waiver_that_works_is_recalled_with_its_reason(found: Found) -> None:
    (told,) = found(f"{RATE}dispenses:\n  C203: la source ne dit pas combien\n")
    assert (told.code, told.severity) == ("C203", Severity.INFO)
    assert "la source ne dit pas combien" in told.message
