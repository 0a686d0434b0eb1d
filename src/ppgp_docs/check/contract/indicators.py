"""What a fiche states of its indicators: figures that compare, years that follow the contract."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from ppgp_docs.diagnostics import Diagnostic, Span, warning
from ppgp_docs.francais.accords import enumerer
from ppgp_docs.model.chiffre import Chiffre
from ppgp_docs.model.contrat import Periode
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.fiche import AnneeSuivie, BilanDeFiche, Indicateur


def targets_compare(dossier: Dossier) -> Iterator[Diagnostic]:
    """C609: an indicator starts from, aims at and gives figures of one unit."""
    for fiche in dossier.fiches:
        figures = {**dossier.chiffres, **fiche.chiffres}
        for indicateur in fiche.indicateurs:
            known = [
                (what, _units(figures[name]), place)
                for what, name, place in _measures(indicateur)
                if name in figures and _units(figures[name])
            ]
            for what, units, place in known[1:]:
                first, first_units, _ = known[0]
                if not units & first_units:
                    yield _apart((first, first_units), (what, units), place)


Measured = tuple[str, frozenset[str]]


def _apart(first: Measured, second: Measured, place: Span) -> Diagnostic:
    (one, in_one), (other, in_other) = first, second
    units = [enumerer(sorted(each), "ou") for each in (in_one, in_other)]
    return warning(
        "C609",
        f"{one} (en {units[0]}) ne se compare pas {_to(other)} (en {units[1]})",
        place,
        "donnez la même unité aux deux",
    )


def _to(what: str) -> str:
    return f"à {what}".replace("à le ", "au ")


def _measures(one: Indicateur) -> Iterator[tuple[str, str, Span]]:
    """Each figure that it names: what it is, its name, where it is named."""
    yield "la valeur de départ", one.reference, one.at("reference")
    yield "la cible", one.cible, one.at("cible")
    for year in one.suivi:
        yield f"la cible de {year.annee}", year.cible, year.at("cible")
        yield f"le résultat de {year.annee}", year.resultat, year.at("resultat")


def _units(figure: Chiffre) -> frozenset[str]:
    """The units in which a figure is known; empty when nothing says so."""
    counted = {str(figure.unite)} if figure.valeur is not None and figure.unite else set()
    rated = {"%"} if figure.pourcentage is not None or figure.base else set()
    return frozenset(counted | rated)


def years_are_those_of_the_contract(dossier: Dossier) -> Iterator[Diagnostic]:
    """C620: an indicator is followed, and a fiche reported on, once a year, in those of the
    contract; no result was taken before its year began. A result from before the contract is
    where it starts from, and nothing was aimed at then."""
    period = dossier.contrat.periode if dossier.contrat else None
    for fiche in dossier.fiches:
        figures = {**dossier.chiffres, **fiche.chiffres}
        yield from _once_each(fiche.bilans, period, "les bilans de cette fiche")
        for indicateur in fiche.indicateurs:
            yield from _once_each(indicateur.suivi, period, "le suivi de cet indicateur")
            for year in indicateur.suivi:
                yield from _taken_before(year, figures)


def _once_each(
    years: Sequence[AnneeSuivie | BilanDeFiche], period: Periode | None, where: str
) -> Iterator[Diagnostic]:
    seen = set()
    for year in years:
        if year.annee in seen:
            yield warning(
                "C620",
                f"{year.annee} est écrite deux fois dans {where}",
                year.at("annee"),
                "réunissez ce qu’elle dit sous une seule année",
            )
        seen.add(year.annee)
        start = isinstance(year, AnneeSuivie) and year.resultat and not year.cible
        first = 0 if start or not period else period.debut
        if period and not first <= year.annee <= period.fin:
            yield warning(
                "C620",
                f"{year.annee} n’est pas une année du contrat ({period.debut}-{period.fin})",
                year.at("annee"),
                "corrigez l’année ; ce qu’un indicateur donnait avant s’écrit sans `cible`",
            )


def _taken_before(year: AnneeSuivie, figures: Mapping[str, Chiffre]) -> Iterator[Diagnostic]:
    figure = figures.get(year.resultat)
    if figure and figure.date and figure.date.fin.year < year.annee:
        yield warning(
            "C620",
            f"le résultat de {year.annee} a été relevé plus tôt ({figure.date.en_francais()})",
            year.at("resultat"),
            f"nommez le chiffre relevé en {year.annee}, ou corrigez la `date` de `{figure.cle}`",
        )


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (
    targets_compare,
    years_are_those_of_the_contract,
)
