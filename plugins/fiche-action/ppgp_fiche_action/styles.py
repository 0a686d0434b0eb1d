"""The styles that the sheet uses, found in the template by the names that Word shows.

Word keeps built-in names in English inside the file, whatever its language.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from attrs import field, frozen

from ppgp_fiche_action.ooxml import Element, qn


class Style(StrEnum):
    """Each style by its name in the template."""

    CELLULE = "Fiche - cellule"
    INTERTITRE = "Fiche - intertitre"
    FINANCEUR = "Fiche - financeur"
    NATURE = "Fiche - nature"
    ANNEE = "Fiche - année"
    LIGNE = "Fiche - ligne"
    TOTAL = "Fiche - total"
    PRECISION = "Fiche - précision"
    ANNONCE = "Fiche - annonce"
    TABLEAU = "Fiche - tableau"
    EN_TETE = "Fiche - en-tête"
    EN_TETE_MONTANT = "Fiche - en-tête de montant"
    MONTANT = "Fiche - montant"
    MONTANT_TOTAL = "Fiche - montant total"
    LIBELLE_TOTAL = "Fiche - libellé du total"
    ENCART = "Fiche - encart"
    TITRE_ENCART = "Fiche - titre d’encart"
    CITATION = "Quote"
    ATTRIBUTION = "Fiche - attribution"
    IMAGE = "Fiche - image"
    LEGENDE = "caption"
    LEGENDE_TABLEAU = "Fiche - légende de tableau"
    NOTE = "Fiche - note"
    TITRE_3 = "heading 3"
    TITRE_4 = "heading 4"
    GRAS = "Strong"
    ITALIQUE = "Emphasis"
    GRAS_ITALIQUE = "Intense Emphasis"
    LIEN = "Hyperlink"
    APPEL = "Fiche - appel de note"
    PUCE = "List Bullet"
    NUMERO = "List Number"
    SUITE = "List Continue"


@frozen
class Styles:
    """Names to ids; a style that the template lacks is noted and stands for no style at all."""

    ids: dict[str, str]
    missing: set[str] = field(factory=set)

    @classmethod
    def of(cls, root: Element) -> Styles:
        """The styles of a ``w:styles`` part."""
        return cls(
            {
                style.find(qn("name")).get(qn("val")): style.get(qn("styleId"))
                for style in root.iter(qn("style"))
                if style.find(qn("name")) is not None and style.get(qn("styleId"))
            }
        )

    def __getitem__(self, name: str) -> str:
        if name not in self.ids:
            self.missing.add(str(name))
        return self.ids.get(name, "")

    def level(self, name: Style, level: int) -> str:
        """The style of a list at a level counted from 0; Word has names for three."""
        return self[f"{name} {min(level, 2) + 1}" if level else name]


_SHOWN: Final[dict[str, str]] = {
    Style.CITATION: "Citation",
    Style.LEGENDE: "Légende",
    Style.TITRE_3: "Titre 3",
    Style.TITRE_4: "Titre 4",
    Style.GRAS: "Élevé",
    Style.ITALIQUE: "Accentuation",
    Style.GRAS_ITALIQUE: "Emphase intense",
    Style.LIEN: "Lien hypertexte",
    Style.PUCE: "Liste à puces",
    Style.NUMERO: "Liste à numéros",
    Style.SUITE: "Liste continue",
}
"""What Word shows of its own styles, in French."""


def missing_styles(names: Iterable[str]) -> tuple[str, str]:
    """What to say of styles that a template lacks, and how to mend it."""
    missing = ", ".join(f"« {_SHOWN.get(name, name)} »" for name in sorted(names))
    return (
        f"le modèle Word n’a pas tous les styles attendus : il manque {missing}",
        "recréez ces styles dans Word sous ce nom, ou repartez du modèle fourni",
    )
