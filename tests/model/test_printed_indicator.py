"""What each year of an indicator gave, and whether it was reached: against pairs worked by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.check.contract.test_objectives import INDICATORS

from ppgp_docs.model.printed_indicator import PrintedYear, printed_years
from ppgp_docs.session import DossierReading

Read = Callable[..., DossierReading]
FIGURES = """  avant: {valeur: 90, unite: visites}
  peu: {valeur: 20, unite: visites}
  visites_2021: {valeur: 91, unite: visites, source: bilan de PMI, date: 2021-12}
  pourcents: {valeur: 12, unite: "%"}
  quart: {pourcentage: 25 %, source: contrat}
  presque: {valeur: 2496, base: milliers, source: contrat}
  milliers: {valeur: 10000, unite: enfants}
"""


@pytest.fixture
def years(read: Read) -> Callable[..., list[PrintedYear]]:
    """The years of an indicator, given as the fields that follow its label."""

    def run(fields: str, figures: str = "") -> list[PrintedYear]:
        text = INDICATORS.replace("chiffres:\n", f"chiffres:\n{FIGURES}{figures}")
        text = text.replace("reference: REFERENCE, cible: CIBLE", fields)
        reading = read('departement: "77"\n', fiche=text)
        assert reading.dossier is not None, reading.diagnostics
        (one,) = reading.dossier.fiches
        return printed_years(one.indicateurs[0], reading.dossier.chiffres_de(one))

    return run


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_a_year_says_its_result_with_its_base_its_target_its_source_and_what_explains_it(
    years: Callable[..., list[PrintedYear]],
) -> None:
    second, first = (
        "{annee: 2022, cible: quart}",
        "{annee: 2021, resultat: visites_2021, cible: avant, commentaire: Deux postes vacants}",
    )
    told = years(f"suivi: [{second}, {first}]")
    assert [(one.head, plain(one.sentence)) for one in told] == [
        (
            "2021",
            "résultat : 91 visites ; cible : 90 visites ; source : bilan de PMI, décembre 2021 ; "
            "commentaire : Deux postes vacants",
        ),
        ("2022", "cible : 25 %"),
    ]


@pytest.mark.parametrize(
    ("fields", "reached"),
    [
        ("reference: peu, cible: avant, suivi: [{annee: 2021, cible: avant, resultat: R}]", True),
        ("reference: peu, cible: avant, suivi: [{annee: 2021, cible: R, resultat: avant}]", False),
        ("reference: R, cible: peu, suivi: [{annee: 2021, cible: avant, resultat: avant}]", True),
        ("reference: R, cible: peu, suivi: [{annee: 2021, cible: peu, resultat: avant}]", False),
        ("reference: part, cible: quart, suivi: [{annee: 2021, resultat: part}]", None),
        (
            "reference: pourcents, cible: quart, echeance: 2021, "
            "suivi: [{annee: 2021, resultat: part}]",
            True,
        ),
        ("cible: avant, suivi: [{annee: 2021, cible: avant, resultat: R}]", None),
        ("cible: avant, suivi: [{annee: 2021, cible: avant, resultat: avant}]", True),
        ("cible: R, suivi: [{annee: 2021, cible: avant, resultat: R}]", True),
        ("cible: R, suivi: [{annee: 2021, cible: avant, resultat: peu}]", False),
        ("cible: peu, suivi: [{annee: 2021, cible: avant, resultat: R}]", False),
        ("reference: peu, suivi: [{annee: 2021, cible: avant, resultat: R}]", True),
        ("reference: part, cible: avant, suivi: [{annee: 2021, cible: avant, resultat: R}]", None),
        ("reference: avant, cible: avant, suivi: [{annee: 2021, cible: avant, resultat: R}]", None),
    ],
    ids=[
        "at its target", "below it", "less is better", "not less enough", "no target this year",
        "due, a rate beside a number of %", "no start", "no start, at its target",
        "no start, targets rise", "targets rise, below", "targets fall, above", "no last target",
        "other units", "no way to go",
    ],
)  # fmt: skip
def test_a_target_is_reached_in_the_direction_that_the_indicator_tells(
    years: Callable[..., list[PrintedYear]], fields: str, reached: bool | None
) -> None:
    (year,) = years(fields.replace(": R", ": visites_2021"))
    assert year.is_reached is reached


def test_a_rate_is_compared_exactly_before_any_rounding(
    years: Callable[..., list[PrintedYear]],
) -> None:
    """10 of 40 are 25 %: what would round to the target is not taken for it."""
    fields = "reference: pourcents, cible: quart, echeance: 2021, suivi: [{annee: 2021, resultat: "
    exact, short = (years(f"{fields}{name}}}]")[0] for name in ("part", "presque"))
    assert (exact.is_reached, short.is_reached) == (True, False)


@pytest.mark.parametrize(
    ("result", "target", "said"),
    [
        ("124", "12 %", "124 enfants sur 1 000 (12,4 %)"),
        ("119", "12 %", "119 enfants sur 1 000 (11,9 %)"),
        ("120", "12 %", "120 enfants sur 1 000 (12 %)"),
        ("150", "12 %", "150 enfants sur 1 000 (15 %)"),
        ("126", "12,8 %", "126 enfants sur 1 000 (12,6 %)"),
        ("128", "12,8 %", "128 enfants sur 1 000 (12,8 %)"),
    ],
)
def test_a_part_is_never_rounded_to_a_target_that_it_is_not_at(
    years: Callable[..., list[PrintedYear]], result: str, target: str, said: str
) -> None:
    figures = (
        f'  mille: {{valeur: 1000, unite: enfants}}\n  but: {{pourcentage: "{target}"}}\n'
        f"  r: {{valeur: {result}, unite: enfants, base: mille}}\n"
    )
    fields = "cible: but, suivi: [{annee: 2021, cible: but, resultat: r}]"
    (year,) = years(fields, figures=figures)
    assert year.result is not None
    assert plain(year.result.alone) == said
