"""C209, C211: a sentence that its own numbers contradict, or that gives a figure another value, and
what is advised of it: never what would make it say something else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ppgp_docs.diagnostics import Diagnostic, Severity

Found = Callable[[str], list[Diagnostic]]

FIGURES = """\
chiffres:
  familles: {valeur: 240, unite: familles, libelle: familles rencontrées}
  suivies: {valeur: 180, unite: familles, base: familles, libelle: familles suivies}
  orientees: {valeur: 24, unite: familles, base: familles, libelle: familles orientées}
  naissances: {valeur: 1096, unite: naissances, libelle: naissances dans l’année}
  vus: {valeur: 171, unite: enfants, base: naissances, libelle: enfants vus à domicile}
  formes: {valeur: 62, unite: professionnels, libelle: professionnels formés}
  repondants: {valeur: 9, unite: professionnels, base: formes, libelle: professionnels répondants}
  evolution: {valeur: 7, unite: répondants, base: repondants, libelle: répondants qui ont évolué}
  reponses: {valeur: 50, unite: réponses, libelle: réponses reçues}
  positives: {valeur: 27, unite: réponses, base: reponses, libelle: réponses positives}
  tres: {valeur: 38, unite: réponses, base: reponses, libelle: réponses très positives}
  visites_2024: {valeur: 310, unite: visites, libelle: visites à domicile, date: 2024}
  visites_2023: {valeur: 290, unite: visites, libelle: visites à domicile, date: 2023}
