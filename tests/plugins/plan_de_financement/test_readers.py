"""The workbook as other spreadsheets compute it, its results taken out: the sums of the lines."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from ppgp_docs.plugin.formats import Document
from ppgp_docs.session import Session
from ppgp_docs.workspace.find import DossierFolder

from .lecteurs import READERS, Values, emptied, libreoffice, values

Make = Callable[..., Path]
SOUND = "Contrôle\u00a0: aucun écart"
ALL_READERS = [
    pytest.param(name, marks=pytest.mark.office if name == "LibreOffice" else pytest.mark.readers)
    for name in READERS
]

NAMES = {
    "plain": ["Ville de Bourg", "Fondation de l’enfance", "Caf"],
    "joker": ["Mécénat*", "Mécénat local", "Mécéna?", "Mécénat ~ amis"],
    "operator": ["<5", "=Caf", ">=1", "<>", "Caf"],
    "case": ["Caf", "CAF", "caf"],
    "number": ["2021", "12", "1E3", "Caf"],
    "everything": ["*", "?", "~", "~*", "a=b", "<a", "A=B"],
}
LINE = "    - {{financeur: 'autre:{name}', nature: propre, annee: {year}, montant: '{amount}'}}\n"


@pytest.fixture
def make(session: Session, render: Callable[[Document], bytes], tmp_path: Path) -> Make:
    """The workbook of one fiche to which these funders give 1, 10, 100 €… one year each."""

    def run(names: list[str], envelopes: str = "") -> Path:
        home = tmp_path / "departments" / "01-ain"
        (home / "fiches").mkdir(parents=True)
        (home / "dossier.yaml").write_text('departement: "01"\n', "utf-8")
        contract = "intitule: Essai\nperiode: {debut: 2020, fin: 2022}\n" + envelopes
        (home / "contrat.yaml").write_text(contract, "utf-8")
        lines = "".join(
            LINE.format(name=name, year=2020 + rank % 3, amount=10**rank)
            for rank, name in enumerate(names)
        )
        fiche = "numero: 8\ntitre: Essai\nobjectif: {numero: 4, intitule: Essai}\nreferent: PMI\n"
        fiche += f"rubriques: [{{cle: moyens}}]\nbudget:\n  lignes:\n{lines}"
        (home / "fiches" / "08.yaml").write_text(fiche, "utf-8")
        reading = session.read(DossierFolder(home))
        assert reading.dossier is not None, reading.diagnostics
        (document,) = session.plugins.format("plan-de-financement").documents(reading.dossier)
        file = tmp_path / "plan.xlsx"
        file.write_bytes(render(document))
        return file

    return run


def computed(reader: str, file: Path, into: Path) -> Values:
    (into / "nu").mkdir()
    return READERS[reader](emptied(file, into / "nu"), into)


def assert_alike(found: Values, kept: Values) -> None:
    """Each cell is worth what we kept in the file, amounts to the cent."""
    assert len(kept) > 20
    for where, value in kept.items():
        if isinstance(value, int | float):
            assert found.get(where) == pytest.approx(value, abs=0.001), where
        elif not value.isdecimal():  # the years of headers, which a reader may take for numbers
            assert found.get(where) == value, where


@pytest.mark.parametrize("reader", ALL_READERS)
@pytest.mark.campaign(share=4)
def test_a_reader_computes_the_39_fiches_as_we_did(
    reader: str, workbook: Path, tmp_path: Path
) -> None:
    assert_alike(computed(reader, workbook, tmp_path), values(workbook))


@pytest.mark.parametrize("reader", ALL_READERS)
@pytest.mark.parametrize("kind", NAMES)
@pytest.mark.campaign(share=6)
def test_a_funder_is_known_by_its_very_name(
    reader: str, kind: str, make: Make, tmp_path: Path
) -> None:
    file = make(NAMES[kind])
    found = computed(reader, file, tmp_path)
    assert_alike(found, values(file))
    paid = {found["Financeurs", f"A{row}"]: found["Financeurs", f"E{row}"] for row in rows(kind)}
    assert paid == {name: 10**rank for rank, name in enumerate(NAMES[kind])}
    assert found["Financeurs", f"E{5 + len(paid)}"] == sum(10**rank for rank in range(len(paid)))


@pytest.mark.parametrize("reader", ALL_READERS)
def test_what_is_left_of_the_envelope_of_a_year_loses_nothing_to_another(
    reader: str, make: Make, tmp_path: Path
) -> None:
    envelopes = (
        "enveloppes: [{financeur: 'autre:Caf', annee: 2020, montant: 500}, "
        "{financeur: 'autre:Ville', montant: 9000}]\nfiches: [{numero: 12}]\n"
    )
    file = make(["Caf", "Caf", "Ville", "Ville"], envelopes)
    found = computed(reader, file, tmp_path)
    assert_alike(found, values(file))
    left = {found["Financeurs", f"A{row}"]: found["Financeurs", f"H{row}"] for row in (5, 6)}
    assert left == {"Caf": 500 - 1, "Ville": 9000 - 100 - 1000}
    assert any("Restent en dehors\u00a0: Caf en 2021, 10\u00a0€." in str(v) for v in found.values())


def rows(kind: str) -> range:
    return range(5, 5 + len(NAMES[kind]))


def row_of(sheet: Worksheet, **wanted: Any) -> int:
    """The row of « Lignes » whose columns hold these values."""
    return next(
        row[0].row
        for row in sheet.iter_rows(min_row=5)
        if all(sheet[f"{column}{row[0].row}"].value == value for column, value in wanted.items())
    )


def typed_otherwise(sheet: Worksheet, column: str, value: Any) -> Decimal:
    """Type something else in a column of the first line; what that line is worth, in euros."""
    amount = Decimal(repr(sheet["E5"].value))
    sheet[f"{column}5"] = value
    return amount


FICHE, NATURE = "fiche sans rangée ici", "nature qui n’est ni propre ni transverse"
PAIR, FUNDER = "fiche ou financeur sans rangée ici", "financeur sans rangée ici"
YEAR = "année sans colonne ici"
SLIPS = {
    "a year outside the columns": ("D", 2027, {"Synthèse": YEAR, "Financeurs": YEAR}),
    "a year typed as a text": ("D", "vers 2020", {"Synthèse": YEAR, "Financeurs": YEAR}),
    "a funder not there": ("B", "Conseil général", {"Synthèse": PAIR, "Financeurs": FUNDER}),
    "a fiche that is not there": ("A", 99, {"Fiches": FICHE, "Synthèse": PAIR}),
    "a nature typed otherwise": ("C", "Propres", {"Fiches": NATURE}),
}


@pytest.mark.office
@pytest.mark.parametrize("slip", SLIPS)
@pytest.mark.campaign(share=3)
def test_an_amount_that_a_table_drops_is_told_above_its_total_with_what_it_has_no_place_for(
    slip: str, workbook: Path, tmp_path: Path
) -> None:
    column, value, tables = SLIPS[slip]
    book = load_workbook(workbook)
    amount = typed_otherwise(book["Lignes"], column, value)
    book.save(tmp_path / "plan.xlsx")
    found = libreoffice(tmp_path / "plan.xlsx", tmp_path)
    totals = {"Fiches": "G3", "Synthèse": "G3", "Financeurs": "E3"}
    for table, total in totals.items():
        lacking = tables.get(table)
        assert found[table, "A3"] == (f"Écart\u00a0: {lacking}" if lacking else SOUND)
        assert found[table, total] == (float(amount) if lacking else 0)
        assert any(one == table and "par l’import" in str(found[one, at]) for one, at in found)
    assert found["Lignes", "A3"] == SOUND
    assert str(found["Tableau de bord", "A3"]).startswith("Écart\u00a0: les lignes")


UNREAD = {
    "an amount typed as a text": ("E", "180 500 €"),
    "a stage": ("F", "Réalisé"),
    "a status without its accent": ("F", "Notifie"),
}


@pytest.mark.office
@pytest.mark.parametrize("slip", UNREAD)
@pytest.mark.campaign(share=3)
def test_a_line_that_no_sum_reads_or_of_no_known_status_is_told_above_every_table_that_lacks_it(
    slip: str, workbook: Path, tmp_path: Path
) -> None:
    column, value = UNREAD[slip]
    book = load_workbook(workbook)
    book["Lignes"][f"{column}5"] = value
    book.save(tmp_path / "plan.xlsx")
    found = libreoffice(tmp_path / "plan.xlsx", tmp_path)
    assert str(found["Lignes", "A3"]).startswith("Écart\u00a0: un montant n’est pas un nombre")
    for table in ("Tableau de bord", "Fiches", "Synthèse", "Financeurs"):
        assert str(found[table, "A3"]).startswith("Écart"), table


@pytest.mark.office
def test_a_line_added_below_the_total_is_counted_by_the_tables_and_told_in_its_sheet(
    workbook: Path, tmp_path: Path
) -> None:
    before = values(workbook)
    book = load_workbook(workbook)
    sheet = book["Lignes"]
    below = sheet.max_row + 1
    for column, value in zip("ABCDE", (1, "Département", "Propre", 2020, 180500), strict=True):
        sheet[f"{column}{below}"] = value
    book.save(tmp_path / "plan.xlsx")
    found = libreoffice(tmp_path / "plan.xlsx", tmp_path)
    for where in (("Fiches", "G5"), ("Synthèse", "G5"), ("Financeurs", "E5")):
        more = float(found[where] or 0) - float(before[where] or 0)
        assert more == pytest.approx(180500), where
    assert str(found["Lignes", "A3"]).startswith("Écart")
    assert found["Lignes", "E3"] == 180500
    assert all(found[name, "A3"] == SOUND for name in ("Fiches", "Synthèse", "Financeurs"))


def parts(file: Path) -> Iterator[str]:
    with zipfile.ZipFile(file) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/sheet"):
                yield archive.read(name).decode()


def test_every_table_of_amounts_has_its_control_and_turns_red(workbook: Path) -> None:
    book = load_workbook(workbook)
    controlled = [sheet.title for sheet in book if sheet["A3"].value]
    stages = ["Engagé", "Mandaté", "Réalisé"]
    assert controlled == ["Tableau de bord", "Fiches", "Lignes", *stages, "Synthèse", "Financeurs"]
    for name in controlled:
        rules = [
            rule
            for cells, found in book[name].conditional_formatting._cf_rules.items()
            for rule in found
            if str(cells.sqref).startswith("A3:")
        ]
        (rule,) = rules
        assert '="Écart"' in rule.formula[0]
        assert rule.dxf.fill.bgColor.rgb == "FFFFC7CE"


def test_results_are_kept_as_plain_doubles(workbook: Path, make: Make) -> None:
    for file in (workbook, make(["Un", "Deux", "Trois"])):
        kept = [value for part in parts(file) for value in re.findall(r"</f><v>([^<]*)", part)]
        numbers = [value for value in kept if not value.startswith(("Contrôle", "Écart"))]
        assert len(numbers) > 20
        for value in numbers:
            assert repr(float(value)) == value


def test_formulas_read_plain_ranges_and_leave_room_for_lines(workbook: Path) -> None:
    last = load_workbook(workbook)["Lignes"].max_row
    formulas = [text for part in parts(workbook) for text in re.findall(r"<f[^>]*>([^<]*)", part)]
    assert formulas
    assert not [text for text in formulas if "[" in text]
    read = re.compile(r"Lignes!\$E\$5:\$E\$(\d+)")
    assert min(int(end) for text in formulas for end in read.findall(text)) >= last + 100


def test_amounts_and_shares_have_formats_of_one_section(workbook: Path) -> None:
    formats = {
        cell.number_format
        for sheet in load_workbook(workbook)
        for row in sheet.iter_rows()
        for cell in row
    }
    assert '#,##0.00"\u00a0€"' in formats
    assert not [code for code in formats if ";" in code]
