"""The amendments of a contract: each movement is whole, takes what is there, and in its time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import partial
from itertools import groupby, pairwise
from typing import Final

from attrs import evolve

from ppgp_docs.diagnostics import Diagnostic, error, warning
from ppgp_docs.francais.nombres import euros
from ppgp_docs.model.amended import posted_lines
from ppgp_docs.model.amendments import (
    Avenant,
    LigneDAvenant,
    Mouvement,
    Posting,
)
from ppgp_docs.model.contract_budget import ContractBudget
from ppgp_docs.model.contrat import Contrat
from ppgp_docs.model.costs import LigneChiffree
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.fiche import ETATS_DE_FICHE, EtapeDeVie, FicheAction
from ppgp_docs.model.funds import Poste
from ppgp_docs.model.printed_amendments import since
from ppgp_docs.model.statement import Balance, Reserve, Statement


def movements_are_whole(dossier: Dossier) -> Iterator[Diagnostic]:
    """C616: a movement says where its money comes from or goes to, among places that are there."""
    if dossier.contrat:
        numbers = ContractBudget(dossier).numbers
        for amendment in dossier.contrat.avenants:
            for move in amendment.mouvements:
                yield from _unclear(move, numbers)


def _unclear(move: Mouvement, numbers: frozenset[int]) -> Iterator[Diagnostic]:
    if not move.montant:
        yield error(
            "C616", "ce mouvement ne déplace rien : son montant est nul", move.at("montant")
        )
    if not move.de and not move.vers:
        hint = "ajoutez `de`, d’où vient l’argent, `vers`, où il va, ou les deux"
        yield error(
            "C616", "ce mouvement ne dit ni d’où vient l’argent, ni où il va", move.at(), hint
        )
        return
    if move.ends is None:
        yield _not_whole(move)
        return
    source, target = move.ends
    if source == target:
        hint = "dites sous `vers` ce qui change : la fiche, l’année, le financeur ou la nature"
        yield error(
            "C616", "ce mouvement rend l’argent à l’endroit où il le prend", move.at(), hint
        )
    for end, place in ((source, move.de), (target, move.vers)):
        if end and place and end.fiche is not None and end.fiche not in numbers:
            message = f"ce mouvement cite la fiche {end.fiche}, qui n’est pas connue"
            hint = "corrigez son numéro, ou déclarez-la dans `fiches`, au contrat"
            yield error("C616", message, place.at("fiche"), hint)


def _not_whole(move: Mouvement) -> Diagnostic:
    ends = [one for one in (move.de, move.vers) if one]

    def nobody_says(name: str) -> bool:
        return not any(getattr(one, name) for one in ends)

    lacking = [name for name in ("financeur", "annee") if nobody_says(name)]
    if nobody_says("fiche") and not all(one.reserve for one in ends):
        lacking.append("fiche")
    names = " et ".join(f"`{name}`" for name in lacking)
    reserve = " ; pour la réserve d’une enveloppe : `reserve: oui`" * ("fiche" in lacking)
    message = f"il manque {names} pour savoir quels crédits se déplacent"
    hint = f"ajoutez {names} sous `de` ou sous `vers`{reserve}"
    return replace(error("C616", message, ends[0].at(), hint), missing=lacking[0])


def statements(dossier: Dossier) -> Iterator[Statement]:
    """C617: an amendment takes from no fiche and no reserve more than it has at its date."""
    if not (dossier.contrat and dossier.contrat.avenants) or any(movements_are_whole(dossier)):
        return
    budget, told = ContractBudget(dossier), set[Poste]()
    posted = budget.postings
    lines = posted_lines(dossier.fiches, posted, dossier.financeur("CD"))
    held = _signed(budget)
    here = {None, *(one.numero for one in budget.fiches)}
    for _, group in groupby(lines, key=lambda one: id(one.posting.avenant)):
        moved = [(_held(budget, one.posting.poste), one) for one in group]
        for place, one in moved:
            held.setdefault(place, []).append(one)
        taking = {place: one for place, one in moved if one.montant < 0}
        for place, one in taking.items():
            if place not in told and place.fiche in here:
                stated = _within(budget, one, tuple(held[place]))
                told.update((place,) if stated.gap else ())
                yield stated


def _held(budget: ContractBudget, place: Poste) -> Poste:
    """The place that holds the money: a reserve is that of its year, or of the whole period."""
    if place.fiche is not None:
        return place
    years = {one.annee for one in budget.enveloppes if one.financeur == place.financeur}
    return place if place.annee in years else evolve(place, annee=0)


def _signed(budget: ContractBudget) -> dict[Poste, list[LigneChiffree]]:
    """What each place has before any amendment."""
    found: dict[Poste, list[LigneChiffree]] = {}
    for envelope in budget.contrat.enveloppes:
        place = Poste(envelope.financeur, envelope.annee or 0, "", None)
        found.setdefault(place, []).append(Reserve.of(envelope))
    for one, line in budget.signed.lines:
        place = Poste(line.financeur, line.annee, line.nature, one.numero)
        found.setdefault(place, []).append(line)
    return found


def _within(
    budget: ContractBudget, taking: LigneDAvenant, held: tuple[LigneChiffree, ...]
) -> Statement:
    """What a place has had is enough for all that was taken from it."""
    move = taking.posting.mouvement
    taken = (
        one.montant
        for one in held
        if isinstance(one, LigneDAvenant) and one.posting.mouvement is move and one.montant < 0
    )
    left = sum((one.montant for one in held), Decimal(0))
    tell = partial(_too_much, budget, taking.posting, -sum(taken, Decimal(0)), -left)
    place = move.at("montant")
    return Balance(Decimal(0), (), place, "avenant", tell, also=held, limit=True)


def _too_much(
    budget: ContractBudget, taking: Posting, taken: Decimal, lacks: Decimal
) -> Diagnostic:
    place = taking.poste
    where = "la réserve" if place.fiche is None else f"la fiche {place.fiche}"
    funder = budget.dossier.financeur(place.financeur)
    message = (
        f"l’avenant n° {taking.avenant.numero} prend {euros(taken)} sur {where} "
        f"({funder}, {place.annee}), où il manque {euros(lacks)}"
    )
    hint = "corrigez le montant, ou l’endroit où il se prend"
    if place.fiche is None:
        hint = "corrigez le montant, ou dites la `reserve` de l’enveloppe signée"
    return error("C617", message, taking.mouvement.at("montant"), hint)


def amendments_in_order(dossier: Dossier) -> Iterator[Diagnostic]:
    """C618: amendments follow the signature and one another, each number once."""
    if not dossier.contrat:
        return
    known: dict[int, Avenant] = {}
    for one in dossier.contrat.avenants:
        if one.numero in known:
            hint = "donnez à chaque avenant son numéro"
            yield error(
                "C618", f"l’avenant n° {one.numero} est écrit deux fois", one.at("numero"), hint
            )
        known.setdefault(one.numero, one)
        yield from _untimely(one, dossier.contrat)


def _untimely(one: Avenant, contrat: Contrat) -> Iterator[Diagnostic]:
    hint, date = "vérifiez ces deux dates", one.date.en_francais()
    if contrat.signature and one.date.fin < contrat.signature.debut:
        message = (
            f"l’avenant n° {one.numero} ({date}) vient avant la signature du contrat "
            f"({contrat.signature.en_francais()})"
        )
        yield warning("C618", message, one.at("date"), hint)
    before = [each for each in contrat.avenants if each.numero < one.numero]
    last = max(before, key=lambda each: each.numero, default=None)
    if last and one.date.fin < last.date.debut:
        message = (
            f"l’avenant n° {one.numero} ({date}) vient avant l’avenant n° {last.numero} "
            f"({last.date.en_francais()})"
        )
        yield warning("C618", message, one.at("date"), hint)


def lives_are_told_in_order(dossier: Dossier) -> Iterator[Diagnostic]:
    """C619: the steps of a fiche follow one another; what it carries over goes somewhere else."""
    numbers = {one.numero for one in dossier.fiches}
    if dossier.contrat:
        numbers |= ContractBudget(dossier).numbers
    for one in dossier.fiches:
        for before, after in pairwise(one.vie):
            if after.date.fin < before.date.debut:
                message = (
                    f"fiche {one.numero} : {ETATS_DE_FICHE[after.etat]} "
                    f"({after.date.en_francais()}) avant d’être {ETATS_DE_FICHE[before.etat]} "
                    f"({before.date.en_francais()})"
                )
                yield warning("C619", message, after.at("date"), "vérifiez ces deux dates")
        for step in one.vie:
            yield from _carried(one.numero, step, numbers)


def _carried(number: int, step: EtapeDeVie, numbers: Collection[int]) -> Iterator[Diagnostic]:
    to = step.vers
    if step.sort == "reportes":
        if to is None or (to.annee is None and to.fiche in (None, number)):
            message = "les crédits sont reportés sans dire où"
            hint = "dites sous `vers` l’année, la fiche, ou les deux, qui les reçoivent"
            yield error("C619", message, step.at("credits"), hint)
        elif to.fiche is not None and to.fiche not in numbers:
            message = f"les crédits sont reportés sur la fiche {to.fiche}, qui n’est pas connue"
            hint = "corrigez son numéro, ou déclarez-la dans `fiches`, au contrat"
            yield error("C619", message, to.at("fiche"), hint)
    elif to is not None:
        message = f"`vers` ne sert à rien : les crédits sont {_SORTS[step.sort]}"
        yield warning(
            "C619", message, step.at("vers"), "effacez-le, ou écrivez `credits: reportes`"
        )


def ended_fiches_are_given_nothing(dossier: Dossier) -> Iterator[Diagnostic]:
    """C619: what is voted, or carried over, for a fiche that ended would stay there unspent."""
    ended = {one.numero: end for one in dossier.fiches for end in _ends(one)}
    for amendment in dossier.contrat.avenants if dossier.contrat else ():
        for move in amendment.mouvements:
            source, target = move.ends or (None, None)
            step = ended.get(target.fiche or 0) if target else None
            if target and step and step.date.fin < amendment.date.debut and source != target:
                message = (
                    f"l’avenant n° {amendment.numero} donne {euros(move.montant)} à la fiche "
                    f"{target.fiche}, {_ended(step)}"
                )
                yield warning("C619", message, move.at("montant"), _ELSEWHERE)
    for one in dossier.fiches:
        for step in one.vie:
            number = step.vers.fiche if step.vers and step.sort == "reportes" else None
            end = ended.get(number or 0)
            if step.vers and end and number != one.numero and end.date.debut <= step.date.debut:
                message = f"les crédits sont reportés sur la fiche {number}, {_ended(end)}"
                yield warning("C619", message, step.vers.at("fiche"), _ELSEWHERE)


def _ended(step: EtapeDeVie) -> str:
    return f"{ETATS_DE_FICHE[step.etat]} {since(step.date)}"


def _ends(one: FicheAction) -> tuple[EtapeDeVie, ...]:
    """The last step of a fiche, where it is over."""
    return tuple(step for step in one.vie[-1:] if step.etat in ("close", "abandonnee"))


_ELSEWHERE: Final = "donnez-les à une autre fiche, ou dites sous `vie` qu’elle reprend"
_SORTS: Final = {"rendus": "rendus à la réserve", "gardes": "gardés par la fiche"}

CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (
    movements_are_whole,
    amendments_in_order,
    lives_are_told_in_order,
    ended_fiches_are_given_nothing,
)