"""


def text(sentence: str) -> str:
    return f"{FIGURES}contexte:\n  blocs:\n    - >-\n        {sentence}\n"


def told(found: Found, sentence: str) -> list[Diagnostic]:
    return [each for each in found(text(sentence)) if each.code in ("C209", "C211")]


@pytest.mark.parametrize(
    ("sentence", "right"),
    [
        ("La moitié, 180 sur 240, revient.", "« la moitié » est écrit, mais 180 sur 240 font 75"),
        ("Un quart, 24 sur 240, a déménagé.", "« un quart » est écrit, mais 24 sur 240 font 10"),
        ("Le tiers : 180 sur 240.", "« le tiers » est écrit"),
        ("Les trois quarts des familles (24 sur 240) viennent.", "« les trois quarts »"),
        ("Un dixième des familles, soit 180 sur 240, est venu.", "« un dixième » est écrit"),
        ("180 familles sur 240 (un tiers) sont venues.", "« un tiers » est écrit"),
        (
            "Un enfant sur trois : 171 sur 1096.",
            "1 sur 3 est écrit, mais 171 sur 1\u202f096",
        ),
        ("Une famille sur neuf : 24 sur 240.", "1 sur 9 est écrit, mais 24 sur 240 font 10"),
        ("Une famille sur quatre, soit 180 sur 240, vient.", "1 sur 4 est écrit"),
        ("62 professionnels, dont 40 titulaires et 32 stagiaires.", "fait 72"),
        ("62 agents : 40 titulaires et 32 stagiaires.", "fait 72"),
        ("240 familles : 180 suivies et 50 orientées.", "fait 230"),
        ("Les 240 familles (180 suivies et 70 orientées) viennent.", "fait 250"),
        ("36 séances : 20 en salle et 18 à domicile.", "fait 38"),
        ("14 % : 9 sur 62.", "9 sur 62 font 15"),
        ("Taux de retour de 16 % : 9 réponses sur 62.", "9 sur 62 font 15"),
        ("180 500,50 € sur 227 540,21 €, soit 97 %.", "font 79"),
        ("97 % du budget (180 500 € sur un total de 227 540 €).", "font 79"),
        ("De 24 à 180, soit 146 de plus.", "c’est 156 de plus, pas 146"),
        ("De 24 à 180, soit 156 de moins.", "c’est 156 de plus"),
        ("De 20 % à 65 %, soit 55 points.", "c’est 45 points, pas 55"),
        ("Le taux passe de 20 % à 65 %, en hausse de 55 points.", "c’est 45 points, pas 55"),
        ("Le taux passe de 20 à 65 %, soit 45 points de moins.", "c’est 45 points de plus"),
        ("Toutes (7 sur 9) sont venues.", "« toutes » est écrit, mais le texte dit 7 sur 9"),
        ("Tous sont venus : 7 sur 9.", "« tous » est écrit"),
        ("Toutes les familles sont suivies (180 sur 240).", "« toutes » est écrit"),
        ("Aucune famille (24 sur 240) n’est venue.", "« aucune » est écrit"),
        ("La totalité des familles (180 sur 240) est là.", "« la totalité » est écrit"),
        ("L’ensemble des familles, soit 180 sur 240, est suivi.", "« l’ensemble » est écrit"),
        ("Pas une famille (24 sur 240) n’est venue.", "« pas une » est écrit"),
        ("Plus de la moitié des familles (24 sur 240) viennent.", "« la moitié » est écrit"),
        ("Moins d’un quart (180 sur 240) est suivi.", "« un quart » est écrit"),
        ("Près de la moitié des familles, 24 sur 240, viennent.", "« la moitié » est écrit"),
        ("62 professionnels dont 70 titulaires.", "fait 70"),
        ("62 agents formés : 40 puéricultrices et 32 infirmières.", "fait 72"),
        ("Taux de réponse (14 %) : 9 sur 62.", "9 sur 62 font 15"),
        ("Sur 227 540,21 €, le FIR apporte 180 500,50 €, soit 97 %.", "font 79"),
        ("Le FIR apporte 180 500,50 € des 227 540,21 €, soit 97 %.", "font 79"),
        ("De 24 à 180 familles, c’est 146 de plus.", "c’est 156 de plus"),
        ("On passe de 24 à 180, soit 146 familles supplémentaires.", "c’est 156 de plus"),
        ("La part passe de 20 % à 65 % (+ 55 points).", "c’est 45 points, pas 55"),
        ("La part a gagné 55 points, de 20 % à 65 %.", "c’est 45 points, pas 55"),
        ("On compte 1 906 naissances.", "`naissances` vaut 1\u202f096"),
        ("171 enfants sur 1 906 naissances ont été vus.", "`vus` vaut 171 sur 1\u202f096"),
        ("9 professionnels sur 26 ont répondu.", "`repondants` vaut 9 sur 62"),
    ],
)
def test_a_number_that_another_contradicts_is_told_once(
    found: Found, sentence: str, right: str
) -> None:
    (fault,) = told(found, sentence)
    assert right in fault.message.replace("\u00a0", " ")


@pytest.mark.parametrize(
    "sentence",
    [
        "La moitié des familles, soit 120 sur 240, habite en ville.",
        "Un quart des familles (61 sur 240) a déménagé.",
        "Près de la moitié des familles (110 sur 240) sont venues.",
        "Plus de la moitié, 180 sur 240, sont suivies.",
        "Moins d’un tiers, 24 sur 240, ont été orientées.",
        "Près du tiers des familles, 76 sur 240, est venu.",
        "Une famille sur dix (24 sur 240) a été orientée.",
        "Trois familles sur quatre : 180 sur 240.",
        "Une famille sur quatre : 12 sur 23 en ville, 3 sur 40 ailleurs.",
        "Un enfant sur six : 171 sur 1 096.",
        "62 professionnels, dont 40 femmes et 32 puéricultrices.",
        "62 professionnels, dont 40 titulaires et 12 stagiaires.",
        "62 professionnels, dont 30 puéricultrices et 40 titulaires.",
        "240 familles : 180 suivies, 24 orientées et 36 parties.",
        "36 séances : 20 enfants et 18 parents y ont pris part.",
        "36 séances : 20 en salle et 16 à domicile.",
        "Deux réunions : 12 familles et 5 professionnels.",
        "12 équipes (5 médecins et 20 puéricultrices) sont en place.",
        "20 personnes : 8 familles et 3 professionnels.",
        "15 % : 9 sur 62 professionnels ont répondu.",
        "Une hausse de 14 % : 9 sur 62 viennent de loin.",
        "180 500,50 € sur 227 540,21 €, soit 79 %.",
        "Le Département paie 180 500 € sur trois ans, soit 79 % du total.",
        "Des groupes de 12 à 15 personnes, soit 5 de plus qu’en 2020.",
        "De 24 à 180, soit 156 de plus.",
        "De 20 % à 65 %, soit 45 points.",
        "Le taux passe de 19,6 % à 65,4 %, soit 46 points.",
        "Tous les répondants (9 sur 62) le disent.",
        "Plus de la moitié des familles (180 sur 240) sont suivies.",
        "Environ un quart des familles, 66 sur 240, est venu.",
        "62 professionnels, dont 9 titulaires.",
        "62 agents formés : 40 puéricultrices et 22 infirmières.",
        "Sur 227 540,21 €, le FIR apporte 180 500,50 €, soit 79 %.",
        "La part a gagné 45 points, de 20 % à 65 %.",
        "Sur 240 familles, pas une n’est partie : 180 sur 240 sont suivies.",
        "Toutes les familles suivies (180 sur 240) ont reçu le livret.",
        "Presque toutes les familles (230 sur 240) sont venues.",
        "Aucune famille (0 sur 240) n’est partie.",
        "Tous les lieux (16 sur 20 aujourd’hui, soit 80 %) auront leur page.",
        "Toutes les équipes ont répondu, 9 professionnels sur 62 avec un long texte.",
        "On compte 1 096 naissances, et 1 906 naissances en 2019.",
        "9 professionnels sur 62 ont répondu ; 9 enfants sur 26 ont dormi.",
        "10 % des familles, soit 24 sur 240.",
        "Plus de 70 % (180 sur 240) sont suivies.",
        "310 visites à domicile ont eu lieu en 2024, contre 290 visites en 2023.",
    ],
)
def test_numbers_that_agree_or_tell_of_something_else_are_left_alone(
    found: Found, sentence: str
) -> None:
    assert told(found, sentence) == []


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("10 % des familles, soit 42 sur 240.", ["`orientees` (24 sur 240)"]),
        ("78 % des répondants, soit 6 sur 9.", ["`evolution` (7 sur 9)"]),
        ("10 % des familles (180 sur 240).", ["`orientees` (24 sur 240)"]),
        ("54 % des réponses sont très positives.", ["`positives` 54", "`tres` 76"]),
        ("301 visites à domicile ont eu lieu.", ["`visites_2024` vaut", "`visites_2023` vaut"]),
    ],
)
def test_where_the_words_or_the_counts_may_be_wrong_figures_are_named_and_none_is_advised(
    found: Found, sentence: str, named: list[str]
) -> None:
    (fault,) = told(found, sentence)
    said = " ".join((fault.message, *fault.hints)).replace("\u00a0", " ")
    assert all(each in said for each in named)
    assert "{{" not in said


def test_a_bound_that_the_counts_belie_is_not_kept_before_the_right_percentage(
    found: Found,
) -> None:
    (fault,) = told(found, "Plus de 80 % (180 sur 240) sont suivies.")
    (hint,) = fault.hints
    assert hint == "écrivez 75\u00a0%, sans «\u00a0plus de\u00a0», ou corrigez les effectifs"


def test_a_breakdown_of_more_than_the_whole_is_a_fault_of_less_a_question(found: Found) -> None:
    (more,) = told(found, "240 familles : 180 suivies et 70 orientées.")
    (less,) = told(found, "240 familles : 180 suivies et 50 orientées.")
    assert (more.severity, less.severity) == (Severity.WARNING, Severity.INFO)
