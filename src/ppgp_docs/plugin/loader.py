"""Plugins loaded one by one, each in its own guard: what one does wrong is told, the others go on.

A plugin comes in whole or not at all: its hooks, its formats, its schemas, its pages.
"""

from __future__ import annotations

import re
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pluggy

from ppgp_docs.codes import Page
from ppgp_docs.diagnostics import Diagnostic, Span, error
from ppgp_docs.plugin import hookspecs
from ppgp_docs.plugin.candidates import Candidate
from ppgp_docs.plugin.description import DescribedPlugin
from ppgp_docs.plugin.failures import GUARDED, failure, start_of
from ppgp_docs.plugin.formats import Format
from ppgp_docs.plugin.hookspecs import PROJECT
from ppgp_docs.plugin.kept_builtins import kept_builtins
from ppgp_docs.plugin.medium import KINDS
from ppgp_docs.plugin.misfits import file_of, misfits
from ppgp_docs.plugin.plugins import PluginInfo, Plugins
from ppgp_docs.plugin.registry import Registry
from ppgp_docs.schema import added_fields
from ppgp_docs.schema.rules import RuleFault, faults
from ppgp_docs.schema.schemas import Schemas

if TYPE_CHECKING:
    from ppgp_docs.plugin.isolation import IsolatedProcess


def load_plugin(schemas: Schemas, candidate: Candidate, replaced: list[str]) -> Plugins:
    """Load one plugin alone; the functions of Python that it ``replaced`` are named there."""
    loader = Loader(schemas)
    loader.load(candidate, replaced)
    return loader.result()


class RulesError(ValueError):
    """Fields that a plugin describes by rules that mean nothing; ``extend`` is its hook."""

    def __init__(self, found: list[RuleFault], extend: Callable[..., None]) -> None:
        super().__init__(found[0].message)
        self.found, self.extend = found, extend


class RefusedError(Exception):
    """What a plugin brings is refused, once its hook ``function`` gave it."""

    def __init__(self, problem: Exception, function: Callable[..., Any] | None) -> None:
        super().__init__(str(problem))
        self.problem, self.function = problem, function


class Loader:
    """Takes plugins in one by one, and holds what they bring.

    Where no dossier is read (``reads``), none extends the schemas: it may add to what another
    brings, that is not loaded here.
    """

    def __init__(self, schemas: Schemas, *, reads: bool = True) -> None:
        self._schemas, self._reads = schemas, reads
        self._manager = pluggy.PluginManager(PROJECT)
        self._manager.add_hookspecs(hookspecs)
        self._formats: dict[str, tuple[Format, str]] = {}
        self._pages: dict[str, Page] = {}
        self._provers: dict[str, Callable[[bytes], Any]] = {}
        self._templates: list[Path] = []
        self._infos: list[PluginInfo] = []
        self._apart: dict[str, IsolatedProcess] = {}
        self.faults: list[Diagnostic] = []

    def result(self) -> Plugins:
        for process in self._apart.values():
            process.know(self._schemas)
        return Plugins(
            self._manager,
            tuple(format for format, _ in self._formats.values()),
            tuple(self._infos),
            self._schemas,
            tuple(self.faults),
            self._pages,
            self._provers,
            tuple(self._templates),
            self._apart,
        )

    def load(self, candidate: Candidate, replaced: list[str] | None = None) -> None:
        """Load one plugin; whatever it does wrong is a diagnostic, never an exception.

        Functions of Python that it puts others in the place of are given back, and ``replaced``
        takes their names.
        """
        plugin: Any = None
        try:
            with redirect_stdout(sys.stderr):  # what is printed there is an answer of ours
                with kept_builtins([] if replaced is None else replaced):
                    plugin = candidate.load()
                problems = list(misfits(plugin, candidate))
                if not problems:
                    self._register(plugin, candidate)
        except GUARDED as problem:
            problems = _load_failure(problem, candidate, file_of(plugin))
        self.faults.extend(problems)

    def load_apart(
        self, candidate: Candidate, start: Callable[[Candidate, Schemas], IsolatedProcess]
    ) -> None:
        """Let the process that ``start`` begins load a stranger's plugin, and register what it
        brings."""
        try:
            self._unnamed(candidate)
            process = start(candidate, self._schemas)
            told = process.description
            self.faults += told.faults
            if not told.name:
                return
            self._register(DescribedPlugin(told), candidate)
            self._apart[candidate.name] = process
        except GUARDED as problem:
            self.faults += _load_failure(problem, candidate, candidate.place)

    def _unnamed(self, candidate: Candidate) -> None:
        """Raises ValueError when the name of a plugin is taken."""
        if self._manager.has_plugin(candidate.name):
            raise ValueError(f"le nom `{candidate.name}` est déjà pris par une autre extension")

    def _register(self, plugin: Any, candidate: Candidate) -> None:
        self._unnamed(candidate)
        extend = getattr(plugin, "ppgp_extend_schema", None) if self._reads else None
        registry, schemas = Registry(), self._schemas.copied() if extend else self._schemas
        self._manager.register(plugin, candidate.name)
        try:
            self._manager.check_pending()
            register = getattr(plugin, "ppgp_register", None)
            if register:
                register(registry=registry)
            with _refusing(register):
                self._unrivalled(registry)
            if extend:
                extend(schemas=schemas)
                with _refusing(extend):
                    _hold(self._schemas, schemas, extend)
        except BaseException:
            self._manager.unregister(plugin)
            raise
        self._take(plugin, candidate, registry, schemas)

    def _unrivalled(self, registry: Registry) -> None:
        """Raises ValueError when another plugin brought the same; neither silently wins."""
        for name in registry.formats:
            if name in self._formats:
                other = self._formats[name][1]
                raise ValueError(
                    f"le format `{name}` vient déjà de `{other}` : désinstallez l’un des deux"
                )
        for code in registry.pages:
            if code in self._pages:
                raise ValueError(f"le code `{code}` est déjà celui d’une autre extension")
        for media_type in registry.provers:
            if media_type in KINDS or media_type in self._provers:
                raise ValueError(f"les fichiers `{media_type}` sont déjà relus")

    def _take(
        self, plugin: Any, candidate: Candidate, registry: Registry, schemas: Schemas
    ) -> None:
        blocks = tuple(kind for kind in schemas.blocks if kind not in self._schemas.blocks)
        fields = added_fields.added(self._schemas, schemas)
        if schemas is not self._schemas:
            self._schemas.adopt(schemas)
        source = str(candidate)
        self._formats |= {name: (format, source) for name, format in registry.formats.items()}
        self._pages |= registry.pages
        self._provers |= registry.provers
        self._templates += registry.templates
        hooks = tuple(sorted(hook.name for hook in self._manager.get_hookcallers(plugin) or ()))
        info = PluginInfo(
            candidate.name,
            candidate.origin,
            candidate.version,
            tuple(registry.formats),
            hooks,
            blocks,
            tuple(registry.pages),
            str(place_of(plugin) or ""),
            candidate.is_ours,
            tuple(registry.provers),
            fields,
            registry.themes,
            tuple(map(str, registry.templates)),
        )
        self._infos.append(info)


