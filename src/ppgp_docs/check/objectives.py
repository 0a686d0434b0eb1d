"""What a fiche says of its objective: the national texts, other fiches, its own figures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from ppgp_docs.check.walking import rich_texts
from ppgp_docs.diagnostics import Diagnostic, Span, warning
from ppgp_docs.fallback import as_prose
from ppgp_docs.francais.accords import enumerer
from ppgp_docs.model.chiffre import Chiffre
from ppgp_docs.model.contrat import Contrat
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.fiche import FicheAction, Objectif, Repartition

_FICHE: Final = re.compile(r"fiches?[\s-]+actions?\s+(?:n°\s*)?(\d{1,3})\b", re.IGNORECASE)
_PERCENTAGE: Final = re.compile(r"(\d+(?:,\d+)?)\s*%")


def objectives_are_national(dossier: Dossier) -> Iterator[Diagnostic]:
    """C607: number, kind, engagement and wording of an objective are those of the year's texts."""
    for fiche in dossier.fiches:
        if dossier.contrat:
            yield from _as_in(dossier.contrat, fiche.objectif)


def _as_in(contrat: Contrat, objectif: Objectif) -> Iterator[Diagnostic]:
    national = contrat.referentiel
    counts = national.nombres if national else {}
    kind, year = objectif.caractere, contrat.millesime
    if counts and kind and kind not in counts:
        kinds = enumerer((f"`{name}`" for name in counts), "ou")
        message = f"dans le référentiel {year}, un objectif est {kinds}, jamais `{kind}`"
        yield warning("C607", message, objectif.at("caractere"))
    elif objectif.numero > counts.get(kind, objectif.numero):
        message = (
            f"l’objectif {kind} {objectif.numero} n’est pas dans le référentiel {year}, qui en "
            f"a {counts[kind]}"
        )
        yield warning("C607", message, objectif.at("numero"))
    engagements = contrat.numeros_d_engagement()
    if engagements and objectif.engagement and objectif.engagement not in engagements:
        message = f"l’engagement {objectif.engagement} n’est pas dans le référentiel {year}"
        yield warning("C607", message, objectif.at("engagement"))
    yield from _wording(contrat, objectif)


def _wording(contrat: Contrat, objectif: Objectif) -> Iterator[Diagnostic]:
    known = contrat.objectif(objectif.numero, objectif.caractere)
    if known and known.intitule and _bare(known.intitule.plain) != _bare(objectif.intitule.plain):
        yield warning(
            "C607",
            f"l’objectif {objectif.numero} n’a pas le texte du référentiel {contrat.millesime}",
            objectif.at("intitule"),
            f"texte du référentiel : « {known.intitule.plain} »",
            "un texte propre au département s’écrit dans `objectifs`, au contrat",
        )


def _bare(text: str) -> str:
    """Words and figures alone: a capital or a comma changes nothing to an objective."""
    return " ".join(re.findall(r"\w+|%", text.casefold()))


def fiches_cited(dossier: Dossier) -> Iterator[Diagnostic]:
    """C608: a fiche that a text sends to is here or in the contract (C110 has the stated key)."""
    known = {fiche.numero for fiche in dossier.fiches}
    known |= {fiche.numero for fiche in dossier.contrat.fiches} if dossier.contrat else set()
    for owner, field, text in rich_texts((dossier.fiches, dossier.contrat)):
        if isinstance(owner, Repartition):
            continue
        for number in dict.fromkeys(_FICHE.findall(text.plain)):
            if int(number) not in known:
                message = f"le texte renvoie à la fiche action {number}, qui n’est pas connue"
                hint = "ajoutez son fichier dans `fiches`, ou déclarez-la dans `contrat.yaml`"
                yield warning("C608", message, owner.at(field), hint)


def targets_compare(dossier: Dossier) -> Iterator[Diagnostic]:
    """C609: an indicator starts from and aims at figures of one unit."""
    for fiche in dossier.fiches:
        figures = {**dossier.chiffres, **fiche.chiffres}
        for indicateur in fiche.indicateurs:
            start, aim = figures.get(indicateur.reference), figures.get(indicateur.cible)
            units = [_units(figure) for figure in (start, aim) if figure]
            if len(units) == 2 and all(units) and not units[0] & units[1]:
                first, second = (" ou ".join(sorted(unit)) for unit in units)
                yield warning(
                    "C609",
                    f"la valeur de départ (en {first}) ne se compare pas à la cible (en {second})",
                    indicateur.at("cible"),
                    "donnez à l’une l’unité de l’autre",
                )


def _units(figure: Chiffre) -> frozenset[str]:
    """The units in which a figure is known; empty when nothing says so."""
    counted = {str(figure.unite)} if figure.valeur is not None and figure.unite else set()
    rated = {"%"} if figure.pourcentage is not None or figure.base else set()
    return frozenset(counted | rated)


def percentages_agree(dossier: Dossier) -> Iterator[Diagnostic]:
    """C610: the operational objective aims at the percentage of the objective it serves."""
    for fiche in dossier.fiches:
        aimed = frozenset(_PERCENTAGE.findall(fiche.objectif.intitule.plain))
        for row, said in _operational(fiche):
            if aimed and said and not aimed & said:
                yield warning(
                    "C610",
                    f"l’objectif opérationnel annonce {_say(said)}, l’objectif {_say(aimed)}",
                    row,
                    "reprenez le taux de l’objectif, ou dites pourquoi il diffère",
                )


def _operational(fiche: FicheAction) -> Iterator[tuple[Span, frozenset[str]]]:
    for row in fiche.rubriques:
        if row.cle == "objectif_operationnel":
            text = " ".join(as_prose(bloc).plain for bloc in row.blocs)
            yield row.at("blocs"), frozenset(_PERCENTAGE.findall(text))


def _say(percentages: frozenset[str]) -> str:
    return " et ".join(f"{percentage}\u00a0%" for percentage in sorted(percentages))


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (
    objectives_are_national,
    fiches_cited,
    targets_compare,
    percentages_agree,
)
