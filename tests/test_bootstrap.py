"""The first command that a newcomer types must start on anything."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

BOOTSTRAP = Path(__file__).parents[1] / "bootstrap.py"


def lance(*mots: str) -> subprocess.CompletedProcess[str]:
    commande = [sys.executable, str(BOOTSTRAP), *mots]
    return subprocess.run(commande, capture_output=True, encoding="utf-8", check=False)


def test_an_older_python_can_read_it_and_so_say_that_it_is_too_old() -> None:
    ast.parse(BOOTSTRAP.read_text("utf-8"), feature_version=(3, 6))


def test_it_needs_nothing_that_python_does_not_bring() -> None:
    noeuds = list(ast.walk(ast.parse(BOOTSTRAP.read_text("utf-8"))))
    modules = {alias.name for n in noeuds if isinstance(n, ast.Import) for alias in n.names}
    modules |= {n.module or "" for n in noeuds if isinstance(n, ast.ImportFrom)}
    assert {module.partition(".")[0] for module in modules} <= sys.stdlib_module_names


@pytest.mark.parametrize("mot", ["buidl", "--jobs"])
def test_an_unknown_action_is_refused_in_french_without_a_trace(mot: str) -> None:
    reponse = lance(mot)
    assert reponse.returncode == 2
    assert reponse.stderr == f"« {mot} » est inconnu ; les choix sont : build, test, setup.\n"


def test_its_help_names_each_action() -> None:
    reponse = lance("--help")
    assert reponse.returncode == 0
    assert all(f"bootstrap.py {action}" in reponse.stdout for action in ("build", "test", "setup"))
