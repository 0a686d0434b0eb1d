"""Where the figures of a document come from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ppgp_docs.api import Chiffre

_SPACE = "\N{NO-BREAK SPACE}"
_THIN = "\N{NARROW NO-BREAK SPACE}"


def sources(known: Mapping[str, Chiffre], names: Iterable[str]) -> str:
    """Where the figures come from, as a sentence; empty when nobody says."""
    told = dict.fromkeys(known[name].source for name in names)
    said = f"{_THIN}; ".join(source for source in told if source)
    return f"Source{_SPACE}: {said}." if said else ""
