"""C411: money of a funder and a year for which nothing is foreseen, told at its line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
from tests.contrat_tire_au_sort import FUNDERS, STAGES, YEARS, DrawnContract, text

from ppgp_docs.diagnostics import Diagnostic, Severity
from ppgp_docs.francais.espaces import simplifier
from ppgp_docs.session import Session
from ppgp_docs.workspace.folder import DossierFolder

Found = Callable[..., list[Diagnostic]]
HEAD = (
    "numero: 8\ntitre: Des visites\nobjectif: {numero: 4, intitule: Suivre}\nreferent: PMI\n"
    "rubriques: [{cle: moyens}]\n"
)
CONTRACT = "intitule: Essai\nperiode: {debut: 2021, fin: 2023}\nsignature: 2021-01-01\n"
FORESEEN = "{financeur: CD, nature: propre, annee: 2021, montant: 1000, statut: acquis}"


def line(
    funder: str, year: int, amount: str = "900", status: str = "realise", more: str = ""
) -> str:
    return (
        f"{{financeur: '{funder}', nature: propre, annee: {year}, montant: '{amount}', "
        f"statut: {status}{more}}}"
    )


def fiche(*lines: str, rest: str = "", life: str = "") -> str:
    listed = "".join(f"    - {one}\n" for one in lines)
    return f"{HEAD}{life}budget:\n  lignes:\n{listed}{rest}"


def amended(*moves: str, rest: str = "") -> str:
    listed = "".join(f"      - {one}\n" for one in moves)
    return (
        f"{CONTRACT}{rest}avenants:\n  - numero: 1\n    date: 2021-06-01\n    mouvements:\n{listed}"
    )


def told(found: Found, sheet: str, contrat: str = CONTRACT) -> list[tuple[int, str]]:
    """The lines at which C411 stands, with the words that it underlines."""
    rows = sheet.splitlines()
    return [
        (one.span.line, rows[one.span.line - 1][one.span.column - 1 : one.span.end_column - 1])
        for one in found("", fiche=sheet, contrat=contrat)
        if one.code == "C411" and one.span
    ]


@pytest.mark.parametrize(
    ("funder", "year", "words", "said"),
    [
        ("ONDAM_MS", 2021, "'ONDAM_MS'",
         "prévu de ce financeur : rien ; prévu en 2021 : Département (1 000 €)"),
        ("CD", 2022, "2022", "prévu de ce financeur : 2021 (1 000 €) ; prévu en 2022 : rien"),
        ("autre:Ville", 2022, "'autre:Ville'",
         "prévu de ce financeur : rien ; prévu en 2022 : rien"),
    ],
)  # fmt: skip
def test_a_wrong_funder_or_year_is_told_with_what_is_foreseen_of_each(
    found: Found, funder: str, year: int, words: str, said: str
) -> None:
    sheet = fiche(FORESEEN, line(funder, year, "12"))
    assert told(found, sheet, "") == told(found, sheet) == [(9, words)]
    (one,) = (each for each in found("", fiche=sheet, contrat=CONTRACT) if each.code == "C411")
    assert one.severity is Severity.WARNING
    assert said in simplifier(one.message)
    first, *other_year, last = one.hints
    assert first == "corrigez le financeur ou l’année"
    assert [("sous `etats`" in each) for each in other_year] == [True] * (funder == "CD")
    assert "un avenant" in last


@pytest.mark.parametrize("status", STAGES)
def test_any_stage_that_nothing_foresees_is_told(found: Found, status: str) -> None:
    assert told(found, fiche(FORESEEN, line("FIR", 2021, "0,01", status))) == [(9, "'FIR'")]


def test_all_that_is_paid_at_a_place_is_told_once_by_its_furthest_amount(found: Found) -> None:
    sheet = fiche(
        FORESEEN, line("FIR", 2021, "9", "engage"), line("FIR", 2021, "5"), line("FIR", 2021, "5")
    )
    assert told(found, sheet) == [(10, "'FIR'")]
    (one,) = (each for each in found("", fiche=sheet) if each.code == "C411")
    assert "10 € réalisé" in simplifier(one.message)
    assert [role for role, _ in one.related] == ["engagé", "réalisé"]


def test_a_fiche_that_foresees_nothing_is_held_to_the_contract_alone(found: Found) -> None:
    """One that only tells what was spent has no plan to be held to."""
    sheet = fiche(line("FIR", 2021))
    assert told(found, sheet, "") == []
    assert told(found, sheet) == [(8, "'FIR'")]


MOVED = "{montant: 900, de: {fiche: 8, financeur: CD, annee: 2021}, vers: {annee: 2022}}"
TURNED = "{montant: 900, de: {fiche: 8, financeur: CD, annee: 2021}, vers: {financeur: FIR}}"
BROUGHT = "{montant: 900, vers: {fiche: 8, financeur: FIR, annee: 2022}}"
CLOSED = "vie: [{etat: close, date: 2021-12-31%s}]\n"
CARRIED = CLOSED % ", credits: reportes, vers: {annee: 2022}"
GIVEN = ", etats: [{statut: engage, montant: 1000}"
COMMITTED = FORESEEN.replace("}", f"{GIVEN}]}}")
SPENT = FORESEEN.replace("}", f"{GIVEN}, {{statut: realise, montant: 1000}}]}}")
DATED = line("CD", 2022, more=", date: 2021-05-30")
CREDITS = "  autorisations:\n    - {annee: 2021, ae: 1000}\n    - {annee: 2022, cp: 1000}\n"


@pytest.mark.parametrize(
    ("sheet", "contrat"),
    [
        (fiche(FORESEEN, line("CD", 2021)), CONTRACT),
        (fiche(FORESEEN, line("CD", 2022)), amended(MOVED)),
        (fiche(FORESEEN, line("CD", 2021, "100"), line("CD", 2022)), amended(MOVED)),
        (fiche(FORESEEN, line("FIR", 2021)), amended(TURNED)),
        (fiche(FORESEEN, line("FIR", 2022)), amended(BROUGHT)),
        (fiche(line("FIR", 2022)), amended(BROUGHT)),
        (fiche(FORESEEN, line("CD", 2021), life=CLOSED % ""), CONTRACT),
        (fiche(FORESEEN, line("CD", 2022), life=CARRIED), CONTRACT),
        (fiche(COMMITTED, line("CD", 2022), life=CARRIED), CONTRACT),
        (fiche(FORESEEN, line("CD", 2022, status="mandate"), rest=CREDITS), CONTRACT),
        (fiche(FORESEEN, line("FIR", 2021, "-5")), CONTRACT),
        (fiche(FORESEEN, line("FIR", 2021, "5"), line("FIR", 2021, "-5")), CONTRACT),
        (fiche(FORESEEN, line("autre:Ville", 2021, more=", compte: '87'")), CONTRACT),
        (fiche(FORESEEN, line("FIR", 2022)), amended("{montant: 5, vers: {fiche: 8}}")),
    ],
)  # fmt: skip
def test_what_a_line_a_movement_or_an_end_explains_is_sound(
    found: Found, sheet: str, contrat: str
) -> None:
    assert told(found, sheet, contrat) == []


@pytest.mark.parametrize(
    ("sheet", "contrat"),
    [
        (fiche(FORESEEN, line("CD", 2023)), amended(MOVED)),
        (fiche(FORESEEN, line("CD", 2022)), amended(TURNED)),
        (fiche(FORESEEN, DATED), amended(MOVED, rest="etat_au: 2021-05-31\n")),
        (fiche(SPENT, line("CD", 2022), life=CARRIED), CONTRACT),
        (fiche(FORESEEN, line("CD", 2022), life=CLOSED % ""), CONTRACT),
        (fiche(FORESEEN, line("CD", 2022, status="engage"), rest=CREDITS), CONTRACT),
        (fiche(FORESEEN, line("FIR", 2022), rest=CREDITS), CONTRACT),
    ],
)
def test_what_moves_elsewhere_later_or_not_at_all_explains_nothing(
    found: Found, sheet: str, contrat: str
) -> None:
    assert len(told(found, sheet, contrat)) == 1


class PaidApart(DrawnContract):
    """The same contract, each stage of a line on a line of its own, what is moved being spent."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.paid = [(*place, stage, 1) for stage in STAGES for place in self.lines_of(stage)]
        targets = {move[1] for moves in self.moves for move in moves if move[1] and move[1][0]}
        self.paid += [(*place, "realise", 1) for place in targets]

    def lines_of(self, stage: str) -> list[tuple[int | None, str, str, int]]:
        return [place for place, cents in self.done[stage].items() if cents]

    def _sheet(self, number: int, *, stated: bool) -> Iterator[str]:
        head, *lines = "\n".join(super()._sheet(number, stated=stated)).split("    - financeur")
        *lines, last = lines
        last, life, tail = last.partition("vie:")
        yield head + "".join(f"    - financeur{one}" for one in (*lines, last)).rstrip("\n")
        for fiche, funder, nature, year, stage, cents in self.paid:
            if fiche == number:
                yield (
                    f"    - {{financeur: '{funder}', nature: {nature}, annee: {year}, "
                    f"statut: {stage}, montant: '{text(cents)}'}}"
                )
        yield life + tail


