"""Rendering in processes of their own, never in the commanding one: a document that takes too much
time or memory, or dies, takes its worker with it and nothing else.

What a worker does stands in ``render/worker_process.py``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, as_completed
from contextlib import closing
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import evolve, frozen

from ppgp_docs.diagnostics import Diagnostic, Span, warning
from ppgp_docs.francais.accords import compter
from ppgp_docs.plugin.last_words import kept_file, last_line
from ppgp_docs.render import worker_process
from ppgp_docs.render.pool import EndedError, Pool, TooHeavyError, TooLongError, UnsendableError
from ppgp_docs.render.rendered import Rendered, crashed, stopped, too_heavy, too_long
from ppgp_docs.render.survey import Planned, Survey, Wanted, pack
from ppgp_docs.temporary import kept_folder
from ppgp_docs.workspace.folder import DossierFolder

if TYPE_CHECKING:
    from ppgp_docs.plugin.formats import Document
    from ppgp_docs.render.loaded import Loaded
    from ppgp_docs.render.lone_process import LoneProcess
    from ppgp_docs.render.prepare import Prepared
    from ppgp_docs.render.worker_process import SessionConfig

Answer = TypeVar("Answer")


@frozen
class Order:
    """A document to make: what is planned, and the job of that rank among those of its dossier;
    ``prepared`` is what plugins made of its context, where they did not do it in the worker."""

    planned: Planned
    place: Span | None
    jobs: bytes
    rank: int
    prepared: Prepared | None = None
    needs: frozenset[str] = frozenset()
    """Strangers' plugins without which it cannot be made."""
    homes: tuple[Path, ...] = ()
    """Where the code of these lies."""


@frozen
class Brought:
    """What a plugin brings to make documents elsewhere, by its hook at ``place``, if one does;
    ``faults`` of those that failed at it."""

    plugin: str = ""
    executor: Executor | None = None
    faults: tuple[Diagnostic, ...] = ()
    place: Span | None = None


