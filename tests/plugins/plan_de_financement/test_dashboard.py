"""What an officer sees and types: the dashboard, the menus, what is protected, what is printed."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from tests.contrat_synthetique import CLOSED, FUNDERS, GIVEN_UP, YEARS, ContractInLife

from ppgp_docs.budget import libelle_financeur
from ppgp_docs.plugin.formats import Document
from ppgp_docs.session import Session
from ppgp_docs.workspace.folder import DossierFolder

from .lecteurs import Values, emptied, libreoffice, values

BOARD = "Tableau de bord"
SOUND = "Contrôle\u00a0: aucun écart"
INDICATORS = """chiffres:
  avant: {valeur: 6957, unite: visites, date: 2019}
  un: {valeur: 7102, unite: visites, source: Bilan}
  deux: {valeur: 8001, unite: visites, source: Bilan}
  vise: {valeur: 10000, unite: visites}
  jalon: {valeur: 8000, unite: visites}
  nes: {valeur: 1140, unite: enfants}
  vus: {valeur: 171, unite: enfants, base: nes, source: Bilan}
  part: {pourcentage: 20, source: Contrat}
indicateurs:
  - libelle: Visites à domicile
    reference: avant
    cible: vise
    echeance: 2022
    suivi: [{annee: 2021, cible: jalon, resultat: deux}, {annee: 2020, resultat: un}]
  - libelle: Visites attendues
    reference: avant
    cible: vise
    echeance: 2021
    suivi: [{annee: 2020, cible: avant, resultat: un}, {annee: 2021, resultat: deux}]
  - libelle: Visites sans cible de l’année
    reference: avant
    cible: vise
    echeance: 2022
    suivi: [{annee: 2020, resultat: un}]
  - libelle: Bilans de santé
    cible: part
    suivi: [{annee: 2021, resultat: vus}]
  - libelle: Sans mesure qui se compare
    cible: part
    suivi: [{annee: 2021, resultat: un}]
"""


@pytest.fixture(scope="module")
def life() -> ContractInLife:
    return ContractInLife()


@pytest.fixture(scope="module")
def make(
    session: Session, render: Callable[[Document], bytes], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Path], Path]:
    """The workbook of a dossier, on the disk."""

    def run(home: Path) -> Path:
        reading = session.read(DossierFolder(home))
        assert reading.dossier is not None, reading.diagnostics
        (document,) = session.plugins.format("plan-de-financement").documents(reading.dossier)
        file = tmp_path_factory.mktemp("classeur") / "plan.xlsx"
        file.write_bytes(render(document))
        return file

    return run


@pytest.fixture(scope="module")
def plan(
    life: ContractInLife, make: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The contract of 39 fiches, two years later."""
    home = life.write(tmp_path_factory.mktemp("contrat"))
    with (home / "fiches" / "01.yaml").open("a", encoding="utf-8") as fiche:
        fiche.write(INDICATORS)
    return make(home)


def cents(value: object) -> Decimal:
    return Decimal(str(value)).quantize(Decimal("0.01"))


def rows_under(found: Values, title: str, column: str = "B") -> list[int]:
    """The rows of the table of the dashboard that has that title above its header."""
    (at,) = [
        int(where[1:])
        for (sheet, where), value in found.items()
        if sheet == BOARD and value == title and where[0] in "AB"
    ]
    row, rows = at + 2, []
    while found.get((BOARD, f"{column}{row}")) not in (None, "Total"):
        rows.append(row)
        row += 1
    return rows


