"""Plugins: found, loaded and called each in its own guard, so that one cannot take the rest down.

They come by the entry points of installed packages (the only door of our own formats too), and by
folders of a workspace when its configuration or a flag says so: a folder's code never runs just
because it is there.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib import metadata
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import pluggy
from attrs import frozen

from ppgp_docs.diagnostics import Diagnostic, Span, error
from ppgp_docs.plugin import hookspecs
from ppgp_docs.plugin.formats import CONTRACT, Format
from ppgp_docs.plugin.hookspecs import PROJECT, Registry
from ppgp_docs.plugin.plugins import GUARDED, PluginInfo, Plugins, failure
from ppgp_docs.schema.rules import RuleFault, faults
from ppgp_docs.schema.schemas import Schemas

GROUP: Final = "ppgp_docs"
_MARK: Final = f"{PROJECT}_impl"


class RulesError(ValueError):
    """Fields that a plugin describes by rules that mean nothing; ``extend`` is its hook."""

    def __init__(self, found: list[RuleFault], extend: Callable[..., None]) -> None:
        super().__init__(found[0].message)
        self.found, self.extend = found, extend


def load_plugins(schemas: Schemas, folders: Sequence[Path] = ()) -> Plugins:
    """Load every plugin, let them extend ``schemas`` and register their formats."""
    loader = _Loader(schemas)
    for candidate in (*_installed(), *_in_folders(folders)):
        loader.load(candidate)
    return loader.result()


@frozen
class _Candidate:
    name: str
    origin: str
    version: str
    load: Callable[[], Any]


def _installed() -> Iterator[_Candidate]:
    for entry in sorted(metadata.entry_points(group=GROUP), key=lambda entry: entry.name):
        origin = entry.dist.name if entry.dist else "?"
        version = entry.dist.version if entry.dist else ""
        yield _Candidate(entry.name, origin, version, entry.load)


def _in_folders(folders: Sequence[Path]) -> Iterator[_Candidate]:
    for folder in folders:
        for file in sorted((*folder.glob("*.py"), *folder.glob("*/__init__.py"))):
            name = file.parent.name if file.name == "__init__.py" else file.stem
            yield _Candidate(name, str(folder), "", partial(_run, file, name))


def _run(file: Path, name: str) -> ModuleType:
    spec = spec_from_file_location(f"ppgp_workspace_{name}", file)
    if spec is None or spec.loader is None:
        raise ImportError(str(file))
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


class _Loader:
    def __init__(self, schemas: Schemas) -> None:
        self._schemas = schemas
        self._manager = pluggy.PluginManager(PROJECT)
        self._manager.add_hookspecs(hookspecs)
        self._formats: dict[str, tuple[Format, str]] = {}
        self._infos: list[PluginInfo] = []
        self._faults: list[Diagnostic] = []

    def result(self) -> Plugins:
        formats = tuple(format for format, _ in self._formats.values())
        return Plugins(
            self._manager, formats, tuple(self._infos), self._schemas, tuple(self._faults)
        )

    def load(self, candidate: _Candidate) -> None:
        """Load one plugin; whatever it does wrong is a diagnostic, never an exception."""
        try:
            plugin = candidate.load()
            problems = list(_misfits(plugin, candidate.name))
            if not problems:
                self._register(plugin, candidate)
        except RulesError as problem:
            problems = [*_ill_described(problem, candidate.name)]
        except GUARDED as problem:
            problems = [failure(f"{candidate.name} ({candidate.origin})", "chargement", problem)]
        self._faults.extend(problems)

    def _register(self, plugin: Any, candidate: _Candidate) -> None:
        formats_before = dict(self._formats)
        self._manager.register(plugin, candidate.name)
        try:
            self._manager.check_pending()
            formats = self._own_formats(plugin, candidate)
            if extend := getattr(plugin, "ppgp_extend_schema", None):
                self._extend(extend)
        except GUARDED:
            self._manager.unregister(plugin)
            self._formats = formats_before
            raise
        hooks = tuple(sorted(hook.name for hook in self._manager.get_hookcallers(plugin) or ()))
        ids = tuple(format.id for format in formats)
        info = PluginInfo(candidate.name, candidate.origin, candidate.version, ids, hooks)
        self._infos.append(info)

    def _extend(self, extend: Callable[..., None]) -> None:
        """Let a plugin add to the schemas; what a consent is, and who needs one, is not its to say.

        A plugin that fails, or whose rules mean nothing, leaves the schemas as they were: the
        others go on. Raises ValueError when it changed consents, RulesError for rules.
        """
        former = self._schemas.copied()
        kept = self._schemas.of_people()
        try:
            extend(schemas=self._schemas)
            changed = self._schemas.put_back(kept)
            if found := faults(self._schemas, former):
                raise RulesError(found, extend)
        except GUARDED:
            self._schemas.become(former)
            raise
        if changed:
            told = ", ".join(f"`{name}`" for name in changed)
            raise ValueError(f"une extension ajoute des champs, elle ne change pas {told}")

    def _own_formats(self, plugin: Any, candidate: _Candidate) -> tuple[Format, ...]:
        registry = Registry()
        if register := getattr(plugin, "ppgp_register_formats", None):
            register(registry=registry)
        for format in registry.formats:
            if not isinstance(format, Format):
                raise TypeError(f"`{format.id}` n’a pas tous les attributs d’un `Format`")
            if format.id in self._formats:
                other = self._formats[format.id][1]
                raise ValueError(
                    f"le format `{format.id}` vient déjà de `{other}` : désinstallez l’un des deux"
                )
        source = f"{candidate.name} ({candidate.origin})"
        self._formats |= {format.id: (format, source) for format in registry.formats}
        return registry.formats


def _misfits(plugin: Any, name: str) -> Iterator[Diagnostic]:
    """What pluggy would let pass in silence: a hook left undecorated, another contract."""
    wanted = getattr(plugin, "PPGP_CONTRACT", CONTRACT)
    if wanted != CONTRACT:
        yield error(
            "F011",
            f"l’extension `{name}` est faite pour la version {wanted} des extensions, cet outil "
            f"attend la version {CONTRACT}",
            None,
            "installez la version de l’extension faite pour cet outil",
        )
    for attribute in vars(plugin) if hasattr(plugin, "__dict__") else ():
        value = getattr(plugin, attribute)
        if attribute.startswith("ppgp_") and callable(value) and not hasattr(value, _MARK):
            file = getattr(plugin, "__file__", None)
            yield error(
                "F012",
                f"dans l’extension `{name}`, `{attribute}` n’est pas décorée par `@hookimpl`",
                Span(Path(file)) if file else None,
                "ajoutez `@hookimpl` au-dessus de la fonction",
            )


def _ill_described(problem: RulesError, name: str) -> Iterator[Diagnostic]:
    """F025, in the plugin's own file, at the line that names the field, else at its hook."""
    for found in problem.found:
        message = f"l’extension `{name}` décrit mal un champ, {found.message}"
        place = _line_of(problem.extend, found.path[-1])
        yield error("F025", message, place, "elle n’est pas chargée, les autres continuent")


def _line_of(extend: Callable[..., None], field: str) -> Span | None:
    code = getattr(extend, "__code__", None)
    if code is None:
        return None
    file, line = Path(code.co_filename), code.co_firstlineno
    try:
        lines = file.read_text("utf-8", "replace").splitlines()
    except OSError:
        return Span(file, line, 1, line, 2)
    named = re.compile(rf"""["']{re.escape(field)}["']""")
    ranks = (rank for rank in range(line, len(lines) + 1) if named.search(lines[rank - 1]))
    rank = next(ranks, line)
    return Span(file, rank, 1, rank, 2)
