"""What is kept of dossiers whose folder or file is there no more: they come back with it."""

from __future__ import annotations

from attrs import frozen

from ppgp_docs.studio.unsaved import Drafts
from ppgp_docs.versions.store import Versions, kept_names
from ppgp_docs.workspace.find import Workspace
from ppgp_docs.workspace.folder import territory_named


@frozen
class LeftBehind:
    """The ``name`` of a folder that no dossier has; ``title`` is its territory, or that name."""

    name: str
    title: str
    draft: bool
    versions: bool


def left_behind(workspace: Workspace) -> tuple[LeftBehind, ...]:
    """What is kept that no dossier of the workspace shows."""
    kept = Drafts(workspace.root)
    folders = workspace.folders()
    present = {each.name for each in folders}
    drafts, versions = {*kept.names()} - present, {*kept_names(workspace.root)} - present
    for folder in folders if drafts or versions else ():
        drafts -= {*kept.former_names(folder)}
        versions -= {*Versions(workspace.root, folder).former_names()}
    found = ((name, territory_named(name)) for name in sorted(drafts | versions))
    return tuple(
        LeftBehind(name, known.nom if known else name, name in drafts, name in versions)
        for name, known in found
    )
