"""The order in which a dossier asks its parts to be told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final

from ppgp_docs.diagnostics import Diagnostic, error, warning
from ppgp_docs.francais.accords import compter, enumerer
from ppgp_docs.model.dossier import Dossier

_FILLED: Final = ("contexte", "chronologie", "activites", "et_apres", "appel")
"""The parts that someone writes; the introduction has standing texts, and may be left out."""


def parts_once(dossier: Dossier) -> Iterator[Diagnostic]:
    """C120: a part is told once."""
    counts = Counter(dossier.presentation.ordre)
    for part in (name for name, count in counts.items() if count > 1):
        times = f"{counts[part]} fois"
        message = f"la partie `{part}` est citée {times} sous `ordre`, et s’imprimerait {times}"
        span = dossier.presentation.at("ordre")
        yield error("C120", message, span, "gardez-la à une seule place")


def parts_told(dossier: Dossier) -> Iterator[Diagnostic]:
    """C121: a part that is filled is told."""
    filled = [part for part in _FILLED if getattr(dossier, part)]
    left = [f"`{part}`" for part in filled if part not in dossier.presentation.ordre]
    if left and dossier.has_case_study:
        names, one = enumerer(left), len(left) == 1
        told = f"la partie {names} est remplie" if one else f"les parties {names} sont remplies"
        message = f"{told}, mais `ordre` n’en dit rien : rien n’en sera imprimé"
        hint = f"ajoutez {names} à `ordre`, ou effacez `ordre` pour l’ordre habituel"
        yield warning("C121", message, dossier.presentation.at("ordre"), hint)


def left_to_place(dossier: Dossier) -> Iterator[Diagnostic]:
    """C122: nothing that a document brought waits for its place."""
    if dossier.a_classer:
        count = len(dossier.a_classer.blocs)
        told = f"{compter(count, 'bloc')} {'reste' if count == 1 else 'restent'} à classer"
        hint = "déplacez chacun dans une partie, ou effacez-le, puis effacez `a_classer`"
        message = f"{told} : rien n’en est imprimé"
        yield warning("C122", message, dossier.at("a_classer"), hint)


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (
    parts_once,
    parts_told,
    left_to_place,
)
