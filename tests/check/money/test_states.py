"""C407 to C409, C401 of a stage: the states of a line, told at the state that is wrong."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ppgp_docs.diagnostics import Diagnostic
from ppgp_docs.francais.espaces import simplifier

Found = Callable[..., list[Diagnostic]]

STATES = """\
      - {statut: propose, montant: 200 000 €, date: 2020-10-30}
      - {statut: engage, montant: 170 000 €, date: 2021-03-01}
      - {statut: mandate, montant: 90 000 €, date: 2021-06-30}
      - {statut: mandate, montant: "60 000,50 €", date: 2021-11-30}
      - {statut: realise, montant: "150 000,50 €", date: 2021}
"""


def fiche(states: str = STATES, rest: str = "", statut: str = "notifie") -> str:
    return (
        "numero: 8\ntitre: Des visites\nobjectif: {numero: 4, intitule: Suivre}\nreferent: PMI\n"
        "rubriques: [{cle: moyens}]\nbudget:\n  lignes:\n"
        "    - {financeur: CD, nature: transverse, annee: 2021, montant: 16 497 €}\n"
        "    - financeur: FIR\n      nature: propre\n      annee: 2021\n      montant: 180 500 €\n"
        f"      statut: {statut}\n      date: 2021-02-15\n      etats:\n{states}{rest}"
    )


def told(found: Found, text: str) -> list[tuple[str, str]]:
    """The codes with the words that each underlines."""
    lines = text.splitlines()
    return [
        (one.code, lines[one.span.line - 1][one.span.column - 1 : one.span.end_column - 1])
        for one in found("", fiche=text)
        if one.span
    ]


def test_a_line_with_all_its_states_is_sound(found: Found) -> None:
    assert told(found, fiche()) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("engage, montant: 170 000 €", 'engage, montant: "180 500,01 €"'),
        ('montant: "60 000,50 €"', 'montant: "80 000,01 €"'),
        ('realise, montant: "150 000,50 €"', 'realise, montant: "150 000,51 €"'),
    ],
)
def test_a_cent_above_the_stage_before_is_told_at_its_amount(
    found: Found, right: str, wrong: str
) -> None:
    text = fiche(STATES.replace(right, wrong))
    code, words = told(found, text)[0]
    assert (code, words.strip('"')) == ("C407", wrong.split("montant: ")[1].strip('"'))


def test_money_that_stands_alone_is_held_against_its_place(found: Found) -> None:
    spent = (
        "    - {{financeur: CD, nature: transverse, annee: 2021, montant: {}, statut: realise}}\n"
    )
    assert told(found, fiche(rest=spent.format("16 497 €"))) == []
    over = told(found, fiche(rest=spent.format('"16 497,01 €"')))
    assert over == [("C407", '"16 497,01 €"')]


def test_money_spent_that_no_line_foresees_exceeds_nothing_and_is_told_for_itself(
    found: Found,
) -> None:
    spent = (
        "    - {financeur: BOP304, nature: propre, annee: 2021, montant: 1 €, statut: realise}\n"
    )
    assert told(found, fiche(rest=spent)) == [("C411", "BOP304")]


@pytest.mark.parametrize(
    ("states", "statut", "words"),
    [
        ("      - {statut: notifie, montant: 1 €}\n", "notifie", "notifie"),
        ("      - {statut: notifie, montant: 1 €}\n", "propose", "notifie"),
        ("      - {statut: engage, montant: 1 €}\n", "realise", "engage"),
        (
            "      - {statut: propose, montant: 1 €}\n      - {statut: propose, montant: 2 €}\n",
            "acquis",
            "propose",
        ),
    ],
)
def test_a_state_that_does_not_fit_its_line_is_an_error(
    found: Found, states: str, statut: str, words: str
) -> None:
    assert told(found, fiche(states, statut=statut)) == [("C408", words)]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("2020-10-30", "2021-02-16"), ("2021-03-01", "2021-02-14"), ("2021-06-30", "2021-02-28")],
)
def test_a_date_before_that_of_the_stage_before_is_told(
    found: Found, right: str, wrong: str
) -> None:
    codes = [code for code, _ in told(found, fiche(STATES.replace(right, wrong)))]
    assert codes == ["C409"]


def test_a_vague_date_is_never_at_fault(found: Found) -> None:
    assert told(found, fiche(STATES.replace("2021-03-01", "2021-02"))) == []


@pytest.mark.parametrize(
    "total",
    [
        "statut: realise, montant: '150 000,50 €'",
        "statut: mandate, financeur: FIR, montant: '150 000,50 €'",
        "statut: engage, nature: propre, annee: 2021, montant: 170 000 €",
        "statut: prevu, montant: 196 997 €",
        "montant: 196 997 €",
    ],
)
def test_a_stated_total_may_be_that_of_a_stage(found: Found, total: str) -> None:
    assert told(found, fiche(rest=f"  totaux_annonces: [{{{total}}}]\n")) == []


def test_totals_that_agree_name_the_state_that_is_wrong_by_a_cent(found: Found) -> None:
    more = (
        "    - {financeur: CD, nature: transverse, annee: 2022, montant: 5 €, etats: "
        "[{statut: mandate, montant: 5 €}]}\n  totaux_annonces:\n"
        "    - {statut: mandate, annee: 2022, montant: 5 €}\n"
        "    - {statut: mandate, montant: '100 005,50 €'}\n"
        "    - {statut: mandate, financeur: FIR, montant: '100 000,50 €'}\n"
        "    - {statut: mandate, annee: 2021, montant: '100 000,50 €'}\n"
    )
    one = "      - {statut: mandate, montant: '100 000,51 €'}\n"
    text = fiche(one, rest=more)
    assert told(found, text) == [("C401", "'100 000,51 €'")]


@pytest.mark.parametrize(
    ("taken", "over", "where"),
    [
        (("-10",), "", ""),
        (("-10,01",), "0,01", "-10,01"),
        (("-4", "-6,01"), "0,01", "-6,01"),
        (("-4", "-5", "-2"), "1", "-2"),
    ],
)
def test_what_is_taken_back_beyond_what_was_spent_is_told_at_the_last_amount(
    found: Found, taken: tuple[str, ...], over: str, where: str
) -> None:
    spent = "".join(f"      - {{statut: realise, montant: '{one}'}}\n" for one in ("10", *taken))
    text = fiche(spent)
    assert told(found, text) == ([("C410", f"'{where}'")] if over else [])
    said = [simplifier(one.message) for one in found("", fiche=text)]
    assert [f"dépasse de {over} € ce qui était réalisé" in one for one in said] == [True] * bool(
        over
    )


TWO_LINES = (
    "numero: 8\ntitre: Des visites\nobjectif: {{numero: 4, intitule: Suivre}}\nreferent: PMI\n"
    "rubriques: [{{cle: moyens}}]\n{life}budget:\n  lignes:\n"
    "    - {{financeur: CD, nature: propre, annee: 2021, montant: 1000, libelle: a, "
    "etats: [{one}]}}\n"
    "    - {{financeur: CD, nature: propre, annee: 2021, montant: 2000, libelle: b, "
    "etats: [{other}]}}\n"
)
CLOSED = "vie: [{etat: close, date: 2021-12-31}]\n"
CONTRACT = """intitule: Essai
periode: {{debut: 2021, fin: 2022}}
signature: 2021-01-01
avenants:
  - numero: 1
    date: 2021-06-01
    mouvements:
      - {}
