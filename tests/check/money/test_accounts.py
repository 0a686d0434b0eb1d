"""C629 to C633: a budget by account, told where its two sides or its accounts are not right."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from ppgp_docs.diagnostics import Diagnostic, Severity
from ppgp_docs.francais.espaces import simplifier
from ppgp_docs.model.accounts import SUBTRACTED, written_account

Found = Callable[..., list[Diagnostic]]

HEAD = """numero: 8
titre: Des visites
objectif: {numero: 4, intitule: Suivre}
referent: PMI
rubriques: [{cle: moyens}]
sous_actions: [{numero: "8.1", titre: Former}]
budget:
  lignes:
    - {financeur: FIR, nature: propre, annee: 2021, montant: 10 000 €}
    - {financeur: FIR, nature: propre, annee: 2022, montant: 2 000 €, section: investissement}
"""
SOUND = (
    HEAD
    + """  charges:
    - {compte: "64", annee: 2021, montant: "9 000,01 €", sous_action: "8.1"}
    - {compte: "6226", annee: 2021, quantite: 10, cout_unitaire: "110,50 €"}
    - {compte: "2182", annee: 2022, montant: 2 000 €, section: investissement}
    - {compte: "861", annee: 2021, montant: 300 €}
  produits:
    - {compte: "70", annee: 2021, montant: "105,01 €"}
    - {compte: "87", annee: 2021, montant: 300 €}
"""
)


def told(found: Found, right: str = "", wrong: str = "") -> list[tuple[str, str]]:
    """What is found once some words are changed: the codes, and the words underlined."""
    assert right in SOUND
    text = SOUND.replace(right, wrong, 1)
    lines = text.splitlines()
    return [
        (one.code, lines[one.span.line - 1][one.span.column - 1 : one.span.end_column - 1])
        for one in found("", fiche=text)
        if one.span
    ]


def test_two_sides_that_are_equal_in_each_year_and_section_are_sound(found: Found) -> None:
    assert told(found) == []


@pytest.mark.parametrize(
    ("right", "wrong", "code", "words"),
    [
        ("105,01", "105,00", "C629", "110,50"),
        ("105,01", "105,02", "C629", "105,02"),
        ("2 000 €, section: investissement}\n  ch", "2 000 €}\n  ch", "C629", ""),
        ('"87", annee: 2021, montant: 300', '"87", annee: 2021, montant: 299', "C630", "300 €"),
        ('"64"', '"74"', "C631", "74"),
        ('"70"', '"60"', "C631", "60"),
        ('"2182"', '"64"', "C631", "64"),
        ('"64"', '"40"', "C631", "40"),
        ('sous_action: "8.1"', 'sous_action: "8.2"', "C632", "8.2"),
    ],
)  # fmt: skip
def test_a_slip_is_told_where_it_is(
    found: Found, right: str, wrong: str, code: str, words: str
) -> None:
    said = dict(told(found, right, wrong))
    assert words in said[code]
    assert set(said) <= {code, "C629"}


@pytest.mark.parametrize(
    ("compte", "side", "is_sound"),
    [
        ("603", "charges", True),
        ("6037", "charges", True),
        ("609", "charges", True),
        ("6419", "charges", True),
        ("713", "produits", True),
        ("709", "produits", True),
        ("60", "charges", False),
        ("606", "charges", False),
        ("689", "charges", False),
        ("70", "produits", False),
        ("789", "produits", False),
    ],
)
def test_only_an_account_that_is_subtracted_has_a_negative_amount(
    found: Found, compte: str, side: str, is_sound: bool
) -> None:
    """Balanced on its own side by one more of the same: nothing else is wrong."""
    more = '{compte: "606"' if side == "charges" else '{compte: "70"'
    added = f"""  {side}:
    - {more}, annee: 2021, montant: "200,05 €"}}
    - {{compte: "{compte}", annee: 2021, montant: "-200,05 €"}}
