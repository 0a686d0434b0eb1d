"""Rendering in several processes: each starts the engine once and then takes documents."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path
from typing import Final

from attrs import frozen

from ppgp_docs.contract import Document
from ppgp_docs.engine import Engine
from ppgp_docs.find import Workspace
from ppgp_docs.render import Rendered, render


@frozen
class Recipe:
    """What a process needs to start an engine like ours."""

    workspace: Workspace
    plugin_folders: tuple[Path, ...] = ()

    def start(self) -> Engine:
        return Engine.start(self.workspace, self.plugin_folders)


def render_all(
    documents: Sequence[Document], engine: Engine, recipe: Recipe, jobs: int
) -> Iterator[tuple[int, Rendered]]:
    """Each document's index and rendering, as they come; close the iterator to stop."""
    if jobs <= 1 or len(documents) <= 1:
        yield from ((index, render(document, engine)) for index, document in enumerate(documents))
        return
    pool = ProcessPoolExecutor(
        min(jobs, len(documents)), _context(), initializer=_start, initargs=(recipe,)
    )
    try:
        futures = {pool.submit(_render, document): i for i, document in enumerate(documents)}
        for future in as_completed(futures):
            yield futures[future], future.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _context() -> multiprocessing.context.BaseContext:
    """Never a plain fork: a progress bar has a thread, and a fork would copy its locks."""
    methods = multiprocessing.get_all_start_methods()
    return multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")


class _Process:
    """The engine of a worker process, started once by the pool."""

    engine: Engine


_process: Final = _Process()


def _start(recipe: Recipe) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which stops us
    _process.engine = recipe.start()


def _render(document: Document) -> Rendered:
    return render(document, _process.engine)
