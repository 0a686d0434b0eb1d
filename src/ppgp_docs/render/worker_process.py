"""A worker, from within: it starts a session once, then reads dossiers and makes documents, one
after the other.

What ends it is told by who asked (``render/workers.py``).
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve, field, frozen

from ppgp_docs.cache.digests import Digests
from ppgp_docs.diagnostics import Diagnostic, HandledError
from ppgp_docs.render.limits import DEFAULT, Limits
from ppgp_docs.render.survey import Survey, Wanted, survey, unpack
from ppgp_docs.workspace.find import Workspace
from ppgp_docs.workspace.folder import DossierFolder

if TYPE_CHECKING:
    from ppgp_docs.plugin.formats import Document
    from ppgp_docs.render.fingerprint import Fingerprints
    from ppgp_docs.render.jobs import Job
    from ppgp_docs.render.loaded import Loaded
    from ppgp_docs.render.prepare import Prepared
    from ppgp_docs.render.rendered import Rendered
    from ppgp_docs.session import Session


@frozen
class SessionConfig:
    """What a process needs to start a session like ours, and what a document may take there.

    ``without`` are plugins that would stop it.
    """

    workspace: Workspace
    plugin_folders: tuple[Path, ...] = ()
    limits: Limits = DEFAULT
    without: Mapping[str, Diagnostic] = field(factory=dict)


class _Process:
    """The session of a worker process, started once by the pool, before any work comes; ``fault``
    is why there is none."""

    started: Session | None = None
    fault: HandledError | None = None
    fingerprints: Fingerprints
    formats: Final[set[str]] = set()
    aside = 0

    @property
    def session(self) -> Session:
        if self.started is None:
            raise self.fault or RuntimeError("no session was started")
        return self.started


_process: Final = _Process()


def start(config: SessionConfig) -> None:
    """Begin the process. It never raises HandledError: a pool would start it again and again."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which stops us
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # and at once, even within a library
    threading.Thread(target=_die_with_parent, daemon=True).start()
    _bound(config.limits)
    from ppgp_docs.plugin.isolation import silence
    from ppgp_docs.plugin.left_running import adopt

    silence()
    adopt()
    from ppgp_docs.render.fingerprint import Fingerprints
    from ppgp_docs.session import Session

    gc.set_threshold(*_THRESHOLDS)
    folders, without = config.plugin_folders, config.without
    try:
        _process.started = Session.start(config.workspace, folders, without=without)
        _process.fingerprints = Fingerprints(_process.session, Digests())
    except HandledError as problem:
        _process.fault = problem


def loaded() -> Loaded:
    """What there is to know of the plugins. Raises HandledError where no session starts."""
    from ppgp_docs.render.loaded import loaded_of

    return loaded_of(_process.session.plugins)


def survey_dossier(folder: DossierFolder, wanted: Wanted) -> Survey:
    """Steps 2 to 5, and what is planned. Raises HandledError where no session starts."""
    return survey(folder, _process.session, _process.fingerprints, wanted)


def render(jobs: bytes, rank: int, prepared: Prepared | None) -> Rendered:
    """Steps 6 and 7 for the job of that rank. Raises HandledError where no session starts."""
    from ppgp_docs.plugin.left_running import stop_left_running
    from ppgp_docs.render.render import render_job

    job = _unpacked(jobs)[rank]
    if len(_process.formats) > _process.aside:
        _set_libraries_aside()
    _process.formats.add(job.document.format)
    rendered = render_job(job, _process.session, prepared=prepared)
    return _with_left_running(rendered, job.document) if stop_left_running() else rendered


def _with_left_running(rendered: Rendered, document: Document) -> Rendered:
    """The same, telling whose format left a program behind it."""
    from ppgp_docs.plugin.failures import failed, start_of
    from ppgp_docs.plugin.left_running import LEFT

    plugins = _process.session.plugins
    place = start_of(plugins.format(document.format).render)
    owner = plugins.owner(document.format).name
    told = replace(failed(owner, "render", LEFT, place, (document,)), stops=False)
    return evolve(rendered, diagnostics=(*rendered.diagnostics, told))


def tell(hook: str, arguments: Mapping[str, Any]) -> list[Diagnostic]:
    """Tell something to the plugins; what went wrong. Raises HandledError when there is no
    session."""
    return _process.session.plugins.tell(hook, **arguments)


def _bound(limits: Limits) -> None:
    """A wall behind the watch, where the system has one: what fills memory in one stroke."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        wall = 3 * limits.bytes  # memory that is asked for and never touched counts here
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        wall = wall if hard == resource.RLIM_INFINITY else min(wall, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (wall, hard))


def _die_with_parent() -> None:
    """A parent that is killed cannot stop us."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


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
