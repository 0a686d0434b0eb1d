"""The report of a year in Excel, read back with openpyxl; each amount is added up again here."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.worksheet import Worksheet
from tests.contrat_synthetique import FUNDERS, ContractInLife
from tests.fabrique import write_contract
from tests.plugins.plan_de_financement.lecteurs import emptied, libreoffice, values

from ppgp_docs.assets.theme import load_theme
from ppgp_docs.budget import libelle_financeur
from ppgp_docs.plugin.formats import Context, Document
from ppgp_docs.render.render import render
from ppgp_docs.session import Session
from ppgp_docs.workspace.folder import DossierFolder

HERE = Path(__file__).parent
FORMAT = "bilan-annuel-classeur"
SHEETS = ["Fait", "Dépensé", "Par fiche", "Par financeur", "Atteint", "Changé", "Demandé 2026"]


def documents(session: Session, folder: Path) -> list[Document]:
    reading = session.read(DossierFolder(folder))
    assert reading.dossier is not None, reading.diagnostics
    return list(session.plugins.format(FORMAT).documents(reading.dossier))


def data_of(document: Document, session: Session) -> bytes:
    """The file, made and proved: step 7 found every text and amount that is owed."""
    rendered = render(document, session)
    assert rendered.data is not None, rendered.diagnostics
    return rendered.data


@pytest.fixture(scope="module")
def report(session: Session) -> Document:
    (document,) = documents(session, HERE / "essai")
    return document


@pytest.fixture(scope="module")
def data(report: Document, session: Session) -> bytes:
    return data_of(report, session)


@pytest.fixture(scope="module")
def book(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data), data_only=True)


def rows(sheet: Worksheet) -> list[tuple[object, ...]]:
    """The rows of the table of a sheet, its header and its total among them."""
    (table,) = sheet.tables.values()
    return [tuple(cell.value for cell in row) for row in sheet[table.ref]]


def test_a_year_has_a_workbook_of_the_name_of_its_word_file(
    report: Document, bilan: Document
) -> None:
    assert report.name == bilan.name == "bilan-annuel-2025-creuse"
    assert report.title == bilan.title == "Bilan annuel 2025 – Creuse"


def test_a_sheet_stands_for_each_part_of_the_report(book: Workbook) -> None:
    assert [sheet.title for sheet in book if sheet.sheet_state == "visible"] == SHEETS


def test_what_each_fiche_did_is_told_in_its_words(book: Workbook) -> None:
    header, four, seven, nine = rows(book["Fait"])
    assert header[3:] == ("État fin 2025", "Calendrier de 2025", "Bilan de 2025")
    assert str(four[5]).startswith("Deux sessions ont réuni 14 professionnelles")
    assert str(seven[5]).splitlines()[1:] == [
        "–\u00a0les écoles du nord du département\u202f;",
        "–\u00a0le retour aux familles.",
    ]
    assert (nine[0], nine[3]) == (9, "Abandonnée depuis le 30\u00a0novembre 2025")


def test_amounts_are_numbers_with_their_gap_and_their_rate(book: Workbook) -> None:
    header, first, *_, total = rows(book["Dépensé"])
    assert header[2:] == (
        "Prévu",
        "Engagé",
        "Réalisé",
        "Réalisé moins prévu",
        "Taux de réalisation",
    )
    assert first[:6] == (4, "Département", 42000.5, 0, 40800.25, -1200.25)
    assert first[6] == pytest.approx(40800.25 / 42000.5)
    assert total[2:6] == (173250.5, 48000, 141370.65, -31879.85)
    assert total[6] == pytest.approx(141370.65 / 173250.5)


def test_indicators_are_numbers_with_their_unit_then_words(book: Workbook) -> None:
    _, part, trained = rows(book["Atteint"])
    assert part[2:5] == pytest.approx((100 * 103 / 1140, 12, 100 * 171 / 1096))
    assert book["Atteint"]["C5"].number_format == '#,##0"\u00a0%"'  # « 9 % », as everywhere
    assert part[5:] == (
        "Oui",
        "171\u00a0enfants sur\u00a01\u202f096 (16\u00a0%)",
        "bilan de PMI, décembre 2025",
        "Deux postes pourvus en juin",
    )
    assert trained[2:6] == (6, 30, 14, "Non")


def test_amendments_and_fiches_that_ended_are_told_with_what_moved(book: Workbook) -> None:
    _, amendment, ended = rows(book["Changé"])
    assert amendment[:4] == (
        "16\u00a0octobre 2025",
        "Avenant n°\u00a01",
        "CD-2025/10/16-2/07",
        "Reporter en 2026 les formations qui n’ont pu se tenir",
    )
    assert str(amendment[4]).startswith(
        "Report des formations\u00a0: 12\u202f000,00\u00a0€, de 2025"
    )
    assert amendment[5] == 12000
    assert ended[3] == "Le véhicule n’a pu être livré"
    notes = [cell.value for cell in book["Changé"]["A"] if cell.value]
    assert "décidé depuis\u00a0: Avenant n°\u00a02 (2\u00a0avril 2026)." in str(notes[-1])


def test_what_is_asked_is_apart_from_what_is_granted(book: Workbook) -> None:
    header, *_, total = rows(book["Demandé 2026"])
    assert header[2:] == ("Financeur", "Demandé", "Acquis ou notifié", "Total 2026")
    assert total[3:] == (80000, 113000, 193000)  # without what was voted in 2026


def test_every_sheet_is_protected_and_prints_whole_on_the_width_of_a_landscape_page(
    data: bytes,
) -> None:
    book = load_workbook(io.BytesIO(data))
    for name in SHEETS:
        sheet = book[name]
        assert sheet.protection.sheet, name
        assert all(cell.protection.locked for row in sheet.iter_rows() for cell in row), name
        assert sheet.page_setup.orientation == "landscape", name
        assert sheet.sheet_properties.pageSetUpPr.fitToPage, name
        width, height = sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight
        assert (width or 1, height) == (1, 0), name  # 1 when it is not said
        assert sheet.print_title_rows == "$4:$4", name
        (table,) = sheet.tables.values()
        last = sheet[table.ref][-1][-1]
        right, bottom = sheet.print_area.split(":")[1].strip("$").split("$")
        assert right == last.column_letter
        assert int(bottom) >= last.row


def test_the_file_says_its_title_and_its_language(data: bytes) -> None:
    properties = load_workbook(io.BytesIO(data)).properties
    assert properties.title == "Bilan annuel 2025 – Creuse"
    assert properties.language == "fr-FR"
    assert properties.category == "Bilan annuel"


def test_the_chart_gives_its_figures_to_those_who_do_not_see_it(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        drawing = archive.read("xl/drawings/drawing1.xml").decode()
    assert "Prévu\u00a0: Département, 92\u202f000,50\u00a0€" in drawing
    assert "Fonds d’intervention régional (FIR), 49\u202f370,40\u00a0€" in drawing


def test_the_same_dossier_gives_the_same_bytes(
    report: Document, session: Session, data: bytes
) -> None:
    assert data_of(report, session) == data


def test_every_sheet_of_a_project_says_so(report: Document, session: Session) -> None:
    theme = load_theme("neutre", session.resources)
    lacks = ("l’accord de X manque",)
    context = Context(session.resources, theme, lambda said: pytest.fail(said.message), draft=lacks)
    made = load_workbook(io.BytesIO(session.plugins.format(FORMAT).render(report, context)))
    assert made.sheetnames == [*SHEETS, "Accords à recueillir"]
    assert all(str(sheet["A2"].value).startswith("PROJET, ") for sheet in made)
    assert made["Accords à recueillir"]["A5"].value == lacks[0]


def test_a_contract_of_which_nothing_is_told_has_no_workbook(session: Session) -> None:
    samples = HERE.parents[2] / "departments"
    assert documents(session, samples / "01-ain") == []
    assert documents(session, samples / "77-seine-et-marne") == []


def computed(data: bytes, folder: Path) -> Mapping[tuple[str, str], object]:
    """Each cell as LibreOffice computes it, our results being taken out."""
    (folder / "nu").mkdir()
    file = folder / "bilan.xlsx"
    file.write_bytes(data)
    found, kept = libreoffice(emptied(file, folder / "nu"), folder), values(file)
    for where, value in kept.items():
        if isinstance(value, int | float):
            assert found.get(where) == pytest.approx(value, abs=0.001), where
    return found


@pytest.mark.office
def test_libreoffice_computes_what_we_did(data: bytes, tmp_path: Path) -> None:
    found = computed(data, tmp_path)
    assert found["Par financeur", "D8"] == pytest.approx(141370.65)
    assert found["Demandé 2026", "F9"] == 193000


FICHE = """numero: 1
titre: Essai
objectif: {numero: 4, intitule: Essai}
referent: PMI
rubriques: [{cle: moyens}]
budget:
  lignes:
