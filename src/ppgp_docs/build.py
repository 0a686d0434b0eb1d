"""The main job: from dossiers to documents, steps 2 to 8, saying what happens as it happens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final, TypeAlias

from attrs import evolve, frozen

from ppgp_docs.diagnostics import Diagnostic, ExitCode, Severity, has_errors, in_file_order
from ppgp_docs.draft.remaining import ToDo
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.plugin import answers
from ppgp_docs.plugin.failures import start_of
from ppgp_docs.plugin.formats import Document
from ppgp_docs.prove.withdrawn_names import withdrawn_names
from ppgp_docs.publication.redaction import Names
from ppgp_docs.publication.requirements import as_published
from ppgp_docs.render.drafts import SUFFIX, as_drafts, read_draft
from ppgp_docs.render.fingerprint import Inputs, files_of, inputs_of, run_fingerprint
from ppgp_docs.render.limits import DEFAULT, Limits
from ppgp_docs.render.planning import Candidate, Plan, plan
from ppgp_docs.render.prepare import prepared_apart
from ppgp_docs.render.render import STOPPED, Rendered
from ppgp_docs.render.workers import SessionConfig, render_all
from ppgp_docs.session import Reading, Session
from ppgp_docs.workspace.disk import is_there, sha256
from ppgp_docs.workspace.find import Workspace, workspace_diagnostics
from ppgp_docs.workspace.folder import DossierFolder
from ppgp_docs.workspace.lock import PATIENCE, LockedError
from ppgp_docs.workspace.manifest import Artifact, Manifest
from ppgp_docs.workspace.output import Output, no_longer_made, not_written


@frozen
class Request:
    """What a build is asked for.

    ``only`` are format ids (all when empty); ``jobs`` the number of processes; ``force`` makes
    again what is up to date; ``strict`` refuses warnings; ``fail_fast`` stops at the first error;
    ``archive`` also makes the archival variants of the formats that have one; ``publication``
    makes nothing of a dossier that lacks a consent; ``draft`` makes drafts, errors or not, beside
    the documents; ``limits`` are what a document may take.
    """

    workspace: Workspace
    folders: tuple[DossierFolder, ...]
    output: Path
    only: frozenset[str] = frozenset()
    jobs: int = 1
    force: bool = False
    strict: bool = False
    fail_fast: bool = False
    plugin_folders: tuple[Path, ...] = ()
    archive: bool = False
    publication: bool = False
    draft: bool = False
    limits: Limits = DEFAULT


@frozen
class DiagnosticsFound:
    """Findings to show."""

    diagnostics: tuple[Diagnostic, ...]


@frozen
class Blocked:
    """A dossier has errors: nothing is made of it, its previous documents stand."""

    reading: Reading


@frozen
class Refused:
    """A format does not apply to a dossier, and says why."""

    document: Document
    reason: str


@frozen
class Planned:
    """How many documents are about to be rendered."""

    count: int


@frozen
class Made:
    """A document is in its place; ``fresh`` is False when it already was up to date."""

    artifact: Artifact
    path: Path
    fresh: bool


@frozen
class Failed:
    """A document could not be made; ``stands`` tells whether there still is a previous one."""

    document: Document
    exit_code: ExitCode
    trace: str = ""
    stands: bool = False


AFTER_WRITE: Final = "ppgp_after_write"

Event: TypeAlias = DiagnosticsFound | Blocked | Refused | Planned | Made | Failed


@frozen
class _Task:
    """A document to make, its place below the output folder, what it is made from."""

    document: Document
    path: str
    dossier: str
    inputs: Inputs
    withdrawn: Names


class Build:
    """One build; iterate over :meth:`run` and it happens."""

    def __init__(self, request: Request, session: Session) -> None:
        self._request, self._session = request, session
        self._output = Output(request.output)
        self._fingerprint = run_fingerprint(session)
        self._locked = self._whole = False

    def run(self) -> Iterator[Event]:
        """Make every document that was asked for; each event is one thing that happened."""
        try:
            yield from self._run()
        except BaseException:
            self._output.close(patience=0)
            raise
        yield DiagnosticsFound(tuple(self._output.close()))
        if self._whole and not self._request.draft:
            yield from self._end()

    def _run(self) -> Iterator[Event]:
        said = self._output.open()
        around = workspace_diagnostics(self._request.workspace)
        yield DiagnosticsFound((*self._session.plugins.diagnostics, *around, *said))
        tasks: list[_Task] = []
        for folder in self._request.folders:
            reading, remaining = self._read(folder)
            yield DiagnosticsFound(in_file_order(reading.diagnostics))
            if reading.dossier is None or self._refuses(reading.diagnostics):
                yield Blocked(reading)
                if self._request.fail_fast:
                    return
                continue
            planned = self._plan(reading.dossier, remaining)
            yield DiagnosticsFound(planned.diagnostics)
            if has_errors(planned.diagnostics) and self._request.fail_fast:
                return
            if self._refuses(each for each in planned.diagnostics if not each.is_error):
                yield Blocked(reading)
                continue
            yield DiagnosticsFound(self._left_behind(folder, planned.candidates))
            yield from self._sort(reading, planned.candidates, tasks)
        yield Planned(len(tasks))
        yield from self._make(tasks)

    def _read(self, folder: DossierFolder) -> tuple[Reading, tuple[ToDo, ...]]:
        """Steps 2 to 5, and what remains to be done on a draft; what a document may lack is an
        error in a publication."""
        if self._request.draft:
            made = read_draft(self._session, folder)
            return made.reading, made.remaining
        reading = self._session.read(folder)
        if not self._request.publication:
            return reading, ()
        found = tuple(map(as_published, reading.diagnostics))
        dossier = None if has_errors(found) else reading.dossier
        return evolve(reading, diagnostics=found, dossier=dossier), ()

    def _refuses(self, diagnostics: Iterable[Diagnostic]) -> bool:
        strict = self._request.strict and not self._request.draft
        return strict and any(d.severity >= Severity.WARNING for d in diagnostics)

    def _plan(self, dossier: Dossier, remaining: Sequence[ToDo]) -> Plan:
        made = plan(dossier, self._session.plugins, self._request.only, self._request.archive)
        if not self._request.draft:
            return made
        return evolve(made, candidates=tuple(as_drafts(made.candidates, remaining)))

    def _left_behind(
        self, folder: DossierFolder, candidates: Sequence[Candidate]
    ) -> tuple[Diagnostic, ...]:
        """Documents of former builds that this dossier no longer makes; they are left alone."""
        if self._request.only:
            return ()  # what other formats make is not known here
        wanted = {f"{folder.name}/{each.file_name}" for each in candidates if not each.reason}
        kept = [artifact for artifact in self._output.artifacts.values() if not artifact.archive]
        mine = [
            artifact.path
            for artifact in kept
            if artifact.dossier == folder.name and artifact.draft == self._request.draft
        ]
        places = [self._output.folder / path for path in sorted(set(mine) - wanted)]
        return tuple(no_longer_made(place) for place in places if is_there(place))

    def _sort(
        self, reading: Reading, candidates: Sequence[Candidate], tasks: list[_Task]
    ) -> Iterator[Event]:
        """What is refused or up to date is an event, what is to be made goes to ``tasks``."""
        files = files_of(reading.folder)
        for candidate in candidates:
            if candidate.reason:
                yield Refused(candidate.document, candidate.reason)
                continue
            task = self._task(reading, files, candidate)
            if current := self._current(task):
                yield DiagnosticsFound(tuple(self._told_to_plugins(current)))
                yield Made(current, self._output.folder / task.path, fresh=False)
            else:
                tasks.append(task)

    def _task(self, reading: Reading, files: dict[str, str], candidate: Candidate) -> _Task:
        home = reading.folder.name
        path = f"{home}/{candidate.file_name}"
        inputs = inputs_of(files, self._fingerprint, candidate.format)
        if self._request.draft:
            inputs = evolve(inputs, key=f"{inputs.key}{SUFFIX}")
        return _Task(candidate.document, path, home, inputs, reading.withdrawn)

    def _current(self, task: _Task) -> Artifact | None:
        if self._request.force:
            return None
        return self._output.up_to_date(task.path, task.inputs.key)

    def _make(self, tasks: Sequence[_Task]) -> Iterator[Event]:
        config = SessionConfig(
            self._request.workspace,
            self._request.plugin_folders,
            self._request.limits,
            dict(self._session.plugins.refused),
        )
        documents = [task.document for task in tasks]
        ready = [prepared_apart(document, self._session) for document in documents]
        for each in filter(None, ready):
            yield DiagnosticsFound(each.diagnostics)
        renderings = render_all(documents, config, self._request.jobs, ready)
        for index, rendered in renderings:
            yield DiagnosticsFound(self._blamed(tasks[index].document, rendered.diagnostics))
            for event in self._finish(tasks[index], rendered):
                yield event
                if isinstance(event, Failed) and self._request.fail_fast:
                    return
        self._whole = True

    def _blamed(self, document: Document, found: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
        """What stopped the worker of a stranger's document, at the place of its code."""
        plugins = self._session.plugins
        if plugins.owner(document.format).is_ours:
            return tuple(found)
        place = start_of(plugins.format(document.format).render)
        return tuple(replace(d, span=place) if d.code in STOPPED else d for d in found)

    def _finish(self, task: _Task, rendered: Rendered) -> Iterator[Event]:
        """Step 8 for one document."""
        place = self._output.folder / task.path
        failed = Failed(task.document, rendered.exit_code, rendered.trace, is_there(place))
        if rendered.data is None:
            yield failed
            return
        if named := tuple(withdrawn_names(rendered.data, task.withdrawn, task.document)):
            yield DiagnosticsFound(named)
            yield evolve(failed, exit_code=ExitCode.PROOF_FAILED)
            return
        failed = evolve(failed, exit_code=ExitCode.RENDER_FAILED)
        if self._refuses(rendered.diagnostics):
            yield failed
            return
        hooks = self._session.plugins.implementations(AFTER_WRITE)
        waiting = () if self._request.draft else tuple(each.plugin_name for each in hooks)
        artifact = evolve(_artifact(task, rendered, rendered.data), waiting=waiting)
        try:
            patience = 0 if self._locked else PATIENCE
            said = self._output.save(rendered.data, artifact, patience)
        except OSError as problem:
            yield DiagnosticsFound(self._unwritten(place, problem))
            yield failed
            return
        yield DiagnosticsFound((*said, *self._told_to_plugins(artifact)))
        yield Made(artifact, place, fresh=True)

    def _told_to_plugins(self, artifact: Artifact) -> Iterator[Diagnostic]:
        """Tell a document to the plugins that wait for it; those that fail go on waiting."""
        plugins, waiting = self._session.plugins, set(artifact.waiting)
        where = {
            "path": self._output.folder / artifact.path,
            "workspace": self._request.workspace.root,
        }
        for each in plugins.implementations(AFTER_WRITE):
            if each.plugin_name in artifact.waiting:
                _, fault = plugins.ask_one(each, answers.ignored, artifact=artifact, **where)
                if fault:
                    yield fault
                else:
                    waiting.remove(each.plugin_name)
        if waiting != set(artifact.waiting):
            yield from self._output.note(artifact.path, waiting=tuple(sorted(waiting)))

    def _end(self) -> Iterator[Event]:
        """Tell all documents to the plugins, once their list is written."""
        finished = (each for each in self._output.artifacts.values() if not each.draft)
        artifacts = sorted(finished, key=lambda each: each.path)
        manifest = Manifest(self._output.folder, tuple(artifacts))
        _, faults = self._session.plugins.call(
            "ppgp_after_build", answers.ignored, manifest=manifest
        )
        yield DiagnosticsFound(tuple(faults))

    def _unwritten(self, place: Path, problem: OSError) -> tuple[Diagnostic, ...]:
        """Why a document is not in its place; that the folder is held is told once."""
        told_before, self._locked = self._locked, isinstance(problem, LockedError)
        return () if told_before and self._locked else (not_written(place, problem),)


def _artifact(task: _Task, rendered: Rendered, data: bytes) -> Artifact:
    warnings = sum(finding.severity is Severity.WARNING for finding in rendered.diagnostics)
    return Artifact(
        format=task.document.format,
        dossier=task.dossier,
        path=task.path,
        title=task.document.title,
        archive=task.document.archive,
        draft=bool(task.document.remaining),
        sha256=sha256(data),
        bytes=len(data),
        key=task.inputs.key,
        inputs=task.inputs.files,
        versions=task.inputs.versions,
        seconds=round(rendered.seconds, 3),
        warnings=warnings,
    )
