"""The styles that the sheet uses, found in the template by the names that Word shows.

Word keeps built-in names in English inside the file, whatever its language.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from attrs import field, frozen

from ppgp_fiche_action.word.ooxml import Element, qn


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
    """Names to ids; a style that the template lacks is noted and stands for no style at all.

    ``sizes`` are those of the letters, in points, by id.
    """

    ids: dict[str, str]
    missing: set[str] = field(factory=set)
    sizes: dict[str, float] = field(factory=dict)

    @classmethod
    def of(cls, root: Element) -> Styles:
        """The styles of a ``w:styles`` part."""
        by_id = {style.get(qn("styleId")): style for style in root.iter(qn("style"))}
        ids = {
            style.find(qn("name")).get(qn("val")): id_
            for id_, style in by_id.items()
            if style.find(qn("name")) is not None and id_
        }
        default = root.find(f"{qn('docDefaults')}/{qn('rPrDefault')}")
        return cls(ids, sizes={id_: _size(id_, by_id, default) for id_ in by_id if id_})

    def __getitem__(self, name: str) -> str:
        if name not in self.ids:
            self.missing.add(str(name))
        return self.ids.get(name, "")

    def size(self, name: str) -> float:
        """The size of the letters of a style, in points."""
        return self.sizes.get(self.ids.get(name, ""), _WORD_SIZE)

    def level(self, name: Style, level: int) -> str:
        """The style of a list at a level counted from 0; Word has names for three."""
        return self[f"{name} {min(level, 2) + 1}" if level else name]


_WORD_SIZE: Final = 10.0
"""That of Word where nothing says it (ECMA-376, part 1, 17.3.2.38)."""


def _size(id_: str | None, by_id: dict[str, Element], default: Element | None) -> float:
    """The size that a style has, or takes from the one that it is based on; in points."""
    seen = set()
    while id_ in by_id and id_ not in seen:
        seen.add(id_)
        if size := _own_size(by_id[id_]):
            return size
        base = by_id[id_].find(qn("basedOn"))
        id_ = None if base is None else base.get(qn("val"))
    return (0.0 if default is None else _own_size(default)) or _WORD_SIZE


def _own_size(holder: Element) -> float:
    found = holder.find(f"{qn('rPr')}/{qn('sz')}")
    half_points = "" if found is None else found.get(qn("val"), "")
    return int(half_points) / 2 if half_points.isdecimal() else 0.0


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
