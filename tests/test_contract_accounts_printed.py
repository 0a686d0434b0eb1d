"""Budgets by account of several fiches, added up in the summary, the page and both reports: each
sum is made again here, from the files, in Decimal."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from tests.fabrique import made, write_contract
from tests.lecteurs import docx_paragraphs

from ppgp_docs.session import Session

CONTRACT = "intitule: Contrat d’essai\nperiode: {debut: 2025, fin: 2026}\n"
FICHE = """numero: NUMBER
titre: Une action
objectif: {numero: 4, intitule: Essai}
referent: PMI
rubriques: [{cle: moyens}]
budget:
  lignes:
    - {financeur: CD, nature: propre, annee: 2025, montant: '900,05',
       etats: [{statut: realise, montant: 800}]}
    - {financeur: FIR, nature: propre, annee: 2026, montant: '3 765,44'}
"""
ACCOUNTS = """  charges:
    - {compte: "64", annee: 2025, montant: 'ONE'}
    - {compte: "606", annee: 2025, montant: '0,05'}
    - {compte: "641", annee: 2026, montant: '3 765,44'}
    - {compte: "86", annee: 2025, montant: 77}
  produits:
    - {compte: "70", annee: 2025, montant: 'TWO'}
    - {compte: "87", annee: 2025, montant: 77}
"""
FICHES = {
    4: FICHE.replace("NUMBER", "4") + ACCOUNTS.replace("ONE", "900").replace("TWO", "0"),
    7: FICHE.replace("NUMBER", "7") + ACCOUNTS.replace("ONE", "912,30").replace("TWO", "12,30"),
    9: FICHE.replace("NUMBER", "9"),
}
TITLE = "Charges et produits prévus par compte, fiches 4 et 7"


@pytest.fixture(scope="module")
def folder(session: Session, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("comptes")
    write_contract(root, CONTRACT, FICHES)
    reports = ("bilan-annuel", "bilan-annuel-classeur")
    return made(root, session, "recapitulatif-contrat", "page-web", *reports)


def due() -> dict[tuple[str, int], Decimal]:
    """Euros by account of two digits, or side, and year."""
    found: dict[tuple[str, int], Decimal] = defaultdict(Decimal)
    for text in (FICHES[4], FICHES[7]):
        budget: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)["budget"]
        for side in ("charges", "lignes", "produits"):
            for line in budget[side]:
                account = line.get("compte", "74")[:2]
                amount = Decimal(line["montant"].replace(" ", "").replace(",", "."))
                found[account, int(line["annee"])] += amount
                if account not in ("86", "87"):
                    found["charges" if side == "charges" else "produits", int(line["annee"])] += (
                        amount
                    )
    return found


def bare(text: str) -> str:
    return "".join(text.split())


def euros(amount: Decimal) -> str:
    return f"{amount:.2f}€".replace(".", ",") if amount else "–"


ROWS = {"60": "60–", "64": "64–", "charges": "Totaldescharges", "70": "70–", "74": "74–",
        "produits": "Totaldesproduits", "86": "86–", "87": "87–"}  # fmt: skip


def held(texts: list[str], years: tuple[int, ...]) -> None:
    """Each account stands with its sums, a year a column."""
    sums = due()
    start = next(rank for rank, text in enumerate(texts) if text.startswith("Compte"))
    for key, name in ROWS.items():
        at = next(rank for rank, text in enumerate(texts[start:], start) if text.startswith(name))
        every = [sums[key, year] for year in years]
        every += [sum(every, Decimal(0))] * (len(every) > 1)
        assert texts[at + 1 : at + 1 + len(every)] == list(map(euros, every)), key


def test_the_summary_adds_them_up(folder: Path) -> None:
    (file,) = folder.glob("recapitulatif-*.docx")
    texts = docx_paragraphs(file)
    assert any(text.replace("\u00a0", " ").startswith(TITLE) for text in texts)
    held([bare(text) for text in texts], (2025, 2026))


def test_the_report_says_those_of_its_year(folder: Path) -> None:
    (file,) = folder.glob("bilan-annuel-2025-*.docx")
    held([bare(text) for text in docx_paragraphs(file)], (2025,))


def test_the_workbook_of_the_year_says_the_same(folder: Path) -> None:
    (file,) = folder.glob("bilan-annuel-2025-*.xlsx")
    rows = openpyxl.load_workbook(file, data_only=True)["Comptes"].iter_rows(min_row=4, max_col=2)
    texts = [
        bare(str(cell.value)) if isinstance(cell.value, str) else euros(Decimal(repr(cell.value)))
        for row in rows
        for cell in row
    ]
    held(texts, (2025,))


def test_the_page_adds_them_up(folder: Path) -> None:
    (file,) = (one for one in folder.glob("*.html") if "contrat" in one.name)
    cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", file.read_text("utf-8"), re.DOTALL)
    held(
        [bare(re.sub(r"<[^>]+>", "", cell).replace("&nbsp;", " ")) for cell in cells], (2025, 2026)
    )
