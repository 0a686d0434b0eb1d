"""The contract of the tests, that shows every part of a report, and its report of 2025."""

from __future__ import annotations

from pathlib import Path

import pytest

from ppgp_docs.plugin.formats import Document
from ppgp_docs.session import Session
from ppgp_docs.workspace.folder import DossierFolder

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def bilan(session: Session) -> Document:
    """The report of 2025, the only year of which something was spent."""
    dossier = session.read(DossierFolder(HERE / "essai")).dossier
    assert dossier is not None
    (document,) = session.plugins.format("bilan-annuel").documents(dossier)
    return document
