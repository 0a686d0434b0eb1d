"""The figures of a case study and where they come from."""

from __future__ import annotations

from collections.abc import Iterable

from ppgp_docs.api import PrintedFigure, dossier, printed_figure

_SPACE = "\N{NO-BREAK SPACE}"
_THIN = "\N{NARROW NO-BREAK SPACE}"


def view(study: dossier.Dossier, name: str) -> PrintedFigure:
    """The figure called ``name``."""
    return printed_figure(study.chiffres, name)


def sources(study: dossier.Dossier, names: Iterable[str]) -> str:
    """Where the figures come from, as a sentence; empty when nobody says."""
    known = dict.fromkeys(study.chiffres[name].source for name in names)
    said = f"{_THIN}; ".join(source for source in known if source)
    return f"Source{_SPACE}: {said}." if said else ""
