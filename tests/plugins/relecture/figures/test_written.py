"""C405: numbers that a point or a comma parts as in English."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ppgp_docs.diagnostics import Diagnostic, Severity

Found = Callable[[str], list[Diagnostic]]


def text(sentence: str) -> str:
    return f"contexte:\n  blocs:\n    - >-\n        {sentence}\n"


@pytest.mark.parametrize(
    ("sentence", "typed", "due"),
    [
        ("Une hausse de 1.5 point en un an.", "1.5", "1,5"),
        ("Le taux atteint 12.5 %.", "12.5", "12,5"),
        ("Un renfort de 0.75 ETP.", "0.75", "0,75"),
        ("En moyenne 2.3 visites par enfant.", "2.3", "2,3"),
        ("On compte 1.250.000 familles.", "1.250.000", "1 250 000"),
    ],
)
def test_a_number_whose_point_is_changed_is_told_with_what_is_printed(
    found: Found, sentence: str, typed: str, due: str
) -> None:
    (fault,) = found(text(sentence))
    assert (fault.code, fault.severity) == ("C405", Severity.INFO)
    assert fault.message.startswith(f"`{typed}`")
    assert fault.hints == (f"écrivez `{due}`",)


@pytest.mark.parametrize(
    ("sentence", "hint"),
    [
        ("Elle a fait 10.000 visites en un an.", "écrivez `10 000`, ou `10`"),
        ("Elle a fait 10,000 visites en un an.", "écrivez `10 000`, ou `10`"),
        ("Elle a suivi 2,350 familles.", "écrivez `2 350`, ou `2,35`"),
    ],
)
def test_a_mark_before_three_figures_may_be_read_in_two_ways(
    found: Found, sentence: str, hint: str
) -> None:
    (fault,) = found(text(sentence))
    assert (fault.code, fault.severity) == ("C405", Severity.WARNING)
    assert fault.hints == (hint,)


@pytest.mark.parametrize(
    "sentence",
    [
        "La version 2.0 du guide suit l’article 3.2, au point 1.5 du contrat.",
        "Reçu le 24.05.2024 à 9.30, sous le numéro 10.000.",
        "Un taux de 1,830 enfant par femme, un poids de 3,250 kg.",
        "Les familles (10 000 visites, 1,5 point) vont à https://exemple.fr/1.500 visites.",
    ],
)
def test_what_has_its_points_for_another_reason_is_left_alone(found: Found, sentence: str) -> None:
    assert [each for each in found(text(sentence)) if each.code == "C405"] == []


def test_an_amount_is_told_once(found: Found) -> None:
    (fault,) = found(text("Le Département a engagé 1.250.000 €."))
    assert "montant" in fault.message
