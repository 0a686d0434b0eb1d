"""C301 to C304, C306: dates that follow one another."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ppgp_docs.diagnostics import Diagnostic, Severity

Codes = Callable[..., list[str]]
Found = Callable[..., list[Diagnostic]]


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


def steps(*dates: str, frame: str = "") -> str:
    lines = ", ".join(f"{{titre: Une étape, date: {date}}}" for date in dates)
    bloc = f"{{type: etapes, etapes: [{lines}]}}"
    return f"demarche: {{{frame}}}\ncontexte: {{blocs: [Un texte, {bloc}]}}\n"


def test_the_dated_steps_of_a_list_follow_the_same_rules(codes: Codes) -> None:
    frame = "debut: 2022-05-13, fin: 2024-03-11"
    assert codes(steps("2022-07", "2022-12", frame=frame)) == []
    assert codes(steps("2022-12", "2022-07", frame=frame)) == ["C302"]
    assert codes(steps("2022-12", "2025-02", frame=frame)) == ["C303"]


@pytest.mark.parametrize(
    ("date", "grave"),
    [("2019-10-14", Severity.INFO), ("2024-09", Severity.INFO), ("2032-07", Severity.WARNING)],
)
def test_a_context_or_a_follow_up_is_noted_a_slip_of_ten_years_is_a_warning(
    found: Found, date: str, grave: Severity
) -> None:
    frame = "debut: 2022-05-13, fin: 2024-03-11"
    (fault,) = found(milestones(f"date: {date}", frame=frame))
    assert (fault.code, fault.severity) == ("C303", grave)
    assert fault.hints


def test_a_frame_upside_down_is_told_alone(codes: Codes) -> None:
    frame = "debut: 2024-03-11, fin: 2021"
    assert codes(milestones("date: 2022", "date: 2023", frame=frame)) == ["C301"]


@pytest.mark.parametrize(
    ("edition", "told"),
    [
        ("2021", [Severity.WARNING]),
        ("2023", [Severity.INFO]),
        ("mars 2024", []),
        ("2025", []),
    ],
)
def test_a_document_is_not_older_than_what_it_tells(
    found: Found, edition: str, told: list[Severity]
) -> None:
    text = f"edition: {edition}\ndemarche: {{debut: 2022-05-13, fin: 2024-03-11}}\n"
    assert [fault.severity for fault in found(text) if fault.code == "C306"] == told
