"""What several tests share: small dossiers on the disk, the session that reads them."""

from __future__ import annotations

import compileall
import gc
import os
import re
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

import pluggy
import pytest
from _pytest.assertion import rewrite
from hypothesis import settings
from tests.campagne import LEFT_OUT, SEED, drawn, whole
from tests.chromium import launched

from ppgp_docs.diagnostics import Diagnostic
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.session import DossierReading, Session
from ppgp_docs.workspace.folder import DossierFolder
from ppgp_docs.workspace.user_folders import CACHE

settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, max_examples=100)
settings.register_profile("full", deadline=None, max_examples=1000)
settings.load_profile("ci" if os.environ.get("CI") else "local")


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--full``: all cases of campaigns, the drawn dossiers by hundreds, as before a release."""
    parser.addoption("--full", action="store_true", help="also what takes minutes")


def pytest_configure(config: pytest.Config) -> None:
    """Modules that draw their cases when they are collected ask the environment; what one run of
    the tests leaves in the user's cache is nothing to another."""
    if config.getoption("--full"):
        os.environ["PPGP_FULL"] = "1"
        settings.load_profile("full")
    if hasattr(config, "workerinput"):
        _rewrite(config)
    else:
        _compile()
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's `&` ignores it for us
    os.environ[CACHE] = tempfile.mkdtemp(prefix="ppgp-cache-")
    os.environ["PPGP_JOBS"] = "1"  # the tests run in parallel already; some ask for more
    os.environ["PPGP_TIME_LIMIT"] = "300"  # on a busy machine too; some ask for less


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One process more than there are processors: one test in eight waits, for a browser, an
    office suite or a limit of time, and none of them says whether it will."""
    return (os.cpu_count() or 1) + 1


def _compile() -> None:
    """Hundreds of commands that tests start find our modules compiled, even where Python may not
    keep what it compiled (``PYTHONDONTWRITEBYTECODE``): a quarter of the time of each."""
    root = Path(__file__).parents[1]
    for folder in ("src", "plugins", "tests"):  # of tests, what pytest does not rewrite
        compileall.compile_dir(root / folder, quiet=1, rx=re.compile(r"\btest_\w+\.py$"))


def _rewrite(config: pytest.Config) -> None:
    """Each process of xdist rewrites the assertions of its part of the files, for all of them: each
    did it for every file, half of the time that it takes to collect them."""
    rank, of = int(config.workerinput["workerid"][2:]), config.workerinput["workercount"]  # type: ignore[attr-defined]
    for file in sorted(Path(__file__).parent.rglob("test_*.py"))[rank::of]:
        kept = rewrite.get_cache_dir(file) / f"{file.stem}{rewrite.PYC_TAIL}"
        if not kept.exists() and rewrite.try_makedirs(kept.parent):
            digest, code = rewrite._rewrite_test(file, config)
            rewrite._write_pyc(config.stash[rewrite.assertstate_key], code, digest, kept)


SLOW = ("browser", "hostile", "office", "readers", "verapdf")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Of what ``-k`` and ``-m`` left, the share of each campaign. In parallel, files that need
    other programs begin: none of them is still running alone when all the others are done. What
    fails there is tried once more, and told as such: a browser or an office suite starved of its
    turn is no fault of ours, one that fails twice is."""
    _share(config, items)
    if hasattr(config, "workerinput"):
        others = [item for item in items if any(map(item.get_closest_marker, SLOW))]
        for item in others:
            item.add_marker(pytest.mark.flaky(reruns=1))
        slow = {item.path for item in others}
        items.sort(key=lambda item: item.path not in slow)


