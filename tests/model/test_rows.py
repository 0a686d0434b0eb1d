"""Rows of pictures that respect their shapes."""

from __future__ import annotations

from itertools import chain

import pytest

from ppgp_docs.model.rows import Cell, Shape, rows_towards, rows_within

LANDSCAPE, PORTRAIT, SQUARE, PANORAMA = 1.5, 0.7, 1.0, 4.0
GALLERIES = [
    (LANDSCAPE, PORTRAIT),
    (PORTRAIT,) * 3,
    (LANDSCAPE,) * 4,
    (SQUARE,) * 9,
    (PANORAMA, LANDSCAPE, PORTRAIT, SQUARE, LANDSCAPE),
    (PORTRAIT, PANORAMA, PORTRAIT, PANORAMA, SQUARE, SQUARE, LANDSCAPE),
]


def hung(ratios: tuple[float, ...], need: float = 0) -> tuple[tuple[Cell, ...], ...]:
    """Pictures in rows towards 70 mm, on a page."""
    return rows_towards([Shape(ratio, need) for ratio in ratios], 160, 4, 70, 105)


@pytest.mark.parametrize("ratios", GALLERIES)
def test_pictures_keep_their_order_and_their_shapes(ratios: tuple[float, ...]) -> None:
    for rows in (hung(ratios), rows_within(ratios, 848, 342, 12)):
        cells = list(chain(*rows))
        assert [cell.rank for cell in cells] == list(range(len(ratios)))
        assert [cell.width / cell.height for cell in cells] == pytest.approx(ratios)


@pytest.mark.parametrize("ratios", GALLERIES)
def test_those_of_a_row_have_one_height_and_fill_its_width(ratios: tuple[float, ...]) -> None:
    for row in hung(ratios):
        assert {round(cell.height, 6) for cell in row} == {round(row[0].height, 6)}
        across = sum(cell.width for cell in row) + 4 * (len(row) - 1)
        assert across == pytest.approx(160) or row[0].height == pytest.approx(105)
        assert across <= 160.001


@pytest.mark.parametrize("ratios", GALLERIES)
def test_a_box_holds_all_rows(ratios: tuple[float, ...]) -> None:
    rows = rows_within(ratios, 848, 342, 12)
    assert sum(row[0].height for row in rows) + 12 * (len(rows) - 1) <= 342.001
    assert all(sum(cell.width for cell in row) + 12 * (len(row) - 1) <= 848.001 for row in rows)


@pytest.mark.parametrize(("count", "rows"), [(3, [3]), (4, [2, 2]), (6, [2, 2, 2]), (9, [3, 3, 3])])
def test_no_picture_is_left_alone_on_its_row(count: int, rows: list[int]) -> None:
    ratio = SQUARE if count == 9 else LANDSCAPE
    found = hung((ratio,) * count)
    assert [len(row) for row in found] == rows


@pytest.mark.parametrize("ratios", GALLERIES)
@pytest.mark.parametrize("need", [0, 30, 48, 90])
def test_a_column_has_the_room_that_its_words_need_or_a_fair_share_of_the_row(
    ratios: tuple[float, ...], need: float
) -> None:
    for row in hung(ratios, need):
        room = 160 - 4 * (len(row) - 1)
        fair = min(need, room / len(row))
        assert row[0].height > 0
        assert sum(max(cell.width, fair) for cell in row) <= room + 0.001


def test_what_stands_under_pictures_moves_none_that_is_wide_enough() -> None:
    assert hung((1.5, 1.5), 60) == hung((1.5, 1.5))
