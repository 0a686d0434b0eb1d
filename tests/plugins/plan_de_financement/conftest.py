"""The contract of 39 made-up fiches, and the workbook that it makes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.contrat_synthetique import Contract

from ppgp_docs.assets.theme import load_theme
from ppgp_docs.plugin.formats import Context, Document
from ppgp_docs.session import DossierReading, Session
from ppgp_docs.workspace.folder import DossierFolder


@pytest.fixture(scope="session")
def contract() -> Contract:
    return Contract()


@pytest.fixture(scope="session")
def folder(contract: Contract, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return contract.write(tmp_path_factory.mktemp("contrat"))


@pytest.fixture(scope="session")
def reading(session: Session, folder: Path) -> DossierReading:
    return session.read(DossierFolder(folder))


@pytest.fixture(scope="session")
def document(session: Session, reading: DossierReading) -> Document:
    """The workbook that the contract makes."""
    assert reading.dossier is not None, reading.diagnostics
    (made,) = session.plugins.format("plan-de-financement").documents(reading.dossier)
    return made


@pytest.fixture(scope="session")
def render(session: Session) -> Callable[[Document], bytes]:
    def run(document: Document) -> bytes:
        theme = load_theme("neutre", session.resources)
        context = Context(session.resources, theme, lambda said: pytest.fail(said.message))
        return session.plugins.format(document.format).render(document, context)

    return run


@pytest.fixture(scope="session")
def workbook(document: Document, render: Callable[[Document], bytes], folder: Path) -> Path:
    """The workbook on the disk, for readers that want a file."""
    file = folder / "plan.xlsx"
    file.write_bytes(render(document))
    return file
