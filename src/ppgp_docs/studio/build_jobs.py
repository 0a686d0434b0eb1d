"""Documents being made: a build of one dossier, told as it goes, in processes of its own."""

from __future__ import annotations

import threading
from contextlib import closing
from pathlib import Path
from typing import Final

from attrs import define, field, frozen

from ppgp_docs.build import events
from ppgp_docs.build.build import Build
from ppgp_docs.build.events import Request
from ppgp_docs.cache.digests import Digests
from ppgp_docs.cache.state import State
from ppgp_docs.diagnostics import HandledError, Severity
from ppgp_docs.francais.nombres import taille
from ppgp_docs.plugin.formats import Format
from ppgp_docs.render.engine import Engine
from ppgp_docs.render.fingerprint import Fingerprints
from ppgp_docs.render.planning import plan
from ppgp_docs.status import DocumentStates
from ppgp_docs.studio.form_fields import Finding
from ppgp_docs.studio.open_workspace import OpenWorkspace
from ppgp_docs.system_errors import real_path
from ppgp_docs.workspace.folder import DossierFolder
from ppgp_docs.workspace.manifest import Artifact

_DRAFT: Final = "Brouillon, avec ce qui reste à faire"


@define
class Job:
    """A build under way, or done: what it made, what it could not make and why.

    ``broken`` names what stopped it before its end, a fault of ours.
    """

    total: int = 0
    done: int = 0
    over: bool = False
    made: list[str] = field(factory=list)
    failed: list[str] = field(factory=list)
    findings: list[Finding] = field(factory=list)
    broken: str = ""
    thread: threading.Thread | None = field(default=None, repr=False, eq=False)

    def look(self) -> Job:
        """The job as it stands: one whose thread is gone is over, whatever took it."""
        if not self.over and self.thread is not None and not self.thread.is_alive():
            self.over, self.broken = True, self.broken or "Thread"
        return self


@frozen
class Listed:
    """A document of a dossier: what it is called, how it stands; ``address`` downloads it.

    ``reason`` says why it cannot be made; ``state`` what it has become, when it is no longer up to
    date.
    """

    title: str
    kind: str
    file: str
    address: str = ""
    size: str = ""
    made: float = 0.0
    state: str = ""
    reason: str = ""
    draft: bool = False


class BuildJobs:
    """The builds of an opened workspace, one for each dossier at a time."""

    def __init__(self, opened: OpenWorkspace) -> None:
        self._opened = opened
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()

    def job(self, folder: DossierFolder) -> Job | None:
        """The last build of a dossier."""
        job = self._jobs.get(folder.name)
        return job.look() if job else None

    def start(
        self, folder: DossierFolder, *, publication: bool = False, draft: bool = False
    ) -> None:
        """Begin to make the documents of a dossier, unless they are being made.

        A ``draft`` has files of its own, errors or not; a ``publication`` refuses what lacks a
        consent.
        """
        with self._lock:
            job = self._jobs.get(folder.name)
            if job and not job.look().over:
                return
            job = self._jobs[folder.name] = Job()
        request = Request(
            self._opened.workspace,
            (folder,),
            self._opened.workspace.outputs,
            plugin_folders=self._opened.plugin_folders,
            publication=publication,
            draft=draft,
        )
        job.thread = threading.Thread(target=self._run, args=(job, request), daemon=True)
        try:
            job.thread.start()
        except RuntimeError as problem:  # the system has no thread left
            job.over, job.broken = True, type(problem).__name__

    def _run(self, job: Job, request: Request) -> None:
        try:
            opened = self._opened
            state = State.of(opened.workspace.root)
            engine = Engine(opened.workspace, opened.plugin_folders, state)
            with closing(Build(request, engine).run()) as happened:
                for event in happened:
                    self._note(job, event)
        except HandledError as problem:
            job.failed.append("Aucun document")
            job.findings += map(self._opened.plain.finding, problem.diagnostics)
        except Exception as problem:  # else nobody would know why it stopped
            job.broken = type(problem).__name__
        finally:
            job.over = True

    def _note(self, job: Job, event: events.Event) -> None:
        match event:
            case events.Counted(count):
                job.total = count
            case events.Made(artifact, _, fresh):
                job.done += fresh
                job.made.append(artifact.title)
            case events.Failed(_, title):
                job.done += 1
                job.failed.append(title)
            case events.Blocked():
                job.failed.append("Aucun document : le dossier a des erreurs à corriger")
            case events.DiagnosticsFound(found):
                grave = [each for each in found if each.severity is Severity.ERROR]
                job.findings += map(self._opened.plain.finding, grave)

    def listed(self, folder: DossierFolder) -> tuple[Listed, ...]:
        """The documents of a dossier, made or to be made."""
        every = self._artifacts(folder)
        states = self._states(folder)
        drafts = tuple(self._made(folder, each, states, _DRAFT) for each in every if each.draft)
        made = {each.path: each for each in every if not each.draft}
        dossier = self._opened.reading(folder).dossier
        if dossier is None:
            return (*(self._made(folder, artifact, states) for artifact in made.values()), *drafts)
        planned = plan(dossier, self._opened.session.plugins, frozenset(), False)
        listed = []
        for each in planned.candidates:
            path = f"{folder.name}/{each.file_name}"
            kind = _kind(each.format)
            if path in made and not each.reason:
                listed.append(self._made(folder, made[path], states, kind))
            else:
                reason = self._opened.plain.sentence(each.reason or "")
                title = each.document.title
                listed.append(Listed(title, kind, each.file_name, reason=reason))
        return (*listed, *drafts)

    def place(self, folder: DossierFolder, name: str) -> Path:
        """The file of a document of that dossier. Raises KeyError for any other file."""
        for artifact in self._artifacts(folder):
            place = self._opened.workspace.outputs / artifact.path
            if place.name == name and place.is_file():
                return place
        raise KeyError(name)

    def _artifacts(self, folder: DossierFolder) -> list[Artifact]:
        output = self._opened.output()
        found = [each for each in output.artifacts.values() if each.dossier == folder.name]
        inside = real_path(output.folder)
        return [
            each
            for each in found
            if (place := output.folder / each.path).is_file()
            and real_path(place).is_relative_to(inside)
        ]

    def _states(self, folder: DossierFolder) -> DocumentStates:
        session = self._opened.session
        return DocumentStates(
            self._opened.output(), session, Fingerprints(session, Digests()), folder
        )

    def _made(
        self, folder: DossierFolder, artifact: Artifact, states: DocumentStates, kind: str = ""
    ) -> Listed:
        place = self._opened.workspace.outputs / artifact.path
        known = place.stat()
        kinds = {each.id: _kind(each) for each in self._opened.session.plugins.formats}
        return Listed(
            artifact.title,
            kind or kinds.get(artifact.format, artifact.title),
            place.name,
            f"/documents/{folder.name}/{place.name}",
            taille(known.st_size),
            known.st_mtime,
            states.state_in_words(artifact),
            draft=artifact.draft,
        )


def _kind(format: Format) -> str:
    return f"{format.label}, {format.suffix.removeprefix('.').upper()}"
