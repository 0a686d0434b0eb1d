"""The rows of the two tables, field by field as their published schemas name them.

Sources: SCDL *Délibérations* 2.1.5 and *Subventions* 2.1.1 (schema.data.gouv.fr), the second from
the arrêté of 17 November 2017 on the essential data of grants. What a contract does not say is an
empty cell; dates are ISO 8601, amounts in euros with a point.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final, TypeAlias

from ppgp_docs.api import DatePrecise, Dossier, actes, capitale, simplifier
from ppgp_donnees_ouvertes.matieres import MATIERES

Row: TypeAlias = dict[str, str]

DELIBERATIONS: Final = (
    "COLL_NOM",
    "COLL_SIRET",
    "DELIB_ID",
    "DELIB_DATE",
    "DELIB_MATIERE_CODE",
    "DELIB_MATIERE_NOM",
    "DELIB_OBJET",
    "BUDGET_ANNEE",
    "BUDGET_NOM",
    "PREF_ID",
    "PREF_DATE",
    "VOTE_EFFECTIF",
    "VOTE_REEL",
    "VOTE_POUR",
    "VOTE_CONTRE",
    "VOTE_ABSTENTION",
    "DELIB_URL",
)
SUBVENTIONS: Final = (
    "nomAttribuant",
    "idAttribuant",
    "dateConvention",
    "referenceDecision",
    "nomBeneficiaire",
    "idBeneficiaire",
    "rnaBeneficiaire",
    "objet",
    "montant",
    "nature",
    "conditionsVersement",
    "datesPeriodeVersement",
    "idRAE",
    "notificationUE",
    "pourcentageSubvention",
    "dispositifAide",
)
_FORMES: Final = {
    "numeraire": "aide en numéraire",
    "nature": "aide en nature",
    "les_deux": "aide en numéraire;aide en nature",
}
_VERSEMENTS: Final = {"unique": "unique", "echelonne": "échelonné"}


def deliberations(dossier: Dossier) -> Iterator[Row]:
    """A row for each deliberation of the contract; it has a contract and an authority."""
    contrat = dossier.contrat
    for one in contrat.deliberations if contrat else ():
        yield {
            "COLL_NOM": _authority(dossier),
            "COLL_SIRET": _siret(dossier),
            "DELIB_ID": simplifier(one.reference),
            "DELIB_DATE": one.date.iso(),
            "DELIB_MATIERE_CODE": one.matiere,
            "DELIB_MATIERE_NOM": MATIERES[one.matiere],
            "DELIB_OBJET": simplifier(one.objet.plain),
            "PREF_ID": one.prefecture,
            "PREF_DATE": _day(one.reception),
            "DELIB_URL": one.lien,
            **_budget(one.budget),
            **_votes(one.vote),
        }


def _budget(budget: actes.BudgetVote | None) -> Row:
    if budget is None:
        return {}
    years = dict.fromkeys((budget.debut, budget.fin or budget.debut))
    return {"BUDGET_ANNEE": "/".join(map(str, years)), "BUDGET_NOM": simplifier(budget.nom)}


def _votes(vote: actes.Vote | None) -> Row:
    if vote is None:
        return {}
    counts = (vote.effectif, vote.votants, vote.pour, vote.contre, vote.abstentions)
    return dict(zip(DELIBERATIONS[11:16], map(str, counts), strict=True))


def subventions(dossier: Dossier) -> Iterator[Row]:
    """A row for each beneficiary of each grant: what they share is said again in each."""
    contrat = dossier.contrat
    for grant in contrat.subventions if contrat else ():
        conditions = simplifier(grant.conditions)
        for one in grant.beneficiaires:
            yield {
                "nomAttribuant": _authority(dossier),
                "idAttribuant": _siret(dossier),
                "dateConvention": grant.date.iso(),
                "referenceDecision": simplifier(grant.reference),
                "nomBeneficiaire": simplifier(one.nom),
                "idBeneficiaire": one.chiffres_du_siret,
                "rnaBeneficiaire": one.rna,
                "objet": simplifier(grant.objet.plain),
                "montant": f"{grant.montant:f}",
                "nature": _FORMES[grant.forme],
                "conditionsVersement": _VERSEMENTS.get(grant.versement, conditions),
                "datesPeriodeVersement": "/".join(
                    filter(None, map(_day, (grant.debut, grant.fin)))
                ),
                "idRAE": grant.rae,
                "notificationUE": "oui" if grant.notifiee else "non",
                "pourcentageSubvention": _fraction(grant.part(one)),
                "dispositifAide": grant.dispositif,
            }


def _authority(dossier: Dossier) -> str:
    """Its own name, or that of the authority of the territory."""
    own = dossier.contrat.collectivite if dossier.contrat else None
    return simplifier((own and own.nom) or capitale(dossier.departement.territoire))


def _siret(dossier: Dossier) -> str:
    own = dossier.contrat.collectivite if dossier.contrat else None
    return own.chiffres_du_siret if own else ""


def _day(date: DatePrecise | None) -> str:
    return date.iso() if date else ""


def _fraction(part: Decimal | None) -> str:
    """45 per cent as ``0.45``, a third as it is typed: two decimals at least."""
    share = (part or Decimal(0)) / 100
    return f"{share:.2f}" if share == round(share, 2) else f"{share.normalize():f}"
