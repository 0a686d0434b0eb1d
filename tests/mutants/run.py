"""Mutants of what carries money, consent and proof: drawn by a seed, tried one by one.

``python tests/mutants/run.py [--jobs 1] [--module WORD]`` breaks a copy of this checkout in one
place at a time, by cosmic-ray, and runs the tests that ``modules.toml`` names; who survives is
listed in ``survivors.md``, beside those that ``equivalents.toml`` says change nothing that anyone
could see. A run that was stopped goes on where it was: what was tried is kept in ``.mutants/`` by
the texts of module and mutant, and who survived is tried again once tests have changed
(``rm -r .mutants`` tries all again). ``--seconds 600`` begins none after ten minutes. Exit code 1
under nine killed in ten, or while some are untried.

The tests of each file run once unbroken, which says how long each takes and to which lines it
comes. A mutant meets those that come to its statement first, the quick ones before the slow ones;
if it lives, all others of its module. Each run is the fork of a process that has imported what is
not ours (``warm.py``): most mutants die within half a second.

The mutants stand in ``drawn.tsv``, so that two runs compare; one whose line was edited is passed
over. ``--draw COUNT [--seed 2027]`` draws others: places first, then one mutant of each, so that an
``==`` that may become six other operators counts once. What a mutant of says nothing about our
tests is not drawn: types, which nothing reads at run time, and decorators, without which nothing
imports.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from queue import SimpleQueue
from typing import Any, Final, NamedTuple, TypeVar

from drawing import HERE, ROOT, Mutant, draw, drawn, modules, statement
from warm import Warm

TRIED: Final = ROOT / ".mutants"
ENOUGH: Final = 90
"""Of a hundred mutants that change something, those that tests must notice."""


COMPILED: Final = ("src", "plugins", "tests")
"""Where Python keeps what it compiled, which a copy need not compile again."""

T = TypeVar("T")


class File(NamedTuple):
    """What the tests of a file, or folder, do to unbroken modules."""

    sound: bool
    times: dict[str, float]
    lines: dict[str, dict[str, list[str]]]


class Copies:
    """Copies of the checkout to break, each with its process."""

    def __init__(self, place: Path, jobs: int) -> None:
        self._free: SimpleQueue[tuple[Path, Warm]] = SimpleQueue()
        self._jobs = jobs
        self._marks = count(1)
        for rank in range(jobs):
            copy = _copied(place / str(rank))
            self._free.put((copy, Warm(copy)))

    def close(self) -> None:
        for _ in range(self._jobs):
            self._free.get()[1].close()

    def each(self, act: Callable[[Any], T], over: list[Any]) -> list[T]:
        """What ``act`` gives for each, as many at once as there are copies."""
        with ThreadPoolExecutor(max(1, self._jobs)) as pool:
            return [*pool.map(act, over)]

    def first(self, name: str) -> File:
        """The tests of a file, run while nothing is broken."""
        traced = [module for module, names in modules().items() if name in names]
        with self._one() as (_, warm):
            found = warm.run([name], [], 3600, traced)
        sound = found["outcome"] == "survived"
        return File(sound, found.get("times", {}), found.get("lines", {}))

    def verdict(self, mutant: Mutant, files: dict[str, File]) -> str:
        """``killed``, ``survived`` or ``timeout``."""
        with self._one() as (copy, warm), self._broken(copy / mutant.module, mutant.text):
            near = _near(mutant, files)
            names = {name for file in files.values() for name in file.times}
            for chosen in filter(None, (near, sorted(names - {*near}))):
                own = {name: file for name, file in files.items() if {*chosen} & {*file.times}}
                seconds = sum(_seconds(own, each) for each in chosen)
                found = warm.run([*own], chosen, 20 + 5 * seconds, [])
                if found["outcome"] != "survived":
                    break
        return str(found["outcome"])

    @contextmanager
    def _one(self) -> Iterator[tuple[Path, Warm]]:
        one = self._free.get()
        yield one
        self._free.put(one)

    @contextmanager
    def _broken(self, file: Path, changed: str) -> Iterator[None]:
        """Each with a time of its own: Python takes what it compiled for a file of that second."""
        source = file.read_text("utf-8")
        for text in (changed, source):
            file.write_text(text, "utf-8")
            os.utime(file, (1_000_000_000 + next(self._marks),) * 2)
            if text is changed:
                yield


def _near(mutant: Mutant, files: dict[str, File]) -> list[str]:
    """The tests that come to the statement of a mutant, quick ones first, file by file."""
    span = statement(mutant.module, mutant.line)
    near = {}
    for name, file in files.items():
        lines = file.lines.get(mutant.module, {})
        found = {each for line in span for each in lines.get(str(line), ())} - {""}
        near[name] = sorted(found, key=lambda each: (_seconds(files, each), each))
    ranked = sorted(near, key=lambda name: _seconds(files, near[name][0]) if near[name] else 0)
    return list(dict.fromkeys(each for name in ranked for each in near[name]))


def _seconds(files: dict[str, File], test: str) -> float:
    return max(file.times.get(test, 0) for file in files.values())


def _copied(place: Path) -> Path:
    """A copy of the files that count, where one of them may be broken."""
    listed = ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, check=True).stdout
    for name in filter(None, names.decode().split("\0")):
        if (file := ROOT / name).is_file():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(file, place / name)
    for cache in (each for part in COMPILED for each in (ROOT / part).rglob("__pycache__")):
        shutil.copytree(cache, place / cache.relative_to(ROOT), dirs_exist_ok=True)
    return place


def _digest(*names: str) -> str:
    """Of the text of files, and of all of Python in folders."""
    every = hashlib.sha256()
    for name in names:
        found = [ROOT / name] if name.endswith(".py") else sorted((ROOT / name).rglob("*.py"))
        for file in found:
            every.update(file.read_bytes())
    return every.hexdigest()[:24]


def _first(copies: Copies, names: list[str]) -> dict[str, File]:
    """What each file of tests does to unbroken modules; what is known is not tried again.

    Raises ``SystemExit`` where one fails: all mutants would seem killed.
    """
    kept = {
        name: TRIED
        / f"file-{_digest(name, *(one for one, its in modules().items() if name in its))}"
        for name in names
    }

    def one(name: str) -> File:
        with suppress(FileNotFoundError):
            return File(*json.loads(kept[name].read_text("utf-8")))
        began = time.monotonic()
        found = copies.first(name)
        print(f"{len(found.times):4} tests{time.monotonic() - began:5.0f} s  {name}", flush=True)
        if found.sound:
            kept[name].write_text(json.dumps(found), "utf-8")
        return found

    files = dict(zip(names, copies.each(one, names), strict=True))
    if failing := [name for name, file in files.items() if not file.sound]:
        raise SystemExit("\n  ".join(("they fail before anything is broken:", *failing)))
    return files


def tried(mutants: list[Mutant], jobs: int, seconds: float) -> dict[str, str]:
    """The verdict on each mutant by its key; those that are known are not tried again, those for
    which there is no time are left out."""
    ends = time.monotonic() + seconds
    TRIED.mkdir(exist_ok=True)
    known = {one.key: found for one in mutants if (found := _known(one))}
    left = [mutant for mutant in mutants if mutant.key not in known]
    with tempfile.TemporaryDirectory(prefix="mutants-") as place:
        copies = Copies(Path(place), jobs if left else 0)
        for module in sorted({mutant.module for mutant in left}):
            if time.monotonic() > ends:
                break
            files = _first(copies, modules()[module])

            def one(mutant: Mutant, files: dict[str, File] = files) -> None:
                if (began := time.monotonic()) > ends:
                    return
                found = copies.verdict(mutant, files)
                (TRIED / mutant.key).write_text(f"{found} {_digest(*files)}", "utf-8")
                known[mutant.key] = found
                took = time.monotonic() - began
                where = f"{mutant.module}:{mutant.line}"
                print(f"{found:9}{took:5.1f} s  {where}  {mutant.after}", flush=True)

            copies.each(one, [mutant for mutant in left if mutant.module == module])
        copies.close()
    return {mutant.key: known[mutant.key] for mutant in mutants if mutant.key in known}


def _known(mutant: Mutant) -> str:
    """What was found of a mutant before; nothing when it is to be tried."""
    with suppress(FileNotFoundError):
        found, tests = (TRIED / mutant.key).read_text("utf-8").split()
        return found if found != "survived" or tests == _digest(*modules()[mutant.module]) else ""
    return ""


class Report(NamedTuple):
    """What a run found."""

    mutants: list[Mutant]
    verdicts: dict[str, str]

    def reason(self, mutant: Mutant) -> str:
        """Why nobody could notice a mutant; nothing when somebody could."""
        told = tomllib.loads((HERE / "equivalents.toml").read_text("utf-8"))["equivalent"]
        same = (mutant.module, mutant.before, mutant.after)
        found = (one for one in told if (one["module"], one["before"], one["after"]) == same)
        return next((one["reason"] for one in found), "")

    @property
    def survivors(self) -> list[Mutant]:
        return [one for one in self.mutants if self.verdicts.get(one.key) == "survived"]

    @property
    def untried(self) -> int:
        return len(self.mutants) - len(self.verdicts)

    @property
    def share(self) -> float:
        """Of a hundred mutants that change something, those that were killed."""
        alive = [one for one in self.survivors if not self.reason(one)]
        alike = len(self.survivors) - len(alive)
        return 100 - 100 * len(alive) / max(1, len(self.verdicts) - alike)

    def text(self) -> str:
        """The report as Markdown."""
        return "\n".join((*self._head(), *self._table(), *self._lists(), ""))

    def _head(self) -> Iterator[str]:
        alike = sum(bool(self.reason(one)) for one in self.survivors)
        late = sum(found == "timeout" for found in self.verdicts.values())
        yield "# Mutants that survive"
        yield ""
        yield "`python tests/mutants/run.py`, the mutants of `drawn.tsv`."
        yield ""
        yield (
            f"{len(self.verdicts)} mutants, {len(self.survivors)} alive, {alike} of them "
            f"equivalent: {self.share:.1f} % of the others are killed, {late} by running on."
        )
        if self.untried:
            yield f"**{self.untried} more are drawn and were not tried yet.**"
        yield ""

    def _table(self) -> Iterator[str]:
        every = Counter(one.module for one in self.mutants if one.key in self.verdicts)
        alive = Counter(one.module for one in self.survivors if not self.reason(one))
        alike = Counter(one.module for one in self.survivors if self.reason(one))
        yield "| module | mutants | alive | equivalent |"
        yield "|---|---|---|---|"
        for module in sorted(every):
            name = module.removeprefix("src/ppgp_docs/")
            yield f"| {name} | {every[module]} | {alive[module]} | {alike[module]} |"

    def _lists(self) -> Iterator[str]:
        for title, wanted in (("Alive", False), ("Equivalent", True)):
            yield f"\n## {title}\n"
            for one in self.survivors:
                if bool(reason := self.reason(one)) is wanted:
                    name = one.module.removeprefix("src/ppgp_docs/")
                    yield f"- {name}: `{one.before}` → `{one.after}`{reason and f'. {reason}'}"


def main() -> int:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draw", type=int, default=0, help="draw so many others")
    parser.add_argument("--seed", type=int, default=2027)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=math.inf, help="begin no mutant after")
    parser.add_argument("--module", default="", help="only modules whose path has this word")
    asked = parser.parse_args()
    if asked.draw:
        draw(asked.seed, asked.draw)
        return 0
    mutants = drawn(asked.module)
    report = Report(mutants, tried(mutants, asked.jobs, asked.seconds))
    if not asked.module:
        (HERE / "survivors.md").write_text(report.text(), "utf-8")
    print(report.text())
    return int(report.untried > 0 or report.share < ENOUGH)


if __name__ == "__main__":
    sys.exit(main())