"""
TAKEN = "{montant: 100, de: {fiche: 8, financeur: CD, annee: 2021}, vers: {annee: 2022}}"
GIVEN = "{montant: 100, vers: {fiche: 8, financeur: CD, annee: 2021}}"
OVERSPENT = "{statut: realise, montant: '1000,01'}"
OVER_COMMITTED = "{statut: engage, montant: 900}, {statut: realise, montant: '900,01'}"


@pytest.mark.parametrize(
    ("one", "life", "move"),
    [
        (OVERSPENT, "", ""),
        (OVERSPENT, CLOSED, ""),
        (OVERSPENT, "", TAKEN),
        (OVER_COMMITTED, CLOSED, ""),
        (OVER_COMMITTED, "", TAKEN),
        (OVER_COMMITTED, "", GIVEN),
        ("{statut: realise, montant: '1100,01'}", "", GIVEN),
    ],
)
def test_a_line_is_held_to_its_own_stages_whatever_ends_or_moves_at_its_place(
    found: Found, one: str, life: str, move: str
) -> None:
    text = TWO_LINES.format(one=one, life=life, other="{statut: engage, montant: 10}")
    contract = CONTRACT.format(move) if move else ""
    over = [each for each in found("", fiche=text, contrat=contract) if each.code == "C407"]
    assert [each.span.line for each in over if each.span] == [8 + bool(life)]


@pytest.mark.parametrize(
    ("one", "life", "move"),
    [
        ("{statut: realise, montant: 1000}", CLOSED, ""),
        ("{statut: realise, montant: 1100}", "", GIVEN),
        ("{statut: realise, montant: 1000}", "", TAKEN),
        ("{statut: engage, montant: 900}, {statut: realise, montant: 900}", CLOSED, TAKEN),
    ],
)
def test_a_line_within_its_stages_is_sound_where_something_ends_or_moves(
    found: Found, one: str, life: str, move: str
) -> None:
    text = TWO_LINES.format(one=one, life=life, other="{statut: engage, montant: 10}")
    contract = CONTRACT.format(move) if move else ""
    codes = {each.code for each in found("", fiche=text, contrat=contract)}
    assert "C407" not in codes
