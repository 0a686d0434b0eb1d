"""A process of its own where strangers' code runs: it may hang, die, print or change what it is
given, and nothing of ours is lost.

It loads the plugins once and answers for them, one call after the other. What it is given and what
it gives back are copies; of a dossier, the very one that it was given is meant.
"""

from __future__ import annotations

import io
import multiprocessing
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from ppgp_docs.diagnostics import Diagnostic, Span, error
from ppgp_docs.francais.accords import compter
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.plugin.failures import asked_about, failed, failure
from ppgp_docs.plugin.left_running import LEFT, adopt, stop_left_running
from ppgp_docs.processes import process_context, uninterrupted

if TYPE_CHECKING:
    from ppgp_docs.plugin.plugins import Plugins

_READY: Final = ""
_MEMORY: Final = 3_000_000_000
"""Bytes that the process may ask for."""
_START: Final = 120
"""Seconds that the process may take to start: nothing of a plugin has run yet."""

Loader = Callable[[Mapping[str, Diagnostic], Callable[[str], None]], "Plugins"]
"""Loads the plugins but those that are refused, telling the name of each before."""


@frozen
class Call:
    """What is asked: a method of :class:`Plugins`, of which plugin, and with what."""

    plugin: str
    where: str
    method: str
    arguments: dict[str, Any]
    place: Span | None = None

    @property
    def given(self) -> tuple[Any, ...]:
        """What it is asked about."""
        given = self.arguments.get("arguments", self.arguments)
        return tuple(given.values() if isinstance(given, dict) else given)


class IsolatedProcess:
    """The process, from its side that asks; started at once, and again when it was lost.

    Plugins that are known to be ``sound`` need no trial: it then starts with the first question.

    ``refused`` are the plugins that it could not load, each with why. One that hung or died is not
    called there again.
    """

    def __init__(self, load: Loader, seconds: int, sound: bool = False) -> None:
        self._load, self._seconds = load, seconds
        self._lock = threading.Lock()
        self._stopped_calls: set[tuple[str, str]] = set()
        self._process: BaseProcess | None = None
        self._line: Connection | None = None
        self.refused: dict[str, Diagnostic] = {}
        if not sound:
            self._begin()

    def ask(self, call: Call, known: Mapping[str, Any]) -> tuple[Any, Diagnostic | None]:
        """What a plugin answers, or what went wrong; nothing of one that is called no more.

        ``known`` are the objects that both sides have, by name.
        """
        with self._lock:
            if (call.plugin, call.where) in self._stopped_calls:
                return None, None
            if self._process is None:
                self._begin()
            try:
                return self._asked(call, known)
            except (TimeoutError, EOFError, OSError) as problem:
                self._end()
                self._stopped_calls.add((call.plugin, call.where))
                return None, self._stopped(call, problem)
            except Exception as problem:  # what cannot be sent, or read back
                return None, failure(call.plugin, call.where, problem)

    def _asked(self, call: Call, known: Mapping[str, Any]) -> tuple[Any, Diagnostic | None]:
        assert self._line is not None
        mine = {**known, **_pieces(call.arguments)}
        self._line.send_bytes(_packed(call, known))
        if not self._line.poll(self._seconds):
            raise TimeoutError
        answer: tuple[Any, Diagnostic | None] = _unpacked(self._line.recv_bytes(), mine)
        return answer

    def _begin(self) -> None:
        """Start the process; plugins that stop it while they load are refused, and it starts
        again."""
        while True:
            context: Any = process_context()  # typeshed knows no Process there
            self._line, theirs = context.Pipe()
            arguments = (theirs, self._load, dict(self.refused))
            process: BaseProcess = context.Process(target=_serve, args=arguments, daemon=True)
            with uninterrupted():
                process.start()
                self._process = process
            theirs.close()
            culprit = self._loading()
            if culprit is None:
                return
            self._end()
            self.refused[culprit[0]] = culprit[1]

    def _loading(self) -> tuple[str, Diagnostic] | None:
        """The plugin that stopped the process while it was loaded; None when all are."""
        assert self._line is not None
        name = ""
        try:
            while self._line.poll(self._seconds if name else max(self._seconds, _START)):
                told = self._line.recv()
                if told == _READY:
                    return None
                name = told
            problem: Exception = TimeoutError()
        except (EOFError, OSError) as lost:
            problem = lost
        if not name:
            raise RuntimeError("the process of plugins does not start") from problem
        return name, self._stopped(Call(name, "chargement", "", {}), problem)

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
        if self._line is not None:
            self._line.close()
        self._process = self._line = None

    def _stopped(self, call: Call, problem: Exception) -> Diagnostic:
        if isinstance(problem, TimeoutError):
            told = f"n’a pas répondu en {compter(self._seconds, 'seconde')}"
        else:
            told = "s’est arrêtée brutalement"
        return error(
            "F040",
            f"l’extension `{call.plugin}` {told} dans `{call.where}`{asked_about(call.given)}",
            call.place,
            "elle n’y est plus appelée, les autres continuent ; prévenez son auteur",
        )


