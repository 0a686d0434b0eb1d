"""A plan of financing that comes back from Excel: exactly what changed in its lines."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable
from decimal import Decimal

import attrs
import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from tests.roundtrip.conftest import data_of, desk_of, take_all

from ppgp_docs.importing.proposals import ProposalKind
from ppgp_docs.render.render import render
from ppgp_docs.roundtrip.archive import UnreadableFileError
from ppgp_docs.roundtrip.excel.outside_fields import Framed, typed_outside_fields
from ppgp_docs.roundtrip.file_state import State, opened
from ppgp_docs.workspace.find import find_workspace

PLAN = "plan-de-financement-corse-du-sud"
ADDRESS = "Adresse dans le dossier"
FIRST = "fiche-12:budget.lignes[1]"


CONTRACT = """\
intitule: Contrat de prévention
periode: {debut: 2024, fin: 2026}
fiches:
  - numero: 13
"""


def with_plans(desk):
    """The same desk, its plans beside its fiches."""
    (desk.root / "departments" / "2A-essai" / "contrat.yaml").write_text(CONTRACT, "utf-8")
    files = dict(desk.files)
    for folder in find_workspace(desk.root).folders():
        dossier = desk.session.read(folder).dossier
        for document in desk.session.plugins.format("plan-de-financement").documents(dossier):
            files[document.name] = render(document, desk.session).data
    return attrs.evolve(desk, files=files)


@pytest.fixture(scope="module")
def plans(tmp_path_factory, session):
    """To read; nothing is written there."""
    return with_plans(desk_of(tmp_path_factory.mktemp("bureau"), session))


@pytest.fixture
def own_plans(tmp_path, session):
    return with_plans(desk_of(tmp_path, session))


def saved(data: bytes, change: Callable[[openpyxl.Workbook], object]) -> bytes:
    """The workbook as openpyxl saves it, once changed."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def back(desk, change, name: str = PLAN):
    target = desk.target(name)
    return target, desk.back(saved(desk.files[name], change), target)


def lines(book: openpyxl.Workbook) -> Worksheet:
    return next(sheet for sheet in book if sheet["A4"].value == "Fiche" and sheet["J4"].value)


def column(sheet: Worksheet, title: str) -> int:
    [found] = [cell.column for cell in sheet[4] if cell.value == title]
    return found


def row_of(sheet: Worksheet, address: str = FIRST) -> int:
    at = column(sheet, ADDRESS)
    return next(row for row in range(5, 60) if sheet.cell(row, at).value == address)


def put(title: str, value: object, address: str = FIRST):
    """Type a value in a line."""

    def change(book):
        sheet = lines(book)
        sheet.cell(row_of(sheet, address), column(sheet, title)).value = value

    return change


def budget(desk) -> list[dict]:
    [file] = (desk.root / "departments" / "2A-essai" / "fiches").glob("*.yaml")
    return data_of(file.parent)[file.name]["budget"]["lignes"]


def insert(sheet: Worksheet, row: int, values: dict[str, object]) -> None:
    sheet.insert_rows(row)
    for title, value in values.items():
        sheet.cell(row, column(sheet, title)).value = value


NEW = {
    "Fiche": 12, "Financeur": "Collectivité de Corse", "Nature": "Propre", "Année": 2025,
    "Montant": 1500.5, "Statut": "Proposition", "Libellé": "Traduction",
}  # fmt: skip


def test_a_workbook_that_nobody_touched_changes_nothing(plans):
    for name in (PLAN, "plan-de-financement-seine-et-marne"):
        found = plans.back(plans.files[name], plans.target(name))
        assert found.is_empty, name
        assert opened(plans.files[name]).warnings == ()


def test_a_workbook_that_openpyxl_saved_changes_nothing(plans):
    _, found = back(plans, lambda book: None)
    assert found.is_empty


