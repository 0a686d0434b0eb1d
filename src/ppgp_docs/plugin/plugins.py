"""The loaded plugins, each called in its own guard, so that one cannot take the rest down."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pluggy
from attrs import field, frozen

from ppgp_docs.codes import Page
from ppgp_docs.diagnostics import Diagnostic, Span
from ppgp_docs.model.blocs import BlocLibre
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.plugin import answers
from ppgp_docs.plugin.calls import Call
from ppgp_docs.plugin.failures import GUARDED, failed, failure, start_of
from ppgp_docs.plugin.format_documents import FormatDocuments, format_documents
from ppgp_docs.plugin.formats import Document, Format
from ppgp_docs.plugin.medium import Medium
from ppgp_docs.schema.schemas import Schemas

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from ppgp_docs.plugin.isolation import IsolatedProcess


def _as_it_is(answer: Any) -> Any:
    return answer


@frozen
class PluginInfo:
    """What ``ppgp plugins`` tells of one plugin: ``blocks`` and ``fields`` are those that it adds,
    ``reads`` the kinds of files that it reads back."""

    name: str
    origin: str
    version: str
    formats: tuple[str, ...]
    hooks: tuple[str, ...]
    blocks: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    path: str = ""
    is_ours: bool = False
    reads: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    templates: tuple[str, ...] = ()

    @property
    def home(self) -> Path:
        """The folder of its code: its package, or where its one file lies."""
        place = Path(self.path)
        return place if place.is_dir() else place.parent

    @property
    def brings(self) -> tuple[tuple[str, ...], ...]:
        """What it brings, by kind, for who reads."""
        every = (self.formats, self.blocks, self.fields, self.codes, self.themes, self.reads)
        return (*every, self.hooks)


class Answered(NamedTuple):
    """What the first plugin that answered said, and the failures of those asked before it.

    ``plugin`` is empty and ``value`` None when none answered.
    """

    plugin: str
    value: Any
    failures: tuple[Diagnostic, ...]
    place: Span | None = None

    def fault(self, problem: str) -> Diagnostic:
        """What is wrong with the answer, at the plugin's own line."""
        return failed(self.plugin, "ppgp_draw", problem, self.place)


