"""C209 to C214, C305, C504, C505: what texts say against the figures and the calendar."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ppgp_docs.diagnostics import Diagnostic

Found = Callable[[str], list[Diagnostic]]
Codes = Callable[[str], list[str]]

FIGURES = """\
chiffres:
  formes: {valeur: 62, unite: personnes, libelle: personnes formées en présentiel}
  repondants: {valeur: 9, unite: réponses, base: formes}
  evolution:
    {valeur: 7, unite: répondants, base: repondants, libelle: estiment que leur pratique a évolué}
"""
TOLD = '    - "{{ chiffres.repondants.pct }} de réponses"\n'


def text(sentence: str) -> str:
    return f"{FIGURES}contexte:\n  blocs:\n{TOLD}    - >-\n        {sentence}\n"


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("7 répondants sur 9 (77 %) ont changé", ["C209"]),
        ("7 répondants sur 9 (78 %) ont changé", []),
        ("{{ chiffres.evolution.sur }} (77 %) ont changé", ["C209"]),
        ("{{ chiffres.evolution }} répondants sur 9 ({{ chiffres.evolution.pct }})", []),
        ("9 personnes ont répondu sur les 62 formées (14 %)", ["C209"]),
        ("9 personnes ont répondu sur les 62 formées (14,5 %)", []),
        ("78 % (7 sur 9) ont changé", []),
        ("77 % (7 sur 9) ont changé", ["C209"]),
        ("Toutes les réponses (78 %) sont bonnes", ["C209"]),
        ("Toutes les réponses (100 %) sont bonnes", []),
    ],
)
def test_a_percentage_beside_its_counts_is_theirs(
    codes: Codes, sentence: str, told: list[str]
) -> None:
    assert codes(text(sentence)) == told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("77 % des répondants estiment que leur pratique a évolué", ["C209"]),
        ("78 % des répondants estiment que leur pratique a évolué", ["C210"]),
        ("77 % des communes ont une crèche", []),
    ],
)
def test_a_typed_percentage_is_compared_with_the_figure_whose_words_it_bears(
    codes: Codes, sentence: str, told: list[str]
) -> None:
    assert codes(text(sentence)) == told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Les 61 personnes formées ont répondu", ["C211"]),
        ("Les soixante et une personnes formées ont répondu", ["C211"]),
        ("Les 62 personnes formées ont répondu", ["C210"]),
        ("Les soixante-deux personnes formées ont répondu", []),
        ("Les {{ chiffres.formes }} personnes formées ont répondu", []),
        ("Plus de 60 personnes formées ont répondu", []),
        ("Près de 60 personnes formées ont répondu", []),
        ("Les 61 personnes du service", []),
        ("Le 12 mai, des personnes formées ont répondu", []),
        ("Les 61 familles formées en présentiel", []),
    ],
)
def test_a_typed_count_is_that_of_the_figure_whose_words_follow_it(
    codes: Codes, sentence: str, told: list[str]
) -> None:
    assert codes(text(sentence)) == told


def test_a_typed_number_is_told_where_it_stands_behind_bold_and_references(found: Found) -> None:
    sentence = "{{ chiffres.evolution }} et **bien**\n        les **61 personnes** formées"
    (fault,) = found(text(sentence))
    assert fault.span is not None
    assert (fault.span.line, fault.span.column, fault.span.end_column) == (11, 15, 17)


def test_under_thirty_answers_the_count_comes_with_the_percentage(codes: Codes) -> None:
    assert codes(text("{{ chiffres.evolution.pct }} ont changé")) == ["C213"]
    assert codes(text("{{ chiffres.evolution.sur }} ({{ chiffres.evolution.pct }})")) == []


def test_a_rate_of_answers_that_can_be_computed_is_told_somewhere(codes: Codes) -> None:
    assert codes(FIGURES) == ["C214"]
    assert codes(text("Un texte")) == []


@pytest.mark.parametrize(("count", "told"), [("12", ["C212"]), ("9", [])])
def test_an_answer_has_no_more_voices_than_people_who_answered(
    codes: Codes, count: str, told: list[str]
) -> None:
    answers = f"resultats: [{{titre: a, elements: [{{texte: b, effectif: {count}}}]}}]"
    survey = f"    - {{type: enquete, public: usagers, base: repondants, {answers}}}\n"
    assert codes(text("Un texte") + survey) == told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Le numéro de mars parle de la PMI", ["C305"]),
        ("La dernière édition parle de la PMI", ["C305"]),
        ("Le numéro de mars 2023 parle de la PMI", []),
        ("En 2023, le numéro de mars parle de la PMI", []),
        ("La rue du 8 mai rejoint le marché", []),
    ],
)
def test_a_month_says_its_year(codes: Codes, sentence: str, told: list[str]) -> None:
    assert codes(text(sentence)) == told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Écrivez à contact@exemple.fr.", []),
        ("Écrivez à contact@exemplé.fr", ["C504"]),
        ("Écrivez à contact@exemple", ["C504"]),
        ("Appelez le 01 99 00 12 34.", []),
        ("Appelez le 01.99.00.12.34", []),
        ("Appelez le 01 99 00 12 3", ["C505"]),
        ("Appelez le 01 99 00 12 345", ["C505"]),
        ("Le 05/07/2022, de 9 h à 11 h 30, au 01500 Ambérieu", []),
    ],
)
def test_an_address_in_a_text_can_be_used(codes: Codes, sentence: str, told: list[str]) -> None:
    assert codes(text(sentence)) == told


def test_the_full_stop_belongs_to_the_sentence_and_not_to_the_address(found: Found) -> None:
    (fault,) = found(text("Écrivez à contact@exemplé.fr."))
    assert fault.message.startswith("`contact@exemplé.fr` ")
