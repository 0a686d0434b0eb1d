"""Processes that work for this one, each watched: what takes too much time or memory, or dies,
costs its own process and no other, and another takes its place.

One thread starts them, hands out the work and stops them. The pools of the standard library lose
all their processes with one, and cannot stop a task that has begun.
"""

from __future__ import annotations

import atexit
import multiprocessing
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any, Final, TypeVar

from attrs import define, evolve, field, frozen

from ppgp_docs.processes import (
    kill_with_descendants,
    process_context,
    processor_time,
    resident_memory,
    uninterrupted,
)

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    from ppgp_docs.render.lone_process import LoneProcess

Answer = TypeVar("Answer")

_WATCHED_EVERY: Final = 0.05
"""In seconds: memory fills by a few tens of megabytes meanwhile."""


_STRETCH: Final = 10
"""How many times its seconds a task may last where it works all along: on a busy machine, the
processor is lent to others, and what it waits for is no fault of its own."""

_WORKS: Final = 0.02
"""The share of the time since it was last looked at that a task which works gets at least."""


_UNKNOWN: Final = 255
"""How a process ended whose parent went before it (``multiprocessing.popen_forkserver``)."""


class EndedError(Exception):
    """The process of a task ended before its answer came."""


class TooLongError(EndedError):
    """It was killed, since the task took longer than it may."""


class TooHeavyError(EndedError):
    """It was killed, since it held more memory than it may."""


class UnsendableError(TypeError):
    """What a task is given, or its answer, cannot go from one process to another."""

    def __init__(self, problem: object) -> None:
        super().__init__(str(problem))


