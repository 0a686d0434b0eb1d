"""What pluggy would let pass in silence: a hook left undecorated, misspelt, of another contract."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from ppgp_docs.diagnostics import Diagnostic, Span, error
from ppgp_docs.plugin.candidates import Candidate
from ppgp_docs.plugin.formats import CONTRACT
from ppgp_docs.plugin.hookspecs import PROJECT

_MARK: Final = f"{PROJECT}_impl"
_FORMER: Final = {"ppgp_register_formats": "ppgp_register"}
"""The names that hooks had in an earlier contract."""


def misfits(plugin: Any, candidate: Candidate) -> Iterator[Diagnostic]:
    """F011 and F012, at the plugin's own file."""
    name, place = candidate.name, file_of(plugin)
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


def file_of(plugin: Any) -> Span | None:
    """The file of a module."""
    file = getattr(plugin, "__file__", None)
    return Span(Path(file)) if isinstance(file, str) else None
