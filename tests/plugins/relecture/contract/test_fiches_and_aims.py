"""C403, C608, C610: other fiches, rates aimed at, the people whom a fiche is about."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ppgp_docs.diagnostics import Diagnostic, Severity

Codes = Callable[..., list[str]]
Found = Callable[..., list[Diagnostic]]


def fiche(constat: str, operational: str = "Voir 15 % des enfants") -> str:
    return f"""\
numero: 8
titre: Des visites
objectif: {{numero: 4, intitule: "À l’horizon 2022, au moins 15 % des enfants"}}
referent: PMI
rubriques:
  - {{cle: constat, blocs: ["{constat}"]}}
  - {{cle: objectif_operationnel, blocs: ["{operational}"]}}
  - {{cle: indicateurs}}
"""


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Voir la fiche action 3.", [Severity.WARNING]),
        ("Les formations (fiche action n° 3) suivent.", [Severity.WARNING]),
        ("Sans lien avec les fiches actions 9 et 10.", [Severity.INFO, Severity.INFO]),
        ("La fiche action 12 de la Marne a servi de modèle.", []),
        ("La fiche action 12 du contrat précédent a servi de modèle.", []),
        ("La fiche action 12 d’un autre contrat a servi de modèle.", []),
        ("Voir la fiche action 3 de l’Ain.", [Severity.WARNING]),
        ("Voir la fiche action 8.", []),
        ("Voir la fiche action 2.3.", []),  # no fiche 2: the number of a schéma, or of a sub-action
        ("Voir les fiches actions 9 et 2.3.", [Severity.WARNING]),
    ],
)
def test_a_fiche_that_a_text_sends_to_is_known(
    found: Found, sentence: str, told: list[Severity]
) -> None:
    faults = found("", fiche=fiche(sentence))
    assert [(fault.code, fault.severity) for fault in faults] == [("C608", each) for each in told]


def test_the_fiche_that_is_not_known_is_underlined(found: Found) -> None:
    (fault,) = found("", fiche=fiche("Des formations. Voir la fiche action 3."))
    assert fault.span is not None
    assert (fault.span.line, fault.span.column, fault.span.end_column) == (6, 53, 67)


@pytest.mark.parametrize(
    ("operational", "told"),
    [
        ("Voir 20 % des enfants", ["C610"]),
        ("Passer de 4 % en 2019 à quatre fois plus", []),
        ("Quadrupler la part, de 4 % aujourd’hui", []),
        ("Voir 20 % des enfants en 2022", ["C610"]),
        ("Voir 20 % en 2022", ["C610"]),
    ],
)
def test_only_the_rates_that_are_aimed_at_are_compared(
    codes: Codes, operational: str, told: list[str]
) -> None:
    assert codes("", fiche=fiche("Un texte", operational)) == told


@pytest.mark.parametrize(
    ("indicator", "told"),
    [
        ("Part des enfants de 0 à 6 ans", ["C403"]),
        ("Part des enfants de 0-2 ans", []),
        ("Part des enfants de 0 à 24 mois", []),
        ("Part des enfants de moins de 2 ans", []),
        ("Part des enfants de moins de 6 ans", ["C403"]),
        ("Part des familles", []),
    ],
)
def test_an_indicator_counts_the_people_of_the_objective(
    codes: Codes, indicator: str, told: list[str]
) -> None:
    text = fiche("Un texte", "Voir 15 % des 0-2 ans")
    text += f"indicateurs: [{{libelle: {indicator}}}]\n"
    assert codes("", fiche=text) == told
