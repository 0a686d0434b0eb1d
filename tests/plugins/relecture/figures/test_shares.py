"""C209, C210: the percentages and the parts that texts tell."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ppgp_docs.diagnostics import Diagnostic, Severity
from ppgp_docs.francais.nombres import arrondi_trompeur, format_pourcentage, pourcentage

Found = Callable[[str], list[Diagnostic]]
Codes = Callable[[str], list[str]]

FIGURES = """\
chiffres:
  formes: {valeur: 62, unite: personnes, libelle: personnes formées en présentiel}
  repondants: {valeur: 9, unite: réponses, base: formes}
  benefice:
    {valeur: 8, unite: répondants, base: repondants, libelle: disent avoir progressé à l’écoute}
  evolution:
    {valeur: 7, unite: répondants, base: repondants, libelle: estiment que leur pratique a évolué}
"""
TOLD = '    - "{{ chiffres.repondants.pct }} de réponses"\n'


def text(sentence: str) -> str:
    return f"{FIGURES}contexte:\n  blocs:\n{TOLD}    - >-\n        {sentence}\n"


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("7 familles sur 9 (77 %) sont venues", ["C209"]),
        ("7 familles sur 9 (78 %) sont venues", []),
        ("{{ chiffres.evolution.sur }} (77 %) ont changé", ["C209"]),
        ("{{ chiffres.evolution }} répondants sur 9 ({{ chiffres.evolution.pct }})", []),
        ("9 personnes ont répondu sur les 62 formées (14 %)", ["C209"]),
        ("9 personnes ont répondu sur les 62 formées (14,5 %)", []),
        ("77,8 % estiment que leur pratique a évolué", []),
        ("77,78 % estiment que leur pratique a évolué", []),
        ("77,7 % estiment que leur pratique a évolué", ["C209"]),
        ("77,5 % estiment que leur pratique a évolué", ["C209"]),
        ("14,5 % des personnes formées ont donné une réponse", []),
        ("78 % (7 sur 9) sont venues", []),
        ("77 % (7/9) sont venues", ["C209"]),
        ("Sept familles sur neuf, soit 77 %, sont venues", ["C209"]),
        ("12 des 23 familles, soit 58 %, le pensent", ["C209"]),
        ("12 familles sur 23, c’est-à-dire 58 %, le pensent", ["C209"]),
        ("12 familles (58 %) sur les 23 le pensent", ["C209"]),
        ("Des familles (12 sur 23, 58 %) le pensent", ["C209"]),
        ("58 % le pensent (12 familles sur 23)", ["C209"]),
        ("9 retours sur 62, soit un taux de réponse de 14 %", ["C209"]),
        ("12 familles sur 23, soit près de 50 %, le pensent", []),
        ("12 familles sur 23, soit plus de 50 %, le pensent", []),
        ("12 familles sur 23, soit moins de 50 %, le pensent", ["C209"]),
        ("4 communes sur 10 (45 % en 2018) ont une crèche", []),
        ("20 réunions sur 3 ans (12 %)", []),
        ("Huit familles sur dix (81 %) le pensent", []),  # a round way of telling the rate
        ("Près de 9 familles sur 10 (96 %) le pensent", []),
        ("Huit familles sur dix (88 %) le pensent", ["C209"]),
        ("25 familles sur 23 le pensent", ["C209"]),
        ("30 affiches sur 12 panneaux", []),
        ("Le 12/05. La salle ouvre", []),
        ("Les 31/12. La salle ferme", []),
        ("Reçu le 24/07 par la PMI", []),
        ("1 % des réponses (0/11)", ["C209"]),
        ("77 % des 9 familles sont venues", ["C209"]),
        ("78 % des 9 familles sont venues", []),
    ],
)
def test_a_percentage_beside_its_counts_is_theirs(
    codes: Codes, sentence: str, told: list[str]
) -> None:
    assert codes(text(sentence)) == told


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(
    n=st.integers(1, 300).filter(lambda n: n not in (2, 3, 4, 5, 10, 20, 100)),
    k=st.integers(0, 300),
    gap=st.integers(-2, 2),
    form=st.sampled_from(
        ["{k} familles sur {n} ({p})", "{k} des {n} familles, soit {p}", "{p} ({k}/{n})"]
    ),
)
def test_only_the_percentage_rounded_half_up_is_accepted(
    codes: Codes, n: int, k: int, gap: int, form: str
) -> None:
    k = min(k, n)
    written = max(pourcentage(k, n) + gap, 0)
    sentence = form.format(k=k, n=n, p=format_pourcentage(written))
    told = codes(f"contexte:\n  blocs:\n    - {sentence}\n")
    right = written == pourcentage(k, n) and not arrondi_trompeur(written, k, n)
    assert told == ([] if right else ["C209"])


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Toutes les réponses (78 %) sont bonnes", ["C209"]),
        ("Toutes les réponses (100 %) sont bonnes", []),
        ("Presque toutes les réponses (96 %) sont bonnes", []),
        ("Tous les ans, une partie des familles (20 %) déménage", []),
        ("Toutes disent avoir progressé à l’écoute", ["C209"]),
        ("Presque toutes disent avoir progressé à l’écoute", []),
        ("Toutes sont venues, une partie dit avoir progressé à l’écoute", []),
        ("Toutes les équipes sont venues", []),
    ],
)
def test_everyone_is_everyone(codes: Codes, sentence: str, told: list[str]) -> None:
    assert codes(text(sentence)) == told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("77 % des répondants estiment que leur pratique a évolué", ["C209"]),
        ("70 % des répondants estiment que leur pratique a évolué", ["C209"]),
        ("Près de 90 % des répondants estiment que leur pratique a évolué", ["C209"]),
        ("Près de 80 % des répondants estiment que leur pratique a évolué", []),
        ("78 % des répondants estiment que leur pratique a évolué", ["C210"]),
        ("8 répondants sur 9 estiment que leur pratique a évolué", ["C209"]),
        ("{{ chiffres.evolution }} répondants sur 10 ont changé", ["C209"]),
        ("77 % des communes ont une crèche", []),
        ("Ailleurs, 77 % des répondants estiment que leur pratique a évolué", []),
        ("77 % des répondants estiment que leur pratique a évolué (étude nationale)", []),
        ("En 2019, 77 % des répondants estiment que leur pratique a évolué", []),
        ("22 % des répondants n’estiment pas que leur pratique a évolué", []),
        ("« 77 % des communes », dit-elle", []),
    ],
)
def test_a_typed_share_is_that_of_the_figure_whose_words_it_bears(
    codes: Codes, sentence: str, told: list[str]
) -> None:
    assert codes(text(sentence)) == told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("45 % vivent en ville, 35 % en zone centrale et 30 % à la campagne", ["C209"]),
        ("45 % vivent en ville, 35 % en zone centrale et 20 % à la campagne", []),
        ("Oui (60 %), non (30 %), sans avis (20 %)", []),  # a list of its own in each bracket
        ("45 % vivent en ville, 35 % au centre et 30 % ailleurs : plusieurs réponses", []),
    ],
)
def test_shares_in_a_row_do_not_exceed_the_whole(
    found: Found, sentence: str, told: list[str]
) -> None:
    faults = found(text(sentence.replace(" : ", " ; ")))
    assert [fault.code for fault in faults] == told
    assert all(fault.severity is Severity.INFO for fault in faults)


def test_the_advice_cites_the_figure_that_has_these_counts(found: Found) -> None:
    (known,) = found(text("7 sur 9 (77 %) ont une pratique qui a changé"))
    assert known.hints == (
        "écrivez `{{ chiffres.evolution.pct }}`\u00a0: le pourcentage se calcule",
    )
    (unlike,) = found(text("7 sur 9 (77 %) ont déménagé"))
    assert unlike.hints == ("écrivez 78\u00a0%, ou corrigez les effectifs",)
    (unknown,) = found(text("12 familles sur 23 (58 %) sont venues"))
    assert unknown.hints == ("écrivez 52\u00a0%, ou corrigez les effectifs",)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Sur le refus, 4 sur 1000 (0 %) le disent.", "0,4"),
        ("Une visite pour 996 familles sur 1000 (100 %).", "99,6"),
        ("Un cas, soit 1 sur 100000 (0 %).", "moins de 0,1"),
        ("Vus : 199 sur 200 (100 %).", "99,5"),
        ("Refus : 1 sur 400, soit 0 %.", "0,3"),
    ],
)
def test_none_and_all_are_never_said_of_a_few_nor_of_nearly_all(
    found: Callable[..., list[Diagnostic]], text: str, right: str
) -> None:
    told = [each for each in found(f"contexte:\n  blocs:\n    - '{text}'\n") if each.code == "C209"]
    assert [right in each.message for each in told] == [True]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Cela représente 76 % des 0 réponses reçues.", "base nulle"),
        ("On compte 171 % des familles suivies.", "dépasse le tout"),
        ("Soit 120 % des professionnelles formées.", "dépasse le tout"),
        ("Vus : 100,5 % des enfants.", "dépasse le tout"),
        ("Vus : 100 % des enfants.", ""),
        ("Une hausse de 150 % des demandes.", ""),
        ("Le taux atteint 120 % des places ouvertes.", ""),
        ("Soit 76 % des réponses reçues.", ""),
    ],
)
def test_no_share_is_of_nobody_nor_of_more_than_all(
    found: Callable[..., list[Diagnostic]], text: str, told: str
) -> None:
    said = [each for each in found(f"contexte:\n  blocs:\n    - '{text}'\n") if each.code == "C209"]
    assert [told in each.message for each in said] == ([True] if told else [])


SURVEY = """\
chiffres:
  envoyes: {valeur: 100, unite: questionnaires, libelle: questionnaires envoyés}
  reponses: {valeur: 54, unite: réponses, base: envoyes, libelle: réponses reçues}
  satisfaits: {valeur: 30, unite: réponses, base: reponses, libelle: réponses satisfaites}
  hesitants: {valeur: 12, unite: réponses, base: reponses, libelle: réponses peu satisfaites}
