"""Which inclusive forms of a text make one phrase, written twice as a whole or not at all.

« Le·la secrétaire général·e » is a phrase of two forms about a noun of both genders, « les
nouveaux·elles et ancien·ne·s élu·e·s » one of three. A word that the lexicon does not know keeps
its phrase as it was typed.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from ppgp_docs.francais.espaces import simplifier
from ppgp_docs.francais.inclusif.genres import Forme, chercher, determinant
from ppgp_docs.francais.lexique import Trait, traits
from ppgp_docs.francais.typographie.composition import masquer
from ppgp_docs.francais.typographie.regles import MASQUE
from ppgp_docs.patterns import pattern

_SIGNES: Final = "[·.•‧∙⋅/]"
_MOT: Final = r"[^\W\d_]++"
_FIN: Final = rf"(?:{_SIGNES}{_MOT}|\({_MOT}\))"
_DETACHE: Final = r"(?:la|une|e|de\ la|à\ la|cette|tte|ma|ta|sa)\)"
# The sign comes first in the pattern: it is what the search jumps to.
_SIGNE_POSSIBLE: Final = pattern(
    rf"[·.•‧∙⋅/(](?:(?<=[^\W\d_].)(?=[^\W\d_])|(?<=[a-z]\ \()(?={_DETACHE}))",
    re.IGNORECASE,
)
# Quantifiers give nothing back: half a form is no form.
_NOTATION: Final = pattern(
    rf"(?<![\w@·./-])(?:(?i:du[·./]de|au[·./]à)\ la|(?i:de\ la[·./]du|à\ la[·./]au)(?!\w)"
    rf"|(?i:le|un|du|au|ce|mon|ton|son)\ \((?i:{_DETACHE})"
    rf"|{_MOT}(?:-{_MOT})*+{_FIN}++(?:{_MOT})?(?:-{_MOT}{_FIN}*+(?:{_MOT})?)*+)(?![\w@·])"
)
"""What may be an inclusive form; the lexicon decides."""

# A middle dot has no other use between words (between letters alone it multiplies units: N·m);
# another sign is one when an end of the feminine follows, and `le`, `se` or `les` after a full
# stop rather begin a sentence that lacks its space.
FIN_DE_FEMININ: Final = r"(?:l?l?e|[nst]e|t?rice|ice|i?ère|euse|ive|ve|ale)"
_INCLUSIVE: Final = pattern(
    rf"(?<=[^\W\d_]{{2}})[·•‧∙⋅]|\({FIN_DE_FEMININ}s?\)s?$"
    rf"|[./](?:{FIN_DE_FEMININ}[./]s|e|t?rice|i?ère|euse|l[.]e[.]s)$",
    re.IGNORECASE,
)
_SIGLE: Final = pattern(r"(?:[^\W\d_]\.)+[^\W\d_]")
"""« L’A.S.E. », « i.e. »: a full stop between single letters marks no gender."""
_ADRESSE_OU_CODE: Final = pattern(r"\]\([^)\]\s]*\)|`[^`]*`|\{\{[^{}]*\}\}")
_DES_DEUX_GENRES: Final = r"(?:autre|jeune|même|propre|simple|véritable)s?"
_LE_OU_LA: Final = (
    r"le\s+ou\s+la|la\s+ou\s+le|un\s+ou\s+une|une\s+ou\s+un|du\s+ou\s+de\s+la"
    r"|de\s+la\s+ou\s+du|au\s+ou\s+à\s+la|à\s+la\s+ou\s+au|toutes\s+et\s+tous|tous\s+et\s+toutes"
)
_SEUL: Final = pattern(
    rf"(?<![\w’'·-])({_LE_OU_LA}|(?:de|à)\s+la|\w{{2,11}})\s+(?:(?:les|ces|mes|tes|ses|nos|vos|leurs)\s+)?"
    rf"(?:{_DES_DEUX_GENRES}\s+)?$",
    re.IGNORECASE,
)
_ENTRE_TOUS_ET_NOM: Final = pattern(r"\s+(?:les|ces|mes|tes|ses|nos|vos|leurs)\s+")
_COORDINATION: Final = pattern(r"\s+(?:et|ou)\s+")
_VIRGULE: Final = pattern(r"\s*,\s+")
_JOINT: Final = pattern(r"\s+(?:(?:et|ou)\s+)?|\s*,\s+")
_ETRE: Final = pattern(
    r"\s+(?:est|sont|était|étaient|sera|seront|(?:a|ont|avait|avaient|aura|auront)\s+été)\s+"
    r"(?:(?:aussi|bien|déjà|très)\s+)?"
)
"""What parts a subject from what is said of it: « le·la glinteur·euse est formé·e »."""

OU_PLUS: Final = pattern(
    r"\s+(?:à|ou)\s+(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|plusieurs|\d+)\s+"
)
"""« un·e ou deux agent·e·s »."""
_MOTS_ENTRE: Final = pattern(
    r"\s+(?P<mots>[^\W\d_]+(?:\s+[^\W\d_]+)?)(?P<complement>\s+(?:(?:de|en|à)\s+|d[’'])\w+)?"
    r"(?P<suite>(?:,?\s+[^\W\d_]+)*\s+(?:et|ou))?\s+"
)
_EPITHETES_ENTRE: Final = pattern(r"(?P<mots>(?:,?\s+[^\W\d_]+)+?)(?:\s+(?:et|ou)|,)?\s+")
"""« un·e agent·e polyvalent·e, autonome et rigoureux·se »."""

_EPITHETE_APRES: Final = pattern(
    r"(?P<entre>,|\s+(?:et|ou))\s+(?P<mot>[^\W\d_]+)(?![\w’'·.-]\w|\w)"
)
_COMPLETE: Final = pattern(r"\s+(?:(?:de|du|des|à|aux?|en)(?!\w)|d[’'])")
_COMPLEMENT: Final = pattern(
    r"\s+(?:(?:de|en|à)\s+|d[’']|de\s+la\s+|de\s+l[’'])\w+(?:\s+(?P<second>\w+))?\s+"
)
_ADVERBES: Final = frozenset(
    ("bien", "déjà", "mal", "mieux", "moins", "non", "peu", "plus", "très", "trop")
)
_DEUX: Final = Trait.MASCULIN | Trait.FEMININ
_QUALIFIENT: Final = ("adjectif", "épithète")
_PORTEE: Final = 24
"""How far back a determiner is looked for, in characters."""


class Occurrence(NamedTuple):
    """A form of the lexicon, and where it stands in its text."""

    debut: int
    fin: int
    forme: Forme


class Groupe(NamedTuple):
    """Forms that make one phrase, and what stands between them; `connu` if each word is known."""

    formes: list[Occurrence]
    entre: list[str]
    connu: bool

    @property
    def debut(self) -> int:
        """Where the phrase begins, in characters."""
        return self.formes[0].debut

    @property
    def fin(self) -> int:
        """Where the phrase ends, in characters."""
        return self.formes[-1].fin

    @property
    def pluriel(self) -> bool:
        """Whether the phrase is in the plural."""
        return self.formes[-1].forme.pluriel

    @property
    def natures(self) -> set[str]:
        """The natures of its forms."""
        return {trouvee.forme.nature for trouvee in self.formes}

    @property
    def introduit(self) -> bool:
        """Whether the phrase begins with its own determiner (un·e, tou·te·s) or is a pronoun."""
        return self.formes[0].forme.nature in ("déterminant", "pronom")


def occurrences(texte: str) -> Iterator[Occurrence]:
    """Find the forms that the lexicon knows, outside addresses and code."""
    for trouve in notations(texte):
        if forme := chercher(trouve[0]):
            yield Occurrence(*trouve.span(), forme)


def notations(texte: str) -> Iterator[re.Match[str]]:
    """Find what looks like an inclusive form, known or not, outside addresses and code."""
    if _SIGNE_POSSIBLE.search(texte):
        yield from _NOTATION.finditer(cacher(texte))


def est_inclusive(notation: str) -> bool:
    """Whether what looks like a form must be one, though no list has its word."""
    return not _SIGLE.fullmatch(notation) and _INCLUSIVE.search(notation) is not None


def cacher(texte: str) -> str:
    """Return the text with addresses and code replaced, one sign for one."""
    return _ADRESSE_OU_CODE.sub(lambda cache: MASQUE * len(cache[0]), masquer(texte))


def groupes(texte: str) -> list[Groupe]:
    """Put together the forms that make one phrase, in reading order."""
    ensembles: list[list[Occurrence]] = []
    inconnus: list[tuple[int, int]] = []
    for trouve in notations(texte):
        forme = chercher(trouve[0])
        if forme is None:
            inconnus += [trouve.span()] if est_inclusive(trouve[0]) else []
            continue
        trouvee = Occurrence(*trouve.span(), forme)
        dernier = ensembles[-1] if ensembles else []
        if dernier and _se_suivent(dernier, trouvee, texte[dernier[-1].fin : trouvee.debut]):
            dernier.append(trouvee)
        else:
            ensembles.append([trouvee])
    phrases = [_prolonger(texte, _groupe(texte, formes, inconnus)) for formes in ensembles]
    return _avec_leurs_joints(texte, phrases)


def _avec_leurs_joints(texte: str, phrases: list[Groupe]) -> list[Groupe]:
    """Leave as typed, with a phrase of which a word is unknown, all that is joined to it."""
    suites = list(range(1, len(phrases)))
    for rang in (*suites, *reversed(suites)):
        une, autre = phrases[rang - 1 : rang + 1]
        if (
            une.connu != autre.connu
            and not autre.introduit
            and _JOINT.fullmatch(texte[une.fin : autre.debut])
        ):
            phrases[rang - 1 : rang + 1] = une._replace(connu=False), autre._replace(connu=False)
    return phrases


def _prolonger(texte: str, groupe: Groupe) -> Groupe:
    """Take in the adjectives of one form that are joined to a phrase in the singular.

    « Un·e référent·e formé·e et disponible » is said of both, in both branches.
    """
    while (suite := _epithete_apres(texte, groupe)) and not _COMPLETE.match(texte, suite.end()):
        mot = suite["mot"]
        forme = Forme("adjectif", mot, mot, pluriel=False, parties=(mot,))
        groupe = groupe._replace(
            formes=[*groupe.formes, Occurrence(suite.start("mot"), suite.end(), forme)],
            entre=[*groupe.entre, suite["entre"].strip()],
        )
    return groupe


def complement_apres(texte: str, groupe: Groupe) -> bool:
    """Whether what would belong to both branches has a complement of its own.

    « un·e référent·e formé·e et capable de répondre »: nobody knows where it ends.
    """
    suite = _epithete_apres(texte, groupe)
    return suite is not None and _COMPLETE.match(texte, suite.end()) is not None


def _epithete_apres(texte: str, groupe: Groupe) -> re.Match[str] | None:
    natures = groupe.natures
    derniere = groupe.formes[-1].forme
    if groupe.pluriel or derniere.nature not in _QUALIFIENT or not natures & {"nom", "déterminant"}:
        return None
    suite = _EPITHETE_APRES.match(texte, groupe.fin)
    return suite if suite and _est_epithete(suite["mot"]) else None


def determinant_seul(texte: str, premiere: Occurrence) -> Occurrence | None:
    """Find the determiner or adjective in one gender before a form in both (« le référent·e »)."""
    if premiere.forme.nature in ("déterminant", "pronom"):
        return None
    trouve = _SEUL.search(texte, max(0, premiere.debut - _PORTEE), premiere.debut)
    forme = trouve and determinant(simplifier(trouve[1]), premiere.forme.pluriel)
    if not trouve or not forme or (forme.nature == "adjectif" and premiere.forme.nature != "nom"):
        return None
    return Occurrence(*trouve.span(1), forme)


def precede(groupe: Groupe, texte: str, premiere: Occurrence) -> Groupe:
    """Return the phrase with the determiner that stands before it."""
    entre = simplifier(texte[premiere.fin : groupe.debut])
    return groupe._replace(formes=[premiere, *groupe.formes], entre=[entre, *groupe.entre])


def est_nominal(forme: Forme) -> bool:
    """Whether a word may name someone by itself: a noun, an adjective used as one."""
    return forme.nature == "nom" or any(
        trait & Trait.NOM for trait in traits(forme.masculin.lower()) if trait & Trait.MASCULIN
    )


def _groupe(texte: str, formes: list[Occurrence], inconnus: list[tuple[int, int]]) -> Groupe:
    debut, fin = formes[0].debut, formes[-1].fin
    connu = not any(
        _JOINT.fullmatch(texte[fin:un])
        or _JOINT.fullmatch(texte[autre:debut])
        or _ETRE.fullmatch(texte[autre:debut])
        or debut < un < fin
        for un, autre in inconnus
    )
    entre = [simplifier(texte[une.fin : autre.debut]) for une, autre in pairwise(formes)]
    return Groupe(formes, entre, connu)


def _se_suivent(groupe: list[Occurrence], suivante: Occurrence, entre: str) -> bool:
    natures = [trouvee.forme.nature for trouvee in groupe]
    derniere, nature = natures[-1], suivante.forme.nature
    if entre.isspace() or nature in ("déterminant", "pronom"):
        # After a noun or an adjective a determiner begins another phrase, about someone else.
        return entre.isspace() and (nature != "déterminant" or set(natures) == {nature})
    pluriel = suivante.forme.pluriel
    if derniere == "déterminant":
        plus = pluriel and OU_PLUS.fullmatch(entre)
        return bool(plus) or _des_deux_genres(entre, pluriel)
    if _COORDINATION.fullmatch(entre) or (not pluriel and _VIRGULE.fullmatch(entre)):
        # « un·e agent·e formé·e ou salarié·e »: a noun would have its own determiner.
        adjectif = nature in _QUALIFIENT or (not pluriel and _qualifie(suivante.forme))
        return derniere in _QUALIFIENT and adjectif
    if nature in _QUALIFIENT and _qualifient(entre, pluriel):
        return True
    # « le·la chef·fe de service adjoint·e »; in the plural an adjective stays beside the noun.
    if (nature != "adjectif" or not pluriel) and _complete(entre):
        return derniere in ("nom", "épithète")
    return (
        groupe[-1].forme.masculin.lower() == "tous"
        and _ENTRE_TOUS_ET_NOM.fullmatch(entre) is not None
    )


def _qualifie(forme: Forme) -> bool:
    return any(trait & Trait.ADJECTIF for trait in traits(forme.masculin.lower()))


def _complete(entre: str) -> bool:
    """Whether words complete a noun, without a verb: « de jeunes enfants », « de service »."""
    trouve = _COMPLEMENT.fullmatch(entre)
    return trouve is not None and (
        not trouve["second"] or _est_dit_d_un_nom(trouve["second"].lower())
    )


def _est_dit_d_un_nom(mot: str) -> bool:
    natures = traits(mot)
    nominal = any(trait & (Trait.NOM | Trait.ADJECTIF) for trait in natures)
    return nominal and not any(trait & Trait.VERBE for trait in natures)


def _qualifient(entre: str, pluriel: bool) -> bool:
    """Whether adjectives of one form alone part two of the same noun, in the singular."""
    trouve = None if pluriel else _EPITHETES_ENTRE.fullmatch(entre)
    mots = trouve["mots"].replace(",", " ").split() if trouve else []
    return bool(mots) and all(_est_epithete(mot) or _est_adverbe(mot) for mot in mots)


def _est_adverbe(mot: str) -> bool:
    """« un·e mineur·e non accompagné·e », « un·e agent·e nouvellement nommé·e »."""
    bas = mot.lower()
    autre = all(trait == Trait.AUTRE for trait in traits(bas))
    return bas in _ADVERBES or (bas.endswith("ment") and bool(traits(bas)) and autre)


def _des_deux_genres(entre: str, pluriel: bool) -> bool:
    """Whether what parts a determiner from a form is the same in both genders."""
    trouve = _MOTS_ENTRE.fullmatch(entre)
    if trouve is None:
        return False
    suite = (trouve["suite"] or "").replace(",", " ").split()[:-1]
    nombre = Trait.PLURIEL if pluriel else Trait.SINGULIER
    return all(_a(mot, _DEUX | nombre) for mot in trouve["mots"].split()) and all(
        _a(mot, _DEUX | nombre | Trait.ADJECTIF) for mot in suite
    )


def _est_epithete(mot: str) -> bool:
    """Whether an adjective in the singular is the same in both genders."""
    return _a(mot, _DEUX | Trait.SINGULIER | Trait.ADJECTIF)


def _a(mot: str, voulus: Trait) -> bool:
    return any(trait & voulus == voulus for trait in traits(mot.lower()))
