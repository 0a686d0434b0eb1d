"""A funder that several hands typed is one funder."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from ppgp_docs.session import DossierReading

FICHE = """\
numero: 8
titre: Visites
objectif: {numero: 4, intitule: Suivre}
referent: PMI
rubriques: [{cle: constat, blocs: [Un constat.]}, {cle: moyens}]
budget:
  lignes:
"""
LINE = '    - {{financeur: "autre:{}", nature: propre, annee: {}, montant: 100}}\n'
CONTRAT = "intitule: Contrat\nperiode: {debut: 2020, fin: 2022}\n"


def fiche(*funders: str) -> str:
    return FICHE + "".join(LINE.format(name, 2020 + rank) for rank, name in enumerate(funders))


def totals(reading: DossierReading) -> dict[str, Decimal]:
    assert reading.dossier is not None, reading.diagnostics
    (sheet,) = reading.dossier.fiches
    assert sheet.budget is not None
    return dict(sheet.budget.budget.par_financeur())


@pytest.mark.parametrize(
    "other",
    [
        "CAF de l’Ain",
        "CAF de l´Ain",
        "CAF\u00a0de  l'Ain",
        " CAF de l'Ain",
        "CAF de l\u02bcAin",
        "CA\u00adF de l'Ai\u200bn",
    ],
)
def test_two_spellings_of_one_funder_make_one_column(
    read: Callable[..., DossierReading], other: str
) -> None:
    reading = read("", fiche=fiche("CAF de l'Ain", other))
    assert totals(reading) == {"autre:CAF de l'Ain": Decimal(200)}
    assert reading.diagnostics == ()


def test_two_funders_that_only_their_capitals_tell_apart_are_told_once(
    read: Callable[..., DossierReading],
) -> None:
    reading = read("", fiche=fiche("CAF", "Caf", "Caf"))
    assert totals(reading) == {"autre:CAF": Decimal(100), "autre:Caf": Decimal(200)}
    assert [fault.code for fault in reading.diagnostics] == ["M006"]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("CD", "CD"),
        ("cd", "CD"),
        ("Département", "CD"),
        ("DEPARTEMENT", "CD"),
        ("Conseil départemental", "CD"),
        ("FIR", "FIR"),
        ("Fonds d’intervention régional", "FIR"),
        ("Fonds d’intervention régional (FIR)", "FIR"),
        ("BOP 304", "BOP304"),
        ("bop304", "BOP304"),
        ("Programme 304", "BOP304"),
        ("État, programme 304", "BOP304"),
        ("Etat BOP 304", "BOP304"),
        ("État", "BOP304"),
        ("Etat", "BOP304"),
        ("l’État", "BOP304"),
        ("ONDAM médico-social", "ONDAM_MS"),
        ("ONDAM_MS", "ONDAM_MS"),
    ],
)
def test_a_funder_of_the_contracts_typed_as_another_is_told_with_what_to_type(
    read: Callable[..., DossierReading], name: str, key: str
) -> None:
    (told,) = read("", fiche=fiche(name, name)).diagnostics
    assert (told.code, told.span and told.span.line) == ("M006", 8)
    assert told.message.startswith(f"`{name}` se confond avec `{key}`")
    assert f"écrivez `financeur: {key}`" in told.hints[0]


def test_a_funder_that_lost_its_capitals_or_its_accents_is_told_with_what_to_type(
    read: Callable[..., DossierReading],
) -> None:
    (told,) = read("", fiche=fiche("Union europeenne", "Union europeenne")).diagnostics
    assert (told.code, told.span and told.span.line) == ("M006", 8)
    assert told.message == "le financeur `Union europeenne` s’écrit `Union européenne`"
    assert told.hints == ("écrivez `financeur: autre:Union européenne`",)


@pytest.mark.parametrize(
    "name",
    ["État, programme 147", "Département du Jura", "CD 39", "Fondation CD", "Région", "CAF", "304"],
)
def test_another_funder_is_not_taken_for_one_of_the_contracts(
    read: Callable[..., DossierReading], name: str
) -> None:
    assert read("", fiche=fiche(name)).diagnostics == ()


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("École", "Ecole", "seuls leurs accents"),
        ("Ville de Saint-Claude", "Ville de Saint Claude", "seuls leurs traits d’union"),
        ("CAF", "Caf", "seules leurs majuscules"),
        ("CAF", "C.A.F.", "seuls leurs points"),
        ("M.S.A.", "MSA", "seuls leurs points"),
        ("ARS, D.T.", "ARS, DT", "seuls leurs points"),
    ],
)
def test_what_alone_tells_two_funders_apart_is_said(
    read: Callable[..., DossierReading], one: str, other: str, said: str
) -> None:
    (told,) = read("", fiche=fiche(one, other)).diagnostics
    assert (told.code, said in told.message) == ("M006", True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ville de Mâcon", "Ville de Macon"),
        ("CAF", "CAF du Jura"),
        ("Saint-Claude", "Saint Claude"),
    ],
)
def test_letters_and_accents_tell_funders_apart(
    read: Callable[..., DossierReading], one: str, other: str
) -> None:
    assert len(totals(read("", fiche=fiche(one, other)))) == 2


def test_the_spelling_of_the_contract_stands_before_those_of_the_fiches(
    read: Callable[..., DossierReading],
) -> None:
    contrat = CONTRAT + "enveloppes: [{financeur: 'autre:CAF de l’Ain', montant: 200}]\n"
    reading = read("", fiche=fiche("CAF de l'Ain", "CAF  de l’Ain"), contrat=contrat)
    assert list(totals(reading)) == ["autre:CAF de l’Ain"]
    contrat = contrat.replace("200", "100")
    (told, *_) = read("", fiche=fiche("CAF de l’Ain", "Caf de l’Ain"), contrat=contrat).diagnostics
    assert told.code == "M006"
    assert told.message.startswith(
        "`Caf de l’Ain` est compté à part de `CAF de l’Ain`, ligne 3 de `contrat.yaml`"
    )
    assert told.span is not None
    assert (told.span.file.name, told.span.line, told.span.column) == ("08.yaml", 9, 19)
