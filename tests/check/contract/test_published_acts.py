"""Acts that are published as open data: what their readers' programs would refuse."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ppgp_docs.diagnostics import Diagnostic
from ppgp_docs.francais.espaces import simplifier
from ppgp_docs.session import Session
from ppgp_docs.workspace.folder import DossierFolder

Found = Callable[[str], list[Diagnostic]]
HEAD = "intitule: Essai\nperiode: {debut: 2020, fin: 2022}\n"
FICHE = """numero: 8
titre: Essai
objectif: {numero: 4, intitule: Essai}
referent: PMI
rubriques: [{cle: moyens}]
budget: {lignes: [{financeur: CD, nature: propre, annee: 2021, montant: 12 000 €}]}
"""


@pytest.fixture
def found(session: Session, tmp_path: Path) -> Found:
    """What is told of acts beyond what a sound contract says of itself."""

    def run(acts: str) -> list[Diagnostic]:
        (tmp_path / "fiches").mkdir(exist_ok=True)
        (tmp_path / "fiches" / "8.yaml").write_text(FICHE, "utf-8")
        (tmp_path / "dossier.yaml").write_text('departement: "77"\n', "utf-8")
        (tmp_path / "contrat.yaml").write_text(HEAD + acts, "utf-8")
        told = session.read(DossierFolder(tmp_path)).diagnostics
        return [one for one in told if one.code in ("C623", "C624", "C625", "C626", "C627")]

    return run


def authority(siret: str, nom: str = "Département") -> str:
    return f"collectivite: {{siret: '{siret}', nom: '{nom}'}}\n"


def deliberation(more: str = "", date: str = "24/09/2020", objet: str = "Essai") -> str:
    return (
        f"deliberations:\n  - {{reference: D1, date: {date}, objet: '{objet}', "
        f"matiere: '8.2'{more}}}\n"
    )


def vote(*counts: int) -> str:
    names = ("effectif", "votants", "pour", "contre", "abstentions")
    said = ", ".join(f"{name}: {count}" for name, count in zip(names, counts, strict=True))
    return deliberation(f", vote: {{{said}}}")


def grant(*beneficiaries: str, more: str = "", montant: int = 12_000) -> str:
    return (
        f"subventions:\n  - {{objet: Essai, montant: {montant}, date: 12/03/2021, "
        f"debut: 01/04/2021{more or ', versement: unique'}, "
        f"beneficiaires: [{', '.join(beneficiaries)}]}}\n"
    )


ASSOCIATION = "{nom: A, rna: W771234567}"


@pytest.mark.parametrize(
    "acts",
    [
        authority("227 700 010 00019"),
        authority("22770001000019"),
        authority("356 000 000 49837"),  # La Poste, whose premises have another key
        vote(46, 44, 40, 1, 3),
        vote(1, 0, 0, 0, 0),
        deliberation(", reception: 24/09/2020"),
        grant(ASSOCIATION),
        grant("{nom: A, siret: 732 829 320 00074}", more=", versement: unique, fiche: 8"),
        grant(
            "{nom: A, rna: W771234567, part: '33,3 %'}", "{nom: B, rna: W1, part: '66,7 %'}"
        ).replace("W1", "W771234568"),
        grant(ASSOCIATION, more=", versement: autre, conditions: 80 % puis le solde"),
    ],
)
def test_sound_acts_are_told_nothing_of(found: Found, acts: str) -> None:
    assert found(acts) == []


@pytest.mark.parametrize(
    ("acts", "code", "said"),
    [
        (authority("227 700 010 00018"), "C623", "la clé de contrôle est fausse"),
        (authority("227 700 001 00019"), "C623", "la clé de contrôle est fausse"),
        (authority("356 000 000 49838"), "C623", "la clé de contrôle est fausse"),
        (grant("{nom: A, siret: 732 829 320 00075}"), "C623", "la clé de contrôle"),
        (grant("{nom: Les Petits}"), "C623", "« Les Petits » n’a ni SIRET ni numéro RNA"),
        (vote(46, 47, 44, 0, 3), "C624", "47 votants pour un effectif de 46"),
        (vote(46, 44, 42, 1, 3), "C624", "font 46, les votants sont 44"),
        (vote(46, 44, 40, 0, 3), "C624", "font 43, les votants sont 44"),
        (
            deliberation(", budget: {nom: B, debut: 2021, fin: 2020}"),
            "C624",
            "le budget finit en 2020",
        ),
        (deliberation(date="septembre 2020"), "C625", "n’est pas un jour"),
        (deliberation(", reception: 2020"), "C625", "n’est pas un jour"),
        (deliberation(", reception: 23/09/2020"), "C625", "la réception précède"),
        (grant(ASSOCIATION, more=", versement: unique, fin: 31/03/2021"), "C625", "précède"),
        (grant("{nom: A, rna: W771234567, part: 90 %}"), "C626", "les parts font 90"),
        (grant(ASSOCIATION, ASSOCIATION), "C626", "il manque la part de « A »"),
        (grant(ASSOCIATION, more=", versement: unique, fiche: 9"), "C626", "la fiche 9"),
        (
            grant(ASSOCIATION, more=", versement: unique, fiche: 8", montant=12_001),
            "C626",
            "plus que son budget",
        ),
        (grant(ASSOCIATION, more=", versement: autre"), "C626", "n’a pas ses `conditions`"),
        (
            grant(ASSOCIATION, more=", versement: unique, conditions: au début"),
            "C626",
            "ne sert qu’avec",
        ),
        (authority("22770001000019", "=1+1"), "C627", "commence par `=`"),
        (deliberation(objet="@SOMME(A1)"), "C627", "commence par `@`"),
        (grant("{nom: '-2+3', rna: W771234567}"), "C627", "commence par"),
    ],
)
def test_what_a_validator_would_refuse_is_told_at_its_line(
    found: Found, acts: str, code: str, said: str
) -> None:
    (only,) = found(acts)
    assert only.code == code
    assert said in simplifier(only.message)
    assert only.span is not None
    assert only.span.line > HEAD.count("\n")
