"""A figure: what it says of itself, once."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from ppgp_docs.diagnostics import Span
from ppgp_docs.model.chiffre import Chiffre
from ppgp_docs.model.place import Place
from ppgp_docs.model.prose import Words, parse_line

NOWHERE = Place(Span(Path("dossier.yaml")))


@pytest.mark.parametrize(
    ("unite", "libelle", "said"),
    [
        ("documents", "documents retravaillés", True),
        ("documents", "Documents retravaillés", True),
        ("mois", "mois entre deux enquêtes", True),
        ("personnes", "gestionnaires formées", False),
        ("page", "pages du carnet", False),
        ("%", "% des familles", True),
        ("", "familles consultées", False),
        ("familles", "", False),
    ],
)
def test_a_label_that_begins_with_the_unit_says_it(unite: str, libelle: str, said: bool) -> None:
    figure = Chiffre(unite=Words(unite), libelle=parse_line(libelle), place=NOWHERE)
    assert figure.libelle_dit_l_unite is said


@pytest.mark.parametrize(
    ("valeur", "unite", "words"),
    [
        ("0", "", "zéro"),
        ("1", "séance", "une"),
        ("1", "agent", "un"),
        ("16", "familles", "seize"),
        ("20", "", "vingt"),
        ("21", "", ""),
        ("-3", "", ""),
        ("2.5", "", ""),
        ("9", "page", ""),
    ],
)
def test_a_small_number_is_written_in_words_in_the_gender_of_what_it_counts(
    valeur: str, unite: str, words: str
) -> None:
    figure = Chiffre(cle="x", valeur=Decimal(valeur), unite=Words(unite), place=NOWHERE)
    assert figure.en_lettres == words
