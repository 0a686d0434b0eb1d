"""One plugin never takes the rest down: it is named, at its line, and all others are heard."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Collection
from itertools import count
from pathlib import Path

import pytest
from tests.campagne import by_turns
from tests.commande import answered
from tests.plugin.abuses.alterations import ALTERS
from tests.plugin.abuses.around import AROUND
from tests.plugin.abuses.at_check import AT_CHECK
from tests.plugin.abuses.at_load import AT_LOAD
from tests.plugin.abuses.at_plan import AT_PLAN
from tests.plugin.abuses.at_render import AT_RENDER
from tests.plugin.abuses.process import PROCESS
from tests.plugin.abuses.writing import Abuse, check, format

from ppgp_docs.check import check as check_all
from ppgp_docs.diagnostics import Diagnostic, ExitCode
from ppgp_docs.render.planning import plan
from ppgp_docs.render.render import render
from ppgp_docs.schema.files import shipped_schemas
from ppgp_docs.session import Session
from ppgp_docs.workspace.folder import DossierFolder

BEYOND = PROCESS | AROUND

WITNESS = format().replace('"fautif"', '"temoin"') + (
    "\n@hookimpl\ndef ppgp_check(dossier):\n    yield note('X009', 'témoin')\n"
    "\n@hookimpl\ndef ppgp_extend_schema(schemas):\n"
    "    schemas.add_block('temoignage', {'texte': {'genre': 'prose'}})\n"
)
DOSSIER = 'departement: "01"\ncontexte: {blocs: [{type: temoignage, texte: Un texte.}]}\n'


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "departments" / "01-ain"
    folder.mkdir(parents=True)
    (folder / "dossier.yaml").write_text(DOSSIER, encoding="utf-8")
    (tmp_path / "extensions").mkdir()
    (tmp_path / "extensions" / "temoin.py").write_text(WITNESS, encoding="utf-8")
    return tmp_path


def session_with(workspace: Path, code: str) -> Session:
    (workspace / "extensions" / "fautif.py").write_text(code, encoding="utf-8")
    return Session.start(None, [workspace / "extensions"])


def hold(told: Diagnostic, abuse: Abuse) -> None:
    """The culprit is named, with its file and its line, and what is wrong is said."""
    _, code, word = abuse
    assert told.code == code
    assert "fautif" in told.message
    assert word in told.message.replace("\u00a0", " ") or word in "".join(told.hints)
    assert told.is_error


@pytest.mark.parametrize("name", AT_LOAD)
@pytest.mark.campaign(share=3)
def test_what_is_wrong_at_load_is_told_and_nothing_of_it_stays(workspace: Path, name: str) -> None:
    session = session_with(workspace, AT_LOAD[name][0])
    (told,) = session.plugins.diagnostics
    hold(told, AT_LOAD[name])
    assert told.span and told.span.file.name == "fautif.py"
    assert told.span.line > 0
    assert {each.name for each in session.plugins.infos} >= {"temoin", "controles", "relecture"}
    assert "fautif" not in {each.name for each in session.plugins.infos}
    assert "fautif" not in {each.id for each in session.plugins.formats}
    assert session.schemas.named == shipped_schemas().named
    assert set(session.schemas.blocks) - set(shipped_schemas().blocks) == {"temoignage"}


def test_what_is_wrong_at_load_is_told_at_its_line_in_a_folder_told_from_here(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = format() + "\n1 / 0\n"
    (workspace / "extensions" / "fautif.py").write_text(code, encoding="utf-8")
    monkeypatch.chdir(workspace)
    (told,) = Session.start(None, [Path("extensions")]).plugins.diagnostics
    assert told.span
    assert (told.span.file.name, told.span.line) == ("fautif.py", len(code.splitlines()))


@pytest.mark.parametrize("name", AT_CHECK)
def test_what_is_wrong_in_a_check_is_told_and_the_others_are_heard(
    workspace: Path, name: str
) -> None:
    session = session_with(workspace, AT_CHECK[name][0])
    dossier = session.read(DossierFolder(workspace / "departments" / "01-ain")).dossier
    found = session.read(DossierFolder(workspace / "departments" / "01-ain")).diagnostics
    told = next(each for each in found if "fautif" in each.message)
    hold(told, AT_CHECK[name])
    assert told.span and told.span.file.name == "fautif.py"
    assert told.span.line > 3
    assert "X009" in {each.code for each in found}
    assert dossier is None or check_all(dossier, session.plugins)


@pytest.mark.parametrize("name", [*AT_PLAN, *AT_RENDER])
def test_what_is_wrong_in_a_document_is_told_and_the_others_are_made(
    workspace: Path, name: str
) -> None:
    abuse = {**AT_PLAN, **AT_RENDER}[name]
    session = session_with(workspace, abuse[0])
    assert session.plugins.diagnostics == ()
    dossier = session.read(DossierFolder(workspace / "departments" / "01-ain")).dossier
    assert dossier is not None
    planned = plan(dossier, session.plugins, frozenset({"fautif", "temoin"}), archive=False)
    made = {each.document.format: render(each.document, session) for each in planned.candidates}
    assert made["temoin"].data == b"fait"
    every = (*planned.diagnostics, *(each for one in made.values() for each in one.diagnostics))
    told = next(each for each in every if each.is_error)
    assert told.code == abuse[1]
    assert abuse[2] in told.message.replace("\u00a0", " ")
    assert "fautif" in f"{told.message} {told.document} {told.hints}"
    assert told.span and told.span.file.name == "fautif.py"
    assert told.span.line > 3
    if "fautif" in made:
        assert made["fautif"].data is None
        assert made["fautif"].exit_code in (ExitCode.RENDER_FAILED, ExitCode.PROOF_FAILED)


def test_of_two_that_give_one_file_ours_stands(workspace: Path) -> None:
    rival = "    suffix = '.pdf'\n    media_type = 'application/pdf'\n    def documents(self, d):\n"
    rival += "        return [Document(self.id, 'etude-de-cas-ain', 'X', d)]"
    session = session_with(workspace, format(rival))
    dossier = session.read(DossierFolder(workspace / "departments" / "01-ain")).dossier
    assert dossier is not None
    planned = plan(dossier, session.plugins, frozenset(), archive=False)
    (told,) = (each for each in planned.diagnostics if each.is_error)
    assert told.code == "F014"
    assert "`fautif`" in told.message
    assert "etude-de-cas" in {each.document.format for each in planned.candidates}
    assert "fautif" not in {each.document.format for each in planned.candidates}


def test_of_two_strangers_that_give_one_file_both_places_are_told(workspace: Path) -> None:
    rival = format("    id = 'rival'").replace('self.id + "-" + ', '"temoin-" + ')
    session = session_with(workspace, rival)
    dossier = session.read(DossierFolder(workspace / "departments" / "01-ain")).dossier
    assert dossier is not None
    planned = plan(dossier, session.plugins, frozenset({"rival", "temoin"}), archive=False)
    (told,) = (each for each in planned.diagnostics if each.is_error)
    places = [told.span, *(place for _, place in told.related)]
    assert {each.file.name for each in places if each} == {"fautif.py", "temoin.py"}
    assert all(each and each.line > 3 for each in places)
    assert planned.candidates == ()


def test_a_name_of_ours_is_not_taken(workspace: Path) -> None:
    (workspace / "extensions" / "controles.py").write_text(check("return ()"), encoding="utf-8")
    session = Session.start(None, [workspace / "extensions"])
    (told,) = session.plugins.diagnostics
    assert "le nom `controles` est déjà pris" in told.message
    read = session.read(DossierFolder(workspace / "departments" / "01-ain"))
    assert "F017" not in {each.code for each in read.diagnostics}


def run(workspace: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    return answered(arguments, workspace, {**os.environ, **more}, timeout=1500)


TOUCHED = ("check", "render")
"""What programs of plugins give another date: the system lets them, where it refuses the rest."""

NOT_LOADED = {
    *(name for name in BEYOND if "chargement" in name),
    "pluggy",  # which would register it
}


JOBS = {1: "une tâche", 2: "deux tâches"}


def tried(jobs: int) -> list[str]:
    """What is tried of what would stop the command or alters its Python, by builds of that many
    tasks: one in two by each, in turn; all by both with ``--full``."""
    return by_turns([*BEYOND, *ALTERS], list(JOBS), jobs)


def in_turn(names: Collection[str]) -> pytest.MarkDecorator:
    """A test of each of these plugins, in the builds where it is tried."""
    cases = [
        pytest.param(jobs, name, id=f"{JOBS[jobs]}-{name}")
        for jobs in JOBS
        for name in tried(jobs)
        if name in names
    ]
    return pytest.mark.parametrize(("whole", "name"), cases, indirect=["whole"])


class Whole:
    """One build with what would stop the command, what alters its Python, and the witness."""

    def __init__(self, root: Path, jobs: int) -> None:
        (root / "departments" / "01-ain").mkdir(parents=True)
        (root / "departments" / "01-ain" / "dossier.yaml").write_text(DOSSIER, encoding="utf-8")
        (root / "extensions").mkdir()
        (root / "sorties").mkdir()
        (root / "sorties" / "garde.txt").write_text("gardé", encoding="utf-8")
        (root / "extensions" / "temoin.py").write_text(WITNESS, encoding="utf-8")
        for name in TOUCHED:
            (root / "departments" / name).touch()
        self.names = dict(zip(tried(jobs), (f"fautif{n}" for n in count()), strict=False))
        altered = {name: f"{format()}{code}\n" for name, (code, _) in ALTERS.items()}
        every = {name: code for name, (code, _, _) in BEYOND.items()} | altered
        codes = {name: every[name] for name in self.names}
        for name, code in codes.items():
            mine = code.replace('"fautif"', f'"{self.names[name]}"')
            (root / "extensions" / f"{self.names[name]}.py").write_text(mine, encoding="utf-8")
        made = [name for name in codes if "Texte" in codes[name] and name not in NOT_LOADED]
        only = [f"--only={self.names[name]}" for name in made]
        ours = ("--only", "temoin", "--only", "page-web", "--jobs", str(jobs))
        self.done = run(root, "build", "--plugins", "extensions", "--time-limit", "4", *ours, *only)
        self.root = root

    def told(self, name: str) -> list[str]:
        """What is told of one plugin."""
        every = re.split(r"\n(?=(?:erreur|attention)\[)", self.done.stderr.replace("\u00a0", " "))
        return [each for each in every if re.search(rf"{self.names[name]}\b", each)]


@pytest.fixture(scope="module")
def builds() -> dict[int, Whole]:
    """The builds that were made, by their number of tasks."""
    return {}


@pytest.fixture
def whole(
    request: pytest.FixtureRequest,
    builds: dict[int, Whole],
    tmp_path_factory: pytest.TempPathFactory,
) -> Whole:
    """The build of that number of tasks."""
    if request.param not in builds:
        builds[request.param] = Whole(tmp_path_factory.mktemp("abus"), request.param)
    return builds[request.param]


@pytest.mark.parametrize("whole", JOBS, ids=JOBS.get, indirect=True)
def test_whatever_plugins_do_the_others_documents_are_made(whole: Whole) -> None:
    assert whole.done.returncode == 3, whole.done.stderr
    assert "Traceback" not in whole.done.stderr
    made = whole.root / "sorties" / "01-ain"
    assert (made / "temoin-ain.txt").read_bytes() == b"fait"
    assert (made / "etude-de-cas-ain.html").read_bytes().startswith(b"<!DOCTYPE")
    assert (whole.root / "sorties" / "garde.txt").read_text("utf-8") == "gardé"
    assert (whole.root / "departments" / "01-ain" / "dossier.yaml").read_text("utf-8") == DOSSIER
    assert "root:" not in whole.done.stderr + whole.done.stdout
    assert len(whole.done.stderr) < 200_000


@in_turn(BEYOND)
def test_what_would_stop_the_command_is_told_at_its_line(whole: Whole, name: str) -> None:
    _, code, word = BEYOND[name]
    mine = [each for each in whole.told(name) if each.startswith(f"erreur[{code}]")]
    assert any(word in each for each in mine), whole.told(name)
    place = rf"extensions/{whole.names[name]}\.py:\d+:"
    assert any(re.search(place, each) for each in mine), mine


@in_turn(ALTERS)
def test_what_alters_its_python_while_it_loads_is_told_at_its_line(whole: Whole, name: str) -> None:
    code, word = ALTERS[name]
    (told,) = (each for each in whole.told(name) if each.startswith("attention[F042]"))
    assert word in told
    line = len(f"{format()}{code}".splitlines())
    assert f"extensions/{whole.names[name]}.py:{line}:" in told


@pytest.mark.parametrize("where", ["load", "check"])
def test_what_a_plugin_prints_is_no_answer_of_the_command(workspace: Path, where: str) -> None:
    prints = "print('bonjour'); os.write(1, b'salut')"
    code = f"import os\n{prints}\n" if where == "load" else check(f"{prints}; return ()")
    (workspace / "extensions" / "fautif.py").write_text(code, encoding="utf-8")
    if where == "load":
        code = "import os\nprint('bonjour')\n"
        (workspace / "extensions" / "fautif.py").write_text(code, encoding="utf-8")
    done = run(workspace, "check", "--plugins", "extensions", "--json")
    assert json.loads(done.stdout)["version"] == 1
    assert "bonjour" in done.stderr


def test_a_plugin_cannot_change_what_others_read(workspace: Path) -> None:
    change = "object.__setattr__(dossier, 'contexte', None); return ()"
    (workspace / "extensions" / "fautif.py").write_text(check(change), encoding="utf-8")
    done = run(workspace, "build", "--plugins", "extensions", "--only", "etude-de-cas")
    assert done.returncode == 0, done.stderr
    assert (workspace / "sorties" / "01-ain" / "etude-de-cas-ain.pdf").exists()


def test_why_a_format_is_lost_is_told_before_that_it_does_not_exist(workspace: Path) -> None:
    (workspace / "extensions" / "fautif.py").write_text("import absente", encoding="utf-8")
    done = run(workspace, "build", "--plugins", "extensions", "--only", "fautif")
    assert done.returncode == 3
    assert done.stderr.index("erreur[F010]") < done.stderr.index("erreur[F008]")


@pytest.mark.parametrize("command", [("check",), ("build", "--only", "temoin"), ("plugins",)])
def test_one_fault_is_one_exit_code(workspace: Path, command: tuple[str, ...]) -> None:
    (workspace / "extensions" / "fautif.py").write_text("import absente", encoding="utf-8")
    assert run(workspace, *command, "--plugins", "extensions").returncode == 3


@pytest.mark.parametrize("before", [True, False], ids=["before", "after"])
def test_options_of_the_list_stand_on_either_side_of_its_name(
    workspace: Path, before: bool
) -> None:
    (workspace / "extensions" / "fautif.py").write_text("import absente", encoding="utf-8")
    given = ("--plugins", "extensions", "--json")
    done = run(workspace, "plugins", *((*given, "list") if before else ("list", *given)))
    assert done.returncode == 3
    assert [each["code"] for each in json.loads(done.stdout)["faults"]] == ["F010"]


def test_options_that_what_is_asked_of_plugins_does_not_take_are_refused(workspace: Path) -> None:
    done = run(workspace, "plugins", "--json", "allow", "extensions")
    assert done.returncode == 2
    assert "ne prend pas --json" in done.stderr


@pytest.mark.parametrize("how", ["option", "variable"])
def test_the_command_starts_without_any_plugin(workspace: Path, how: str) -> None:
    (workspace / "extensions" / "fautif.py").write_text("import absente", encoding="utf-8")
    given = ("--no-plugins",) if how == "option" else ()
    more = {} if how == "option" else {"PPGP_NO_PLUGINS": "1"}
    done = run(workspace, *given, "plugins", "--plugins", "extensions", "--json", **more)
    names = {each["name"] for each in json.loads(done.stdout)["plugins"]}
    assert done.returncode == 0
    assert {"temoin", "fautif"}.isdisjoint(names)
    assert {"controles", "etude-de-cas"} <= names


def test_the_trace_of_a_plugin_is_shown_to_its_author(workspace: Path) -> None:
    code = check("appelle()").replace("@hookimpl", "def appelle():\n    1 / 0\n\n@hookimpl")
    (workspace / "extensions" / "fautif.py").write_text(code, encoding="utf-8")
    given = ("build", "--plugins", "extensions", "--only", "temoin")
    assert "Traceback" not in run(workspace, *given).stderr
    shown = run(workspace, *given, "--trace").stderr
    assert 'fautif.py", line' in shown
    assert "in appelle" in shown