"""
LINE = """    - financeur: "autre:%s"
      nature: propre
      annee: 2025
      montant: %d
      etats: [{statut: realise, montant: %d}]
"""
CONTRACT = "intitule: Essai\nperiode: {debut: 2025, fin: 2026}\n"
ODD = ("Caf", "CAF", "*", "<5", "2021")
"""Names that a sum by criteria confuses."""


@pytest.mark.office
def test_funders_are_known_by_their_very_names(session: Session, tmp_path: Path) -> None:
    lines = "".join(LINE % (name, 10**rank, 10**rank) for rank, name in enumerate(ODD))
    write_contract(tmp_path, CONTRACT, {1: FICHE + lines})
    (document,) = documents(session, tmp_path / "departments" / "01-ain")
    found = computed(data_of(document, session), tmp_path)
    sheet = "Par financeur"
    paid = {found[sheet, f"A{row}"]: found[sheet, f"B{row}"] for row in range(5, 10)}
    assert paid == {name: 10**rank for rank, name in enumerate(ODD)}


def test_a_year_that_is_told_and_not_spent_has_no_sheet_of_money(
    session: Session, tmp_path: Path
) -> None:
    told = "bilans: [{annee: 2025, texte: 'Rien ne s’est fait[^pourquoi].'}]\n"
    write_contract(tmp_path, CONTRACT, {1: FICHE.partition("budget")[0] + told})
    story = tmp_path / "departments" / "01-ain" / "dossier.yaml"
    story.write_text('departement: "01"\nnotes: {pourquoi: La fiche attend son poste}\n', "utf-8")
    (document,) = documents(session, story.parent)
    book = load_workbook(io.BytesIO(data_of(document, session)))
    assert [one.title for one in book if one.sheet_state == "visible"] == ["Fait", "Changé"]
    assert book["Fait"]["F5"].value == (
        "Rien ne s’est fait\u00a0[1].\n[1]\u00a0La fiche attend son poste"
    )
    assert book["Changé"]["B5"].value == "Aucun avenant en 2025, aucune fiche n’a changé d’état."


def test_a_year_that_is_told_and_foreseen_has_no_gap_before_something_is_spent(
    session: Session, tmp_path: Path
) -> None:
    line = LINE.partition("      etats")[0] % ("Caf", 10)
    told = "bilans: [{annee: 2025, texte: Rien encore.}]\n"
    write_contract(tmp_path, CONTRACT, {1: FICHE + line + told})
    (document,) = documents(session, tmp_path / "departments" / "01-ain")
    data = data_of(document, session)
    book = load_workbook(io.BytesIO(data), data_only=True)
    for sheet, row in (("Dépensé", (10, 0, 0, 0)), ("Par financeur", (10, 0, 0, 0))):
        _, *body = rows(book[sheet])
        assert [one[-4:] for one in body] == [row] * len(body)


# A contract of 39 fiches, against an oracle that shares no arithmetic with the engine


@pytest.fixture(scope="module")
def life() -> ContractInLife:
    return ContractInLife()


@pytest.fixture(scope="module")
def books(
    life: ContractInLife, session: Session, tmp_path_factory: pytest.TempPathFactory
) -> dict[int, Workbook]:
    """The workbook of each year."""
    made = documents(session, life.write(tmp_path_factory.mktemp("vie")))
    return {
        int(one.name[13:17]): load_workbook(io.BytesIO(data_of(one, session)), data_only=True)
        for one in made
    }


def cents(value: object) -> Decimal:
    return Decimal(repr(value)).quantize(Decimal("0.01"))


NAMES = {libelle_financeur(key): key for key in FUNDERS}
WHO: dict[str, Callable[[tuple[object, ...]], tuple[int, str]]] = {
    "Dépensé": lambda row: (int(str(row[0])), NAMES[str(row[1])]),
    "Par fiche": lambda row: (int(str(row[0])), ""),
    "Par financeur": lambda row: (0, NAMES[str(row[0])]),
}


@pytest.mark.parametrize("sheet", WHO)
@pytest.mark.parametrize("year", [2020, 2021])
def test_each_amount_of_39_fiches_is_that_of_the_lines_to_the_cent(
    life: ContractInLife, books: dict[int, Workbook], year: int, sheet: str
) -> None:
    header, *body, total = rows(books[year][sheet])
    columns = {name: header.index(name) for name in ("Prévu", "Réalisé")}
    amounts = {"Prévu": life.foreseen_at_the_end_of(year), "Réalisé": life.spent}
    for row in body:
        number, funder = WHO[sheet](row)
        for name, rank in columns.items():
            assert cents(row[rank]) == life.of(amounts[name], year, number, funder), row
    for name, rank in columns.items():
        assert cents(total[rank]) == life.of(amounts[name], year)


def test_what_is_asked_for_the_next_year_is_what_amendments_and_ends_leave(
    life: ContractInLife, books: dict[int, Workbook]
) -> None:
    header, *body, total = rows(books[2021]["Demandé 2022"])
    assert header == ("Fiche", "Action", "Financeur", "Demandé")
    for number, _, funder, asked in body:
        due = life.of(life.foreseen, 2022, int(str(number)), NAMES[str(funder)])
        assert cents(asked) == due, (number, funder)
    assert cents(total[3]) == life.of(life.foreseen, 2022)


def test_a_note_that_is_wider_than_its_table_is_wrapped_in_it(book: Workbook) -> None:
    """Print cut it at the right edge of the page."""
    for sheet in (one for one in book if one.tables):
        (table,) = sheet.tables.values()
        _, _, right, last = range_boundaries(table.ref)
        letters = map(get_column_letter, range(1, right + 1))
        width = sum(sheet.column_dimensions[letter].width for letter in letters)
        wide = [cell for (cell,) in sheet.iter_rows(min_row=last + 1, max_col=1)
                if len(str(cell.value or "")) > width]  # fmt: skip
        merged = {(one.min_row, one.max_col) for one in sheet.merged_cells.ranges}
        assert {(cell.row, right) for cell in wide} <= merged, sheet.title
        assert all(cell.alignment.wrap_text for cell in wide)
