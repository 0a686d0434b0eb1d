"""Charts of before and after: each figure has its past, and all of them compare."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ppgp_docs.diagnostics import Diagnostic, error
from ppgp_docs.francais.accords import compter, enumerer
from ppgp_docs.model.blocs import Graphique
from ppgp_docs.model.compared import pairs
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.printed_figure import PERCENT, measure
from ppgp_docs.model.walk import iter_nodes


def before_and_after(dossier: Dossier) -> Iterator[Diagnostic]:
    """C230: a chart of before and after pairs figures of one kind."""
    owners = (
        ((dossier.contexte, dossier.activites), dossier.chiffres),
        *((fiche.rubriques, dossier.chiffres_de(fiche)) for fiche in dossier.fiches),
    )
    for content, known in owners:
        for chart in iter_nodes(content, Graphique):
            if not chart.avant:
                continue
            if len(chart.avant) != len(chart.chiffres):
                yield _unpaired(chart)
                continue
            figures = [one for pair in pairs(known, chart) for one in pair]
            kinds = {_kind(measure(one)) for one in figures}
            if len(kinds) > 1:
                yield error(
                    "C230",
                    f"ce graphique compare {enumerer(sorted(kinds))} : un avant et un après se "
                    "lisent sur la même échelle",
                    chart.at("avant"),
                    "donnez la même unité à tous ces chiffres, ou une `base` à chacun",
                    "sinon, faites un graphique pour chaque unité",
                )


def _unpaired(chart: Graphique) -> Diagnostic:
    return error(
        "C230",
        f"`avant` nomme {compter(len(chart.avant), 'chiffre')}, pour "
        f"{compter(len(chart.chiffres), 'chiffre')} dans `chiffres`",
        chart.at("avant"),
        "nommez-en un pour chacun, dans le même ordre",
    )


def _kind(held: tuple[str, object] | None) -> str:
    if held is None:
        return "un chiffre sans valeur"
    unit, _ = held
    if unit == PERCENT:
        return "des parts"
    return f"des « {unit} »" if unit else "des nombres sans unité"


CHECKS: Final = (before_and_after,)
