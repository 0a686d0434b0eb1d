"""Words of a list as people copy them from another document of ours."""

from __future__ import annotations

import pytest

from ppgp_docs.importing.line_words import UntypableError
from ppgp_docs.importing.values import meant, typed
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


FUNDERS = (("CD", "Département"), ("BOP304", "État, programme 304"), ("autre:Gien", "Gien"))


def funder(sent: str = "Département") -> SentField:
    return SentField("fiche-3:budget.lignes[1].financeur", "Financeur", Genre.CHOICE, sent,
                     choices=FUNDERS)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("BOP 304", "BOP304"),
        ("État (programme 304)", "BOP304"),
        ("Conseil départemental", "CD"),
        ("le Département", "CD"),
        ("Gien", "autre:Gien"),
        ("Commune de Briare", "autre:Commune de Briare"),
    ],
)
def test_a_funder_of_the_contracts_is_itself_whatever_it_is_called(text, key):
    """As another funder, its money would be out of its own totals."""
    assert typed(funder(), text, "") == key


def test_a_funder_called_otherwise_is_no_change():
    one = funder("État, programme 304")
    assert meant(one, "BOP 304") == meant(one, one.sent)


def test_a_name_that_may_be_another_funder_is_asked():
    with pytest.raises(UntypableError, match="État, programme 304"):
        typed(funder(), "État", "")
