"""The kinds of blocks as people choose them: what each is called, when it serves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from attrs import frozen

from ppgp_docs.schema.schemas import Schemas


@frozen
class BlockKind:
    """A kind of block: its name on the pages, and when to take it rather than another."""

    libelle: str
    when: str


_OURS: Final[Mapping[str, BlockKind]] = {
    "paragraphe": BlockKind("Texte", "Raconter : un ou plusieurs paragraphes."),
    "section": BlockKind("Sous-partie", "Réunir plusieurs blocs sous un sous-titre."),
    "liste": BlockKind("Liste", "Énumérer : critères, réponses, moyens."),
    "chiffre_cle": BlockKind("Chiffres en grand", "Faire retenir un à six nombres."),
    "graphique": BlockKind("Graphique", "Comparer des chiffres de même unité, ou avant et après."),
    "enquete": BlockKind("Résultats d’enquête", "Dire ce que des personnes ont répondu."),
    "pemat": BlockKind("Grille PEMAT", "Montrer qu’un document se comprend mieux."),
    "citation": BlockKind("Citation", "Donner la parole, avec les mots exacts."),
    "avant_apres": BlockKind("Avant et après", "Montrer un document retravaillé."),
    "documents": BlockKind("Documents", "Lister ce qui a été produit ou refait."),
    "image": BlockKind("Image", "Montrer une photo ou un dessin, avec sa légende."),
    "galerie": BlockKind("Galerie", "Montrer deux à neuf images côte à côte."),
    "tableau": BlockKind("Tableau", "Ranger des textes courts en lignes et colonnes."),
    "etapes": BlockKind("Étapes", "Raconter dans l’ordre : réunions, phases."),
    "personnes": BlockKind("Personnes", "Présenter celles et ceux qui ont agi."),
    "cartes": BlockKind("Cartes", "Poser quelques idées côte à côte."),
    "encart": BlockKind("Encart", "Détacher une idée du reste."),
}


def kinds(schemas: Schemas) -> dict[str, BlockKind]:
    """Every kind of block, ours first, in the order in which people look for them."""
    ours = {name: kind for name, kind in _OURS.items() if name in schemas.blocks}
    others = (name for name in schemas.blocks if name not in ours)
    return ours | {name: BlockKind(name.replace("_", " ").capitalize(), "") for name in others}
