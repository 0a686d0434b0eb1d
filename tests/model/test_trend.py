"""Where an indicator goes: numbers that compare, and where a drawing puts them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from ppgp_docs.diagnostics import Span
from ppgp_docs.francais.dates import lire_date
from ppgp_docs.model.chiffre import Chiffre
from ppgp_docs.model.fiche import AnneeSuivie, Indicateur
from ppgp_docs.model.place import Place
from ppgp_docs.model.prose import Words, parse_line
from ppgp_docs.model.trend import Trend, trend_of

PLACE = Place(Span(Path("04.yaml")))


def figure(
    value: str = "", base: str = "", percentage: str = "", unit: str = "visites", date: str = ""
) -> Chiffre:
    return Chiffre(
        valeur=Decimal(value) if value else None,
        base=base,
        pourcentage=Decimal(percentage) if percentage else None,
        unite=Words(unit),
        date=lire_date(date) if date else None,
        place=PLACE,
    )


KNOWN = {
    "avant": figure("60", date="2018-12"),
    "sans_date": figure("60"),
    "un": figure("70"),
    "deux": figure("90"),
    "vise": figure("100"),
    "nes": figure("200", unit="enfants"),
    "vus": figure("30", base="nes", unit="enfants"),
    "part": figure(percentage="20", unit=""),
    "points": figure("12", unit="%"),
    "muet": figure(),
}


def trend(start: str = "", target: str = "", due: str = "", **results: str) -> Trend | None:
    """The trend of an indicator; ``results`` are figures by year: ``_2020="un"``."""
    years = tuple(
        AnneeSuivie(annee=int(year[1:]), resultat=name, place=PLACE)
        for year, name in results.items()
    )
    date = lire_date(due) if due else None
    one = Indicateur(
        libelle=parse_line("Visites"), reference=start, cible=target, echeance=date, suivi=years,
        place=PLACE,
    )  # fmt: skip
    return trend_of(one, KNOWN)


def test_results_go_by_year_whatever_the_order_in_which_they_are_written() -> None:
    found = trend("avant", "vise", "2023", _2021="deux", _2020="un")
    assert found is not None
    assert [(point.year, point.value) for point in found.points] == [
        (2018, 60),
        (2020, 70),
        (2021, 90),
    ]
    assert found.target is not None
    assert (found.target.year, found.target.value, found.unit) == (2023, 100, "visites")


def test_a_part_of_a_base_and_a_percentage_compare_in_per_cent() -> None:
    found = trend("points", "part", _2020="vus")
    assert found is not None
    assert (found.unit, [point.value for point in found.points]) == ("%", [12, 15])
    assert found.target is not None
    assert found.target.value == 20


@pytest.mark.parametrize(
    "said",
    [
        {"start": "avant", "target": "vise"},
        {"_2020": "un"},
        {"start": "avant", "_2020": "vus"},
        {"target": "vise", "_2020": "muet"},
        {"start": "inconnu", "_2020": "un"},
    ],
    ids=["no result", "one value", "two units", "a result without a number", "an unknown figure"],
)
def test_what_does_not_compare_is_no_trend(said: dict[str, str]) -> None:
    assert trend(**said) is None


def test_a_result_that_rounding_would_put_at_its_target_has_the_decimals_of_the_tables() -> None:
    known = {
        "nes": figure("1000", unit="enfants"),
        "vus": figure("124", base="nes", unit="enfants"),
        "plus": figure("154", base="nes", unit="enfants"),
        "vise": figure(percentage="12"),
    }
    years = (
        AnneeSuivie(annee=2020, cible="vise", resultat="vus", place=PLACE),
        AnneeSuivie(annee=2021, resultat="plus", place=PLACE),
    )
    one = Indicateur(libelle=parse_line("Bilans"), suivi=years, place=PLACE)
    found = trend_of(one, known)
    assert found is not None
    assert [point.figure.percentage for point in found.points] == ["12,4\u00a0%", "15\u00a0%"]
    assert "résultat 2020\u00a0: 124 enfants sur" in found.sentence.replace("124\u00a0", "124 ")


def test_the_targets_of_years_stand_apart_from_the_last_one_and_are_said() -> None:
    years = (
        AnneeSuivie(annee=2020, cible="deux", resultat="un", place=PLACE),
        AnneeSuivie(annee=2021, cible="deux", resultat="deux", place=PLACE),
        AnneeSuivie(annee=2022, cible="vise", place=PLACE),
        AnneeSuivie(annee=2023, cible="part", place=PLACE),
    )
    one = Indicateur(
        libelle=parse_line("Visites"), cible="vise", echeance=lire_date("2022"), suivi=years,
        place=PLACE,
    )  # fmt: skip
    found = trend_of(one, KNOWN)
    assert found is not None
    assert [(aim.year, aim.value) for aim in found.aims] == [(2020, 90), (2021, 90)]
    assert found.sentence.count("cible de l’année") == 2
    assert found.places()[2:] == ((1, 1), (0, pytest.approx(2 / 3)), (0.5, pytest.approx(2 / 3)))


def test_years_stand_as_far_apart_as_they_are_and_values_between_the_least_and_the_most() -> None:
    found = trend("avant", "vise", "2022", _2020="un", _2021="deux")
    assert found is not None
    assert found.places() == ((0, 0), (0.5, 0.25), (0.75, 0.75), (1, 1))


def test_a_start_and_a_target_without_date_stand_a_year_around_the_results() -> None:
    found = trend("sans_date", "vise", _2020="un", _2021="deux")
    assert found is not None
    assert [x for x, _ in found.places()] == pytest.approx([0, 1 / 3, 2 / 3, 1])


def test_values_that_are_all_alike_stand_half_way() -> None:
    found = trend("un", _2020="un", _2021="un")
    assert found is not None
    assert {y for _, y in found.places()} == {0.5}


def test_a_sentence_says_all_that_a_drawing_shows() -> None:
    found = trend("avant", "vise", "2022", _2020="un")
    assert found is not None
    assert found.sentence.replace("\u00a0", " ").replace("\u202f", " ") == (
        "départ 2018 : 60 visites ; résultat 2020 : 70 visites ; cible 2022 : 100 visites"
    )
