"""Amounts that are quantities × unit costs: worked out, printed, corrected in Word and in Excel."""

from __future__ import annotations

import re
import zipfile
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import openpyxl
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.commande import ppgp
from tests.fabrique import made, write_contract
from tests.lecteurs import docx_paragraphs
from tests.word_edits import edit_word

from ppgp_docs.budget import cout
from ppgp_docs.session import Session

CONTRACT = "intitule: Contrat d’essai\nperiode: {debut: 2026, fin: 2027}\nfiches: []\n"
FICHE = """numero: 1
titre: Visites à domicile
objectif: {numero: 4, intitule: Suivre}
referent: PMI
rubriques: [{cle: moyens}]
budget:
  lignes:
    - financeur: FIR
      nature: propre
      annee: 2026
      libelle: Renfort
      quantite: "1,5"
      unite: ETP
      grade: puéricultrice hors classe
      mois: 7
      cout_unitaire: "52 345,67 €"
    - financeur: FIR
      nature: propre
      annee: 2026
      quantite: 12
      unite: jours
      cout_unitaire: "850,50 €"
    - {financeur: CD, nature: propre, annee: 2027, montant: 16 497 €}
"""
POST = (Decimal("1.5") * Decimal("52345.67") * 7 / 12).quantize(Decimal("0.01"), ROUND_HALF_UP)
DAYS = 12 * Decimal("850.50")


def written(root: Path, fiche: str = FICHE) -> Path:
    (root / "ppgp.toml").touch()
    write_contract(root, CONTRACT, {1: fiche})
    return root / "departments" / "01-ain" / "fiches" / "01.yaml"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, session: Session) -> Path:
    root = tmp_path_factory.mktemp("quantites")
    written(root)
    return made(root, session, "fiche-action", "page-web", "plan-de-financement")


def bare(text: str) -> str:
    return "".join(text.split())


def euros(amount: Decimal) -> str:
    return f"{amount:.2f}€".replace(".", ",")


amounts = st.decimals(min_value=0, max_value=10**7, places=2)


@given(st.decimals(min_value=0, max_value=10**5, places=3), amounts, st.none() | st.integers(0, 12))
def test_a_cost_is_the_nearest_cent_and_the_greater_of_two(
    quantity: Decimal, unit: Decimal, months: int | None
) -> None:
    twelfths = quantity * unit * (12 if months is None else months)
    found = cout(quantity, unit, None if months is None else Decimal(months))
    assert -Decimal("0.06") <= twelfths - 12 * found < Decimal("0.06")
    assert found == found.quantize(Decimal("0.01"))


def test_the_fiche_says_what_each_amount_is_made_of(folder: Path) -> None:
    texts = [bare(text) for text in docx_paragraphs(folder / "fiche-action-01-ain.docx")]
    at = texts.index("Poste")
    assert texts[at : at + 15] == [
        "Poste", "Année", "Quantité", "Coûtunitaire", "Montant",
        "Renfort(puéricultricehorsclasse)", "2026", "1,5ETPsur7mois", "52345,67€paran", euros(POST),
        "Fondsd’interventionrégional(FIR),montantspropresàl’action", "2026", "12jours", "850,50€",
        euros(DAYS),
    ]  # fmt: skip
    assert f"Totaldel’action:{euros(POST + DAYS + 16497)}" in texts


def test_its_page_says_the_same(folder: Path) -> None:
    page = (folder / "fiche-action-01-ain.html").read_text("utf-8")
    said = bare(re.sub(r"<[^>]+>", " ", page).replace("&nbsp;", ""))
    assert f"1,5ETPsur7mois52345,67€paran{euros(POST)}" in said


def test_in_word_only_what_was_typed_may_be_edited(folder: Path) -> None:
    with zipfile.ZipFile(folder / "fiche-action-01-ain.docx") as archive:
        body = archive.read("word/document.xml").decode()
    controls = re.findall(r'<w:sdt>.*?<w:tag w:val="([^"]+)".*?</w:sdtPr>', body)
    assert "fiche-1:budget.lignes[1].quantite" in controls
    assert "fiche-1:budget.lignes[1].cout_unitaire" in controls
    assert "fiche-1:budget.lignes[1].montant" not in controls
    assert "fiche-1:budget.lignes[3].montant" in controls


