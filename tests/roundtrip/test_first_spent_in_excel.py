"""The first euros that a signed contract commits, pays and spends, typed in its plan in Excel."""

from __future__ import annotations

import shutil
import subprocess
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
import yaml
from tests.fabrique import made, write_contract
from tests.roundtrip.conftest import Desk, take_all
from tests.roundtrip.test_workbook import saved

from ppgp_docs.importing.line_words import PAPER_KINDS
from ppgp_docs.importing.proposals import ProposalKind
from ppgp_docs.roundtrip.file_state import opened
from ppgp_docs.roundtrip.markdown import untypeset
from ppgp_docs.workspace.find import find_workspace

FICHE_SCHEMA = Path(__file__).parents[2] / "schemas" / "fiche.yaml"
PLAN = "plan-de-financement-ain"
CONTRACT = """intitule: Contrat d’essai
periode: {debut: 2025, fin: 2026}
signature: 2025-01-10
"""
FICHE = """numero: 4
titre: Visites à domicile
objectif: {numero: 4, intitule: Suivre}
referent: PMI
rubriques: [{cle: moyens}]
budget:
  lignes:
    - {financeur: FIR, nature: propre, annee: 2025, montant: 60 000 €}
    - {financeur: CD, nature: transverse, annee: 2026, montant: 1 000 €, libelle: Postes}
"""
STAGES = ("Engagé", "Mandaté", "Réalisé")


def desk_of(root: Path, session, contract: str = CONTRACT, fiche: str = FICHE) -> Desk:
    write_contract(root, contract, {4: fiche})
    return with_plan(Desk(root, session, {}))


def with_plan(desk: Desk) -> Desk:
    folder = made(desk.root, desk.session, "plan-de-financement")
    desk.files[PLAN] = (folder / f"{PLAN}.xlsx").read_bytes()
    return desk


@pytest.fixture
def desk(tmp_path, session) -> Desk:
    return desk_of(tmp_path, session)


def sheets(desk: Desk) -> list[str]:
    with (desk.root / "lu.xlsx").open("wb") as file:
        file.write(desk.files[PLAN])
    return openpyxl.load_workbook(desk.root / "lu.xlsx").sheetnames


def typed(sheet: str, row: int, **cells: object):
    """Type in the row of that rank of the lines of a sheet, under these titles."""

    def change(book) -> None:
        page = book[sheet]
        titles = {cell.value: cell.column for cell in page[4]}
        for title, value in cells.items():
            page.cell(4 + row, titles[title]).value = value

    return change


def both(*changes):
    return lambda book: [change(book) for change in changes]


def back(desk: Desk, change):
    target = desk.target(PLAN)
    return target, desk.back(saved(desk.files[PLAN], change), target)


def states(desk: Desk) -> list[list[dict[str, object]]]:
    [file] = desk.root.rglob("04.yaml")
    lines = yaml.load(file.read_text("utf-8"), yaml.BaseLoader)["budget"]["lignes"]
    return [line.get("etats", []) for line in lines]


def test_a_signed_contract_has_a_row_to_type_for_each_line_at_each_stage(desk):
    (desk.root / "plan.xlsx").write_bytes(desk.files[PLAN])
    book = openpyxl.load_workbook(desk.root / "plan.xlsx")
    for name in STAGES:
        rows = [[cell.value for cell in row[:7]] for row in book[name]["A5:K7"]]
        fund = "Fonds d’intervention régional (FIR)"
        assert rows[0] == [4, fund, "Propre", 2025, None, name, None]
        assert rows[1] == [4, "Département", "Transverse", 2026, None, name, "Postes"]
        assert rows[2] == [None] * 7
    assert "Suivi" not in book.sheetnames
    assert back(desk, lambda _: None)[1].is_empty


@pytest.mark.parametrize("contract", [CONTRACT.replace("signature: 2025-01-10\n", "")])
def test_a_contract_that_is_not_signed_has_no_sheet_to_type_what_is_spent(
    contract, tmp_path, session
):
    assert not {*STAGES, "Suivi"} & {*sheets(desk_of(tmp_path, session, contract))}


