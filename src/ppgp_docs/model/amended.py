"""Fiches with what the amendments of their contract give them and take from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import evolve

from ppgp_docs.budget import ETAPES, PREVU, etape, libelle_financeur
from ppgp_docs.model.amendments import (
    FinDeCredits,
    LigneDAvenant,
    Poste,
    Posting,
    status_of,
    statuses,
)
from ppgp_docs.model.fiche import FicheAction, Financement, LigneBudget
from ppgp_docs.model.prose import parse_line


def amended(
    fiches: Sequence[FicheAction], posted: Sequence[Posting], collectivity: str
) -> tuple[FicheAction, ...]:
    """The fiches with what amendments give them and take from them, and no other movement.

    ``collectivity`` is the printed name of the funder ``CD``.
    """
    by_fiche: dict[int | None, list[LigneDAvenant]] = {}
    for line in posted_lines(fiches, posted, collectivity):
        by_fiche.setdefault(line.posting.poste.fiche, []).append(line)
    return tuple(_with(one, tuple(by_fiche.get(one.numero, ()))) for one in fiches)


def posted_lines(
    fiches: Sequence[FicheAction], posted: Iterable[Posting], collectivity: str
) -> Iterator[LigneDAvenant]:
    """Every posting read as a line, those of reserves too, in their order."""
    known = statuses(
        (one.numero, line) for one in fiches if one.budget for line in one.budget.lignes
    )
    by_fiche: dict[int | None, list[LigneDAvenant]] = {}
    for one in posted:
        line = _line(one, status_of(one, known), collectivity)
        if isinstance(one.avenant, FinDeCredits):
            line = _rest(line, fiches, by_fiche)
        by_fiche.setdefault(one.poste.fiche, []).append(line)
        yield line


def _rest(
    line: LigneDAvenant,
    fiches: Iterable[FicheAction],
    moved: Mapping[int | None, Sequence[LigneDAvenant]],
) -> LigneDAvenant:
    """What a fiche that ends gives back, with what it had at that place and what it spent of it."""
    posting = line.posting
    place = posting.poste if posting.montant < 0 else posting.other
    if place is None:
        return line
    budgets = (one.budget for one in fiches if one.budget and one.numero == place.fiche)
    signed = [one for each in budgets for one in each.signes if _is_at(one, place)]
    before = [
        one
        for one in moved.get(place.fiche, ())
        if _is_at(one, place) and one.posting.avenant != posting.avenant
    ]
    foreseen = [one for one in signed if etape(one.statut) == PREVU]
    stages = [[one for one in signed if one.statut == stage] for stage in ETAPES]
    spent = max(stages, key=lambda ones: sum(one.montant for one in ones))
    return evolve(line, origines=(*foreseen, *before), depenses=tuple(spent))


def _is_at(line: LigneBudget, place: Poste) -> bool:
    own = (line.financeur, line.annee, line.nature)
    return own == (place.financeur, place.annee, place.nature)


def _with(one: FicheAction, lines: tuple[LigneDAvenant, ...]) -> FicheAction:
    budget = one.budget
    if budget is None:
        if not lines:
            return one
        budget = Financement(lignes=(), place=one.place)
    return (
        one if budget.mouvements == lines else evolve(one, budget=evolve(budget, mouvements=lines))
    )


def _line(posting: Posting, status: str, collectivity: str) -> LigneDAvenant:
    place, amendment = posting.poste, posting.avenant
    return LigneDAvenant(
        financeur=place.financeur,
        nature="transverse" if place.nature == "transverse" else "propre",
        annee=place.annee,
        montant=posting.montant,
        statut=status,
        date=amendment.date,
        libelle=parse_line(f"{amendment.en_clair}, {other_end(posting, collectivity)}"),
        place=posting.mouvement.place,
        posting=posting,
    )


def other_end(posting: Posting, collectivity: str) -> str:
    """« vers la fiche 4, 2022 », « de la réserve », « crédits nouveaux »."""
    own, other, gives = posting.poste, posting.other, posting.montant < 0
    if other is None:
        return "crédits retirés" if gives else "crédits nouveaux"
    where = []
    if other.fiche is None:
        where.append("la réserve")
    elif other.fiche != own.fiche:
        where.append(f"la fiche {other.fiche}")
    if other.annee != own.annee:
        where.append(str(other.annee))
    if other.financeur != own.financeur:
        where.append(libelle_financeur(other.financeur, collectivity))
    if not where:
        where.append("coûts transverses" if other.nature == "transverse" else "montants propres")
    return f"{'vers' if gives else 'depuis'} {', '.join(where)}"
