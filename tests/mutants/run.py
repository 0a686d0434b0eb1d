"""Mutants of what carries money, consent and proof: drawn by a seed, tried one by one.

``python tests/mutants/run.py [--jobs 1] [--module WORD]`` breaks a copy of this checkout in one
place at a time, by cosmic-ray, and runs the tests that ``modules.toml`` names; who survives is
listed in ``survivors.md``, beside those that ``equivalents.toml`` says change nothing that anyone
could see. A run that was stopped goes on where it was: what was tried is kept in ``.mutants/`` by
the texts of module and mutant, and who survived is tried again once tests have changed
(``rm -r .mutants`` tries all again). Exit code 1 under nine killed in ten.

The mutants stand in ``drawn.tsv``, so that two runs compare; one whose line was edited is passed
over. ``--draw COUNT [--seed 2026]`` draws others: places first, then one mutant of each, so that an
``==`` that may become six other operators counts once. What a mutant of says nothing about our
tests is not drawn: types, which nothing reads at run time, and decorators, without which nothing
imports.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import islice
from pathlib import Path
from queue import SimpleQueue
from typing import Any, Final, NamedTuple

from cosmic_ray.ast import ast_nodes, get_ast_from_path
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parents[1]
TRIED: Final = ROOT / ".mutants"
DRAWN: Final = HERE / "drawn.tsv"
ENOUGH: Final = 90
"""Of a hundred mutants that change something, those that tests must notice."""

_SECONDS: Final = 300
"""After which a mutant that runs on is killed: an endless loop is noticed by whoever waits."""

_TRIVIAL: Final = ("core/RemoveDecorator", "core/NoOp")
_PYTEST: Final = (
    sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider",
    "-p", "ppgp_docs.testing.fixtures", "-p", "_hypothesis_pytestplugin",
    "-p", "pytest_datadir.plugin", "-p", "pytest_regressions.plugin",
    "--hypothesis-profile=ci", "-m", "not office and not verapdf and not readers and not browser",
)  # fmt: skip
"""No plugin but those that the tests use: the others cost a second, four hundred times."""

Position = tuple[int, int]


class Mutant(NamedTuple):
    """One change of one module: what an operator of cosmic-ray makes at one place."""

    module: str
    operator: str
    occurrence: int
    line: int
    before: str
    after: str
    key: str

    @property
    def said(self) -> tuple[str, str, str, str]:
        """What ``drawn.tsv`` says of it."""
        return self.module, self.operator, self.before, self.after


def draw(seed: int, count: int) -> None:
    """Write ``drawn.tsv`` anew."""
    places = [
        (module, where, found)
        for module in sorted(_modules())
        for where, found in sorted(_places(module).items())
    ]
    chance = random.Random(seed)
    chance.shuffle(places)
    made = (_mutant(module, *chance.choice(found)) for module, _, found in places)
    kept = sorted(islice(filter(None, made), count))
    lines = ("\t".join(one.said) + "\n" for one in kept)
    DRAWN.write_text("".join(lines), "utf-8")


def drawn(word: str) -> list[Mutant]:
    """The mutants of ``drawn.tsv`` whose module has ``word``, where their line still stands."""
    listed = [tuple(line.split("\t")) for line in DRAWN.read_text("utf-8").splitlines()]
    wanted = {module: Counter[tuple[str, ...]]() for module, *_ in listed if word in module}
    for said in listed:
        if said[0] in wanted:
            wanted[said[0]][said] += 1
    return [one for module in sorted(wanted) for one in _still_there(module, wanted[module])]


def _still_there(module: str, wanted: Counter[tuple[str, ...]]) -> Iterator[Mutant]:
    names = {operator for _, operator, *_ in wanted}
    lines = {before for _, _, before, _ in wanted}
    source = (ROOT / module).read_text("utf-8").splitlines()
    for (line, _), found in sorted(_places(module).items()):
        if source[line - 1].strip() in lines:
            for operator, occurrence in found:
                known = operator.removeprefix("core/") in names
                one = _mutant(module, operator, occurrence) if known else None
                if one and wanted[one.said] > 0:
                    wanted[one.said] -= 1
                    yield one


def _places(module: str) -> dict[Position, list[tuple[str, int]]]:
    """The operators and their occurrences at each place of a module that may be changed."""
    file = ROOT / module
    untold = _untold(file.read_text("utf-8"))
    nodes = [*ast_nodes(get_ast_from_path(file))]
    found: dict[Position, list[tuple[str, int]]] = {}
    for name in (name for name in sorted(operator_names()) if name not in _TRIVIAL):
        if (operator := get_operator(name)).arguments():
            continue
        asked = (place for node in nodes for place in operator().mutation_positions(node))
        for occurrence, (start, _) in enumerate(asked):
            if not any(first <= start < last for first, last in untold):
                found.setdefault(start, []).append((name, occurrence))
    return found


def _untold(source: str) -> list[tuple[Position, Position]]:
    """Where types stand: annotations, and what only checkers of types import."""
    spans = []
    for node in ast.walk(ast.parse(source)):
        for each in (getattr(node, "annotation", None), getattr(node, "returns", None)):
            if each is not None:
                spans.append(_span(each))
        alias = isinstance(node, ast.AnnAssign) and ast.unparse(node.annotation) == "TypeAlias"
        typing = isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")
        if alias or typing:
            spans.append(_span(node))
    return spans


def _span(node: Any) -> tuple[Position, Position]:
    return (node.lineno, node.col_offset), (node.end_lineno, node.end_col_offset)


def _mutant(module: str, operator: str, occurrence: int) -> Mutant | None:
    """None where the operator makes nothing that Python reads."""
    source = (ROOT / module).read_text("utf-8")
    try:
        changed = mutate_code(source, get_operator(operator)(), occurrence)
        ast.parse(changed)
    except (AttributeError, SyntaxError):  # `except (*SEVERAL, OSError)`; `*names` as `**names`
        return None
    pairs = zip(source.splitlines(), changed.splitlines(), strict=False)
    line, (before, after) = next(
        (rank, pair) for rank, pair in enumerate(pairs, start=1) if pair[0] != pair[1]
    )
    told = hashlib.sha256("\0".join((source, changed)).encode())
    return Mutant(
        module, operator.removeprefix("core/"), occurrence, line,
        before.strip(), after.strip(), told.hexdigest()[:24],
    )  # fmt: skip


def _tests(module: str) -> str:
    """The digest of the tests of a module."""
    every = hashlib.sha256()
    for name in _modules()[module]["tests"]:
        found = [ROOT / name] if name.endswith(".py") else sorted((ROOT / name).rglob("*.py"))
        for file in found:
            every.update(file.read_bytes())
    return every.hexdigest()[:24]


def _modules() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((HERE / "modules.toml").read_text("utf-8"))


def copied(place: Path) -> Path:
    """A copy of the files that count, where one of them may be broken."""
    listed = ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, check=True).stdout
    for name in filter(None, names.decode().split("\0")):
        if (file := ROOT / name).is_file():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(file, place / name)
    return place


def verdict(copy: Path, module: str, changed: str | None) -> str:
    """``killed``, ``survived`` or ``timeout`` for the tests of a module, broken or as it is."""
    file = copy / module
    source = (ROOT / module).read_text("utf-8")
    file.write_text(source if changed is None else changed, "utf-8")
    paths = (copy / "src", *sorted((copy / "plugins").iterdir()))
    own = {
        "PYTHONPATH": os.pathsep.join(map(str, paths)),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
    }
    command = (*_PYTEST, *_modules()[module]["tests"])
    with subprocess.Popen(
        command, cwd=copy, env={**os.environ, **own}, start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ) as running:  # fmt: skip
        try:
            return "killed" if running.wait(_SECONDS) else "survived"
        except subprocess.TimeoutExpired:
            with suppress(OSError):
                os.killpg(running.pid, 9)
            return "timeout"
        finally:
            file.write_text(source, "utf-8")


def tried(mutants: list[Mutant], jobs: int) -> dict[str, str]:
    """The verdict on each mutant by its key; those that are known are not tried again."""
    TRIED.mkdir(exist_ok=True)
    known = {one.key: found for one in mutants if (found := _known(one))}
    left = [mutant for mutant in mutants if mutant.key not in known]
    with tempfile.TemporaryDirectory(prefix="mutants-") as place:
        copies: SimpleQueue[Path] = SimpleQueue()
        for rank in range(jobs if left else 0):
            copies.put(copied(Path(place) / str(rank)))

        def one(mutant: Mutant) -> None:
            copy, began = copies.get(), time.monotonic()
            source = (ROOT / mutant.module).read_text("utf-8")
            operator = get_operator(f"core/{mutant.operator}")()
            found = verdict(copy, mutant.module, mutate_code(source, operator, mutant.occurrence))
            copies.put(copy)
            (TRIED / mutant.key).write_text(f"{found} {_tests(mutant.module)}", "utf-8")
            known[mutant.key] = found
            took = time.monotonic() - began
            print(
                f"{found:9}{took:5.0f} s  {mutant.module}:{mutant.line}  {mutant.after}", flush=True
            )

        with ThreadPoolExecutor(jobs) as pool:
            [*pool.map(one, sorted(left, key=lambda each: each.key))]
    return {mutant.key: known[mutant.key] for mutant in mutants}


def _known(mutant: Mutant) -> str:
    """What was found of a mutant before; nothing when it is to be tried."""
    with suppress(FileNotFoundError):
        found, tests = (TRIED / mutant.key).read_text("utf-8").split()
        return found if found != "survived" or tests == _tests(mutant.module) else ""
    return ""


def unsound(mutants: list[Mutant]) -> list[str]:
    """The modules whose tests fail as they are: their mutants would all seem killed."""
    TRIED.mkdir(exist_ok=True)
    asked = sorted({mutant.module for mutant in mutants if not _known(mutant)})
    marks = {module: TRIED / f"sound-{_state(module)}" for module in asked}
    left = [module for module in asked if not marks[module].exists()]
    with tempfile.TemporaryDirectory(prefix="mutants-") as place:
        copy = copied(Path(place)) if left else Path()
        for module in left:
            if verdict(copy, module, None) == "survived":
                marks[module].touch()
    return [module for module in left if not marks[module].exists()]


def _state(module: str) -> str:
    source = (ROOT / module).read_bytes()
    return hashlib.sha256(source + _tests(module).encode()).hexdigest()[:24]


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
        return [one for one in self.mutants if self.verdicts[one.key] == "survived"]

    @property
    def share(self) -> float:
        """Of a hundred mutants that change something, those that were killed."""
        alive = [one for one in self.survivors if not self.reason(one)]
        alike = len(self.survivors) - len(alive)
        return 100 - 100 * len(alive) / (len(self.mutants) - alike)

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
            f"{len(self.mutants)} mutants, {len(self.survivors)} alive, {alike} of them "
            f"equivalent: {self.share:.1f} % of the others are killed, {late} by running on."
        )
        yield ""

    def _table(self) -> Iterator[str]:
        every = Counter(one.module for one in self.mutants)
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
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--module", default="", help="only modules whose path has this word")
    asked = parser.parse_args()
    if asked.draw:
        draw(asked.seed, asked.draw)
        return 0
    mutants = drawn(asked.module)
    if failing := unsound(mutants):
        print("their tests fail before anything is broken:", *failing, sep="\n  ")
        return 2
    report = Report(mutants, tried(mutants, asked.jobs))
    if not asked.module:
        (HERE / "survivors.md").write_text(report.text(), "utf-8")
    print(report.text())
    return int(report.share < ENOUGH)


if __name__ == "__main__":
    sys.exit(main())