def assert_board(found: Values, life: ContractInLife) -> None:
    """Every amount of the dashboard is the oracle's."""
    assert found[BOARD, "A3"] == SOUND
    names = {libelle_financeur(funder): funder for funder in FUNDERS}

    def due(column: str, year: int = 0, number: int = 0, funder: str = "") -> Decimal:
        amounts = life.foreseen if column == "C" else life.spent
        years = [year] if year else YEARS
        return sum((life.of(amounts, each, number, funder) for each in years), Decimal(0))

    for column in "CD":
        assert cents(found[BOARD, f"{column}5"]) == due(column)
        years = rows_under(found, "Par année")
        for row in years:
            year = int(found[BOARD, f"B{row}"] or 0)
            assert cents(found[BOARD, f"{column}{row}"]) == due(column, year=year)
        funders = rows_under(found, "Par financeur")
        for row in funders:
            funder = names[str(found[BOARD, f"B{row}"])]
            assert cents(found[BOARD, f"{column}{row}"]) == due(column, funder=funder)
        fiches = rows_under(found, "Par fiche")
        for row in fiches:
            number = int(found[BOARD, f"A{row}"] or 0)
            assert cents(found[BOARD, f"{column}{row}"]) == due(column, number=number)
        assert (len(years), len(funders), len(fiches)) == (3, 5, 39)
        tables = (years, funders, fiches)
        for rows in tables:
            assert cents(found[BOARD, f"{column}{rows[-1] + 1}"]) == due(column)

    def gap(number: int = 0, funder: str = "") -> Decimal:
        """Nothing is known of a year in which nobody spent: that is no gap."""
        silent = [year for year in YEARS if not due("D", year)]
        untold = any(due("C", year, number, funder) for year in silent)
        return Decimal(0) if untold else due("D", 0, number, funder) - due("C", 0, number, funder)

    said = [cents(found[BOARD, f"E{row}"]) for row in (5, *(rows[-1] + 1 for rows in tables))]
    assert said == [gap()] * 4
    years, funders, fiches = tables
    for row in years:
        year = int(found[BOARD, f"B{row}"] or 0)
        untold = not due("D", year=year)
        assert cents(found[BOARD, f"E{row}"]) == (0 if untold else due("D", year) - due("C", year))
    for row in funders:
        assert cents(found[BOARD, f"E{row}"]) == gap(funder=names[str(found[BOARD, f"B{row}"])])
    for row in fiches:
        assert cents(found[BOARD, f"E{row}"]) == gap(number=int(found[BOARD, f"A{row}"] or 0))
    assert float(found[BOARD, "F5"] or 0) == pytest.approx(float(due("D") / due("C")))


def test_the_dashboard_holds_every_amount_that_we_add_up(plan: Path, life: ContractInLife) -> None:
    assert_board(values(plan), life)


@pytest.mark.office
def test_libreoffice_computes_the_same_dashboard(
    plan: Path, life: ContractInLife, tmp_path: Path
) -> None:
    assert_board(libreoffice(emptied(plan, tmp_path), tmp_path), life)


def test_the_dashboard_says_what_each_fiche_is(plan: Path) -> None:
    found = values(plan)
    states = {
        found[BOARD, f"A{row}"]: found[BOARD, f"G{row}"] for row in rows_under(found, "Par fiche")
    }
    assert (states[CLOSED], states[GIVEN_UP], states[1]) == ("Close", "Abandonnée", "Active")
    assert found[BOARD, "B5"] == "39\u00a0fiches, dont 1\u00a0close, 1\u00a0abandonnée"


INDICATORS_TABLE = "Les indicateurs, du départ au dernier résultat"


def test_indicators_are_numbers_with_their_unit_and_a_line_from_year_to_year(plan: Path) -> None:
    sheet = load_workbook(plan)[BOARD]
    rows = rows_under(values(plan), INDICATORS_TABLE)
    first, *_, last = rows
    assert [cell.value for cell in sheet[first]][:5] == [1, "Visites à domicile", 6957, 7102, 8001]
    assert [cell.value for cell in sheet[last]][:5] == [1, "Bilans de santé", None, None, 15]
    assert sheet[f"C{first}"].number_format == '#,##0"\u00a0visites"'
    assert sheet[f"E{last}"].number_format == '#,##0"\u00a0%"'
    assert sparklines(plan) == {f"'{BOARD}'!C{row}:E{row}": f"J{row}" for row in rows}


