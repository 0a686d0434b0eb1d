"""Figures of surveys: who answered, out of how many, and how it is told.

House rules, in the absence of a norm: the rate of answers is told, and under thirty answers a
count says more than a percentage (« 7 sur 9 » before « 78 % »).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Final

from ppgp_docs.diagnostics import Diagnostic, error, note, warning
from ppgp_docs.francais.accords import compter
from ppgp_docs.francais.nombres import decimal
from ppgp_docs.francais.radicaux import stems
from ppgp_docs.model.blocs import Enquete, Resultats
from ppgp_docs.model.chiffre import Chiffre
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.printed_figure import SMALL_BASE
from ppgp_docs.model.references import span_in
from ppgp_docs.model.walk import iter_nodes

_PERCENT: Final = re.compile(r"(\d{1,3}(?:,\d+)?)\s?%")
_PCT: Final = re.compile(r"\{\{\s*chiffres\.(\w+)\.pct\s*\}\}")


def answers_within_the_base(dossier: Dossier) -> Iterator[Diagnostic]:
    """C212: no more people gave an answer than answered."""
    for survey in iter_nodes(dossier, Enquete):
        base = dossier.chiffres.get(survey.base)
        for result in survey.resultats if base and base.valeur is not None else ():
            for item in result.elements:
                if base and base.valeur is not None and (item.effectif or 0) > base.valeur:
                    message = (
                        f"{item.effectif} personnes ont donné cette réponse, mais `{survey.base}` "
                        f"n’en compte que {decimal(base.valeur)}"
                    )
                    hint = f"corrigez l’effectif, ou la valeur de `{survey.base}`"
                    yield error("C212", message, item.at("effectif"), hint)


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
                    f"ce pourcentage est calculé sur {decimal(base.valeur)} seulement, et le texte "
                    "ne donne pas l’effectif",
                    span_in(ecrit.texte, *match.span()),
                    f"écrivez d’abord `{{{{ chiffres.{match[1]}.sur }}}}`",
                )


_SINGLE: Final = ("unique", "echelle")
"""Questions to which people gave one answer."""


def choices(dossier: Dossier) -> Iterator[Diagnostic]:
    """C222: the answers to a single choice make up the whole; others say that they do not."""
    for survey in iter_nodes(dossier, Enquete):
        base = dossier.chiffres.get(survey.base)
        for result in survey.resultats:
            counts = [item.effectif for item in result.elements if item.effectif is not None]
            whole = base.valeur if base else None
            if base and whole and len(counts) == len(result.elements) and max(counts) <= whole:
                yield from _made_up(result, sum(counts), base)
            yield from _shared_out(result)


def _made_up(result: Resultats, total: int, base: Chiffre) -> Iterator[Diagnostic]:
    """Answers against people: as many for a single choice, never more without saying so."""
    told = f"{compter(total, 'réponse')} pour {compter(int(base.valeur or 0), 'répondant')}"
    if result.choix in _SINGLE and total != base.valeur:
        few = base.valeur is not None and total < base.valeur
        hint = (
            "ajoutez les réponses qui manquent (« sans réponse »)"
            if few
            else "corrigez un effectif"
        )
        message = f"{told}, à une question à choix unique"
        yield warning("C222", message, result.at("choix"), f"{hint}, ou écrivez `choix: multiple`")
    elif not result.choix and base.valeur is not None and total > base.valeur:
        hint = (
            "écrivez `choix: multiple` si l’on pouvait donner plusieurs réponses\u202f; "
            "sinon, corrigez un effectif"
        )
        message = f"{told}\u00a0: la question est à choix multiple, ou un effectif est faux"
        yield warning("C222", message, result.at(), hint)


def _shared_out(result: Resultats) -> Iterator[Diagnostic]:
    """The percentages of a single choice are 100 in all, but for their rounding."""
    found = [
        _PERCENT.findall(f"{item.texte.plain} {item.detail.plain}") for item in result.elements
    ]
    if result.choix in _SINGLE and len(found) > 1 and all(len(each) == 1 for each in found):
        total = sum((Decimal(each[0].replace(",", ".")) for each in found), Decimal(0))
        if 2 * abs(total - 100) > len(found):
            message = f"les réponses à une question à choix unique font {decimal(total)} %"
            hint = "corrigez un taux, ou écrivez `choix: multiple`"
            yield warning("C222", message, result.at("choix"), hint)


def response_rates(dossier: Dossier) -> Iterator[Diagnostic]:
    """C214: when both those who were asked and those who answered are known, the rate is told."""
    bases = {figure.base for figure in dossier.chiffres.values()}
    cited = {name for ecrit in dossier.textes for name in _PCT.findall(ecrit.texte)}
    told = any(_RATE_TOLD.search(ecrit.texte) for ecrit in dossier.textes)
    for name, figure in dossier.chiffres.items():
        asked = dossier.chiffres.get(figure.base)
        if name in bases and asked and asked.valeur and _counts_answers(name, figure):
            rate = figure.en_pourcentage(asked)
            if rate and not told and name not in cited:
                message = f"aucun texte ne donne le taux de réponse de `{name}` ({rate})"
                yield note("C214", message, figure.at(), f"citez `{{{{ chiffres.{name}.pct }}}}`")


_RATE_TOLD: Final = re.compile(r"taux\sde\s(?:réponse|retour|participation)[^.;]{0,30}?\d\s?%")
_ANSWERING: Final = frozenset(stems("réponses retours questionnaires enquêtés interrogés"))


def _counts_answers(name: str, figure: Chiffre) -> bool:
    """Whether a figure counts answers or those who gave them: others have no rate of answers."""
    return bool(_ANSWERING & set(stems(f"{name} {figure.unite} {figure.libelle.plain}")))


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (
    answers_within_the_base,
    small_bases,
    choices,
    response_rates,
)
