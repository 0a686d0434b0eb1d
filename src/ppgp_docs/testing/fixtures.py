"""Fixtures for the tests of a plugin, that pytest finds wherever the tool is installed.

``ppgp_plugins`` in the configuration of pytest names folders of plugins that are not installed.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:  # nothing of the tool is loaded for tests that do not ask for it
    from ppgp_docs.session import Session
    from ppgp_docs.testing.workspace import TrialWorkspace


def pytest_addoption(parser: pytest.Parser) -> None:
    """Which plugins are tried beside those that are installed."""
    parser.addini("ppgp_plugins", "folders of ppgp-docs plugins", type="paths", default=[])


@pytest.fixture(scope="session")
def ppgp_session(pytestconfig: pytest.Config) -> Session:
    """What reads dossiers, with the plugins that are installed or named."""
    from ppgp_docs.session import Session

    folders: list[Path] = pytestconfig.getini("ppgp_plugins")
    session = Session.start(None, folders)
    assert session.plugins.diagnostics == ()
    return session


@pytest.fixture
def ppgp_workspace(tmp_path: Path, ppgp_session: Session) -> TrialWorkspace:
    """A workspace with a dossier to write."""
    from ppgp_docs.testing.workspace import TrialWorkspace

    return TrialWorkspace(tmp_path, ppgp_session)


@pytest.fixture
def ppgp_full_workspace(ppgp_workspace: TrialWorkspace) -> TrialWorkspace:
    """The same, its dossier holding one of every block."""
    ppgp_workspace.fill()
    return ppgp_workspace