"""
    said = told(found, f"  {side}:\n", added)
    assert said == ([] if is_sound else [("C634", '"-200,05 €"')])


def test_two_sides_that_differ_bar_a_publication_alone(found: Found) -> None:
    (said,) = found("", fiche=SOUND.replace("105,01", "105,00"))
    assert said.severity is Severity.WARNING
    assert said.bars_publication
    assert "0,01" in said.message


@pytest.mark.parametrize(
    ("paid", "gap", "mend"),
    [
        ("105,00", "(−0,01 €)", "ajoutez ce qui manque aux produits"),
        ("105,02", "(+0,01 €)", "ajoutez ce qui manque aux charges"),
    ],
)
def test_what_lacks_is_said_with_its_sign_and_the_side_to_mend(
    found: Found, paid: str, gap: str, mend: str
) -> None:
    (said,) = found("", fiche=SOUND.replace("105,01", paid))
    assert gap in simplifier(said.message)
    assert mend in said.hints[0]


def test_an_account_of_no_section_is_told_of_investment_and_of_running_costs(found: Found) -> None:
    said = [
        *found("", fiche=SOUND.replace('"2182"', '"64"')),
        *found("", fiche=SOUND.replace('"64"', '"40"')),
    ]
    told = " ".join(one.message for one in said if one.code == "C631")
    assert "parmi les charges d’investissement" in told
    assert "parmi les charges de fonctionnement" in told


def test_gifts_are_told_by_what_each_account_holds(found: Found) -> None:
    given = '{compte: "87", annee: 2021, montant: '
    (said,) = found("", fiche=SOUND.replace(f"{given}300", f"{given}299"))
    assert "300 € au compte 86, 299 € au compte 87" in simplifier(said.message)


def test_two_sub_actions_never_have_the_same_number(found: Found) -> None:
    twice = '{numero: "8.1", titre: Former}, {numero: "8.1", titre: Suivre}'
    said = told(found, '{numero: "8.1", titre: Former}', twice)
    assert said == [("C632", '"8.1"'), ("C632", '"8.1"')]


@pytest.mark.parametrize(
    ("right", "place"),
    [
        ("annee: 2021, montant: 10 000 €", "ligne"),
        ('annee: 2021, montant: "9 000,01 €"', "charge"),
        ('annee: 2021, montant: "105,01 €"', "produit"),
    ],
)
def test_a_sub_action_of_a_fiche_that_describes_none_is_told_where_it_is_named(
    found: Found, right: str, place: str
) -> None:
    bare = SOUND.replace('sous_actions: [{numero: "8.1", titre: Former}]\n', "")
    bare = bare.replace(', sous_action: "8.1"', "")
    named = bare.replace(right, f'{right}, sous_action: "3.2"', 1)
    assert found("", fiche=bare) == []
    (said,) = found("", fiche=named)
    assert (said.code, said.severity) == ("C632", Severity.ERROR), place
    assert said.span
    assert '"3.2"' in named.splitlines()[said.span.line - 1]
    assert said.hints == ("décrivez-la dans `sous_actions`, ou effacez cette clé",)


def authorised(*years: str) -> str:
    return SOUND + "  autorisations:\n" + "".join(f"    - {{{one}}}\n" for one in years)


def test_credits_within_their_authorisations_are_sound(found: Found) -> None:
    years = ("annee: 2022, cp: '60 000,01 €'", "annee: 2021, ae: '90 000,01 €', cp: 30 000 €")
    assert found("", fiche=authorised(*years)) == []


@pytest.mark.parametrize(
    ("years", "gap"),
    [
        (("annee: 2021, ae: 10 €, cp: 4 €", "annee: 2022, cp: '5,99 €'"), "0,01"),
        (("annee: 2021, ae: 10 €, cp: '10,01 €'", "annee: 2022, ae: '0,01 €'"), "0,01"),
        (("annee: 2021, ae: 10 €, cp: 10 €", "annee: 2021, cp: 5 €, section: investissement"), "5"),
    ],
)
def test_a_cent_that_is_paid_too_early_or_never_is_told(
    found: Found, years: tuple[str, ...], gap: str
) -> None:
    (said,) = found("", fiche=authorised(*years))
    assert (said.code, said.severity, said.bars_publication) == ("C633", Severity.WARNING, True)
    assert gap in said.message


def test_every_amount_that_may_be_the_wrong_one_is_shown_beside(found: Found) -> None:
    years = ("annee: 2021, ae: 10 €, cp: 4 €", "annee: 2022, cp: '5,99 €'")
    (said,) = found("", fiche=authorised(*years))
    lines = authorised(*years).splitlines()
    words = [(name, lines[at.line - 1][at.column - 1 : at.end_column - 1])
             for name, at in said.related]  # fmt: skip
    assert words == [("AE", "10 €"), ("CP", "4 €")]


def test_a_year_that_says_no_credits_pays_none(found: Found) -> None:
    assert found("", fiche=authorised("annee: 2021, ae: 10 €", "annee: 2022, cp: 10 €")) == []


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("Charges de personnel", "64"),
        (" charges  de PERSONNEL", "64"),
        ("64 – Charges de personnel", "64"),
        ("74 Subventions d'exploitation", "74"),
        ("64", "64"),
        ("64 – Achats", "64 – Achats"),
        ("99 – Rien", "99 – Rien"),
    ],
)
def test_an_account_may_be_typed_by_its_name_which_its_number_does_not_belie(
    typed: str, number: str
) -> None:
    assert written_account(typed) == number


def test_the_page_of_negative_amounts_lists_the_accounts_that_may_have_some() -> None:
    text = (Path(__file__).parents[3] / "docs" / "codes" / "C634.md").read_text("utf-8")
    listed = re.findall(r"\b\d{2,4}\b", text.partition("## Pourquoi")[0].partition("\n")[2])
    assert set(listed) == {number for side in SUBTRACTED.values() for number in side}
