"""What the studio works on: a workspace, a session, the drafts, and what was read of each dossier.

Readings are kept while nothing they were made from changes, so that a board of a hundred dossiers
opens at once; those that are not known yet are read aside.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Final, TypeAlias
from urllib.parse import quote

from ppgp_docs.diagnostics import Diagnostic, ExitCode, HandledError
from ppgp_docs.draft.reading import Draft, shown
from ppgp_docs.edit.nodes import Data, NotEditableError
from ppgp_docs.francais.lettres import sans_accents
from ppgp_docs.francais.pliage import plier
from ppgp_docs.load.decode import typed
from ppgp_docs.load.tree import PathInTree
from ppgp_docs.render.limits import DEFAULT
from ppgp_docs.session import DossierReading, Modelled, Session
from ppgp_docs.studio.editing import Editing
from ppgp_docs.studio.excerpt import LONG, excerpt
from ppgp_docs.studio.files import FICHE, StudioFile, files_of
from ppgp_docs.studio.findings import Plain
from ppgp_docs.studio.form_fields import Finding
from ppgp_docs.studio.shown_pages import data_of
from ppgp_docs.studio.unsaved import Drafts
from ppgp_docs.system_errors import real_path
from ppgp_docs.versions.store import Versions, VersionsError
from ppgp_docs.workspace.files import entries
from ppgp_docs.workspace.find import OUTPUTS, Workspace, find_workspace, select
from ppgp_docs.workspace.folder import DossierFolder
from ppgp_docs.workspace.output import Output
from ppgp_docs.workspace.reader import state_of

_BETWEEN: Final = 600
"""Seconds between two versions that are kept without being asked for."""

_MODELS: Final = 4
"""Dossiers that are being typed in at the same time."""

Stamp: TypeAlias = tuple[tuple[str, tuple[int, ...]], ...]


class OpenWorkspace:
    """One studio's state; nothing of it outlives the studio but the drafts."""

    def __init__(
        self, workspace: Workspace, session: Session, plugin_folders: Sequence[Path] = ()
    ) -> None:
        self.workspace, self.session = workspace, session
        self.plugin_folders = tuple(plugin_folders)
        self.editing = Editing(Drafts(workspace.root))
        self.plain = Plain(session.schemas)
        self._readings: dict[str, tuple[Stamp, DossierReading]] = {}
        self._models: dict[str, tuple[Stamp, Modelled]] = {}
        self._lock = Lock()

    @classmethod
    def open(cls, root: Path, plugin_folders: Sequence[Path] = ()) -> OpenWorkspace:
        """The opened of a workspace; a folder that holds no dossier yet becomes one with the first.

        Raises HandledError.
        """
        try:
            workspace = find_workspace(root)
        except HandledError as problem:
            if problem.exit_code is not ExitCode.USAGE or _nearly(root):
                raise
            workspace = Workspace(real_path(root), real_path(root) / OUTPUTS)
        session = Session.start(workspace, plugin_folders, apart=DEFAULT.seconds)
        return cls(workspace, session, plugin_folders)

    def start(self, targets: Sequence[str]) -> str:
        """The page to open first: the board, or the only dossier that the targets name.

        Raises HandledError when they name none.
        """
        folders = select(self.workspace, targets) if targets else ()
        return f"/dossier/{quote(folders[0].name)}" if len(folders) == 1 else "/"

    def save(self, file: StudioFile) -> bool:
        """Write a draft in the place of its file; what was there is kept as a version before, when
        the last one is older than ten minutes.

        False when no version could be kept: the dossier is saved all the same. Raises what
        Editing.save raises.
        """
        unsaved = self.editing.state(file).unsaved
        kept = not unsaved or self.keep_before(file.folder, _BETWEEN)
        self.editing.save(file)
        return kept

    def keep_before(self, folder: DossierFolder, seconds: float = 0) -> bool:
        """Keep what a dossier now holds on the disk, unless its last version is younger than that;
        whether that could be done."""
        versions = Versions(self.workspace.root, folder)
        try:
            last = versions.latest()
            if last is None or time.time() - last.date.timestamp() >= seconds:
                versions.keep()
        except (VersionsError, OSError):
            return False
        return True

    def folder(self, name: str) -> DossierFolder:
        """The dossier of that name, looked up among those that are there. Raises KeyError."""
        for folder in self.workspace.folders():
            if folder.name == name:
                return folder
        raise KeyError(name)

    def reading(self, folder: DossierFolder) -> DossierReading:
        """The dossier with its drafts over the disk, its findings."""
        stamp = self.stamp(folder)
        with self._lock:
            known = self._readings.get(folder.name)
        if known and known[0] == stamp:
            return known[1]
        reading = self.session.checked(self._modelled(folder, stamp))
        with self._lock:
            self._readings[folder.name] = stamp, reading
        return reading

    def told(self, folder: DossierFolder, diagnostics: Iterable[Diagnostic]) -> list[Finding]:
        """Findings of a dossier; its figures, quotes and people go by what they are called."""
        root: Data = {}
        with suppress(OSError, NotEditableError):
            root = data_of(self.editing.state(next(files_of(folder))).text)
        return [self.plain.finding(each, root) for each in diagnostics]

    def first_file(self, folder: DossierFolder) -> StudioFile:
        """The file to open first: the case study, or the first fiche of who writes fiches alone."""
        dossier = self.reading(folder).dossier
        told = dossier is None or dossier.has_case_study
        files = tuple(files_of(folder))
        fiches = () if told else (file for file in files if file.schema == FICHE)
        return next(iter(fiches), files[0])

    def shown(self, folder: DossierFolder) -> Draft:
        """The dossier as its page shows it while it is typed, its gaps in sight, checks to come."""
        model = self._modelled(folder, self.stamp(folder))
        return shown(self.session, model, self.overlay(folder))

    def excerpt(self, file: StudioFile, path: PathInTree) -> Draft | None:
        """What :meth:`shown` would give of one part of a long dossier, the others cut down to
        their first words; None for a dossier, or a part, that has to be read whole."""
        text = self.editing.state(file).text
        cut = excerpt(data_of(text), path) if len(text) > LONG else None
        if cut is None:
            return None
        overlay = {**self.overlay(file.folder), file.path: cut}
        return shown(self.session, self.session.modelled(file.folder, overlay), overlay)

    def _modelled(self, folder: DossierFolder, stamp: Stamp) -> Modelled:
        with self._lock:
            known = self._models.get(folder.name)
        if known and known[0] == stamp:
            return known[1]
        model = self.session.modelled(folder, self.overlay(folder))
        with self._lock:
            self._models[folder.name] = stamp, model
            while len(self._models) > _MODELS:
                del self._models[next(iter(self._models))]
        return model

    def output(self) -> Output:
        """The documents that were made."""
        output = Output(self.workspace.outputs)
        output.open()
        return output

    def overlay(self, folder: DossierFolder) -> dict[Path, str]:
        """What was typed and not saved yet, by the file where it will go."""
        overlay = {}
        for file in files_of(folder):
            try:
                state = self.editing.state(file)
            except (OSError, NotEditableError):
                continue  # the reading tells why
            if state.unsaved:
                overlay[file.path] = typed(state.text)
        return overlay

    def stamp(self, folder: DossierFolder) -> Stamp:
        """What changes with any file of a dossier, and with its drafts."""
        drafts = self.editing.places(folder)
        return tuple(sorted(filter(None, map(stamp_of, (*folder.path.rglob("*"), *drafts)))))


def _nearly(root: Path) -> bool:
    """Whether a folder holds dossiers under a name that is not quite the right one."""
    return any(sans_accents(plier(each.name)).startswith("depart") for each in entries(root))


def stamp_of(file: Path) -> tuple[str, tuple[int, ...]] | None:
    """What changes with a file; None when it is not there."""
    try:
        known = file.stat()
    except OSError:
        return None
    return str(file), state_of(known)
