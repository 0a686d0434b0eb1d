"""Strangers' code never runs in a process of ours, whoever starts a session."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.commande import ppgp
from tests.conftest import SHIPPED

import ppgp_docs
from ppgp_docs.studio.build_jobs import BuildJobs
from ppgp_docs.studio.live import Live
from ppgp_docs.studio.open_workspace import OpenWorkspace

SOURCES = Path(ppgp_docs.__file__).parent
ASIDE = {"render/worker_process.py", "render/remote.py", "testing/trial.py"}
"""Those that are started in a process that may be killed."""
GUARDED = {"render/engine.py", "cli/sessions.py", "studio/open_workspace.py"}
"""Those that say `apart`."""
OWN = {"testing/fixtures.py"}
"""The tests of who writes a plugin."""

Place = Callable[[str], Path]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A workspace of one dossier, beside a plugin of that text."""

    def written(plugin: str) -> Path:
        shutil.copytree(SHIPPED / "01-ain", tmp_path / "departments" / "01-ain")
        (tmp_path / "extensions").mkdir()
        (tmp_path / "extensions" / "tiers.py").write_text(plugin, encoding="utf-8")
        return tmp_path

    return written


def test_sessions_begin_where_strangers_are_guarded() -> None:
    files = {file.relative_to(SOURCES).as_posix(): file for file in SOURCES.rglob("*.py")}
    found = {name for name, file in files.items() if "Session.start(" in file.read_text("utf-8")}
    assert found == ASIDE | GUARDED | OWN


LOADS = """
import os
from ppgp_docs.api import hookimpl
with open({!r}, "a") as told:
    print(os.getpid(), file=told)

@hookimpl
def ppgp_check(dossier):
    return ()
"""


def test_the_process_that_commands_runs_nothing_of_a_stranger(
    place: Place, tmp_path_factory: pytest.TempPathFactory
) -> None:
    told = tmp_path_factory.mktemp("charges") / "processus.txt"
    root = place(LOADS.format(str(told)))
    opened = OpenWorkspace.open(root, (root / "extensions",))
    assert "tiers" in {each.name for each in opened.session.plugins.infos}
    (process,) = told.read_text("utf-8").split()
    assert int(process) != os.getpid()


DIES = "import os\nprint('bonjour')\nos._exit(7)\n"
SLAYS = """
import os
from ppgp_docs.api import Document, hookimpl

class Page:
    id, label, suffix, media_type = "tierce", "Page", ".html", "text/html"

    def documents(self, dossier):
        print("bonjour")
        return [Document(self.id, f"tierce-{dossier.slug}", "Page", dossier)]

    def ignores(self, document):
        os._exit(5)

    def refusal(self, document):
        return None

    def render(self, document, context):
        os._exit(6)

@hookimpl
def ppgp_register(registry):
    registry.add_format(Page())

@hookimpl
def ppgp_check(dossier):
    os._exit(7)
"""


def test_the_studio_outlives_a_plugin_that_ends_its_process_when_loaded(
    place: Place, capfd: pytest.CaptureFixture[str]
) -> None:
    root = place(DIES)
    opened = OpenWorkspace.open(root, (root / "extensions",))
    assert [each.code for each in opened.session.plugins.diagnostics] == ["F040"]
    assert opened.reading(opened.folder("01-ain")).dossier is not None
    assert capfd.readouterr().out == ""


def test_the_studio_outlives_a_plugin_that_ends_its_process_wherever_it_is_asked(
    place: Place, capfd: pytest.CaptureFixture[str]
) -> None:
    root = place(SLAYS)
    opened = OpenWorkspace.open(root, (root / "extensions",))
    folder = opened.folder("01-ain")
    found = [each.code for each in opened.reading(folder).diagnostics]
    assert found.count("F040") == 1
    live = Live()
    live.refresh(opened.session, (folder,))
    assert [each.name for each in live.state[1]] == ["01-ain"]
    listed = {each.file for each in BuildJobs(opened).listed(folder)}
    assert {"tierce-ain.html", "etude-de-cas-ain.pdf"} <= listed
    assert capfd.readouterr().out == ""


def test_a_format_that_dies_when_asked_what_it_ignores_stops_no_other(place: Place) -> None:
    root = place(SLAYS.replace("os._exit(6)", "return b'<!doctype html><title>x</title>'"))
    only = ("--only", "plan-de-financement", "--only", "tierce")
    done = ppgp("build", *only, "--plugins", "extensions", cwd=root)
    assert "Traceback" not in done.stderr
    assert done.returncode == 3
    assert "ppgp_check" in done.stderr


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("def ignores(self, document): 1 / 0", "ZeroDivisionError"),
        ("def ignores(self, document): return 3", "`int`"),
        ("def ignores(self, document): return [1]", "`int`"),
        ("def ignores(self, document): return ('activites',)", "`documents`"),
    ],
)
@pytest.mark.campaign(share=4)
def test_what_fails_of_what_a_format_ignores_is_told_and_its_document_is_made_of_all(
    place: Place, line: str, word: str
) -> None:
    root = place(IGNORES.replace("IGNORES", line))
    command = ("build", "--only", "tierce", "--plugins", "extensions")
    done = ppgp(*command, cwd=root)
    assert done.returncode == 3
    assert "erreur[F010]" in done.stderr and word in done.stderr
    assert (root / "sorties" / "01-ain" / "tierce-ain.txt").read_bytes() == b"fait"
    again = ppgp(*command, cwd=root)
    assert word in again.stderr, "of what is kept of a former run too"


IGNORES = """
from ppgp_docs.api import Document, hookimpl

class Texte:
    id, label, suffix, media_type = "tierce", "Texte", ".txt", "application/x-essai"
    IGNORES

    def documents(self, dossier):
        dossier.activites[0]
        return [Document(self.id, f"tierce-{dossier.slug}", "Texte", dossier)]

    def refusal(self, document):
        return None

    def render(self, document, context):
        return b"fait"

@hookimpl
def ppgp_register(registry):
    registry.add_format(Texte())
"""


CHECKER = """
import os
from ppgp_docs.api import hookimpl

class Modele:
    id, label, suffix, media_type = "modele", "Modèle", ".txt", "text/plain"
    template = "modele/lettre.txt"

    def documents(self, dossier):
        return []

    def refusal(self, document):
        return None

    def render(self, document, context):
        return b""

    def check_template(self, file, data):
        os._exit(0)

    def annotate_template(self, file, data):
        return data

@hookimpl
def ppgp_register(registry):
    registry.add_format(Modele())
"""


def test_a_plugin_that_dies_over_a_template_is_named(place: Place) -> None:
    root = place(CHECKER)
    (root / "lettre.txt").write_text("Bonjour", encoding="utf-8")
    done = ppgp("template", "check", "lettre.txt", "--plugins", "extensions", cwd=root)
    assert done.returncode == 3
    assert "F040" in done.stderr
    assert "`tiers`" in done.stderr
    assert done.stdout == ""
