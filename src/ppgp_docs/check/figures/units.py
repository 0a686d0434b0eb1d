"""Units of figures: they agree with what they count."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from ppgp_docs.diagnostics import Diagnostic, note
from ppgp_docs.model.chiffre import Chiffre
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.walk import iter_nodes
from ppgp_docs.patterns import pattern

_PLURAL: Final = re.compile(r"[a-zà-ÿ]+[sx](?![\w-])")
_INVARIABLE: Final = pattern(
    "accès|avis|bas|bus|cas|choix|colis|corps|cours|décès|devis|discours|dos|fois|mois|pas|pays"
    "|poids|prix|procès|progrès|relais|repas|secours|succès|taux|temps|travaux"
)
"""Nouns in -s or -x that are no plural, or are never singular."""


def units_agree(dossier: Dossier) -> Iterator[Diagnostic]:
    """C218: the unit of a figure below two is singular: « 1 famille », « 0 réponse »."""
    for figure in iter_nodes(dossier, Chiffre):
        noun = _PLURAL.match(figure.unite)
        if noun and _below_two(figure) and not _INVARIABLE.fullmatch(noun[0]):
            message = f"« {figure.en_chiffres} {figure.unite} » : au-dessous de deux, l’unité se "
            hint = "accordez `unite` avec `valeur`"
            yield note("C218", f"{message}met au singulier", figure.at("unite"), hint)


def _below_two(figure: Chiffre) -> bool:
    return figure.valeur is not None and figure.valeur < 2


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (units_agree,)
