"""Where strangers' plugins answer: a process for each, that may hang, die, print or change what it
is given or all of its Python, and nothing of ours nor of another plugin is lost.

This side asks; the process itself is in ``isolated.py``. What it is given and what it gives back
are copies; of a dossier, the very one that it was given is meant.
"""

from __future__ import annotations

import threading
import time
import weakref
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Final

from attrs import evolve

from ppgp_docs.diagnostics import Diagnostic
from ppgp_docs.plugin import isolated
from ppgp_docs.plugin.calls import (
    LOADING,
    MOST_MEMORY,
    Call,
    HeavyPluginError,
    did_not_answer,
)
from ppgp_docs.plugin.candidates import Candidate
from ppgp_docs.plugin.description import Description
from ppgp_docs.plugin.failures import failure
from ppgp_docs.plugin.isolated import Order
from ppgp_docs.plugin.last_words import kept_file, last_line
from ppgp_docs.plugin.serialization import MOST, packed, pieces, unpacked
from ppgp_docs.plugin.workspace_guard import AFTER
from ppgp_docs.processes import (
    kill_with_descendants,
    process_context,
    resident_memory,
    uninterrupted,
)
from ppgp_docs.schema.schemas import Schemas
from ppgp_docs.temporary import kept_folder

_START: Final = 120
"""Seconds that the process may take to start: nothing of a plugin has run yet."""

_WATCHED: Final = 0.02
"""Seconds between two looks at the memory that it holds."""

_LOOKED_AT: Final = 1
"""Seconds in which a process that hangs says where."""

Answer = tuple[Any, Diagnostic | None]


class IsolatedProcess:
    """The process of one plugin, from its side that asks; started at once, and again when it was
    lost. What made it hang or die is not asked again.

    ``description`` is what the plugin brings; its ``faults`` say why it brings nothing.
    """

    def __init__(
        self,
        candidate: Candidate,
        schemas: Schemas,
        seconds: int,
        root: Path | None,
        tells: bool = False,
    ) -> None:
        """``seconds`` are what each answer may take; it changes nothing below ``root``, unless it
        ``tells`` the plugin of finished documents."""
        self.candidate, self.seconds = candidate, seconds
        folder = kept_folder(self)
        self._words = kept_file(self, folder)
        given = candidate, schemas.copied(), root, seconds
        self._order = Order(*given, self._words, folder, tells)
        self._teller: IsolatedProcess | None = None
        self._lock = threading.Lock()
        self._stopped_calls: set[str] = set()
        self._process: BaseProcess | None = None
        self._line: Connection | None = None
        self._schemas: Schemas | None = None
        self.description = self._begin()

    def know(self, schemas: Schemas) -> None:
        """Let the plugin know the blocks of all others, once they are loaded."""
        self._schemas = schemas
        if self.description.hooks:
            self._tell_schemas()
        else:
            self._end()  # what brings nothing is asked nothing

    def ask(self, call: Call, known: Mapping[str, Any]) -> Answer:
        """What the plugin answers, or what went wrong; nothing of what it is asked no more.

        ``known`` are the objects that both sides have, by name. What the plugin is told of finished
        documents is told in another process, as it may write there.
        """
        if call.where in AFTER and not self._order.tells:
            return self._telling().ask(call, known)
        with self._lock:
            if call.where in self._stopped_calls:
                return None, None
            if self._process is None and (faults := self._again()):
                self._stopped_calls.add(call.where)
                return None, faults[0]
            try:
                return self._asked(call, known)
            except (TimeoutError, EOFError, OSError) as problem:
                told = self._stopped(call, problem)
                self._end()
                self._stopped_calls.add(call.where)
                return None, told
            except Exception as problem:  # what cannot be sent, or read back
                return None, self._unsent(call, problem)

    def _telling(self) -> IsolatedProcess:
        with self._lock:
            if self._teller is None:
                order = self._order
                given = order.candidate, order.schemas, order.seconds, order.root
                self._teller = IsolatedProcess(*given, tells=True)
                self._teller.know(self._schemas or order.schemas)
        return self._teller

    def _asked(self, call: Call, known: Mapping[str, Any]) -> Answer:
        assert self._line is not None
        self._line.send_bytes(packed(call, known))
        told = unpacked(self._receive(), {**known, **pieces(call.arguments)})
        answer, fault, has_threads = told
        if has_threads:
            self._end()
        return answer, fault

    def _receive(self) -> bytes:
        assert self._line is not None
        until = time.monotonic() + self.seconds
        while not self._line.poll(_WATCHED):
            if time.monotonic() > until:
                raise TimeoutError
            if self._process and resident_memory(self._process.pid or 0) > MOST_MEMORY:
                raise HeavyPluginError
        return self._line.recv_bytes(MOST)

    def _again(self) -> tuple[Diagnostic, ...]:
        """Start the process anew; why it does not, this time."""
        faults = self._begin().faults
        if self._process is not None:
            self._tell_schemas()
        return tuple(each for each in faults if each.is_error)

    def _begin(self) -> Description:
        """Start the process, and hear what the plugin brings."""
        context: Any = process_context()  # typeshed knows no Process there
        self._line, theirs = context.Pipe()
        process: BaseProcess = context.Process(
            target=isolated.serve, args=(theirs, self._order), daemon=True
        )
        with uninterrupted():
            process.start()
            self._process = process
        weakref.finalize(self, partial(_kill, process))  # it may be deaf to a milder signal
        theirs.close()
        told = self._loaded()
        if any(each.is_error for each in told.faults):
            self._end()
        return told

    def _loaded(self) -> Description:
        assert self._line is not None
        if not self._line.poll(_START) or self._line.recv_bytes(MOST) != isolated.READY:
            raise RuntimeError("the process of a plugin does not start")
        try:
            told = unpacked(self._receive(), {})
            if isinstance(told, Description):
                return told
            raise TypeError(f"`{type(told).__name__}`")
        except (TimeoutError, EOFError, OSError) as lost:
            return Description((self._stopped(self._loading, lost),))
        except Exception as problem:
            return Description((self._unsent(self._loading, problem),))

    @property
    def _loading(self) -> Call:
        candidate = self.candidate
        return Call(str(candidate), LOADING, "", {}, candidate.place)

    def _tell_schemas(self) -> None:
        assert self._line is not None
        try:
            self._line.send_bytes(packed(self._schemas, {}))
        except OSError:  # it ended since: the next question tells
            self._end()

    def _end(self) -> None:
        if self._process is not None:
            kill_with_descendants(self._process.pid or 0)
            self._process.join()
        if self._line is not None:
            self._line.close()
        self._process = self._line = None

    def _unsent(self, call: Call, problem: Exception) -> Diagnostic:
        return replace(failure(call.plugin, call.where, problem), span=call.place)

    def _stopped(self, call: Call, problem: Exception) -> Diagnostic:
        patience = _LOOKED_AT if isinstance(problem, TimeoutError) else 0
        home = self.candidate.home
        line = last_line(self._words, home, patience=patience) if home else None
        return did_not_answer(evolve(call, place=line or call.place), problem, self.seconds)


def _kill(process: BaseProcess) -> None:
    if process.is_alive():
        process.kill()
