"""Words that typesetting knows, as alternatives of a regular expression."""

from typing import Final

MOIS: Final = (
    "janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre"
    r"|janv\.|févr\.|avr\.|juil\.|sept\.|oct\.|nov\.|déc\."
)
"""Months, in full or in short."""

UNITES_COLLEES: Final = "[kcm]m[23²³]|[kcm]m|kg|mg|µg|[mcd][lL]|°C|min|kcal|kWh|[kMG]o|[kKM]€|Md€"
"""Symbols that follow their number even when no space parts them: 5km."""

UNITES: Final = rf"{UNITES_COLLEES}|m[23²³]|m|g|l|ha|h|€|EUR"
"""Symbols that a space parts from their number."""

A_NUMERO: Final = (
    "actions?|activités?|alinéas?|annexes?|articles?|axes?|chapitres?|engagements?|étapes?|fiches?"
    "|figures?|lots?|niveaux?|objectifs?|pages?|phases?|priorités?|programmes?|tableaux?|tomes?"
    "|vagues?|volumes?"
)
"""Nouns that a number follows and names: « article 5 », « fiche 8 »."""

COMPTES: Final = (
    "secondes?|minutes?|heures?|jours?|semaines?|mois|trimestres?|ans?|années?"
    "|personnes?|familles?|enfants?|parents?|euros?|millions?|milliards?"
)
"""Nouns that are parted from no number: units of time, of money, and the people of a dossier.

The Imprimerie nationale says it of every noun; in narrow columns that would make ragged lines.
"""

REFERENCES: Final = (
    "réf(?:érence)?|numéro|dossier|code|postal|BP|CS|TSA|SIREN|SIRET|INSEE|tél|facture|mandat"
    "|convention|agrément|ticket|délibération|arrêté|devis|engagement"
)
"""Words before a number that is a name, not a quantity: its digits are not grouped."""
