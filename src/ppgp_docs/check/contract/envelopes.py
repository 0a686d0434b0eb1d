"""The money of a contract: envelopes, who has one, in which years.

Sums are only held against a total when every fiche of the contract is in the dossier: a contract
of which some fiches are declared elsewhere cannot add up here, though it can already exceed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from ppgp_docs.budget import Chemin
from ppgp_docs.diagnostics import Diagnostic, error, note, warning
from ppgp_docs.francais.nombres import ecart_en_euros, euros
from ppgp_docs.model.contract_budget import ContractBudget
from ppgp_docs.model.contrat import CoutTransverse, Enveloppe
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.fiche import LigneBudget
from ppgp_docs.model.statement import Balance, Reserve, Statement
from ppgp_docs.publication.requirements import barring

ROLE: Final = "enveloppe du contrat"


def statements(dossier: Dossier) -> Iterator[Statement]:
    """C601: the fiches carry, to the cent, what each funder brings to the contract."""
    if dossier.contrat and dossier.fiches:
        budget = ContractBudget(dossier)
        first = _by_way(budget.contrat.enveloppes)
        for way, parts in _by_way(budget.enveloppes).items():
            stated = _statement(budget, way, parts, first.get(way, []))
            if not budget.absent or stated.gap < 0:
                yield stated


def _by_way(enveloppes: Sequence[Enveloppe]) -> Mapping[Chemin, list[Enveloppe]]:
    """Envelopes by funder, or funder and year: several may bring money to the same place."""
    ways: dict[Chemin, list[Enveloppe]] = {}
    for enveloppe in enveloppes:
        year = (enveloppe.annee,) if enveloppe.annee else ()
        ways.setdefault((enveloppe.financeur, *year), []).append(enveloppe)
    return ways


def _statement(
    budget: ContractBudget, way: Chemin, parts: list[Enveloppe], first: list[Enveloppe]
) -> Statement:
    """A contract lacks as much as it did when it was signed: what moved since takes from one place
    what it gives to another, and would hide what a fiche that ended had foreseen. What movements
    alone brought somewhere agrees with itself, and vouches for no line."""
    place, due = parts[-1].at("montant"), sum((part.montant for part in first), Decimal(0))
    signed = budget.signed.whole.extrait(*way)
    kept = _reserves(budget.signed, way, first)
    reserve = sum((one.montant for one in kept), Decimal(0))

    def tell() -> Diagnostic:
        """An error for too much; what is not shared yet bars nothing but a publication."""
        gap = signed.total() + reserve - due
        apart = f", {euros(reserve)} en réserve" if reserve else ""
        message = (
            f"{name_of(budget, way)} : {euros(due)} au contrat{apart}, "
            f"{euros(signed.total())} portés par les fiches ({ecart_en_euros(gap)})"
        )
        mend = "corrigez l’enveloppe, sa réserve ou la ligne fausse"
        if gap > 0:
            return error("C601", message, place, mend)
        return barring(warning("C601", message, place, mend, _UNSHARED))

    return Balance(due, signed.lignes, place, ROLE, tell, also=kept)


_UNSHARED: Final = (
    "une somme n’est pas encore attribuée à une action ? dites-la dans `reserve`, à cette "
    "enveloppe ; la fiche est ailleurs ? déclarez-la dans `fiches`, au contrat"
)


def _reserves(
    budget: ContractBudget, way: Chemin, parts: Sequence[Enveloppe]
) -> tuple[Reserve, ...]:
    """What of an envelope is said to be shared by no fiche yet."""
    held = budget.reserved(str(way[0])) if len(way) == 1 else parts
    return tuple(Reserve.of(part) for part in held if part.reserve)


def reserves_to_share(dossier: Dossier) -> Iterator[Diagnostic]:
    """C614: what is in reserve is to be shared before the contract is published.

    Credits that a fiche or an amendment gave back were shared once: nobody forgot them, and they
    bar no publication; a note says where they are.
    """
    if not dossier.contrat:
        return
    budget = ContractBudget(dossier)
    said = {(one.financeur, one.annee) for one in dossier.contrat.enveloppes if one.reserve}
    for one in budget.enveloppes:
        if not one.reserve:
            continue
        name = name_of(budget, (one.financeur, one.annee) if one.annee else (one.financeur,))
        if (one.financeur, one.annee) in said:
            yield _to_share(name, one.reserve, one)
        elif one in budget.reserved(one.financeur):  # that of a whole period holds its years
            yield _given_back(name, one.reserve, one)


def _to_share(name: str, kept: Decimal, envelope: Enveloppe) -> Diagnostic:
    found = warning(
        "C614",
        f"{name} : {euros(kept)} en réserve, qu’aucune fiche ne porte encore",
        envelope.at("reserve"),
        "attribuez cette somme dans les fiches avant de publier ; si le contrat se "
        "publie avec une réserve, dites pourquoi dans `dispenses`, au dossier",
    )
    return barring(found)


def _given_back(name: str, kept: Decimal, envelope: Enveloppe) -> Diagnostic:
    return note(
        "C614",
        f"{name} : {euros(kept)} en réserve, rendus par un avenant ou par une fiche arrêtée",
        envelope.at("montant"),
        "rien n’empêche de publier ; pour attribuer cette somme, écrivez un mouvement "
        "`de: {reserve: oui, …}` dans un avenant",
    )


def fiches_to_come(dossier: Dossier) -> Iterator[Diagnostic]:
    """C615: a fiche that has money is not to come any more."""
    if not dossier.contrat:
        return
    paid = {one.numero for one in dossier.fiches if one.budget and one.budget.lignes}
    for one in dossier.contrat.fiches:
        if one.a_venir and one.numero in paid:
            yield warning(
                "C615",
                f"la fiche {one.numero} a un budget, et le contrat la dit encore à venir",
                one.at("a_venir"),
                "effacez-la de `fiches`, au contrat : elle prendra sa part des coûts transverses "
                "partagés en parts égales",
            )


def name_of(budget: ContractBudget, way: Chemin) -> str:
    """« Département », « Département, 2021 »."""
    funder, *year = way
    return ", ".join([budget.dossier.financeur(str(funder)), *map(str, year)])


def envelopes_by_year(dossier: Dossier) -> Iterator[Diagnostic]:
    """C612: the years of an envelope are parts of it: they are counted once, and make it up."""
    if not dossier.contrat:
        return
    period = dossier.contrat.periode
    ways = _by_way(dossier.contrat.enveloppes)
    for way, parts in ways.items():
        years = {key[1]: held for key, held in ways.items() if len(key) == 2 and key[0] == way[0]}
        if len(way) == 2 or not years:
            continue
        whole = sum((part.montant for part in parts), Decimal(0))
        held = [part for year in years.values() for part in year]
        by_year = sum((part.montant for part in held), Decimal(0))
        complete = years.keys() >= set(range(period.debut, period.fin + 1))
        if by_year > whole or (complete and by_year != whole):
            fault = error(
                "C612",
                f"{dossier.financeur(str(way[0]))} : {euros(whole)} pour toute la période, "
                f"{euros(by_year)} par année ({ecart_en_euros(by_year - whole)})",
                parts[-1].at("montant"),
                "les années sont des parts de ce montant, et ne s’y ajoutent pas : corrigez-le, "
                "ou effacez-le pour ne garder que les années",
            )
            related = tuple(("enveloppe d’une année", part.at("montant")) for part in held)
            yield replace(fault, related=related)


def other_years_of_an_envelope(dossier: Dossier) -> Iterator[Diagnostic]:
    """C601: what years of their own leave of a whole envelope is all that the others may take."""
    if not dossier.contrat:
        return
    budget = ContractBudget(dossier)
    ways = _by_way(budget.enveloppes)
    for (funder, *of_year), parts in ways.items():
        years = {key[1] for key in ways if len(key) == 2 and key[0] == funder}
        if of_year or not years:
            continue
        own = sum((p.montant for year in years for p in ways[funder, year]), Decimal(0))
        free = sum((part.montant for part in parts), Decimal(0)) - own
        free -= _kept(parts, [part for year in years for part in ways[funder, year]])
        lines = budget.whole.extrait(funder).lignes
        taken = sum((line.montant for line in lines if line.annee not in years), Decimal(0))
        if 0 <= free < taken:
            yield error(
                "C601",
                f"{dossier.financeur(str(funder))} : hors des années qui ont leur enveloppe, "
                f"{euros(free)} au contrat, {euros(taken)} portés par les fiches "
                f"({ecart_en_euros(taken - free)})",
                parts[-1].at("montant"),
                "l’enveloppe d’une année ne sert qu’à elle : corrigez-la, ou la ligne fausse",
            )


def _kept(whole: list[Enveloppe], years: list[Enveloppe]) -> Decimal:
    """What a whole envelope keeps in reserve beside what those of its years keep."""
    kept, of_years = (
        sum((one.reserve or Decimal(0) for one in parts), Decimal(0)) for parts in (whole, years)
    )
    return max(kept - of_years, Decimal(0))


def funders_have_an_envelope(dossier: Dossier) -> Iterator[Diagnostic]:
    """C605: a funder of the strategy that pays in a fiche has an envelope, where there are any.

    Others (`autre:…`, a town, a foundation) may pay for an action without signing the contract.
    """
    envelopes = ContractBudget(dossier).enveloppes if dossier.contrat else ()
    known = {one.financeur for one in envelopes}
    lines = ContractBudget(dossier).whole.lignes if known else ()
    strange = {
        line.financeur: line
        for line in reversed(lines)
        if line.financeur not in known and not line.financeur.startswith("autre:")
    }
    for funder, line in strange.items():
        message = (
            f"« {dossier.financeur(funder)} » finance une fiche sans avoir d’enveloppe au contrat"
        )
        hint = f"ajoutez à `enveloppes` : `financeur: {funder}` et son montant"
        yield warning("C605", message, line.at("financeur"), hint)
    if dossier.contrat:
        yield from _years_without_an_envelope(ContractBudget(dossier))


def _years_without_an_envelope(budget: ContractBudget) -> Iterator[Diagnostic]:
    """A funder whose envelopes are of some years only pays in another one."""
    for funder in budget.funders:
        beside = budget.beside(funder)
        for year in (one for one, paid in beside.par_annee().items() if paid):
            name = budget.dossier.financeur(funder)
            yield warning(
                "C605",
                f"« {name} » finance une fiche en {year} sans enveloppe de cette année",
                beside.extrait(funder, year).lignes[0].at("annee"),
                f"ajoutez à `enveloppes` celle de {year}, ou corrigez l’année",
            )


def years_of_the_contract(dossier: Dossier) -> Iterator[Diagnostic]:
    """C606: the period is not upside down, and money falls within it."""
    if not dossier.contrat:
        return
    period = dossier.contrat.periode
    if period.fin < period.debut:
        message = f"la période finit ({period.fin}) avant de commencer ({period.debut})"
        yield error("C606", message, period.at("fin"))
        return
    held = [fiche.budget for fiche in dossier.fiches if fiche.budget]
    lines = [line for budget in held for line in (*budget.lignes, *budget.mouvements)]
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


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (
    envelopes_by_year,
    other_years_of_an_envelope,
    funders_have_an_envelope,
    years_of_the_contract,
    reserves_to_share,
    fiches_to_come,
    signature_in_time,
)
