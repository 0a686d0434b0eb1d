"""Which mutants there are: drawn by a seed, kept in ``drawn.tsv``, found again where they stand."""

from __future__ import annotations

import ast
import hashlib
import random
import tomllib
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final, NamedTuple

try:
    from cosmic_ray.ast import ast_nodes, get_ast_from_path
    from cosmic_ray.mutating import mutate_code
    from cosmic_ray.plugins import get_operator, operator_names
except ModuleNotFoundError:
    raise SystemExit("run first: pip install -c constraints.txt -e '.[campaigns]'") from None

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parents[1]
DRAWN: Final = HERE / "drawn.tsv"

_TRIVIAL: Final = ("core/RemoveDecorator", "core/NoOp")

_VARIABLES: Final = ("TypeVar", "ParamSpec", "TypeVarTuple")

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

    @property
    def text(self) -> str:
        """The module, broken."""
        source = (ROOT / self.module).read_text("utf-8")
        changed = mutate_code(source, get_operator(f"core/{self.operator}")(), self.occurrence)
        assert changed is not None
        return changed


def modules() -> dict[str, list[str]]:
    """The files of tests of each module that is broken."""
    listed = tomllib.loads((HERE / "modules.toml").read_text("utf-8"))
    return {module: told["tests"] for module, told in listed.items()}


def draw(seed: int, count: int) -> None:
    """Write ``drawn.tsv`` anew."""
    places = [
        (module, where, found)
        for module in sorted(modules())
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
    """Where types stand: annotations, variables of types, what only checkers of types import; and
    decorators, with what they are given."""
    spans = []
    for node in ast.walk(ast.parse(source)):
        spans += map(_span, getattr(node, "decorator_list", ()))
        for each in (getattr(node, "annotation", None), getattr(node, "returns", None)):
            if each is not None:
                spans.append(_span(each))
        alias = isinstance(node, ast.AnnAssign) and ast.unparse(node.annotation) == "TypeAlias"
        typing = isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")
        variable = isinstance(node, ast.Call) and ast.unparse(node.func) in _VARIABLES
        if alias or typing or variable:
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


def statement(module: str, line: int) -> range:
    """The lines of the innermost statement that holds a line; of a block, those of its head."""
    found = range(line, line + 1)
    for node in ast.walk(ast.parse((ROOT / module).read_text("utf-8"))):
        if isinstance(node, ast.stmt | ast.excepthandler | ast.match_case):
            first = getattr(node, "lineno", None) or node.pattern.lineno  # type: ignore[union-attr]
            body = getattr(node, "body", None)
            last = body[0].lineno - 1 if body else node.end_lineno  # type: ignore[union-attr]
            if first <= line <= max(first, last):
                found = range(first, max(first, last) + 1)
    return found
