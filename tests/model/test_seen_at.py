"""A contract shown at a date: what is dated after it is not there, spending and lives included."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from attrs import frozen

from ppgp_docs.budget import ETAPES
from ppgp_docs.diagnostics import Severity
from ppgp_docs.model.contract_budget import ContractBudget
from ppgp_docs.model.year_report import YearReport, reported_years
from ppgp_docs.session import DossierReading, Session
from ppgp_docs.workspace.folder import DossierFolder

Read = Callable[..., DossierReading]
CONTRACT = """intitule: Essai
periode: {debut: 2025, fin: 2027}
enveloppes: [{financeur: CD, montant: 900}]
"""
FICHE = """numero: {number}
titre: Essai
objectif: {{numero: 4, intitule: Essai}}
referent: PMI
rubriques:
  - cle: constat
    blocs: ["Elle a {{{{ budget.total }}}}."]
  - cle: moyens
"""


@pytest.fixture
def read(session: Session, tmp_path: Path) -> Read:
    """A dossier of the fiches that are given; what stands in the contract beside its envelopes."""

    def run(fiches: dict[int, str], contrat: str = "") -> DossierReading:
        (tmp_path / "fiches").mkdir(exist_ok=True)
        (tmp_path / "dossier.yaml").write_text('departement: "77"\n', "utf-8")
        (tmp_path / "contrat.yaml").write_text(CONTRACT + contrat, "utf-8")
        for number, said in fiches.items():
            text = FICHE.format(number=number) + said
            (tmp_path / "fiches" / f"{number}.yaml").write_text(text, "utf-8")
        return session.read(DossierFolder(tmp_path))

    return run


def line(rest: str, states: str = "", year: int = 2025) -> str:
    said = f", etats: [{states}]" if states else ""
    return f"    - {{financeur: CD, nature: propre, annee: {year}, {rest}{said}}}\n"


def budget(*lines: str) -> str:
    return "budget:\n  lignes:\n" + "".join(lines)


def at(found: DossierReading) -> ContractBudget:
    assert found.dossier is not None, found.diagnostics
    return ContractBudget(found.dossier)


def done(found: DossierReading) -> dict[str, int]:
    """What each stage comes to, but those of nothing."""
    held = at(found)
    totals = {stage: int(held.at_stage(stage).total()) for stage in ETAPES}
    return {stage: total for stage, total in totals.items() if total}


@pytest.mark.parametrize(
    ("states", "date", "left"),
    [
        ("{statut: realise, montant: 70, date: 2026-03-01}", "2025-12-31", 0),
        ("{statut: realise, montant: 70, date: 2026-03-01}", "2026-02", 0),
        ("{statut: realise, montant: 70, date: 2026-03-01}", "2026-03-01", 70),
        ("{statut: realise, montant: 70, date: 2026-03}", "2026-03-01", 70),
        ("{statut: realise, montant: 70}", "2025-12-30", 0),
        ("{statut: realise, montant: 70}", "2025-12-31", 70),
        ("{statut: realise, montant: 70}", "2025", 70),
        ("{statut: realise, montant: 70, piece: {type: facture, date: 2026-02-03}}", "2026-01", 0),
        ("{statut: realise, montant: 70, piece: {type: facture, date: 2025-02-03}}", "2026-01", 70),
        ("{statut: realise, montant: 90, date: 2025-02-01}, "
         "{statut: realise, montant: -20, date: 2025-03-01}", "2025-02-28", 90),
    ],
)  # fmt: skip
def test_what_was_spent_after_the_date_is_not_there(read: Read, states, date, left) -> None:
    written = {4: budget(line("montant: 100, statut: acquis", states))}
    found = done(read(written, f"etat_au: {date}\n"))
    assert found == {"prevu": 100, **({"realise": left} if left else {})}


@pytest.mark.parametrize(
    ("states", "date", "told"),
    [
        ("{statut: realise, montant: '70,11'}", "2025-06-30",
         ["le réalisé sans date de 2025 (70,11 €) n’est pas compté au 30 juin 2025"]),
        ("{statut: realise, montant: 7}, {statut: realise, montant: 5}", "2025-06",
         ["le réalisé sans date de 2025 (12 €) n’est pas compté au 30 juin 2025"]),
        ("{statut: engage, montant: 9}, {statut: mandate, montant: 8}", "2025-01-01",
         ["l’engagé sans date de 2025 (9 €) n’est pas compté au 1er janvier 2025",
          "le mandaté sans date de 2025 (8 €) n’est pas compté au 1er janvier 2025"]),
        ("{statut: realise, montant: 7, piece: {type: facture, date: 2025-03-01}}", "2025-06-30",
         ["le réalisé sans date de 2025 (7 €) n’est pas compté au 30 juin 2025"]),
        ("{statut: realise, montant: 7, piece: {type: facture, date: 2025-07-01}}", "2025-06-30",
         []),
        ("{statut: realise, montant: 7}", "2025-12-31", []),
        ("{statut: realise, montant: 7, date: 2025-09-01}", "2025-06-30", []),
        ("{statut: notifie, montant: 100}", "2025-06-30", []),
    ],
)  # fmt: skip
def test_what_is_left_out_for_want_of_a_date_is_told(read: Read, states, date, told) -> None:
    written = {4: budget(line("montant: 100, statut: acquis", states))}
    found = [one for one in read(written, f"etat_au: {date}\n").diagnostics if one.code == "M007"]
    said = [one.message.replace("\u202f", " ").replace("\u00a0", " ") for one in found]
    assert [one.partition(", où")[0] for one in said] == told
    assert {one.severity for one in found} <= {Severity.WARNING}
    assert all(one.span and one.span.line > 8 for one in found)
    assert sum(1 + len(one.related) for one in found) == (states.count("montant") if told else 0)


def test_spending_that_is_a_line_is_told_without_a_date_too(read: Read) -> None:
    written = {4: budget(line("montant: 60, statut: realise"))}
    assert [one.code for one in read(written).diagnostics if one.code == "M007"] == []
    found = read(written, "etat_au: 2025-02-01\n").diagnostics
    assert [one.code for one in found if one.code == "M007"] == ["M007"]


def test_a_line_that_is_spending_itself_is_not_there_before_its_date(read: Read) -> None:
    written = {4: budget(line("montant: 100"), line("montant: 60, statut: realise, date: 2026"))}
    assert done(read(written, "etat_au: 2025-12-31\n")) == {"prevu": 100}
    assert done(read(written, "etat_au: 2026-01-01\n")) == {"prevu": 100, "realise": 60}


@pytest.mark.parametrize(
    ("states", "due"),
    [("", ("propose", 100)),
     ("{statut: propose, montant: 120, date: 2025-01-05}", ("propose", 120)),
     ("{statut: propose, montant: 120}, {statut: acquis, montant: 110, date: 2025-03-01}",
      ("acquis", 110)),
     ("{statut: propose, montant: 120}, {statut: acquis, montant: 110, date: 2025-09-01}",
      ("propose", 120))],
)  # fmt: skip
def test_a_status_of_a_later_date_gives_way_to_the_one_before(read: Read, states, due) -> None:
    said = "montant: 100, statut: notifie, date: 2025-10-01"
    found = read({4: budget(line(said, states))}, "etat_au: 2025-06-30\n")
    [(_, held)] = at(found).lines
    assert (held.statut, int(held.montant), held.date and held.date.iso()) == (
        *due, {110: "2025-03-01"}.get(due[1]) or ("2025-01-05" if "01-05" in states else None),
    )  # fmt: skip
    assert "C408" not in {each.code for each in found.diagnostics}


def test_a_fiche_lives_as_it_did_at_the_date(read: Read) -> None:
    life = "vie:\n  - {etat: active, date: 2025-02-01}\n  - {etat: close, date: 2026-06-01}\n"
    written = {4: budget(line("montant: 100", year=2026)) + life}
    before = at(read(written, "etat_au: 2025-12-31\n"))
    assert [one.etat for one in before.fiches[0].vie] == ["active"]
    after = at(read(written, "etat_au: 2026-06-01\n"))
    assert [one.etat for one in after.fiches[0].vie] == ["active", "close"]


def test_no_report_is_made_of_a_year_that_begins_after_the_date(read: Read) -> None:
    spent = "{statut: realise, montant: 70, date: 2025-03-01}"
    told = "bilans:\n  - {annee: 2026, texte: Rien encore.}\n"
    written = {4: budget(line("montant: 100, statut: acquis", spent)) + told}
    assert reported_years(at(read(written))) == (2025, 2026)
    assert reported_years(at(read(written, "etat_au: 2025-12-31\n"))) == (2025,)


@pytest.mark.parametrize(
    ("contrat", "title"),
    [
        ("", "État fin 2026"),
        ("etat_au: 2026-05-01\n", "État au 1er mai 2026"),
        ("etat_au: 2026-05\n", "État au 31 mai 2026"),
        ("etat_au: 2026-12-31\n", "État fin 2026"),
        ("etat_au: 2027-03-01\n", "État fin 2026"),
    ],
)
def test_a_report_says_at_which_date_it_looks_at_lives(read: Read, contrat, title) -> None:
    found = at(read({4: budget(line("montant: 100", year=2026))}, contrat))
    assert YearReport.of(found, 2026).state_title.replace("\u00a0", " ") == title


def test_totals_that_were_announced_since_are_not_held_to_what_was_spent_before(read: Read) -> None:
    states = "{statut: realise, montant: 70, date: 2026-03-01}"
    total = "  totaux_annonces:\n    - {montant: 70, statut: realise}\n"
    written = {4: budget(line("montant: 100, statut: acquis", states)) + total}
    codes = [each.code for each in read(written, "etat_au: 2025-12-31\n").diagnostics]
    assert [each for each in codes if each.startswith("C4")] == []


@frozen
class Dated:
    """Something written in a dossier, the day on which it is there."""

    day: date
    text: str


_LIVES = ("suspendue", "active", "close")


def drawn(chance: Random) -> dict[str, list[Dated]]:
    """What may be written of a fiche: states of its line, steps of its life, amendments."""

    def days(count: int) -> list[date]:
        return sorted(date(2025, 1, 1) + timedelta(chance.randrange(1000)) for _ in range(count))

    states = [
        Dated(day, f"{{statut: {chance.choice(('engage', 'mandate', 'realise'))}, "
              f"montant: {chance.randrange(1, 30)}, date: {day}}}")
        for day in days(chance.randrange(5))
    ]  # fmt: skip
    life = [
        Dated(day, f"  - {{etat: {chance.choice(_LIVES)}, date: {day}}}\n")
        for day in days(chance.randrange(4))
    ]
    ends = [one.day for one in life if "close" in one.text]  # no credits are left to move then
    moves = [
        Dated(day, f"  - {{numero: {rank}, date: {day}, mouvements: [{{montant: "
              f"{chance.randrange(1, 9)}, de: {{fiche: 4, financeur: CD, annee: 2025}}, "
              "vers: {annee: 2026}}]}\n")
        for rank, day in enumerate(days(chance.randrange(4)), 1)
        if not ends or day < ends[0]
    ]  # fmt: skip
    return {"states": states, "life": life, "moves": moves}


def as_read(read: Read, drawn: dict[str, list[Dated]], until: date, *, whole: bool) -> object:
    """All that the dossier says at a date, of the ``whole`` of what was written or of what was
    there by then."""
    kept = {
        name: "".join(one.text + (", " if name == "states" else "") for one in held
                      if whole or one.day <= until)
        for name, held in drawn.items()
    }  # fmt: skip
    fiche = budget(line("montant: 300, statut: acquis", kept["states"].removesuffix(", ")))
    fiche += f"vie:\n{kept['life']}" if kept["life"] else ""
    contrat = f"etat_au: {until}\n" + (f"avenants:\n{kept['moves']}" if kept["moves"] else "")
    found = read({4: fiche, 9: budget(line("montant: 50"))}, contrat)
    held = at(found)
    assert found.dossier is not None
    four = held.fiches[0]
    return (
        {stage: [(one.numero, line.annee, line.montant, line.statut)
                 for one, line in held.lines_at(stage)] for stage in ETAPES},
        [(one.etat, one.date) for one in four.vie],
        [held.state_of(one) for one in held.fiches],
        held.left_in_all,
        reported_years(held),
        [(year, row.funder, dict(row.amounts)) for year in reported_years(held)
         for row in YearReport.of(held, year).rows],
        [each.text.plain for each in four.rubriques[0].blocs if hasattr(each, "text")],
        [getattr(each, "texte", None) and each.texte.plain for each in four.rubriques[0].blocs],
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(40))
def test_the_state_at_any_date_is_that_of_what_is_dated_before_it(read: Read, seed: int) -> None:
    chance = Random(seed)
    written = drawn(chance)
    every = [one.day for held in written.values() for one in held] or [date(2026, 1, 1)]
    until = chance.choice(every) + timedelta(chance.choice((-1, 0, 1, 40)))
    until = min(max(until, date(2025, 1, 1)), date(2027, 12, 31))
    assert as_read(read, written, until, whole=True) == as_read(read, written, until, whole=False)
