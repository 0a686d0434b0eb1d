"""The money of a contract: envelopes, costs that fiches share, years.

Sums are only held against a total when every fiche of the contract is in the dossier: a contract
of which some fiches are declared elsewhere cannot add up here, though it can already exceed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Final, TypeAlias

from attrs import frozen

from ppgp_docs.budget import Budget, Chemin, libelle_financeur
from ppgp_docs.diagnostics import Diagnostic, Span, error, warning
from ppgp_docs.francais.nombres import euros
from ppgp_docs.model.contrat import Contrat, CoutTransverse, Enveloppe
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.fiche import FicheAction, LigneBudget

Poste: TypeAlias = tuple[str, int]
"""A funder and a year."""


@frozen
class _Ensemble:
    """A contract beside the fiches that this dossier holds."""

    contrat: Contrat
    fiches: tuple[FicheAction, ...]
    collectivite: str

    @property
    def numeros(self) -> frozenset[int]:
        """The numbers of all fiches of the contract, absent ones included."""
        declared = {fiche.numero for fiche in self.contrat.fiches}
        return frozenset(declared | {fiche.numero for fiche in self.fiches})

    @property
    def complet(self) -> bool:
        return self.numeros == {fiche.numero for fiche in self.fiches}

    @property
    def lignes(self) -> tuple[LigneBudget, ...]:
        return tuple(ligne for fiche in self.fiches for ligne in _lignes(fiche))

    def nom(self, way: Chemin) -> str:
        """« Département », « Département, 2021 »."""
        financeur, *year = way
        return ", ".join([libelle_financeur(str(financeur), self.collectivite), *map(str, year)])


def _lignes(fiche: FicheAction) -> tuple[LigneBudget, ...]:
    """What a fiche asks or was granted: what was spent is held against no envelope."""
    return fiche.budget.budget.lignes if fiche.budget else ()


def _ensemble(dossier: Dossier) -> Iterator[_Ensemble]:
    """The contract and its fiches, when there are both."""
    if dossier.contrat and dossier.fiches:
        yield _Ensemble(dossier.contrat, dossier.fiches, dossier.departement.collectivite)


def envelopes(dossier: Dossier) -> Iterator[Diagnostic]:
    """C601: the fiches carry, to the cent, what each funder brings to the contract."""
    for whole in _ensemble(dossier):
        budget = Budget(whole.lignes)
        for way, parts in _by_way(whole.contrat).items():
            total = sum((part.montant for part in parts), Decimal(0))
            gap = budget.extrait(*way).total() - total
            if gap > 0 or (gap and whole.complet):
                yield error(
                    "C601",
                    f"{whole.nom(way)} : {euros(total)} au contrat, {euros(total + gap)} portés "
                    f"par les fiches ({_signe(gap)})",
                    parts[-1].at("montant"),
                    "corrigez l’enveloppe, ou la ligne fausse",
                    "une fiche manque, ou de l’argent n’a pas encore d’action ? "
                    "déclarez la fiche à venir dans `fiches`, au contrat",
                )


def _by_way(contrat: Contrat) -> Mapping[Chemin, list[Enveloppe]]:
    """Envelopes by funder, or funder and year: several may bring money to the same place."""
    ways: dict[Chemin, list[Enveloppe]] = {}
    for enveloppe in contrat.enveloppes:
        year = (enveloppe.annee,) if enveloppe.annee else ()
        ways.setdefault((enveloppe.financeur, *year), []).append(enveloppe)
    return ways


def envelopes_by_year(dossier: Dossier) -> Iterator[Diagnostic]:
    """C612: the years of an envelope are parts of it: they are counted once, and make it up."""
    if not dossier.contrat:
        return
    period = dossier.contrat.periode
    ways = _by_way(dossier.contrat)
    for way, parts in ways.items():
        years = {key[1]: held for key, held in ways.items() if len(key) == 2 and key[0] == way[0]}
        if len(way) == 2 or not years:
            continue
        whole = sum((part.montant for part in parts), Decimal(0))
        by_year = sum((part.montant for held in years.values() for part in held), Decimal(0))
        complete = years.keys() >= set(range(period.debut, period.fin + 1))
        if by_year > whole or (complete and by_year != whole):
            name = libelle_financeur(str(way[0]), dossier.departement.collectivite)
            yield error(
                "C612",
                f"{name} : {euros(whole)} pour toute la période, {euros(by_year)} par année "
                f"({_signe(by_year - whole)})",
                parts[-1].at("montant"),
                "les années sont des parts de ce montant, et ne s’y ajoutent pas : corrigez-le, "
                "ou effacez-le pour ne garder que les années",
            )


def transverse_costs(dossier: Dossier) -> Iterator[Diagnostic]:
    """C602: fiches carry all of a shared cost. C603: each its share. C604: its key shares out."""
    for whole in _ensemble(dossier):
        if not whole.contrat.couts_transverses:
            continue
        faults = [fault for cost in whole.contrat.couts_transverses for fault in _key(cost, whole)]
        yield from faults
        if not faults:
            yield from _shared(whole)


def _key(cost: CoutTransverse, whole: _Ensemble) -> Iterator[Diagnostic]:
    unknown = [numero for numero in cost.cle if int(numero) not in whole.numeros]
    if cost.parts_egales == bool(cost.cle):
        message = "un coût transverse se partage par une `cle`, ou en `parts_egales: oui`"
        yield error("C604", message, cost.at())
    elif unknown:
        message = f"la clé de répartition cite la fiche {unknown[0]}, qui n’est pas connue"
        hint = "ajoutez son fichier dans `fiches`, ou déclarez-la dans `contrat.yaml`"
        yield error("C604", message, cost.at("cle"), hint)
    else:
        try:
            cost.parts(whole.numeros)
        except ValueError as problem:
            yield error("C604", f"ce coût ne se partage pas : {problem}", cost.at("cle"))


def _shared(whole: _Ensemble) -> Iterator[Diagnostic]:
    carried = Budget(whole.lignes).extrait("nature", "transverse")
    due = _due(whole)
    places = {(ligne.financeur, ligne.annee): None for ligne in carried.lignes}
    for place in {**due, **places}:
        yield from _place(place, due.get(place, {}), whole)


def _due(whole: _Ensemble) -> Mapping[Poste, Mapping[int, Decimal]]:
    """What each fiche should carry, in euros, by funder and year."""
    due: dict[Poste, dict[int, Decimal]] = {}
    for cost in whole.contrat.couts_transverses:
        shares = due.setdefault((cost.financeur, cost.annee), {})
        for numero, share in cost.parts(whole.numeros).items():
            shares[numero] = shares.get(numero, Decimal(0)) + share
    return due


def _place(place: Poste, due: Mapping[int, Decimal], whole: _Ensemble) -> Iterator[Diagnostic]:
    """One diagnostic for a total that is wrong, else one for each fiche whose share is."""
    wrong = [(fiche, gap) for fiche in whole.fiches if (gap := _gap(fiche, place, due))]
    costs = [c for c in whole.contrat.couts_transverses if (c.financeur, c.annee) == place]
    total = sum((gap for _, gap in wrong), Decimal(0))
    if costs and whole.complet and total and len(wrong) > 1:
        yield _wrong_total(whole.nom(place), costs, total)
    else:
        yield from (_wrong_share(fiche, place, gap, whole.nom(place)) for fiche, gap in wrong)


def _gap(fiche: FicheAction, place: Poste, due: Mapping[int, Decimal]) -> Decimal:
    return _carried(fiche, place) - due.get(fiche.numero, Decimal(0))


def _carried(fiche: FicheAction, place: Poste) -> Decimal:
    financeur, annee = place
    return Budget(_lignes(fiche)).extrait(financeur, "transverse", annee).total()


def _wrong_total(name: str, costs: list[CoutTransverse], gap: Decimal) -> Diagnostic:
    total = sum((cost.montant for cost in costs), Decimal(0))
    return error(
        "C602",
        f"{name} : {euros(total)} de coûts transverses au contrat, {euros(total + gap)} "
        f"portés par les fiches ({_signe(gap)})",
        costs[-1].at("montant"),
        "corrigez ce montant, ou les lignes `transverse` des fiches",
    )


def _wrong_share(fiche: FicheAction, place: Poste, gap: Decimal, name: str) -> Diagnostic:
    carried = _carried(fiche, place)
    return error(
        "C603",
        f"{name} : la fiche {fiche.numero} porte {euros(carried)} de coûts transverses, la "
        f"clé du contrat lui en donne {euros(carried - gap)} ({_signe(gap)})",
        _where(fiche, place),
        "corrigez la ligne, ou la clé de répartition du contrat",
    )


def _where(fiche: FicheAction, place: Poste) -> Span:
    lines = (
        ligne.at("montant")
        for ligne in _lignes(fiche)
        if (ligne.financeur, ligne.annee) == place and ligne.nature == "transverse"
    )
    return next(lines, fiche.at("budget"))


def funders_have_an_envelope(dossier: Dossier) -> Iterator[Diagnostic]:
    """C605: a funder of the strategy that pays in a fiche has an envelope, where there are any.

    Others (`autre:…`, a town, a foundation) may pay for an action without signing the contract.
    """
    for whole in _ensemble(dossier):
        known = {enveloppe.financeur for enveloppe in whole.contrat.enveloppes}
        strange = {
            ligne.financeur: ligne
            for ligne in reversed(whole.lignes)
            if known and ligne.financeur not in known and not ligne.financeur.startswith("autre:")
        }
        for financeur, ligne in strange.items():
            name = whole.nom((financeur,))
            message = f"« {name} » finance une fiche sans avoir d’enveloppe au contrat"
            hint = f"ajoutez à `enveloppes` : `financeur: {financeur}` et son montant"
            yield warning("C605", message, ligne.at("financeur"), hint)


def years_of_the_contract(dossier: Dossier) -> Iterator[Diagnostic]:
    """C606: the period is not upside down, and money falls within it."""
    if not dossier.contrat:
        return
    period = dossier.contrat.periode
    if period.fin < period.debut:
        message = f"la période finit ({period.fin}) avant de commencer ({period.debut})"
        yield error("C606", message, period.at("fin"))
        return
    lines = [line for fiche in dossier.fiches if fiche.budget for line in fiche.budget.lignes]
    parts: list[LigneBudget | CoutTransverse] = [*lines, *dossier.contrat.couts_transverses]
    for part in parts:
        if not period.debut <= part.annee <= period.fin:
            span = f"{period.debut}-{period.fin}"
            message = f"un montant est prévu en {part.annee}, hors du contrat ({span})"
            hint = "corrigez l’année, ou la période au contrat"
            yield warning("C606", message, part.at("annee"), hint)


def signature_in_time(dossier: Dossier) -> Iterator[Diagnostic]:
    """C611: a contract is signed neither before its national texts nor after its end."""
    contrat = dossier.contrat
    if not contrat or not contrat.signature:
        return
    signed, hint = contrat.signature, "vérifiez l’année de `signature`"
    if contrat.millesime and signed.fin.year < contrat.millesime:
        year = contrat.millesime
        message = f"le contrat est signé ({signed}) avant l’année de ses textes ({year})"
        yield warning("C611", message, contrat.at("signature"), hint)
    elif signed.debut.year > contrat.periode.fin >= contrat.periode.debut:
        message = f"le contrat est signé ({signed}) après sa dernière année ({contrat.periode.fin})"
        yield warning("C611", message, contrat.at("signature"), hint)


def _signe(gap: Decimal) -> str:
    return f"{'+' if gap > 0 else '−'}{euros(abs(gap))}"


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (
    envelopes,
    envelopes_by_year,
    transverse_costs,
    funders_have_an_envelope,
    years_of_the_contract,
    signature_in_time,
)
