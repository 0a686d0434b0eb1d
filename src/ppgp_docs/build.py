"""The main job: from dossiers to documents, steps 2 to 8, saying what happens as it happens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

from attrs import evolve, frozen

from ppgp_docs.check.consent import as_published
from ppgp_docs.contract import Document, Format
from ppgp_docs.diagnostics import Diagnostic, ExitCode, Severity, has_errors, in_file_order
from ppgp_docs.engine import Engine, Reading
from ppgp_docs.find import DossierFolder, Workspace
from ppgp_docs.inputs import Inputs, inputs_of
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.render import Rendered
from ppgp_docs.worker import Recipe, render_all
from ppgp_docs.write import Artifact, Output, not_written, open_output, sha256


@frozen
class Request:
    """What a build is asked for.

    ``only`` are format ids (all when empty); ``jobs`` the number of processes; ``force`` makes
    again what is up to date; ``strict`` refuses warnings; ``fail_fast`` stops at the first error;
    ``archive`` also makes the archival variants of the formats that have one; ``publication``
    makes nothing of a dossier that lacks a consent.
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


@frozen
class Said:
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
    """A document could not be made; the previous one, if any, still stands."""

    document: Document
    exit_code: ExitCode
    trace: str = ""


Event: TypeAlias = Said | Blocked | Refused | Planned | Made | Failed


@frozen
class _Task:
    """A document to make, its place below the output folder, what it is made from."""

    document: Document
    path: str
    dossier: str
    inputs: Inputs


class Build:
    """One build; iterate over :meth:`run` and it happens."""

    def __init__(self, request: Request, engine: Engine) -> None:
        self._request, self._engine = request, engine
        self._output = Output(request.output, {})

    def run(self) -> Iterator[Event]:
        """Make every document that was asked for; each event is one thing that happened."""
        self._output, said = open_output(self._request.output)
        yield Said((*self._engine.plugins.diagnostics, *said))
        tasks: list[_Task] = []
        for folder in self._request.folders:
            reading = self._read(folder)
            yield Said(in_file_order(reading.diagnostics))
            if reading.dossier is None or self._refuses(reading.diagnostics):
                yield Blocked(reading)
                if self._request.fail_fast:
                    return
                continue
            yield from self._plan(reading, tasks)
        yield Planned(len(tasks))
        yield from self._make(tasks)

    def _read(self, folder: DossierFolder) -> Reading:
        """Steps 2 to 5; what a draft may lack is an error in a publication."""
        reading = self._engine.read(folder)
        if not self._request.publication:
            return reading
        found = tuple(map(as_published, reading.diagnostics))
        dossier = None if has_errors(found) else reading.dossier
        return evolve(reading, diagnostics=found, dossier=dossier)

    def _refuses(self, diagnostics: Sequence[Diagnostic]) -> bool:
        return self._request.strict and any(d.severity >= Severity.WARNING for d in diagnostics)

    def _plan(self, reading: Reading, tasks: list[_Task]) -> Iterator[Event]:
        for format in self._engine.plugins.formats:
            if self._request.only and format.id not in self._request.only:
                continue
            for task in self._tasks(reading, format):
                if reason := format.refusal(task.document):
                    yield Refused(task.document, reason)
                elif current := self._current(task):
                    yield Made(current, self._output.folder / task.path, fresh=False)
                else:
                    tasks.append(task)

    def _tasks(self, reading: Reading, format: Format) -> Iterator[_Task]:
        assert reading.dossier is not None
        name = reading.folder.name
        for document in self._documents(reading.dossier, format):
            path = f"{name}/{document.name}{format.suffix}"
            inputs = inputs_of(reading.folder, self._engine, format)
            yield _Task(document, path, name, inputs)

    def _documents(self, dossier: Dossier, format: Format) -> Iterator[Document]:
        for document in format.documents(dossier):
            yield document
            if self._request.archive and _archives(document, format):
                yield evolve(document, name=f"{document.name}-archive", archive=True)

    def _current(self, task: _Task) -> Artifact | None:
        if self._request.force:
            return None
        return self._output.up_to_date(task.path, task.inputs.key)

    def _make(self, tasks: Sequence[_Task]) -> Iterator[Event]:
        recipe = Recipe(self._request.workspace, self._request.plugin_folders)
        documents = [task.document for task in tasks]
        renderings = render_all(documents, self._engine, recipe, self._request.jobs)
        for index, rendered in renderings:
            yield Said(rendered.diagnostics)
            for event in self._finish(tasks[index], rendered):
                yield event
                if isinstance(event, Failed) and self._request.fail_fast:
                    return

    def _finish(self, task: _Task, rendered: Rendered) -> Iterator[Event]:
        """Step 8 for one document."""
        if rendered.data is None:
            yield Failed(task.document, rendered.exit_code, rendered.trace)
            return
        if self._refuses(rendered.diagnostics):
            yield Failed(task.document, ExitCode.RENDER_FAILED)
            return
        artifact = _artifact(task, rendered, rendered.data)
        place = self._output.folder / task.path
        try:
            self._output, said = self._output.save(rendered.data, artifact)
        except OSError as problem:
            yield Said((not_written(place, problem),))
            yield Failed(task.document, ExitCode.RENDER_FAILED)
            return
        _, failures = self._engine.plugins.call("ppgp_after_write", artifact=artifact)
        yield Said((*said, *failures))
        yield Made(artifact, place, fresh=True)


def _archives(document: Document, format: Format) -> bool:
    """Whether it has an archival variant; the reason for not making it is said once."""
    return getattr(format, "archives", False) and not format.refusal(document)


def _artifact(task: _Task, rendered: Rendered, data: bytes) -> Artifact:
    warnings = sum(finding.severity is Severity.WARNING for finding in rendered.diagnostics)
    return Artifact(
        format=task.document.format,
        dossier=task.dossier,
        path=task.path,
        title=task.document.title,
        sha256=sha256(data),
        bytes=len(data),
        key=task.inputs.key,
        inputs=task.inputs.files,
        versions=task.inputs.versions,
        seconds=round(rendered.seconds, 3),
        warnings=warnings,
    )
