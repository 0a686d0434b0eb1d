"""The size of a file as people read it."""

import pytest

from ppgp_docs.francais.nombres import taille


@pytest.mark.parametrize(
    ("octets", "dit"),
    [
        (0, "1\u00a0ko"),
        (1499, "1\u00a0ko"),
        (812_000, "812\u00a0ko"),
        (1_000_000, "1,0\u00a0Mo"),
        (1_234_567, "1,2\u00a0Mo"),
    ],
)
def test_a_size_is_told_in_decimal_units_with_a_comma(octets: int, dit: str) -> None:
    assert taille(octets) == dit
