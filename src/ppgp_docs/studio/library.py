"""The kinds of blocks as people choose them: what each is called, when it serves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from attrs import frozen

from ppgp_docs.schema.schemas import Schemas


@frozen
class Kind:
    """A kind of block: its name on the pages, and when to take it rather than another."""

    libelle: str
    when: str


_OURS: Final[Mapping[str, Kind]] = {
    "paragraphe": Kind("Texte", "Raconter : un ou plusieurs paragraphes."),
    "section": Kind("Sous-partie", "Réunir plusieurs blocs sous un sous-titre."),
    "liste": Kind("Liste", "Énumérer : critères, réponses, moyens."),
    "chiffre_cle": Kind("Chiffres en grand", "Faire retenir un à six nombres."),
    "graphique": Kind("Graphique", "Comparer des chiffres de même unité."),
    "enquete": Kind("Résultats d’enquête", "Dire ce que des personnes ont répondu."),
    "citation": Kind("Citation", "Donner la parole, avec les mots exacts."),
    "avant_apres": Kind("Avant et après", "Montrer un document retravaillé."),
    "documents": Kind("Documents", "Lister ce qui a été produit ou refait."),
    "image": Kind("Image", "Montrer une photo ou un dessin, avec sa légende."),
    "tableau": Kind("Tableau", "Ranger des textes courts en lignes et colonnes."),
    "etapes": Kind("Étapes", "Raconter dans l’ordre : réunions, phases."),
    "personnes": Kind("Personnes", "Présenter celles et ceux qui ont agi."),
    "cartes": Kind("Cartes", "Poser quelques idées côte à côte."),
    "encart": Kind("Encart", "Détacher une idée du reste."),
}


def kinds(schemas: Schemas) -> dict[str, Kind]:
    """Every kind of block, ours first, in the order in which people look for them."""
    ours = {name: kind for name, kind in _OURS.items() if name in schemas.blocks}
    others = (name for name in schemas.blocks if name not in ours)
    return ours | {name: Kind(name.replace("_", " ").capitalize(), "") for name in others}
