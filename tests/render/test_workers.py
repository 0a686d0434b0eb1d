"""What the commanding process of a build leaves to the processes that it starts."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
import weakref
from concurrent.futures import Future
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from tests.commande import ppgp
from tests.conftest import SHIPPED

from ppgp_docs.render.rendered import Rendered
from ppgp_docs.render.survey import Planned
from ppgp_docs.render.workers import Order, Workers

COMMAND = """
import sys
from ppgp_docs.__main__ import main
try:
    main()
finally:
    print("session" if "ppgp_docs.session" in sys.modules else "no session")
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    shutil.copytree(SHIPPED / "77-seine-et-marne", tmp_path / "departments" / "77-seine-et-marne")
    return tmp_path


def test_a_build_reads_dossiers_where_documents_are_made_and_loads_nothing_to_command(
    workspace: Path,
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, "build", "--only", "fiche-action"],
        cwd=workspace,
        env={**os.environ, "XDG_CACHE_HOME": str(workspace / "cache")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "1\u00a0document fait" in done.stdout
    assert done.stdout.rstrip().endswith("no session")


def test_a_document_made_alone_leaves_no_temporary_file(tmp_path: Path) -> None:
    folder, temporary = tmp_path / "departments" / "01", tmp_path / "tmp"
    folder.mkdir(parents=True)
    temporary.mkdir()
    text = "departement: '01'\ncontexte:\n  blocs: [Un texte qui tient en une ligne.]\n"
    (folder / "dossier.yaml").write_text(text, "utf-8")
    only = ("--only", "etude-de-cas", "--force")
    done = ppgp("build", *only, cwd=tmp_path, TMPDIR=str(temporary))
    assert done.returncode == 0, done.stderr
    assert list(temporary.iterdir()) == []


def test_schemas_that_cannot_be_put_together_stop_a_build_as_they_stop_a_check(
    workspace: Path,
) -> None:
    (workspace / "schemas").mkdir()
    (workspace / "schemas" / "dossier.yaml").write_text("- a\n", "utf-8")
    built = ppgp("build", cwd=workspace)
    assert "erreur[F009]" in built.stderr and "schemas/dossier.yaml" in built.stderr
    assert built.returncode == ppgp("check", cwd=workspace).returncode != 0
    assert not (workspace / "sorties").exists()


def test_a_dossier_that_a_worker_has_no_memory_for_is_read_by_who_commands(workspace: Path) -> None:
    done = ppgp(
        "build", "--only", "fiche-action", "--memory-limit", "100", "--no-cache", cwd=workspace
    )
    assert "C402" in done.stderr  # found all the same
    assert done.returncode in (0, 3), done.stderr
    assert "Traceback" not in done.stderr


GROUP = """
from ppgp_docs.api import blocs, hookimpl

@hookimpl
def ppgp_extend_schema(schemas):
    schemas.add_schema("commune", {"nom": {"genre": "ligne"}})
    rows = {"type": "list", "schema": {"type": "dict", "schema": "commune"}}
    schemas.add_block("communes", {"titre": {"genre": "ligne"}, "lignes": rows})
"""
FIELD_OF_THE_GROUP = """
from ppgp_docs.api import Document, as_prose, hookimpl

class Codes:
    id, label, suffix, media_type = "codes", "Codes", ".txt", "text/plain"

    def documents(self, dossier):
        return [Document(self.id, f"codes-{dossier.slug}", "Codes", dossier)]

    def refusal(self, document):
        return None

    def render(self, document, context):
        return "\\n".join(as_prose(each).plain for each in document.dossier.contexte.blocs).encode()

@hookimpl
def ppgp_register(registry):
    registry.add_format(Codes())

@hookimpl
def ppgp_extend_schema(schemas):
    schemas.add_field("commune", "code_insee", {"libelle": "Code", "genre": "mot"})
"""


def test_a_plugin_that_adds_to_the_group_of_another_makes_its_documents(tmp_path: Path) -> None:
    folder = tmp_path / "departments" / "01-ain"
    folder.mkdir(parents=True)
    bloc = "{type: communes, titre: Nos communes, lignes: [{nom: Nantua, code_insee: '01269'}]}"
    text = f'departement: "01"\ncontexte: {{blocs: [{bloc}]}}\n'
    (folder / "dossier.yaml").write_text(text, "utf-8")
    for name, code in (("communes", GROUP), ("insee", FIELD_OF_THE_GROUP)):
        (tmp_path / f"{name}.py").write_text(code, "utf-8")
    done = ppgp("build", "--only", "codes", "--plugins", ".", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    made = (tmp_path / "sorties" / "01-ain" / "codes-ain.txt").read_text("utf-8")
    assert "Nantua" in made and "01269" in made


class DonePool:
    """A pool that has made a document as soon as it is asked to."""

    def __init__(self) -> None:
        self.made: list[weakref.ref[Rendered]] = []

    def submit(self, *_: Any, **__: Any) -> Future[Rendered]:
        future: Future[Rendered] = Future()
        future.set_result(rendered := Rendered(bytes(9), (), 0.0))
        self.made.append(weakref.ref(rendered))
        return future


def test_documents_that_were_handed_over_are_not_held_until_the_last_is_made() -> None:
    """A build of a thousand dossiers held all its pages at its end."""
    config: Any = SimpleNamespace(limits=SimpleNamespace(seconds=9))
    workers, pool = Workers(lambda: config, 1), DonePool()
    order = Order(Planned("page", "n", "t", "f", archive=False), None, b"", 0)
    made: Any = workers._rendered(pool, [order] * 20, None)  # type: ignore[arg-type]
    for _ in range(19):
        next(made)
    gc.collect()
    assert sum(each() is not None for each in pool.made) <= 2
