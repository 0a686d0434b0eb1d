"""C212 to C214, C305, C504, C505: answers, months and addresses in texts."""

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


def test_under_thirty_answers_the_count_comes_with_the_percentage(codes: Codes) -> None:
    assert codes(text("{{ chiffres.evolution.pct }} ont changé")) == ["C213"]
    assert codes(text("{{ chiffres.evolution.sur }} ({{ chiffres.evolution.pct }})")) == []


def test_a_rate_of_answers_that_can_be_computed_is_told_somewhere(codes: Codes) -> None:
    assert codes(FIGURES) == ["C214"]
    assert codes(text("Un texte")) == []
    typed = "contexte: {blocs: ['Neuf retours, soit un taux de réponse de 15 %']}\n"
    assert codes(FIGURES + typed) == []
    assert codes(FIGURES.replace("réponses", "personnes").replace("repondants", "formees")) == []


def survey(question: str, *counts: str) -> str:
    items = ", ".join(f"{{texte: a, {count}}}" for count in counts)
    answers = f"resultats: [{{titre: a, {question}elements: [{items}]}}]"
    return (
        text("Un texte")
        + f"    - {{type: enquete, public: usagers, base: repondants, {answers}}}\n"
    )


@pytest.mark.parametrize(
    ("question", "counts", "told"),
    [
        ("", ("effectif: 5", "effectif: 4"), []),
        ("", ("effectif: 5", "effectif: 2"), []),
        ("", ("effectif: 5", "effectif: 6"), ["C222"]),
        ("choix: multiple, ", ("effectif: 5", "effectif: 6"), []),
        ("choix: unique, ", ("effectif: 5", "effectif: 4"), []),
        ("choix: unique, ", ("effectif: 5", "effectif: 2"), ["C222"]),
        ("choix: unique, ", ("effectif: 5", "effectif: 6"), ["C222"]),
        ("", ("effectif: 5", "detail: souvent"), []),
        ("choix: unique, ", ("detail: 33 %", "detail: 33 %", "detail: 33 %"), []),
        ("choix: unique, ", ("detail: 40 %", "detail: 35 %", "detail: 33 %"), ["C222"]),
        ("choix: multiple, ", ("detail: 40 %", "detail: 35 %", "detail: 33 %"), []),
    ],
)
def test_answers_add_up_as_the_question_wants(
    codes: Codes, question: str, counts: tuple[str, ...], told: list[str]
) -> None:
    assert codes(survey(question, *counts)) == told


@pytest.mark.parametrize(
    ("counts", "hint"),
    [
        (("effectif: 8", "effectif: 4"), "corrigez un effectif, ou écrivez `choix: multiple`"),
        (
            ("effectif: 4", "effectif: 3"),
            "ajoutez les réponses qui manquent («\u00a0sans réponse\u00a0»), ou écrivez "
            "`choix: multiple`",
        ),
    ],
)
def test_answers_too_many_or_too_few_are_mended_each_in_their_way(
    found: Found, counts: tuple[str, ...], hint: str
) -> None:
    (fault,) = found(survey("choix: unique, ", *counts))
    assert (fault.code, fault.hints) == ("C222", (hint,))


@pytest.mark.parametrize(("count", "told"), [("12", ["C212"]), ("9", [])])
def test_an_answer_has_no_more_voices_than_people_who_answered(
    codes: Codes, count: str, told: list[str]
) -> None:
    answers = f"resultats: [{{titre: a, elements: [{{texte: b, effectif: {count}}}]}}]"
    survey = f"    - {{type: enquete, public: usagers, base: repondants, {answers}}}\n"
    assert codes(text("Un texte") + survey) == told


def test_an_answer_with_too_many_voices_says_where_to_mend(found: Found) -> None:
    (fault,) = found(survey("", "effectif: 12"))
    assert fault.hints == ("corrigez l’effectif, ou la valeur de `repondants`",)


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
        ("Appelez le +262 262 12 34 56.", []),
        ("Appelez le +33 (0)1 99 00 12 34, poste 5", []),
        ("Appelez le +596 596 12 34", ["C505"]),
        ("Écrivez à pmi@serveur.local", ["C504"]),
        ("Ils sont +262 500 €, +33 % ou + 590 enfants", []),
        ("Appelez le 01 99 00 12 345", ["C505"]),
        ("Le 05/07/2022, de 9 h à 11 h 30, au 01500 Ambérieu", []),
    ],
)
def test_an_address_in_a_text_can_be_used(codes: Codes, sentence: str, told: list[str]) -> None:
    assert codes(text(sentence)) == told


def test_the_full_stop_belongs_to_the_sentence_and_not_to_the_address(found: Found) -> None:
    (fault,) = found(text("Écrivez à contact@exemplé.fr."))
    assert fault.message.startswith("`contact@exemplé.fr` ")


def test_a_dated_step_says_the_year_of_its_texts(codes: Codes) -> None:
    step = "chronologie:\n  jalons:\n    - {{titre: Le bilan, {}, texte: En mars la PMI écoute}}\n"
    assert "C305" not in codes(step.format("date: 2022-07-05"))
    assert "C305" in codes(step.format("repere: au début"))
