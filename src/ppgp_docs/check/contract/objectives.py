"""What a fiche says of its objective: the national texts, other fiches, its own figures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from ppgp_docs.diagnostics import Diagnostic, Span, note, warning
from ppgp_docs.francais.accords import enumerer
from ppgp_docs.model.chiffre import Chiffre
from ppgp_docs.model.contrat import Contrat
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.fiche import FicheAction, Objectif, Repartition
from ppgp_docs.model.walk import rich_texts
from ppgp_docs.plugin.fallback import as_prose

_FICHE: Final = re.compile(
    r"fiches?[\s-]+actions?\s+"
    r"(?P<numbers>(?:n°\s*)?\d{1,3}(?:(?:,|\set|\sou)\s(?:n°\s*)?\d{1,3})*)(?!\w)",
    re.IGNORECASE,
)
_ELSEWHERE: Final = re.compile(
    r"\s(?:du\s(?:contrat\s(?:précédent|antérieur|\(?20\d\d)|précédent\s)|d[’']un\sautre\s"
    r"|(?:de\sl[’']|de\sla\s|du\s|des\s|d[’']|de\s)(?P<where>[A-ZÀ-Ý][\w’-]+))"
)
_SENT: Final = re.compile(
    r"(?:\(|(?<!\w)(?:voir|cf\.?|selon|reporter|renvoie?|rubrique|décrite?s?|détaillée?s?|prévue?s?)"
    r"(?:\s(?:aussi|à|aux|dans|par))?(?:\sl[ae]s?)?\s)$",
    re.IGNORECASE,
)
_BEFORE: Final = 40
_PERCENTAGE: Final = re.compile(
    r"(?P<rate>\d+(?:,\d+)?)\s*%(?P<now>\s(?:aujourd[’']hui|actuellement|en\s(?P<year>20\d\d)))?"
)
_YEAR: Final = re.compile(r"(?<!\d)20\d\d(?!\d)")


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
    """C608: a fiche that a text sends to is here or in the contract (C110 has the stated key).

    A note where the text only speaks of it; silence where it says that it is another contract's.
    """
    known = {fiche.numero for fiche in dossier.fiches}
    known |= {fiche.numero for fiche in dossier.contrat.fiches} if dossier.contrat else set()
    for owner, field, text in rich_texts((dossier.fiches, dossier.contrat)):
        plain = text.plain
        for match in _FICHE.finditer(plain) if not isinstance(owner, Repartition) else ():
            if not _is_elsewhere(_ELSEWHERE.match(plain, match.end()), dossier):
                sent = bool(_SENT.search(plain[max(0, match.start() - _BEFORE) : match.start()]))
                for number in re.findall(r"\d+", match["numbers"]):
                    if int(number) not in known:
                        yield _unknown(number, sent, _place(dossier, owner.at(field), number))


def _is_elsewhere(behind: re.Match[str] | None, dossier: Dossier) -> bool:
    """Whether the words behind a number say that the fiche is another contract's."""
    if behind is None:
        return False
    where = behind["where"] or ""
    own = (*dossier.departement.nom.split(), "Département", "Contrat")
    return not where.startswith(own)


def _unknown(number: str, sent: bool, place: Span) -> Diagnostic:
    verb = "renvoie à" if sent else "parle de"
    tell = warning if sent else note
    message = f"le texte {verb} la fiche action {number}, qui n’est pas connue"
    hint = "ajoutez son fichier dans `fiches`, ou déclarez-la dans `contrat.yaml`"
    return tell("C608", message, place, hint)


def _place(dossier: Dossier, start: Span, number: str) -> Span:
    """The number itself in the text that was typed at ``start``."""
    for ecrit in dossier.textes:
        if ecrit.texte.span == start:
            for match in _FICHE.finditer(ecrit.texte):
                if number in re.findall(r"\d+", match["numbers"]):
                    return ecrit.texte.at(*match.span())
    return start


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
        intitule = fiche.objectif.intitule.plain
        horizon = max(_YEAR.findall(intitule), default="")
        aimed = _rates(intitule)
        for row, text in _operational(fiche):
            said = _rates(text, horizon)
            if aimed and said and not aimed & said:
                yield warning(
                    "C610",
                    f"l’objectif opérationnel annonce {_say(said)}, l’objectif {_say(aimed)}",
                    row,
                    "reprenez le taux de l’objectif, ou dites pourquoi il diffère",
                )


def _rates(text: str, horizon: str = "") -> frozenset[str]:
    """The percentages aimed at: those of today, or of a year before the horizon, left aside."""
    return frozenset(
        match["rate"]
        for match in _PERCENTAGE.finditer(text)
        if not match["now"] or (match["year"] or "") >= (horizon or "0")
    )


def _operational(fiche: FicheAction) -> Iterator[tuple[Span, str]]:
    for row in fiche.rubriques:
        if row.cle == "objectif_operationnel":
            yield row.at("blocs"), " ".join(as_prose(bloc).plain for bloc in row.blocs)


def _say(percentages: frozenset[str]) -> str:
    return " et ".join(f"{percentage}\u00a0%" for percentage in sorted(percentages))


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (
    objectives_are_national,
    fiches_cited,
    targets_compare,
    percentages_agree,
)
