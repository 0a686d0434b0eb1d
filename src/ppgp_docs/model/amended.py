"""Fiches with what the amendments of their contract give them and take from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from attrs import evolve

from ppgp_docs.budget import PREVU, etape, libelle_financeur
from ppgp_docs.model.amendments import FinDeCredits, LigneDAvenant, Posting
from ppgp_docs.model.fiche import FicheAction, Financement, LigneBudget
from ppgp_docs.model.funds import Parts, Poste, kept
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
    fiches: Sequence[FicheAction], posted: Sequence[Posting], collectivity: str
) -> Iterator[LigneDAvenant]:
    """Every posting read as a line, those of reserves too, in their order."""
    by_fiche: dict[int | None, list[LigneDAvenant]] = {}
    given: dict[tuple[int, Poste], Parts] = {}
    for one in posted:
        if one.montant < 0:
            given.setdefault((id(one.mouvement), one.poste), {})[one.statut] = -one.montant
    for one in posted:
        line = _line(one, collectivity)
        place = one.poste if one.montant < 0 else one.other
        parts = given[id(one.mouvement), place] if place else {}
        if place and (len(parts) > 1 or isinstance(one.avenant, FinDeCredits)):
            line = _told(line, parts, _had(place, one, fiches, by_fiche.get(place.fiche, ())))
        by_fiche.setdefault(one.poste.fiche, []).append(line)
        yield line


Had: TypeAlias = tuple[Sequence[LigneBudget], Sequence[LigneBudget]]
"""What a place foresaw; what was committed, paid or spent of it."""


def _told(line: LigneDAvenant, parts: Parts, had: Had) -> LigneDAvenant:
    """A part of what moves, with what it comes from: all that was there of a status, or all that
    was not spent of it, until the last one, of which something may be left."""
    *whole, last = parts
    foreseen, done = had
    if line.statut != last:
        own, spent = _of_status(line.statut, parts, had)
        return evolve(line, origines=own, depenses=spent)
    taken = [_of_status(status, parts, had) for status in whole]
    spared = tuple(one for _, spent in taken for one in spent)
    if isinstance(line.posting.avenant, FinDeCredits):
        rest = (one for one in foreseen if one.statut not in whole)
        return evolve(line, origines=(*rest, *spared), depenses=tuple(kept(done)))
    return evolve(line, origines=spared, depenses=tuple(one for own, _ in taken for one in own))


def _of_status(
    status: str, parts: Parts, had: Had
) -> tuple[tuple[LigneBudget, ...], tuple[LigneBudget, ...]]:
    """What there was of it; what of that was spent, where some is left."""
    own = tuple(one for one in had[0] if one.statut == status)
    spent = kept([one for one in had[1] if one.statut_de_la_ligne == status])
    whole = parts[status] == sum(one.montant for one in own)
    return own, () if whole else tuple(spent)


def _had(
    place: Poste,
    posting: Posting,
    fiches: Iterable[FicheAction],
    moved: Iterable[LigneDAvenant],
) -> Had:
    """What a place had before a movement, as it was decided."""
    budgets = (one.budget for one in fiches if one.budget and one.numero == place.fiche)
    signed = [one for each in budgets for one in each.signes if _is_at(one, place)]
    foreseen = [one for one in signed if etape(one.statut) == PREVU]
    before = (one for one in moved if one.posting.mouvement is not posting.mouvement)
    moves = (one for one in before if _is_at(one, place))
    return (*foreseen, *moves), [one for one in signed if etape(one.statut) != PREVU]


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


def _line(posting: Posting, collectivity: str) -> LigneDAvenant:
    place, amendment = posting.poste, posting.avenant
    return LigneDAvenant(
        financeur=place.financeur,
        nature="transverse" if place.nature == "transverse" else "propre",
        annee=place.annee,
        montant=posting.montant,
        statut=posting.statut,
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