@frozen
class _Task:
    """``seconds`` are those that it may work, or wait, once it has begun; ``again`` whether it was
    begun before, by a process that went with its parent."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    seconds: float | None
    future: Future[Any] = field(factory=Future)
    again: bool = False


@define
class _Clock:
    """When a task is late: it worked for its ``seconds``, or waited while they went by."""

    process: int
    seconds: float
    begun: float = field(factory=time.monotonic)
    before: float = 0
    looked: float = 0
    worked: float = 0
    until: float = 0

    def __attrs_post_init__(self) -> None:
        self.before, self.looked = processor_time(self.process), self.begun
        self.until = self.begun + self.seconds

    def is_late(self) -> bool:
        now = time.monotonic()
        return now > self.until and not self._goes_on(now)

    def _goes_on(self, now: float) -> bool:
        """Whether it works, with time left; it is then looked at again when that may end."""
        worked = processor_time(self.process) - self.before
        gained, since = worked - self.worked, now - self.looked
        self.worked, self.looked = worked, now
        self.until = now + min(self.seconds - worked, self.seconds / 4)
        is_over = worked >= self.seconds or now > self.begun + _STRETCH * self.seconds
        return not is_over and gained >= _WORKS * since


@define(eq=False)
class _Worker:
    """A process of ours; it takes a task once it said that it began well."""

    process: BaseProcess | LoneProcess
    connection: Connection[Any, Any]
    has_begun: bool = False
    task: _Task | None = None
    clock: _Clock | None = None

    @property
    def is_idle(self) -> bool:
        return self.has_begun and self.task is None

    @property
    def is_late(self) -> bool:
        return self.clock is not None and self.clock.is_late()

    def give(self, task: _Task) -> None:
        """Raises OSError when the process is dead, anything when the task cannot be sent."""
        self.connection.send((task.function, task.arguments))
        self.task = task
        self.clock = _Clock(self.process.pid or 0, task.seconds) if task.seconds else None

    def take_back(self) -> _Task | None:
        task, self.task, self.clock = self.task, None, None
        return task

    @property
    def is_orphan(self) -> bool:
        """Whether it ended since its parent, which forks them all, did: the standard library then
        knows no other way that it ended."""
        return getattr(self.process, "exitcode", None) == _UNKNOWN

    def end(self) -> None:
        """End it; one that is at work, with all that it started."""
        if self.task:
            kill_with_descendants(self.process.pid or 0)
        self.process.kill()
        self.process.join()
        self.connection.close()


class Pool:
    """As many processes as it was last told to have, none before; stop it when its work is done."""

    def __init__(
        self,
        begin: Callable[..., None],
        *arguments: Any,
        most_bytes: int,
        first: LoneProcess | None = None,
    ) -> None:
        """``begin`` is called in each process before any task; ``most_bytes`` is the memory that
        one may hold; ``first`` is a process that runs already."""
        self._begin, self._most_bytes = (begin, *arguments), most_bytes
        self._first = first
        self._size = 0
        self._tasks: deque[_Task] = deque()
        self._workers: list[_Worker] = []
        self._broken: BaseException | None = None
        self._has_lost = False
        self._lock = threading.Lock()
        self._bell, self._rung = multiprocessing.Pipe(duplex=False), False
        self._is_stopping = False
        self._thread = threading.Thread(target=self._manage, daemon=True)
        self._thread.start()
        atexit.register(self.stop)  # processes that still wait would keep this one from ending

    @property
    def is_broken(self) -> bool:
        """Whether its processes end as soon as they begin: it takes no more tasks."""
        return self._broken is not None

    def grow(self, size: int) -> None:
        """Have that many processes, unless there are more."""
        self._size = max(size, self._size)
        self._ring()

    def submit(
        self, function: Callable[..., Answer], *arguments: Any, seconds: float | None = None
    ) -> Future[Answer]:
        """The answer to come: what the function returns or raises in a process, EndedError."""
        task = _Task(function, arguments, seconds)
        self._tasks.append(task)
        self._ring()
        return task.future

    def stop(self) -> None:
        """End all processes now; tasks without an answer get EndedError."""
        atexit.unregister(self.stop)
        self._is_stopping = True
        self._ring()
        self._thread.join()

    def _ring(self) -> None:
        """Wake the thread, which sleeps on what its processes say."""
        with self._lock:
            if not self._rung:
                self._rung = True
                self._bell[1].send(None)

    def _manage(self) -> None:
        try:
            while not self._is_stopping:
                self._start_missing()
                self._hand_out()
                self._listen()
                self._watch()
        finally:
            self._broken = self._broken or EndedError()
            for worker in self._workers:
                worker.end()
                if task := worker.take_back():
                    task.future.set_exception(EndedError())
            self._fail_waiting(EndedError())

    def _start_missing(self) -> None:
        while not self._broken and len(self._workers) < self._size:
            try:
                self._workers.append(self._taken() or self._started())
            except (EOFError, ConnectionError):  # who forks them, or what it forked, was ended
                self._give_up_after_a_second(EndedError())
            except Exception as problem:  # no memory, no file, a system that refuses
                self._broken = problem
                return

    def _taken(self) -> _Worker | None:
        """The first process, where it runs already."""
        lone, self._first = self._first, None
        if lone is None:
            return None
        worker = _Worker(lone, lone.connection)
        try:
            lone.connection.send((_serve, self._begin))
        except OSError:  # it was ended meanwhile: another is started
            worker.end()
            return None
        except BaseException:
            worker.end()
            raise
        return worker

    def _started(self) -> _Worker:
        context: Any = process_context()  # typeshed gives its kinds no Process in common
        ours, theirs = multiprocessing.Pipe()
        try:
            with uninterrupted():
                process = context.Process(target=_serve, args=(theirs, *self._begin))
                process.start()
        finally:
            theirs.close()
        return _Worker(process, ours)

    def _hand_out(self) -> None:
        if self._broken:
            self._fail_waiting(self._broken)
        idle = [each for each in self._workers if each.is_idle]
        while self._tasks and idle:
            worker, task = idle[-1], self._tasks.popleft()
            try:
                worker.give(task)
            except OSError:  # it died while it had nothing to do
                self._tasks.appendleft(task)
                self._replace(worker)
            except Exception as problem:
                task.future.set_exception(UnsendableError(problem))
                continue
            idle.pop()

    def _listen(self) -> None:
        """Wait for what comes next, and take it."""
        busy = self._tasks or not all(each.is_idle for each in self._workers)
        sources = {each.connection: each for each in self._workers}
        ends = {each.process.sentinel: each for each in self._workers}
        came = wait([self._bell[0], *sources, *ends], _WATCHED_EVERY if busy else None)
        if self._bell[0] in came:
            with self._lock:
                self._rung = False
                self._bell[0].recv()
        heard = [sources[each] for each in came if each in sources]
        for worker in heard:
            self._take(worker)
        for worker in (ends[each] for each in came if each in ends):
            if worker not in heard and worker in self._workers:
                self._lose(worker, EndedError())

    def _take(self, worker: _Worker) -> None:
        """What a process said: that it began, an answer, or nothing more."""
        try:
            succeeded, answer = worker.connection.recv()
        except (EOFError, OSError):
            self._lose(worker, EndedError())
            return
        except Exception as problem:  # what came cannot be made anew here
            succeeded, answer = False, UnsendableError(problem)
        task, worker.has_begun = worker.take_back(), worker.has_begun or succeeded
        if task and succeeded:
            task.future.set_result(answer)
        elif task:
            task.future.set_exception(answer)
        elif not succeeded:  # it could not begin
            self._broken = answer

    def _watch(self) -> None:
        for worker in [each for each in self._workers if not each.is_idle]:
            if worker.is_late:
                self._lose(worker, TooLongError())
            elif resident_memory(worker.process.pid or 0) > self._most_bytes:
                self._lose(worker, TooHeavyError())

    def _lose(self, worker: _Worker, problem: EndedError) -> None:
        self._replace(worker)
        task, orphaned = worker.take_back(), worker.is_orphan and type(problem) is EndedError
        if task and orphaned and not task.again:
            self._tasks.appendleft(evolve(task, again=True))
        elif task:
            task.future.set_exception(problem)
        elif not orphaned:  # it ended with nothing to do
            self._give_up_after_a_second(problem)

    def _give_up_after_a_second(self, problem: EndedError) -> None:
        """One may be ended by who looks after the memory of a machine; a third would do no better
        than a second."""
        self._broken = self._broken or (problem if self._has_lost else None)
        self._has_lost = True

    def _replace(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        worker.end()

    def _fail_waiting(self, problem: BaseException) -> None:
        while self._tasks:
            self._tasks.popleft().future.set_exception(problem)


def _serve(connection: Connection[Any, Any], begin: Callable[..., None], *arguments: Any) -> None:
    """The life of a process: it begins, says so, then answers task after task."""
    began, problem = _answer(begin, arguments)
    with suppress(EOFError, OSError):  # who asked is gone
        _send(connection, (began, problem))
        while began:
            function, given = connection.recv()
            _send(connection, _answer(function, given))


def _answer(function: Callable[..., Any], arguments: tuple[Any, ...]) -> tuple[bool, Any]:
    try:
        return True, function(*arguments)
    except BaseException as problem:
        problem.add_note(traceback.format_exc())  # which does not travel by itself
        return False, problem


def _send(connection: Connection[Any, Any], answer: tuple[bool, Any]) -> None:
    try:
        connection.send(answer)
    except OSError:
        raise
    except Exception as problem:
        connection.send((False, UnsendableError(problem)))
