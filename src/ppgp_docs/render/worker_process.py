"""A worker, from within: it starts a session once, then reads dossiers and makes documents, one
after the other.

What ends it is told by who asked (``render/workers.py``).
"""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve, frozen

from ppgp_docs.cache.digests import Digests
from ppgp_docs.diagnostics import Diagnostic, HandledError
from ppgp_docs.processes import die_with_parent, limit_memory
from ppgp_docs.render.limits import DEFAULT, Limits
from ppgp_docs.render.survey import Survey, Wanted, survey, unpack
from ppgp_docs.workspace.find import Workspace
from ppgp_docs.workspace.folder import DossierFolder

if TYPE_CHECKING:
    from ppgp_docs.plugin.formats import Document
    from ppgp_docs.plugin.printed import Printed
    from ppgp_docs.plugin.workspace_guard import WorkspaceGuard
    from ppgp_docs.render.fingerprint import Fingerprints
    from ppgp_docs.render.jobs import Job
    from ppgp_docs.render.loaded import Loaded
    from ppgp_docs.render.prepare import Prepared
    from ppgp_docs.render.rendered import Rendered
    from ppgp_docs.session import Session


@frozen
class SessionConfig:
    """What a process needs to start a session like ours, and what a document may take there.

    ``templates`` are those that strangers' plugins bring; of these, ``only`` some are loaded.
    Temporary files are made in the ``temporary`` folder, which is erased for the process.
    Pictures made ready are kept in ``pictures``.
    """

    workspace: Workspace
    plugin_folders: tuple[Path, ...] = ()
    limits: Limits = DEFAULT
    templates: tuple[Path, ...] = ()
    only: frozenset[str] = frozenset()
    temporary: Path | None = None
    pictures: Path | None = None


class _Process:
    """The session of a worker process, started once by the pool, before any work comes, but where
    a stranger's plugin is loaded: it may end the process. ``fault`` is why there is none."""

    started: Session | None = None
    fault: HandledError | None = None
    config: SessionConfig
    guard: WorkspaceGuard | None = None
    printed: Printed | None = None
    formats: Final[set[str]] = set()
    aside = 0

    @property
    def session(self) -> Session:
        if self.started is None and self.fault is None:
            self._start()
        if self.started is None:
            raise self.fault or RuntimeError("no session was started")
        return self.started

    def _start(self) -> None:
        from ppgp_docs.session import Session

        config = self.config
        try:
            self.started = Session.start(
                config.workspace,
                config.plugin_folders,
                only=config.only,
                templates=config.templates,
            )
        except HandledError as problem:
            self.fault = problem

    @cached_property
    def fingerprints(self) -> Fingerprints:
        from ppgp_docs.render.fingerprint import Fingerprints

        return Fingerprints(self.session, Digests())


_process: Final = _Process()


def start(config: SessionConfig) -> None:
    """Begin the process. It never raises HandledError: a pool would start it again and again."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which stops us
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # and at once, even within a library
    die_with_parent()
    limit_memory(3 * config.limits.bytes)  # a wall behind the watch
    from ppgp_docs.assets.prepare import keep_pictures
    from ppgp_docs.plugin.left_running import adopt
    from ppgp_docs.plugin.own_folder import use
    from ppgp_docs.processes import silence

    silence()
    adopt()
    if config.temporary:
        use(config.temporary)
    gc.set_threshold(*_THRESHOLDS)
    keep_pictures(config.pictures)
    _process.config = config
    if not config.only:
        with suppress(HandledError):
            _ = _process.session
        return
    _keep_workspace(config)


def _keep_workspace(config: SessionConfig) -> None:
    """What a stranger's code that is loaded here does changes nothing there, nor in the group."""
    from ppgp_docs.plugin import landlock
    from ppgp_docs.plugin.printed import Printed
    from ppgp_docs.plugin.workspace_guard import WorkspaceGuard
    from ppgp_docs.processes import leave_group

    leave_group()
    _process.printed = Printed()
    _process.guard = WorkspaceGuard(config.workspace.root)
    _process.guard.start()
    if config.temporary:
        landlock.keep(config.workspace.root, config.temporary)


