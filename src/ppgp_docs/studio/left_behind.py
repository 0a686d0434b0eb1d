"""What is kept of dossiers whose folder or file is there no more: they come back with it."""

from __future__ import annotations

from attrs import frozen

from ppgp_docs.studio.unsaved import Drafts
from ppgp_docs.versions.store import kept_names
from ppgp_docs.workspace.find import Workspace
from ppgp_docs.workspace.folder import territory_named
from ppgp_docs.workspace.former_names import former_names


@frozen
class LeftBehind:
    """The ``name`` of a folder that no dossier has; ``title`` is its territory, or that name."""

    name: str
    title: str
    draft: bool
    versions: bool


def left_behind(workspace: Workspace) -> tuple[LeftBehind, ...]:
    """What is kept that no dossier of the workspace shows."""
    drafts, versions = Drafts(workspace.root).names(), kept_names(workspace.root)
    folders = workspace.folders()
    alone = {*drafts, *versions} - {each.name for each in folders}
    for folder in folders if alone else ():
        alone -= {*former_names(folder, alone)}
    found = ((name, territory_named(name)) for name in sorted(alone))
    return tuple(
        LeftBehind(name, known.nom if known else name, name in drafts, name in versions)
        for name, known in found
    )
