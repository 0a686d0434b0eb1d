"""Each cell of a line typed over in turn: proposed alone, written alone, comments kept."""

from __future__ import annotations

import os
import random
import shutil

import pytest
from tests.roundtrip.conftest import FULL, SEED, desk_of, take_all, whole
from tests.roundtrip.test_round_trip import TEXTS, comments
from tests.roundtrip.test_workbook import ADDRESS, column, saved, with_plans

from ppgp_docs.importing.proposals import ProposalKind
from ppgp_docs.importing.target import find_target
from ppgp_docs.roundtrip.excel.outside_fields import Framed, typed_outside_fields
from ppgp_docs.roundtrip.fields import Genre
from ppgp_docs.roundtrip.file_state import opened
from ppgp_docs.roundtrip.markdown import untypeset
from ppgp_docs.workspace.find import find_workspace

EDITS = int(os.environ.get("PPGP_EDITS", "1000" if FULL else "4"))
"""How many cells are drawn; a share of the thousand by default."""

STATES = """\
    - financeur: FIR
      nature: propre
      annee: 2025
      montant: 9 000 €
      statut: notifie  # la lettre est arrivée
      date: 2025-02-15
      libelle: Soirées <parents> & *pros*
      piece: {type: devis, reference: n° 4/B, date: 2025-01-30}
      prestations: [Un module, "{{ chiffres.suivis }} visites"]
      etats:
        - {statut: propose, montant: 12 000 €, date: 2024-10-30}
        - {statut: engage, montant: 8 800 €, date: 2025-03, piece: {type: commande, reference: C8}}
        - {statut: mandate, montant: 4 400 €}
        - {statut: realise, montant: 4 400 €, date: 2025-09, piece: {type: facture, date: 2025-09}}
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory, session):
    """A budget with a line of every state, beside the shipped one."""
    made = desk_of(tmp_path_factory.mktemp("bureau"), session)
    [file] = (made.root / "departments" / "2A-essai" / "fiches").glob("*.yaml")
    text = file.read_text("utf-8")
    file.write_text(text.replace("\n  lignes:\n", f"\n  lignes:\n{STATES}", 1), "utf-8")
    return with_plans(made)


CELLS = {
    Genre.DATE: ("12/03/2027", "mai 2027", "2028", "2027-03-12"),
    Genre.PAPER: (
        "Facture n° 12-B du 03/05/2024", "Devis", "notification, mars 2024", "Mandat n° 7",
    ),
}  # fmt: skip


def cell_of(field, chance: random.Random) -> object:
    """Something else that a person may type in the cell of a field."""
    values = CELLS.get(field.genre, TEXTS)
    if field.genre is Genre.AMOUNT:
        euros, cents = chance.randrange(100, 90_000), chance.randrange(10, 99)
        values = (euros, euros + cents / 100, f"{euros},{cents}", f"{euros} €", f"={euros}+{cents}")
    elif field.genre is Genre.INTEGER:
        values = [year for year in range(2020, 2027) if str(year) != field.sent]
    elif field.genre is Genre.CHOICE:
        others = [said for _, said in field.choices if said.split() != field.sent.split()]
        said = chance.choice(others)
        values = (said, said.lower(), f" {said} ")
    elif field.genre is Genre.LINES:
        values = ("\n".join(chance.sample(TEXTS, chance.randrange(1, 4))),)
    return chance.choice(values)


def typed_in(data: bytes, field, value: object) -> bytes:
    address, _, _ = field.addresses[0].rpartition(".")

    def change(book) -> None:
        for sheet in book:
            titles = {cell.value for cell in sheet[4]}
            if not {ADDRESS, field.label} <= titles:
                continue
            at, place = column(sheet, ADDRESS), column(sheet, field.label)
            for row in range(5, sheet.max_row + 1):
                if sheet.cell(row, at).value == address:
                    sheet.cell(row, place).value = value

    return saved(data, change)


def test_each_cell_that_is_typed_over_is_proposed_alone_and_written_alone(desk, tmp_path):
    plans = [name for name in desk.files if name.startswith("plan-de-financement")]
    chance = random.Random(SEED)
    pairs = [(name, one) for name in plans for one in opened(desk.files[name]).origin.fields]
    targets = {name: desk.target(name) for name in plans}
    wrong, written = [], 0
    for name, field in chance.choices(pairs, k=EDITS):
        value = cell_of(field, chance)
        found = desk.back(typed_in(desk.files[name], field, value), targets[name])
        problem = fault(desk, targets[name], field, found, tmp_path / "copie")
        written += bool(found.proposals and found.proposals[0].changes)
        if problem:
            wrong.append((name, field.addresses, field.sent, value, problem))
    assert not wrong, "\n".join(map(str, wrong))
    assert written > EDITS / 2


def fault(desk, target, field, found, copy) -> str:
    """What is wrong with what was proposed of one cell; nothing when all is right."""
    if len(found.proposals) != 1 or found.left_over:
        return f"{len(found.proposals)} proposals, {found.left_over}"
    [one] = found.proposals
    if one.kind is ProposalKind.REFUSED:
        return "" if one.why and not one.changes else "refused without a word"
    if one.kind is not ProposalKind.CHANGED or one.address != field.addresses[0]:
        return f"{one.kind} at {one.address}"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(desk.root, copy)
    origin = opened(desk.files[target.document]).origin
    take_all(find_target(desk.session, find_workspace(copy), origin), found)
    before, after = whole(desk.root), whole(copy)
    changed = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    if not changed or not all(_within(key[1:], one) for key in changed):
        return f"changed {changed}"
    return "" if comments(desk.root) == comments(copy) else "a comment was lost"


def _within(path, proposal) -> bool:
    """Whether a path is in what a proposal changes: items of a list move when one comes or goes."""
    places = [one.change.path for one in proposal.changes]
    places = [one[:-1] if isinstance(one[-1], int) else one for one in places]
    return any(path[: len(one)] == one for one in places)


PLAN = "plan-de-financement-corse-du-sud"
STATE = "fiche-12:budget.lignes[1].etats[2]"


def place_of(book, address: str, title: str):
    """The cell of a line under a title, in the sheet of its stage."""
    for sheet in book:
        if ADDRESS in {cell.value for cell in sheet[4]}:
            at = column(sheet, ADDRESS)
            for row in range(5, sheet.max_row + 1):
                if sheet.cell(row, at).value == address:
                    return sheet.cell(row, column(sheet, title))
    raise LookupError(address)


def returned(desk, change):
    return desk.back(saved(desk.files[PLAN], change), desk.target(PLAN))


@pytest.mark.parametrize(
    ("address", "title", "text", "sheet"),
    [
        (STATE, "Financeur", "Département", "Engagé"),
        (STATE, "Libellé", "Autre chose", "Engagé"),
        ("fiche-12:budget.lignes[1]", "Avant", "demandé : 5 €", "Lignes"),
    ],
)
def test_a_cell_that_repeats_another_is_told_when_someone_types_in_it(
    address, title, text, sheet, desk
):
    def change(book) -> None:
        place_of(book, address, title).value = text

    found = returned(desk, change)
    assert found.proposals == ()
    [told] = found.left_over
    assert (told.text, told.near) == (f"{title} : {text}", f"feuille « {sheet} », ligne 5")


def test_a_note_typed_beside_a_line_is_told(desk):
    def change(book) -> None:
        place_of(book, STATE, "Montant").parent["N5"].value = "à voir avec l’ARS"

    [told] = returned(desk, change).left_over
    assert told.text == "colonne N : à voir avec l’ARS"


def test_an_amount_typed_over_its_product_is_told_with_its_cell_and_what_to_correct(
    tmp_path, session
):
    made = desk_of(tmp_path, session)
    [file] = (made.root / "departments" / "2A-essai" / "fiches").glob("*.yaml")
    line = "{financeur: CD, nature: propre, annee: 2025, quantite: 10, cout_unitaire: 850 €}"
    text = file.read_text("utf-8").replace("\n  lignes:\n", f"\n  lignes:\n    - {line}\n", 1)
    file.write_text(text, "utf-8")

    def change(book) -> None:
        book["Lignes"]["E5"].value = 9000

    found = returned(with_plans(made), change)
    assert found.proposals == ()
    [told] = found.left_over
    assert told.near == "feuille « Lignes », cellule E5"
    assert told.text == (
        "Montant : 9000 (tapé à la place d’un calcul, qui donnait 8 500 : "
        "corrigez plutôt la quantité ou le coût unitaire)"
    )


def below(cell, changed: dict[str, object]) -> None:
    """Copy the row of a cell below it, with other words under some titles."""
    sheet, row = cell.parent, cell.row
    values = [one.value for one in sheet[row]]
    sheet.insert_rows(row + 1)
    for rank, value in enumerate(values, start=1):
        sheet.cell(row + 1, rank).value = value
    for title, value in changed.items():
        sheet.cell(row + 1, column(sheet, title)).value = value


def test_a_state_that_someone_copied_is_one_more_state_of_its_line(desk):
    found = returned(desk, lambda book: below(place_of(book, STATE, "Montant"), {"Montant": 99}))
    [one] = found.proposals
    [change] = one.changes
    assert (one.kind, found.left_over) == (ProposalKind.ADDED, ())
    assert (change.change.path, change.change.rank) == (("budget", "lignes", 0, "etats"), 2)
    assert (change.change.value["statut"], change.change.value["montant"]) == ("engage", "99 €")


def test_a_row_typed_below_a_state_is_a_line_of_the_budget(desk):
    typed = {"Montant": 99, ADDRESS: None, "Financeur": "Collectivité de Corse"}
    found = returned(desk, lambda book: below(place_of(book, STATE, "Montant"), typed))
    [one] = found.proposals
    [change] = one.changes
    assert (change.change.path, change.change.value["financeur"]) == (("budget", "lignes"), "CD")


def test_a_state_is_not_given_to_another_fiche_without_its_line(desk):
    def change(book) -> None:
        place_of(book, STATE, "Fiche").value = 13

    [one] = returned(desk, change).proposals
    assert one.kind is ProposalKind.REFUSED
    assert "déplacez la ligne elle-même" in one.why


def test_the_one_state_of_a_sheet_may_be_taken_out_or_lose_its_address(desk):
    """Its titles are still there: no column of addresses was taken out."""

    def without_the_row(book) -> None:
        cell = place_of(book, STATE, "Montant")
        cell.parent.delete_rows(cell.row)

    def without_the_address(book) -> None:
        place_of(book, STATE, ADDRESS).value = None

    [one] = returned(desk, without_the_row).proposals
    assert (one.kind, one.address) == (ProposalKind.REMOVED, STATE)
    assert returned(desk, without_the_address).is_empty


def test_a_funder_typed_as_the_dossier_calls_it_is_no_change(desk):
    """« fir » is the fund that the cell named; so is « (FIR) » with other capitals."""
    target = desk.target(PLAN)
    origin = opened(desk.files[PLAN]).origin
    pairs = [
        (one, raw)
        for one in origin.fields
        for raw, printed in one.choices
        if one.addresses[0].endswith(".financeur") and untypeset(printed) == untypeset(one.sent)
    ]
    one, raw = pairs[0]
    for text in (raw, raw.lower(), one.sent.upper()):
        data = typed_in(desk.files[PLAN], one, text)
        assert desk.back(data, target).proposals == (), text


def test_a_line_given_to_a_fiche_that_is_not_there_is_called_by_name(desk):
    def change(book) -> None:
        place_of(book, "fiche-12:budget.lignes[2]", "Fiche").value = 99

    [one] = returned(desk, change).proposals
    assert one.kind is ProposalKind.REFUSED
    assert "Ligne déplacée" in one.place
    assert "la fiche 99 n’est pas dans le dossier" in one.why


@pytest.mark.parametrize(("rank", "at"), [(0, 0), (1, 1), (2, 2)])
def test_a_row_inserted_among_the_lines_is_a_line_at_that_place(desk, rank, at):
    typed = {
        "Financeur": "Collectivité de Corse", "Nature": "Propre", "Année": 2025, "Montant": 99,
        "Statut": "Proposition",
    }  # fmt: skip

    def change(book) -> None:
        cell = place_of(book, "fiche-12:budget.lignes[1]", "Montant")
        sheet, row = cell.parent, cell.row + rank
        sheet.insert_rows(row)
        for title, value in typed.items():
            sheet.cell(row, column(sheet, title)).value = value

    [one] = returned(desk, change).proposals
    [insert] = one.changes
    assert (insert.change.path, insert.change.rank) == (("budget", "lignes"), at)
    assert "le total du budget passera de" in one.why


@pytest.mark.parametrize("text", ["Fiche 13", "fiche n° 13", "13 - Autre", 13, 13.0])
def test_the_number_of_a_fiche_is_read_in_the_words_that_people_type(desk, text):
    """« Fiche 13 » was no number, and was dropped without a word."""

    def change(book) -> None:
        place_of(book, "fiche-12:budget.lignes[2]", "Fiche").value = text

    [one] = returned(desk, change).proposals
    assert "la fiche 13" in one.why.replace("\u00a0", " ")


def test_words_that_name_no_fiche_are_told(desk):
    def change(book) -> None:
        place_of(book, "fiche-12:budget.lignes[2]", "Fiche").value = "celle des parents"

    found = returned(desk, change)
    assert [one.text for one in found.left_over] == ["Fiche\u00a0: celle des parents"]


def test_a_line_that_an_amendment_makes_may_be_sorted_with_the_others():
    """It has no place of its own: a sort told it as if someone had typed it."""
    sent = ["a\u241f1", "b\u241f2", "c\u241f3"]
    rows = [Framed(one, "Lignes", rank, ("A", "B")) for rank, one in enumerate(sent[::-1])]
    assert list(typed_outside_fields(sent, rows)) == []
    typed = Framed("d\u241f4", "Lignes", 9, ("A", "B"))
    assert [one.text for one in typed_outside_fields(sent, [*rows, typed])] == ["d · 4"]
