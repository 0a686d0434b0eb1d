"""C230: charts of before and after."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ppgp_docs.diagnostics import Diagnostic

Found = Callable[..., list[Diagnostic]]

FIGURES = """\
chiffres:
  repondants: {valeur: 40, unite: parents, libelle: parents, source: enquête}
  avant: {valeur: 12, base: repondants, source: enquête}
  apres: {valeur: 31, base: repondants, libelle: parents qui comprennent, source: enquête}
  visites: {valeur: 120, unite: visites, libelle: visites, source: enquête}
  rate: {pourcentage: 60 %, libelle: familles suivies, source: enquête}
"""


def chart(before: str, after: str) -> str:
    return (
        f"{FIGURES}contexte:\n  blocs:\n    - type: graphique\n      titre: Le courrier se lit\n"
        f"      avant: [{before}]\n      chiffres: [{after}]\n"
    )


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("avant", "apres", []),
        ("avant", "rate", []),
        ("avant, visites", "apres", ["C230"]),
        ("avant", "apres, rate", ["C230"]),
        ("visites", "apres", ["C230"]),
        ("visites", "repondants", ["C230"]),
        ("vaant", "apres", ["C101"]),
    ],
)
def test_each_figure_has_its_past_on_the_same_scale(
    codes: Callable[..., list[str]], before: str, after: str, told: list[str]
) -> None:
    assert [code for code in codes(chart(before, after)) if code in ("C230", "C101")] == told


def test_what_does_not_compare_is_named(found: Found) -> None:
    [fault] = [one for one in found(chart("visites", "apres")) if one.code == "C230"]
    assert "des parts et des « visites »" in fault.message.replace("\u00a0", " ")
