"""What there is to know of the plugins once they were loaded, by whichever process."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from attrs import frozen

from ppgp_docs.cache.findings import packed, unpacked
from ppgp_docs.diagnostics import Diagnostic, error, not_there

if TYPE_CHECKING:
    from ppgp_docs.plugin.plugins import Plugins


@frozen
class Loaded:
    """``formats`` by their ids; whether some plugins are ``strangers``; what was found of them."""

    formats: tuple[str, ...]
    hooks: frozenset[str]
    strangers: bool
    diagnostics: tuple[Diagnostic, ...]

    def refuse_unknown(self, formats: Iterable[str]) -> None:
        """Raises HandledError (F008) for formats that no plugin brings."""
        unknown = [name for name in formats if name not in self.formats]
        if unknown:
            hint = f"choisissez un format parmi {', '.join(self.formats)}"
            told = (f"le format `{name}` n’existe pas" for name in unknown)
            raise not_there(self.diagnostics, *(error("F008", each, None, hint) for each in told))


def loaded_of(plugins: Plugins) -> Loaded:
    """The same of plugins that are loaded here."""
    return Loaded(
        tuple(format.id for format in plugins.formats),
        frozenset(hook for info in plugins.infos for hook in info.hooks),
        any(not info.is_ours for info in plugins.infos),
        plugins.diagnostics,
    )


def to_keep(loaded: Loaded) -> dict[str, Any]:
    """The same as plain values."""
    return {
        "formats": loaded.formats,
        "hooks": sorted(loaded.hooks),
        "strangers": loaded.strangers,
        "diagnostics": packed(loaded.diagnostics),
    }


def remembered(known: Any) -> Loaded | None:
    """What was kept; None for anything else."""
    try:
        told = unpacked(known["diagnostics"])
        hooks = frozenset(known["hooks"])
        return Loaded(tuple(known["formats"]), hooks, bool(known["strangers"]), told)
    except (TypeError, KeyError, ValueError, AttributeError):
        return None
