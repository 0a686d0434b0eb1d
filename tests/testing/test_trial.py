"""The trial of a plugin finds what the contract forbids, at the plugin's own line."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from ppgp_docs import testing
from ppgp_docs.cli.main import ppgp
from ppgp_docs.diagnostics import Diagnostic
from ppgp_docs.session import Session
from ppgp_docs.testing import _named, assert_contract
from ppgp_docs.testing.contract import CRITERIA, Verdict, _asked, try_plugin
from ppgp_docs.testing.exemplar import write_workspace
from ppgp_docs.testing.private_imports import PUBLIC
from ppgp_docs.workspace.folder import DossierFolder

GUIDE = Path(__file__).parents[2] / "docs" / "plugins.md"

FORMAT = """
class Format:
    id, label, suffix, media_type = "{0}", "Format", ".txt", "application/x-essai"

    def documents(self, dossier):
        return [Document(self.id, f"{0}-{{dossier.slug}}", "T", dossier)]

    def refusal(self, document):
        return None

    def render(self, document, context):
        {1}

@hookimpl
def ppgp_register(registry):
    registry.add_format(Format())
"""
HEAD = "import datetime, os, pathlib, socket, subprocess, sys\nfrom ppgp_docs.api import *\n"
ABUSES = {
    "horloge": ("return str(datetime.datetime.now().date()).encode()", "octets"),
    "ensemble": ("return repr({'un', 'deux', 'trois', 'quatre', 'cinq'}).encode()", "octets"),
    "ailleurs": ("return str(document.dossier.dossier_dir).encode()", "octets"),
    "lit": ("return (document.dossier.dossier_dir / 'dossier.yaml').read_bytes()", "disque"),
    "ecrit": ("pathlib.Path('/tmp/ppgp-essai-de-trop').write_text('x'); return b'x'", "disque"),
    "reseau": ("socket.getaddrinfo('localhost', 80); return b'x'", "réseau"),
    "programme": ("subprocess.run(['true']); return b'x'", "réseau"),
    "affiche": ("print('bonjour'); return b'x'", "affichage"),
    "erreur": ("sys.stderr.write('bonjour'); return b'x'", "affichage"),
    "tombe": ("return document.dossier.contexte.titre.plain.encode() + 1", "contrat"),
}
CHECK = "@hookimpl\ndef ppgp_check(dossier):\n    yield note('X777', 'm')\n"
SOUND = "return context.date.isoformat().encode()"


def plugin(folder: Path, name: str, code: str) -> None:
    (folder / f"{name}.py").write_text(HEAD + code, encoding="utf-8")


@pytest.fixture(scope="module")
def verdict(tmp_path_factory: pytest.TempPathFactory) -> Verdict:
    """All abuses at once: one plugin each, that none hides from the others."""
    folder = tmp_path_factory.mktemp("extensions")
    for name, (line, _) in ABUSES.items():
        plugin(folder, name, FORMAT.format(name, line))
    plugin(
        folder, "sans_page", "@hookimpl\ndef ppgp_check(dossier):\n    yield note('X777', 'm')\n"
    )
    fails = "def ppgp_check(dossier):\n    return dossier.contexte.titre.plain + 1\n"
    plugin(folder, "controle", f"@hookimpl\n{fails}")
    plugin(folder, "bavard", "print('au chargement')\n" + FORMAT.format("bavard", SOUND))
    private = HEAD.replace("*", "hookimpl, Document") + FORMAT.format("intime", SOUND)
    (folder / "intime.py").write_text("\n".join((*PRIVATE, private)), encoding="utf-8")
    plugin(folder, "errant", "sys.setrecursionlimit(1_500)\n" + FORMAT.format("errant", SOUND))
    return try_plugin(folder)


PRIVATE = {
    "import ppgp_docs.session": "ppgp_docs.session",
    "from ppgp_docs.model import dossier": "ppgp_docs.model.dossier",
    "from ppgp_docs import session": "ppgp_docs.session",
    "from ppgp_docs.api import Final": "ppgp_docs.api.Final",
    "import importlib; importlib.import_module('ppgp_docs.codes')": "ppgp_docs.codes",
    "import ppgp_docs; ppgp_docs.diagnostics": "ppgp_docs.diagnostics",
    "from ppgp_docs.testing import assert_contract": "",
    "from ppgp_docs import __version__": "",
    "import ppgp_docs.api as tool": "",
}


def told(verdict: Verdict, name: str) -> list[tuple[str, Diagnostic]]:
    return [
        (criterion, each)
        for criterion, each in verdict.findings
        if each.span and each.span.file.name == f"{name}.py"
    ]


@pytest.mark.parametrize("name", ABUSES)
def test_what_the_contract_forbids_is_told_at_the_line_that_does_it(
    verdict: Verdict, name: str
) -> None:
    found = told(verdict, name)
    assert ABUSES[name][1] in {criterion for criterion, _ in found}
    lines = {each.span.line for _, each in found if each.span}
    source = FORMAT.format(name, "").splitlines()
    rank = next(rank for rank, line in enumerate(source, 3) if "def render" in line)
    assert lines <= {rank, rank + 1}


def test_what_is_printed_while_a_plugin_is_loaded_is_told(verdict: Verdict) -> None:
    (each,) = (each for criterion, each in told(verdict, "bavard") if criterion == "affichage")
    assert "au chargement" in each.message


def test_what_a_plugin_changes_of_the_program_that_loads_it_is_told(verdict: Verdict) -> None:
    (each,) = (each for criterion, each in told(verdict, "errant") if criterion == "programme")
    assert each.code == "F042"
    assert "la profondeur des appels" in each.message


def test_what_a_plugin_imports_that_is_not_public_is_told_at_its_line(verdict: Verdict) -> None:
    found = [each for criterion, each in told(verdict, "intime") if criterion == "contrat"]
    wrong = {rank: name for rank, name in enumerate(PRIVATE.values(), 1) if name}
    assert {each.span.line: each.message.split("`")[3] for each in found if each.span} == wrong
    assert all(each.is_error for each in found)


def test_all_that_is_exported_for_tests_is_public() -> None:
    assert PUBLIC["ppgp_docs.testing"] == {*testing.__all__}


def test_which_made_up_dossier_a_plugin_fails_on_is_told(verdict: Verdict) -> None:
    found = [each.message for _, each in told(verdict, "controle")]
    assert [each.rpartition(" (")[2] for each in found] == ["dossier complet)", "dossier vide)"]


def test_a_code_without_a_page_is_a_warning(verdict: Verdict) -> None:
    (each,) = (each for _, each in verdict.findings if "`X777`" in each.message)
    assert not each.is_error


def test_a_plugin_that_waits_is_stopped_and_its_line_is_told(tmp_path: Path) -> None:
    plugin(tmp_path, "lent", FORMAT.format("lent", "import time; time.sleep(600)"))
    verdict = try_plugin(tmp_path, seconds=3)
    assert "temps" in verdict.failed
    (found,) = told(verdict, "lent")
    assert found[1].span and found[1].span.line == 14


def test_a_plugin_that_ends_the_process_is_told_and_the_command_answers_3(tmp_path: Path) -> None:
    plugin(tmp_path, "mort", FORMAT.format("mort", "os._exit(0)"))
    done = CliRunner().invoke(ppgp, ["plugins", "check", str(tmp_path), "--json"])
    assert done.exit_code == 3
    told = json.loads(done.stdout)
    assert told["criteria"] == {**dict.fromkeys(CRITERIA), "contrat": False}
    assert "arrêté brutalement" in told["faults"][0]["message"]


@pytest.mark.parametrize(("code", "said"), [("import absent", "absent"), ("x = 1", "rien")])
def test_what_was_not_tried_is_not_said_to_hold(tmp_path: Path, code: str, said: str) -> None:
    (tmp_path / "essai.py").write_text(code, encoding="utf-8")
    done = CliRunner().invoke(ppgp, ["plugins", "check", str(tmp_path), "--json"])
    told = json.loads(done.stdout)
    assert done.exit_code == 3
    assert told["criteria"] == {**dict.fromkeys(CRITERIA), "contrat": False}
    assert said in told["faults"][0]["message"]


def test_a_name_that_no_plugin_has_is_a_slip_of_typing(tmp_path: Path) -> None:
    done = CliRunner().invoke(ppgp, ["plugins", "check", "nulle-part"])
    assert done.exit_code == 2
    assert "n’est ni une extension installée" in done.output


def test_our_plugins_hold_the_contract() -> None:
    """Each of our formats, on a dossier that holds one of every block."""
    verdict = assert_contract("ppgp-docs")
    made = {each.format for each in verdict.documents}
    formats = {name for info in verdict.infos for name in info.formats}
    assert made == formats


def test_the_plugins_of_the_guide_hold_the_contract(tmp_path: Path) -> None:
    examples = re.findall(r"```python\n# (\w+\.py)\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    for name, code in examples:
        (tmp_path / name).write_text(code, encoding="utf-8")
    assert_contract(tmp_path)


def test_the_dossier_of_every_block_holds_every_block(tmp_path: Path, session: Session) -> None:
    folders = write_workspace(tmp_path, session.schemas)
    reading = session.read(DossierFolder(folders["complet"]))
    assert reading.dossier is not None, reading.diagnostics
    assert {bloc.type for bloc in reading.dossier.blocs()} >= set(session.schemas.blocks)
    assert session.read(DossierFolder(folders["vide"])).dossier is not None
    assert session.read(DossierFolder(folders["fautif"])).dossier is None


@pytest.mark.parametrize("name", ["carte_du_lieu", "carte-du-lieu", "ppgp-carte", "format-du-lieu"])
def test_a_plugin_of_a_folder_is_tried_by_any_of_its_names(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = HEAD + FORMAT.format("format-du-lieu", "return b'fait'")
    (tmp_path / "carte_du_lieu.py").write_text(code, encoding="utf-8")
    entries = '[project.entry-points.ppgp_docs]\ncarte-du-lieu = "carte_du_lieu"\n'
    project = f'[project]\nname = "ppgp-carte"\n{entries}'
    (tmp_path / "pyproject.toml").write_text(project, encoding="utf-8")
    monkeypatch.setattr(testing, "FOLDERS", [tmp_path])
    assert _named(name) == tmp_path


def test_a_name_that_no_plugin_has_is_none_of_a_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(testing, "FOLDERS", [Path(__file__).parent])
    with pytest.raises(LookupError):
        assert_contract("nulle-part")


@pytest.mark.parametrize("name", ["etude-de-cas", "controles", "relecture"])
def test_a_plugin_that_is_installed_is_tried_by_its_name_even_beside_a_folder_of_that_name(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path)
    assert _asked(name, 60).names == (name,)
