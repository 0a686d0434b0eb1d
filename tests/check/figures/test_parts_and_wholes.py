"""C201 to C207: parts and wholes, percentages, announced counts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ppgp_docs.diagnostics import Diagnostic

Codes = Callable[..., list[str]]
Found = Callable[..., list[Diagnostic]]


def figures(**values: str) -> str:
    return "chiffres:\n" + "".join(f"  {name}: {{{value}}}\n" for name, value in values.items())


def test_a_part_is_never_more_than_its_base(codes: Codes) -> None:
    assert codes(figures(k="valeur: 10, base: n", n="valeur: 9")) == ["C201"]
    assert codes(figures(k="valeur: 9, base: n", n="valeur: 9")) == []


@pytest.mark.parametrize(("written", "told"), [("77 %", ["C202"]), ("78 %", [])])
def test_seven_of_nine_is_rounded_to_78_and_never_truncated_to_77(
    codes: Codes, written: str, told: list[str]
) -> None:
    part = f"valeur: 7, base: n, pourcentage: {written}"
    assert codes(figures(k=part, n="valeur: 9")) == told


def test_a_wrong_percentage_is_told_with_the_right_one(found: Found) -> None:
    (fault,) = found(figures(k="valeur: 7, base: n, pourcentage: 77 %", n="valeur: 9"))
    assert fault.message == "`k` annonce 77\u00a0%, mais 7 sur 9 font 78\u00a0%"
    assert "se calcule tout seul" in fault.hints[0]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(n=st.integers(1, 199), k=st.integers(0, 199), printed=st.integers(0, 100))
def test_only_the_percentage_rounded_half_up_is_accepted(
    codes: Codes, n: int, k: int, printed: int
) -> None:
    k = min(k, n)
    exact = (200 * k + n) // (2 * n)
    part = "valeur: {}, base: n, pourcentage: {}"
    for written in (exact, printed):
        told = codes(figures(k=part.format(k, written), n=f"valeur: {n}"))
        assert told == ([] if written == exact else ["C202"])


@pytest.mark.parametrize(("written", "told"), [("77 %", ["C202"]), ("78 %", []), ("0 %", [])])
def test_a_percentage_without_its_count_is_one_that_whole_people_make(
    codes: Codes, written: str, told: list[str]
) -> None:
    assert codes(figures(k=f"pourcentage: {written}, base: n", n="valeur: 9")) == told


@pytest.mark.parametrize(
    ("group", "sessions", "told"),
    [
        ("15", "11", ["C221"]),
        ("15", "12", []),
        ("14", "12", ["C221"]),
        ("size", "12", []),
        ("15", "held", ["C221"]),
        ("15", "unknown", ["C101"]),
        ("0", "12", []),
    ],
)
def test_sessions_are_enough_for_groups_of_that_size(
    codes: Codes, group: str, sessions: str, told: list[str]
) -> None:
    trained = f"valeur: 173, par_groupe: {group}, sessions: {sessions}"
    assert codes(figures(n=trained, size="valeur: 15", held="valeur: 11")) == told


def test_the_message_says_how_many_sessions_it_takes(found: Found) -> None:
    (fault,) = found(figures(n="valeur: 173, par_groupe: 15, sessions: 10"))
    told = "`n` (173), par groupes de 15 au plus, demande 12\u00a0sessions, et non 10"
    assert fault.message == told


def test_a_percentage_says_of_how_many_or_where_it_comes_from(codes: Codes, found: Found) -> None:
    (fault,) = found(figures(k="pourcentage: 60 %"))
    assert (fault.code, fault.message) == ("C203", "le pourcentage `k` (60\u00a0%) n’a pas de base")
    assert codes(figures(k="pourcentage: 60 %, source: un questionnaire")) == []


AIMS = """numero: 8
titre: Essai
objectif: {numero: 4, intitule: Essai}
referent: PMI
chiffres:
  vus: {valeur: 12, unite: enfants, source: relevé}
  aimed: {pourcentage: 60 %}
  later: {pourcentage: 80 %}
  other: {pourcentage: 90 %}
rubriques: [{cle: indicateurs}]
indicateurs:
  - libelle: Enfants vus
    reference: vus
    cible: later
    suivi: [{annee: 2026, cible: aimed}]
