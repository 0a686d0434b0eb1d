"""Words that typesetting knows, as alternatives of a regular expression."""

from typing import Final

MOIS: Final = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"

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
