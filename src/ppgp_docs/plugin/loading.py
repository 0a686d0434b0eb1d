"""Plugins loaded one by one, each in its own guard: what one does wrong is told, the others go on.

A plugin comes in whole or not at all: its hooks, its formats, its schemas, its pages.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import pluggy
from immutabledict import immutabledict

from ppgp_docs.codes import Page
from ppgp_docs.diagnostics import Diagnostic, Span, error
from ppgp_docs.plugin import hookspecs
from ppgp_docs.plugin.candidates import Candidate, candidates
from ppgp_docs.plugin.failures import GUARDED, failure, start_of
from ppgp_docs.plugin.formats import CONTRACT, Format
from ppgp_docs.plugin.hookspecs import PROJECT
from ppgp_docs.plugin.medium import KINDS
from ppgp_docs.plugin.plugins import PluginInfo, Plugins
from ppgp_docs.plugin.registry import Registry
from ppgp_docs.schema import added_fields
from ppgp_docs.schema.rules import RuleFault, faults
from ppgp_docs.schema.schemas import Schemas

NOBODY: Final[Mapping[str, Diagnostic]] = immutabledict()

_MARK: Final = f"{PROJECT}_impl"
_FORMER: Final = {"ppgp_register_formats": "ppgp_register"}
"""The names that hooks had in an earlier contract."""


def load_plugins(
    schemas: Schemas,
    folders: Sequence[Path] = (),
    *,
    without: Mapping[str, Diagnostic] = NOBODY,
    telling: Callable[[str], object] = len,
) -> Plugins:
    """Load every plugin, let them extend ``schemas`` and register what they bring.

    Those of ``without`` are not loaded, and why is told. ``telling`` hears the name of each
    stranger's plugin before it is loaded.
    """
    loader = _Loader(schemas)
    for candidate in candidates(folders):
        if refused := without.get(str(candidate)):
            loader.faults.append(refused)
            continue
        if not candidate.is_ours:
            telling(str(candidate))
        loader.load(candidate)
    return loader.result()


class RulesError(ValueError):
    """Fields that a plugin describes by rules that mean nothing; ``extend`` is its hook."""

    def __init__(self, found: list[RuleFault], extend: Callable[..., None]) -> None:
        super().__init__(found[0].message)
        self.found, self.extend = found, extend


class _Loader:
    def __init__(self, schemas: Schemas) -> None:
        self._schemas = schemas
        self._manager = pluggy.PluginManager(PROJECT)
        self._manager.add_hookspecs(hookspecs)
        self._formats: dict[str, tuple[Format, str]] = {}
        self._pages: dict[str, Page] = {}
        self._provers: dict[str, Callable[[bytes], Any]] = {}
        self._templates: list[Path] = []
        self._infos: list[PluginInfo] = []
        self.faults: list[Diagnostic] = []

    def result(self) -> Plugins:
        return Plugins(
            self._manager,
            tuple(format for format, _ in self._formats.values()),
            tuple(self._infos),
            self._schemas,
            tuple(self.faults),
            self._pages,
            self._provers,
            tuple(self._templates),
        )

    def load(self, candidate: Candidate) -> None:
        """Load one plugin; whatever it does wrong is a diagnostic, never an exception."""
        plugin: Any = None
        try:
            with redirect_stdout(sys.stderr):  # what is printed there is an answer of ours
                plugin = candidate.load()
                problems = list(_misfits(plugin, candidate))
                if not problems:
                    self._register(plugin, candidate)
        except RulesError as problem:
            problems = [*_ill_described(problem, candidate.name)]
        except GUARDED as problem:
            told = failure(str(candidate), "chargement", problem)
            problems = [told if told.span else replace(told, span=_file_of(plugin))]
        self.faults.extend(problems)

    def _register(self, plugin: Any, candidate: Candidate) -> None:
        if self._manager.has_plugin(candidate.name):
            raise ValueError(f"le nom `{candidate.name}` est déjà pris par une autre extension")
        extend = getattr(plugin, "ppgp_extend_schema", None)
        registry, schemas = Registry(), self._schemas.copied() if extend else self._schemas
        self._manager.register(plugin, candidate.name)
        try:
            self._manager.check_pending()
            if register := getattr(plugin, "ppgp_register", None):
                register(registry=registry)
            self._unrivalled(registry)
            if extend:
                extend(schemas=schemas)
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
        )
        self._infos.append(info)


def place_of(plugin: Any) -> Path | None:
    """The whole package that a plugin belongs to, or its one file."""
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


def _misfits(plugin: Any, candidate: Candidate) -> Iterator[Diagnostic]:
    """What pluggy would let pass in silence: a hook left undecorated, another contract."""
    name, place = candidate.name, _file_of(plugin)
    wanted = getattr(plugin, "PPGP_CONTRACT", CONTRACT)
    if wanted != CONTRACT:
        yield error(
            "F011",
            f"l’extension `{name}` est faite pour la version {wanted} des extensions, cet outil "
            f"attend la version {CONTRACT}",
            place,
            "installez la version de l’extension faite pour cet outil",
            "pour son auteur : `docs/plugins.md` dit ce que chaque version a changé",
        )
        return
    if inspect.isclass(plugin) or not any(_is_hook(each) for each in dir(plugin)):
        if candidate.is_file and not inspect.isclass(plugin):
            return  # a module beside plugins, that they import
        told = "une classe, et non un objet" if inspect.isclass(plugin) else "rien qui soit un hook"
        yield _misfit(
            f"l’extension `{name}` désigne {told}", place, "désignez un module, ou un objet"
        )
    for attribute in filter(_is_hook, dir(plugin)):
        value = getattr(plugin, attribute)
        if callable(value):
            yield from _misfit_hook(name, attribute, value, place)


def _is_hook(attribute: str) -> bool:
    return attribute.startswith("ppgp_")


def _misfit_hook(name: str, hook: str, value: Any, place: Span | None) -> Iterator[Diagnostic]:
    where = f"dans l’extension `{name}`, `{hook}`"
    mark = getattr(value, _MARK, None)
    if hook in _FORMER:
        yield _misfit(f"{where} n’existe plus", place, f"écrivez `{_FORMER[hook]}`")
    elif mark is None:
        yield _misfit(
            f"{where} n’est pas décorée par `@hookimpl`",
            place,
            "ajoutez `@hookimpl` au-dessus de la fonction",
        )
    elif inspect.iscoroutinefunction(inspect.unwrap(value)):
        yield _misfit(f"{where} est `async`", place, "l’outil n’attend pas ses réponses")
    elif mark.get("wrapper") or mark.get("hookwrapper"):
        yield _misfit(
            f"{where} veut envelopper les autres", place, "chaque extension répond pour elle seule"
        )


def _misfit(message: str, place: Span | None, hint: str) -> Diagnostic:
    return error("F012", message, place, hint)


def _file_of(plugin: Any) -> Span | None:
    file = getattr(plugin, "__file__", None)
    return Span(Path(file)) if isinstance(file, str) else None


def _ill_described(problem: RulesError, name: str) -> Iterator[Diagnostic]:
    """F025, in the plugin's own file, at the line that names the field, else at its hook."""
    for found in problem.found:
        message = f"l’extension `{name}` décrit mal un champ, {found.message}"
        place = _line_of(problem.extend, found.path[-1])
        yield error("F025", message, place, "elle n’est pas chargée, les autres continuent")


def _line_of(extend: Callable[..., None], field: str) -> Span | None:
    start = start_of(extend)
    if start is None:
        return None
    try:
        lines = start.file.read_text("utf-8", "replace").splitlines()
    except OSError:
        return start
    named = re.compile(rf"""["']{re.escape(field)}["']""")
    ranks = (rank for rank in range(start.line, len(lines) + 1) if named.search(lines[rank - 1]))
    rank = next(ranks, start.line)
    return Span(start.file, rank, 1, rank, 2)