def test_the_first_amounts_typed_are_states_of_their_line_and_the_plan_then_follows_them(desk):
    change = both(
        typed("Réalisé", 1, Montant=57300.4, Date="20/12/2025", Pièce="Facture n° 12"),
        typed("Engagé", 1, Montant=58000),
        typed("Réalisé", 2, Montant=0),
    )
    target, found = back(desk, change)
    assert [one.kind for one in found.proposals] == [ProposalKind.ADDED] * 2
    assert found.left_over == ()
    take_all(target, found)
    spent = {"statut": "realise", "montant": "57 300,40 €", "date": "20/12/2025"}
    assert states(desk) == [
        [
            {"statut": "engage", "montant": "58 000 €"},
            {**spent, "piece": {"type": "facture", "reference": "12"}},
        ],
        [{"statut": "realise", "montant": "0 €"}],
    ]
    again = desk.back(saved(desk.files[PLAN], change), desk.target(PLAN))
    assert again.is_empty  # the same file brought twice
    assert {"Suivi", *STAGES} <= {*sheets(with_plan(desk))}
    assert back(desk, typed("Engagé", 2, Montant=5))[1].left_over == ()


def test_another_line_typed_in_the_room_of_a_stage_is_a_line_of_the_budget(desk):
    cells = {"Fiche": 4, "Financeur": "Département", "Nature": "Propre", "Année": 2025}
    _, found = back(desk, typed("Réalisé", 3, **cells, Montant=12, Statut="Réalisé"))
    [one] = found.proposals
    [change] = one.changes
    assert change.change.path == ("budget", "lignes")
    assert change.change.value["statut"] == "realise"


def test_a_row_made_to_say_another_funder_is_a_line_of_its_own(desk):
    _, found = back(desk, typed("Réalisé", 1, Financeur="Département", Montant=12))
    [one] = found.proposals
    [change] = one.changes
    assert (change.change.path, change.change.value["financeur"]) == (("budget", "lignes"), "CD")


def test_a_date_without_an_amount_is_told(desk):
    _, found = back(desk, typed("Mandaté", 2, Date="03/2026"))
    assert found.proposals == ()
    [told] = found.left_over
    assert (told.text, told.near) == (
        "Date : 03/2026",
        "feuille «\u00a0Mandaté\u00a0», ligne 6, sans montant",
    )


def test_a_status_changed_without_an_amount_is_told(desk):
    _, found = back(desk, typed("Mandaté", 2, Statut="Réalisé"))
    assert found.proposals == ()
    assert [one.text for one in found.left_over] == ["Statut : Réalisé"]
    assert back(desk, typed("Mandaté", 2, Statut="Mandaté"))[1].is_empty


def test_what_the_dossier_says_of_the_stage_meanwhile_is_a_conflict(desk):
    [file] = desk.root.rglob("04.yaml")
    text = file.read_text("utf-8")
    said = "montant: 60 000 €, etats: [{statut: realise, montant: 50 000 €}]"
    file.write_text(text.replace("montant: 60 000 €", said), "utf-8")
    _, found = back(desk, typed("Réalisé", 1, Montant=57300.4))
    [one] = found.proposals
    assert (one.kind, one.is_sure) == (ProposalKind.CONFLICT, False)
    assert one.now == "réalisé : 50 000 €"


def test_rows_sorted_and_typed_keep_their_lines(desk):
    def change(book) -> None:
        page = book["Réalisé"]
        one, other = ([cell.value for cell in page[row]] for row in (5, 6))
        for row, values in ((5, other), (6, one)):
            for rank, value in enumerate(values, start=1):
                page.cell(row, rank).value = value
        page["E6"].value = 100

    target, found = back(desk, change)
    take_all(target, found)
    assert found.left_over == ()
    assert states(desk) == [[{"statut": "realise", "montant": "100 €"}], []]


SPENT = FICHE.replace(
    "montant: 60 000 €}", "montant: 60 000 €, etats: [{statut: realise, montant: 500 €}]}"
)
ROW = {"Fiche": 4, "Financeur": "Fonds d’intervention régional (FIR)", "Nature": "Propre"}


