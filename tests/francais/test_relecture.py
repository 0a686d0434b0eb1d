"""Proofreading: what typesetting changes in words, and what only the author can mend."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppgp_docs.francais.relecture import a_reprendre, relire


@pytest.mark.parametrize(
    ("texte", "mot", "message"),
    [
        ("la 2ème fois", "2ème", "`2ème` s’imprime `2e`"),
        ("pour l'Etat, oui", "l'Etat,", "`l'Etat,` s’imprime `l’État,`"),
        ("le 1 juillet", "1", "`1` s’imprime `1er`"),
        ("12000 familles", "12000", "`12000` s’imprime `12\u202f000`"),
        ("main-d'oeuvre", "main-d'oeuvre", "`main-d'oeuvre` s’imprime `main-d’œuvre`"),
        ('un "mot seul', '"', 'ce guillemet `"` n’a pas son pendant'),
        ("l' enfant", "l' e", "l’apostrophe de `l'` se colle au mot suivant"),
        ("l’ « enfant »", "l’ «", "l’apostrophe de `l’` se colle au mot suivant"),
        ("il y'a un an", "y'a", "`y'a` s’écrit `y a`, sans apostrophe"),
    ],
)
def test_a_finding_says_what_and_where_in_the_source(texte: str, mot: str, message: str) -> None:
    (remarque,) = relire(texte)
    assert remarque.message == message
    assert mot.startswith(texte[remarque.debut : remarque.fin])


@pytest.mark.parametrize(
    "texte",
    [
        "Vraiment ?  Oui, l'Ain : 16 497 €... « ici » et là !",
        'le mot "juste", un écran de 15" et 12 "mots"',
        "https://exemple.fr/2ème et contact@exemple.fr",
        "l'e\u0301te\u0301, accents de\u0301compose\u0301s",
    ],
)
def test_spaces_and_signs_that_are_mended_alone_are_not_worth_telling(texte: str) -> None:
    assert relire(texte) == ()


def test_only_what_the_author_must_mend_can_be_asked_for() -> None:
    texte = 'la 2ème "fois'
    assert [remarque.genre for remarque in a_reprendre(texte)] == ["guillemet"]
    assert [remarque.genre for remarque in relire(texte)] == ["corrigé", "guillemet"]


@given(st.text(alphabet="aEt 12ème\"'«»’.?!:\n", max_size=40))
def test_every_finding_stands_inside_the_text_in_reading_order(texte: str) -> None:
    remarques = relire(texte)
    assert all(0 <= r.debut < r.fin <= len(texte) for r in remarques)
    assert [r.debut for r in remarques] == sorted(r.debut for r in remarques)


@pytest.mark.parametrize(
    ("texte", "seuls"),
    [
        ("« Un jour.\n\n« Deux jours.\n\n« Trois jours. »", 0),
        ("Elle dit :\n\n« Un jour.\n\n« Deux jours. » Puis rien.", 0),
        ("« Un jour.\n\nDeux « jours ».", 1),
        ("« Un jour.\n« Deux jours. »", 1),
    ],
)
def test_a_quotation_may_take_its_mark_up_again_at_each_paragraph(texte: str, seuls: int) -> None:
    assert len(a_reprendre(texte)) == seuls