def _serve(line: Connection, load: Loader, refused: Mapping[str, Diagnostic]) -> None:
    """The process itself; whatever ends it is told by who asked."""
    try:
        _answer(line, load, refused)
    except BaseException:
        os._exit(1)


def _answer(line: Connection, load: Loader, refused: Mapping[str, Diagnostic]) -> None:
    """Load, then answer until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent
    threading.Thread(target=_die_with_parent, daemon=True).start()
    silence()
    _bound()
    adopt()
    plugins = load(refused, line.send)
    stop_left_running()
    line.send(_READY)
    known = {"schemas": plugins.schemas}
    with suppress(EOFError, OSError):
        while True:
            call: Call = _unpacked(line.recv_bytes(), known)
            answer = getattr(plugins, call.method)(**call.arguments)
            if stop_left_running() and not answer[1]:
                given = call.given
                answer = answer[0], failed(call.plugin, call.where, LEFT, call.place, given)
            mine = {**known, **_pieces(call.arguments)}
            line.send_bytes(_sendable(call, answer, mine))


def _sendable(call: Call, answer: Any, known: Mapping[str, Any]) -> bytes:
    try:
        return _packed(answer, known)
    except Exception as problem:  # a function defined on the spot, a lock, an open file
        told = replace(failure(call.plugin, call.where, problem), span=call.place)
        return _packed((None, told), known)


def silence() -> None:
    """What is printed in this process goes beside the answers of the command."""
    if sys.stdout and sys.stderr:  # without them, 1 and 2 may be files of anyone
        sys.stdout.flush()
        with suppress(OSError):
            os.dup2(2, 1)
    sys.stdout = sys.stderr


def _bound() -> None:
    with suppress(ImportError, OSError, ValueError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        wall = _MEMORY if hard == resource.RLIM_INFINITY else min(_MEMORY, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (wall, hard))


def _die_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _pieces(arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The dossier that is asked about, its fiches and their lines: both sides have them."""
    return {name: piece for each in arguments.values() for name, piece in _of_dossier(each)}


def _of_dossier(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        yield from _pieces(value).items()
    if not isinstance(value, Dossier):
        return
    yield "dossier", value
    for rank, fiche in enumerate(value.fiches):
        yield f"fiche {rank}", fiche
        lines = fiche.budget.montants if fiche.budget else ()
        yield from ((f"ligne {rank} {number}", line) for number, line in enumerate(lines))


def _packed(value: Any, known: Mapping[str, Any]) -> bytes:
    """A value as bytes, that name what both sides have."""
    names = {id(each): name for name, each in known.items()}
    buffer = io.BytesIO()
    pickler = _Pickler(buffer, names)
    pickler.dump(value)
    return buffer.getvalue()


def _unpacked(data: bytes, known: Mapping[str, Any]) -> Any:
    return _Unpickler(io.BytesIO(data), known).load()


class _Pickler(pickle.Pickler):
    def __init__(self, buffer: io.BytesIO, names: Mapping[int, str]) -> None:
        super().__init__(buffer, protocol=pickle.HIGHEST_PROTOCOL)
        self._names = names

    def persistent_id(self, obj: Any) -> str | None:
        return self._names.get(id(obj))


class _Unpickler(pickle.Unpickler):
    def __init__(self, buffer: io.BytesIO, known: Mapping[str, Any]) -> None:
        super().__init__(buffer)
        self._known = known

    def persistent_load(self, pid: str) -> Any:
        return self._known[pid]
