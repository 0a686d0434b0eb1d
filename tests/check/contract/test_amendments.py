"""What amendments of a contract may be wrong about, each told at its line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ppgp_docs.diagnostics import Severity
from ppgp_docs.francais.espaces import simplifier
from ppgp_docs.session import DossierReading, Session
from ppgp_docs.workspace.folder import DossierFolder

Read = Callable[..., DossierReading]
CONTRACT = """intitule: Essai
periode: {debut: 2025, fin: 2026}
signature: 2025-01-10
enveloppes:
  - {financeur: CD, montant: 300, reserve: 20}
  - {financeur: FIR, annee: 2025, montant: 100}
fiches: [{numero: 7}]
"""
FICHE = """numero: 4
titre: Essai
objectif: {numero: 4, intitule: Essai}
referent: PMI
rubriques: [{cle: moyens}]
budget:
  lignes:
    - {financeur: CD, nature: propre, annee: 2025, montant: 280, statut: notifie%s}
    - {financeur: FIR, nature: propre, annee: 2025, montant: 100}
"""


@pytest.fixture
def read(session: Session, tmp_path: Path) -> Read:
    def run(
        rest: str, *, dossier: str = "", states: str = "", contract: str = CONTRACT
    ) -> DossierReading:
        (tmp_path / "fiches").mkdir(exist_ok=True)
        (tmp_path / "dossier.yaml").write_text(f'departement: "77"\n{dossier}', "utf-8")
        (tmp_path / "contrat.yaml").write_text(contract + rest, "utf-8")
        (tmp_path / "fiches" / "4.yaml").write_text(FICHE % states, "utf-8")
        return session.read(DossierFolder(tmp_path))

    return run


def avenant(*moves: str, date: str = "2025-06-24", numero: int = 1) -> str:
    listed = "".join(f"      - {move}\n" for move in moves)
    return f"  - numero: {numero}\n    date: {date}\n    mouvements:\n{listed}"


def told(found: DossierReading) -> list[tuple[str, int]]:
    """The codes and lines of what is found, but the reserve that every one of these has."""
    return [
        (each.code, each.span.line if each.span else 0)
        for each in found.diagnostics
        if each.code != "C614"
    ]


FIRST_MOVE = 12


@pytest.mark.parametrize(
    "move",
    [
        "{montant: 100, de: {fiche: 4, financeur: CD, annee: 2025}, vers: {annee: 2026}}",
        "{montant: 280, de: {fiche: 4, financeur: CD, annee: 2025}, vers: {reserve: oui}}",
        "{montant: 20, de: {reserve: oui, financeur: CD, annee: 2026}, vers: {fiche: 4}}",
        "{montant: 100, de: {fiche: 4, financeur: FIR, annee: 2025}, vers: {annee: 2026}}",
        "{montant: 5, vers: {fiche: 4, financeur: BOP304, annee: 2026}}",
        "{montant: 5, de: {fiche: 4, financeur: CD, annee: 2025}}",
        "{montant: 5, de: {fiche: 4, financeur: CD, annee: 2025}, vers: {nature: transverse}}",
        "{montant: 5, de: {fiche: 4, financeur: CD, annee: 2025}, vers: {fiche: 7}}",
        "{montant: 5, de: {fiche: 4, annee: 2025}, vers: {financeur: CD, annee: 2026}}",
        "{montant: 5, de: {reserve: oui, financeur: CD, annee: 2025}, vers: {annee: 2026}}",
        "{montant: 5, de: {reserve: oui, financeur: CD, annee: 2025}, vers: {financeur: FIR}}",
    ],
    ids=["report", "rendu", "reserve", "sans enveloppe", "nouveau", "retire", "nature", "ailleurs",
         "deux bouts", "reserve reportee", "reserve a un autre"],
)  # fmt: skip
def test_a_sound_movement_is_left_alone(read: Read, move: str) -> None:
    assert told(read("avenants:\n" + avenant(move))) == []


@pytest.mark.parametrize(
    ("move", "words"),
    [
        ("{montant: 5}", "ni d’où"),
        ("{montant: 0, vers: {fiche: 4, financeur: CD, annee: 2025}}", "nul"),
        ("{montant: 5, vers: {fiche: 4, financeur: CD}}", "`annee`"),
        ("{montant: 5, vers: {fiche: 4, annee: 2025}}", "`financeur`"),
        ("{montant: 5, vers: {financeur: CD, annee: 2025}}", "`fiche`"),
        ("{montant: 5, de: {fiche: 4}}", "`financeur` et `annee`"),
        ("{montant: 5, de: {fiche: 4, financeur: CD, annee: 2025}, vers: {fiche: 4}}", "rend"),
        (
            "{montant: 5, de: {reserve: oui, financeur: CD, annee: 2025}, vers: {annee: 2025}}",
            "rend",
        ),
        ("{montant: 5, de: {financeur: CD, annee: 2025}, vers: {reserve: oui}}", "`fiche`"),
        ("{montant: 5, de: {fiche: 4, financeur: CD, annee: 2025}, vers: {fiche: 44}}", "44"),
    ],
)
def test_a_movement_that_nobody_can_apply_is_told_at_its_line(
    read: Read, move: str, words: str
) -> None:
    found = read("avenants:\n" + avenant(move))
    assert told(found) == [("C616", FIRST_MOVE)]
    (fault,) = [each for each in found.diagnostics if each.code == "C616"]
    assert words in fault.message


@pytest.mark.parametrize(
    "move",
    [
        "{montant: '280,01', de: {fiche: 4, financeur: CD, annee: 2025}, vers: {annee: 2026}}",
        "{montant: 1, de: {fiche: 4, financeur: CD, annee: 2026}, vers: {annee: 2025}}",
        "{montant: '20,01', de: {reserve: oui, financeur: CD, annee: 2025}, vers: {fiche: 4}}",
        "{montant: 1, de: {reserve: oui, financeur: FIR, annee: 2025}, vers: {fiche: 4}}",
    ],
    ids=["un centime", "autre annee", "reserve", "sans reserve"],
)
def test_nothing_is_taken_that_is_not_there(read: Read, move: str) -> None:
    found = told(read("avenants:\n" + avenant(move)))
    assert ("C617", FIRST_MOVE) in found


def test_more_than_all_that_a_place_holds_asked_or_voted_is_told_whole(read: Read) -> None:
    asked = "}\n    - {financeur: CD, nature: propre, annee: 2025, montant: 7, libelle: Autre"
    move = "{montant: '%s', de: {fiche: 4, financeur: CD, annee: 2025}, vers: {annee: 2026}}"
    all_of_it = read("avenants:\n" + avenant(move % "287"), states=asked)
    assert [one for one in told(all_of_it) if one[0] == "C617"] == []
    found = read("avenants:\n" + avenant(move % "287,01"), states=asked)
    (fault,) = [each for each in found.diagnostics if each.code == "C617"]
    assert fault.span and fault.span.line == FIRST_MOVE
    said = simplifier(fault.message)
    assert "prend 287,01 € sur la fiche 4" in said
    assert "il manque 0,01 €" in said


def test_the_reserve_of_a_year_is_apart_from_that_of_a_funder_of_the_whole_period(
    read: Read,
) -> None:
    other = "  - {financeur: FIR, annee: 2026, montant: 30, reserve: 30}\nfiches:"
    move = "{montant: %s, de: {reserve: oui, financeur: FIR, annee: 2026}, vers: {fiche: 4}}"
    signed = CONTRACT.replace("fiches:", other)
    for amount, lacks in (("30", False), ("'30,01'", True)):
        found = read("avenants:\n" + avenant(move % amount), contract=signed)
        assert ("C617" in [code for code, _ in told(found)]) is lacks


def test_what_a_movement_gives_back_to_where_it_takes_lessens_not_what_it_takes(read: Read) -> None:
    """Years of one reserve are one place, where nothing is told of the envelope by year."""
    out = "{montant: 25, de: {reserve: oui, financeur: CD, annee: 2025}, vers: {fiche: 4}}"
    on = "{montant: '0,50', de: {reserve: oui, financeur: CD, annee: 2025}, vers: {annee: 2026}}"
    found = read("avenants:\n" + avenant(out, on))
    (fault,) = [each for each in found.diagnostics if each.code == "C617"]
    assert "prend 0,50 €" in simplifier(fault.message)


def test_a_place_that_two_amendments_overdraw_is_told_where_it_first_lacked(read: Read) -> None:
    there = "{montant: 281, de: {fiche: 4, financeur: CD, annee: 2025}, vers: {annee: 2026}}"
    again = "{montant: 2, de: {fiche: 4, financeur: CD, annee: 2025}, vers: {annee: 2026}}"
    found = read("avenants:\n" + avenant(there) + avenant(again, date="2025-07-01", numero=2))
    assert [one for one in told(found) if one[0] == "C617"] == [("C617", FIRST_MOVE)]


def test_of_a_fiche_that_is_not_here_nobody_knows_what_it_has(read: Read) -> None:
    move = "{montant: 5, de: {fiche: 7, financeur: CD, annee: 2025}, vers: {annee: 2026}}"
    assert told(read("avenants:\n" + avenant(move))) == []


@pytest.mark.parametrize(
    ("place", "where", "mend"),
    [
        ("fiche: 4", "sur la fiche 4", "l’endroit où il se prend"),
        ("reserve: oui", "sur la réserve", "la `reserve` de l’enveloppe signée"),
    ],
)
def test_it_is_said_where_money_lacks_and_how_to_mend_it(
    read: Read, place: str, where: str, mend: str
) -> None:
    move = f"{{montant: 300, de: {{{place}, financeur: CD, annee: 2025}}, vers: {{fiche: 7}}}}"
    found = read("avenants:\n" + avenant(move))
    (fault,) = [each for each in found.diagnostics if each.code == "C617"]
    assert where in fault.message and mend in fault.hints[0]


def test_money_is_taken_in_the_order_of_dates_and_all_of_one_day_together(read: Read) -> None:
    back = "{montant: 50, de: {fiche: 4, financeur: CD, annee: 2026}, vers: {annee: 2025}}"
    there = "{montant: 50, de: {fiche: 4, financeur: CD, annee: 2025}, vers: {annee: 2026}}"
    assert told(read("avenants:\n" + avenant(back, there))) == []
    later = avenant(there) + avenant(back, date="2025-07-01", numero=2)
    assert told(read("avenants:\n" + later)) == []
    sooner = avenant(back) + avenant(there, date="2025-07-01", numero=2)
    assert told(read("avenants:\n" + sooner)) == [("C617", FIRST_MOVE)]


def test_amendments_follow_the_signature_and_one_another(read: Read) -> None:
    move = "{montant: 5, vers: {fiche: 4, financeur: CD, annee: 2025}}"
    early = read("avenants:\n" + avenant(move, date="2024-12-31"))
    assert told(early) == [("C618", 10)]
    twice = read("avenants:\n" + avenant(move) + avenant(move))
    assert ("C618", 13) in told(twice)
    upside = avenant(move) + avenant(move, date="2025-05-01", numero=2)
    found = read("avenants:\n" + upside)
    assert told(found) == [("C618", 14)]
    (fault,) = [each for each in found.diagnostics if each.code == "C618"]
    assert fault.severity is Severity.WARNING


def test_an_envelope_that_was_exceeded_when_signed_says_so_whatever_left_for_a_fiche_elsewhere(
    read: Read,
) -> None:
    """It was said that nothing is missing, of an amount that disagreed."""
    more = "}\n    - {financeur: CD, nature: propre, annee: 2025, montant: 5"
    move = "{montant: 5, de: {fiche: 4, financeur: CD, annee: 2025}, vers: {fiche: 7}}"
    found = read("avenants:\n" + avenant(move), states=more)
    (fault,) = [each for each in found.diagnostics if each.code == "C601"]
    assert fault.severity is Severity.ERROR
    assert "300 € au contrat, 20 € en réserve, 285 €" in simplifier(fault.message)
    assert "(+5 €)" in simplifier(fault.message)


def test_what_is_spent_is_held_against_what_amendments_leave(read: Read) -> None:
    spent = ", etats: [{statut: realise, montant: 300}]"
    more = "{montant: 20, de: {reserve: oui, financeur: CD, annee: 2025}, vers: {fiche: 4}}"
    less = "{montant: 1, de: {fiche: 4, financeur: CD, annee: 2025}, vers: {annee: 2026}}"
    assert {code for code, _ in told(read("", states=spent))} == {"C407"}
    assert told(read("avenants:\n" + avenant(more), states=spent)) == []
    assert {code for code, _ in told(read("avenants:\n" + avenant(more, less), states=spent))} == {
        "C407"
    }


@pytest.mark.parametrize(
    ("states", "codes"),
    [
        ("{statut: realise, montant: 10}, {statut: realise, montant: '-2,50'}", []),
        ("{statut: engage, montant: 100}, {statut: engage, montant: '−100'}", []),
        ("{statut: realise, montant: 10}, {statut: realise, montant: '-10,01'}", ["C410"]),
        ("{statut: propose, montant: -10}", ["C410"]),
    ],
)
def test_only_what_was_spent_is_taken_back(read: Read, states: str, codes: list[str]) -> None:
    found = read("", states=f", etats: [{states}]")
    assert [code for code, _ in told(found)] == codes


def test_texts_cite_the_contract_as_it_stands(read: Read) -> None:
    move = "{montant: '10,50', de: {fiche: 4, financeur: CD, annee: 2025}, vers: {annee: 2026}}"
    new = "{montant: 7, vers: {fiche: 4, financeur: CD, annee: 2026}}"
    cites = (
        "introduction: {ppgp: '{{ fiches.4.CD.2025 }}, {{ fiches.4.CD.2026 }}, "
        "{{ fiches.4.notifie }}, {{ contrat.CD.enveloppe }}.'}\n"
    )
    rest = "avenants:\n" + avenant(move, new)
    for state, said in (
        ("", ("269,50", "17,50", "280", "307")),
        ("etat_au: 2025-06-23\n", None),
        ("etat_au: 2025-06\n", ("269,50", "17,50", "280", "307")),
    ):
        found = read(rest + state, dossier=cites)
        if said is None:
            assert found.dossier is None or any(each.is_error for each in found.diagnostics)
            continue
        assert found.dossier is not None, found.diagnostics
        text = str(found.dossier.introduction.ppgp)
        assert [amount in text for amount in said] == [True] * 4, text