EDITS = [
    ("Montant", 1234.5, "montant", "1 234,50 €"),
    ("Montant", "1 234,50", "montant", "1 234,50"),
    ("Montant", "1 234,50 €", "montant", "1 234,50 €"),
    ("Montant", "=1000+2*117.25", "montant", "1 234,50 €"),
    ("Année", 2025, "annee", "2025"),
    ("Financeur", "Commune d’Ajaccio", "financeur", "autre:Commune d’Ajaccio"),
    ("Financeur", "collectivité de corse", "financeur", "CD"),
    ("Nature", "Transverse", "nature", "transverse"),
    ("Statut", "notifié", "statut", "notifie"),
    ("Libellé", "Un * autre « libellé »", "libelle", "Un \\* autre « libellé »"),
    ("Pièce", "Facture n° 12-B du 03/05/2024", "piece",
     {"type": "facture", "reference": "12-B", "date": "2024-05-03"}),
    ("Prestations", "Un module\nDeux modules", "prestations", ["Un module", "Deux modules"]),
]  # fmt: skip


@pytest.mark.parametrize(("title", "value", "name", "written"), EDITS)
@pytest.mark.campaign(share=3)
def test_a_cell_typed_over_is_proposed_alone_and_written_alone(
    title, value, name, written, own_plans
):
    before = budget(own_plans)
    target, found = back(own_plans, put(title, value))
    [one] = found.proposals
    assert (one.kind, one.is_sure) == (ProposalKind.CHANGED, True), one
    assert not found.left_over
    take_all(target, found)
    assert budget(own_plans) == [{**before[0], name: written}, *before[1:]]


def test_a_column_of_any_place_under_any_name_of_sheet_is_read(own_plans):
    def change(book):
        sheet = lines(book)
        put("Montant", 77)(book)
        sheet.title = "Mes lignes"
        sheet.insert_cols(1)
        sheet.row_dimensions[6].hidden = True
        sheet.move_range("F4:F60", cols=20)
        book.move_sheet(sheet, -1)

    _, found = back(own_plans, change)
    [one] = found.proposals
    assert (one.kind, one.back) == (ProposalKind.CHANGED, "77 €")
    assert one.address == f"{FIRST}.montant"


def test_lines_sorted_by_amount_change_nothing(plans):
    def change(book):
        sheet = lines(book)
        last = max(row for row in range(5, 60) if sheet.cell(row, column(sheet, ADDRESS)).value)
        rows = [[sheet.cell(row, at).value for at in range(1, 11)] for row in range(5, last + 1)]
        for number, values in enumerate(sorted(rows, key=lambda row: -row[4]), start=5):
            for at, value in enumerate(values, start=1):
                sheet.cell(number, at).value = value

    _, found = back(plans, change)
    assert found.is_empty


def test_rows_that_nothing_takes_back_may_be_sorted_with_the_others():
    sent = ["Avenant\u241f1", "Avenant\u241f2", "Avenant\u241f3"]
    back = [*reversed(sent), "Typed\u241f4"]
    framed = [Framed(one, "Lignes", row, ()) for row, one in enumerate(back, start=5)]
    [typed] = typed_outside_fields(sent, framed)
    assert (typed.text, typed.where) == ("Typed · 4", "feuille « Lignes », ligne 8")


@pytest.mark.parametrize("row", [5, 6, 7])
def test_a_line_typed_anywhere_is_a_new_line_below_the_one_above(row, own_plans):
    before = budget(own_plans)
    target, found = back(own_plans, lambda book: insert(lines(book), row, NEW))
    [one] = found.proposals
    assert one.kind is ProposalKind.ADDED
    take_all(target, found)
    after = budget(own_plans)
    added = {
        "financeur": "CD", "nature": "propre", "annee": "2025", "montant": "1 500,50 €",
        "statut": "propose", "libelle": "Traduction",
    }  # fmt: skip
    assert [line for line in after if line not in before] == [added]
    assert len(after) == len(before) + 1


