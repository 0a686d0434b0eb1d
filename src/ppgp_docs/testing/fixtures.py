"""Fixtures for the tests of a plugin, that pytest finds wherever the tool is installed.

``ppgp_plugins`` in the configuration of pytest names folders of plugins that are not installed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ppgp_docs import testing

if TYPE_CHECKING:  # nothing of the tool is loaded for tests that do not ask for it
    from pathlib import Path

    from ppgp_docs.session import Session
    from ppgp_docs.testing.workspace import TrialWorkspace


def pytest_addoption(parser: pytest.Parser) -> None:
    """Which plugins are tried beside those that are installed."""
    parser.addini("ppgp_plugins", "folders of ppgp-docs plugins", type="paths", default=[])


def pytest_configure(config: pytest.Config) -> None:
    """Keep the folders that are named; one whose plugins are installed from there is no other."""
    if folders := config.getini("ppgp_plugins"):
        from ppgp_docs.testing.contract import installed_from

        testing.FOLDERS[:] = (each for each in folders if not installed_from(each))


@pytest.fixture(scope="session")
def ppgp_session() -> Session:
    """What reads dossiers, with the plugins that are installed or named."""
    from ppgp_docs.session import Session

    session = Session.start(None, testing.FOLDERS)
    assert session.plugins.diagnostics == ()
    return session


@pytest.fixture
def ppgp_workspace(tmp_path: Path, ppgp_session: Session) -> TrialWorkspace:
    """A workspace with a dossier to write."""
    from ppgp_docs.testing.workspace import TrialWorkspace

    return TrialWorkspace(tmp_path, ppgp_session, testing.FOLDERS)


@pytest.fixture
def ppgp_full_workspace(ppgp_workspace: TrialWorkspace) -> TrialWorkspace:
    """The same, its dossier holding one of every block."""
    ppgp_workspace.fill()
    return ppgp_workspace
