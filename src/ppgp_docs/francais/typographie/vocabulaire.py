"""Words that typesetting knows, as alternatives of a regular expression."""

from typing import Final

from ppgp_docs.francais.espaces import HORIZONTALE

MOIS_ENTIERS: Final = (
    "janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre"
)
"""Months in full."""

MOIS: Final = rf"{MOIS_ENTIERS}|janv\.|févr\.|avr\.|juil\.|sept\.|oct\.|nov\.|déc\."
"""Months, in full or in short."""

UNITES_COLLEES: Final = (
    "(?:[kcdhm]|da)?m[23²³]|[kcm]m|kg|mg|µg|[mcd][lL]|°C|min|kcal|kWh|k?Hz|kW|dB|[kKMG]o|[kKM]€|Md€"
    r"|ETPT?|hab\.?|hab/km[2²]"
)
"""Symbols that follow their number even when no space parts them: 5km."""

UNITES: Final = rf"{UNITES_COLLEES}|[mglhWV]|ha|€|EUR|SA|pts"
"""Symbols that a space parts from their number."""

A_NUMERO: Final = (
    "actions?|activités?|alinéas?|annexes?|articles?|axes?|catégories?|chapitres?|engagements?"
    "|étapes?|fiches?|figures?|groupes?|lots?|modules?|niveaux?|objectifs?|pages?|phases?|priorités?|programmes?|secteurs?|sections?"
    "|tableaux?|titres?|tomes?|types?|vagues?|volumes?"
)
"""Nouns that a number follows and names: « article 5 », « fiche 8 »."""

COMPTES: Final = (
    "secondes?|minutes?|heures?|jours?|semaines?|mois|trimestres?|ans?|années?"
    "|personnes?|familles?|enfants?|parents?|habitants?|points?|euros?|millions?|milliards?"
)
"""Nouns that are parted from no number: units of time, of money, and the people of a dossier.

The Imprimerie nationale says it of every noun; in narrow columns that would make ragged lines.
"""

_NOM_SEUL: Final = (
    r"(?:\A|(?<=[(:;,/] )|(?<=[Ll]e )|(?<=[ad]u )|(?<=un )|(?<=ce )|(?<=sur )|(?<=par ))"
)
"""Before what is a noun there, and may be a verb elsewhere."""

COMPTABLES: Final = (
    "art(?:icles?)?|sous-comptes?|natures?|fonctions?|chapitres?|imputations?|bordereaux?"
    "|opérations?(?: d[’'](?:équip|investiss)ement)?"
    "|mandats?|titres?(?: de recettes?)?|guichets?|banques?|matricules?|allocataires?"
    "|lignes? de crédits?|centres? de coûts?|comptes"
    # The verb is no name: « le département compte 12 000 habitants ».
    rf"|{_NOM_SEUL}compte"
)
"""Nouns of accounting before a number that is a name: an article of M57 has five digits.

Source: instruction budgétaire et comptable M57.
"""

REFERENCES: Final = (
    "réf(?:érence)?|numéro|dossier|code|postal|avis|procès-verbal|PV|cerfa|ISO|NF|CP|BP|CS|TSA|SIREN|SIRET|INSEE|tél|facture"
    "|convention|agrément|ticket|identifiant|ID|pièce|tiers|délibération|arrêté|devis|engagement|FINESS|RPPS|RIB|EJ"
    rf"|{COMPTABLES}"
)
"""Words before a number that is a name, not a quantity: its digits are not grouped."""

NOMMES: Final = (
    "comptes? de tiers|bons? de commande|lots?|marché|rubriques?|établissement|service|gestionnaire"
    "|décision|projet|enveloppe|BC|OS|(?:comptabilis|imput|mandat)ée?s? (?:au|en|sur)"
    "|autorisations? d[’'](?:engagement|intervention)"
    rf"|autorisations? de programme|{_NOM_SEUL}(?:programme|poste)"
    # « Mis en ligne 12 000 fois » names nothing.
    r"|(?:\A|(?<=[(:;,\n] )|(?<=\n)|(?<=[Ll]a )|(?<=une )|(?<=cette )|(?<=[LlDd]es ))lignes?"
)
"""Others, that an amount may follow as well: « le programme, 15 000 € »; nothing holds them to it.

Source: codes of Chorus Pro and of M57; « code établissement » of a RIB."""

QUANTIFIANTS: Final = frozenset(
    (
        *("accroissement", "aide", "apport", "audience", "augmentation", "avance", "avoir"),
        *("baisse", "besoin", "bénéfice", "budget", "capacité", "capital", "charge", "chiffre"),
        *("cible", "consommation", "cotisation", "coût", "crédit", "cumul", "débit", "déficit"),
        *("dépense", "différence", "diffusion", "distance", "don", "dotation", "effectif"),
        *("emprunt", "estimation", "excédent", "écart", "économie", "financement", "fonds"),
        *("forfait", "fréquentation", "gain", "hausse", "investissement", "kilométrage", "loyer"),
        *("maximum", "médiane", "minimum", "mise", "montant", "moyenne", "nombre", "objectif"),
        *("part", "participation", "perte", "plafond", "population", "prévision", "prime", "prix"),
        *("produit", "quantité", "quota", "rappel", "recette", "redevance", "remboursement"),
        *("report", "reste", "reversement", "rémunération", "résultat", "salaire", "seuil"),
        *("solde", "somme", "subvention", "superficie", "surcoût", "surface", "tarif", "taux"),
        *("tirage", "total", "trafic", "trésorerie", "valeur", "ventilation", "versement"),
        *("volume"),
    )
)
"""Nouns that a quantity follows, in a table above all: « Total 16497 »."""

NUMEROS_COURTS: Final = (
    rf"30({HORIZONTALE}*)(?:18|20)|31({HORIZONTALE}*)(?:14|19)|32({HORIZONTALE}*)(?:30|37|39)"
    rf"|36({HORIZONTALE}*)(?:24|31|46)|39({HORIZONTALE}*)(?:19|28|39|49|77|89)"
    rf"|116({HORIZONTALE}*)(?:000|006|111|117)"
)
"""Short numbers of public services, said by pairs: 39 19, 31 14, and those of Europe: 116 006
(Arcep); their spaces as groups."""

RUES: Final = (
    "rue|avenue|boulevard|place|quai|cours|allées?|square|écoles?|collèges?|lycées?|stade"
    "|résidence|chemin|impasse"
)
"""Nouns that a date or a person may name: « rue du 8 Mai 1945 » keeps its capital, « rue du Docteur
Roux » names nobody. Other modules add theirs."""

JOURS: Final = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
"""The days of the week."""
