"""The board: a row for each territory, what remains to do, its documents."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from ppgp_docs.francais.lettres import sans_accents
from ppgp_docs.studio.dossier_states import DossierState, DossierStates
from ppgp_docs.studio.files import files_of
from ppgp_docs.studio.open_workspace import OpenWorkspace
from ppgp_docs.workspace.folder import DossierFolder


@frozen
class Row:
    """A dossier as the board shows it; ``standing`` is None while it is being read.

    ``changed`` is the time of its last change.
    """

    name: str
    code: str
    title: str
    standing: DossierState | None
    unsaved: bool
    changed: float


def rows(opened: OpenWorkspace, standings: DossierStates, search: str = "") -> Iterator[Row]:
    """The dossiers whose name or code holds what is searched for, in the official order."""
    wanted = _plain(search)
    for folder in opened.workspace.folders():
        territory = folder.territory
        code, title = (territory.code, territory.nom) if territory else ("", folder.name)
        if wanted in _plain(f"{code} {title} {folder.name}"):
            unsaved = opened.editing.has_unsaved(folder)
            known = standings.known(folder)
            yield Row(folder.name, code, title, known, unsaved, _last_change(folder))


def _plain(text: str) -> str:
    return sans_accents(text).lower().strip()


def _last_change(folder: DossierFolder) -> float:
    """When a file of a dossier was changed for the last time, in seconds of the system."""
    times = [file.path.stat().st_mtime for file in files_of(folder) if file.path.is_file()]
    return max(times, default=0.0)
