"""The process of a stranger's plugin, from within: it loads the one plugin, tells what it brings,
then answers for it, one question after the other.

What ends it is told by who asked (``isolation.py``).
"""

from __future__ import annotations

import os
import signal
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

from attrs import frozen

from ppgp_docs.diagnostics import Span
from ppgp_docs.francais.nombres import entier
from ppgp_docs.plugin import landlock
from ppgp_docs.plugin.alterations import Alterations, line_of
from ppgp_docs.plugin.calls import LOADING, Call
from ppgp_docs.plugin.candidates import Candidate
from ppgp_docs.plugin.description import Description, describe
from ppgp_docs.plugin.failures import failed, failure
from ppgp_docs.plugin.kept_builtins import kept_builtins
from ppgp_docs.plugin.last_words import Witness
from ppgp_docs.plugin.left_running import LEFT, adopt, stay_out, stop_left_running, threads_left
from ppgp_docs.plugin.loader import load_plugin
from ppgp_docs.plugin.own_folder import use
from ppgp_docs.plugin.plugins import Plugins
from ppgp_docs.plugin.printed import Printed
from ppgp_docs.plugin.serialization import MOST, packed, pieces, received, unpacked
from ppgp_docs.plugin.started_programs import Deed
from ppgp_docs.plugin.workspace_guard import WorkspaceGuard
from ppgp_docs.processes import die_with_parent, leave_group, limit_memory, silence
from ppgp_docs.schema.schemas import Schemas

READY: Final = b"ready"
"""Said before anything of the plugin runs."""
_leave: Final = os._exit
_MEMORY: Final = 3_000_000_000
"""Bytes that the process may ask for."""


@frozen
class Order:
    """What a process begins with: its plugin, the schemas that it extends, the workspace, the
    ``seconds`` that an answer may take, the file of its last ``words``, its ``temporary`` folder;
    whether it ``tells``: it then hears of finished documents, and may write beside them."""

    candidate: Candidate
    schemas: Schemas
    root: Path | None
    seconds: int
    words: Path
    temporary: Path
    tells: bool = False


def serve(line: Connection, order: Order) -> None:
    """The process itself; whatever ends it is told by who asked."""
    witness = Witness(order.words)
    try:
        _Server(line, order, witness).run()
    except BaseException as problem:
        witness.tell(problem)
        _leave(1)
    _leave(0)  # nothing that the plugin left for the end is run


class _Server:
    def __init__(self, line: Connection, order: Order, witness: Witness) -> None:
        self._line, self._candidate, self._schemas = line, order.candidate, order.schemas
        self._order = order
        self._guard = WorkspaceGuard(order.root, order.candidate.home)
        self._witness, self._seconds = witness, order.seconds

    def run(self) -> None:
        """Load, then answer until nobody asks any more."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent
        leave_group()
        die_with_parent()
        silence()
        self._printed = Printed()
        limit_memory(_MEMORY)
        adopt()
        use(self._order.temporary)
        self._guard.start()
        if self._order.root and not self._order.tells:
            landlock.keep(self._order.root, self._order.temporary)
        self._line.send_bytes(READY)
        plugins = self._load()
        with suppress(EOFError, OSError):
            plugins.schemas.adopt(received(self._line.recv_bytes(), {}))
            while True:
                self._answer(plugins, {"schemas": plugins.schemas})

    def _load(self) -> Plugins:
        """The plugin alone; what it brings is told, with what it did meanwhile."""
        candidate, alterations = self._candidate, Alterations(self._candidate)
        process, replaced = os.getpid(), list[str]()
        with self._witness.within(self._seconds):
            plugins = load_plugin(self._schemas, candidate, replaced)
        stay_out(process)
        told = describe(candidate.name, plugins)
        faults = [
            failed(str(candidate), LOADING, deed.told, deed.place or candidate.place)
            for deed in self._deeds()
        ]
        faults += alterations.diagnostics(replaced)
        self._line.send_bytes(self._sendable(told.with_faults(faults)))
        return plugins

    def _sendable(self, told: Description) -> bytes:
        """What the plugin brings; of what cannot be sent or read back, whose hook brought it."""
        schemas = next((each for each in told.hooks if each.name == "ppgp_extend_schema"), None)
        brings = next((each for each in told.hooks if each.name == "ppgp_register"), None)
        try:
            for hook, part in ((schemas, told.schemas), (brings, told.formats), (None, told)):
                culprit = hook
                data = packed(part, {})
                unpacked(data, {})
        except Exception as problem:
            place = (culprit.place if culprit else None) or self._candidate.place
            fault = replace(failure(str(self._candidate), LOADING, problem), span=place)
            data = packed(Description((fault,)), {})
        return data

    def _answer(self, plugins: Plugins, known: Mapping[str, Any]) -> None:
        call: Call = received(self._line.recv_bytes(), known)
        self._guard.allow(call.where, call.named)
        process, replaced = os.getpid(), list[str]()
        limit = self._witness.within(self._seconds)
        threads: list[str] = []
        try:
            with threads_left() as threads, limit, kept_builtins(replaced):
                answer, fault = getattr(plugins, call.method)(**call.arguments)
        except Exception:  # what was put in Python's place broke our own code: that is told
            if not replaced:
                raise
            answer = fault = None
        stay_out(process)
        changed = (_replacing(name, call.place) for name in replaced)
        deeds = (*self._deeds(), *map(Deed, threads), *changed)
        if deeds and not fault:
            place = deeds[0].place or call.place
            fault = failed(call.plugin, call.where, deeds[0].told, place, call.given)
        known = {**known, **pieces(call.arguments)}
        self._line.send_bytes(_sendable(call, (answer, fault, bool(threads)), known))

    def _deeds(self) -> list[Deed]:
        """What was done that may not be, whatever came of it."""
        left = [Deed(LEFT, self._guard.started_at)] if stop_left_running() else []
        return [*left, *self._guard.deeds(), *map(Deed, self._printed.settle())]


def _replacing(name: str, place: Span | None) -> Deed:
    told = f"`{name}`, fonction de Python, y est remplacée"
    return Deed(told, line_of(name, place) if place else None)


def _sendable(call: Call, answer: tuple[Any, ...], known: Mapping[str, Any]) -> bytes:
    """The answer, what went wrong, whether threads are left that only the end of the process stops;
    of an answer that cannot be sent, that it went wrong."""
    try:
        data = packed(answer, known)
        if len(data) <= MOST:
            return data
        problem: Exception = ValueError(f"sa réponse fait {entier(len(data) // 1_000_000)} Mo")
    except Exception as fault:  # a function defined on the spot, a lock, an open file
        problem = fault
    told = replace(failure(call.plugin, call.where, problem), span=call.place)
    return packed((None, told, *answer[2:]), known)
