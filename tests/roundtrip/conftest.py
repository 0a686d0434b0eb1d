"""A workspace of fiches to send out, and what their files look like when they come back."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import attrs
import pytest
import yaml
from tests.commande import ppgp

from ppgp_docs.importing.applying import sound, write
from ppgp_docs.importing.comparing import compare
from ppgp_docs.importing.proposal_words import placed
from ppgp_docs.importing.proposals import Comparison
from ppgp_docs.importing.target import Target, find_target
from ppgp_docs.render.render import render
from ppgp_docs.roundtrip.file_state import opened
from ppgp_docs.session import Session
from ppgp_docs.workspace.find import find_workspace

SHIPPED = Path(__file__).parents[2] / "departments"
ESSAI = Path(__file__).parents[1] / "plugins" / "fiche_action" / "essai"
FULL = bool(os.environ.get("PPGP_FULL"))
EDITS = int(os.environ.get("PPGP_EDITS", "1000" if FULL else "16"))
"""How many edits are drawn; a share of the thousand by default."""
SEED = int(os.environ.get("PPGP_SEED", "7"))
"""Of what is drawn."""


@attrs.frozen
class Desk:
    """A workspace, and the files that were made of it."""

    root: Path
    session: Session
    files: dict[str, bytes]

    def target(self, name: str) -> Target:
        origin = opened(self.files[name]).origin
        return find_target(self.session, find_workspace(self.root), origin)

    def back(self, data: bytes, target: Target) -> Comparison:
        found = compare(opened(data), target)
        told = [placed(target, one) for one in found.proposals]
        return attrs.evolve(found, proposals=sound(target, told))


def desk_of(root: Path, session: Session) -> Desk:
    shutil.copytree(SHIPPED / "77-seine-et-marne", root / "departments" / "77-seine-et-marne")
    shutil.copytree(ESSAI, root / "departments" / "2A-essai")
    files = {}
    for folder in find_workspace(root).folders():
        dossier = session.read(folder).dossier
        for name in ("fiche-action", "recapitulatif-contrat"):
            for document in session.plugins.format(name).documents(dossier):
                files[document.name] = render(document, session).data
    return Desk(root, session, files)


@pytest.fixture(scope="session")
def desk(tmp_path_factory, session) -> Desk:
    """To read; nothing is written there."""
    return desk_of(tmp_path_factory.mktemp("bureau"), session)


@pytest.fixture
def own_desk(tmp_path, desk) -> Desk:
    """To write in; files do not depend on where their dossier lies."""
    shutil.copytree(desk.root, tmp_path, dirs_exist_ok=True)
    return attrs.evolve(desk, root=tmp_path)


@pytest.fixture
def back(own_desk, tmp_path):
    """Write a file that came back; run the command on it."""

    def run(data: bytes, *options: str, name: str = "retour.docx"):
        file = tmp_path / "recus" / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(data)
        return ppgp("import", file, *options, cwd=own_desk.root)

    return run


def data_of(root: Path) -> dict[str, object]:
    """What the files of a workspace hold, read by YAML's own reader, all as text."""
    return {file.name: _loaded(file) for file in sorted(root.rglob("*.yaml"))}


def whole(root: Path) -> dict[tuple[object, ...], str]:
    """Every text of a workspace, by its file and its path in it."""
    files = sorted(root.rglob("*.yaml"))
    return leaves({file.relative_to(root).as_posix(): _loaded(file) for file in files})


def _loaded(file: Path) -> object:
    return yaml.load(file.read_text("utf-8"), yaml.BaseLoader)


def leaves(node: object, path: tuple[object, ...] = ()) -> dict[tuple[object, ...], str]:
    """Every text of a tree by its path."""
    if isinstance(node, dict | list):
        pairs = node.items() if isinstance(node, dict) else enumerate(node)
        return {
            key: text for step, child in pairs for key, text in leaves(child, (*path, step)).items()
        }
    return {path: str(node)}


def take_all(target: Target, comparison: Comparison) -> None:
    write(target, [change for one in comparison.proposals for change in one.changes])
