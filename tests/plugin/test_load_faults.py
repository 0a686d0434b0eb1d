"""A plugin that does not load is told by every command that loads plugins, which then answers 3."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

import click
import pytest
from click.testing import CliRunner

from ppgp_docs.cli.main import ppgp as program
from ppgp_docs.cli.show import show
from ppgp_docs.diagnostics import HandledError

IMPORT = "import absente\n"
SCHEMA = """
from ppgp_docs.api import hookimpl

@hookimpl
def ppgp_extend_schema(schemas):
    schemas.add_block("plan_de_ville", {"rues": {"genre": "inconnu"}})
"""
FORMER = "PPGP_CONTRACT = 1\nfrom ppgp_docs.api import hookimpl\n"
FAULTS = {"F010": IMPORT, "F025": SCHEMA, "F011": FORMER}
DOSSIER = 'departement: "01"\ncontexte: {blocs: [Un texte.]}\n'
SOUND = """
from ppgp_docs.api import hookimpl

@hookimpl
def ppgp_extend_schema(schemas):
    schemas.add_field("dossier", "relu_par", {"libelle": "Relu par", "genre": "ligne"})
"""


class Done(NamedTuple):
    returncode: int
    stdout: str
    stderr: str


def ppgp(*typed: str, cwd: Path) -> Done:
    """The command in this process, that which ends it told as its main program does."""
    with pytest.MonkeyPatch.context() as around:
        around.chdir(cwd)
        around.setenv("PPGP_NO_PLUGINS", "")  # put back whatever the command makes of it
        done = CliRunner().invoke(program, typed)
        if not isinstance(problem := done.exception, HandledError):
            assert problem is None or isinstance(problem, SystemExit), done.exc_info
            return Done(done.exit_code, done.stdout, done.stderr)
        last = CliRunner().invoke(click.Command("dit", callback=lambda: show(problem.diagnostics)))
        return Done(problem.exit_code, done.stdout, done.stderr + last.stderr)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace whose own plugins are allowed."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "reglages"))
    root = tmp_path / "espace"
    folder = root / "departments" / "01-ain"
    folder.mkdir(parents=True)
    (folder / "dossier.yaml").write_text(DOSSIER, encoding="utf-8")
    (root / "ppgp.toml").write_text('plugins = ["ext"]\n', encoding="utf-8")
    (root / "ext").mkdir()
    return root


def load(root: Path, code: str) -> None:
    (root / "ext" / "casse.py").write_text(code, encoding="utf-8")
    assert ppgp("plugins", "allow", "ext", cwd=root).returncode == 0


COMMANDS = (
    ("status",),
    ("explain",),
    ("schema",),
    ("schema", "--format", "json"),
    ("schema", "--ecrire"),
    ("new", "02"),
    ("form", "01"),
    ("theme", "list"),
    ("plugins", "list"),
)


@pytest.mark.parametrize("code", FAULTS)
def test_every_command_that_loads_plugins_tells_one_that_does_not_load(
    place: Path, code: str
) -> None:
    load(place, FAULTS[code])
    for command in COMMANDS if code == "F010" else COMMANDS[:2]:
        done = ppgp(*command, cwd=place)
        assert f"erreur[{code}]" in done.stderr, command
        assert done.stderr.count("erreur[") == 1, command
        assert "casse" in done.stderr, command
        assert done.returncode == 3, command


def test_what_a_plugin_would_bring_is_missed_after_its_fault_is_told(place: Path) -> None:
    load(place, IMPORT)
    (place / "modele.txt").write_text("x", encoding="utf-8")
    asked = {
        "F008": ("build", "--only", "casse"),
        "F022": ("explain", "X101"),
        "F020": ("template", "check", "modele.txt", "--format", "casse"),
    }
    for code, command in asked.items():
        done = ppgp(*command, cwd=place)
        assert done.stderr.index("erreur[F010]") < done.stderr.index(f"erreur[{code}]"), command
        assert done.returncode == 3, command
        assert ppgp(*command, "--no-plugins", cwd=place).returncode == 2, command


@pytest.mark.parametrize("command", ["status", "doctor"])
def test_programs_are_told_of_plugins_and_of_their_faults(place: Path, command: str) -> None:
    load(place, IMPORT)
    done = ppgp(command, "--json", cwd=place)
    told = json.loads(done.stdout)["extensions"]
    assert [each["code"] for each in told["faults"]] == ["F010"]
    assert "etude-de-cas" in {each["name"] for each in told["plugins"]}
    assert done.returncode == 3
    load(place, SOUND)
    done = ppgp(command, "--json", cwd=place)
    told = json.loads(done.stdout)["extensions"]
    assert told["faults"] == []
    assert "casse" in {each["name"] for each in told["plugins"]}
    assert done.returncode == 0


def test_doctor_tells_what_lacks_where_no_plugin_can_be_loaded(place: Path) -> None:
    (place / "schemas").mkdir()
    (place / "schemas" / "dossier.yaml").write_text("a: [", encoding="utf-8")
    done = ppgp("doctor", cwd=place)
    assert "Pango" in done.stdout
    assert "F009" in done.stderr
    assert done.returncode == 1


def test_a_new_dossier_leaves_editors_the_fields_of_plugins(place: Path) -> None:
    load(place, SOUND)
    assert ppgp("new", "02", cwd=place).returncode == 0
    for_editors = (place / "schemas" / "editeur" / "dossier.schema.json").read_text("utf-8")
    assert "relu_par" in for_editors
    assert "relu_par" in (place / "departments" / "02-aisne" / "dossier.yaml").read_text("utf-8")


def test_to_be_strict_is_one_thing_in_a_check_and_in_a_build(place: Path) -> None:
    (place / "departments" / "Dossier.yaml").write_text("x: 1\n", encoding="utf-8")  # F018
    answers = {
        strict: {
            ppgp(*command, *strict, cwd=place).returncode
            for command in (("check",), ("build", "--only", "donnees-ouvertes"))
        }
        for strict in ((), ("--strict",))
    }
    assert answers == {(): {0}, ("--strict",): {1}}
    load(place, IMPORT)
    (place / "departments" / "Dossier.yaml").unlink()
    for command in (("check",), ("build", "--only", "donnees-ouvertes")):
        assert ppgp(*command, "--strict", cwd=place).returncode == 3, command


@pytest.mark.parametrize("after", [True, False])
def test_options_of_the_program_are_heard_before_a_command_and_after_it(
    place: Path, after: bool
) -> None:
    load(place, IMPORT)
    options = ("--no-plugins", "-C", str(place))
    for command in (("check", "01"), ("schema",), ("plugins", "list"), ("status", "01")):
        typed = (*command, *options) if after else (*options, *command)
        done = ppgp(*typed, cwd=place.parent)
        assert done.returncode == 0, done.stderr
        assert "F010" not in done.stderr
