"""The answers of a scale drawn as one bar, and the sum that they must make."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from ppgp_etude_de_cas.document.scales import scale

COUNTS = [1, 2, 0, 9, 8]


def survey(answers: str, base: int) -> str:
    return (
        f"chiffres:\n  asked: {{valeur: {base}, libelle: réponses}}\n"
        "contexte:\n  blocs:\n    - type: enquete\n      public: usagers\n      base: asked\n"
        f"      resultats:\n        - {{titre: Avis, choix: echelle, elements: [{answers}]}}\n"
    )


def test_each_degree_takes_its_share_of_the_bar_and_one_that_nobody_chose_none() -> None:
    drawing = scale(
        COUNTS,
        ["#111111", "#222222", "#333333", "#444444", "#555555"],
        "#000000",
        "#FFFFFF",
        "Essai",
    )
    places = [float(x) for x in re.findall(r'<rect x="([\d.]+)"', drawing)]
    fills = re.findall(r'fill="(#\d+)"', drawing)
    whole = sum(COUNTS)
    expected = [604 * sum(COUNTS[:rank]) / whole for rank in (0, 1, 3, 4)]
    assert places == pytest.approx(expected, abs=0.01)
    assert fills == ["#111111", "#222222", "#444444", "#555555"]


@pytest.mark.parametrize(("base", "told"), [(5, []), (6, ["C222"])])
def test_the_answers_of_a_scale_make_up_its_base(
    codes: Callable[[str], list[str]], base: int, told: list[str]
) -> None:
    text = survey("{texte: Non, effectif: 2}, {texte: Oui, effectif: 3}", base)
    assert [code for code in codes(text) if code == "C222"] == told