def misplaced(session: Session, home: Path) -> list[tuple[str, str]]:
    found = session.read(DossierFolder(home)).diagnostics
    assert [one for one in found if one.is_error] == []
    return [
        (one.span.file.name, one.span.file.read_text("utf-8").splitlines()[one.span.line - 1])
        for one in found
        if one.code == "C411" and one.span
    ]


@pytest.mark.parametrize("seed", range(3))
def test_of_a_drawn_contract_only_the_payments_that_nothing_foresees_are_told(
    session: Session, tmp_path: Path, seed: int
) -> None:
    drawn = PaidApart(seed)
    assert misplaced(session, drawn.write(tmp_path / "juste")) == []
    random, sound = Random(seed), list(drawn.paid)
    known = {(place[0], place[1], place[3]) for place in (*drawn.signed, *drawn.foreseen)}
    free = [
        (number, funder, year)
        for number in drawn.lines
        for funder in FUNDERS
        for year in YEARS
        if (number, funder, year) not in known
    ]
    wrong = random.sample(free, 30)
    drawn.paid = sound + [(n, f, "propre", y, random.choice(STAGES), 77) for n, f, y in wrong]
    told_at = misplaced(session, drawn.write(tmp_path / "faux"))
    assert len(told_at) == len(wrong)
    for number, funder, year in wrong:
        assert any(
            file == f"{number:02}.yaml" and f"'{funder}'" in row and f"annee: {year}" in row
            for file, row in told_at
        ), (number, funder, year)
