"""Words agree with a number as French asks: singular for 0 and 1, plural from 2 on."""

from __future__ import annotations

import pytest

from ppgp_docs.francais.accords import accorder, capitale, compter, enchainer, enumerer


@pytest.mark.parametrize(
    ("nombre", "attendu"),
    [(0, "0\u00a0case"), (1, "1\u00a0case"), (2, "2\u00a0cases"), (1200, "1\u202f200\u00a0cases")],
)
def test_zero_and_one_are_singular(nombre: int, attendu: str) -> None:
    assert compter(nombre, "case") == attendu


def test_all_words_agree() -> None:
    assert accorder(1, "document", "fait") == "document fait"
    assert compter(3, "document", "fait") == "3\u00a0documents faits"


@pytest.mark.parametrize(
    ("elements", "attendu"),
    [([3], "3"), ([3, 4], "3 et 4"), ([3, 4, 5], "3, 4 et 5")],
)
def test_the_last_link_of_a_list_is_a_word(elements: list[int], attendu: str) -> None:
    assert enumerer(elements) == attendu


def test_a_choice_is_told_with_ou() -> None:
    assert enumerer(["doublet", "point", "masculin"], "ou") == "doublet, point ou masculin"


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [("été 2022", "Été 2022"), ("de la PMI", "De la PMI"), ("", ""), ("2022", "2022")],
)
def test_a_capital_begins_and_the_rest_keeps_its_own(texte: str, attendu: str) -> None:
    assert capitale(texte) == attendu


@pytest.mark.parametrize(
    ("pieces", "said"),
    [
        ([], ""),
        (["sept réponses"], "sept réponses."),
        (["sept réponses", "", "deux refus"], "sept réponses\u202f; deux refus."),
        (["Ajaccio", "mardi", "Est-ce ouvert ?"], "Ajaccio. Mardi. Est-ce ouvert ?"),
        (["L’accueil", "l’écoute…"], "L’accueil\u202f; l’écoute…"),
    ],
)
def test_pieces_in_a_row_read_as_sentences(pieces: list[str], said: str) -> None:
    assert enchainer(pieces) == said
