"""What is published as open data: acts that other people's programs read, row by row.

The rules are those of SCDL (*Délibérations* 2.1.5, *Subventions* 2.1.1) and of their validator,
Validata: a row that breaks one is refused there, so it is told here, at its line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Final

from ppgp_docs.diagnostics import Diagnostic, Span, error, warning
from ppgp_docs.francais.dates import DatePrecise
from ppgp_docs.francais.nombres import euros, format_pourcentage
from ppgp_docs.francais.sirene import est_un_siret
from ppgp_docs.model.actes import Beneficiaire, Deliberation, Subvention, Vote
from ppgp_docs.model.contract_budget import ContractBudget
from ppgp_docs.model.contrat import Contrat
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.place import Located
from ppgp_docs.model.prose import Line

_WHOLE: Final = Decimal(100)
_FORMULA: Final = ("=", "+", "-", "@")


def sirets(dossier: Dossier) -> Iterator[Diagnostic]:
    """C623: a SIRET has its keys; who receives a grant has a SIRET, or an RNA."""
    if not (contrat := dossier.contrat):
        return
    if contrat.collectivite:
        yield from _siret(contrat.collectivite.siret, contrat.collectivite.at("siret"))
    for one in _beneficiaries(contrat):
        if one.siret:
            yield from _siret(one.siret, one.at("siret"))
        elif not one.rna:
            hint = "ajoutez `siret` ; pour une association qui n’en a pas, `rna`"
            yield error("C623", f"« {one.nom} » n’a ni SIRET ni numéro RNA", one.at("nom"), hint)


def _beneficiaries(contrat: Contrat) -> Iterator[Beneficiaire]:
    return (each for grant in contrat.subventions for each in grant.beneficiaires)


def _siret(typed: str, span: Span) -> Iterator[Diagnostic]:
    if not est_un_siret(typed):
        hint = "un chiffre est faux, ou deux sont intervertis : comparez avec l’original"
        yield error("C623", f"dans le SIRET `{typed}`, la clé de contrôle est fausse", span, hint)


def votes(dossier: Dossier) -> Iterator[Diagnostic]:
    """C624: nobody votes twice, and every vote is counted."""
    for one in _deliberations(dossier):
        if one.vote:
            yield from _count(one.vote)
        if one.budget and one.budget.fin is not None and one.budget.fin < one.budget.debut:
            message = f"le budget finit en {one.budget.fin}, avant de commencer"
            yield error("C624", message, one.budget.at("fin"), "vérifiez ces deux années")


def _count(vote: Vote) -> Iterator[Diagnostic]:
    counted = vote.pour + vote.contre + vote.abstentions
    if vote.votants > vote.effectif:
        message = f"{vote.votants} votants pour un effectif de {vote.effectif}"
        yield error("C624", message, vote.at("votants"), "comparez avec le procès-verbal")
    if counted != vote.votants:
        message = f"pour, contre et abstentions font {counted}, les votants sont {vote.votants}"
        yield error("C624", message, vote.at("votants"), "comparez avec le procès-verbal")


def dates(dossier: Dossier) -> Iterator[Diagnostic]:
    """C625: published dates are days, in their order."""
    for one in _deliberations(dossier):
        yield from _days(one, "date", "reception")
        yield from _in_order(one, "date", "reception", "la réception précède la délibération")
    for grant in _grants(dossier):
        yield from _days(grant, "date", "debut", "fin")
        yield from _in_order(grant, "debut", "fin", "la fin du versement précède son début")


def _days(one: Located, *fields: str) -> Iterator[Diagnostic]:
    for field in fields:
        when: DatePrecise | None = getattr(one, field)
        if when and when.precision != "jour":
            message = f"« {when.en_francais()} » n’est pas un jour"
            yield error("C625", message, one.at(field), "donnez le jour, le mois et l’année")


def _in_order(one: Located, first: str, then: str, said: str) -> Iterator[Diagnostic]:
    before, after = getattr(one, first), getattr(one, then)
    if before and after and after.fin < before.debut:
        message = f"{said} : {after.en_francais()}, {before.en_francais()}"
        yield error("C625", message, one.at(then), "vérifiez ces deux dates")


def shares(dossier: Dossier) -> Iterator[Diagnostic]:
    """C626: a grant is shared out whole, and serves a fiche that is there and can hold it."""
    for grant in _grants(dossier):
        parts = [grant.part(one) for one in grant.beneficiaires]
        if None in parts:
            first = grant.beneficiaires[parts.index(None)]
            hint = "ajoutez `part` à chacun : leur somme fait 100 %"
            message = f"il manque la part de « {first.nom} »"
            yield error("C626", message, first.at("nom"), hint)
        elif (whole := sum(filter(None, parts), Decimal(0))) != _WHOLE:
            message = f"les parts font {format_pourcentage(whole)} du montant, au lieu de 100 %"
            yield error("C626", message, grant.at("beneficiaires"), "corrigez une part")
        yield from _conditions(grant)
    yield from _fiches(dossier)


def _conditions(grant: Subvention) -> Iterator[Diagnostic]:
    if (grant.versement == "autre") is not bool(grant.conditions):
        field = "conditions" if grant.conditions else "versement"
        alone = "`conditions` ne sert qu’avec `versement: autre`"
        message = alone if grant.conditions else "`versement: autre` n’a pas ses `conditions`"
        hint = (
            "écrivez `versement: autre`, ou effacez `conditions`"
            if grant.conditions
            else "dites sous `conditions` comment la somme est versée"
        )
        yield error("C626", message, grant.at(field), hint)


def _fiches(dossier: Dossier) -> Iterator[Diagnostic]:
    grants = [each for each in _grants(dossier) if each.fiche is not None]
    if not grants:
        return
    budget = ContractBudget(dossier)
    for grant in grants:
        if grant.fiche not in budget.numbers:
            message = f"cette subvention sert la fiche {grant.fiche}, qui n’est pas connue"
            hint = "corrigez son numéro, ou déclarez-la dans `fiches`, au contrat"
            yield error("C626", message, grant.at("fiche"), hint)
    for one in dossier.fiches:
        own = [each for each in grants if each.fiche == one.numero]
        granted, total = sum((each.montant for each in own), Decimal(0)), budget.of(one).total()
        if own and one.budget and granted > total:
            message = (
                f"les subventions de la fiche {one.numero} font {euros(granted)}, "
                f"plus que son budget ({euros(total)})"
            )
            yield warning("C626", message, own[-1].at("montant"), "vérifiez ces montants")


def formulas(dossier: Dossier) -> Iterator[Diagnostic]:
    """C627: no text of a row begins as a formula does: a spreadsheet would compute it."""
    for one, fields in _written(dossier):
        for field in fields:
            value = getattr(one, field)
            text = value.plain if isinstance(value, Line) else value
            if text.startswith(_FORMULA):
                message = f"« {text[:40]} » commence par `{text[0]}`"
                hint = "un tableur y lirait une formule : commencez par un mot"
                yield error("C627", message, one.at(field), hint)


def _written(dossier: Dossier) -> Iterator[tuple[Located, tuple[str, ...]]]:
    if dossier.contrat and dossier.contrat.collectivite:
        yield dossier.contrat.collectivite, ("nom",)
    for one in _deliberations(dossier):
        yield one, ("reference", "objet")
        if one.budget:
            yield one.budget, ("nom",)
    for grant in _grants(dossier):
        yield grant, ("objet", "reference", "conditions", "dispositif")
        yield from ((each, ("nom",)) for each in grant.beneficiaires)


def _deliberations(dossier: Dossier) -> Iterable[Deliberation]:
    return dossier.contrat.deliberations if dossier.contrat else ()


def _grants(dossier: Dossier) -> Iterable[Subvention]:
    return dossier.contrat.subventions if dossier.contrat else ()


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (
    sirets,
    votes,
    dates,
    shares,
    formulas,
)
