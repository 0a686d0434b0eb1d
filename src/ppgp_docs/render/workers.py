"""Rendering in processes of their own, never in the commanding one: a document that takes too much
time or memory, or dies, takes its worker with it and nothing else.

A worker starts a session once, then takes documents one after the other.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, as_completed
from concurrent.futures import TimeoutError as TooLongError
from contextlib import ExitStack, closing, contextmanager, suppress
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import psutil
from attrs import field, frozen
from pebble import ProcessExpired, ProcessPool

from ppgp_docs.cache.digests import Digests
from ppgp_docs.diagnostics import Diagnostic, Span
from ppgp_docs.processes import process_context, uninterrupted
from ppgp_docs.render.limits import DEFAULT, Limits
from ppgp_docs.render.rendered import Rendered, crashed, stopped, too_heavy, too_long
from ppgp_docs.render.survey import Planned, Survey, Wanted, pack, survey, unpack
from ppgp_docs.workspace.find import Workspace
from ppgp_docs.workspace.folder import DossierFolder

if TYPE_CHECKING:
    from ppgp_docs.plugin.formats import Document
    from ppgp_docs.render.fingerprint import Fingerprints
    from ppgp_docs.render.jobs import Job
    from ppgp_docs.render.prepare import Prepared
    from ppgp_docs.session import Session

_WATCHED_EVERY: Final = 0.05
"""In seconds: memory fills by a few tens of megabytes meanwhile."""


@frozen
class SessionConfig:
    """What a process needs to start a session like ours, and what a document may take there.

    ``without`` are plugins that would stop it.
    """

    workspace: Workspace
    plugin_folders: tuple[Path, ...] = ()
    limits: Limits = DEFAULT
    without: Mapping[str, Diagnostic] = field(factory=dict)


@frozen
class Order:
    """A document to make: what is planned, and the job of that rank among those of its dossier;
    ``prepared`` is what plugins made of its context, where they did not do it in the worker."""

    planned: Planned
    place: Span | None
    jobs: bytes
    rank: int
    prepared: Prepared | None = None


class Workers:
    """Processes that read dossiers and make documents; none is started before there is work."""

    def __init__(
        self,
        config: Callable[[], SessionConfig],
        most: int,
        executor: Callable[[], Executor | None] | None = None,
    ) -> None:
        """``executor`` gives what a plugin brings to make documents elsewhere, if one does."""
        self._begin, self._most = config, max(1, most)
        self._bring = executor
        self._exit = ExitStack()
        self._pool: ProcessPool | None = None
        self._too_big: set[int] = set()

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        self._exit.close()

    def survey(self, folders: Sequence[DossierFolder], wanted: Wanted) -> Iterator[Survey | None]:
        """The survey of each dossier, in order; None for one whose process died of it."""
        if not folders:
            return
        pool = self._started(_PER_DOSSIER * len(folders))
        waiting = [pool.schedule(_survey, (folder, wanted)) for folder in folders]
        for future in waiting:
            try:
                yield future.result()
            except (ProcessExpired, MemoryError):
                yield None

    def render(self, orders: Sequence[Order]) -> Iterator[tuple[int, Rendered]]:
        """Each document's index and rendering, as they come; close the iterator to stop."""
        executor = self._bring() if self._bring and orders else None
        if executor is None:
            yield from self._render_here(orders)
            return
        from ppgp_docs.render.remote import render_remotely

        lost: list[int] = []
        with closing(render_remotely(executor, orders, self._config, lost)) as made:
            yield from made
        executor.shutdown(wait=False)  # nothing of ours is left there
        for rank, rendered in self._render_here([orders[index] for index in lost]):
            yield lost[rank], rendered

    def _render_here(self, orders: Sequence[Order]) -> Iterator[tuple[int, Rendered]]:
        if not orders:
            return
        pool, seconds = self._started(len(orders)), self._config.limits.seconds
        futures: dict[Future[Rendered], int] = {
            pool.schedule(_render, (order.jobs, order.rank, order.prepared), timeout=seconds): index
            for index, order in enumerate(orders)
        }
        for future in as_completed(futures):
            index = futures[future]
            yield index, self._outcome(future, orders[index])

    @cached_property
    def _config(self) -> SessionConfig:
        return self._begin()

    def _started(self, tasks: int) -> ProcessPool:
        """The pool, of as many workers as there may be and tasks need."""
        if self._pool is None:
            size, config = min(self._most, tasks), self._config
            context = process_context()
            with uninterrupted():
                pool = ProcessPool(size, initializer=_start, initargs=(config,), context=context)
                self._exit.callback(_stop, pool)
                if not pool.active:  # asking starts its processes
                    raise RuntimeError("no process starts")
            self._pool = pool
            self._too_big = self._exit.enter_context(_watched(config.limits))
        return self._pool

    def _outcome(self, future: Future[Rendered], order: Order) -> Rendered:
        """What became of a document, whatever happened to its process."""
        problem, limits = future.exception(), self._config.limits
        planned, place = order.planned, order.place
        if problem is None:
            return future.result()
        if isinstance(problem, TooLongError):
            return too_long(planned, place, limits)
        if isinstance(problem, ProcessExpired):
            died_of_it = problem.pid in self._too_big
            return too_heavy(planned, place, limits) if died_of_it else stopped(planned)
        if isinstance(problem, MemoryError):
            return too_heavy(planned, place, limits)
        return crashed(planned, problem)


