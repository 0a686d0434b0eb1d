"""What the suite says of itself: where everything is installed, nothing is passed over."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pluggy
import pytest

from tests import campagne, conftest

ROOT = Path(__file__).parents[1]


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


CASES = [f"case {rank}" for rank in range(200)]


@pytest.fixture
def ordinary(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A run that is not asked for all, whose count of what it leaves out is its own."""
    monkeypatch.delenv("PPGP_FULL", raising=False)
    monkeypatch.setattr(campagne, "LEFT_OUT", Counter())
    return monkeypatch


def test_an_ordinary_run_draws_about_one_case_in_so_many(ordinary: pytest.MonkeyPatch) -> None:
    assert 30 < len(campagne.drawn("essai", CASES, 4)) < 70


def test_a_campaign_of_any_size_keeps_two_cases_at_least(ordinary: pytest.MonkeyPatch) -> None:
    kept = [len(campagne.drawn("essai", CASES[:size], 1000)) for size in range(6)]
    assert kept == [0, 1, 2, 2, 2, 2]


def test_a_case_that_is_added_moves_no_other_of_a_large_campaign(
    ordinary: pytest.MonkeyPatch,
) -> None:
    before = campagne.drawn("essai", CASES, 4)
    after = campagne.drawn("essai", ["a new one", *CASES], 4)
    assert [case for case in after if case in CASES] == before


def test_another_seed_draws_other_cases(ordinary: pytest.MonkeyPatch) -> None:
    before = campagne.drawn("essai", CASES, 4)
    ordinary.setattr(campagne, "SEED", "2027")
    assert campagne.drawn("essai", CASES, 4) != before


def test_what_is_left_out_is_counted(ordinary: pytest.MonkeyPatch) -> None:
    kept = campagne.drawn("essai", CASES, 4)
    assert {"essai": len(CASES) - len(kept)} == campagne.LEFT_OUT


def test_all_is_tried_when_it_is_asked(ordinary: pytest.MonkeyPatch) -> None:
    ordinary.setenv("PPGP_FULL", "1")
    assert campagne.drawn("essai", CASES, 4) == CASES
    assert not campagne.LEFT_OUT


TRIED = """\
import pytest

@pytest.mark.campaign(share=4)
@pytest.mark.parametrize("rank", range(40))
def test_one_of_many(rank):
    pass

def test_of_its_own():
    pass
"""


def test_processes_share_the_files_whose_assertions_are_rewritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[Path] = []
    hook = conftest.rewrite
    monkeypatch.setattr(hook, "get_cache_dir", lambda file: tmp_path / file.parent.name)
    monkeypatch.setattr(hook, "_rewrite_test", lambda file, _: (b"", file))
    monkeypatch.setattr(hook, "_write_pyc", lambda _, file, *more: written.append(file))
    for rank in range(3):
        worker = {"workerid": f"gw{rank}", "workercount": 3}
        conftest._rewrite(SimpleNamespace(workerinput=worker, stash={hook.assertstate_key: None}))  # type: ignore[arg-type]
    assert sorted(written) == sorted((ROOT / "tests").rglob("test_*.py"))


def run_of(folder: Path, *options: str, **environment: str) -> str:
    """What a run of the tests of a folder says, started as a shell's ``&`` does: deaf to Ctrl-C."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.conftest", *options, folder]
    plain = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST_")}
    plain = {key: value for key, value in plain.items() if key != "PPGP_FULL"} | environment
    said = subprocess.run(
        command, cwd=ROOT, env=plain, capture_output=True, encoding="utf-8", check=False,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN),
    )  # fmt: skip
    return said.stdout


def test_what_a_run_in_parallel_left_out_is_told_with_its_seed(tmp_path: Path) -> None:
    (tmp_path / "test_essai.py").write_text(TRIED, encoding="utf-8")
    said = run_of(tmp_path, "-n", "1")
    told = re.search(r"campaigns: (\d+) cases left out \(seed 2026\); --full tries them", said)
    passed = re.search(r"(\d+) passed", said)
    assert told and passed, said
    assert int(told[1]) + int(passed[1]) == 41
    assert int(told[1]) >= 20


ONE_SKIPPED = """\
import signal
import pytest

def test_that_needs_java():
    pytest.skip("no Java here")

def test_that_is_interrupted():
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
"""
ALL_SKIPPED = 'import pytest\n\npytest.skip("no Windows here", allow_module_level=True)\n'


def test_in_ci_a_run_fails_for_each_skip_and_is_interrupted_even_in_the_background(
    tmp_path: Path,
) -> None:
    (tmp_path / "test_one.py").write_text(ONE_SKIPPED, encoding="utf-8")
    (tmp_path / "test_all.py").write_text(ALL_SKIPPED, encoding="utf-8")
    said = run_of(tmp_path, "--continue-on-collection-errors", CI="true")
    assert re.search(r"1 failed, 1 passed, 1 error", said), said
    for reason in ("no Java here", "no Windows here"):
        assert re.search(rf"skipped, and nothing may be in CI: .*{reason}", said), said