@contextmanager
def _refusing(function: Callable[..., Any] | None) -> Iterator[None]:
    """What is refused in the block was given by that hook."""
    try:
        yield
    except RulesError:
        raise
    except Exception as problem:  # whatever our own code makes of what it was given
        raise RefusedError(problem, function) from problem


def _load_failure(
    problem: BaseException, candidate: Candidate, file: Span | None
) -> list[Diagnostic]:
    """Why a plugin is not loaded, at its own line where one is known."""
    if isinstance(problem, RulesError):
        return [*_ill_described(problem, candidate.name)]
    if isinstance(problem, RefusedError):
        told = failure(str(candidate), "chargement", problem.problem)
        return [replace(told, span=start_of(problem.function) or file or candidate.place)]
    told = failure(str(candidate), "chargement", problem)
    own = told.span and (not candidate.home or told.span.file.is_relative_to(candidate.home))
    return [told if own else replace(told, span=_raised_in(problem, candidate) or file)]


def _raised_in(problem: BaseException, candidate: Candidate) -> Span | None:
    """The last line of a plugin in the trace of an exception, or its file."""
    for frame in reversed(traceback.extract_tb(problem.__traceback__)):
        if candidate.home and frame.lineno and Path(frame.filename).is_relative_to(candidate.home):
            return Span(Path(frame.filename), frame.lineno, 1, frame.lineno, 1)
    return candidate.place


def place_of(plugin: Any) -> Path | None:
    """The whole package that a plugin belongs to, or its one file."""
    if path := getattr(plugin, "path", ""):
        return Path(path)
    name = plugin.__name__ if isinstance(plugin, ModuleType) else type(plugin).__module__
    top = sys.modules.get(name.partition(".")[0])
    file = getattr(top, "__file__", None) or getattr(plugin, "__file__", None)
    if not file:
        return None
    return Path(file).parent if Path(file).name == "__init__.py" else Path(file)


def _hold(before: Schemas, after: Schemas, extend: Callable[..., None]) -> None:
    """Hold what a plugin made of the schemas to what can be read.

    Raises RulesError for fields that are ill described, ValueError for what it may not do.
    """
    if changed := added_fields.changed(before, after):
        told = ", ".join(f"`{name}`" for name in changed)
        raise ValueError(f"une extension ajoute des champs, elle ne change pas {told}")
    if found := [*faults(after, before), *added_fields.misfits(before, after)]:
        raise RulesError(found, extend)


def _ill_described(problem: RulesError, name: str) -> Iterator[Diagnostic]:
    """F025, in the plugin's own file, at the line that names the field, else at its hook."""
    for found in problem.found:
        message = f"l’extension `{name}` décrit mal un champ, {found.message}"
        place = _line_of(problem.extend, found.path)
        yield error("F025", message, place, "elle n’est pas chargée, les autres continuent")


def _line_of(extend: Callable[..., None], path: Sequence[str]) -> Span | None:
    """Where a hook names a field, after the block or the group that holds it."""
    start = start_of(extend)
    if start is None:
        return None
    try:
        lines = start.file.read_text("utf-8", "replace").splitlines()
    except OSError:
        return start
    rank = start.line
    for name in path:
        named = re.compile(rf"""["']{re.escape(name)}["']""")
        ranks = (each for each in range(rank, len(lines) + 1) if named.search(lines[each - 1]))
        rank = next(ranks, rank)
    return Span(start.file, rank, 1, rank, 2)
