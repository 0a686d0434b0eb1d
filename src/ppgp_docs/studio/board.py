"""The board: a row for each territory, what remains to do, its documents."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from ppgp_docs.diagnostics import Severity
from ppgp_docs.francais.lettres import sans_accents
from ppgp_docs.studio.files import files_of
from ppgp_docs.studio.open_workspace import OpenWorkspace
from ppgp_docs.workspace.folder import DossierFolder
from ppgp_docs.workspace.manifest import Artifact
from ppgp_docs.workspace.output import Output


@frozen
class Row:
    """A dossier as the board shows it; counts are None while it is being read.

    ``changed`` is the time of its last change; ``stale`` counts documents older than that.
    """

    name: str
    code: str
    title: str
    errors: int | None
    remarks: int | None
    consents: int | None
    unsaved: bool
    changed: float
    documents: int
    stale: int


def rows(opened: OpenWorkspace, search: str = "") -> Iterator[Row]:
    """The dossiers whose name or code holds what is searched for, in the official order."""
    output, wanted = opened.output(), _plain(search)
    for folder in opened.workspace.folders():
        territory = folder.territory
        code, title = (territory.code, territory.nom) if territory else ("", folder.name)
        if wanted in _plain(f"{code} {title} {folder.name}"):
            yield _row(opened, folder, code, title, output)


def _plain(text: str) -> str:
    return sans_accents(text).lower().strip()


def _row(
    opened: OpenWorkspace, folder: DossierFolder, code: str, title: str, output: Output
) -> Row:
    reading = opened.known_reading(folder)
    found = reading.diagnostics if reading else ()
    changed = last_change(folder)
    made = [each for each in output.artifacts.values() if _is_of(folder, each)]
    places = [place for each in made if (place := output.folder / each.path).is_file()]
    return Row(
        folder.name,
        code,
        title,
        sum(each.severity is Severity.ERROR for each in found) if reading else None,
        sum(each.severity is Severity.WARNING for each in found) if reading else None,
        sum(each.bars_publication for each in found) if reading else None,
        bool(opened.editing.places(folder.name)),
        changed,
        len(places),
        sum(place.stat().st_mtime < changed for place in places),
    )


def _is_of(folder: DossierFolder, artifact: Artifact) -> bool:
    """Whether it is a document of that dossier; a draft counts for none."""
    return artifact.dossier == folder.name and not artifact.draft


def last_change(folder: DossierFolder) -> float:
    """When a file of a dossier was changed for the last time, in seconds of the system."""
    times = [file.path.stat().st_mtime for file in files_of(folder) if file.path.is_file()]
    return max(times, default=0.0)
