"""The first command that a newcomer types must start on anything."""

from __future__ import annotations

import ast
import importlib.util
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


def test_a_process_of_tests_that_dies_ends_the_run_and_is_named(tmp_path: Path) -> None:
    specification = importlib.util.spec_from_file_location("bootstrap", BOOTSTRAP)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    (tmp_path / "test_a.py").write_text("import os\ndef test_dies(): os._exit(1)\n", "utf-8")
    for rank in range(6):
        (tmp_path / f"test_b{rank}.py").write_text("def test_lives(): pass\n", "utf-8")
    command = [sys.executable, "-m", "pytest", *module.IN_PARALLEL, "-n", "2", str(tmp_path)]
    ended = subprocess.run(
        command, cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=240, check=False
    )
    assert ended.returncode == 1
    assert "test_a.py::test_dies" in ended.stdout