class Workers:
    """Processes that read dossiers and make documents; none is started before there is work.

    Those that load a stranger's plugin make its documents alone: whatever it does to its process,
    ours are made in others.
    """

    def __init__(
        self,
        config: Callable[[], SessionConfig],
        most: int,
        executor: Callable[[], Brought] | None = None,
        first: int = 1,
        *,
        alone: LoneProcess | None = None,
    ) -> None:
        """``executor`` gives what a plugin brings to make documents elsewhere, if one does;
        ``first`` are worth starting before it is known what is to be made; ``alone`` is a process
        that runs already, the only one that is thought to be needed."""
        self._begin, self._most = config, max(1, most)
        self._bring, self._first, self._alone = executor, first, alone
        self._pool: Pool | None = None
        self.faults: list[Diagnostic] = []

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()
        if self._alone:
            self._alone.end()

    def loaded(self) -> Loaded | None:
        """What a worker finds of the plugins; None when it died of it. Raises HandledError."""
        return self._answer(worker_process.loaded)

    def tell(self, hook: str, **arguments: Any) -> list[Diagnostic] | None:
        """Tell something to the plugins where there is a worker to do it, and what went wrong
        meanwhile; None when nobody heard."""
        return self._answer(worker_process.tell, hook, arguments) if self._pool else None

    def _answer(self, function: Callable[..., Answer], *arguments: Any) -> Answer | None:
        return self._result(self._started(self._first).submit(function, *arguments))

    def _result(self, future: Future[Answer]) -> Answer | None:
        """What comes back from a worker; None when it died of it, or cannot send it."""
        try:
            return future.result()
        except (EndedError, MemoryError, UnsendableError):
            return None

    def survey(self, folders: Sequence[DossierFolder], wanted: Wanted) -> Iterator[Survey | None]:
        """The survey of each dossier, in order; None for one whose process died of it."""
        if not folders:
            return
        pool = self._started(self._first)
        survey = worker_process.survey_dossier
        waiting = [pool.submit(survey, folder, wanted) for folder in folders]
        yield from map(self._result, waiting)

    def render(self, orders: Sequence[Order]) -> Iterator[tuple[int, Rendered]]:
        """Each document's index and rendering, as they come; close the iterator to stop.

        ``faults`` then say what was wrong with an executor that a plugin brings.
        """
        brought = self._bring() if self._bring and orders else Brought()
        self.faults += brought.faults
        if brought.executor is None:
            yield from self._render_here(orders)
            return
        lost: dict[int, str] = {}
        yield from self._rendered_elsewhere(brought.executor, orders, lost)
        if lost:
            self.faults.append(_not_given_back(brought, lost, len(orders)))
        left = list(lost)
        for rank, rendered in self._render_here([orders[index] for index in left]):
            yield left[rank], rendered

    def _rendered_elsewhere(
        self, executor: Executor, orders: Sequence[Order], lost: dict[int, str]
    ) -> Iterator[tuple[int, Rendered]]:
        """Those that the executor makes; those that it does not go to ``lost``, by index, with
        why."""
        from ppgp_docs.render.remote import render_remotely

        try:
            with closing(render_remotely(executor, orders, self._config, lost)) as made:
                yield from made
        finally:
            executor.shutdown(wait=False)  # nothing of ours is left there

    def _render_here(self, orders: Sequence[Order]) -> Iterator[tuple[int, Rendered]]:
        """Ours first, then those of each stranger, in processes that are theirs."""
        groups: defaultdict[frozenset[str], list[int]] = defaultdict(list)
        for index, order in enumerate(orders):
            groups[order.needs].append(index)
        for needs in sorted(groups, key=sorted):
            indexes = groups[needs]
            folder = kept_folder(self) if needs else None
            pool = self._strangers_pool(len(indexes), needs, folder) if folder else None
            try:
                asked = [orders[index] for index in indexes]
                chosen = pool or self._started(len(asked))
                for rank, rendered in self._rendered(chosen, asked, folder):
                    yield indexes[rank], rendered
            finally:
                if pool:
                    pool.stop()

    def _rendered(
        self, pool: Pool, orders: Sequence[Order], folder: Path | None
    ) -> Iterator[tuple[int, Rendered]]:
        """``folder`` is where strangers' processes may write."""
        seconds = self._config.limits.seconds
        words = [kept_file(order, folder) if folder else None for order in orders]
        futures = {
            self._submitted(pool, order, file, seconds): index
            for index, (order, file) in enumerate(zip(orders, words, strict=True))
        }
        for future in as_completed(futures):
            index = futures.pop(future)  # a thousand documents are not held until the last is made
            yield index, self._outcome(future, orders[index], words[index])

    @staticmethod
    def _submitted(
        pool: Pool, order: Order, words: Path | None, seconds: int
    ) -> Future[Rendered | bytes]:
        asked = order.jobs, order.rank, order.prepared
        make: Callable[..., Rendered | bytes] = worker_process.render
        if words is None:
            return pool.submit(make, *asked, seconds=seconds)
        make = worker_process.render_strangers
        return pool.submit(make, *asked, words, seconds, seconds=seconds)

    @cached_property
    def _config(self) -> SessionConfig:
        return self._begin()

    @cached_property
    def _temporary(self) -> Path:
        """Where our processes leave their temporary files: they are killed, and erase nothing."""
        return kept_folder(self)

    def _started(self, tasks: int) -> Pool:
        """The pool, of as many workers as there may be and tasks need."""
        if self._pool is None or self._pool.is_broken:
            self._stop()
            first, self._alone = self._alone, None
            config = evolve(self._config, temporary=self._temporary)
            most_bytes = config.limits.bytes
            self._pool = Pool(worker_process.start, config, most_bytes=most_bytes, first=first)
        self._pool.grow(min(self._most, tasks))
        return self._pool

    def _strangers_pool(self, tasks: int, needs: frozenset[str], folder: Path) -> Pool:
        """Processes that load the plugins of those names, and no other stranger's."""
        config = evolve(self._config, only=needs, temporary=folder)
        pool = Pool(worker_process.start, config, most_bytes=config.limits.bytes)
        pool.grow(min(self._most, tasks))
        return pool

    def _stop(self) -> None:
        if self._pool:
            self._pool.stop()
            self._pool = None

    def _outcome(
        self, future: Future[Rendered | bytes], order: Order, words: Path | None
    ) -> Rendered:
        """What became of a document, whatever happened to its process."""
        planned, place, limits = order.planned, order.place, self._config.limits
        if words and isinstance(future.exception(), EndedError):
            place = last_line(words, *order.homes) or place
        match future.exception():
            case None:
                return _read_back(future.result(), planned)
            case TooLongError():
                return too_long(planned, place, limits)
            case TooHeavyError() | MemoryError():
                return too_heavy(planned, place, limits)
            case EndedError():
                return stopped(planned, place)
            case problem:
                return crashed(planned, problem)


def _not_given_back(brought: Brought, lost: Mapping[int, str], every: int) -> Diagnostic:
    (why, _), *others = Counter(lost.values()).most_common()
    more = f" (et {compter(len(others), 'autre raison')})" if others else ""
    return warning(
        "F043",
        f"l’exécuteur de l’extension `{brought.plugin}` n’a pas rendu "
        f"{compter(len(lost), 'document')} sur {every}, faits ici à sa place : {why}{more}",
        brought.place,
        "vérifiez que les ordinateurs à qui il les confie marchent, ont ce même outil et lisent "
        "cet espace de travail au même endroit",
        f"seul du temps est perdu ; sinon prévenez l’auteur de `{brought.plugin}`, ou retirez-la "
        "de `plugins` dans `ppgp.toml`",
    )


def _read_back(made: Rendered | bytes, planned: Planned) -> Rendered:
    """What a process gave back; a stranger's, as bytes that hold nothing of its code."""
    if isinstance(made, Rendered):
        return made
    from ppgp_docs.plugin.serialization import unpacked

    try:
        rendered = unpacked(made, {})
    except Exception as problem:
        return crashed(planned, problem)
    whole = isinstance(rendered, Rendered) and rendered.is_whole
    return rendered if whole else crashed(planned, TypeError())


def render_aside(
    document: Document, config: SessionConfig, needs: frozenset[str] = frozenset()
) -> Rendered:
    """One document, made of all its dossier in a process of its own."""
    from ppgp_docs.render.jobs import Job

    planned = Planned(document.format, document.name, document.title, "", document.archive)
    jobs = pack([Job.whole(document)])
    order = Order(planned, document.dossier.place.span, jobs, 0, needs=needs)
    with Workers(lambda: config, 1) as workers:
        [(_, rendered)] = workers.render([order])
    return rendered
