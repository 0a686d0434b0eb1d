"""What the suite says of itself: where everything is installed, nothing is passed over."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pluggy
import pytest

from tests import conftest


@pytest.fixture
def reported(monkeypatch: pytest.MonkeyPatch) -> Callable[..., SimpleNamespace]:
    """What becomes of a report, in CI or not."""

    def report(outcome: str, *, is_in_ci: bool, **more: str) -> SimpleNamespace:
        monkeypatch.setenv("CI", "true" if is_in_ci else "")
        skipped = outcome == "skipped"
        said = SimpleNamespace(outcome=outcome, skipped=skipped, longrepr="sans Java", **more)
        conftest._no_skip(pluggy.Result(said, None))  # type: ignore[arg-type]
        return said

    return report


def test_a_skip_fails_in_ci_and_says_why(reported: Callable[..., SimpleNamespace]) -> None:
    said = reported("skipped", is_in_ci=True)
    assert said.outcome == "failed"
    assert said.longrepr.endswith("sans Java")


def test_elsewhere_a_skip_is_one(reported: Callable[..., SimpleNamespace]) -> None:
    assert reported("skipped", is_in_ci=False).outcome == "skipped"


def test_what_is_expected_to_fail_is_no_skip(reported: Callable[..., SimpleNamespace]) -> None:
    assert reported("skipped", is_in_ci=True, wasxfail="").outcome == "skipped"
    assert reported("passed", is_in_ci=True).outcome == "passed"


@pytest.mark.parametrize("hook", ["pytest_runtest_makereport", "pytest_make_collect_report"])
def test_tests_and_whole_modules_are_both_held_to_it(
    hook: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    said = SimpleNamespace(outcome="skipped", skipped=True, longrepr="")
    answering = getattr(conftest, hook)()
    next(answering)
    with pytest.raises(StopIteration):
        answering.send(pluggy.Result(said, None))
    assert said.outcome == "failed"