"""


def test_a_percentage_that_is_aimed_at_counted_nobody(found: Found) -> None:
    told = [one.message for one in found("", fiche=AIMS) if one.code == "C203"]
    assert told == ["le pourcentage `other` (90\u00a0%) n’a pas de base"]


def test_a_figure_has_a_value(codes: Codes) -> None:
    assert codes(figures(k="unite: personnes")) == ["C204"]
    assert codes(figures(k="valeur: 0")) == []


def counted(block: str) -> str:
    return f"contexte:\n  blocs:\n    - {block}\n"


@pytest.mark.parametrize(
    "block",
    [
        "{{type: liste, nombre_annonce: {}, elements: [un, deux]}}",
        "{{type: liste, nombre_annonce: {}, elements: [{{texte: deux flyers, quantite: 2}}]}}",
        "{{type: etapes, nombre_annonce: {}, etapes: [{{titre: a}}, {{titre: b}}]}}",
        "{{type: documents, nombre_annonce: {}, documents: [{{titre: Deux flyers, quantite: 2}}]}}",
        "{{type: cartes, nombre_annonce: {}, cartes: [{{titre: a}}, {{titre: b}}]}}",
        "{{type: enquete, public: usagers, resultats: [{{titre: a, nombre_annonce: {}, "
        "elements: [un, deux]}}]}}",
    ],
)
def test_a_list_has_as_many_items_as_its_title_announces(codes: Codes, block: str) -> None:
    assert codes(counted(block.format(2))) == []
    assert codes(counted(block.format(3))) == ["C205"]


@pytest.mark.parametrize(
    ("number", "told"),
    [(1, "1\u00a0élément est annoncé, la"), (5, "5\u00a0éléments sont annoncés, la")],
)
def test_the_message_agrees_with_the_announced_number(found: Found, number: int, told: str) -> None:
    (fault,) = found(counted(f"{{type: liste, nombre_annonce: {number}, elements: [un, deux]}}"))
    assert fault.message.startswith(told)


def test_the_priorities_are_as_many_as_announced(codes: Codes) -> None:
    text = "et_apres: {{nombre_annonce: {}, priorites: [{{titre: a}}, {{titre: b}}]}}\n"
    assert codes(text.format(5)) == ["C205"]
    assert codes(text.format(2)) == []


def test_each_row_of_a_table_has_a_cell_per_column(codes: Codes, found: Found) -> None:
    table = "{{type: tableau, titre: T, colonnes: [a, b], lignes: [[1, 2], [{}]]}}"
    (fault,) = found(counted(table.format("3")))
    assert fault.code == "C206"
    assert fault.span is not None
    assert fault.span.column == counted(table.format("3")).splitlines()[-1].rindex("3") + 1
    assert "a 1\u00a0case pour 2\u00a0colonnes" in fault.message
    assert fault.hints == ('complétez la ligne, ou laissez une case vide\u00a0: `""`',)
    assert codes(counted(table.format("3, 4"))) == []


def test_a_row_that_is_too_long_may_hold_a_comma_without_its_quotation_marks(found: Found) -> None:
    table = "{type: tableau, titre: T, colonnes: [a, b], lignes: [[Biterrois, 28, 5 %]]}"
    (fault,) = found(counted(table))
    assert fault.hints[0].startswith("une virgule de trop\u202f? mettez entre guillemets")


def test_parts_that_count_different_people_do_not_exceed_their_base(found: Found) -> None:
    """The Oise: 13 + 173 + 16 people trained, 180 in the team."""
    parts = {
        "cadres": "valeur: 13, base: equipe, distinct: oui",
        "apr": "valeur: 173, base: equipe, distinct: oui",
        "gestionnaires": "valeur: 16, base: equipe, distinct: {}",
        "equipe": "valeur: 180",
    }
    parts_distinct = {name: value.format("oui") for name, value in parts.items()}
    (fault,) = found(figures(**parts_distinct))
    assert fault.code == "C207"
    assert fault.message.startswith("13 + 173 + 16 = 202, plus que la base `equipe` (180)")
    parts["apr"] = "valeur: 173, base: equipe"
    assert found(figures(**{name: value.format("oui") for name, value in parts.items()})) == []


@pytest.mark.parametrize("part", ["pourcentage: 76 %", "valeur: 0, pourcentage: 76 %"])
def test_no_percentage_is_a_part_of_nobody(found: Found, part: str) -> None:
    (fault,) = found(figures(k=f"{part}, base: n", n="valeur: 0"))
    assert fault.code == "C202"
    assert "base nulle" in fault.message


@pytest.mark.parametrize(
    ("count", "whole", "written", "told"),
    [
        (4, 1000, "0 %", ["C202"]),
        (4, 1000, "0,4 %", []),
        (996, 1000, "100 %", ["C202"]),
        (996, 1000, "99,6 %", []),
        (1, 300, "0,3 %", []),
        (0, 300, "0 %", []),
        (300, 300, "100 %", []),
    ],
)
def test_none_and_all_are_only_said_of_none_and_all(
    codes: Codes, count: int, whole: int, written: str, told: list[str]
) -> None:
    part = f'valeur: {count}, base: n, pourcentage: "{written}"'
    assert codes(figures(k=part, n=f"valeur: {whole}")) == told


def test_nobody_can_have_given_an_answer(found: Found) -> None:
    survey = (
        "contexte:\n  blocs:\n    - type: enquete\n      public: usagers\n      base: n\n"
        "      resultats: [{titre: Points, elements: [{texte: écoute, effectif: 7}]}]\n"
    )
    told = [each.code for each in found(figures(n="valeur: 0") + survey)]
    assert "C212" in told
