"""Rendering in several processes: each starts the engine once and then takes documents."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, as_completed
from pathlib import Path
from typing import Final

from attrs import frozen
from pebble import ProcessExpired, ProcessPool

from ppgp_docs.engine import Engine
from ppgp_docs.plugin.formats import Document
from ppgp_docs.render.render import Rendered, crashed, render, stopped
from ppgp_docs.workspace.find import Workspace


@frozen
class EngineConfig:
    """What a process needs to start an engine like ours."""

    workspace: Workspace
    plugin_folders: tuple[Path, ...] = ()

    def start(self) -> Engine:
        return Engine.start(self.workspace, self.plugin_folders)


def render_all(
    documents: Sequence[Document], engine: Engine, config: EngineConfig, jobs: int
) -> Iterator[tuple[int, Rendered]]:
    """Each document's index and rendering, as they come; close the iterator to stop."""
    if jobs <= 1 or len(documents) <= 1:
        yield from ((index, render(document, engine)) for index, document in enumerate(documents))
        return
    size = min(jobs, len(documents))
    pool = ProcessPool(size, initializer=_start, initargs=(config,), context=_context())
    try:
        futures: dict[Future[Rendered], int] = {
            pool.schedule(_render, (document,)): i for i, document in enumerate(documents)
        }
        for future in as_completed(futures):
            index = futures[future]
            yield index, _outcome(future, documents[index])
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def _outcome(future: Future[Rendered], document: Document) -> Rendered:
    """What became of a document, whatever happened to its process."""
    problem = future.exception()
    if problem is None:
        return future.result()
    return stopped(document) if isinstance(problem, ProcessExpired) else crashed(document, problem)


def _context() -> multiprocessing.context.BaseContext:
    """Never a plain fork: a progress bar has a thread, and a fork would copy its locks."""
    methods = multiprocessing.get_all_start_methods()
    return multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")


class _Process:
    """The engine of a worker process, started once by the pool, before any document comes."""

    engine: Engine


_process: Final = _Process()


def _start(config: EngineConfig) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which stops us
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # and at once, even within a library
    threading.Thread(target=_die_with_parent, daemon=True).start()
    _process.engine = config.start()


def _die_with_parent() -> None:
    """A parent that is killed cannot stop us."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _render(document: Document) -> Rendered:
    return render(document, _process.engine)
