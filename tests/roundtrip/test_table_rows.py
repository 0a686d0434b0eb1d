"""Rows of a table of the dossier that people move, add, copy or take out in Word."""

from __future__ import annotations

from copy import deepcopy

import pytest
from lxml import etree
from tests.roundtrip.conftest import data_of, take_all
from tests.roundtrip.word_hand import (
    ESSAI,
    W,
    controls,
    copied,
    paragraph,
    paragraph_of,
    returned,
    type_over,
)

from ppgp_docs.importing.proposals import ProposalKind

TABLE = "fiche-12:rubriques[partenaires].blocs[3]"
FIRST, SECOND = ["Ajaccio", "lundi", "9 h"], ["Sartène", "jeudi", "14 h"]
NEW = ["Porto", "mardi", "10 h"]


def around(node, name: str):
    return next(node.iterancestors(f"{W}{name}"))


def row(root, rank: int):
    return around(controls(root, f"{TABLE}.lignes[{rank}][1]")[0], "tr")


def rows_of(desk) -> list:
    return blocks_of(desk)[2]["lignes"]


def blocks_of(desk) -> list:
    [file] = (desk.root / "departments" / "2A-essai" / "fiches").glob("*.yaml")
    return data_of(file.parent)[file.name]["rubriques"][1]["blocs"]


@pytest.mark.parametrize("marks", [True, False])
def test_a_row_put_elsewhere_is_a_move(own_desk, marks):
    def change(root) -> None:
        first, second = row(root, 1), row(root, 2)
        put = first if marks else copied(first)
        first.getparent().remove(first)
        second.addnext(put)

    target, found = returned(own_desk, ESSAI, change)
    [one] = found.proposals
    assert (one.kind, one.is_sure, found.left_over) == (ProposalKind.MOVED, True, ())
    assert one.back == "placé avant « Ajaccio · lundi · 9 h »"
    take_all(target, found)
    assert rows_of(own_desk) == [SECOND, FIRST]


def test_a_row_taken_out_goes_whole(own_desk):
    def change(root) -> None:
        first = row(root, 1)
        first.getparent().remove(first)

    target, found = returned(own_desk, ESSAI, change)
    [one] = found.proposals
    assert (one.kind, one.sent) == (ProposalKind.REMOVED, "Ajaccio · lundi · 9 h")
    take_all(target, found)
    assert rows_of(own_desk) == [SECOND]


@pytest.mark.parametrize("with_title", [True, False])
def test_a_table_taken_out_is_a_block_taken_out(own_desk, with_title):
    def change(root) -> None:
        table = around(row(root, 1), "tbl")
        table.getparent().remove(table)
        if with_title:
            title = paragraph_of(controls(root, f"{TABLE}.titre")[0])
            title.getparent().remove(title)

    target, found = returned(own_desk, ESSAI, change)
    [one] = found.proposals
    assert (one.kind, one.is_sure) == (ProposalKind.REMOVED, with_title)
    take_all(target, found)
    assert [block["type"] for block in blocks_of(own_desk)] == ["section", "encart"]


def test_a_column_taken_out_goes_from_every_row(own_desk):
    def change(root) -> None:
        for place in ("colonnes[2]", "lignes[1][2]", "lignes[2][2]"):
            cell = around(controls(root, f"{TABLE}.{place}")[0], "tc")
            cell.getparent().remove(cell)

    target, found = returned(own_desk, ESSAI, change)
    [one] = found.proposals
    assert (one.kind, one.is_sure, one.sent) == (
        ProposalKind.REMOVED, True, "Jour · lundi · jeudi",
    )  # fmt: skip
    take_all(target, found)
    table = blocks_of(own_desk)[2]
    assert (table["colonnes"], table["lignes"]) == (
        ["Lieu", "Heure"], [["Ajaccio", "9 h"], ["Sartène", "14 h"]],
    )  # fmt: skip


@pytest.mark.parametrize("keeps", [True, False])
@pytest.mark.parametrize(
    ("rank", "above", "at"), [(1, True, 0), (1, False, 1), (2, False, 2), (2, True, 1)]
)
def test_a_row_copied_then_filled_is_a_new_row_where_it_stands(own_desk, keeps, rank, above, at):
    def change(root) -> None:
        new = deepcopy(row(root, 1)) if keeps else copied(row(root, 1))
        near = row(root, rank)
        (near.addprevious if above else near.addnext)(new)
        for control, text in zip(new.iter(f"{W}sdt"), NEW, strict=True):
            type_over(control, text)

    assert_added(own_desk, change, at, NEW)


@pytest.mark.parametrize(("rank", "above", "at"), [(1, True, 0), (1, False, 1), (2, False, 2)])
@pytest.mark.parametrize("said", [NEW, ["Porto", "", "10 h"]])
def test_a_row_inserted_then_typed_is_a_new_row_where_it_stands(own_desk, rank, above, at, said):
    def change(root) -> None:
        new = etree.Element(f"{W}tr")
        for text in said:
            cell = etree.SubElement(new, f"{W}tc")
            cell.append(paragraph(text) if text else etree.Element(f"{W}p"))
        near = row(root, rank)
        (near.addprevious if above else near.addnext)(new)

    assert_added(own_desk, change, at, said)


def assert_added(desk, change, at: int, said: list) -> None:
    target, found = returned(desk, ESSAI, change)
    [one] = found.proposals
    assert (one.kind, one.is_sure, found.left_over) == (ProposalKind.ADDED, True, ())
    take_all(target, found)
    expected = [FIRST, SECOND]
    expected.insert(at, said)
    assert rows_of(desk) == expected


def test_a_paragraph_typed_below_a_table_is_no_row_of_it(desk):
    def change(root) -> None:
        around(row(root, 1), "tbl").addnext(paragraph("Un mot sous la table"))

    _, found = returned(desk, ESSAI, change)
    assert found.proposals == ()
    assert [one.text for one in found.left_over] == ["Un mot sous la table"]
