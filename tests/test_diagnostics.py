"""Diagnostics: the one way of telling a user anything."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppgp_docs.diagnostics import (
    Diagnostic,
    ExitCode,
    HandledError,
    Severity,
    Span,
    error,
    has_errors,
    in_file_order,
    note,
    warning,
)

A, B = Path("a.yaml"), Path("b.yaml")
spans = st.none() | st.builds(Span, st.sampled_from([A, B]), st.integers(0, 9), st.integers(0, 9))
diagnostics = st.builds(
    Diagnostic, st.sampled_from(["C101", "V001"]), st.sampled_from(Severity), st.just("x"), spans
)


def test_a_place_is_written_as_editors_and_terminals_understand_it() -> None:
    assert str(Span(A, 3, 7, 3, 9)) == "a.yaml:3:7"
    assert str(Span(A)) == "a.yaml"


@pytest.mark.parametrize("make", [error, warning, note])
def test_a_message_gets_french_spaces_except_between_backticks(make: type[Diagnostic]) -> None:
    said = make("C101", "« Quoi ? » : 5 % ou `a : b ?`", None, "oui ; non !")
    assert said.message == "«\u00a0Quoi\u202f?\u00a0»\u00a0: 5\u00a0% ou `a : b ?`"
    assert said.hints == ("oui\u202f; non\u202f!",)


DIGITS = "123456789" * 556
HEAD, TAIL = DIGITS[:120], DIGITS[-40:]


@pytest.mark.parametrize("make", [error, warning, note])
@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (f"le numéro {DIGITS} est pris", f"le numéro {HEAD}…{TAIL} est pris"),
        (f"`{DIGITS}` n’est pas un code", f"`{HEAD[:-1]}…{TAIL[1:]}` n’est pas un code"),
        (f"« {DIGITS} » est long", f"«\u00a0{HEAD[:-2]}…{TAIL[2:]}\u00a0» est long"),
        (f"`{'mot ' * 900}`, ici", f"`{('mot ' * 30)[:-1]}…ot {'mot ' * 9}`, ici"),
        (
            "\u202f".join(["123"] * 900),
            "\u202f".join(["123"] * 30) + "…" + "\u202f".join(["123"] * 10),
        ),
        ("a " * 400, "a " * 400),
        (f"`{'b' * 239}`, `{'c' * 239}`", f"`{'b' * 239}`, `{'c' * 239}`"),
    ],
)
def test_what_a_message_quotes_is_cut_to_a_length_that_someone_reads(
    make: type[Diagnostic], said: str, shown: str
) -> None:
    found = make("C101", said, None, said)
    assert (found.message, found.hints) == (shown, (shown,))


def test_only_errors_forbid_a_document() -> None:
    assert has_errors([warning("C103", "x"), error("C101", "x")])
    assert not has_errors([warning("C103", "x"), note("C203", "x")])


@given(st.lists(diagnostics))
def test_diagnostics_come_once_in_the_order_of_the_file_and_the_placeless_last(
    found: list[Diagnostic],
) -> None:
    ordered = in_file_order(found)
    assert set(ordered) == set(found)
    assert len(set(ordered)) == len(ordered)
    placed = [diagnostic.span for diagnostic in ordered if diagnostic.span]
    assert placed == sorted(placed)
    assert [d.span for d in ordered[: len(placed)]] == placed


def test_at_one_place_the_gravest_comes_first() -> None:
    light, grave = warning("C103", "x", Span(A, 1, 1)), error("V001", "x", Span(A, 1, 1))
    assert in_file_order([light, grave]) == (grave, light)


def test_what_stops_a_command_carries_its_findings_and_its_exit_code() -> None:
    stop = HandledError(error("F001", "rien ici"), exit_code=ExitCode.USAGE)
    assert (str(stop), stop.exit_code) == ("rien ici", 2)
    assert HandledError(error("F001", "rien ici")).exit_code is ExitCode.TO_MEND


@given(st.lists(diagnostics, max_size=3), st.sampled_from(ExitCode))
def test_what_stops_a_command_comes_whole_from_another_process(
    found: list[Diagnostic], code: ExitCode
) -> None:
    came = pickle.loads(pickle.dumps(HandledError(*found, exit_code=code)))
    assert (came.diagnostics, came.exit_code) == (tuple(found), code)