JUDGED = {
    "Visites à domicile": (2021, 8000, "Oui", 10000),
    "Visites attendues": (2021, 10000, "Non", 10000),
    "Visites sans cible de l’année": (2020, "–", "–", 10000),
    "Bilans de santé": (2021, "–", "–", 20),
}


def assert_judged(found: Values) -> None:
    """Each verdict stands beside the target of the year, and the final one apart."""
    first, *_ = rows = rows_under(found, INDICATORS_TABLE)
    assert [found[BOARD, f"{column}{first - 1}"] for column in "FGHI"] == [
        "Année jugée", "Cible de l’année", "Cible de l’année atteinte", "Cible finale"
    ]  # fmt: skip
    assert {
        found[BOARD, f"B{row}"]: tuple(found[BOARD, f"{column}{row}"] for column in "FGHI")
        for row in rows
    } == JUDGED


def test_the_target_that_is_judged_is_that_of_the_year_and_the_final_one_stands_apart(
    plan: Path,
) -> None:
    assert_judged(values(plan))


@pytest.mark.office
def test_libreoffice_reads_the_same_targets(plan: Path, tmp_path: Path) -> None:
    assert_judged(libreoffice(emptied(plan, tmp_path), tmp_path))


def sparklines(file: Path) -> dict[str, str]:
    with zipfile.ZipFile(file) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    return dict(re.findall(r"<xm:f>([^<]*)</xm:f><xm:sqref>([^<]*)</xm:sqref>", sheet))


def test_formulas_are_protected_without_a_password_and_lines_may_be_typed(plan: Path) -> None:
    for sheet in load_workbook(plan):
        assert sheet.protection.sheet, sheet.title
        assert sheet.protection.password is None
        assert not sheet.protection.objects  # a reader may put notes
        typed = sheet.title in ("Lignes", "Engagé", "Mandaté", "Réalisé")
        for row in sheet.iter_rows(min_row=4):
            for cell in row:
                if cell.data_type == "f":
                    assert cell.protection.locked, (sheet.title, cell.coordinate)
        free = [cell for row in sheet.iter_rows() for cell in row if not cell.protection.locked]
        assert bool(free) == typed, sheet.title


def room(sheet: Worksheet) -> list[int]:
    """The rows that wait for lines, above the total."""
    (table,) = sheet.tables.values()
    last = int(re.findall(r"\d+", table.ref)[-1])
    return [row for row in range(5, last) if sheet[f"A{row}"].value is None]


def test_lines_have_room_above_their_total_and_menus_there_too(plan: Path) -> None:
    book = load_workbook(plan)
    for name in ("Lignes", "Réalisé"):
        sheet = book[name]
        empty = room(sheet)
        assert len(empty) == 15
        assert all(not sheet.cell(row, column).protection.locked
                   for row in empty for column in range(1, 7))  # fmt: skip
        for row in (5, empty[0], empty[-1]):
            assert {menu(sheet, f"{letter}{row}") for letter in "ABCD"} == {
                "Liste_fiches", "Liste_financeurs", "Liste_natures", "Liste_annees"
            }  # fmt: skip
    assert menu(book["Lignes"], "F5") == "Liste_statuts"
    assert menu(book["Réalisé"], "F5") == '"Réalisé"'


def menu(sheet: Worksheet, cell: str) -> str:
    (rule,) = [one for one in sheet.data_validations.dataValidation if cell in one.sqref]
    assert rule.type == "list"
    assert rule.error
    return str(rule.formula1)


def test_each_name_stands_for_the_cells_that_it_says(plan: Path) -> None:
    book = load_workbook(plan, data_only=True)

    def named(name: str) -> list[object]:
        (place,) = book.defined_names[name].destinations
        cells = book[place[0]][place[1]]
        held = [row[0] for row in cells] if isinstance(cells, tuple) else [cells]
        return [cell.value for cell in held]

    assert named("Liste_annees") == [*YEARS]
    assert named("Liste_financeurs") == [libelle_financeur(one) for one in FUNDERS]
    assert named("Liste_natures") == ["Propre", "Transverse"]
    assert named("Liste_statuts") == ["Proposition", "Acquis", "Notifié"]
    assert named("Liste_fiches") == [*range(1, 40)]
    (total,) = named("Total_prevu")
    typed = [value for value in named("Lignes_montant") if value is not None]
    assert cents(total) == sum(map(cents, typed))
    assert {value for value in named("Lignes_annee") if value} == {*YEARS}


