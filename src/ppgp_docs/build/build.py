"""The main job: from dossiers to documents, steps 2 to 8, saying what happens as it happens."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

from attrs import evolve, frozen

from ppgp_docs.build.events import (
    Blocked,
    Counted,
    DiagnosticsFound,
    Event,
    Failed,
    Made,
    Refused,
    Reported,
    Request,
)
from ppgp_docs.build.plugin_hooks import PluginHooks
from ppgp_docs.build.told_once import ToldOnce
from ppgp_docs.diagnostics import Diagnostic, ExitCode, Severity, has_errors, in_file_order
from ppgp_docs.publication.requirements import as_published
from ppgp_docs.render.engine import Engine
from ppgp_docs.render.rendered import STOPPED, Rendered
from ppgp_docs.render.survey import Planned, Survey, Wanted, unpack
from ppgp_docs.render.workers import Order, Workers
from ppgp_docs.workspace.disk import is_there, sha256
from ppgp_docs.workspace.find import workspace_diagnostics
from ppgp_docs.workspace.folder import DossierFolder
from ppgp_docs.workspace.lock import PATIENCE, LockedError
from ppgp_docs.workspace.manifest import Artifact
from ppgp_docs.workspace.output import Output, no_longer_made, not_written

if TYPE_CHECKING:
    from ppgp_docs.render.lone_process import LoneProcess


@frozen
class _Task:
    """A document to make, its place below the output folder, its dossier."""

    planned: Planned
    path: str
    folder: DossierFolder
    survey: Survey
    rank: int


class Build:
    """One build; iterate over :meth:`run` and it happens."""

    def __init__(self, request: Request, engine: Engine, alone: LoneProcess | None = None) -> None:
        """``alone`` is a process that runs already, for a build that is thought to need one."""
        self._request, self._engine, self._alone = request, engine, alone
        self._output = Output(request.output, engine.state.digests.of)
        self._wanted = Wanted(
            *(False, True, request.only, request.archive, request.draft), press=request.press
        )
        self._hooks = PluginHooks(engine, self._output)
        self._locked = self._whole = False
        self._told = ToldOnce()

    def run(self) -> Generator[Event, None, None]:
        """Make every document that was asked for; each event is one thing that happened.

        Close it when you stop before its end, or its processes outlive your interest in them.
        """
        with self._workers() as workers:
            try:
                yield from self._run(workers)
            except BaseException:
                self._output.close(patience=0)
                raise
            finally:
                self._engine.state.save()
            yield DiagnosticsFound(tuple(self._output.close()))
            if self._request.accessibility:
                yield from self._report()
            if self._whole and not self._request.draft:
                yield DiagnosticsFound(tuple(self._hooks.after_build(workers)))

    def _report(self) -> Iterator[Event]:
        """Check what stands in the output folder, before plugins are told of it."""
        from ppgp_docs.accessibility.report import NAME, report

        try:
            place, found = report(self._request.output)
        except OSError as problem:
            place = self._request.output / NAME
            yield DiagnosticsFound((not_written(place, problem),))
            return
        yield DiagnosticsFound(found)
        yield Reported(place)

    def _workers(self) -> Workers:
        asked = self._request
        first = len(asked.folders) * (len(asked.only) or _FORMATS)
        return self._engine.workers(asked.jobs, asked.limits, first, alone=self._alone)

    def _run(self, workers: Workers) -> Iterator[Event]:
        loaded = self._engine.load(workers)
        loaded.refuse_unknown(self._request.only)
        said = self._output.open()
        around = workspace_diagnostics(self._request.workspace)
        yield DiagnosticsFound((*loaded.diagnostics, *around, *said))
        tasks: list[_Task] = []
        for folder, survey in self._surveys(workers):
            yield DiagnosticsFound(in_file_order(survey.findings))
            if self._blocks(survey):
                yield Blocked(folder.name)
                if self._request.fail_fast:
                    return
                continue
            yield DiagnosticsFound(survey.faults)
            if has_errors(survey.faults) and self._request.fail_fast:
                return
            if self._refuses(each for each in survey.faults if not each.is_error):
                yield Blocked(folder.name)
                continue
            yield DiagnosticsFound(self._left_behind(folder, survey.planned))
            yield from self._sort(folder, survey, tasks)
        self._engine.state.save()
        yield Counted(len(tasks))
        yield from self._make(tasks, workers)

    def _surveys(self, workers: Workers) -> Iterator[tuple[DossierFolder, Survey]]:
        """Each dossier with its survey: the one that is remembered, unless it makes documents."""
        folders, known = self._request.folders, {}
        for folder in folders:
            survey = self._engine.known(folder, self._wanted)
            if survey and not self._has_work(folder, survey):
                known[folder] = survey
        asked = [folder for folder in folders if folder not in known]
        made = self._engine.surveys(asked, self._wanted, workers)
        for folder in folders:
            yield folder, self._published(known.get(folder) or next(made))

    def _published(self, survey: Survey) -> Survey:
        """What a draft may lack is an error in a publication."""
        if not self._request.publication:
            return survey
        found = tuple(map(as_published, survey.findings))
        return evolve(survey, findings=found, is_sound=survey.is_sound and not has_errors(found))

    def _blocks(self, survey: Survey) -> bool:
        return not survey.is_sound or self._refuses(survey.findings)

    def _has_work(self, folder: DossierFolder, survey: Survey) -> bool:
        """Whether a document of a dossier is to be made."""
        made = (each for each in survey.planned if each.reason is None)
        return not self._blocks(self._published(survey)) and any(
            self._current(f"{folder.name}/{each.file_name}", each.key) is None for each in made
        )

    def _refuses(self, diagnostics: Iterable[Diagnostic]) -> bool:
        strict = self._request.strict and not self._request.draft
        return strict and any(d.severity >= Severity.WARNING for d in diagnostics)

    def _left_behind(
        self, folder: DossierFolder, planned: Sequence[Planned]
    ) -> tuple[Diagnostic, ...]:
        """Documents of former builds that this dossier no longer makes; they are left alone."""
        if self._request.only:
            return ()  # what other formats make is not known here
        wanted = {f"{folder.name}/{each.file_name}" for each in planned if not each.reason}
        made = self._output.artifacts.values()
        kept = [artifact for artifact in made if not (artifact.archive or artifact.press)]
        mine = [
            artifact.path
            for artifact in kept
            if artifact.dossier == folder.name and artifact.draft == self._request.draft
        ]
        places = [self._output.folder / path for path in sorted(set(mine) - wanted)]
        return tuple(no_longer_made(place) for place in places if is_there(place))

    def _sort(self, folder: DossierFolder, survey: Survey, tasks: list[_Task]) -> Iterator[Event]:
        """What is refused or up to date is an event, what is to be made goes to ``tasks``."""
        ranks = count()
        for planned in survey.planned:
            if planned.reason is not None:
                yield Refused(folder.name, planned.format, planned.reason)
                continue
            rank, path = next(ranks), f"{folder.name}/{planned.file_name}"
            if current := self._current(path, planned.key):
                yield DiagnosticsFound(tuple(self._hooks.after_write(current)))
                yield Made(current, self._output.folder / path, fresh=False)
            else:
                tasks.append(_Task(planned, path, folder, survey, rank))

    def _current(self, path: str, key: str) -> Artifact | None:
        return None if self._request.force else self._output.up_to_date(path, key)

    def _make(self, tasks: Sequence[_Task], workers: Workers) -> Iterator[Event]:
        longest_first = sorted(tasks, key=self._seconds(), reverse=True)
        orders = list(map(self._order, longest_first))
        for each in filter(None, (order.prepared for order in orders)):
            yield DiagnosticsFound(self._told.now(each.diagnostics))
        for index, rendered in workers.render(orders):
            format = longest_first[index].planned.format
            yield DiagnosticsFound(self._told.now(self._blamed(format, rendered.diagnostics)))
            for event in self._finish(longest_first[index], rendered):
                yield event
                if isinstance(event, Failed) and self._request.fail_fast:
                    yield DiagnosticsFound((*self._told.of_templates(), *workers.faults))
                    return
        yield DiagnosticsFound((*self._told.of_templates(), *workers.faults))
        self._whole = True

    def _order(self, task: _Task) -> Order:
        """A document to make, with what strangers' plugins made of its context."""
        order = Order(task.planned, task.survey.place, task.survey.jobs, task.rank)
        if not self._engine.loaded.strangers:
            return order
        from ppgp_docs.render.prepare import prepared_apart

        job, session = unpack(order.jobs)[order.rank], self._engine.session
        needs = session.plugins.needed_for(task.planned.format)
        homes = session.plugins.homes(needs)
        return evolve(order, prepared=prepared_apart(job, session), needs=needs, homes=homes)

    def _blamed(self, format: str, found: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
        """What stopped a stranger's document where nothing of it ran, at the place of its code."""
        if not self._engine.loaded.strangers:
            return tuple(found)
        from ppgp_docs.plugin.failures import start_of

        plugins = self._engine.session.plugins
        if plugins.owner(format).is_ours:
            return tuple(found)
        place = start_of(plugins.format(format).render)
        homes = plugins.homes(plugins.needed_for(format))
        return tuple(replace(e, span=place) if _is_nowhere(e, homes) else e for e in found)

    def _seconds(self) -> Callable[[_Task], float]:
        """How long a document took the last time, or else the longest of its format."""
        known = self._output.artifacts
        longest: dict[str, float] = {}
        for each in known.values():
            longest[each.format] = max(each.seconds, longest.get(each.format, 0))

        def seconds(task: _Task) -> float:
            former = known.get(task.path)
            return former.seconds if former else longest.get(task.planned.format, 0)

        return seconds

    def _finish(self, task: _Task, rendered: Rendered) -> Iterator[Event]:
        """Step 8 for one document."""
        place = self._output.folder / task.path
        planned = task.planned
        told = (rendered.exit_code, rendered.trace, is_there(place))
        failed = Failed(task.path, planned.title, *told)
        if rendered.data is None:
            yield failed
            return
        if named := _names_left(rendered.data, task):
            yield DiagnosticsFound(named)
            yield evolve(failed, exit_code=ExitCode.PROOF_FAILED)
            return
        failed = evolve(failed, exit_code=ExitCode.RENDER_FAILED)
        if self._refuses(rendered.diagnostics):
            yield failed
            return
        waiting = () if self._request.draft else self._hooks.waiting()
        artifact = evolve(self._artifact(task, rendered, rendered.data), waiting=waiting)
        try:
            patience = 0 if self._locked else PATIENCE
            said = self._output.save(rendered.data, artifact, patience)
        except OSError as problem:
            yield DiagnosticsFound(self._unwritten(place, problem))
            yield failed
            return
        yield DiagnosticsFound((*said, *self._hooks.after_write(artifact)))
        yield Made(artifact, place, fresh=True)

    def _unwritten(self, place: Path, problem: OSError) -> tuple[Diagnostic, ...]:
        """Why a document is not in its place; that the folder is held is told once."""
        told_before, self._locked = self._locked, isinstance(problem, LockedError)
        return () if told_before and self._locked else (not_written(place, problem),)

    def _artifact(self, task: _Task, rendered: Rendered, data: bytes) -> Artifact:
        warnings = sum(finding.severity is Severity.WARNING for finding in rendered.diagnostics)
        return Artifact(
            format=task.planned.format,
            dossier=task.folder.name,
            path=task.path,
            title=task.planned.title,
            archive=task.planned.archive,
            press=task.planned.press,
            draft=self._request.draft,
            project=task.planned.project,
            sha256=sha256(data),
            bytes=len(data),
            key=task.planned.key,
            inputs=task.survey.files,
            versions=task.survey.versions,
            seconds=round(rendered.seconds, 3),
            warnings=warnings,
        )


def _is_nowhere(found: Diagnostic, homes: Iterable[Path]) -> bool:
    """Whether what is told of a format does not say where in the code that lies there."""
    is_there = found.span is not None and any(map(found.span.file.is_relative_to, homes))
    return not is_there and (found.code in STOPPED or (found.code == "R001" and not found.span))


_FORMATS: Final = 4
"""Documents of a dossier that are worth a process each, while it is not known what is planned."""


def _names_left(data: bytes, task: _Task) -> tuple[Diagnostic, ...]:
    """The withdrawn names that a document holds all the same."""
    if not task.survey.withdrawn:
        return ()
    from ppgp_docs.prove.withdrawn_names import withdrawn_names

    names, places = pickle.loads(task.survey.withdrawn)
    return tuple(withdrawn_names(data, names, task.planned.name, places, task.survey.place))
