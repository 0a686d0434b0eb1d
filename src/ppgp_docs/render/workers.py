"""Rendering in processes of their own, never in the commanding one: a document that takes too much
time or memory, or dies, takes its worker with it and nothing else.

A worker starts a session once, then takes documents one after the other.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, as_completed
from concurrent.futures import TimeoutError as TooLongError
from contextlib import contextmanager, suppress
from itertools import zip_longest
from pathlib import Path
from typing import Final

import psutil
from attrs import frozen
from pebble import ProcessExpired, ProcessPool

from ppgp_docs.diagnostics import Diagnostic
from ppgp_docs.plugin.apart import silence
from ppgp_docs.plugin.formats import Document
from ppgp_docs.plugin.loading import NOBODY
from ppgp_docs.render.limits import DEFAULT, Limits
from ppgp_docs.render.prepare import Prepared
from ppgp_docs.render.render import Rendered, crashed, render, stopped, too_heavy, too_long
from ppgp_docs.session import Session
from ppgp_docs.workspace.find import Workspace

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
    without: Mapping[str, Diagnostic] = NOBODY

    def start(self) -> Session:
        return Session.start(self.workspace, self.plugin_folders, without=self.without)


def render_all(
    documents: Sequence[Document],
    config: SessionConfig,
    jobs: int,
    prepared: Sequence[Prepared | None] = (),
) -> Iterator[tuple[int, Rendered]]:
    """Each document's index and rendering, as they come; close the iterator to stop.

    ``jobs`` is the number of workers, one at least; ``prepared`` is what plugins made of the
    context of each document, where they did not do it in the worker.
    """
    if not documents:
        return
    size = min(max(1, jobs), len(documents))
    pool = ProcessPool(size, initializer=_start, initargs=(config,), context=_context())
    limits = config.limits
    try:
        with _watched(limits) as too_big:
            futures: dict[Future[Rendered], int] = {
                pool.schedule(_render, given, timeout=limits.seconds): index
                for index, given in enumerate(zip_longest(documents, prepared))
            }
            for future in as_completed(futures):
                index = futures[future]
                yield index, _outcome(future, documents[index], limits, too_big)
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def _outcome(
    future: Future[Rendered], document: Document, limits: Limits, too_big: set[int]
) -> Rendered:
    """What became of a document, whatever happened to its process."""
    problem = future.exception()
    if problem is None:
        return future.result()
    if isinstance(problem, TooLongError):
        return too_long(document, limits)
    if isinstance(problem, ProcessExpired):
        return too_heavy(document, limits) if problem.pid in too_big else stopped(document)
    if isinstance(problem, MemoryError):
        return too_heavy(document, limits)
    return crashed(document, problem)


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


def _context() -> multiprocessing.context.BaseContext:
    """Never a plain fork: a progress bar has a thread, and a fork would copy its locks."""
    methods = multiprocessing.get_all_start_methods()
    return multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")


class _Process:
    """The session of a worker process, started once by the pool, before any document comes."""

    session: Session


_process: Final = _Process()


def _start(config: SessionConfig) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which stops us
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # and at once, even within a library
    threading.Thread(target=_die_with_parent, daemon=True).start()
    silence()
    _tell_exits()
    _bound(config.limits)
    _process.session = config.start()


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


def _render(document: Document, prepared: Prepared | None) -> Rendered:
    return render(document, _process.session, prepared=prepared)
