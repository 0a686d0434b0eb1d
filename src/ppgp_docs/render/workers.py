"""Rendering in processes of their own, never in the commanding one: a document that takes too much
time or memory, or dies, takes its worker with it and nothing else.

What a worker does stands in ``render/worker_process.py``.
"""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, as_completed
from concurrent.futures import TimeoutError as TooLongError
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, closing, contextmanager, suppress
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, TypeVar

import psutil
from attrs import frozen
from pebble import ProcessExpired, ProcessPool

from ppgp_docs.diagnostics import Diagnostic, Span
from ppgp_docs.processes import process_context, uninterrupted
from ppgp_docs.render import worker_process
from ppgp_docs.render.limits import Limits
from ppgp_docs.render.rendered import Rendered, crashed, stopped, too_heavy, too_long
from ppgp_docs.render.survey import Planned, Survey, Wanted, pack
from ppgp_docs.workspace.folder import DossierFolder

if TYPE_CHECKING:
    from ppgp_docs.plugin.formats import Document
    from ppgp_docs.render.loaded import Loaded
    from ppgp_docs.render.prepare import Prepared
    from ppgp_docs.render.worker_process import SessionConfig

Answer = TypeVar("Answer")

_WATCHED_EVERY: Final = 0.05
"""In seconds: memory fills by a few tens of megabytes meanwhile."""


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
        first: int = 1,
    ) -> None:
        """``executor`` gives what a plugin brings to make documents elsewhere, if one does;
        ``first`` are worth starting before it is known what is to be made."""
        self._begin, self._most = config, max(1, most)
        self._bring, self._first = executor, first
        self._exit = ExitStack()
        self._pool: ProcessPool | None = None
        self._size = 0
        self._too_big: set[int] = set()

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()
        self._exit.close()

    def loaded(self) -> Loaded | None:
        """What a worker finds of the plugins; None when it died of it. Raises HandledError."""
        return self._answer(worker_process.loaded)

    def tell(self, hook: str, **arguments: Any) -> list[Diagnostic] | None:
        """Tell something to the plugins where there is a worker to do it, and what went wrong
        meanwhile; None when nobody heard."""
        return self._answer(worker_process.tell, hook, arguments) if self._pool else None

    def _answer(self, function: Callable[..., Answer], *arguments: Any) -> Answer | None:
        return self._result(self._started(self._first).schedule(function, arguments))

    def _result(self, future: Future[Answer]) -> Answer | None:
        """What comes back from a worker; None when it died of it, or cannot send it."""
        try:
            return future.result()
        except (ProcessExpired, MemoryError):
            return None
        except BrokenProcessPool:
            self._stop()
            return None

    def survey(self, folders: Sequence[DossierFolder], wanted: Wanted) -> Iterator[Survey | None]:
        """The survey of each dossier, in order; None for one whose process died of it."""
        if not folders:
            return
        pool = self._started(self._first)
        survey = worker_process.survey_dossier
        waiting = [pool.schedule(survey, (folder, wanted)) for folder in folders]
        yield from map(self._result, waiting)

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
        make = worker_process.render
        futures: dict[Future[Rendered], int] = {
            pool.schedule(make, (order.jobs, order.rank, order.prepared), timeout=seconds): index
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
        size, config = min(self._most, tasks), self._config
        if self._pool and size <= self._size:
            return self._pool
        if self._pool is None:
            self._exit.enter_context(_watched(config.limits, self._too_big))
        self._stop()
        context = process_context()
        with uninterrupted():
            start = worker_process.start
            pool = ProcessPool(size, initializer=start, initargs=(config,), context=context)
            self._pool, self._size = pool, size
            if not pool.active:  # asking starts its processes
                raise RuntimeError("no process starts")
        return pool

    def _stop(self) -> None:
        if self._pool:
            self._pool.stop()  # type: ignore[no-untyped-call]
            self._pool.join()
            self._pool = None

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


@contextmanager
def _watched(limits: Limits, killed: set[int]) -> Iterator[None]:
    """Kill the workers that hold more memory than a document may; their process ids are told in
    ``killed``."""
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
        yield
    finally:
        over.set()
        watcher.join()
