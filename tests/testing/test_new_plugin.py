"""What `ppgp plugins new` writes: a plugin that installs, and whose own tests pass as they are."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from ppgp_docs.cli.main import ppgp
from ppgp_docs.session import Session
from ppgp_docs.testing.scaffold import name_of, skeleton
from ppgp_docs.testing.workspace import TrialWorkspace


@pytest.fixture
def plugin(tmp_path: Path) -> Path:
    folder = tmp_path / "extension"
    done = CliRunner().invoke(ppgp, ["plugins", "new", "Carte d’été", "--output", str(folder)])
    assert done.exit_code == 0, done.output
    return folder


def installed(folder: Path, beside: Path) -> Path:
    """What an installer leaves of a distribution: its metadata, from its own pyproject.toml."""
    project = tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))["project"]
    info = beside / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    info.mkdir(parents=True)
    head = f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
    (info / "METADATA").write_text(head, "utf-8")
    (info / "entry_points.txt").write_text(
        "\n".join(
            f"[{group}]\n" + "\n".join(f"{name} = {place}" for name, place in entries.items())
            for group, entries in project["entry-points"].items()
        ),
        "utf-8",
    )
    return beside


def test_the_tests_of_a_new_plugin_pass_as_they_are(plugin: Path, tmp_path: Path) -> None:
    site = installed(plugin, tmp_path / "site")
    path = os.pathsep.join((str(plugin), str(site)))
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"]
    done = subprocess.run(
        command,
        cwd=plugin,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": path, "PPGP_NO_PLUGINS": "", "CI": ""},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "7 passed" in done.stdout


def test_the_tests_of_a_new_plugin_pass_where_it_is_not_installed(plugin: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"],
        cwd=plugin,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PPGP_NO_PLUGINS": "", "CI": ""},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "7 passed" in done.stdout


WHERE = "git+https://forge.exemple.fr/ppgp/ppgp-docs@v1"


@pytest.mark.skipif(sys.platform == "win32", reason="the steps are of a shell")
@pytest.mark.parametrize("said", ["", WHERE], ids=["left out", "said"])
def test_the_ci_of_a_new_plugin_takes_the_tool_where_its_repository_says_it_is(
    plugin: Path, tmp_path: Path, said: str
) -> None:
    """Its steps that call pip, run in order as a runner does; pip only tells what it is asked."""
    workflow = yaml.safe_load((plugin / ".github/workflows/tests.yml").read_text("utf-8"))
    steps = [each for each in workflow["jobs"]["tests"]["steps"] if "pip " in each.get("run", "")]
    asked = tmp_path / "asked"
    stub = tmp_path / "bin" / "pip"
    stub.parent.mkdir()
    stub.write_text(f'#!/bin/sh\necho "$@" >> "{asked}"\n', "utf-8")
    stub.chmod(0o755)
    for step in steps:
        given = {name: said for name, value in step.get("env", {}).items() if "vars." in value}
        path = f"{stub.parent}:{os.environ['PATH']}"
        done = subprocess.run(
            ["bash", "-e", "-c", step["run"]],
            capture_output=True,
            text=True,
            check=False,
            env={"PATH": path, **given},
        )
        if done.returncode:
            break
    asks = asked.read_text("utf-8").splitlines() if asked.exists() else []
    if said:
        assert asks == [f"install {WHERE}", "install -e .[test]"]
    else:
        assert asks == []
        assert "PPGP_DOCS" in done.stdout
        assert "`PPGP_DOCS`" in (plugin / "README.md").read_text("utf-8")


def test_the_command_in_tests_has_the_plugins_that_pytest_is_told_of(
    plugin: Path, tmp_path: Path
) -> None:
    workspace = TrialWorkspace(tmp_path / "espace", Session.start(None, (plugin,)), [plugin])
    workspace.write_blocks("- type: carte_d_ete\n  titre: Où\n  lignes: [{nom: A, nombre: 0}]\n")
    assert len(workspace.lines("X101")) == 2
    done = workspace.run("check", "--json")
    codes = [each["code"] for each in json.loads(done.stdout)["diagnostics"]]
    assert codes.count("X101") == 2
    created = workspace.run("plugins", "new", "autre")
    assert created.returncode == 0, created.stderr


TAKEN = {
    "tableau": "un bloc",
    "Étude de cas": "un format",
    "image": "un bloc",
    "jalon": "un groupe de champs",
    "check": "un hook",
    "extend schema": "un hook",
    "controles": "une extension",
    "docs": "l’outil lui-même",
    "dask": "l’outil lui-même",
    "json": "un module de Python",
    "asyncio": "un module de Python",
    "weasyprint": "un paquet installé",
}


@pytest.mark.parametrize("name", TAKEN)
def test_a_name_that_is_taken_is_refused(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "extension"
    done = CliRunner().invoke(ppgp, ["plugins", "new", name, "-o", str(folder)])
    assert done.exit_code == 2
    assert TAKEN[name] in done.output.replace("\u00a0", " ")
    assert not folder.exists()


@pytest.mark.parametrize("name", ["document", "none", "path", "format", "block", "outline", "test"])
def test_a_plugin_may_be_called_as_what_its_code_uses(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "extension"
    done = CliRunner().invoke(ppgp, ["plugins", "new", name, "-o", str(folder)])
    if done.exit_code == 2:
        assert "déjà pris" in done.output
        return
    plugins = Session.start(None, (folder,)).plugins
    assert plugins.diagnostics == ()
    assert name in {each.id for each in plugins.formats}


def test_a_new_plugin_imports_the_public_api_alone(plugin: Path) -> None:
    texts = [file.read_text("utf-8") for file in plugin.glob("ppgp_*/*.py")]
    imports = [line for text in texts for line in text.splitlines() if "ppgp_docs" in line]
    assert imports
    assert {line.split()[1] for line in imports if line.startswith("from")} == {"ppgp_docs.api"}


def test_a_plugin_that_is_there_is_not_written_over(plugin: Path) -> None:
    (plugin / "README.md").write_text("le mien", "utf-8")
    done = CliRunner().invoke(ppgp, ["plugins", "new", "carte d'ete", "-o", str(plugin)])
    assert done.exit_code != 0
    assert (plugin / "README.md").read_text("utf-8") == "le mien"


@pytest.mark.parametrize(
    ("text", "name"),
    [("Carte d’été", "carte-d-ete"), ("ppgp-carte", "carte"), ("  Élus & Cie ", "elus-cie")],
)
def test_a_plugin_may_be_called_in_french(text: str, name: str) -> None:
    assert name_of(text) == name


@pytest.mark.parametrize("text", ["a" * 41, "mot " * 30])
def test_a_long_name_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="trop long"):
        name_of(text)


@pytest.mark.parametrize("text", ["", "…", "12", "../dehors/.."[-3:]])
def test_a_text_that_gives_no_name_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="ne donne pas de nom"):
        name_of(text)


def test_the_title_of_a_new_plugin_keeps_what_was_typed() -> None:
    made = skeleton(name_of("été à l'aise"), "été à l'aise")
    assert '"Été à l’aise"' in made[Path("ppgp_ete_a_l_aise/format.py")]
