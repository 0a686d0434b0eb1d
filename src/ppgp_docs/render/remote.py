"""Rendering through an executor that a plugin brings, for workspaces that outgrow a machine.

Each document goes as bytes, and comes back as bytes and findings; so many wait at a time, whatever
the number of the others. One whose worker is lost is sent again, then made here.
"""

from __future__ import annotations

import pickle
from collections.abc import Generator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from ppgp_docs.render.survey import unpack

if TYPE_CHECKING:
    from ppgp_docs.render.rendered import Rendered
    from ppgp_docs.render.workers import Order, SessionConfig
    from ppgp_docs.session import Session

WINDOW: Final = 64
"""Documents that are sent at a time: enough for many workers, little memory here."""
_ATTEMPTS: Final = 2


def render_remotely(
    executor: Executor, orders: Sequence[Order], config: SessionConfig, lost: list[int]
) -> Generator[tuple[int, Rendered], None, None]:
    """Each document's index and rendering, as they come; those that no worker gave back go to
    ``lost``, by index."""
    start, waiting = pickle.dumps(config), iter([(index, 1) for index in range(len(orders))])
    again: list[tuple[int, int]] = []
    sent: dict[Future[Rendered], tuple[int, int]] = {}
    try:
        while True:
            room = WINDOW - len(sent)
            ready = [*(again.pop() for _ in range(min(room, len(again))))]
            ready += islice(waiting, room - len(ready))
            for index, attempt in ready:
                if future := _sent(executor, start, orders[index]):
                    sent[future] = index, attempt
                else:
                    lost.append(index)
            if not sent:
                return
            for future in wait(sent, return_when=FIRST_COMPLETED).done:
                index, attempt = sent.pop(future)
                if not (future.cancelled() or future.exception()):
                    yield index, future.result()
                elif attempt < _ATTEMPTS:
                    again.append((index, attempt + 1))
                else:
                    lost.append(index)
    finally:
        for future in sent:
            future.cancel()


def _sent(executor: Executor, start: bytes, order: Order) -> Future[Rendered] | None:
    """A document on its way; None when the executor takes nothing any more."""
    try:
        return executor.submit(make, start, order.jobs, order.rank, pickle.dumps(order.prepared))
    except Exception:  # a broken pool, a scheduler that left: each executor has errors of its own
        return None


def make(start: bytes, jobs: bytes, rank: int, prepared: bytes) -> Rendered:
    """One document, in a worker process; its session is started once."""
    from ppgp_docs.render.render import render_job

    return render_job(unpack(jobs)[rank], _session(start), prepared=pickle.loads(prepared))


@lru_cache(maxsize=1)
def _session(start: bytes) -> Session:
    from ppgp_docs.session import Session

    config: SessionConfig = pickle.loads(start)
    return Session.start(config.workspace, config.plugin_folders, without=config.without)
