"""Parts in words, sums, places, « dont », hours: slips are told once, their neighbours never."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.corpus.sound_shapes import SENTENCES, SHAPES

from ppgp_docs.diagnostics import Diagnostic

Found = Callable[[str], list[Diagnostic]]

FIGURES = """\
chiffres:
  documents: {valeur: 50, unite: documents, libelle: documents évalués}
  adaptes: {valeur: 27, unite: documents, base: documents, libelle: documents adaptés}
contexte:
  blocs:
"""

SLIPS = {
    "Une personne sur quatre, soit 20 %, a répondu.": "C209",
    "Trois parents sur quatre (70 %) lisent le flyer.": "C209",
    "Deux personnes sur trois (60 %) ont répondu.": "C209",
    "Une famille sur cinq, soit 25 %, vient à pied.": "C209",
    "Un quart, soit 30 %.": "C231",
    "Un quart soit 30 % des parents.": "C231",
    "Un quart des familles, soit 30 %, vient à pied.": "C231",
    "La moitié des familles (76 %) vient à pied.": "C231",
    "Un tiers des familles (45 %) vient à pied.": "C231",
    "Les trois quarts des agents (65 %) sont formés.": "C231",
    "Deux tiers des agents, soit 60 %.": "C231",
    "Plus de la moitié, soit 40 %, vient à pied.": "C231",
    "Plus de la moitié des familles (40 %) vient à pied.": "C231",
    "Plus de la moitié des familles, soit 45 %, vient.": "C231",
    "Près de la moitié, soit 80 %, vient.": "C231",
    "Près de la moitié des parents (20 %) lit.": "C231",
    "Presque la moitié des agents (70 %) est formée.": "C231",
    "Moins de la moitié des familles (62 %) vient.": "C231",
    "Moins d’un quart, soit 40 %, vient.": "C231",
    "Moins d’un tiers des parents (45 %) lit.": "C231",
    "Plus d’un tiers des parents (25 %) lit.": "C231",
    "Plus d’un quart des parents, soit 12 %, lit.": "C231",
    "Près d’un quart, soit 50 %, lit.": "C231",
    "Près d’un tiers (60 %) des parents lit.": "C231",
    "Environ un tiers des parents (50 %) lit.": "C231",
    "Plus des trois quarts des agents (60 %) sont formés.": "C231",
    "Plus des deux tiers des agents, soit 55 %, sont formés.": "C231",
    "Près des trois quarts, soit 40 %, lisent.": "C231",
    "Plus du quart des parents (15 %) lit.": "C231",
    "Plus du tiers des parents, soit 20 %, lit.": "C231",
    "25 %, soit un tiers.": "C231",
    "25 % des familles, soit un tiers, viennent.": "C231",
    "25 % (un tiers) des familles viennent.": "C231",
    "60 % des parents, soit un quart, lisent.": "C231",
    "30 %, soit la moitié des familles, viennent.": "C231",
    "40 % des parents (plus de la moitié) lisent.": "C231",
    "40 %, soit plus de la moitié, lisent.": "C231",
    "80 % des agents, soit moins de la moitié, sont formés.": "C231",
    "Un quart, 30 %, vient à pied.": "C231",
    "Un tiers, 45 %.": "C231",
    "La moitié des familles, 76 %, vient à pied.": "C231",
    "Au moins un tiers des parents (20 %) lit.": "C231",
    "10 %, c’est-à-dire un quart, viennent.": "C231",
    "9 familles sur 8 reviennent.": "C209",
    "Neuf familles sur huit reviennent.": "C209",
    "120 personnes sur 100 vivent en ville.": "C209",
    "9 familles sur 8, en moyenne, reviennent.": "C209",
    "Les agents sont 62 : 30 + 20 + 13.": "C209",
    "62 : 30 + 20 + 13": "C209",
    "Familles suivies, 1 240 : 640 + 590.": "C209",
    "Trois lieux : Bourg, Oyonnax, Belley et Gex.": "C208",
    "Deux communes : Bourg-en-Bresse, Oyonnax et Gex.": "C208",
    "Le service tient quatre antennes : Bourg, Saint-Denis et Gex.": "C208",
    "Le service suit 150 familles, dont 160 suivies.": "C209",
    "Le service suit 150 familles, dont 160 en ville.": "C209",
    "Le service a fait 150 visites, dont 160.": "C209",
    "Le service a fait 150 visites, dont 160 visites à domicile.": "C209",
    "Le service suit 150 familles, dont 160 suivies à domicile.": "C209",
    "La permanence est ouverte de 9 h à 8 h.": "C311",
    "Accueil le lundi de 14 h à 12 h 30.": "C311",
    "De 9 h à 8 h.": "C311",
    "Les consultations ont lieu de 13 h 30 à 13 h.": "C311",
    "45 % des documents sont adaptés.": "C209",
}


def written(*said: str) -> str:
    return FIGURES + "".join(f"    - >-\n        {each}\n" for each in said)


def of_figures(found: list[Diagnostic]) -> list[Diagnostic]:
    return [each for each in found if each.code in {*SLIPS.values()}]


@pytest.mark.parametrize("said", SLIPS)
def test_a_slip_of_each_shape_is_told_once_at_its_line(found: Found, said: str) -> None:
    (told,) = of_figures(found(written("Le service est ouvert.", said)))
    assert told.code == SLIPS[said]
    assert told.span is not None
    assert told.span.line == 9


def test_a_part_in_words_is_told_with_what_it_means(found: Found) -> None:
    (told,) = of_figures(found(written("Un tiers des familles (45 %) vient à pied.")))
    message = told.message.replace("\u00a0", " ")
    assert message == "« un tiers » veut dire 33 %, pas 45 %"


@pytest.mark.parametrize("kind", SHAPES)
def test_sound_sentences_of_the_same_shapes_raise_no_alarm(found: Found, kind: str) -> None:
    lines = [line for shape, line in SENTENCES if shape == kind]
    assert [each.message for each in of_figures(found(written(*lines)))] == []


def test_the_sound_sentences_are_many() -> None:
    assert len(SENTENCES) >= 120
