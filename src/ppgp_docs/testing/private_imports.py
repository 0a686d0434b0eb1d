"""What a plugin imports of the tool beyond what is held to authors: read in its code, never run.

Public are ``ppgp_docs.api`` and ``ppgp_docs.testing``, what each of them exports, and the version.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ppgp_docs import api
from ppgp_docs.diagnostics import Diagnostic, Span, error
from ppgp_docs.plugin.candidates import Candidate

_TOOL: Final = "ppgp_docs"
PUBLIC: Final = {
    _TOOL: frozenset({"api", "testing", "__version__"}),
    f"{_TOOL}.api": frozenset(api.__all__),
    f"{_TOOL}.testing": frozenset({"assert_contract"}),
}
"""The modules that a plugin may import, with the names that each gives."""
_BY_NAME: Final = ("import_module", "__import__")


def private_imports(candidate: Candidate) -> Iterator[Diagnostic]:
    """F041 for each thing of the tool that a plugin imports and that may move at any time, at its
    line."""
    for file in _files(candidate):
        try:
            tree = ast.parse(file.read_bytes())
        except (OSError, SyntaxError, ValueError):
            continue  # it does not load either, which is told
        for node in ast.walk(tree):
            for name in _imported(node):
                if not _is_public(name):
                    yield _told(candidate, name, file, node)


def _files(candidate: Candidate) -> Iterator[Path]:
    """The code of a plugin: its whole package, or its one file."""
    if candidate.place is None:
        return
    file = candidate.place.file
    yield from sorted(file.parent.rglob("*.py")) if file.name == "__init__.py" else (file,)


def _imported(node: ast.AST) -> Iterator[str]:
    """The dotted names of the tool that a piece of code imports, or reaches by its name."""
    if isinstance(node, ast.Import):
        yield from (each.name for each in node.names if _is_ours(each.name))
    elif isinstance(node, ast.ImportFrom) and not node.level and _is_ours(node.module or ""):
        yield from (f"{node.module}.{each.name}" for each in node.names)
    elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        if node.value.id == _TOOL:
            yield f"{_TOOL}.{node.attr}"
    elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(_BY_NAME):
        given = node.args[0] if node.args else None
        if isinstance(given, ast.Constant) and _is_ours(str(given.value)):
            yield str(given.value)


def _is_ours(module: str) -> bool:
    return f"{module}.".startswith(f"{_TOOL}.")


def _is_public(name: str) -> bool:
    module, _, last = name.rpartition(".")
    return name in PUBLIC or last == "*" or last in PUBLIC.get(module, ())


def _told(candidate: Candidate, name: str, file: Path, node: ast.AST) -> Diagnostic:
    line = getattr(node, "lineno", 1)
    column = getattr(node, "col_offset", 0) + 1
    return error(
        "F041",
        f"l’extension `{candidate.name}` importe `{name}`, qui n’est pas public : sa place et ses "
        "noms peuvent changer à chaque version",
        Span(file, line, column, line, column),
        "importez `ppgp_docs.api` ; `docs/plugins-reference.md` en donne tous les noms",
    )