def test_in_the_workbook_the_amount_is_a_formula_of_its_row(folder: Path) -> None:
    file = folder / "plan-de-financement-ain.xlsx"
    told = openpyxl.load_workbook(file)["Lignes"]
    computed = openpyxl.load_workbook(file, data_only=True)["Lignes"]
    titles = {cell.value: cell.column_letter for cell in told[4]}
    amount = titles["Montant"]
    assert {computed[f"{amount}{row}"].value for row in (5, 6, 7)} == {
        float(POST), float(DAYS), 16497,
    }  # fmt: skip
    formulas = [str(told[f"{amount}{row}"].value) for row in (5, 6, 7)]
    assert sum(one.startswith("=ROUND(") for one in formulas) == 2
    assert titles["Quantité"] in formulas[0]


def test_where_nothing_is_counted_no_document_shows_a_column_for_it(
    tmp_path: Path, session: Session
) -> None:
    lines = FICHE.split("    - financeur", maxsplit=1)[0] + FICHE.splitlines()[-1] + "\n"
    written(tmp_path, lines)
    place = made(tmp_path, session, "fiche-action", "plan-de-financement")
    assert "Quantité" not in docx_paragraphs(place / "fiche-action-01-ain.docx")
    sheet = openpyxl.load_workbook(place / "plan-de-financement-ain.xlsx")["Lignes"]
    assert "Quantité" not in [cell.value for cell in sheet[4]]


@pytest.mark.parametrize(
    ("said", "row"),
    [
        ("grade: puéricultrice", ("propresàl’action(puéricultrice)", "–", "–")),
        ("mois: 8", ("propresàl’action", "8mois", "–")),
        ("unite: ETP", ("propresàl’action", "ETP", "–")),
        ("{quantite: 2, unite: ETP}", ("propresàl’action", "2ETP", "–")),
        ("cout_unitaire: 26 000 €", ("propresàl’action", "–", "26000€")),
        ("{grade: sage-femme, mois: 6}", ("propresàl’action(sage-femme)", "6mois", "–")),
    ],
)
def test_what_is_said_of_a_cost_is_printed_were_the_rest_unsaid(
    tmp_path: Path, session: Session, said: str, row: tuple[str, str, str]
) -> None:
    more = said.strip("{}")
    line = FICHE.splitlines()[-1].replace("{fin", f"{{{more}, fin")
    written(tmp_path, FICHE.split("    - financeur", maxsplit=1)[0] + line + "\n")
    place = made(tmp_path, session, "fiche-action", "page-web", "plan-de-financement")
    texts = [bare(text) for text in docx_paragraphs(place / "fiche-action-01-ain.docx")]
    at = texts.index("Poste")
    label, counted, unit = row
    assert texts[at + 5].endswith(label)
    assert texts[at + 7 : at + 9] == [counted, unit]
    sheet = openpyxl.load_workbook(place / "plan-de-financement-ain.xlsx")["Lignes"]
    titles = {cell.value: cell.column_letter for cell in sheet[4]}
    name = more.partition(":")[0]
    column = {
        "unite": "Unité",
        "mois": "Mois",
        "cout_unitaire": "Coût unitaire",
        "quantite": "Quantité",
    }
    assert sheet[f"{titles[column.get(name, name.capitalize())]}5"].value is not None


def run(root: Path, *arguments: object) -> str:
    done = ppgp(*arguments, cwd=root)
    assert done.returncode == 0, done.stdout + done.stderr
    return bare(done.stdout + done.stderr)


def test_a_quantity_corrected_in_word_then_in_excel_comes_back(tmp_path: Path) -> None:
    source = written(tmp_path)
    run(tmp_path, "build", "--only", "fiche-action", "--only", "plan-de-financement")
    made_there = tmp_path / "sorties" / "01-ain"
    word = made_there / "fiche-action-01-ain.docx"
    edit_word(word, "1,5", "2,5")
    run(tmp_path, "import", word, "--yes")
    assert lines_of(source)[0]["quantite"] == "2,5"
    book = made_there / "plan-de-financement-ain.xlsx"
    sheet = (opened := openpyxl.load_workbook(book))["Lignes"]
    column = next(cell.column for cell in sheet[4] if cell.value == "Quantité")
    row = next(row for row in (5, 6, 7) if sheet.cell(row, column).value == 12)
    sheet.cell(row, column).value = 14
    opened.save(book)
    run(tmp_path, "import", book, "--yes")
    assert [one.get("quantite") for one in lines_of(source)] == ["2,5", "14", None]
    assert all("montant" not in one for one in lines_of(source)[:2])
    run(tmp_path, "check")


def lines_of(source: Path) -> list[dict[str, str]]:
    read = yaml.load(source.read_text("utf-8"), Loader=yaml.BaseLoader)
    lines: list[dict[str, str]] = read["budget"]["lignes"]
    return lines