@pytest.mark.parametrize("said", [{"Statut": "Réalisé"}, {}], ids=["its stage said", "not said"])
@pytest.mark.parametrize(
    ("amount", "written"), [(-200.5, "−200,50 €"), (200.5, "200,50 €")], ids=["back", "more"]
)
def test_a_reversal_or_a_second_payment_typed_in_its_sheet_is_a_state_more_of_its_line(
    tmp_path, session, amount, written, said
):
    desk = desk_of(tmp_path, session, fiche=SPENT)
    target, found = back(desk, typed("Réalisé", 3, **ROW, Année=2025, Montant=amount, **said))
    assert [one.kind for one in found.proposals] == [ProposalKind.ADDED]
    take_all(target, found)
    spent = [(one["statut"], one["montant"]) for one in states(desk)[0]]
    assert spent == [("realise", "500 €"), ("realise", written)]


def test_a_reversal_of_no_line_is_refused_and_says_why(tmp_path, session):
    desk = desk_of(tmp_path, session, fiche=SPENT)
    _, found = back(desk, typed("Réalisé", 3, **ROW, Année=2026, Montant=-200.5))
    [one] = found.proposals
    assert one.kind is ProposalKind.REFUSED
    assert one.why.startswith("un montant négatif reprend ce qui a été engagé, mandaté ou réalisé")


@pytest.mark.parametrize("amended", [True, False])
def test_a_total_that_changes_is_that_of_the_lines_where_amendments_move_money(
    tmp_path, session, amended
):
    amendment = "avenants: [{numero: 1, date: 2025-06-01, objet: Durée}]\n" if amended else ""
    desk = desk_of(tmp_path, session, contract=f"{CONTRACT}{amendment}")
    [one] = back(desk, typed("Lignes", 1, Montant=60001))[1].proposals
    start = "le total du budget, avant tout avenant, passera" if amended else "le total du budget p"
    assert untypeset(one.why).startswith(start)


PAPERS = {
    "facture F-12": {"type": "facture", "reference": "F-12"},
    "FACTURE n°F-12": {"type": "facture", "reference": "F-12"},
    "Facture no F-12 du 15/12/2025": {
        "type": "facture", "reference": "F-12", "date": "2025-12-15",
    },
    "mandat 2025-77, 12/2025": {"type": "mandat", "reference": "2025-77", "date": "2025-12"},
    "Facture 15/12/2025": {"type": "facture", "date": "2025-12-15"},
    "Facture, 12/2025": {"type": "facture", "date": "2025-12"},
}  # fmt: skip


@pytest.mark.parametrize("words", PAPERS)
def test_a_paper_is_read_as_people_write_it(desk, words):
    target, found = back(desk, typed("Réalisé", 1, Montant=45000.15, Pièce=words))
    assert found.left_over == ()
    take_all(target, found)
    assert states(desk)[0] == [
        {"statut": "realise", "montant": "45 000,15 €", "piece": PAPERS[words]}
    ]


NO_PAPERS = (
    "facture acquittée",
    "quittance n° 5",
    "F-12",
    f"Facture n° {'9' * 81}",
    "Facture du 3",
)


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        *(({"Pièce": words, "Date": "20/12/2025"}, f"Pièce : {words}") for words in NO_PAPERS),
        ({"Date": "la semaine dernière"}, "Date : la semaine dernière"),
    ],
)
@pytest.mark.parametrize("row", [1, 3], ids=["ready", "empty"])
def test_what_is_no_paper_or_no_date_is_told_and_does_not_cost_the_amount(
    tmp_path, session, cells, told, row
):
    desk = desk_of(tmp_path, session, fiche=SPENT if row == 3 else FICHE)
    same = {**ROW, "Année": 2025} if row == 3 else {}
    target, found = back(desk, typed("Réalisé", row, **same, Montant=45000.15, **cells))
    [left] = found.left_over
    assert untypeset(left.text) == told
    start = f"feuille « Réalisé », ligne {4 + row}, le montant est repris, pas ceci : « "
    assert untypeset(left.near).startswith(start)
    take_all(target, found)
    state = states(desk)[0][-1]
    assert (state["montant"], "piece" in state) == ("45 000,15 €", False)
    assert ("date" in state) == ("Pièce" in cells)


