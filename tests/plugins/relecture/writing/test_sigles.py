"""C810 to C812: one meaning for a sigle, the one that texts give, and a use."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ppgp_docs.diagnostics import Diagnostic, Severity

Found = Callable[..., list[Diagnostic]]
Codes = Callable[..., list[str]]

FICHE = """\
numero: 8
titre: Des visites de PMI
objectif: {numero: 4, intitule: Un objectif}
referent: PMI
rubriques: [{cle: constat, blocs: [Un texte]}]
"""


def text(sigles: str, sentence: str) -> str:
    return f"sigles: {{{sigles}}}\ncontexte: {{blocs: ['{sentence}']}}\n"


@pytest.mark.parametrize(
    ("sigles", "sentence", "told"),
    [
        ("ASE: aide sociale à l’enfance", "L’aide sociale à l’enfance (ASE)", []),
        ("ASE: aide sociale à l’enfance", "L’aide sociale aux enfants (ASE)", ["C810"]),
        ("ASE: aide sociale à l’enfance", "L’ASE : aide sociale à l’enfance (ADE)", ["C810"]),
        ("ASE: aide sociale à l’enfance", "L’aide sociale (ASE) et ses équipes", []),
        ("MDS: Maison des sœurs", "La maison des soeurs (MDS)", []),
        ("PMI: protection maternelle et infantile", "Les protections maternelles et infantiles "
         "(PMI)", []),
        ("PMI: protection maternelle et infantile", "La protection maternelle infantile (PMI)",
         ["C810"]),
        ("PMI: protection maternelle et infantile", "Le service départemental (PMI)", []),
        ("APR: approche préventive fondée sur la relation d’aide en PMI", "L’approche préventive "
         "fondée sur la relation d’aide (APR), en PMI", []),
        ("EJE: éducatrice ou éducateur de jeunes enfants", "Éducatrices et éducateurs de jeunes "
         "enfants (EJE)", []),
        ("IDE: infirmière diplômée d’État", "Infirmières puéricultrices, diplômées d’État (IDE)",
         []),
        ("IDE: infirmière diplômée d’État", "Cinq équipes (CAF, IDE) et un lieu (MDS)", []),
    ],
)  # fmt: skip
def test_the_words_before_a_sigle_in_brackets_are_its_development(
    codes: Codes, sigles: str, sentence: str, told: list[str]
) -> None:
    assert codes(text(sigles, sentence)) == told


@pytest.mark.parametrize(
    ("sigles", "told"),
    [
        ("PMI: protection maternelle et infantile", []),
        ("PMI: Protection Maternelle et Infantile du Département", []),
        ("PMI: protection maternelle infantile", ["C811"]),
        ("PMI: petites et moyennes industries", ["C811"]),
    ],
)
def test_a_usual_sigle_has_its_usual_development(
    codes: Codes, sigles: str, told: list[str]
) -> None:
    assert codes(text(sigles, "La PMI")) == told


def test_a_fiche_gives_a_sigle_the_meaning_of_its_dossier(found: Found) -> None:
    dossier = "sigles: {MDS: Maison de la solidarité}\n"
    own = "sigles: {MDS: Mission départementale du sport}\nedition: 2024\n"
    (told,) = found(dossier, fiche=FICHE.replace("Un texte", "Une MDS") + own)
    assert told.code == "C811"
    assert str(told.span).endswith("08.yaml:6:15")


def test_a_sigle_of_the_list_is_used_in_its_file(found: Found) -> None:
    mds = "MDS: Maison de la solidarité"
    assert found(text(mds, "Une MDS-relais")) == []
    (told,) = found(text(mds, "Une maison"))
    assert (told.code, told.severity) == ("C812", Severity.INFO)
    (told,) = found(text(mds, "Une MSD"))
    assert told.hints == (
        "`MSD` est employé sans être dans la liste\u00a0: lequel est le bon\u202f?",
    )
    assert [each.code for each in found("", fiche=f"{FICHE}sigles: {{{mds}}}\n")] == ["C812"]


def test_a_dossier_that_has_no_story_yet_may_prepare_its_sigles(codes: Codes) -> None:
    assert codes("sigles: {MDS: Maison de la solidarité}\n") == []


def test_a_sigle_is_told_where_it_stands_though_another_has_the_same_words(found: Found) -> None:
    sigles = "sigles:\n  MDS: Maison de la solidarité\n  MDX: Maison de la solidarité\n"
    (fault,) = found(f"{sigles}contexte: {{blocs: ['La MDS']}}\n")
    assert fault.code == "C812"
    assert str(fault.span).endswith("dossier.yaml:3:8")