def test_two_lines_typed_together_keep_their_order(own_plans):
    def change(book):
        sheet = lines(book)
        insert(sheet, 6, {**NEW, "Libellé": "Deuxième"})
        insert(sheet, 6, {**NEW, "Libellé": "Première"})

    target, found = back(own_plans, change)
    take_all(target, found)
    assert [line.get("libelle") for line in budget(own_plans)][1:3] == ["Première", "Deuxième"]


def test_a_line_that_someone_copied_is_a_new_line_and_its_original_stays(own_plans):
    def change(book):
        sheet = lines(book)
        row = row_of(sheet)
        values = [sheet.cell(row, at).value for at in range(1, 11)]
        sheet.insert_rows(row)
        for at, value in enumerate(values, start=1):
            sheet.cell(row, at).value = value
        sheet.cell(row, column(sheet, "Montant")).value = 5

    before = budget(own_plans)
    target, found = back(own_plans, change)
    [one] = found.proposals
    assert one.kind is ProposalKind.ADDED
    take_all(target, found)
    after = budget(own_plans)
    assert after[0] == before[0]
    assert after[1]["montant"] == "5 €"
    assert after[2:] == before[1:]


def test_a_line_taken_out_is_proposed_as_such(own_plans):
    before = budget(own_plans)
    target, found = back(own_plans, lambda book: lines(book).delete_rows(row_of(lines(book))))
    [one] = found.proposals
    assert one.kind is ProposalKind.REMOVED
    take_all(target, found)
    assert budget(own_plans) == before[1:]


def test_a_line_given_to_another_fiche_is_moved_whole(own_plans):
    folder = own_plans.root / "departments" / "2A-essai" / "fiches"
    [file] = folder.glob("*.yaml")
    text = file.read_text("utf-8").replace("numero: 12", "numero: 13", 1)
    (folder / "13-autre.yaml").write_text(text, "utf-8")
    own = with_plans(own_plans)
    before = data_of(folder)
    target, found = back(own, put("Fiche", 13))
    [one] = found.proposals
    assert (one.kind, one.back) == (ProposalKind.MOVED, "dans la fiche 13")
    take_all(target, found)
    after = data_of(folder)
    [line, *rest] = before[file.name]["budget"]["lignes"]
    assert after[file.name]["budget"]["lignes"] == rest
    assert after["13-autre.yaml"]["budget"]["lignes"][-1] == line


def test_a_line_added_on_top_of_the_dossier_meanwhile_moves_no_answer(own_plans):
    [file] = (own_plans.root / "departments" / "2A-essai" / "fiches").glob("*.yaml")
    top = "    - {financeur: BOP304, nature: propre, annee: 2024, montant: 5 €}\n"
    text = file.read_text("utf-8")
    file.write_text(text.replace("\n  lignes:\n", f"\n  lignes:\n{top}", 1), "utf-8")
    before = budget(own_plans)
    target, found = back(own_plans, put("Montant", 900))
    [one] = found.proposals
    assert one.kind is ProposalKind.CHANGED
    take_all(target, found)
    assert budget(own_plans) == [before[0], {**before[1], "montant": "900 €"}, *before[2:]]


@pytest.mark.parametrize("value", ["à voir", "=E6*2", -3])
def test_an_amount_that_is_none_is_refused_with_what_is_expected(value, plans):
    _, found = back(plans, put("Montant", value))
    [one] = found.proposals
    assert (one.kind, one.changes) == (ProposalKind.REFUSED, ())
    assert one.why


def test_a_total_is_never_taken_and_told_when_it_lies(plans):
    def change(book):
        sheet = lines(book)
        row = next(row for row in range(5, 60) if sheet.cell(row, 1).value == "Total")
        sheet.cell(row, column(sheet, "Montant")).value = 42

    data = saved(plans.files[PLAN], change)
    found = plans.back(data, plans.target(PLAN))
    assert found.proposals == ()
    [told] = [one for one in opened(data).warnings if "total" in one]
    assert "42\u00a0€" in told


