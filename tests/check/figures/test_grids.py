"""C224 to C228: PEMAT grids."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ppgp_docs.diagnostics import Diagnostic

Codes = Callable[..., list[str]]
Found = Callable[..., list[Diagnostic]]


def grid(*items: str, raters: str = "sage-femme", stated: str = "") -> str:
    """A grid: its items in as many lines from the sixth one, then its stated scores."""
    rows = "".join(f"        - {{echelle: comprehensibilite, {each}}}\n" for each in items)
    scores = f"      scores_annonces:\n        - {stated}\n" if stated else ""
    return (
        "contexte:\n  blocs:\n    - type: pemat\n      titre: Le flyer se comprend mieux\n"
        f"      evaluateurs: [{raters}]\n      items:\n{rows}{scores}"
    )


def stated(score: str, version: str = "apres") -> str:
    return f"{{echelle: comprehensibilite, version: {version}, pourcentage: '{score}'}}"


SEVEN_OF_NINE = [
    f"texte: Item, numero: '{n}', apres: [{'oui' if n < 7 else 'non'}]" for n in range(9)
]


@pytest.mark.parametrize(
    ("score", "told"),
    [("78 %", []), ("77 %", ["C224"]), ("77,8 %", []), ("77,7 %", ["C224"]), ("78,0 %", ["C224"])],
)
def test_a_stated_score_is_the_computed_one_at_its_own_precision(
    codes: Codes, score: str, told: list[str]
) -> None:
    assert codes(grid(*SEVEN_OF_NINE, stated=stated(score))) == told


def test_a_wrong_score_is_told_at_its_line_with_the_right_one(found: Found) -> None:
    text = grid(*SEVEN_OF_NINE, stated=stated("77 %"))
    (fault,) = found(text)
    assert fault.message == (
        "le score annoncé est 77\u00a0%, mais les réponses donnent 78\u00a0% "
        "(compréhensibilité, après\u00a0: 7 sur\u00a09)"
    )
    lines = text.split("\n")
    assert fault.span and "77 %" in lines[fault.span.line - 1]


def test_a_score_of_a_version_that_nobody_rated_is_told(found: Found) -> None:
    (fault,) = found(grid(*SEVEN_OF_NINE, stated=stated("78 %", "avant")))
    assert (fault.code, fault.message) == (
        "C224",
        "aucune réponse de la grille ne donne ce score (compréhensibilité, avant)",
    )


def test_items_that_raters_see_otherwise_are_named_once_a_version(found: Found) -> None:
    rows = ("[oui, non]", "[oui, oui]", "[non, oui]")
    told = found(grid(*(f"texte: Item, avant: {row}" for row in rows), raters="A, B"))
    assert [each.message for each in told if each.code == "C225"] == [
        "les évaluations diffèrent pour 2\u00a0items sur 3, avant\u00a0: items 1 et 3"
    ]


@pytest.mark.parametrize(
    "given", ["avant: [oui]", "avant: [oui, non, oui]", "apres: [oui, oui], avant: [oui, oui]"]
)
def test_each_rater_answers_each_item_of_each_version_rated(codes: Codes, given: str) -> None:
    assert codes(grid(f"texte: Item, {given}", "texte: Autre, avant: [oui, oui]", raters="A, B"))[
        -1:
    ] == ["C226"]


def test_a_grid_without_any_answer_is_told(codes: Codes) -> None:
    assert codes(grid("texte: Item")) == ["C226"]


def test_not_applicable_goes_to_the_items_for_which_the_grid_allows_it(codes: Codes) -> None:
    allowed = "texte: Item, sans_objet_admis: oui, avant: [sans_objet]"
    assert codes(grid(allowed)) == []
    assert codes(grid("texte: Item, avant: [sans_objet]")) == ["C227"]


def test_two_items_never_bear_one_number(codes: Codes) -> None:
    one = "texte: Item, numero: '2', avant: [oui]"
    assert codes(grid(one, one)) == ["C228"]
    assert codes(grid("texte: Item, avant: [oui]", one)) == []
