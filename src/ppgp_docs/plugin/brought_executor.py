"""The executor that a plugin brings, in a process of its own: its threads, its processes, its
cluster are there. Whatever it does to its Python, however it ends, the command goes on.

What is submitted here is sent there, and what comes back is read as any answer of a stranger is.
"""

from __future__ import annotations

import os
import signal
import threading
import weakref
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import suppress
from functools import partial
from itertools import count
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, Final, TypeVar

from ppgp_docs.diagnostics import Diagnostic, Span
from ppgp_docs.plugin import answers
from ppgp_docs.plugin.calls import Call, did_not_answer
from ppgp_docs.plugin.candidates import Candidate
from ppgp_docs.plugin.failures import GUARDED, failure, words
from ppgp_docs.plugin.left_running import adopt, stop_left_running
from ppgp_docs.plugin.printed import Printed
from ppgp_docs.plugin.serialization import MOST, packed, unpacked
from ppgp_docs.processes import (
    die_with_parent,
    leave_group,
    process_context,
    silence,
    uninterrupted,
)

HOOK: Final = "ppgp_executor"
_START: Final = 60
"""Seconds that a cluster may take to be there, whatever a document may."""
_END: Final = 10
"""Seconds that it may take to be left."""
_leave: Final = os._exit

T = TypeVar("T")


def bring(
    candidate: Candidate, jobs: int | None, seconds: int, place: Span | None
) -> tuple[Executor | None, Diagnostic | None]:
    """What the hook of a plugin at ``place`` answers, ``jobs`` being what it takes, if anything;
    or what went wrong. None and None when it brings nothing this time."""
    context: Any = process_context()  # typeshed knows no Process there
    line, theirs = context.Pipe()
    process: BaseProcess = context.Process(target=serve, args=(theirs, candidate, jobs))
    with uninterrupted():
        process.start()
    theirs.close()
    finish = weakref.finalize(line, _kill, process)
    limit = max(seconds, _START)
    try:
        if not line.poll(limit):
            raise TimeoutError
        is_there, fault = unpacked(line.recv_bytes(MOST), {})
        if is_there:
            return BroughtExecutor(line, process), None
    except (TimeoutError, EOFError, OSError) as problem:
        fault = did_not_answer(Call(candidate.name, HOOK, "", {}, place), problem, limit)
    except Exception as problem:  # what it says cannot be read back
        fault = failure(candidate.name, HOOK, problem)
    finish()
    line.close()
    return None, fault


class BroughtExecutor(Executor):
    """Sends what is submitted to the process of a plugin's executor; BrokenExecutor says what it
    lost, and that it takes nothing any more."""

    def __init__(self, line: Connection, process: BaseProcess) -> None:
        self._line, self._process = line, process
        self._lock, self._ranks = threading.Lock(), count()
        self._waiting: dict[int, Future[Any]] = {}
        self._has_ended = False
        threading.Thread(target=self._listen, daemon=True).start()

    def submit(self, function: Callable[..., T], /, *arguments: Any, **named: Any) -> Future[T]:
        future: Future[T] = Future()
        with self._lock:
            if self._has_ended:
                raise BrokenExecutor(_GONE)
            rank = next(self._ranks)
            self._waiting[rank] = future
            self._line.send((rank, function, arguments, named))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        with suppress(OSError), self._lock:
            self._line.send(None)
        self._process.join(_END)
        _kill(self._process)

    def _listen(self) -> None:
        with suppress(EOFError, OSError):
            while True:
                self._take(*unpacked(self._line.recv_bytes(MOST), {}))
        with self._lock:
            self._has_ended = True
            left, self._waiting = list(self._waiting.values()), {}
        for future in left:
            if future.set_running_or_notify_cancel():
                future.set_exception(BrokenExecutor(_GONE))

    def _take(self, rank: int, data: bytes | None, problem: str) -> None:
        """What came of one thing that was submitted."""
        with self._lock:
            future = self._waiting.pop(rank)
        if not future.set_running_or_notify_cancel():
            return
        try:
            if data is None:
                raise BrokenExecutor(problem)
            future.set_result(unpacked(data, {}))
        except Exception as lost:  # of a class that only the stranger has, too
            future.set_exception(lost)


_GONE: Final = "le programme de l’exécuteur s’est arrêté"


def serve(line: Connection, candidate: Candidate, jobs: int | None) -> None:
    """The process itself: the executor, then all that is submitted to it."""
    with suppress(BaseException):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the command
        leave_group()
        die_with_parent()
        silence()
        printed = Printed()
        adopt()
        executor, fault = _brought(candidate, () if jobs is None else (jobs,))
        line.send_bytes(packed((executor is not None, fault), {}))
        if executor:
            _Service(line, executor).run()
        stop_left_running()
        printed.settle()
    _leave(0)


def _brought(
    candidate: Candidate, given: tuple[int, ...]
) -> tuple[Executor | None, Diagnostic | None]:
    function = None
    try:
        function = getattr(candidate.load(), HOOK)
        return answers.executor(function(*given)), None
    except GUARDED as problem:
        return None, failure(candidate.name, HOOK, problem, function)


class _Service:
    """Submits what comes by the line to the executor, and sends what comes of it."""

    def __init__(self, line: Connection, executor: Executor) -> None:
        self._line, self._executor = line, executor
        self._lock = threading.Lock()

    def run(self) -> None:
        with suppress(EOFError, OSError):
            while asked := self._line.recv():
                self._submit(*asked)
        self._executor.shutdown(wait=False)

    def _submit(
        self, rank: int, function: Callable[..., Any], given: tuple[Any, ...], named: dict[str, Any]
    ) -> None:
        try:
            future = self._executor.submit(function, *given, **named)
        except Exception as problem:  # each executor has errors of its own
            self._send(rank, None, words(problem))
            return
        future.add_done_callback(partial(self._finished, rank))

    def _finished(self, rank: int, future: Future[Any]) -> None:
        try:
            self._send(rank, packed(future.result(), {}), "")
        except BaseException as problem:  # a lost worker, what no bytes can say
            self._send(rank, None, words(problem))

    def _send(self, rank: int, data: bytes | None, problem: str) -> None:
        with suppress(OSError), self._lock:
            self._line.send_bytes(packed((rank, data, problem), {}))


def _kill(process: BaseProcess) -> None:
    if process.is_alive():
        process.kill()
