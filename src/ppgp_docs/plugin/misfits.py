"""What pluggy would let pass in silence: a hook left undecorated, misspelt, of another contract."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from contextlib import suppress
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from ppgp_docs.diagnostics import Diagnostic, Span, error
from ppgp_docs.plugin import hookspecs
from ppgp_docs.plugin.candidates import Candidate
from ppgp_docs.plugin.failures import start_of
from ppgp_docs.plugin.formats import CONTRACT
from ppgp_docs.plugin.hookspecs import PROJECT

_MARK: Final = f"{PROJECT}_impl"
_FORMER: Final = {"ppgp_register_formats": "ppgp_register"}
"""The names that hooks had in an earlier contract."""


def misfits(plugin: Any, candidate: Candidate) -> Iterator[Diagnostic]:
    """F011 and F012, at the plugin's own line."""
    name, place = candidate.name, file_of(plugin)
    wanted = getattr(plugin, "PPGP_CONTRACT", CONTRACT)
    if wanted != CONTRACT:
        yield error(
            "F011",
            f"l’extension `{name}` suit la version {wanted} du contrat des extensions, cet outil "
            f"attend la version {CONTRACT}",
            _line_of("PPGP_CONTRACT", place),
            "installez la version de l’extension faite pour cet outil",
            "pour son auteur : `docs/plugins.md` dit ce que chaque version a changé",
        )
        return
    if inspect.isclass(plugin) or not any(_is_hook(each) for each in dir(plugin)):
        if candidate.is_file and not inspect.isclass(plugin):
            return  # a module beside plugins, that they import
        told = "une classe, et non un objet" if inspect.isclass(plugin) else "un objet sans hook"
        yield _misfit(
            f"l’extension `{name}` désigne {told}", place, "désignez un module, ou un objet"
        )
    for attribute in filter(_is_hook, dir(plugin)):
        value = getattr(plugin, attribute)
        if callable(value):
            yield from _misfit_hook(name, attribute, value, start_of(value) or place)


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
    elif hook not in _HOOKS:
        near = get_close_matches(hook, _HOOKS, 1)
        told = f"vouliez-vous dire `{near[0]}` ?" if near else f"les hooks sont {_LISTED}"
        yield _misfit(f"{where} n’est pas un hook de l’outil", place, told)
    elif unknown := [each for each in _taken(value) if each not in _given(hook)]:
        given = ", ".join(f"`{each}`" for each in _given(hook))
        yield _misfit(f"{where} prend `{unknown[0]}`", place, f"ce hook ne donne que {given}")
    elif inspect.iscoroutinefunction(inspect.unwrap(value)):
        yield _misfit(f"{where} est `async`", place, "l’outil n’attend pas ses réponses")
    elif mark.get("wrapper") or mark.get("hookwrapper"):
        yield _misfit(
            f"{where} veut envelopper les autres", place, "chaque extension répond pour elle seule"
        )


_HOOKS: Final = tuple(each for each in vars(hookspecs) if each.startswith("ppgp_"))
_LISTED: Final = ", ".join(f"`{each}`" for each in _HOOKS)


def _given(hook: str) -> tuple[str, ...]:
    """What the tool gives to a hook, by name."""
    return tuple(inspect.signature(getattr(hookspecs, hook)).parameters)


def _taken(function: Any) -> tuple[str, ...]:
    """What a function asks for, by name: what has a default is not asked of the tool."""
    parameters = inspect.signature(inspect.unwrap(function)).parameters.values()
    return tuple(
        each.name
        for each in parameters
        if each.default is each.empty and each.kind is each.POSITIONAL_OR_KEYWORD
    )


def _line_of(name: str, file: Span | None) -> Span | None:
    """Where a module gives that name its value, if it is found there."""
    if file is None:
        return None
    with suppress(OSError):
        lines = file.file.read_text("utf-8", "replace").splitlines()
        for rank, line in enumerate(lines, 1):
            if re.match(rf"{name}\b", line):
                return Span(file.file, rank, 1, rank, 1 + len(name))
    return file


def _misfit(message: str, place: Span | None, hint: str) -> Diagnostic:
    return error("F012", message, place, hint)


def file_of(plugin: Any) -> Span | None:
    """The file of a module."""
    file = getattr(plugin, "__file__", None)
    return Span(Path(file)) if isinstance(file, str) else None