def test_each_sheet_prints_all_of_it_but_the_addresses_of_its_lines(plan: Path) -> None:
    for sheet in load_workbook(plan):
        (area,) = re.findall(r"\$A\$1:\$([A-Z]+)\$(\d+)$", str(sheet.print_area))
        cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
        beyond = {
            cell.column_letter
            for cell in cells
            if cell.row > int(area[1]) or cell.column > sheet[f"{area[0]}1"].column
        }
        address = {cell.column_letter for cell in cells if cell.value == "Adresse dans le dossier"}
        assert beyond == address, sheet.title


SLIPS = {
    "year": ("D", 2031),
    "funder": ("B", "Fondation de France"),
    "fiche": ("A", 77),
}


@pytest.mark.office
@pytest.mark.parametrize("stage", ["Lignes", "Réalisé"])
@pytest.mark.parametrize("slip", SLIPS)
@pytest.mark.campaign(share=3)
def test_what_a_stranger_types_wrong_turns_the_dashboard_red(
    slip: str, stage: str, plan: Path, tmp_path: Path
) -> None:
    book = load_workbook(plan)
    sheet = book[stage]
    row = room(sheet)[0]
    line = dict(zip("ABCDE", (1, "Département", "Propre", 2020, 0.01), strict=True))
    column, value = SLIPS[slip]
    for letter, typed in {**line, column: value}.items():
        sheet[f"{letter}{row}"] = typed
    book.save(tmp_path / "plan.xlsx")
    found = libreoffice(tmp_path / "plan.xlsx", tmp_path)
    assert str(found[BOARD, "A3"]).startswith("Écart")
    assert found[stage, "A3"] == SOUND


@pytest.mark.office
def test_a_sound_line_typed_in_the_room_is_counted_and_told_by_no_control(
    plan: Path, life: ContractInLife, tmp_path: Path
) -> None:
    before = values(plan)
    funder, nature, year, _ = life.lines[2][0]
    line = (2, libelle_financeur(funder), nature.capitalize(), year, 1234.56)
    book = load_workbook(plan)
    row = room(book["Lignes"])[0]
    for letter, typed in zip("ABCDE", line, strict=True):
        book["Lignes"][f"{letter}{row}"] = typed
    book.save(tmp_path / "plan.xlsx")
    found = libreoffice(tmp_path / "plan.xlsx", tmp_path)
    controls = {name: found[name, "A3"] for name in book.sheetnames if (name, "A3") in before}
    assert set(controls.values()) == {SOUND}
    assert cents(found[BOARD, "C5"]) - cents(before[BOARD, "C5"]) == Decimal("1234.56")


ONLY_SPENT = """numero: 4
titre: Essai
objectif: {numero: 4, intitule: Essai}
referent: PMI
rubriques: [{cle: moyens}]
budget:
  lignes: [{financeur: CD, nature: propre, annee: 2025, montant: 12, statut: realise}]
"""


@pytest.mark.office
def test_a_contract_that_only_spent_has_a_sheet_of_lines_that_formulas_read(
    make: Callable[[Path], Path], tmp_path: Path
) -> None:
    (tmp_path / "fiches").mkdir()
    (tmp_path / "dossier.yaml").write_text('departement: "01"\n', "utf-8")
    contract = "intitule: Essai\nperiode: {debut: 2025, fin: 2026}\n"
    (tmp_path / "contrat.yaml").write_text(contract, "utf-8")
    (tmp_path / "fiches" / "4.yaml").write_text(ONLY_SPENT, "utf-8")
    found = libreoffice(emptied(make(tmp_path), tmp_path), tmp_path)
    assert found[BOARD, "A3"] == SOUND
    assert found[BOARD, "C5"] == 12