def loaded() -> Loaded:
    """What there is to know of the plugins. Raises HandledError where no session starts."""
    from ppgp_docs.render.loaded import loaded_of

    return loaded_of(_process.session.plugins)


def survey_dossier(folder: DossierFolder, wanted: Wanted) -> Survey:
    """Steps 2 to 5, and what is planned. Raises HandledError where no session starts."""
    return survey(folder, _process.session, _process.fingerprints, wanted)


def render(jobs: bytes, rank: int, prepared: Prepared | None) -> Rendered:
    """Steps 6 and 7 for the job of that rank. Raises HandledError where no session starts."""
    from ppgp_docs.render.render import render_job

    job = _unpacked(jobs)[rank]
    if len(_process.formats) > _process.aside:
        _set_libraries_aside()
    _process.formats.add(job.document.format)
    return render_job(job, _process.session, prepared=prepared)


def render_strangers(
    jobs: bytes, rank: int, prepared: Prepared | None, words: Path, seconds: int
) -> bytes:
    """The same for a stranger's format, as bytes that hold nothing of its code, telling what it
    left or tried meanwhile; in ``words``, where it was if it does not end within so many seconds,
    or ends the process."""
    from ppgp_docs.plugin.failures import own_line, start_of
    from ppgp_docs.plugin.last_words import Witness
    from ppgp_docs.plugin.left_running import LEFT, stay_out, stop_left_running, threads_left
    from ppgp_docs.plugin.serialization import packed
    from ppgp_docs.render.rendered import crashed_here

    document, function, process = _unpacked(jobs)[rank].document, None, os.getpid()
    try:
        with Witness(words).within(seconds), threads_left() as deeds:
            session = _process.session
            function = session.plugins.format(document.format).render
            rendered = render(jobs, rank, prepared)
        stay_out(process)
        deeds += [LEFT] if stop_left_running() else []
        deeds += [each.told for each in _process.guard.deeds()] if _process.guard else ()
        deeds += _process.printed.settle() if _process.printed else ()
        told = tuple(_misdeed(each, session, document) for each in deeds)
        return packed(evolve(rendered, diagnostics=(*rendered.diagnostics, *told)), {})
    except MemoryError:
        raise MemoryError from None  # the limits tell it
    except BaseException as problem:  # of a class, or with a value, that only the stranger has
        place = own_line(problem, function) or start_of(function)
        return packed(crashed_here(document, problem, place), {})


def _misdeed(deed: str, session: Session, document: Document) -> Diagnostic:
    """What the format of a document did beside making it."""
    from ppgp_docs.plugin.failures import failed, start_of

    place = start_of(session.plugins.format(document.format).render)
    owner = session.plugins.owner(document.format).name
    return replace(failed(owner, "render", deed, place, (document,)), stops=False)


def tell(hook: str, arguments: Mapping[str, Any]) -> list[Diagnostic]:
    """Tell something to the plugins; what went wrong. Raises HandledError when there is no
    session."""
    return _process.session.plugins.tell(hook, **arguments)


def _set_libraries_aside() -> None:
    """What the first document of a format loaded stays: there is no looking for garbage in it.

    Done when another document comes: a worker that made its last one has no use for it.
    """
    gc.collect()
    gc.freeze()
    _process.aside = len(_process.formats)


_THRESHOLDS: Final = (100_000, 20, 100)
"""A page is hundreds of thousands of objects that all live until it is drawn: looking for garbage
among them every 700 took a tenth of the time of a PDF."""


@lru_cache(maxsize=1)
def _unpacked(jobs: bytes) -> list[Job]:
    """The documents of a dossier often come one after the other."""
    return unpack(jobs)
