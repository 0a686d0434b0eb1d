"""What makes two texts speak of one thing."""

from __future__ import annotations

import pytest

from ppgp_docs.francais.radicaux import stems


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("le cœur des sœurs", "coeurs de soeur"),
        ("professionnels formés", "professionnelle formée"),
        ("formation", "formés"),
    ],
)
def test_words_agree_by_their_stems_ligatures_opened(text: str, same: str) -> None:
    assert stems(text) == stems(same)
    assert stems(text)


def test_words_that_say_nothing_of_what_is_counted_have_no_stem() -> None:
    assert stems("pendant que leurs enfants étaient avec toutes les équipes") == stems(
        "enfants étaient équipes"
    )
