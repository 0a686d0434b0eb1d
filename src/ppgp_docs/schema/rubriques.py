"""The usual rows of a fiche action: those that forms offer, those that fill themselves."""

from immutabledict import immutabledict

LIBELLES_RUBRIQUES = immutabledict(
    {
        "public_cible": "Public cible",
        "constat": "Constat du diagnostic",
        "objectif_operationnel": "Objectif opérationnel",
        "description": "Description de l’action",
        "acteurs": "Identification des acteurs à mobiliser",
        "moyens": "Moyens financiers prévisionnels",
        "calendrier": "Calendrier prévisionnel",
        "indicateurs": "Indicateurs de mise en œuvre de l’action",
        "vigilance": "Points de vigilance",
    }
)
"""The usual rows of a fiche, in their usual words; a fiche may rename or add any."""


RUBRIQUES_CALCULEES = frozenset({"moyens", "calendrier", "indicateurs", "vigilance"})
"""The rows whose content comes from the budget, the calendar, the indicators, the warnings."""
