"""What keeps the house in order, held by machine rather than by good intentions."""

from __future__ import annotations

import ast
import inspect
import re
import runpy
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from graphlib import TopologicalSorter
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from ppgp_docs import api
from ppgp_docs.codes import codes, page
from ppgp_docs.plugin import hookspecs

ROOT = Path(__file__).parents[1]
CODE = [*(ROOT / "src").rglob("*.py"), *(ROOT / "plugins").rglob("*.py")]
LONGEST_FUNCTION = 50
LONGEST_MODULE = 400


def functions(file: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def test_no_function_is_too_long_to_read_at_once() -> None:
    lengths = [(file.name, name, size) for file in CODE for name, size in functions(file)]
    assert len(lengths) > 1500
    assert [each for each in lengths if each[2] > LONGEST_FUNCTION] == []


def test_no_module_is_too_long_to_hold_one_subject() -> None:
    sizes = {str(file.relative_to(ROOT)): file.read_text("utf-8").count("\n") for file in CODE}
    assert {name: size for name, size in sizes.items() if size > LONGEST_MODULE} == {}


def test_imports_go_one_way_and_formats_use_the_public_api_alone() -> None:
    """The contracts stand in pyproject.toml; import-linter holds them."""
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as run; run()",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


def run_by(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes that are run, late or at once: none of those under ``if TYPE_CHECKING``."""
    yield node
    for_types = isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    for child in node.orelse if for_types else ast.iter_child_nodes(node):
        yield from run_by(child)


def needs(code: str, modules: set[str]) -> set[str]:
    """Those of ``modules`` that some code imports, within its functions too."""
    found: set[str] = set()
    for node in run_by(ast.parse(code)):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            named = {f"{node.module}.{each.name}" for each in node.names}
            found |= named if named <= modules else {*named, str(node.module)}
    return found & modules


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("def late():\n    from a.b import C", {"a.b"}),
        ("from a import b", {"a.b"}),
        ("from a import b, C", {"a", "a.b"}),
        ("if TYPE_CHECKING:\n    import a.b\nelse:\n    import a", {"a"}),
    ],
)
def test_an_import_counts_wherever_it_stands_unless_it_is_for_types(
    code: str, found: set[str]
) -> None:
    assert needs(code, {"a", "a.b"}) == found


def test_no_modules_import_one_another_be_it_within_a_function() -> None:
    """import-linter leaves a circle within one layer alone. CycleError names those that make it."""
    files = {
        ".".join(file.relative_to(root).with_suffix("").parts).removesuffix(".__init__"): file
        for root in (ROOT / "src", *(ROOT / "plugins").iterdir())
        for file in root.rglob("*.py")
    }
    texts = {name: file.read_text("utf-8") for name, file in files.items()}
    assert len(texts) > 500
    TopologicalSorter({name: needs(text, set(texts)) for name, text in texts.items()}).prepare()


CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]


def contract(word: str) -> dict[str, Any]:
    return next(each for each in CONTRACTS["contracts"] if word in each["name"])


def packages_of_plugins() -> set[str]:
    """Those that come with the tool; one with a pyproject of its own has its own contracts."""
    found = (ROOT / "plugins").glob("*/*/__init__.py")
    return {
        file.parent.name
        for file in found
        if file.parent.name != "tests" and not (file.parents[1] / "pyproject.toml").exists()
    }


def test_every_plugin_is_under_the_contracts_of_imports() -> None:
    """import-linter reads only the packages that it is told of."""
    packages = packages_of_plugins()
    assert len(packages) > 5
    assert set(CONTRACTS["root_packages"]) == packages | {"ppgp_docs"}


def imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "ppgp_docs":
            yield from (f"ppgp_docs.{each.name}" for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
        elif isinstance(node, ast.Import):
            yield from (each.name for each in node.names)


def test_no_folder_of_plugins_imports_more_of_the_engine_than_its_public_api() -> None:
    """Nor a distribution of its own, nor a folder that nobody named in pyproject.toml yet."""
    files = [*(ROOT / "plugins").glob("*/ppgp_*/**/*.py"), *(ROOT / "plugins").glob("*/*.py")]
    assert len(files) > 100
    private = {
        (str(file.relative_to(ROOT)), name)
        for file in files
        for name in imported(file)
        if name.startswith("ppgp_docs") and name != "ppgp_docs.api"
    }
    assert private == set()


def test_every_plugin_is_kept_from_importing_the_others() -> None:
    """The web page takes from the case study what makes its document, and the annual report from
    the fiche what makes its Word files: no other does."""
    apart = {frozenset(contract(word)["modules"]) for word in ("one another", "web page imports")}
    pairs = {frozenset(pair) for pair in combinations(sorted(packages_of_plugins()), 2)}
    kept = {frozenset(pair) for modules in apart for pair in combinations(sorted(modules), 2)}
    report = contract("annual report imports")
    assert set(report["forbidden_modules"]) < set(contract("imports the annual")["source_modules"])
    kept |= {frozenset((*report["source_modules"], one)) for one in report["forbidden_modules"]}
    assert pairs - kept == {
        frozenset(("ppgp_etude_de_cas", "ppgp_page_web")),
        frozenset(("ppgp_bilan_annuel", "ppgp_fiche_action")),
    }


def test_formats_are_kept_from_every_part_of_the_engine_but_its_public_api() -> None:
    steps = contract("before them")["layers"]
    parts = {f"ppgp_docs.{name.strip()}" for layer in steps for name in layer.split("|")}
    public = {"ppgp_docs.api", "ppgp_docs.__main__"}
    assert parts - public == set(contract("public API")["protected_modules"])


@pytest.fixture(scope="module")
def emitters() -> dict[str, list[str]]:
    """The modules that make each code's diagnostic: seconds to find, so once."""
    found: dict[str, list[str]] = runpy.run_path(str(ROOT / "docs" / "name_modules.py"))[
        "emitters"
    ]()
    return found


@pytest.mark.parametrize("code", codes())
def test_the_page_of_a_code_names_the_modules_that_make_its_diagnostic(
    code: str, emitters: dict[str, list[str]]
) -> None:
    """`python docs/name_modules.py` writes them; numbers never change, modules may."""
    assert code in emitters, f"nothing makes {code}"
    assert list(page(code).modules) == emitters[code]


@pytest.mark.parametrize(
    ("code", "module"),
    [
        ("P001", "src/ppgp_docs/prove/__init__.py"),  # listed in render/render.py
        ("C901", "src/ppgp_docs/check/people/consent.py"),  # listed in publication/requirements.py
        ("R101", "plugins/etude-de-cas/ppgp_etude_de_cas/pdf/journal.py"),  # from a table of words
        ("C906", "src/ppgp_docs/check/people/names_in_texts.py"),  # by a constant
    ],
)
def test_a_module_that_only_tells_a_code_from_others_is_not_named(
    code: str, module: str, emitters: dict[str, list[str]]
) -> None:
    assert emitters[code] == [module]


def test_every_code_that_is_emitted_has_a_page(emitters: dict[str, list[str]]) -> None:
    assert {code for code in emitters if code[0] in "FLVMCRPWS"} - set(codes()) == set()


def hooks() -> list[str]:
    return [name for name in vars(hookspecs) if name.startswith("ppgp_")]


@pytest.mark.parametrize("hook", hooks())
def test_a_hook_is_documented_with_its_exact_signature(hook: str) -> None:
    signature = inspect.signature(getattr(hookspecs, hook))
    names = ", ".join(signature.parameters)
    assert f"`{hook}({names})`" in (ROOT / "docs" / "plugins.md").read_text("utf-8")


@pytest.mark.parametrize("hook", hooks())
def test_a_hook_is_tried_by_a_test(hook: str) -> None:
    tests = [file.read_text("utf-8") for file in (ROOT / "tests").rglob("test_*.py")]
    assert any(f"def {hook}(" in text for text in tests)


def test_the_public_api_exports_what_it_lists() -> None:
    assert [name for name in api.__all__ if not hasattr(api, name)] == []
    assert sorted(api.__all__) == sorted(set(api.__all__))


@pytest.mark.parametrize("page", ["ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_what_a_page_for_contributors_names_is_there(page: str) -> None:
    """`…` stands for the package of a plugin, whose modules may go by their last folders."""
    text = (ROOT / page).read_text("utf-8")
    named = {name for name in re.findall(r"`([\w./…-]+)`", text) if "/" in name or ".py" in name}
    places = [ROOT, *(ROOT / name for name in ("src/ppgp_docs", "plugins", "docs", "tests"))]
    places += [*ROOT.glob("plugins/*/*"), ROOT / "templates"]
    lost = {
        name
        for name in named
        if not any(list(place.glob(name.strip("/").replace("…", "*"))) for place in places)
    }
    assert len(named) > 30
    assert lost == set()


def test_the_architecture_names_every_part_of_the_tool() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    parts = [*(ROOT / "src" / "ppgp_docs").glob("*/"), *(ROOT / "src" / "ppgp_docs").glob("*.py")]
    names = {each.name if each.suffix else f"{each.name}/" for each in parts if each.name[0] != "_"}
    assert {name for name in names if name not in text} == set()


def test_tests_stand_in_the_folders_of_what_they_test() -> None:
    """A folder of tests bears the name of one of src/ or plugins/, or crosses them all."""
    across = {"corpus", "hostile", "mutants", "plugins", "readers"}
    steps = {folder.name for folder in (ROOT / "src" / "ppgp_docs").iterdir() if folder.is_dir()}
    formats = {folder.name.replace("-", "_") for folder in (ROOT / "plugins").iterdir()}
    here = {folder.name for folder in (ROOT / "tests").iterdir() if folder.is_dir()}
    assert here - steps - across - {"__pycache__"} == set()
    ours = {folder.name for folder in (ROOT / "tests" / "plugins").iterdir() if folder.is_dir()}
    assert ours - formats - {"__pycache__"} == set()


WRITES_ITSELF = {
    "src/ppgp_docs/__main__.py": "nowhere",
    "src/ppgp_docs/assets/stored.py": "a temporary folder",
    "src/ppgp_docs/cache/pictures.py": "the user's cache",
    "src/ppgp_docs/cli/crash.py": "a file that it has just made",
    "src/ppgp_docs/cli/francais.py": "a screen",
    "src/ppgp_docs/cli/theme.py": "a temporary folder",
    "src/ppgp_docs/importing/file_as_dossier.py": "a temporary folder",
    "src/ppgp_docs/importing/redlining.py": "a temporary folder",
    "src/ppgp_docs/plugin/last_words.py": "a file that it has just made",
    "src/ppgp_docs/render/remote.py": "nowhere",
    "src/ppgp_docs/shortcut.py": "the user's own desktop",
    "src/ppgp_docs/studio/sheets.py": "a temporary folder",
    "src/ppgp_docs/studio/uploads.py": "a temporary folder",
    "src/ppgp_docs/workspace/disk.py": "the one writer",
}
"""Modules that write files without ``replace_file``, and where: never in a workspace, whose links
may lead anywhere."""


def test_only_one_module_writes_in_a_workspace() -> None:
    write = re.compile(r"\.write_(bytes|text)\(|open\([^)]*['\"][wax]b?\+?['\"]")
    found = {
        file.relative_to(ROOT).as_posix()
        for file in CODE
        if write.search(file.read_text("utf-8")) and not {"testing", "tests"} & {*file.parts}
    }
    assert found == set(WRITES_ITSELF)
