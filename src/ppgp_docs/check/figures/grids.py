"""PEMAT grids: every rater answers every item, and the scores are those that the answers give."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from ppgp_docs.diagnostics import Diagnostic, error, note, warning
from ppgp_docs.francais.accords import accorder, compter, enumerer
from ppgp_docs.francais.nombres import format_pourcentage, pourcentage
from ppgp_docs.model import pemat
from ppgp_docs.model.blocs import ItemPemat, Pemat, ScoreAnnonce
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.walk import iter_nodes


def stated_scores(dossier: Dossier) -> Iterator[Diagnostic]:
    """C224: a score that was stated is the one that the answers give, rounded half up."""
    for grid in iter_nodes(dossier, Pemat):
        for stated in grid.scores_annonces:
            if message := _contradicted(grid, stated):
                hint = "corrigez ce score, ou les réponses de la grille"
                yield error("C224", message, stated.at("pourcentage"), hint)


def _contradicted(grid: Pemat, stated: ScoreAnnonce) -> str:
    found = pemat.scores(grid, stated.echelle, stated.version)
    named = f"{pemat.SCALES[stated.echelle].lower()}, {pemat.VERSIONS[stated.version].lower()}"
    if not found:
        return f"aucune réponse de la grille ne donne ce score ({named})"
    ratio = pemat.mean(found)
    decimals = max(0, -int(stated.pourcentage.as_tuple().exponent))
    right = pourcentage(ratio.numerator, ratio.denominator, decimals)
    if right == stated.pourcentage:
        return ""
    told = "\u202f; ".join(score.counted for score in found)
    return (
        f"le score annoncé est {format_pourcentage(stated.pourcentage)}, mais les réponses "
        f"donnent {format_pourcentage(right)} ({named}\u00a0: {told})"
    )


def raters_apart(dossier: Dossier) -> Iterator[Diagnostic]:
    """C225: items that raters did not answer alike are worth reading again together."""
    for grid in iter_nodes(dossier, Pemat):
        for version in pemat.versions(grid):
            apart = pemat.disagreements(grid, version)
            if apart:
                items = f"{accorder(len(apart), 'item')} {enumerer(rank for rank, _ in apart)}"
                message = (
                    f"les évaluations diffèrent pour {compter(len(apart), 'item')} sur "
                    f"{len(grid.items)}, {pemat.VERSIONS[version].lower()}\u00a0: {items}"
                )
                hint = "mettez-vous d’accord, ou laissez\u00a0: l’écart s’imprimera sous les scores"
                yield note("C225", message, apart[0][1].at(version), hint)


def answers_given(dossier: Dossier) -> Iterator[Diagnostic]:
    """C226: each item has an answer of each rater, for each version that was rated."""
    for grid in iter_nodes(dossier, Pemat):
        rated = pemat.versions(grid)
        if not rated:
            message = "cette grille n’a aucune réponse\u00a0: aucun score n’est à montrer"
            hint = "ajoutez `avant` ou `apres` à chaque item"
            yield warning("C226", message, grid.at("items"), hint)
        for version in rated:
            for number, item in pemat.numbered(grid):
                yield from _missing(grid, version, number, item)


def _missing(grid: Pemat, version: str, number: str, item: ItemPemat) -> Iterator[Diagnostic]:
    given, wanted = len(pemat.answers(item, version)), len(grid.evaluateurs)
    if given != wanted:
        message = (
            f"l’item {number} a {compter(given, 'réponse')} dans `{version}`, pour "
            f"{compter(wanted, 'évaluation')}"
        )
        hint = (
            "donnez-en une par nom de `evaluateurs`, dans le même ordre\u202f; `sans_reponse` pour "
            "qui n’a pas répondu"
        )
        yield error("C226", message, item.at(version), hint)


def not_applicable(dossier: Dossier) -> Iterator[Diagnostic]:
    """C227: only the items for which the grid allows it are not applicable."""
    for grid in iter_nodes(dossier, Pemat):
        for number, item in pemat.numbered(grid):
            for version in pemat.VERSIONS:
                given = pemat.answers(item, version)
                if "sans_objet" in given and not item.sans_objet_admis:
                    message = f"l’item {number} n’admet pas la réponse «\u00a0sans objet\u00a0»"
                    hint = "répondez oui ou non, ou écrivez `sans_objet_admis: oui` si la grille"
                    place = item.at(f"{version}.{given.index('sans_objet')}")
                    yield error("C227", message, place, f"{hint} le permet")


def item_numbers(dossier: Dossier) -> Iterator[Diagnostic]:
    """C228: two items of a grid do not bear the same number."""
    for grid in iter_nodes(dossier, Pemat):
        seen: set[str] = set()
        for number, item in pemat.numbered(grid):
            if number in seen:
                message = f"deux items de la grille portent le numéro {number}"
                hint = "donnez à chaque item le numéro qu’il a dans la grille (`numero`)"
                yield warning("C228", message, item.at("numero"), hint)
            seen.add(number)


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (
    stated_scores,
    raters_apart,
    answers_given,
    not_applicable,
    item_numbers,
)
