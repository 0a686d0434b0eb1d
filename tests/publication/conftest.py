"""The dossier of someone who withdrew her consent, on the disk."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.publication.withdrawn import Folder

from ppgp_docs.session import Session


@pytest.fixture
def folder(tmp_path: Path, session: Session, monkeypatch: pytest.MonkeyPatch) -> Folder:
    path = tmp_path / "01-ain"
    path.mkdir()
    return Folder(path, session, monkeypatch)
