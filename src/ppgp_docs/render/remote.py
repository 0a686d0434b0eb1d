"""Rendering through an executor that a plugin brings, for workspaces that outgrow a machine.

Each document goes as bytes, and comes back as bytes and findings; so many wait at a time, whatever
the number of the others. One whose worker is lost is sent again, then made here. One that takes
longer than a document may ends its worker: it comes back too, and here the limits tell it.
"""

from __future__ import annotations

import faulthandler
import os
import pickle
import platform
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from contextlib import contextmanager
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve, frozen

from ppgp_docs.francais.accords import compter
from ppgp_docs.render.rendered import Rendered
from ppgp_docs.render.survey import unpack
from ppgp_docs.workspace.disk import sha256

if TYPE_CHECKING:
    from ppgp_docs.render.worker_process import SessionConfig
    from ppgp_docs.render.workers import Order
    from ppgp_docs.session import Session

WINDOW: Final = 64
"""Documents that are sent at a time: enough for many workers, little memory here."""
_ATTEMPTS: Final = 2
_START: Final = 60
"""Seconds that a worker may take to start, beside those of a document."""


def render_remotely(
    executor: Executor, orders: Sequence[Order], config: SessionConfig, lost: dict[int, str]
) -> Generator[tuple[int, Rendered], None, None]:
    """Each document's index and rendering, as they come; those that no worker gave back go to
    ``lost``, by index, each with why."""
    waiting = iter([(index, 1) for index in range(len(orders))])
    patience = config.limits.seconds + _START
    again: list[tuple[int, int]] = []
    sent: dict[Future[Made], tuple[int, int]] = {}
    try:
        while True:
            room = WINDOW - len(sent)
            ready = [*(again.pop() for _ in range(min(room, len(again))))]
            ready += islice(waiting, room - len(ready))
            for index, attempt in ready:
                future = _sent(executor, config, orders[index])
                if isinstance(future, str):
                    lost[index] = future
                else:
                    sent[future] = index, attempt
            if not sent:
                return
            done = wait(sent, patience, FIRST_COMPLETED).done
            if not done:  # no worker answers any more
                silent = f"rien n’en est revenu en {compter(patience, 'seconde')}"
                lost |= {index: silent for index, _ in (*sent.values(), *again, *waiting)}
                return
            for future in done:
                index, attempt = sent.pop(future)
                made = _given_back(future, orders[index])
                if not isinstance(made, str):
                    yield index, made
                elif attempt < _ATTEMPTS:
                    again.append((index, attempt + 1))
                else:
                    lost[index] = made
    finally:
        for future in sent:
            future.cancel()


def _sent(executor: Executor, config: SessionConfig, order: Order) -> Future[Made] | str:
    """A document on its way; or why the executor takes nothing any more."""
    start = _start(evolve(config, only=order.needs))
    try:
        return executor.submit(make, start, order.jobs, order.rank, pickle.dumps(order.prepared))
    except Exception as problem:  # a broken pool, a scheduler that left: each has its own errors
        return _said(problem)


def _given_back(future: Future[Made], order: Order) -> Rendered | str:
    """What a worker made; or why it did not, as when the executor gives something else back."""
    if future.cancelled():
        return "il l’a annulé"
    if problem := future.exception():
        return _said(problem)
    made = future.result()
    return _fault(made, order) or made.rendered


def _fault(made: Any, order: Order) -> str:
    """Why what came back is not the document that was asked for, whole; empty when it is."""
    if not isinstance(made, Made):
        return f"il rend `{type(made).__name__}` au lieu du document"
    if made.order != sum_of(order.jobs, order.rank):
        return "il rend un autre document que celui qui lui est demandé"
    if not (isinstance(made.rendered, Rendered) and made.rendered.is_whole):
        return "il rend un document dont une partie n’est pas de son genre"
    same = made.content == sha256(made.rendered.data or b"")
    return "" if same else "il rend un document abîmé en route"


def _said(problem: BaseException) -> str:
    """What an exception says; one that only carries the words of another, these words."""
    from ppgp_docs.plugin.failures import words

    carries = type(problem) is BrokenExecutor and problem.args
    return str(problem) if carries else words(problem)


@frozen
class Made:
    """What became of a document, with the sums of what was asked and of what was made: an executor
    may mix answers up, a transport may cut or spoil them."""

    order: str
    rendered: Rendered
    content: str


def make(start: bytes, jobs: bytes, rank: int, prepared: bytes) -> Made:
    """One document, in a worker process; its session is started once."""
    from ppgp_docs.render.render import render_job

    session = _session(start)
    with _bounded(start):
        made = render_job(unpack(jobs)[rank], session, prepared=pickle.loads(prepared))
    return Made(sum_of(jobs, rank), made, sha256(made.data or b""))


def sum_of(jobs: bytes, rank: int) -> str:
    """What tells a document that is asked for from all others of the build."""
    return f"{rank} {sha256(jobs)}"


@lru_cache(maxsize=4)
def _session(start: bytes) -> Session:
    from ppgp_docs.session import Session

    config: SessionConfig = pickle.loads(start)[0]
    folders, brought = config.plugin_folders, config.templates
    return Session.start(config.workspace, folders, only=config.only, templates=brought)


def _start(config: SessionConfig) -> bytes:
    """What a worker begins with, and the process that asks."""
    return pickle.dumps((config, _process()))


def _process() -> tuple[str, int]:
    return platform.node(), os.getpid()


@contextmanager
def _bounded(start: bytes) -> Iterator[None]:
    """End the process of a document that takes too long, unless it is the one that asked."""
    config, asking = pickle.loads(start)
    if asking == _process():
        yield
        return
    with Path(os.devnull).open("w") as nowhere:
        faulthandler.dump_traceback_later(config.limits.seconds, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()