contexte:
  blocs:
    - Le taux de retour est de {{ chiffres.reponses.pct }}.
"""


@pytest.mark.parametrize(
    "sentence",
    [
        "76 % des réponses reçues parlent de l’accueil.",
        "Parmi elles, 76 % des réponses reçues évoquent l’écoute.",
        "41 % des questionnaires envoyés portaient un timbre.",
        "Au total, 12 % des réponses reçues sont anonymes.",
        "On lit dans 90 % des réponses reçues un remerciement.",
    ],
)
def test_a_part_of_what_a_figure_counts_is_never_told_to_be_its_share(
    found: Callable[[str], list[Diagnostic]], sentence: str
) -> None:
    told = [each for each in found(f"{SURVEY}    - '{sentence}'\n") if each.code == "C209"]
    assert not any("`reponses` donne" in each.message for each in told)
    assert not any("chiffres.reponses.pct" in hint for each in told for hint in each.hints)


def test_where_several_figures_may_be_meant_each_is_named_and_none_is_advised(
    found: Callable[[str], list[Diagnostic]],
) -> None:
    text = f"{SURVEY}    - '40 % des réponses sont peu satisfaites ou satisfaites.'\n"
    (told,) = [each for each in found(text) if each.code == "C209"]
    assert "`satisfaits` 56" in told.message
    assert "`hesitants` 22" in told.message
    assert not any("{{" in hint for hint in told.hints)


OF_ROUND_NUMBERS = [
    "Un sur trois (30 %) reviendra.",
    "Un parent sur trois (30 %).",
    "1 parent sur 3 (30 %).",
    "Une famille sur trois, soit 30 %.",
    "Un bébé sur trois, c’est-à-dire 30 %.",
    "Deux professionnelles sur trois (70 %).",
    "2 sur 3 (70 %).",
    "Deux familles sur trois, soit 70 %.",
    "Un enfant sur trois (40 %).",
    "Deux agents sur trois (60 %).",
]
NEAR_ROUND_NUMBERS = [
    "Un sur trois (33 %).",
    "Un parent sur trois (34 %).",
    "Un parent sur trois (31 %).",
    "Une famille sur trois (35 %).",
    "Près d’un parent sur trois (30 %).",
    "Environ deux familles sur trois (70 %).",
    "Plus de deux agents sur trois (70 %).",
    "Deux familles sur trois (67 %).",
    "Deux familles sur trois (65 %).",
    "Huit sur dix (81 %).",
]


@pytest.mark.parametrize("sentence", OF_ROUND_NUMBERS)
def test_a_part_in_round_numbers_is_not_told_as_another_round_part(
    codes: Codes, sentence: str
) -> None:
    assert "C209" in codes(text(sentence))


@pytest.mark.parametrize("sentence", NEAR_ROUND_NUMBERS)
def test_a_part_in_round_numbers_may_round_its_percentage(codes: Codes, sentence: str) -> None:
    assert "C209" not in codes(text(sentence))


MORE_THAN_ANSWERED = [
    "29 personnes satisfaites sur 25 répondants.",
    "29 parents satisfaits sur 25 répondantes.",
    "14 agents formés sur 12 inscrits.",
    "14 agents sur 12 inscrits.",
    "40 mères suivies sur 38 mères inscrites.",
    "31 professionnels convaincus sur 30 participants.",
    "31 professionnelles convaincues sur les 30 participantes.",
    "16 stagiaires sur 15 présents.",
    "29 personnes très satisfaites sur 25 personnes interrogées.",
    "52 parents rassurés sur 50 enquêtés.",
    "9 puéricultrices sur 8 répondantes.",
]
OF_OTHER_THINGS = [
    "25 personnes satisfaites sur 29 répondants.",
    "29 visites faites sur 25 familles.",
    "31 enfants accueillis sur 25 familles.",
    "12 séances tenues sur 10 semaines.",
    "30 entretiens menés sur 20 sites.",
    "29 personnes formées sur 25 sites.",
    "40 agents formés sur 3 ans.",
    "14 personnes rencontrées sur 12 communes.",
    "60 enfants vus sur 4 territoires.",
    "29 personnes venues sur 2 jours.",
    "29 avis sur 25 répondants.",
]


@pytest.mark.parametrize("sentence", MORE_THAN_ANSWERED)
def test_no_more_people_say_something_than_answered(codes: Codes, sentence: str) -> None:
    assert "C209" in codes(text(sentence))


@pytest.mark.parametrize("sentence", OF_OTHER_THINGS)
def test_people_may_be_more_than_the_places_days_or_families_beside_them(
    codes: Codes, sentence: str
) -> None:
    assert "C209" not in codes(text(sentence))
