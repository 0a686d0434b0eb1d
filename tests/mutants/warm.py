"""One process that has imported what is not ours, forked for each run of tests.

Run by itself in a copy of the checkout, it reads one JSON object a line, forks, and answers with
one: a start of Python, of pytest and of forty libraries costs a second, a fork thirty milliseconds.
It needs a system that forks: Linux, macOS.
"""

from __future__ import annotations

import importlib
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import pytest

OPTIONS: Final = (
    "-x", "-q", "-p", "no:cacheprovider", "-p", "ppgp_docs.testing.fixtures",
    "-p", "_hypothesis_pytestplugin", "-p", "pytest_datadir.plugin",
    "-p", "pytest_regressions.plugin", "--hypothesis-profile=ci",
    "-m", "not office and not verapdf and not readers and not browser",
)  # fmt: skip
"""No plugin but those that the tests use."""

_WALL: Final = 900
"""Seconds after which a run is killed, however little of the processor it had."""

_MEMORY: Final = 6_000_000_000
_LATE: Final = ("weasyprint", "coverage", "tests", "ppgp_")
"""What is not imported before the fork: ours, and what asks the environment when imported."""


class Warm:
    """The process, seen from who asks it."""

    def __init__(self, copy: Path) -> None:
        paths = (copy / "src", *sorted((copy / "plugins").iterdir()))
        own = {
            "PYTHONPATH": os.pathsep.join(map(str, paths)),
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        }
        self._process = subprocess.Popen(
            (sys.executable, __file__), cwd=copy, env={**os.environ, **own}, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip

    def run(
        self, files: list[str], chosen: list[str], seconds: float, traced: list[str]
    ) -> dict[str, Any]:
        """How the tests of ``files`` end: all of them, or those of ``chosen`` in that order.

        ``outcome`` is ``killed``, ``survived`` or ``timeout`` (``seconds`` of processor). With
        ``traced``, paths of modules, also ``times`` of each test and ``lines``: by module and line,
        the tests that came there (the empty name for what ran outside tests).
        """
        assert self._process.stdin and self._process.stdout
        asked = {"files": files, "chosen": chosen, "seconds": seconds, "traced": traced}
        print(json.dumps(asked), file=self._process.stdin, flush=True)
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer

    def close(self) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait()


class _Chosen:
    """Only these tests, in this order."""

    def __init__(self, names: list[str]) -> None:
        self._ranks = {name: rank for rank, name in enumerate(names)}

    @pytest.hookimpl(hookwrapper=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> Iterator[None]:
        yield  # the share of each campaign is drawn among all its cases
        if self._ranks:
            kept = [item for item in items if item.nodeid in self._ranks]
            items[:] = sorted(kept, key=lambda item: self._ranks[item.nodeid])


class _Traced:
    """Which test comes to which line, and what each takes."""

    def __init__(self, modules: list[str]) -> None:
        from coverage import Coverage

        self._modules = modules
        self._times: dict[str, float] = {}
        self._coverage = Coverage(data_file=None, include=modules, config_file=False)
        self._coverage.start()

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        began = time.process_time()
        self._coverage.switch_context(item.nodeid)
        yield
        self._coverage.switch_context("")
        self._times[item.nodeid] = round(time.process_time() - began, 3)

    def told(self) -> dict[str, Any]:
        self._coverage.stop()
        data = self._coverage.get_data()
        lines = {each: data.contexts_by_lineno(str(Path(each).resolve())) for each in self._modules}
        return {"times": self._times, "lines": lines, "libraries": [*_libraries()]}


def _libraries() -> Iterator[str]:
    """What was imported that is not ours."""
    here = str(Path.cwd())
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if file and not file.startswith(here) and not name.startswith((*_LATE, "__")):
            yield name


def _fork(asked: dict[str, Any], told: Path) -> str:
    if pid := os.fork():
        return _awaited(pid)
    os.setsid()
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in range(3):
        os.dup2(nowhere, standard)
    resource.setrlimit(resource.RLIMIT_CPU, (int(asked["seconds"]) + 1,) * 2)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    code = 1
    with suppress(BaseException):
        traced = _Traced(asked["traced"]) if asked["traced"] else None
        plugins = [_Chosen(asked["chosen"]), *filter(None, [traced])]
        code = pytest.main([*OPTIONS, f"--basetemp={told}.tests", *asked["files"]], plugins)
        if traced:
            told.write_text(json.dumps(traced.told()), "utf-8")
    os._exit(code)


def _awaited(pid: int) -> str:
    ends = time.monotonic() + _WALL
    while not (done := os.waitpid(pid, os.WNOHANG))[0]:
        if time.monotonic() > ends:
            os.kill(pid, 9)
        time.sleep(0.01)
    with suppress(OSError):
        os.killpg(pid, 9)  # what the tests left running
    code = os.waitstatus_to_exitcode(done[1])
    return "timeout" if code in (-9, -24) else "killed" if code else "survived"


def main() -> None:
    """Answer until nothing more is asked."""
    sys.path[0] = str(Path.cwd())
    told = Path(f"{Path.cwd()}.told")
    for line in sys.stdin:
        asked = json.loads(line)
        answer: dict[str, Any] = {"outcome": _fork(asked, told)}
        if asked["traced"] and told.exists():
            answer |= json.loads(told.read_text("utf-8"))
            told.unlink()
            for name in answer["libraries"]:
                with suppress(BaseException):
                    importlib.import_module(name)
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