def _share(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the cases of ``campaign(share=N)`` that this run does not draw."""
    campaigns: dict[str, list[str]] = {}
    shares: dict[str, int] = {}
    for item in items:
        if marker := item.get_closest_marker("campaign"):
            name = marker.kwargs.get("of") or item.nodeid.partition("[")[0]
            campaigns.setdefault(name, []).append(item.nodeid)
            shares[name] = marker.kwargs["share"]
    every = {each for cases in campaigns.values() for each in cases}
    kept = {each for name, cases in campaigns.items() for each in drawn(name, cases, shares[name])}
    if out := [item for item in items if item.nodeid in every - kept]:
        config.hook.pytest_deselected(items=out)
        items[:] = [item for item in items if item.nodeid not in every - kept]


ALSO_LEFT_OUT: dict[str, int] = {}
"""What the processes of xdist left out, who all draw the same of what they collect."""


def pytest_report_header() -> str:
    """The seed, before anything runs."""
    told = "all their cases (--full)" if whole() else f"a share, seed {SEED}; all with --full"
    return f"campaigns: {told}"


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A process of xdist says what it left out."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["left_out"] = dict(LEFT_OUT)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    ALSO_LEFT_OUT.update(getattr(node, "workeroutput", {}).get("left_out", {}))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What was left out is counted."""
    if out := sum({**ALSO_LEFT_OUT, **LEFT_OUT}.values()):
        said = f"campaigns: {out} cases left out (seed {SEED}); --full tries them"
        terminalreporter.write_line(said)


def pytest_collection_finish() -> None:
    """What was collected stays until the end, as in a worker that makes documents: looking for
    garbage among it every 700 objects took a tenth of the time of a PDF."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)


def pytest_unconfigure() -> None:
    shutil.rmtree(os.environ[CACHE], ignore_errors=True)


def _no_skip(outcome: pluggy.Result[pytest.TestReport | pytest.CollectReport]) -> None:
    """Where everything is installed, a test that is skipped is a test that was lost."""
    report = outcome.get_result()
    if os.environ.get("CI") and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, and nothing may be in CI: {report.longrepr}"


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport() -> Iterator[None]:
    """A skip in CI fails CI."""
    _no_skip((yield))  # type: ignore[arg-type]  # pluggy sends the outcome


@pytest.hookimpl(hookwrapper=True)
def pytest_make_collect_report() -> Iterator[None]:
    """So does the skip of a whole module."""
    _no_skip((yield))  # type: ignore[arg-type]


SHIPPED = Path(__file__).parents[1] / "departments"


class Read(Protocol):
    """Read a dossier from the text of its files."""

    def __call__(self, text: str, *, fiche: str = "", contrat: str = "") -> DossierReading: ...


class Codes(Protocol):
    """The codes of what the checks find in a dossier, in the order of the files."""

    def __call__(self, text: str, *, fiche: str = "", contrat: str = "") -> list[str]: ...


@pytest.fixture(scope="session")
def session() -> Session:
    """A session with nothing but what is shipped."""
    return Session.start(None)


@pytest.fixture
def dossier_file(tmp_path: Path) -> Callable[[str], Path]:
    """Write ``departments/01-ain/dossier.yaml``, with ``departement`` when the text leaves it."""

    def write(text: str) -> Path:
        file = tmp_path / "departments" / "essai" / "dossier.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        head = "" if "departement:" in text else 'departement: "01"\n'
        file.write_text(text + head, encoding="utf-8")
        return file

    return write


@pytest.fixture
def read(session: Session, dossier_file: Callable[[str], Path]) -> Read:
    """Steps 2 to 5 on a dossier made of these texts."""

    def run(text: str, *, fiche: str = "", contrat: str = "") -> DossierReading:
        folder = dossier_file(text).parent
        if fiche:
            (folder / "fiches").mkdir(exist_ok=True)
            (folder / "fiches" / "08.yaml").write_text(fiche, encoding="utf-8")
        if contrat:
            (folder / "contrat.yaml").write_text(contrat, encoding="utf-8")
        return session.read(DossierFolder(folder))

    return run


@pytest.fixture
def dossier(read: Read) -> Callable[[str], Dossier]:
    """The model of a dossier that has no error."""

    def build(text: str) -> Dossier:
        reading = read(text)
        assert reading.dossier is not None, reading.diagnostics
        return reading.dossier

    return build


@pytest.fixture
def found(read: Read) -> Callable[..., list[Diagnostic]]:
    """Everything that is found in a dossier."""
    return lambda text, **files: list(read(text, **files).diagnostics)


@pytest.fixture
def codes(read: Read) -> Codes:
    return lambda text, **files: [found.code for found in read(text, **files).diagnostics]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace of its own with the shipped departments."""
    shutil.copytree(SHIPPED, tmp_path / "departments")
    return tmp_path


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """For one module: Playwright runs once at a time in a process, and other tests have theirs."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = launched(playwright)
        yield opened
        opened.close()
