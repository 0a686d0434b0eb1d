"""How commands start a session: strangers' plugins run in a process of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ppgp_docs.diagnostics import OF_PLUGINS, Diagnostic, ExitCode, HandledError

if TYPE_CHECKING:
    from ppgp_docs.plugin.plugins import Plugins
    from ppgp_docs.session import Session
    from ppgp_docs.workspace.find import Workspace

PATIENCE: Final = 60
"""Seconds that a plugin may take to answer about one dossier."""


def start(
    workspace: Workspace | None, plugin_folders: Sequence[Path] = (), seconds: int = PATIENCE
) -> Session:
    """A session for this command. Raises HandledError."""
    from ppgp_docs.session import Session

    return Session.start(workspace, plugin_folders, apart=seconds)


def loaded_plugins(workspace_dir: Path, plugin_folders: tuple[Path, ...]) -> Plugins:
    """The plugins of a workspace, or those that are installed where there is none."""
    return start(workspace_or_none(workspace_dir), plugin_folders).plugins


def workspace_or_none(start: Path) -> Workspace | None:
    """The workspace that holds a folder; some commands serve outside any too."""
    from ppgp_docs.workspace.find import find_workspace

    try:
        return find_workspace(start)
    except HandledError:
        return None


def exit_code(found: Iterable[Diagnostic]) -> ExitCode:
    """What a command answers to the shell: what users mend themselves comes before plugins."""
    codes = {each.code for each in found if each.is_error}
    if codes - OF_PLUGINS:
        return ExitCode.TO_MEND
    return ExitCode.RENDER_FAILED if codes else ExitCode.DONE
