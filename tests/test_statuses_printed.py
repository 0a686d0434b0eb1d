"""A place signed in two statuses, from which money leaves: each document, read back, prints what is
left of each, added up here in cents; what is asked is never less than nothing."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from attrs import field, frozen
from docx import Document
from openpyxl import load_workbook
from tests.fabrique import made, write_contract

from ppgp_docs.session import Session

ASKED, VOTED, NOTIFIED = 400_10, 1000_20, 50_00
CONTRACT = f"""intitule: Contrat d’essai
periode: {{debut: 2025, fin: 2027}}
enveloppes:
  - {{financeur: CD, montant: '{(ASKED + VOTED + 10_00 + 99_00) / 100:.2f}', reserve: 99}}
  - {{financeur: FIR, montant: {NOTIFIED // 100}}}
"""
MOVE = """avenants:
  - numero: 1
    date: 2025-06-24
    mouvements:
      - {%s}
"""
HERE = "de: {fiche: 4, financeur: CD, annee: 2026}"
FICHE = """numero: %d
titre: Action
objectif: {numero: 4, intitule: Essai}
referent: PMI
rubriques: [{cle: moyens}]
%sbudget:
  lignes:
%s"""
Held = dict[str, int]
"""Cents by status."""


def line(cents: int, status: str, rest: str = "", *, funder: str = "CD", year: int = 2026) -> str:
    said = f"montant: '{cents / 100:.2f}', statut: {status}, libelle: Part {status}{rest}"
    return f"    - {{financeur: {funder}, nature: propre, annee: {year}, {said}}}\n"


@frozen
class Case:
    """What moves, or how fiche 4 ends; what is left in 2026, in all of it, and in fiche 9."""

    move: str
    left: Held
    whole: Held
    heir: Held = field(factory=lambda: {"propose": 10_00})
    life: str = ""
    states: str = ""


def left(asked: int, voted: int) -> Held:
    return {"propose": asked, "acquis": voted}


CLOSED = "vie: [{etat: close, date: 2025-12-15%s}]\n"
SPENT = ", etats: [{statut: engage, montant: 700}]"
TO_NINE = ", credits: reportes, vers: {fiche: 9}"
CASES = {
    "partly": Case(f"montant: 600, {HERE}", left(ASKED, 400_20), left(ASKED, 400_20)),
    "all that was voted": Case(f"montant: '1000,20', {HERE}", left(ASKED, 0), left(ASKED, 0)),
    "more than was voted": Case(f"montant: 1100, {HERE}", left(300_30, 0), left(300_30, 0)),
    "all": Case(f"montant: '1400,30', {HERE}", left(0, 0), left(0, 0)),
    "to the next year": Case(
        f"montant: 1100, {HERE}, vers: {{annee: 2027}}", left(300_30, 0), left(ASKED, VOTED)
    ),
    "to the reserve": Case(
        f"montant: 600, {HERE}, vers: {{reserve: oui}}", left(ASKED, 400_20), left(ASKED, 400_20)
    ),
    "from the reserve": Case(
        "montant: 99, de: {reserve: oui, financeur: CD, annee: 2026}, vers: {fiche: 4}",
        left(ASKED, 1099_20),
        left(ASKED, 1099_20),
    ),
    "to a fiche": Case(
        f"montant: 1100, {HERE}, vers: {{fiche: 9}}",
        left(300_30, 0),
        left(300_30, 0),
        left(109_80, VOTED),
    ),
    "new": Case(
        "montant: 5, vers: {fiche: 4, financeur: CD, annee: 2026}",
        left(ASKED, 1005_20),
        left(ASKED, 1005_20),
    ),
    "closed": Case("", left(0, 700_00), left(0, 700_00), life=CLOSED % "", states=SPENT),
    "closed, all given up": Case("", left(0, 0), left(0, 0), life=CLOSED % ""),
    "closed, for a fiche": Case(
        "",
        left(0, 700_00),
        left(0, 700_00),
        left(410_10, 300_20),
        life=CLOSED % TO_NINE,
        states=SPENT,
    ),
    "amended, then closed": Case(
        f"montant: 200, {HERE}",
        left(0, 700_00),
        left(0, 700_00),
        left(410_10, 100_20),
        life=CLOSED % TO_NINE,
        states=SPENT,
    ),
}


@frozen
class Printed:
    case: Case
    made: Path

    def words(self, name: str) -> str:
        file = Document(str(self.made / f"{name}-ain.docx"))
        every = file.element.body.iter("{*}p")
        return plain("\n".join("".join(t.text or "" for t in p.iter("{*}t")) for p in every))

    def rows(self, name: str, sheet: str) -> list[dict[str, object]]:
        """The rows of a sheet below its header, by its titles."""
        book = load_workbook(self.made / f"{name}-ain.xlsx", data_only=True)
        every = [*book[sheet].iter_rows(values_only=True)]
        at = next(rank for rank, row in enumerate(every) if row[0] == "Fiche")
        return [dict(zip(map(str, every[at]), row, strict=True)) for row in every[at + 1 :]]


@pytest.fixture(scope="module", params=[*CASES.values()], ids=[*CASES])
def printed(
    request: pytest.FixtureRequest, session: Session, tmp_path_factory: pytest.TempPathFactory
) -> Printed:
    case: Case = request.param
    root = tmp_path_factory.mktemp("statuts")
    spent = f", etats: [{{statut: realise, montant: {NOTIFIED // 100}}}]"
    four = line(ASKED, "propose") + line(VOTED, "acquis", case.states)
    four += line(NOTIFIED, "notifie", spent, funder="FIR", year=2025)
    fiches = {4: FICHE % (4, case.life, four), 9: FICHE % (9, "", line(10_00, "propose"))}
    write_contract(root, CONTRACT + (MOVE % case.move if case.move else ""), fiches)
    return Printed(case, made(root, session))


def plain(text: str) -> str:
    text = re.sub(r"[\u202f\u00a0]", " ", text)
    return re.sub(r"(?<=\d) (?=\d)", "", text)


STATES = {"propose": "proposés", "acquis": "acquis", "notifie": "notifiés"}


def sentence(*held: Held) -> str:
    """« Ce total réunit… », or nothing where all of it is of one status."""
    whole: Counter[str] = Counter()
    for one in held:
        whole.update(one)
    said = [
        f"{cents // 100},{cents % 100:02} € {STATES[status]}"
        for status in STATES
        if (cents := whole[status])
    ]
    *first, last = said
    return f"Ce total réunit {', '.join(first)} et {last}." if first else ""


FIR = {"notifie": NOTIFIED}


def total_sentences(text: str) -> list[str]:
    return re.findall(r"Ce total réunit [^.]*\.", text)


def test_the_fiche_says_what_is_left_of_each(printed: Printed) -> None:
    four, nine = (printed.words(f"fiche-action-{number:02}") for number in (4, 9))
    assert total_sentences(four)[:1] == [*filter(None, [sentence(printed.case.whole, FIR)])]
    own = sentence(printed.case.heir).replace(",00 €", " €")
    found = [one.replace(",00 €", " €") for one in total_sentences(nine)]
    assert found[:1] == [*filter(None, [own])]


def test_no_document_says_less_than_nothing_of_a_status(printed: Printed) -> None:
    wrong = re.compile(r"−[\d,]+ € (?:proposés|acquis|notifiés)")
    for file in printed.made.glob("*.docx"):
        assert wrong.findall(printed.words(file.stem.removesuffix("-ain"))) == []
    for name in (file for file in printed.made.glob("*.html")):
        assert wrong.findall(plain(name.read_text("utf-8"))) == []


def test_the_lines_of_the_plan_add_up_to_it(printed: Printed) -> None:
    found: Counter[tuple[object, str]] = Counter()
    keys = {"Proposition": "propose", "Acquis": "acquis", "Notifié": "notifie"}
    for row in printed.rows("plan-de-financement", "Lignes"):
        if isinstance(row["Fiche"], int) and row["Financeur"] == "Département":
            found[row["Fiche"], keys[str(row["Statut"])]] += round(float(str(row["Montant"])) * 100)
    for number, held in ((4, printed.case.whole), (9, printed.case.heir)):
        assert {status: found[number, status] for status in held} == held
    book = load_workbook(printed.made / "plan-de-financement-ain.xlsx", data_only=True)
    cells = "\n".join(str(cell.value) for row in book["Fiches"].iter_rows() for cell in row)
    due = sentence(printed.case.whole, printed.case.heir, FIR)
    assert total_sentences(plain(cells)) == [*filter(None, [due])]


def test_the_report_says_what_is_asked_and_what_is_granted_for_the_next_year(
    printed: Printed,
) -> None:
    rows = printed.rows("bilan-annuel-2025", "Demandé 2026")
    for number, held in ((4, printed.case.left), (9, printed.case.heir)):
        cells = [row for row in rows if row["Fiche"] == number]
        found = [
            round(float(str(row.get(title, 0))) * 100)
            for row in cells
            for title in ("Demandé", "Acquis ou notifié")
        ]
        due = [held["propose"], held.get("acquis", 0)]
        assert found == due * any(due), (number, cells)


def test_the_summary_says_the_statuses_that_there_is_something_of(printed: Printed) -> None:
    labels = {"propose": "proposition", "acquis": "acquis", "notifie": "notifié"}
    whole = Counter(printed.case.whole) + Counter(printed.case.heir) + Counter(FIR)
    *first, last = [labels[status] for status in labels if whole[status]]
    text = printed.words("recapitulatif-contrat")
    assert f"Total ({', '.join(first)} et {last})" in text


def test_what_is_left_of_an_emptied_place_is_said_to_be_0(session: Session, tmp_path: Path) -> None:
    """A dash stood there, as where nothing was ever foreseen."""
    spent = f", etats: [{{statut: realise, montant: {NOTIFIED // 100}}}]"
    four = line(ASKED, "propose") + line(VOTED, "acquis")
    four += line(NOTIFIED, "notifie", spent, funder="FIR", year=2025)
    fiches = {4: FICHE % (4, "", four), 9: FICHE % (9, "", line(10_00, "propose"))}
    write_contract(tmp_path, CONTRACT + MOVE % CASES["all"].move, fiches)
    files = Printed(CASES["all"], made(tmp_path, session, "fiche-action"))
    body = Document(str(files.made / "fiche-action-04-ain.docx")).element.body
    rows = [
        [plain("".join(t.text or "" for t in cell.iter("{*}t"))) for cell in row.iter("{*}tc")]
        for row in body.iter("{*}tr")
    ]
    (before_and_after,) = [row for row in rows if row[1:2] == ["2026"] and "1400,30 €" in row]
    assert before_and_after == ["Département", "2026", "1400,30 €", "−1400,30 €", "0,00 €"]
    (progress,) = [row for row in rows if row[:2] == ["Département", "2026"] and len(row) > 5]
    assert progress[2:4] == ["0,00 €", "–"]


@frozen
class Spent:
    """Of 150 € of fiche 4, or of fiche 9 for what is not ``here``, 100 € were voted and spent, 50 €
    notified and not; what each has of both in the end."""

    four: tuple[int, int]
    nine: tuple[int, int] = (0, 0)
    move: str = ""
    life: str = ""
    stage: str = "realise"
    here: bool = True


TO_FOUR = "montant: 50, de: {fiche: 9, financeur: CD, annee: 2026}, vers: {fiche: 4}"
FROM_FOUR = "montant: 40, de: {fiche: 4, financeur: CD, annee: 2026}, vers: {fiche: 9}"
SPENT_CASES = {
    "given up": Spent((100_00, 0), life=CLOSED % "", stage="engage"),
    "for a fiche": Spent((100_00, 0), (0, 50_00), life=CLOSED % TO_NINE, stage="mandate"),
    "as it came": Spent((100_00, 0), move=TO_FOUR, life=CLOSED % "", here=False),
    "amended": Spent((100_00, 10_00), (0, 40_00), move=FROM_FOUR),
    "amended, then given up": Spent((100_00, 0), (0, 40_00), move=FROM_FOUR, life=CLOSED % ""),
}


@pytest.mark.parametrize("case", SPENT_CASES.values(), ids=[*SPENT_CASES])
def test_what_a_line_spent_is_of_its_own_status(
    session: Session, tmp_path: Path, case: Spent
) -> None:
    """What was voted is all spent: what was notified leaves, and is told as such where it goes."""
    voted = line(100_00, "acquis", f", etats: [{{statut: {case.stage}, montant: 100}}]")
    notified = line(50_00, "notifie")
    bare = (FICHE % (9, "", "")).partition("budget:")[0]
    nine = bare if case.here else FICHE % (9, "", notified)
    contract = CONTRACT.partition("  - {financeur: CD")[0] + "  - {financeur: CD, montant: 150}\n"
    write_contract(
        tmp_path,
        contract + (MOVE % case.move if case.move else ""),
        {4: FICHE % (4, case.life, voted + notified * case.here), 9: nine},
    )
    files = Printed(CASES["new"], made(tmp_path, session))
    found: Counter[tuple[object, object]] = Counter()
    for row in files.rows("plan-de-financement", "Lignes"):
        found[row["Fiche"], row["Statut"]] += round(float(str(row["Montant"] or 0)) * 100)
    for number, held in ((4, case.four), (9, case.nine)):
        assert (found[number, "Acquis"], found[number, "Notifié"]) == held
        words = files.words(f"fiche-action-{number:02}")
        assert total_sentences(words)[:1] == [*filter(None, [_both(*held)])]
        if number == 9 and held[1]:
            assert f"Financement notifié – Département : {held[1] // 100} €" in words


def _both(voted: int, notified: int) -> str:
    held = f"{voted // 100} € acquis et {notified // 100} € notifiés"
    return f"Ce total réunit {held}." if voted and notified else ""