@frozen
class Plugins:
    """The loaded plugins and what went wrong while loading others.

    ``pages`` are those of their codes, ``provers`` read back kinds of files that the tool does not,
    ``templates`` are their folders. ``apart`` are the processes where strangers answer, by name.
    """

    manager: pluggy.PluginManager
    formats: tuple[Format, ...]
    infos: tuple[PluginInfo, ...]
    schemas: Schemas
    diagnostics: tuple[Diagnostic, ...]
    pages: Mapping[str, Page] = field(factory=dict)
    provers: Mapping[str, Callable[[bytes], Any]] = field(factory=dict)
    templates: tuple[Path, ...] = ()
    apart: Mapping[str, IsolatedProcess] = field(factory=dict, eq=False, repr=False)

    def call(
        self, hook: str, read: Callable[[Any], Any] = _as_it_is, /, **arguments: Any
    ) -> tuple[list[Any], list[Diagnostic]]:
        """Call a hook of every plugin, each in its own guard; results and failures.

        ``read`` holds each answer to the contract; what it raises is the plugin's failure.
        """
        results, failures = self.ask(hook, read, **arguments)
        return [answer for _, answer in results], failures

    def tell(self, hook: str, **arguments: Any) -> list[Diagnostic]:
        """Call a hook of every plugin, whatever they answer; the failures."""
        return self.call(hook, answers.ignored, **arguments)[1]

    def ask(
        self, hook: str, read: Callable[[Any], Any] = _as_it_is, /, **arguments: Any
    ) -> tuple[list[tuple[str, Any]], list[Diagnostic]]:
        """The same as :meth:`call`, each result with the name of its plugin."""
        results: list[tuple[str, Any]] = []
        failures: list[Diagnostic] = []
        for implementation in self.implementations(hook):
            answer, fault = self.ask_one(implementation, read, **arguments)
            if fault:
                failures.append(fault)
            else:
                results.append((implementation.plugin_name, answer))
        return results, failures

    def drawing_of(self, bloc: BlocLibre, read: Callable[[Any], Any], medium: Medium) -> Answered:
        """What the first plugin that draws a block makes of it."""
        failures = []
        arguments = {"bloc": bloc, "medium": medium}
        for implementation in self._drawers(bloc.kind):
            answer, fault = self.ask_one(implementation, read, **arguments)
            if fault:
                failures.append(fault)
            elif answer is not None:
                place = start_of(implementation.function)
                return Answered(implementation.plugin_name, answer, tuple(failures), place)
        return Answered("", None, tuple(failures))

    def _drawers(self, kind: str) -> list[pluggy.HookImpl]:
        """Who may draw a type of blocks: the plugin that brought it, unless it gives way
        (``trylast``), then the others. One that takes every block for its own takes none away."""
        return sorted(
            self.implementations("ppgp_draw"),
            key=lambda one: one.trylast or not self.brings(one.plugin_name, kind),
        )

    def brings(self, name: str, kind: str) -> bool:
        """Whether a plugin is the one that brought a type of blocks."""
        return any(info.name == name and kind in info.blocks for info in self.infos)

    def ask_one(
        self, implementation: pluggy.HookImpl, read: Callable[[Any], Any], /, **arguments: Any
    ) -> tuple[Any, Diagnostic | None]:
        """What one plugin answers, or what went wrong."""
        plugin, hook = implementation.plugin_name, implementation.opts.get("specname")
        hook = hook or implementation.function.__name__
        wanted = {name: arguments[name] for name in _arguments(implementation)}
        if self.is_ours(plugin):
            return _asked(implementation, hook, read, wanted)
        answer, fault = self._asked_of_stranger(implementation, hook, read, wanted)
        return answer, replace(fault, stops=False) if fault else None

    def _asked_of_stranger(
        self,
        implementation: pluggy.HookImpl,
        hook: str,
        read: Callable[[Any], Any],
        wanted: dict[str, Any],
    ) -> tuple[Any, Diagnostic | None]:
        plugin = implementation.plugin_name
        if plugin not in self.apart:
            return _asked(implementation, hook, read, wanted)
        asked = {"plugin": plugin, "hook": hook, "read": read, "arguments": wanted}
        place = start_of(implementation.function)
        return self._ask_apart(plugin, hook, "answer", asked, place)

    def _ask_apart(
        self, plugin: str, where: str, method: str, arguments: dict[str, Any], place: Span | None
    ) -> tuple[Any, Diagnostic | None]:
        call = Call(plugin, where, method, arguments, place)
        return self.apart[plugin].ask(call, {"schemas": self.schemas})

    def answer(
        self, plugin: str, hook: str, read: Callable[[Any], Any], arguments: dict[str, Any]
    ) -> tuple[Any, Diagnostic | None]:
        """What one plugin answers, asked in this process. Raises StopIteration."""
        found = (one for one in self.implementations(hook) if one.plugin_name == plugin)
        return _asked(next(found), hook, read, arguments)

    def format_documents(
        self, format: Format, dossier: Dossier, archive: bool, press: bool = False
    ) -> FormatDocuments:
        """What a format makes of a dossier."""
        owner = self.owner(format.id)
        if owner.name not in self.apart:
            return format_documents(owner.name, format, dossier, archive, press)
        variants = {"archive": archive, "press": press}
        asked = {"format_id": format.id, "dossier": dossier, **variants}
        place = start_of(format.documents)
        made, fault = self._ask_apart(owner.name, "documents", "offers_of", asked, place)
        made = made or FormatDocuments((), ())
        return FormatDocuments(made.documents, (*made.faults, fault)) if fault else made

    def documents(self, format_id: str, dossier: Dossier) -> tuple[Document, ...]:
        """The documents of a format, made or not; none of one that is not there."""
        if all(format.id != format_id for format in self.formats):
            return ()
        made = self.format_documents(self.format(format_id), dossier, archive=False)
        return tuple(document for document, _ in made.documents)

    def offers_of(
        self, format_id: str, dossier: Dossier, archive: bool, press: bool
    ) -> tuple[FormatDocuments, Diagnostic | None]:
        """The same, asked in this process."""
        return format_documents(
            self.owner(format_id).name, self.format(format_id), dossier, archive, press
        ), None

    def ask_format(
        self, format_id: str, method: str, read: Callable[[Any], Any], /, *arguments: Any
    ) -> tuple[Any, Diagnostic | None]:
        """What a format says beside its documents, or what went wrong with a stranger's."""
        owner, function = self.owner(format_id), getattr(self.format(format_id), method)
        if owner.is_ours:
            return read(function(*arguments)), None
        if owner.name not in self.apart:
            return self.format_answer(format_id, method, read, arguments)
        asked = {"format_id": format_id, "name": method, "read": read, "arguments": arguments}
        place = start_of(function)
        return self._ask_apart(owner.name, method, "format_answer", asked, place)

    def format_answer(
        self, format_id: str, name: str, read: Callable[[Any], Any], arguments: tuple[Any, ...]
    ) -> tuple[Any, Diagnostic | None]:
        """The same, asked in this process."""
        function = getattr(self.format(format_id), name)
        try:
            return read(_finished(function(*arguments))), None
        except GUARDED as problem:
            return None, failure(self.owner(format_id).name, name, problem, function, arguments)

    def executor(
        self, jobs: int
    ) -> tuple[str, Executor | None, tuple[Diagnostic, ...], Span | None]:
        """What the first plugin brings to make documents with, with its name; what went wrong with
        those asked before it; the line of its hook."""
        faults: list[Diagnostic] = []
        for one in self.implementations("ppgp_executor"):
            found, fault = self._brought(one, jobs)
            if found is not None:
                return one.plugin_name, found, tuple(faults), start_of(one.function)
            faults += [fault] if fault else []
        return "", None, tuple(faults), None

    def _brought(
        self, one: pluggy.HookImpl, jobs: int
    ) -> tuple[Executor | None, Diagnostic | None]:
        asked = jobs if "jobs" in _arguments(one) else None
        if apart := self.apart.get(one.plugin_name):
            from ppgp_docs.plugin.brought_executor import bring

            return bring(apart.candidate, asked, apart.seconds, start_of(one.function))
        wanted = {} if asked is None else {"jobs": jobs}
        return _asked(one, "ppgp_executor", answers.executor, wanted)

    def needed_for(self, format_id: str) -> frozenset[str]:
        """The strangers' plugins without which a document of a format cannot be made and read
        back: the one that brings it, those that read such files; none for a format of ours."""
        if self.owner(format_id).is_ours:
            return frozenset()
        media_type = self.format(format_id).media_type
        readers = [info.name for info in self.infos if media_type in info.reads]
        return frozenset({self.owner(format_id).name, *readers})

    def homes(self, names: Collection[str]) -> tuple[Path, ...]:
        """Where the code of the plugins of those names lies."""
        return tuple(info.home for info in self.infos if info.name in names)

    def is_ours(self, name: str) -> bool:
        """Whether a plugin comes with the tool."""
        return any(info.is_ours for info in self.infos if info.name == name)

    def implementations(self, hook: str) -> list[pluggy.HookImpl]:
        """Those of a hook in pluggy's order: the last to come first, but as they asked."""
        found: list[pluggy.HookImpl] = getattr(self.manager.hook, hook).get_hookimpls()
        return found[::-1]

    def format(self, format_id: str) -> Format:
        """The format of that id. Raises KeyError."""
        return {format.id: format for format in self.formats}[format_id]

    def owner(self, format_id: str) -> PluginInfo:
        """The plugin that brought a format. Raises StopIteration."""
        return next(info for info in self.infos if format_id in info.formats)


def _arguments(implementation: pluggy.HookImpl) -> tuple[str, ...]:
    """The names of what a hook takes, be it in another process (``description.py``)."""
    found: tuple[str, ...] = getattr(implementation.function, "arguments", implementation.argnames)
    return found


def _asked(
    implementation: pluggy.HookImpl, hook: str, read: Callable[[Any], Any], wanted: dict[str, Any]
) -> tuple[Any, Diagnostic | None]:
    function = implementation.function
    try:
        return read(_finished(function(**wanted))), None
    except GUARDED as problem:
        return None, failure(implementation.plugin_name, hook, problem, function, wanted.values())


def _finished(result: Any) -> Any:
    """A generator run to its end, while the guard still stands."""
    return list(result) if isinstance(result, Iterator) else result
