"""How commands start a session: strangers' plugins run in a process of their own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from ppgp_docs.cli.francais import ANSWER
from ppgp_docs.diagnostics import ExitCode, HandledError, exit_code

if TYPE_CHECKING:
    from ppgp_docs.plugin.plugins import Plugins
    from ppgp_docs.session import Session
    from ppgp_docs.workspace.find import Workspace

PATIENCE: Final = 60
"""Seconds that a plugin may take to answer about one dossier."""


def start(
    workspace: Workspace | None, plugin_folders: Sequence[Path] = (), *, tells: bool = False
) -> Session:
    """A session for this command; what is wrong with its plugins is told at once, unless the
    command ``tells`` it with the rest. Raises HandledError."""
    from ppgp_docs.session import Session

    session = Session.start(workspace, plugin_folders, apart=PATIENCE)
    if not tells:
        tell_plugins(session.plugins)
    return session


def tell_plugins(plugins: Plugins) -> None:
    """Tell what is wrong with plugins, which is then the answer of the command."""
    from ppgp_docs.cli.show import show

    show(plugins.diagnostics)
    answer(exit_code(plugins.diagnostics))


def answer(code: ExitCode) -> None:
    """Let the command answer that where all else goes well (``cli/francais.py``)."""
    if context := click.get_current_context(silent=True):  # none behind, where pages follow
        context.meta[ANSWER] = code


def loaded_plugins(
    workspace_dir: Path, plugin_folders: tuple[Path, ...] = (), *, tells: bool = False
) -> Plugins:
    """The plugins of a workspace, or those that are installed where there is none."""
    return start(workspace_or_none(workspace_dir), plugin_folders, tells=tells).plugins


def extensions(plugins: Plugins) -> dict[str, Any]:
    """What plugins bring and what is wrong with them, for another program."""
    from attrs import asdict

    from ppgp_docs.cli.formats.json_findings import records

    return {
        "plugins": [asdict(info) for info in plugins.infos],
        "faults": records(plugins.diagnostics),
    }


def workspace_or_none(start: Path) -> Workspace | None:
    """The workspace that holds a folder; some commands serve outside any too."""
    from ppgp_docs.workspace.find import find_workspace

    try:
        return find_workspace(start)
    except HandledError:
        return None
