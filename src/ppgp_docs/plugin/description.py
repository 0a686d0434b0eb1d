"""What a stranger's plugin brings, told by the process that loaded it: to the others it is a plugin
whose functions stand elsewhere. None of its code comes with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, cast

from attrs import evolve, field, frozen

from ppgp_docs.codes import Page
from ppgp_docs.diagnostics import Diagnostic, Span, has_errors
from ppgp_docs.plugin.failures import start_of
from ppgp_docs.plugin.formats import Format
from ppgp_docs.plugin.hookspecs import PROJECT
from ppgp_docs.plugin.plugins import Plugins
from ppgp_docs.plugin.registry import Registry
from ppgp_docs.schema.schemas import Schemas

_SAID: Final = (
    "id",
    "label",
    "suffix",
    "media_type",
    "templates",
    "archives",
    "presses",
    "no_draft",
    "ignores",
)
_ASKED: Final = ("documents", "refusal", "render", "ignores", "check_template", "annotate_template")
_TEMPLATE: Final = "template"


@frozen
class HookDescription:
    """A hook: its arguments, its options for pluggy, where it begins."""

    name: str
    arguments: tuple[str, ...]
    options: dict[str, Any]
    place: Span | None


@frozen
class FormatDescription:
    """A format: what it ``said`` of itself, where each of its methods begins."""

    said: dict[str, Any]
    places: dict[str, Span | None]


@frozen
class Description:
    """What one plugin brings; ``faults`` alone when it cannot be loaded."""

    faults: tuple[Diagnostic, ...]
    name: str = ""
    path: str = ""
    hooks: tuple[HookDescription, ...] = ()
    formats: tuple[FormatDescription, ...] = ()
    pages: dict[str, Page] = field(factory=dict)
    provers: tuple[str, ...] = ()
    templates: tuple[Path, ...] = ()
    schemas: Schemas | None = None

    def with_faults(self, more: Iterable[Diagnostic]) -> Description:
        """The same, with what else is wrong: nothing comes in of a plugin that has an error."""
        faults = (*self.faults, *more)
        return Description(faults) if has_errors(faults) else evolve(self, faults=faults)


def describe(name: str, plugins: Plugins) -> Description:
    """What the plugin ``name`` brought to ``plugins``, where it is the only one."""
    hooks = tuple(_hooks(plugins, name))
    info = next((info for info in plugins.infos if info.name == name), None)
    if info is None:
        return Description(plugins.diagnostics)
    return Description(
        plugins.diagnostics,
        name,
        info.path,
        hooks,
        tuple(map(_format, plugins.formats)),
        dict(plugins.pages),
        tuple(plugins.provers),
        plugins.templates,
        plugins.schemas if any(each.name == "ppgp_extend_schema" for each in hooks) else None,
    )


def _hooks(plugins: Plugins, name: str) -> Iterator[HookDescription]:
    """The hooks of the plugin ``name``."""
    plugin = plugins.manager.get_plugin(name)
    for caller in plugins.manager.get_hookcallers(plugin) or ():
        for one in caller.get_hookimpls():
            if one.plugin is plugin:
                options = {key: value for key, value in one.opts.items() if key != "specname"}
                place = start_of(one.function)
                yield HookDescription(caller.name, tuple(one.argnames), options, place)


def _format(format: Format) -> FormatDescription:
    said = {name: getattr(format, name) for name in _SAID if hasattr(format, name)}
    if isinstance(template := getattr(format, _TEMPLATE, None), str):
        said[_TEMPLATE] = template
    methods = {name: getattr(format, name, None) for name in _ASKED}
    places = {name: start_of(each) for name, each in methods.items() if callable(each)}
    return FormatDescription({k: v for k, v in said.items() if not callable(v)}, places)


class DescribedPlugin:
    """A plugin that answers elsewhere: it registers as if it were here."""

    def __init__(self, told: Description) -> None:
        self.path = told.path
        self._told = told
        brings: Mapping[str, Callable[..., Any]] = {
            "ppgp_register": self._bring,
            "ppgp_extend_schema": self._extend,
        }
        for hook in told.hooks:
            setattr(self, hook.name, _hook(hook, brings.get(hook.name)))

    def _bring(self, registry: Registry) -> None:
        for format in self._told.formats:
            registry.add_format(_described(format))
        registry.templates += self._told.templates
        registry.pages |= self._told.pages
        for media_type in self._told.provers:
            registry.add_prover(media_type, _elsewhere(None))

    def _extend(self, schemas: Schemas) -> None:
        if self._told.schemas:
            schemas.adopt(self._told.schemas)


class _DescribedFormat:
    """A format whose methods stand elsewhere."""

    def __init__(self, told: FormatDescription) -> None:
        vars(self).update(told.said)
        vars(self).update({name: _elsewhere(place) for name, place in told.places.items()})


def _described(told: FormatDescription) -> Format:
    return cast("Format", _DescribedFormat(told))


def _hook(told: HookDescription, does: Callable[..., Any] | None) -> Callable[..., Any]:
    """A function that pluggy takes for the hook itself."""
    stands = _elsewhere(told.place, does)
    stands.__name__ = told.name
    stands.arguments = told.arguments  # type: ignore[attr-defined]
    setattr(stands, f"{PROJECT}_impl", {**told.options, "specname": None})
    return stands


def _elsewhere(place: Span | None, does: Callable[..., Any] | None = None) -> Callable[..., Any]:
    """Something to ask for in the process that has it; where it begins is known."""

    def asked(*arguments: Any, **named: Any) -> Any:
        if does is None:
            raise RuntimeError("asked in a process that has nothing of the plugin")
        return does(*arguments, **named)

    asked.place = place  # type: ignore[attr-defined]
    return asked
