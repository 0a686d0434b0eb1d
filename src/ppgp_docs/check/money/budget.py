"""The budget and the frame of a fiche: totals, years."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from ppgp_docs.budget import ETAPES, LIBELLES_STATUTS, PREVU, PROPOSE, comparer
from ppgp_docs.diagnostics import Diagnostic, error, warning
from ppgp_docs.francais.accords import enumerer
from ppgp_docs.francais.nombres import ecart_en_euros, euros
from ppgp_docs.francais.pliage import plier
from ppgp_docs.model.amendments import LigneDAvenant
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.fiche import SIGNE, Financement, LigneBudget, TotalAnnonce
from ppgp_docs.model.statement import Statement

ROLE: Final = "total annoncé"


def statements(dossier: Dossier) -> Iterator[Statement]:
    """C401: a total stated elsewhere is the sum of the lines, to the cent."""
    for fiche in dossier.fiches:
        if fiche.budget:
            for total in fiche.budget.totaux_annonces:
                yield _statement(total, fiche.budget, dossier.departement.collectivite)


def _statement(total: TotalAnnonce, financement: Financement, collectivite: str) -> Statement:
    path, place = _path(total), total.at("montant")
    stage = total.statut
    budget = financement.au_stade(stage)
    lines = budget.extrait(*path).lignes

    def tell() -> Diagnostic:
        (gap,) = comparer(budget, {path: total.montant}, collectivite)
        said = {**ETAPES, SIGNE: "signé", PROPOSE: "demandé"}[stage or PREVU]
        of_stage = f", {said}" if stage not in ("", PREVU) else ""
        message = (
            f"{gap.libelle}{of_stage} : {euros(gap.annonce)} annoncés, "
            f"{euros(gap.calcule)} calculés ({ecart_en_euros(gap.difference)})"
        )
        return error("C401", message, place, "corrigez la ligne fausse, ou le total annoncé")

    return Statement(total.montant, lines, place, ROLE, tell)


def _path(total: TotalAnnonce) -> tuple[str | int, ...]:
    """Where a stated total stands in the tree of the budget."""
    steps = tuple(step for step in (total.financeur, total.nature, total.annee) if step)
    if steps and not total.financeur:
        return ("nature" if total.nature else "annee", *steps)
    return steps


def phases_are_paid(dossier: Dossier) -> Iterator[Diagnostic]:
    """C402: a phase of the calendar falls in a year that has money."""
    for fiche in dossier.fiches:
        if not fiche.budget:
            continue
        paid = {ligne.annee for ligne in (*fiche.budget.lignes, *fiche.budget.mouvements)}
        for phase in fiche.calendrier:
            year = phase.annee or (phase.date.annee if phase.date else None)
            if phase.budgetee and year and year not in paid:
                yield warning(
                    "C402",
                    f"une phase est prévue en {year}, année sans financement",
                    phase.at("annee" if phase.annee else "date"),
                    "ajoutez une ligne au budget, ou `budgetee: non` si la phase ne coûte rien",
                )


def states_stand_apart(dossier: Dossier) -> Iterator[Diagnostic]:
    """C406: what is asked, then granted, is not written as two lines that are added up."""
    for fiche in dossier.fiches:
        lines: dict[object, list[LigneBudget]] = {}
        written = fiche.budget.budget.lignes if fiche.budget else ()
        for line in (one for one in written if not isinstance(one, LigneDAvenant)):
            place = (line.financeur, line.nature, line.annee)
            part = (line.section, line.compte, line.sous_action)
            lines.setdefault((place, part), []).append(line)
        for paid in lines.values():
            for alike in _alike(paid):
                if len({line.statut for line in alike}) > 1:
                    yield _added_up(alike)


def _alike(lines: Sequence[LigneBudget]) -> Iterable[Sequence[LigneBudget]]:
    """Lines that may pay the same thing: of one label, or of none where no two labels differ."""
    labels: dict[str, list[LigneBudget]] = {}
    for line in lines:
        labels.setdefault(plier(line.libelle.plain), []).append(line)
    return [lines] if len(labels) == _ONE_LABEL_AND_NONE and "" in labels else labels.values()


_ONE_LABEL_AND_NONE: Final = 2


def _added_up(lines: Sequence[LigneBudget]) -> Diagnostic:
    """At the last of lines that only their status tells apart."""
    *others, last = lines
    said = enumerer(f"{euros(one.montant)} ({LIBELLES_STATUTS[one.statut]})" for one in lines)
    total = euros(sum((one.montant for one in lines), Decimal(0)))
    labelled = {bool(one.libelle.plain) for one in lines}
    why = (
        "toutes ne disent pas ce qu’elles paient"
        if len(labelled) > 1
        else "seul leur statut les distingue"
    )
    told = warning(
        "C406",
        f"{said} s’additionnent ({total}) alors que {why}",
        last.at("statut"),
        "si c’est le même argent, demandé puis obtenu, ne gardez que la dernière ligne : ce qui "
        "était demandé s’écrit dans ses `etats`",
        "sinon, dites par `libelle` ce que paie chacune",
    )
    return replace(told, related=tuple(("s’y ajoute", one.at("montant")) for one in others))


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (
    phases_are_paid,
    states_stand_apart,
)