def test_what_is_typed_in_another_sheet_is_told_where_it_stands(plans):
    def change(book):
        book["Synthèse"]["B5"].value = "Un autre titre"
        book["Financeurs"]["B5"].value = 12
        book["Fiches"]["K20"].value = "à revoir avec le préfet"

    _, found = back(plans, change)
    assert found.proposals == ()
    told = {one.near: one.text for one in found.left_over}
    assert told.keys() == {
        "feuille « Synthèse », ligne 5",
        "feuille « Financeurs », cellule B5",
        "feuille « Fiches », ligne 20",
    }
    over = told["feuille « Financeurs », cellule B5"]
    assert over.startswith("12 (tapé à la place d’un calcul, qui donnait ")
    assert "corrigez plutôt les lignes" in over


def test_a_workbook_without_its_addresses_is_refused_clearly(plans):
    with pytest.raises(UnreadableFileError, match="adresse"):
        back(plans, lambda book: lines(book).delete_cols(10))
    with pytest.raises(UnreadableFileError, match="plus de la moitié"):
        back(plans, lambda book: book.remove(lines(book)))


def test_a_line_that_lost_its_address_is_known_by_what_it_says(plans):
    _, found = back(plans, put(ADDRESS, None))
    assert found.is_empty


def test_a_column_taken_out_leaves_its_values_as_they_are(plans):
    data = saved(plans.files[PLAN], lambda book: lines(book).delete_cols(7))
    assert plans.back(data, plans.target(PLAN)).proposals == ()
    assert any("« Libellé »" in one for one in opened(data).warnings)


def test_a_workbook_says_whether_someone_typed_in_it(plans):
    assert opened(plans.files[PLAN]).state("autre") is State.OLDER
    data = saved(plans.files[PLAN], put("Montant", Decimal("3")))
    file = opened(data)
    assert (file.state("autre"), file.edited) == (State.EDITED, ("Montant",))


@pytest.mark.office
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_a_workbook_that_libreoffice_saved_gives_its_change_alone(plans, tmp_path):
    for name, change in (("intact", lambda book: None), ("change", put("Montant", 1234.5))):
        data = saved(plans.files[PLAN], change) if name == "change" else plans.files[PLAN]
        (tmp_path / f"{name}.xlsx").write_bytes(data)
    command = [
        "soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
        "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "out"),
        *map(str, sorted(tmp_path.glob("*.xlsx"))),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    target = plans.target(PLAN)
    assert plans.back((tmp_path / "out" / "intact.xlsx").read_bytes(), target).is_empty
    [one] = plans.back((tmp_path / "out" / "change.xlsx").read_bytes(), target).proposals
    assert (one.kind, one.back) == (ProposalKind.CHANGED, "1 234,50 €")


def test_a_line_typed_in_the_room_above_the_total_is_a_new_line(own_plans):
    def change(book):
        sheet = lines(book)
        row = next(row for row in range(5, 60) if sheet.cell(row, 1).value is None)
        for title, value in NEW.items():
            sheet.cell(row, column(sheet, title)).value = value

    before = budget(own_plans)
    target, found = back(own_plans, change)
    [one] = found.proposals
    assert one.kind is ProposalKind.ADDED
    take_all(target, found)
    assert budget(own_plans)[:-1] == before
    assert budget(own_plans)[-1]["libelle"] == "Traduction"
    assert opened(own_plans.files[PLAN]).warnings == ()


def test_a_line_whose_cells_were_emptied_in_a_protected_sheet_is_taken_out(own_plans):
    def change(book):
        sheet = lines(book)
        row = row_of(sheet)
        for at in range(1, sheet.max_column + 1):
            sheet.cell(row, at).value = None

    before = budget(own_plans)
    target, found = back(own_plans, change)
    [one] = found.proposals
    assert one.kind is ProposalKind.REMOVED
    take_all(target, found)
    assert budget(own_plans) == before[1:]
