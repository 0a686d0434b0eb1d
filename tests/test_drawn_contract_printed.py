"""A contract drawn from a seed, printed: each amount of each document is, to the cent, what is
added up outside the product. The suite prints some of its fiches; ``--full``, all of them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from tests.contrat_tire_au_sort import CLOSED, GIVEN_UP, HEIR, NAMES, STAGES, YEARS, DrawnContract
from tests.plugins.plan_de_financement.test_workbook import recomputed

from ppgp_docs.api import Context, Document, load_theme
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.session import Session
from ppgp_docs.workspace.folder import DossierFolder

SEED = 2028
HEADS = {"Prévu": "", "Engagé": "engage", "Mandaté": "mandate", "Réalisé": "realise"}
SOME = (1, 4, HEIR, 9, CLOSED, GIVEN_UP, 39)
Rows = list[list[str]]


@pytest.fixture(scope="module")
def drawn() -> DrawnContract:
    return DrawnContract(SEED)


@pytest.fixture(scope="module")
def dossier(
    drawn: DrawnContract, session: Session, tmp_path_factory: pytest.TempPathFactory
) -> Dossier:
    home = drawn.write(tmp_path_factory.mktemp("contrat"))
    reading = session.read(DossierFolder(home))
    assert reading.dossier is not None, reading.diagnostics
    assert {one.code for one in reading.diagnostics} == {"C614"}  # what is in reserve
    return reading.dossier


def made(session: Session, document: Document) -> bytes:
    theme = load_theme("neutre", session.resources)
    context = Context(session.resources, theme, lambda said: pytest.fail(said.message))
    return session.plugins.format(document.format).render(document, context)


def word_tables(data: bytes) -> Iterator[Rows]:
    for table in docx.Document(io.BytesIO(data)).element.body.iter("{*}tbl"):
        yield [
            ["".join(text.text or "" for text in cell.iter("{*}t")) for cell in row.iter("{*}tc")]
            for row in table.iter("{*}tr")
        ]


def page_tables(data: bytes) -> Iterator[Rows]:
    for table in re.findall(r"<table.*?</table>", data.decode(), re.DOTALL):
        cells = (
            re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
            for row in re.findall(r"<tr.*?</tr>", table, re.DOTALL)
        )
        yield [[re.sub(r"<[^>]+>|&nbsp;", " ", cell).strip() for cell in row] for row in cells]


def cents(said: object) -> int:
    """« −1 234,50 € », « – » for nothing."""
    digits = re.sub(r"[^\d,−]", "", str(said)).replace(",", ".").replace("−", "-")
    return int(Decimal(digits or 0) * 100)


def stages_table(tables: Iterator[Rows]) -> Rows:
    """The one that holds the stages side by side."""
    (found,) = [one for one in tables if one[0][:3] == ["Financeur", "Année", "Prévu"]]
    return found


def assert_stages(drawn: DrawnContract, found: Rows, number: int) -> None:
    """Each cell is the sum of its funder, its year and its stage; nothing lacks."""
    header, *rows = found
    told = set()
    for row in rows:
        who = "" if row[0].startswith("Total") else NAMES[row[0]]
        year = 0 if row[1] == "Toutes" else int(row[1])
        for head, cell in zip(header, row, strict=True):
            if head in HEADS:
                amounts = drawn.stages[HEADS[head]]
                assert cents(cell) == drawn.sum(amounts, number, who, year), (number, row)
        told.add((who, year))
    held = {
        (place[1], place[3])
        for amounts in drawn.stages.values()
        for place, amount in amounts.items()
        if number in (0, place[0]) and amount
    }
    assert held <= told


def numbers(full: bool) -> tuple[int, ...]:
    return tuple(range(1, 40)) if full else SOME


@pytest.fixture(scope="module")
def full(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--full"))


def test_each_fiche_says_in_word_and_on_its_page_what_is_added_up_apart(
    drawn: DrawnContract, session: Session, dossier: Dossier, full: bool
) -> None:
    for name, tables in (("fiche-action", word_tables), ("page-web", page_tables)):
        documents = session.plugins.format(name).documents(dossier)
        known = {one.fiche.numero: one for one in documents if one.fiche}
        assert len(known) == 39
        for number in numbers(full):
            assert_stages(drawn, stages_table(tables(made(session, known[number]))), number)


def test_the_summary_and_the_page_of_the_contract_say_the_same(
    drawn: DrawnContract, session: Session, dossier: Dossier
) -> None:
    (word,) = session.plugins.format("recapitulatif-contrat").documents(dossier)
    pages = session.plugins.format("page-web").documents(dossier)
    (page,) = [one for one in pages if not one.fiche]
    for tables in (word_tables(made(session, word)), page_tables(made(session, page))):
        held = list(tables)
        assert_stages(drawn, stages_table(iter(held)), 0)
        (crossed,) = [
            one for one in held if one[0][:2] == ["Fiche", "Financeur"] and one[0][2] == "2026"
        ]
        for row in crossed[1:]:
            number = int(re.sub(r"\D", "", row[0]) or 0)
            who = "" if row[1].startswith("Total") else NAMES[row[1]]
            for year, cell in zip((*YEARS, 0), row[2:], strict=True):
                assert cents(cell) == drawn.sum(drawn.foreseen, number, who, year), row


@pytest.mark.parametrize("year", YEARS[:2])
def test_the_report_of_a_year_says_the_same(
    drawn: DrawnContract, session: Session, dossier: Dossier, year: int
) -> None:
    documents = session.plugins.format("bilan-annuel").documents(dossier)
    (report,) = [one for one in documents if str(year) in one.name and one.format == "bilan-annuel"]
    tables = word_tables(made(session, report))
    (spent,) = [one for one in tables if one[0][:3] == ["Fiche", "Financeur", "Prévu"]]
    header, *rows = spent
    stages = {**drawn.stages, "": drawn.foreseen_at_the_end_of(year)}
    numbers = set()
    for row in rows:
        number = int(re.sub(r"\D", "", row[0]) or 0)
        who = "" if row[1].startswith("Total") else NAMES[row[1]]
        for head, cell in zip(header, row, strict=True):
            if head in HEADS:
                due = drawn.sum(stages[HEADS[head]], number, who, year)
                assert cents(cell) == due, row
        numbers.add(number)
    assert numbers == {0, *range(1, 40)}


def book_cents(value: object) -> int:
    return round(Decimal(repr(value or 0)) * 100)


def assert_workbook(drawn: DrawnContract, file: Path) -> None:
    book = openpyxl.load_workbook(file, data_only=True)
    lines: dict[str, int] = {}
    for stage, name in (
        ("", "Lignes"),
        *zip(STAGES, ("Engagé", "Mandaté", "Réalisé"), strict=True),
    ):
        rows = [row for row in book[name].iter_rows(min_row=5, values_only=True)
                if isinstance(row[3], int)]  # fmt: skip
        lines[stage] = sum(book_cents(row[4]) for row in rows)
        assert lines[stage] == drawn.sum(drawn.stages[stage])
    for row in book["Fiches"].iter_rows(min_row=5, values_only=True):
        if isinstance(row[0], int):
            assert book_cents(row[6]) == drawn.sum(drawn.foreseen, row[0]), row
    for row in book["Financeurs"].iter_rows(min_row=5, max_row=9, values_only=True):
        funder = NAMES[str(row[0])]
        for year, cell in zip((*YEARS, 0), row[1:5], strict=True):
            assert book_cents(cell) == drawn.sum(drawn.foreseen, 0, funder, year), row
        kept = sum(cents for (who, _), cents in drawn.kept.items() if who == funder)
        assert book_cents(row[8]) == kept, row
    for row in book["Synthèse"].iter_rows(min_row=5, values_only=True):
        if isinstance(row[0], int):
            for year, cell in zip((*YEARS, 0), row[3:7], strict=True):
                due = drawn.sum(drawn.foreseen, row[0], NAMES[str(row[2])], year)
                assert book_cents(cell) == due, row
    for year in YEARS[:2]:
        assert_bilan(drawn, book, year)
    assert book["Tableau de bord"]["A3"].value == "Contrôle\u00a0: aucun écart"


def assert_bilan(drawn: DrawnContract, book: Any, year: int) -> None:
    """Each stage of the year, then what is foreseen for the next."""
    header, *rows = book[f"Bilan {year}"].iter_rows(min_row=4, values_only=True)
    known = {head: (drawn.stages[stage], year) for head, stage in HEADS.items()}
    known[f"Prévu {year + 1}"] = (drawn.foreseen, year + 1)
    for row in (one for one in rows if isinstance(one[0], int)):
        for head, cell in zip(header, row, strict=True):
            if head in known:
                amounts, of_year = known[head]
                assert book_cents(cell) == drawn.sum(amounts, row[0], NAMES[row[2]], of_year), row


@pytest.fixture(scope="module")
def workbook(session: Session, dossier: Dossier, tmp_path_factory: pytest.TempPathFactory) -> Path:
    (document,) = session.plugins.format("plan-de-financement").documents(dossier)
    file = tmp_path_factory.mktemp("plan") / "plan.xlsx"
    file.write_bytes(made(session, document))
    return file


def test_the_workbook_holds_the_same(drawn: DrawnContract, workbook: Path) -> None:
    assert_workbook(drawn, workbook)


@pytest.mark.office
def test_libreoffice_computes_the_same(
    drawn: DrawnContract, workbook: Path, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(workbook)  # openpyxl drops the results that we kept
    book.save(tmp_path / "plan.xlsx")
    (tmp_path / "fait").mkdir()
    assert_workbook(drawn, recomputed(tmp_path / "plan.xlsx", tmp_path / "fait"))
