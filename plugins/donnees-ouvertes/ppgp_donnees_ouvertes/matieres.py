"""The subjects of acts, as @CTES classifies them and SCDL names them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

_THEMES: Final = {
    "commande publique": (
        "marchés publics",
        "délégation de service public",
        "conventions de mandat",
        "autres types de contrats",
        "transactions protocole d’accord transactionnel",
        "actes relatifs à la maîtrise d’œuvre",
        "actes spéciaux et divers",
    ),
    "urbanisme": (
        "documents d’urbanisme",
        "actes relatifs au droit d’occupation ou d’utilisation des sols",
        "droit de préemption urbain",
    ),
    "domaine et patrimoine": (
        "acquisitions",
        "aliénations",
        "locations",
        "limites territoriales",
        "autres actes de gestion du domaine public",
        "autres actes de gestion du domaine privé",
    ),
    "fonction publique": (
        "personnel titulaires et stagiaires de la f.p.t.",
        "personnel contractuel",
        "fonction publique hospitalière",
        "autres catégories de personnels",
        "régime indemnitaire",
    ),
    "institutions et vie politique": (
        "élection exécutif",
        "fonctionnement des assemblées",
        "désignation de représentants",
        "délégation de fonctions",
        "délégation de signature",
        "exercice des mandats locaux",
        "intercommunalité",
        "décision d’ester en justice",
    ),
    "libertés publiques et pouvoirs de police": (
        "police municipale",
        "pouvoir du président du conseil général",
        "pouvoir du président du conseil régional",
        "autres actes réglementaires",
        "actes pris au nom de l’état et soumis au contrôle hiérarchique",
    ),
    "finances locales": (
        "décisions budgétaires",
        "fiscalité",
        "emprunts",
        "interventions économiques",
        "subventions",
        "contributions budgétaires",
        "avances",
        "fonds de concours",
        "prise de participation",
        "divers",
    ),
    "domaines de compétences par thèmes": (
        "enseignement",
        "aide sociale",
        "voirie",
        "aménagement du territoire",
        "politique de la ville-habitat-logement",
        "emploi-formation professionnelle",
        "transports",
        "environnement",
        "culture",
    ),
    "autres domaines de compétences": (
        "autres domaines de compétences des communes",
        "autres domaines de compétences des départements",
        "autres domaines de compétences des régions",
        "vœux et motions",
    ),
}
"""The two first levels of the nomenclature, in order: their ranks make the codes."""


def _named() -> Iterator[tuple[str, str]]:
    for first, (theme, names) in enumerate(_THEMES.items(), start=1):
        for second, name in enumerate(names, start=1):
            yield f"{first}.{second}", f"{theme}/{name}"


MATIERES: Final = dict(_named())
"""The name of each code (``"8.2"``): both levels in lower case, without comma nor bracket, as the
field ``DELIB_MATIERE_NOM`` of SCDL asks for. Source: nomenclature of @CTES (DGCL)."""
