"""Words of a list as people copy them from another document of ours."""

from __future__ import annotations

import pytest

from ppgp_docs.importing.line_words import UntypableError
from ppgp_docs.importing.values import typed
from ppgp_docs.roundtrip.fields import Genre, SentField

NATURE = SentField(
    "fiche-8:budget.lignes[1].nature",
    "Nature",
    Genre.CHOICE,
    choices=(("propre", "Propre"), ("transverse", "Transverse")),
)


@pytest.mark.parametrize(
    ("text", "nature"),
    [
        ("Propre", "propre"),
        ("Propre à l’action", "propre"),
        ("propre à l'action", "propre"),
        ("Montants propres à l’action", "propre"),
        ("Coûts transverses", "transverse"),
    ],
)
def test_a_nature_is_read_by_any_name_that_our_documents_give_it(text: str, nature: str) -> None:
    assert typed(NATURE, text, "") == nature


def test_any_other_word_is_refused() -> None:
    with pytest.raises(UntypableError, match="Transverse"):
        typed(NATURE, "Mixte", "")
