"""C301 to C304: dates that follow one another."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Codes = Callable[..., list[str]]


def milestones(*jalons: str, frame: str = "") -> str:
    lines = "".join(f"    - {{titre: Un jalon, {jalon}}}\n" for jalon in jalons)
    return f"demarche: {{{frame}}}\nchronologie:\n  jalons:\n{lines}"


@pytest.mark.parametrize(
    ("frame", "told"),
    [
        ("debut: 2024-03-11, fin: 2022-05-13", ["C301"]),
        ("debut: 2022-05-13, fin: 2024-03-11", []),
        ("debut: 2022-05-13, fin: 2022", []),
        ("fin: 2022", []),
    ],
)
def test_the_end_is_not_before_the_beginning(codes: Codes, frame: str, told: list[str]) -> None:
    assert codes(f"demarche: {{{frame}}}\n") == told


@pytest.mark.parametrize(
    ("jalons", "told"),
    [
        (("date: 2022-07-05", "date: 2022-12", "date: 2023-02"), []),
        (("date: 2022-12", "date: 2022-07-05"), ["C302"]),
        (("date: 2022-07-05", "date: 2022"), []),  # the year contains the day
        (("date: 2023", "repere: avant les formations", "date: 2022"), ["C302"]),
    ],
)
def test_milestones_are_written_in_the_order_of_time(
    codes: Codes, jalons: tuple[str, ...], told: list[str]
) -> None:
    assert codes(milestones(*jalons)) == told


@pytest.mark.parametrize(
    ("date", "told"),
    [("2021", ["C303"]), ("2024-04", ["C303"]), ("2022", []), ("2024-03", []), ("2023", [])],
)
def test_a_milestone_falls_within_the_accompaniment(
    codes: Codes, date: str, told: list[str]
) -> None:
    frame = "debut: 2022-05-13, fin: 2024-03-11"
    assert codes(milestones(f"date: {date}", frame=frame)) == told


def test_a_milestone_has_a_date_or_a_landmark(codes: Codes) -> None:
    assert codes(milestones("texte: Un texte")) == ["C304"]
    assert codes(milestones("repere: avant les formations")) == []