def test_a_paper_that_is_none_does_not_cost_a_line_of_its_own(tmp_path, session):
    desk = desk_of(tmp_path, session, fiche=SPENT)
    cells = {"Fiche": 4, "Financeur": "CAF", "Nature": "Propre", "Année": 2025, "Pièce": "reçu"}
    _, found = back(desk, typed("Réalisé", 3, **cells, Montant=12))
    assert [untypeset(one.text) for one in found.left_over] == ["Pièce : reçu"]
    [change] = [each.change for one in found.proposals for each in one.changes]
    assert (change.value["montant"], "piece" in change.value) == ("12 €", False)


@pytest.mark.parametrize("words", ["Reversement", "Trop-perçu rendu"])
def test_a_reversal_with_words_of_its_own_is_of_the_only_line_that_has_the_rest(
    tmp_path, session, words
):
    desk = desk_of(tmp_path, session, fiche=SPENT)
    cells = {
        **ROW,
        "Année": 2025,
        "Montant": -200.5,
        "Libellé": words,
        "Date": datetime(2026, 1, 15),
    }
    target, found = back(desk, typed("Réalisé", 3, **cells))
    take_all(target, found)
    assert states(desk)[0][1] == {
        "statut": "realise", "montant": "−200,50 €", "date": "15/01/2026",
    }  # fmt: skip
    [left] = found.left_over
    assert untypeset(left.text) == f"Libellé : {words}"
    assert untypeset(left.near).startswith("feuille « Réalisé », ligne 7, le montant est repris")


def test_a_reversal_is_of_the_line_that_has_its_words_else_of_none_where_two_have_the_rest(
    tmp_path, session
):
    other = "- {financeur: FIR, nature: propre, annee: 2025, montant: 9 €, libelle: Postes}"
    desk = desk_of(tmp_path, session, fiche=f"{SPENT}    {other}\n")
    cells = {**ROW, "Année": 2025, "Montant": -2}
    [one] = back(desk, typed("Réalisé", 4, **cells, Libellé="Reversement"))[1].proposals
    assert (one.kind, bool(one.changes)) == (ProposalKind.REFUSED, False)
    _, found = back(desk, typed("Réalisé", 4, **cells, Libellé="Postes"))
    assert found.left_over == ()
    assert [one.address.rpartition(":")[2] for one in found.proposals] == ["budget.lignes[3].etats"]


def test_the_words_of_a_piece_are_those_of_the_schema():
    kind = yaml.safe_load(FICHE_SCHEMA.read_text("utf-8"))["piece"]["type"]
    assert kind["allowed"] == [*PAPER_KINDS]


def test_the_workbook_takes_below_nothing_what_the_dossier_does(tmp_path, session):
    """A foreseen line, or one that is spent by itself, is never negative; a state may be."""
    own = "- {financeur: FIR, nature: propre, annee: 2026, montant: 9 €, statut: realise}"
    desk = desk_of(tmp_path, session, fiche=f"{SPENT}    {own}\n")
    (tmp_path / "plan.xlsx").write_bytes(desk.files[PLAN])
    book = openpyxl.load_workbook(tmp_path / "plan.xlsx")

    def least(sheet: str, row: int) -> float:
        rules = book[sheet].data_validations.dataValidation
        [rule] = [one for one in rules if f"E{row}" in one.cells]
        return float(rule.formula1)

    addresses = [book["Réalisé"].cell(row, 11).value or "" for row in (5, 6, 7)]
    assert [one.rpartition("lignes")[2] for one in addresses] == [
        "[1].etats[1]",
        "[3]",
        "[2].etats[+]",
    ]
    assert [least("Réalisé", row) < 0 for row in (5, 6, 7, 8, 22)] == [
        True,
        False,
        True,
        True,
        True,
    ]
    assert [least("Lignes", row) for row in (5, 6, 7, 20)] == [0] * 4


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_amounts_typed_in_libreoffice_come_back(desk, tmp_path):
    file = tmp_path / "plan.xlsx"
    file.write_bytes(saved(desk.files[PLAN], typed("Réalisé", 1, Montant=57300.4)))
    command = [
        "soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
        "--convert-to", "xlsx", "--outdir", str(tmp_path / "refait"), str(file),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    data = (tmp_path / "refait" / "plan.xlsx").read_bytes()
    assert opened(data).origin is not None
    target = desk.target(PLAN)
    found = desk.back(data, target)
    take_all(target, found)
    assert states(desk) == [[{"statut": "realise", "montant": "57 300,40 €"}], []]
    assert find_workspace(desk.root).folders()
