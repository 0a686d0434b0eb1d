"""39 fiches that lived two years: each fiche and the summary print, to the cent, what is added up
outside the product. The report and the workbook have their own tests, on the same contract."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import docx
import pytest
from tests.contrat_synthetique import FUNDERS, YEARS, ContractInLife

from ppgp_docs.api import Context, Document, load_theme
from ppgp_docs.budget import libelle_financeur
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.session import Session
from ppgp_docs.workspace.folder import DossierFolder

NAMES = {libelle_financeur(funder): funder for funder in FUNDERS}
HEADER = ["Financeur", "Année", "Prévu", "Réalisé"]


@pytest.fixture(scope="module")
def life() -> ContractInLife:
    return ContractInLife()


@pytest.fixture(scope="module")
def dossier(
    life: ContractInLife, session: Session, tmp_path_factory: pytest.TempPathFactory
) -> Dossier:
    home: Path = life.write(tmp_path_factory.mktemp("contrat"))
    reading = session.read(DossierFolder(home))
    assert reading.dossier is not None, reading.diagnostics
    return reading.dossier


def rows(session: Session, document: Document) -> Iterator[list[str]]:
    """The rows of the table that holds the stages side by side, below its header."""
    theme = load_theme("neutre", session.resources)
    context = Context(session.resources, theme, lambda said: pytest.fail(said.message))
    data = session.plugins.format(document.format).render(document, context)
    tables = docx.Document(io.BytesIO(data)).element.body.iter("{*}tbl")
    read = (
        [
            ["".join(text.text or "" for text in cell.iter("{*}t")) for cell in row.iter("{*}tc")]
            for row in table.iter("{*}tr")
        ]
        for table in tables
    )
    (found,) = [table for table in read if table[0][:4] == HEADER]
    yield from found[1:]


def amount(said: str) -> Decimal:
    """« −1 234,50 € », « – » for nothing."""
    digits = re.sub(r"[^\d,−]", "", said).replace(",", ".").replace("−", "-")
    return Decimal(digits or 0)


def assert_printed(life: ContractInLife, found: list[list[str]], number: int) -> None:
    """Each row is the sum of its funder and its year, « Total » that of all of them."""
    told, known = (
        set(),
        {place[3] for place, each in life.spent.items() if number in (0, place[0]) and each},
    )
    gaps: dict[tuple[str, str], str] = {}
    for funder, year, foreseen, spent, gap, *_ in found:
        who = "" if funder == "Total" else NAMES[funder]
        years = YEARS if year == "Toutes" else (int(year),)
        due = [
            sum((life.of(amounts, each, number, who) for each in years), Decimal(0))
            for amounts in (life.foreseen, life.spent)
        ]
        assert [amount(foreseen), amount(spent)] == due
        is_known = {each for each in years if life.of(life.foreseen, each, number, who)} <= known
        assert amount(gap) == (due[1] - due[0] if is_known else 0)
        gaps[who, year] = gap
        told.add((who, year))
    for year in {year for who, year in gaps if not who and gaps[who, year] != "–"} & {
        *map(str, YEARS)
    }:
        parts = (amount(gap) for (who, when), gap in gaps.items() if who and when == year)
        assert sum(parts, Decimal(0)) == amount(gaps["", year]), year
    held = {
        (place[1], str(place[3]))
        for amounts in (life.foreseen, life.spent)
        for place, each in amounts.items()
        if number in (0, place[0]) and each
    }
    assert held <= told
    assert ("", "Toutes") in told or len({year for _, year in held}) == 1


def test_each_fiche_prints_what_was_foreseen_and_spent_to_the_cent(
    life: ContractInLife, session: Session, dossier: Dossier
) -> None:
    documents = session.plugins.format("fiche-action").documents(dossier)
    assert len(documents) == 39
    for document in documents:
        assert document.fiche is not None
        number = document.fiche.numero
        assert_printed(life, [*rows(session, document)], number)


def test_the_summary_prints_that_of_all_of_them(
    life: ContractInLife, session: Session, dossier: Dossier
) -> None:
    (document,) = session.plugins.format("recapitulatif-contrat").documents(dossier)
    assert_printed(life, [*rows(session, document)], 0)
