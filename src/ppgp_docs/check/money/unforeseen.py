"""Money that was committed, paid or spent where nothing foresees it: a wrong funder or year."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final, TypeAlias

from ppgp_docs.budget import ETAPES, EXECUTION, PREVU, REALISE, etape
from ppgp_docs.diagnostics import Diagnostic, warning
from ppgp_docs.francais.accords import enumerer
from ppgp_docs.francais.nombres import euros
from ppgp_docs.model.accounts import IN_KIND, account
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.fiche import FicheAction, Financement, LigneBudget
from ppgp_docs.model.funds import kept

Year: TypeAlias = tuple[str, int]
"""A funder in a year."""


def money_is_spent_where_it_was_foreseen(dossier: Dossier) -> Iterator[Diagnostic]:
    """C411: who pays in a year was to pay in it, by a line of the fiche or by what moved since.

    Nothing is said while a movement does not say where it goes: it may foresee any of them.
    """
    contrat = dossier.contrat
    moves = (move for one in (contrat.avenants if contrat else ()) for move in one.mouvements)
    if any(move.ends is None for move in moves):
        return
    carried = set(_carried(dossier.fiches))
    for fiche in dossier.fiches:
        budget = fiche.budget
        if budget is None or not (contrat or budget.budget.lignes):
            continue  # a fiche alone that only says what was spent has no plan to be held to
        for (funder, year), lines in _not_foreseen(budget).items():
            paid = kept(lines)
            if _sum(paid) <= 0 or (fiche.numero, funder, year) in carried:
                continue
            if not _authorised(budget, paid[0]):
                yield _told(dossier, fiche, paid, lines)


def _not_foreseen(budget: Financement) -> Mapping[Year, Sequence[LigneBudget]]:
    """What stands alone at a stage, by funder and year; what is given in kind is no credit, and
    the status of a line that has states is at fault itself (C408)."""
    foreseen = {(o.financeur, o.annee) for o in budget.budget.lignes if o.montant >= 0}
    found: dict[Year, list[LigneBudget]] = {}
    for one in budget.lignes:
        place = (one.financeur, one.annee)
        alone = etape(one.statut) != PREVU and not one.etats
        if alone and place not in foreseen and account(one) != IN_KIND["produits"]:
            found.setdefault(place, []).append(one)
    return found


def _carried(fiches: Iterable[FicheAction]) -> Iterator[tuple[int, str, int]]:
    """Where a fiche that ends carries over its credits, of which some are committed and not spent:
    those stay at their place, and no movement says that they are paid in another year."""
    for fiche in fiches:
        montants = fiche.budget.montants if fiche.budget else ()
        for step in fiche.vie:
            if step.sort != "reportes" or not step.vers:
                continue
            for funder, year in {(one.financeur, one.annee) for one in montants}:
                own = [one for one in montants if (one.financeur, one.annee) == (funder, year)]
                done = {stage: _sum(o for o in own if o.statut == stage) for stage in EXECUTION}
                if max(done.values()) > done[REALISE]:
                    yield step.vers.fiche or fiche.numero, funder, step.vers.annee or year


def _authorised(budget: Financement, line: LigneBudget) -> bool:
    """Whether a funder of the fiche is committed, or pays, in a year of its authorisations."""
    known = any(one.financeur == line.financeur for one in budget.budget.lignes)
    return known and any(
        one.ae if line.statut == "engage" else one.cp
        for one in budget.autorisations
        if (one.annee, one.section) == (line.annee, line.section)
    )


def _told(
    dossier: Dossier, fiche: FicheAction, paid: Sequence[LigneBudget], every: Sequence[LigneBudget]
) -> Diagnostic:
    first, contrat = paid[0], dossier.contrat
    lines = fiche.budget.budget.lignes if fiche.budget else ()
    by_year = _by_name((str(o.annee), o) for o in lines if o.financeur == first.financeur)
    by_funder = _by_name(
        (dossier.financeur(o.financeur), o) for o in lines if o.annee == first.annee
    )
    message = (
        f"{dossier.financeur(first.financeur)}, {first.annee} : {euros(_sum(paid))} "
        f"{ETAPES[first.statut]}, et rien de prévu dans la fiche {fiche.numero} ; "
        f"prévu de ce financeur : {by_year} ; prévu en {first.annee} : {by_funder}"
    )
    hints = [_WRONG]
    if by_year != _NOTHING:
        hints.append(_OTHER_YEAR)
    if contrat and contrat.etat_au:
        hints.append(_STATE.format(contrat.etat_au.en_francais()))
    place = first.at("financeur" if by_year == _NOTHING else "annee")
    found = warning("C411", message, place, *hints, _FORESEE)
    others = tuple((ETAPES[one.statut], one.at("montant")) for one in every if one is not first)
    return replace(found, related=others)


def _by_name(lines: Iterable[tuple[str, LigneBudget]]) -> str:
    """« 2025 (1 000 €) et 2026 (300 €) »."""
    found: dict[str, list[LigneBudget]] = {}
    for name, line in lines:
        found.setdefault(name, []).append(line)
    sums = {name: _sum(held) for name, held in found.items()}
    said = [f"{name} ({euros(each)})" for name, each in sums.items() if each]
    return enumerer(said) if said else _NOTHING


def _sum(lines: Iterable[LigneBudget]) -> Decimal:
    return sum((one.montant for one in lines), Decimal(0))


_NOTHING: Final = "rien"
_WRONG: Final = "corrigez le financeur ou l’année"
_OTHER_YEAR: Final = (
    "si la somme vient des crédits d’une autre année, écrivez-la sous `etats`, à leur ligne, avec "
    "sa date, ou reportez ces crédits par un avenant"
)
_STATE: Final = "le contrat est lu tel qu’à cette date : {} (`etat_au`)"
_FORESEE: Final = (
    "si rien n’est faux, prévoyez la somme : une ligne, ou un avenant (`avenants`, au contrat) une "
    "fois le contrat signé"
)

CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (
    money_is_spent_where_it_was_foreseen,
)
