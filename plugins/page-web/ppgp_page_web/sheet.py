"""What the rows of a fiche show below their blocks, where they compute something."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from ppgp_docs.api import (
    SHARES_ROUNDED,
    Context,
    Document,
    capitale,
    fiche,
    funding_sentences,
    printed_figure,
    printed_fundings,
    printed_years,
    step_head,
)
from ppgp_page_web.budget import amendments, funders, progress
from ppgp_page_web.trends import drawn_trend

_COMPUTED: Final = {
    "moyens": "budget",
    "calendrier": "calendrier",
    "indicateurs": "indicateurs",
    "vigilance": "points_de_vigilance",
}
"""The field of a fiche that each of these rows shows."""


def sheet_words(document: Document, one: fiche.FicheAction) -> dict[str, Any]:
    """What the templates of a fiche may say of it."""
    groups = printed_fundings(document.dossier, one)
    known = document.dossier.chiffres_de(one)

    return {
        "fiche": one,
        "financements": groups,
        "phrase_du_financement": funding_sentences(groups) if groups else "",
        "financeurs": funders,
        "suivi": progress(groups),
        "avenants": amendments(groups),
        "tableaux": list(groups[0].tables()) if groups else [],
        "titre_d_etape": step_head,
        "parts_arrondies": SHARES_ROUNDED,
        "precisions": lambda indicator: list(details(indicator, known)),
        "tendance": lambda indicator: drawn_trend(indicator, known),
        "repartition": _shared_costs(one),
        "contrat": _contract(document),
        "capitale": capitale,
    }


def say_unprinted(one: fiche.FicheAction, context: Context) -> None:
    """Declare as left out what the fiche holds and none of its rows shows."""
    present = {row.cle for row in one.rubriques}
    for row, field in _COMPUTED.items():
        if row not in present and getattr(one, field):
            context.left_out(one, f"la fiche n’a pas de rubrique `{row}`", field)


def details(indicator: fiche.Indicateur, known: Any) -> Iterator[tuple[str, str]]:
    """The people counted, the unit, the start, the target and its date, then what each year gave,
    where they are given."""
    if indicator.population and indicator.population not in indicator.libelle.plain:
        yield "Population", indicator.population
    if indicator.unite:
        yield "Unité", indicator.unite
    for label, name in (("Départ", indicator.reference), ("Cible", indicator.cible)):
        if name in known:
            yield label, printed_figure(known, name).alone
    if indicator.echeance:
        yield "Échéance", indicator.echeance.en_francais()
    for year in printed_years(indicator, known):
        yield year.head, year.sentence


def _shared_costs(one: fiche.FicheAction) -> str:
    """Which fiche carries the key of the shared costs, where nobody wrote a sentence of it."""
    key = one.budget.repartition if one.budget else None
    if key is None or key.texte:
        return ""
    return f"Répartition des coûts transverses\u00a0: voir la fiche action {key.fiche}."


def _contract(document: Document) -> str:
    contract = document.dossier.contrat
    if contract is None:
        return ""
    return f"{contract.intitule.plain}, {contract.periode.en_clair}"
