"""A contract that is being shared out, in all its documents: each sum added up again here."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from tests.fabrique import made, write_contract

from ppgp_docs.session import Session

CONTRACT = """intitule: Contrat d’essai
periode: {debut: 2025, fin: 2026}
enveloppes:
  - {financeur: CD, annee: 2025, montant: '1 000,10', reserve: '100,05'}
  - {financeur: CD, annee: 2026, montant: '2 000,20', reserve: 0}
  - {financeur: FIR, montant: '5 000', reserve: '1 234,56'}
  - {financeur: ONDAM_MS, montant: 300}
fiches:
  - {numero: 9, titre: Accueil des fratries, a_venir: oui}
"""
FICHE = """numero: 4
titre: Visites à domicile
objectif: {numero: 4, intitule: Essai}
referent: PMI
rubriques: [{cle: moyens}]
budget:
  lignes:
    - {financeur: CD, nature: propre, annee: 2025, montant: '900,05'}
    - {financeur: CD, nature: propre, annee: 2026, montant: '2 000,20'}
    - {financeur: FIR, nature: propre, annee: 2026, montant: '3 765,44'}
    - {financeur: ONDAM_MS, nature: propre, annee: 2026, montant: 300}
"""
RESERVES = {
    "Département": Decimal("100.05"),
    "Fonds d’intervention régional (FIR)": Decimal("1234.56"),
    "ONDAM médico-social": None,
}


@pytest.fixture(scope="module")
def folder(session: Session, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("reserve")
    write_contract(root, CONTRACT, {4: FICHE})
    return made(root, session, "recapitulatif-contrat", "page-web", "plan-de-financement")


def euros(amount: Decimal) -> str:
    return f"{amount:.2f} €".replace(".", ",")


def plain(text: str) -> str:
    """Digits of thousands together, one kind of space."""
    text = re.sub(r"[\u202f\u00a0]", " ", text)
    return re.sub(r"(?<=\d) (?=\d)", "", text)


def word_rows(folder: Path) -> list[list[str]]:
    file = Document(str(folder / "recapitulatif-contrat-ain.docx"))
    rows = file.element.body.iter("{*}tr")
    return [
        [plain("".join(t.text or "" for t in cell.iter("{*}t"))) for cell in row.iter("{*}tc")]
        for row in rows
    ]


def test_the_summary_shows_each_reserve_beside_what_is_left(folder: Path) -> None:
    rows = {row[0]: row for row in word_rows(folder) if len(row) == 8}
    assert rows["Financeur"][-3:] == ["Enveloppe", "Reste", "Dont réserve"]
    for funder, reserve in RESERVES.items():
        assert rows[funder][-1] == ("–" if reserve is None else euros(reserve))
    whole = sum(filter(None, RESERVES.values()), Decimal(0))
    total = next(row for name, row in rows.items() if name.startswith("Total"))
    assert total[-2:] == [euros(whole)] * 2


def test_the_summary_and_the_page_say_in_words_what_is_to_be_shared(folder: Path) -> None:
    file = Document(str(folder / "recapitulatif-contrat-ain.docx"))
    words = " ".join(
        "".join(t.text or "" for t in p.iter("{*}t")) for p in file.element.iter("{*}p")
    )
    page = (folder / "recapitulatif-contrat-ain.html").read_text("utf-8")
    for said in (plain(words), plain(re.sub(r"<[^>]+>", " ", page))):
        assert "1334,61 € restent à répartir entre les fiches" in said
        assert "La fiche 9 (« Accueil des fratries ») est à venir." in said


def test_the_workbook_counts_reserves_as_numbers(folder: Path) -> None:
    book = openpyxl.load_workbook(folder / "plan-de-financement-ain.xlsx", data_only=True)
    rows = [list(row) for row in book["Financeurs"].values]
    (header,) = [row for row in rows if row[0] == "Financeur"]
    column = header.index("Dont réserve")
    shown = {row[0]: row[column] for row in rows if row[0] in RESERVES}
    for funder, reserve in RESERVES.items():
        assert shown[funder] == (None if reserve is None else float(reserve))
    assert any("à venir" in str(row[0]) for row in rows)
