"""The words that a misspelt one probably means."""

import pytest

from ppgp_docs.francais.proches import mots_proches


@pytest.mark.parametrize(
    ("mot", "proche"), [("interet", "intérêt"), ("prévension", "prévention"), ("famile", "famille")]
)
def test_a_slip_is_named(mot: str, proche: str) -> None:
    assert proche in mots_proches(mot)


def test_no_word_is_sought_near_one_longer_than_any() -> None:
    """An address or a key without a space: each of its letters gave 80 words as long as it."""
    asked: list[str] = []

    def admis(mot: str) -> bool:
        asked.append(mot)
        return False

    for length in (51, 4 * 51, 50_000):
        assert mots_proches("x" * length, admis) == []
    assert asked == []
