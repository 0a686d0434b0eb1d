"""Inclusive writing: one notation in the source, the form that the profile asks for in print.

A source holds `professionnel·le·s`; the other usual signs (`professionnel.le.s`,
`professionnel(le)s`, `le/la`) are read alike, since no keyboard has the middle dot. Forms are
looked up in a lexicon (`genres`): what it does not know is left as it is.

`doublet` writes both words (`doublets`); screen readers say nothing else well. `median` and
`point` keep a sign, `masculin` one word. Sources: Haut Conseil à l'égalité, Guide pratique pour
une communication publique sans stéréotype de sexe; circulaire of 21 November 2017 (« le candidat
ou la candidate »).
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, Literal, NamedTuple, TypeAlias

from ppgp_docs.francais.doublets import doubler, enchainer
from ppgp_docs.francais.espaces import simplifier
from ppgp_docs.francais.genre_fixe import genre_accole, genre_apres, genre_avant
from ppgp_docs.francais.genres import Forme, chercher, determinant
from ppgp_docs.francais.lexique import Trait
from ppgp_docs.francais.regles import MASQUE
from ppgp_docs.francais.typographie import masquer

Inclusif: TypeAlias = Literal["doublet", "median", "point", "masculin"]
"""The form that is printed."""

_SIGNES: Final = "[·.•‧∙⋅/]"
_MOT: Final = r"[^\W\d_]++"
_FIN: Final = rf"(?:{_SIGNES}{_MOT}|\({_MOT}\))"
_DETACHE: Final = r"(?:la|une|e|de\ la|à\ la|cette|tte|ma|ta|sa)\)"
# The sign comes first in the pattern: it is what the search jumps to.
_SIGNE_POSSIBLE: Final = re.compile(
    rf"[·.•‧∙⋅/(](?:(?<=[^\W\d_].)(?=[^\W\d_])|(?<=[a-z]\ \()(?={_DETACHE}))",
    re.IGNORECASE,
)
# Quantifiers give nothing back: half a form is no form.
_NOTATION: Final = re.compile(
    rf"(?<![\w@·./-])(?:(?i:du[·./]de|au[·./]à)\ la|(?i:de\ la[·./]du|à\ la[·./]au)(?!\w)"
    rf"|(?i:le|un|du|au|ce|mon|ton|son)\ \((?i:{_DETACHE})"
    rf"|{_MOT}(?:-{_MOT})*+{_FIN}++(?:{_MOT})?(?:-{_MOT}{_FIN}*+(?:{_MOT})?)*+)(?![\w@·])"
)
"""What may be an inclusive form; the lexicon decides."""

_ADRESSE_OU_CODE: Final = re.compile(r"\]\([^)\]\s]*\)|`[^`]*`|\{\{[^{}]*\}\}")
_AVANT: Final = re.compile(
    r"(?<![\w’'-])((?:(?:de|à)\s+)?(?:(?:les|des|aux|ces|mes|tes|ses|nos|vos|leurs?|notre|votre"
    r"|chaque|de|à)\s+|(?:[ld]|quelqu)[’']))[*]{0,3}$",
    re.IGNORECASE,
)
_SEUL: Final = re.compile(
    r"(?<![\w’'-])((?:de|à)\s+la|\w{2,8})\s+(?:(?:les|ces|mes|tes|ses|nos|vos|leurs)\s+)?$",
    re.IGNORECASE,
)
_ENTRE_TOUS_ET_NOM: Final = re.compile(r"\s+(?:les|ces|mes|tes|ses|nos|vos|leurs)\s+")
_EPITHETE_DES_DEUX_GENRES: Final = re.compile(
    r"\s+(?:autre|jeune|même|propre|simple|véritable)s?\s+"
)
_PORTEE: Final = 20
"""How far back a determiner is looked for, in characters."""


class Occurrence(NamedTuple):
    """A form of the lexicon, and where it stands in its text."""

    debut: int
    fin: int
    forme: Forme


def ecrire(texte: str, profil: Inclusif = "doublet") -> str:
    """Return a text, plain or small Markdown, with its inclusive forms as the profile asks."""
    morceaux: list[str] = []
    position = 0
    for groupe in _groupes(texte):
        if profil in ("doublet", "masculin") and (seul := _determinant_seul(texte, groupe[0])):
            groupe.insert(0, seul)
        if accorde := _accorde(texte, groupe):
            morceaux += (texte[position : groupe[0].debut], accorde)
            position = groupe[-1].fin
            continue
        avant = _AVANT.search(texte, max(position, groupe[0].debut - _PORTEE), groupe[0].debut)
        morceaux += (
            texte[position : groupe[0].debut],
            _ecrire_groupe(texte, groupe, profil, avant[1] if avant else ""),
        )
        position = groupe[-1].fin
    return "".join((*morceaux, texte[position:]))


def occurrences(texte: str) -> Iterator[Occurrence]:
    """Find the forms that the lexicon knows, outside addresses and code."""
    for trouve in notations(texte):
        if forme := chercher(trouve[0]):
            yield Occurrence(*trouve.span(), forme)


def notations(texte: str) -> Iterator[re.Match[str]]:
    """Find what looks like an inclusive form, known or not, outside addresses and code."""
    if _SIGNE_POSSIBLE.search(texte):
        yield from _NOTATION.finditer(cacher(texte))


def determinants_seuls(texte: str) -> Iterator[tuple[Occurrence, Occurrence]]:
    """Find the determiners in one gender before a form in both (« le référent·e »)."""
    for groupe in _groupes(texte):
        if seul := _determinant_seul(texte, groupe[0]):
            yield seul, groupe[0]


def cacher(texte: str) -> str:
    """Return the text with addresses and code replaced, one sign for one."""
    return _ADRESSE_OU_CODE.sub(lambda cache: MASQUE * len(cache[0]), masquer(texte))


def _determinant_seul(texte: str, premiere: Occurrence) -> Occurrence | None:
    if premiere.forme.nature in ("déterminant", "pronom"):
        return None
    trouve = _SEUL.search(texte, max(0, premiere.debut - _PORTEE), premiere.debut)
    forme = trouve and determinant(simplifier(trouve[1]), premiere.forme.pluriel)
    return Occurrence(*trouve.span(1), forme) if trouve and forme else None


def _groupes(texte: str) -> Iterator[list[Occurrence]]:
    """Put together the forms that follow one another, which are doubled as one."""
    groupe: list[Occurrence] = []
    for trouvee in occurrences(texte):
        if groupe and not _se_suivent(groupe, trouvee, texte[groupe[-1].fin : trouvee.debut]):
            yield groupe
            groupe = []
        groupe.append(trouvee)
    if groupe:
        yield groupe


def _se_suivent(groupe: list[Occurrence], suivante: Occurrence, entre: str) -> bool:
    if entre.isspace():
        # After a noun a determiner begins another phrase, about someone else.
        nom = any(trouvee.forme.nature == "nom" for trouvee in groupe)
        return not (nom and suivante.forme.nature == "déterminant")
    precedente = groupe[-1].forme
    if precedente.nature == "déterminant":
        return _EPITHETE_DES_DEUX_GENRES.fullmatch(entre) is not None
    tous = precedente.masculin.lower() == "tous"
    return tous and _ENTRE_TOUS_ET_NOM.fullmatch(entre) is not None


def _accorde(texte: str, groupe: list[Occurrence]) -> str:
    """What is written beside a noun of one gender; empty when there is none."""
    genre = _genre_du_voisin(texte, groupe)
    if genre is None:
        return ""
    formes = [trouvee.forme for trouvee in groupe]
    entre = [simplifier(texte[une.fin : autre.debut]) for une, autre in pairwise(groupe)]
    feminin = genre is Trait.FEMININ
    return enchainer([forme.feminin if feminin else forme.masculin for forme in formes], entre)


def _genre_du_voisin(texte: str, groupe: list[Occurrence]) -> Trait | None:
    natures = {trouvee.forme.nature for trouvee in groupe}
    forme, fin = groupe[-1].forme, groupe[-1].fin
    if forme.masculin.lower() == "tous":
        return genre_apres(texte, fin, forme.pluriel, determine=True)
    if natures == {"nom"}:
        return genre_accole(texte, groupe[0].debut, forme.pluriel)
    if natures & {"nom", "pronom"}:
        return None
    genre = genre_apres(texte, fin, forme.pluriel)
    if natures == {"déterminant"}:
        # « un·e médecin »: its feminine is under way.
        return genre if genre is Trait.FEMININ else None
    if genre is None and "déterminant" not in natures:
        return genre_avant(texte, groupe[0].debut, forme.pluriel)
    return genre


def _ecrire_groupe(texte: str, groupe: list[Occurrence], profil: Inclusif, avant: str) -> str:
    formes = [trouvee.forme for trouvee in groupe]
    entre = [simplifier(texte[une.fin : autre.debut]) for une, autre in pairwise(groupe)]
    if profil == "doublet":
        return doubler(formes, entre, avant)
    if profil == "masculin":
        return enchainer([forme.masculin for forme in formes], entre)
    signe = "·" if profil == "median" else "."
    return enchainer([forme.abregee(signe) for forme in formes], entre)
