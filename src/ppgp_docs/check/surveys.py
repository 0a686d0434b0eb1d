"""Figures of surveys: who answered, out of how many, and how it is told.

House rules, in the absence of a norm: the rate of answers is told, and under thirty answers a
count says more than a percentage (« 7 sur 9 » before « 78 % »).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from ppgp_docs.check.walking import every
from ppgp_docs.diagnostics import Diagnostic, error, note
from ppgp_docs.francais.nombres import decimal
from ppgp_docs.model.blocs import Enquete
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.references import span_in

SMALL_BASE: Final = 30
_PCT: Final = re.compile(r"\{\{\s*chiffres\.(\w+)\.pct\s*\}\}")


def answers_within_the_base(dossier: Dossier) -> Iterator[Diagnostic]:
    """C212: no more people gave an answer than answered."""
    for survey in every(dossier, Enquete):
        base = dossier.chiffres.get(survey.base)
        for result in survey.resultats if base and base.valeur is not None else ():
            for item in result.elements:
                if base and base.valeur and (item.effectif or 0) > base.valeur:
                    message = (
                        f"{item.effectif} personnes ont donné cette réponse, mais `{survey.base}` "
                        f"n’en compte que {decimal(base.valeur)}"
                    )
                    yield error("C212", message, item.at("effectif"))


def small_bases(dossier: Dossier) -> Iterator[Diagnostic]:
    """C213: under thirty people, a text gives the count before the percentage."""
    for ecrit in dossier.textes:
        for match in _PCT.finditer(ecrit.texte):
            figure = dossier.chiffres.get(match[1])
            base = dossier.chiffres.get(figure.base) if figure else None
            if not base or base.valeur is None or base.valeur >= SMALL_BASE:
                continue
            if not re.search(rf"chiffres\.{match[1]}(?:\.sur)?\s*\}}", ecrit.texte):
                yield note(
                    "C213",
                    f"un pourcentage calculé sur {decimal(base.valeur)} seulement, sans l’effectif",
                    span_in(ecrit.texte, *match.span()),
                    f"écrivez d’abord `{{{{ chiffres.{match[1]}.sur }}}}`",
                )


def response_rates(dossier: Dossier) -> Iterator[Diagnostic]:
    """C214: when both those who were asked and those who answered are known, the rate is told."""
    bases = {figure.base for figure in dossier.chiffres.values()}
    told = {name for ecrit in dossier.textes for name in _PCT.findall(ecrit.texte)}
    for name, figure in dossier.chiffres.items():
        asked = dossier.chiffres.get(figure.base)
        if name in bases and asked and asked.valeur and name not in told:
            rate = figure.en_pourcentage(asked)
            message = f"le taux de réponse de `{name}` ({rate}) n’est dit dans aucun texte"
            yield note("C214", message, figure.at(), f"citez `{{{{ chiffres.{name}.pct }}}}`")


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (
    answers_within_the_base,
    small_bases,
    response_rates,
)
