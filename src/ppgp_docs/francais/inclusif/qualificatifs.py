"""Words listed as nouns that qualify the noun before them: « les parents d’élèves élu·e·s ».

« Élu », « référent », « salarié » are nouns behind a determiner, and adjectives behind a noun, with
which they agree (Grevisse and Goosse, Le bon usage, § 438). Elsewhere they stay nouns.
"""

from dataclasses import replace
from typing import Final

from ppgp_docs.francais.inclusif.genre_fixe import accord_avant
from ppgp_docs.francais.inclusif.groupes import Groupe, determinant_seul
from ppgp_docs.francais.lexique import Trait, traits
from ppgp_docs.patterns import pattern

_DERNIER_MOT: Final = pattern(r"(?<!\w)([^\W\d_]+(?:-[^\W\d_]+)*)[^\S\n]+$")
_PORTEE: Final = 40
_AVANT_LE_NOM: Final = frozenset(
    ("autres", "braves", "jeunes", "mêmes", "pauvres", "propres", "rares", "simples", "véritables",
     "leur", "leurs", "notre", "nos", "votre", "vos", "plus", "moins", "mal", "bien", "pas")
)  # fmt: skip
"""What may be a noun elsewhere, and is none before one."""


def qualifiant(texte: str, groupe: Groupe) -> Groupe:
    """Return as adjectives the words of a phrase that stand behind a noun."""
    if (
        not (groupe.pluriel and "nom" in groupe.natures and est_qualificatif(groupe))
        or not _suit_un_nom(texte, groupe.debut)
        or determinant_seul(texte, groupe.formes[0])
        or accord_avant(texte, groupe.debut, pluriel=True) is None
    ):
        return groupe
    formes = [
        trouvee._replace(forme=replace(trouvee.forme, nature="adjectif"))
        for trouvee in groupe.formes
    ]
    return groupe._replace(formes=formes)


def est_qualificatif(groupe: Groupe) -> bool:
    """Whether each of its words may be an adjective, though it be listed as a noun."""
    return groupe.natures <= {"nom", "adjectif"} and all(
        any(trait & Trait.ADJECTIF for trait in traits(trouvee.forme.masculin.lower()))
        for trouvee in groupe.formes
    )


def _suit_un_nom(texte: str, debut: int) -> bool:
    """Whether a noun or a sigle stands just before, that is no adjective of what follows."""
    trouve = _DERNIER_MOT.search(texte, max(0, debut - _PORTEE), debut)
    mot = trouve[1].lower() if trouve else ""
    if not trouve or mot in _AVANT_LE_NOM:
        return False
    return trouve[1].isupper() or any(trait & Trait.NOM for trait in traits(mot))
