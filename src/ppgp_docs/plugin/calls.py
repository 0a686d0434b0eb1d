"""What the process of a stranger's plugin is asked, and what is told when no answer comes."""

from __future__ import annotations

from typing import Any, Final

from attrs import frozen

from ppgp_docs.diagnostics import Diagnostic, Span, error
from ppgp_docs.francais.accords import compter
from ppgp_docs.francais.nombres import entier
from ppgp_docs.plugin.failures import asked_about

LOADING: Final = "chargement"


@frozen
class Call:
    """What is asked: a method of :class:`Plugins`, of which plugin, and with what."""

    plugin: str
    where: str
    method: str
    arguments: dict[str, Any]
    place: Span | None = None

    @property
    def named(self) -> dict[str, Any]:
        """What a hook is given, by name."""
        given = self.arguments.get("arguments", self.arguments)
        return given if isinstance(given, dict) else {}

    @property
    def given(self) -> tuple[Any, ...]:
        """What it is asked about."""
        return tuple(self.named.values() or self.arguments.get("arguments", ()))


MOST_MEMORY: Final = 1_000_000_000
"""Bytes that the process of a plugin may hold while it answers."""


class HeavyPluginError(OSError):
    """A plugin holds more memory than it may."""


def did_not_answer(call: Call, problem: Exception, seconds: int) -> Diagnostic:
    """F040: a plugin whose process ended, filled the memory, or did not answer within so many
    seconds."""
    if isinstance(problem, TimeoutError):
        told = f"n’a pas répondu en {compter(seconds, 'seconde')}"
    elif isinstance(problem, HeavyPluginError):
        told = f"a demandé plus de {entier(MOST_MEMORY // 1_000_000)}\u00a0Mo de mémoire"
    else:
        told = "s’est arrêtée brutalement"
    return error(
        "F040",
        f"l’extension `{call.plugin}` {told} dans `{call.where}`{asked_about(call.given)}",
        call.place,
        "elle n’y est plus appelée, les autres continuent ; prévenez son auteur",
    )
