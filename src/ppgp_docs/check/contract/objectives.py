"""What a fiche states of its objective, against the national texts of its year."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from ppgp_docs.diagnostics import Diagnostic, warning
from ppgp_docs.francais.accords import enumerer
from ppgp_docs.model.contrat import Contrat
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.fiche import Objectif


def millesimes_are_known(dossier: Dossier) -> Iterator[Diagnostic]:
    """C613: the texts of the contract's year are known, or its objectives are checked by nobody.

    Source: the yearly instructions of the State, named in ``templates/referentiels``.
    """
    contrat = dossier.contrat
    if contrat and contrat.millesime and contrat.referentiel is None:
        year = contrat.millesime
        yield warning(
            "C613",
            f"aucun référentiel n’est connu pour {year} : les objectifs ne sont pas vérifiés",
            contrat.at("millesime"),
            "écrivez l’année de l’instruction du contrat : de 2020, la première, à 2025, qui vaut "
            "jusqu’en 2027",
            f"si elle est plus récente, ajoutez `templates/referentiels/{year}.yaml`",
        )


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


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (
    millesimes_are_known,
    objectives_are_national,
)
