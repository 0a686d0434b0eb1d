"""Write, at the foot of each code's page, the modules that make its diagnostic.

    python docs/name_modules.py

Numbers never change; modules move. A test holds both. Where codes are only told from others (a
comparison, a list of nothing but codes), no diagnostic is made, and the rule stands elsewhere.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeGuard

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "docs" / "codes"
FOOT = re.compile(r"\n+Dans le code : .*\Z", re.DOTALL)
CODE = re.compile(r"[A-Z]\d{3}")


def emitters() -> dict[str, list[str]]:
    """For each code, the modules that make its diagnostic, from the root of the project."""
    found: dict[str, list[str]] = {}
    for file in sorted([*(ROOT / "src").rglob("*.py"), *(ROOT / "plugins").rglob("*.py")]):
        for code in sorted(set(emitted(ast.parse(file.read_text("utf-8"))))):
            found.setdefault(code, []).append(file.relative_to(ROOT).as_posix())
    return found


def emitted(module: ast.AST) -> Iterator[str]:
    """The codes that a module makes diagnostics of, as often as it does."""
    for node in ast.walk(module):
        children = list(ast.iter_child_nodes(node))
        elements = [each for each in children if not isinstance(each, ast.expr_context)]
        told_apart = isinstance(node, ast.Compare | ast.Subscript) or (
            isinstance(node, ast.Tuple | ast.List | ast.Set) and all(map(is_code, elements))
        )
        if not told_apart:
            yield from (each.value for each in children if is_code(each))


def is_code(node: ast.AST) -> TypeGuard[ast.Constant]:
    """Whether a node is the literal of a code."""
    return isinstance(node, ast.Constant) and bool(CODE.fullmatch(str(node.value)))


def main() -> None:
    """Rewrite the foot of every page."""
    known = emitters()
    for page in sorted(PAGES.glob("[A-Z][0-9][0-9][0-9].md")):
        text = FOOT.sub("", page.read_text("utf-8")).rstrip("\n")
        links = ", ".join(f"[`{name}`](../../{name})" for name in known.get(page.stem, ()))
        page.write_text(f"{text}\n\nDans le code : {links}\n" if links else f"{text}\n", "utf-8")


if __name__ == "__main__":
    main()