def render_aside(document: Document, config: SessionConfig) -> Rendered:
    """One document, made of all its dossier in a process of its own."""
    from ppgp_docs.render.jobs import Job

    planned = Planned(document.format, document.name, document.title, "", document.archive)
    order = Order(planned, document.dossier.place.span, pack([Job.whole(document)]), 0)
    with Workers(lambda: config, 1) as workers:
        [(_, rendered)] = workers.render([order])
    return rendered


_PER_DOSSIER: Final = 4
"""Workers that are worth starting for a dossier: what is planned of it is not known yet."""


def _stop(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]
    pool.join()


@contextmanager
def _watched(limits: Limits) -> Iterator[set[int]]:
    """Kill the workers that hold more memory than a document may; their process ids are told."""
    killed: set[int] = set()
    over = threading.Event()

    def watch() -> None:
        while not over.wait(_WATCHED_EVERY):
            for process in multiprocessing.active_children():
                with suppress(psutil.Error, OSError):
                    if psutil.Process(process.pid).memory_info().rss > limits.bytes:
                        killed.add(process.pid or 0)
                        process.kill()

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield killed
    finally:
        over.set()
        watcher.join()


class _Process:
    """The session of a worker process, started once by the pool, before any work comes."""

    session: Session
    fingerprints: Fingerprints
    formats: Final[set[str]] = set()


_process: Final = _Process()


def _start(config: SessionConfig) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which stops us
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # and at once, even within a library
    threading.Thread(target=_die_with_parent, daemon=True).start()
    _bound(config.limits)
    from ppgp_docs.plugin.isolation import silence

    silence()
    _tell_exits()
    from ppgp_docs.render.fingerprint import Fingerprints
    from ppgp_docs.session import Session

    gc.set_threshold(*_THRESHOLDS)
    _process.session = Session.start(
        config.workspace, config.plugin_folders, without=config.without
    )
    _process.fingerprints = Fingerprints(_process.session, Digests())


def _tell_exits() -> None:
    """Pebble takes a worker that leaves with 0 for one that has done its time, and waits on."""
    leave = os._exit
    os._exit = lambda status: leave(status or 1)


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


def _survey(folder: DossierFolder, wanted: Wanted) -> Survey:
    return survey(folder, _process.session, _process.fingerprints, wanted)


def _render(jobs: bytes, rank: int, prepared: Prepared | None) -> Rendered:
    from ppgp_docs.render.render import render_job

    job = _unpacked(jobs)[rank]
    rendered = render_job(job, _process.session, prepared=prepared)
    if job.document.format not in _process.formats:
        _process.formats.add(job.document.format)
        _set_libraries_aside()
    return rendered


def _set_libraries_aside() -> None:
    """What the first document of a format loaded stays: there is no looking for garbage in it."""
    gc.collect()
    gc.freeze()


_THRESHOLDS: Final = (100_000, 20, 100)
"""A page is hundreds of thousands of objects that all live until it is drawn: looking for garbage
among them every 700 took a tenth of the time of a PDF."""


@lru_cache(maxsize=1)
def _unpacked(jobs: bytes) -> list[Job]:
    """The documents of a dossier often come one after the other."""
    return unpack(jobs)
