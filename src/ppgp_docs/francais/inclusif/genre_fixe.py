"""What an adjective typed in both genders agrees with: « les personnes formé·e·s ».

« Personne », « famille », « équipe » are feminine whoever they name: what stands beside them
keeps their gender (Académie française, Questions de langue; Le bon usage, § 443). The noun is
looked for as a reader does, backwards: past adverbs, copulas and verbs, from a complement to what
it completes. Where two nouns of different genders may be meant, nothing is chosen.
"""

import re
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from typing import Final, NamedTuple

from ppgp_docs.francais.inclusif.deux_genres import genre_du_nom
from ppgp_docs.francais.inclusif.genres import ANTEPOSES, Forme, chercher
from ppgp_docs.francais.inclusif.groupes import est_nominal
from ppgp_docs.francais.lexique import Trait, traits
from ppgp_docs.patterns import pattern


class Accord(Enum):
    """What agrees with a noun takes; `DEUX` when it names women and men, `DOUTE` when unsure."""

    FEMININ = auto()
    MASCULIN = auto()
    DEUX = auto()
    DOUTE = auto()


class _Tete(NamedTuple):
    """A noun that the adjective may agree with, and what joins it to the one after it."""

    accord: Accord
    lien: str


_PROPOSITION: Final = pattern(r"[.;:!?\n()«»]")
_SIGNE: Final = "·•‧∙⋅/"
_AUTRE_SIGNE: Final = pattern(r"(?<=[^\W\d_])(?:\.(?=[^\W\d_])|\(([^\W\d_]+)\))")
_IL_OU_ELLE: Final = pattern(r"\b(?:il ou elle|elle ou il)\b", re.IGNORECASE)
_LE_OU_LA: Final = pattern(
    r"(?<!\w)(?:le\s+ou\s+la|la\s+ou\s+le|un\s+ou\s+une|une\s+ou\s+un)(?!\w)", re.IGNORECASE
)
_MONSIEUR: Final = pattern(r"(?<!\w)M\.(?=\s+[^\W\d_])")
_MESDAMES: Final = pattern(
    r"(?<!\w)(?:(?:Mmes|Mlles|Mesdames)(?:(?:,|\s+et)?\s+[A-ZÀ-Ý][\w’'-]*)+"
    r"|Mme(?:\s+[A-ZÀ-Ý][\w’'-]*)+(?:(?:,|\s+et)\s+Mme(?:\s+[A-ZÀ-Ý][\w’'-]*)+)+)(?=\s)"
)
_FOIS: Final = pattern(r"(?<!\w)(?:une\s+)?fois\s", re.IGNORECASE)
"""« Une fois formé·e·s, les agent·e·s … »: « fois » is no subject."""

_NOMMEE: Final = pattern(
    r"(?<!\w)(?:(Mme|Mlle|Madame|Mademoiselle)|M\.|Mr|Monsieur)\s+[A-ZÀ-Ý][^,.;:!?()\n]{0,40}"
    r"(?:,|\s+est|\s+sera|\s+a\s+été)\s+$"
)
_PERSONNE: Final = pattern(
    r"(?<!\w)(?:(?P<determinant>aucune|cette|chaque|la|l[’']autre|même|toute|une)\s+)?personne\s+n"
    r"(?:[’']|e\s)",
    re.IGNORECASE,
)
"""« Personne n’est oublié »: a pronoun, of no gender (Le bon usage, § 753)."""

_NOMINAUX: Final = Trait.NOM | Trait.ADJECTIF
_MOT: Final = pattern(rf",|[^\W\d_]+(?:[-{_SIGNE}][^\W\d_]+)*|\d+")
_AVOIR: Final = frozenset(("a", "ai", "aura", "auront", "avaient", "avait", "avons", "avez", "ont"))
_ADVERBES: Final = frozenset(
    ("ainsi", "assez", "aussi", "bien", "déjà", "encore", "jamais", "largement", "mal", "mieux",
     "moins", "ne", "non", "pas", "plus", "souvent", "systématiquement", "toujours", "très",
     "trop", "n", "y", "se", "s")
)  # fmt: skip
_DETERMINANTS: Final = {
    **dict.fromkeys(("la", "une", "cette", "ma", "ta", "sa", "toutes", "aucune"), Accord.FEMININ),
    **dict.fromkeys(("le", "un", "du", "au", "ce", "cet", "tous", "aucun"), Accord.MASCULIN),
    **dict.fromkeys(
        ("l", "les", "des", "aux", "ces", "mes", "tes", "ses", "nos", "vos", "leurs", "leur",
         "mon", "ton", "son", "notre", "votre", "chaque", "plusieurs", "quelques", "d", "de"),
        Accord.DEUX,
    ),
}  # fmt: skip
_PREPOSITIONS: Final = frozenset(
    ("d", "de", "des", "du", "en", "à", "au", "aux", "par", "pour", "avec", "dans", "chez", "sur",
     "sans", "sous", "entre")
)  # fmt: skip
_COPULES: Final = frozenset(
    ("est", "étaient", "était", "été", "être", "fait", "font", "furent", "sera", "seront", "soient",
     "soit", "sont")
)  # fmt: skip
_VERBES: Final = _COPULES | _AVOIR
_DAMES: Final = ("mme", "mlle")
_PERSONNES: Final = frozenset(("je", "j", "tu", "on", "nous", "vous", "il", "ils", "lui", "eux"))
_COORDINATIONS: Final = ("et", "ou", "ni")
_PASSES: Final = frozenset(_DETERMINANTS) | _ADVERBES
_INTRODUISENT: Final = (
    frozenset(("", ",", "jeunes", "jeune", "autres", "autre", *_COORDINATIONS))
    | frozenset(_DETERMINANTS)
    | _PREPOSITIONS
)
_SUJETS: Final = frozenset(_DETERMINANTS) - _PREPOSITIONS
_PORTEE: Final = 100
_ADJACENT: Final = pattern(r"(?:(?<!\w)(\w+)[’'\s]\s*)?(?<!\w)([^\W\d_]+(?:-[^\W\d_]+)*)[^\S\n]+$")
_SUIVANT: Final = pattern(
    r"\s+(?P<determinant>(?:les|ces|mes|tes|ses|nos|vos|leurs)\s+)?"
    r"(?:(?:(?:et|ou)\s+)?(?:autre|jeune|même|propre|simple|véritable)s?\s+)?(?P<nom>[^\W\d_]+(?:-[^\W\d_]+)*)"
)
_NOM_JOINT: Final = pattern(
    r"\s+(?:et|ou)\s+(?!(?:une?|l[ae]|son|sa|du|ce|cette)\s)([^\W\d_]+)(?!\w)"
)


def est_antepose(masculin: str, pluriel: bool) -> bool:
    """Whether an adjective commonly stands before its noun: les futurs parents."""
    mot = masculin.lower()
    singuliers = (mot, mot.removesuffix("s"), mot.removesuffix("x"), f"{mot.removesuffix('aux')}al")
    return any(singulier in ANTEPOSES for singulier in (singuliers if pluriel else (mot,)))


def accord_avant(texte: str, debut: int, pluriel: bool) -> Accord | None:
    """Return what stands before asks of an adjective; None when nothing is known of it.

    Of nouns that are joined, each counts (« les mères et les pères »); a noun in another number
    is a complement (« les familles du quartier »).
    """
    avant = _AUTRE_SIGNE.sub(r"·\1", texte[max(0, debut - _PORTEE) : debut])
    avant = _MONSIEUR.sub("monsieur", _LE_OU_LA.sub("chaque", avant))
    avant = _MESDAMES.sub("les dames", _IL_OU_ELLE.sub("il·elle", avant))
    avant = _FOIS.sub("", avant)
    avant = _PROPOSITION.split(avant)[-1]
    if (seule := _PERSONNE.search(avant)) and not seule["determinant"]:
        return Accord.MASCULIN
    mots = _sujet(_MOT.findall(avant.lower()))
    accord = _accord_du_sujet(mots, pluriel)
    sujet, sur = _sans_apposition(mots)
    seul = accord if sujet == mots else _accord_du_sujet(sujet, pluriel)
    return seul if sur or accord is seul else Accord.DOUTE


def _accord_du_sujet(mots: list[str], pluriel: bool) -> Accord | None:
    accord = _conclure(list(_tetes(mots, pluriel)))
    if accord is None and pluriel and "et" in mots:
        accord = _conclure(_couple(list(_tetes(mots, pluriel=False))))
    douteux = accord is Accord.FEMININ and any(
        _conclure(list(_tetes(_avant_la_liste(mots), pluriel=nombre))) not in (None, accord)
        for nombre in (True, False)
    )
    return Accord.DOUTE if douteux else accord


def _couple(tetes: list[_Tete]) -> list[_Tete]:
    """Several nouns in the singular make a plural: « la mère et la fille accueillies »."""
    suite = next((rang for rang, tete in enumerate(tetes) if rang and tete.lien != "et"), None)
    return tetes[:suite] if len(tetes[:suite]) > 1 else []


def _avant_la_liste(mots: list[str]) -> list[str]:
    """What a comma parts from two nouns: « les hommes, les mères et les filles » is a list."""
    et = next((rang for rang in _a_rebours(mots) if mots[rang] == "et"), 0)
    virgule = next((rang for rang in range(et - 1, 0, -1) if mots[rang] == ","), 0)
    avant = mots[:virgule]
    verbes = _VERBES.intersection(mots[:et])
    return [] if verbes or not avant or avant[0] in _PREPOSITIONS else avant


def accord_nomme(texte: str, debut: int) -> Accord | None:
    """Return what someone who is named asks of what is said next: « Mme Petit, présidente »."""
    nommee = _NOMMEE.search(texte, max(0, debut - _PORTEE), debut)
    return nommee and (Accord.FEMININ if nommee[1] else Accord.MASCULIN)


def accord_accole(texte: str, debut: int, pluriel: bool) -> Accord | None:
    """Return what the noun just before asks of one that qualifies it: « la personne référente »."""
    trouve = _ADJACENT.search(texte, max(0, debut - _PORTEE), debut)
    if trouve is None:
        return None
    accord = _accord_du_mot(trouve[2].lower(), (trouve[1] or "").lower(), pluriel)
    return None if accord is Accord.DEUX else accord


def accord_apres(texte: str, fin: int, pluriel: bool, determine: bool = False) -> Accord | None:
    """Return the gender of the noun that follows, behind its determiner if it has one."""
    suivant = _SUIVANT.match(texte, fin)
    if suivant is None or bool(suivant["determinant"]) != determine:
        return None
    mot = suivant["nom"].lower()
    if mot in _VERBES:
        return None
    if genre := genre_du_nom(mot, pluriel):
        if _joint_a_un_autre(texte, suivant.end(), genre, pluriel):
            return Accord.DOUTE
        return Accord.FEMININ if genre is Trait.FEMININ else Accord.MASCULIN
    return Accord.DEUX if _epithete(mot, pluriel, Trait.NOM) else None


def _joint_a_un_autre(texte: str, fin: int, genre: Trait, pluriel: bool) -> bool:
    """Whether a noun of the other gender shares the adjective: « le·la futur·e papa ou maman ».

    In the plural the masculine is said of both: « les futurs pères et mères ».
    """
    joint = _NOM_JOINT.match(texte, fin)
    autre = joint and genre_du_nom(joint[1].lower(), pluriel)
    masculin = pluriel and genre is Trait.MASCULIN
    return autre not in (None, genre) and not masculin


def _sujet(mots: list[str]) -> list[str]:
    """Leave out what comes after the object, with « avoir »: « les familles que nous avons … »."""
    verbe = next((rang for rang in _a_rebours(mots) if mots[rang] not in _ADVERBES), None)
    if verbe is None or mots[verbe] not in _AVOIR:
        return mots
    que = [rang for rang in range(verbe) if mots[rang] in ("que", "qu")]
    return mots[: que[-1]] if que else []


def _sans_apposition(mots: list[str]) -> tuple[list[str], bool]:
    """Leave out what commas enclose before the verb: « les personnes, habitant·e·s, sont … ».

    Unsure when a determiner stands there: « les familles, les agents, sont … » may be a list.
    """
    verbe = next((rang for rang in _a_rebours(mots) if mots[rang] not in _ADVERBES | _COPULES), 0)
    if mots[verbe : verbe + 1] != [","] or not _COPULES.intersection(mots[verbe:]):
        return mots, True
    debuts = [0, *(rang + 1 for rang in range(verbe) if mots[rang] == ",")]
    sujets = [rang for rang, debut in enumerate(debuts) if mots[debut] in _SUJETS]
    if not sujets or sujets[0] + 1 == len(debuts):
        return mots, True
    fin = debuts[sujets[0] + 1] - 1
    return [*mots[debuts[sujets[0]] : fin], *mots[verbe + 1 :]], len(sujets) == 1


def _a_rebours(mots: Sequence[str]) -> Iterator[int]:
    return iter(range(len(mots) - 1, -1, -1))


def _tetes(mots: list[str], pluriel: bool) -> Iterator[_Tete]:
    """Find, from the nearest to the farthest, the nouns that an adjective may agree with."""
    lien, trouve, loin = "", False, False
    for rang in _a_rebours(mots):
        mot, precedent = mots[rang], mots[rang - 1] if rang else ""
        accord = None if precedent == "sans" else _accord_du_mot(mot, precedent, pluriel)
        if accord:
            yield _Tete(accord, lien)
            lien, trouve = "", True
        elif mot in _PERSONNES and lien == "et":
            yield _Tete(Accord.DEUX, lien)  # « ils et elles »
            return
        elif mot in _PERSONNES or (trouve and _separe(mot, lien, mots)):
            return
        elif mot in _COORDINATIONS or (mot == "," and trouve):
            # « … et sont formé·e·s »: the subject stands farther, past other nouns.
            loin = loin or (not trouve and rang + 1 < len(mots) and mots[rang + 1] in _VERBES)
            lien = "de" if loin else "et"
        elif mot in _PREPOSITIONS:
            lien = "de"
        elif trouve and not (loin or mot in _PASSES or _nominal(mot)):
            return
        elif trouve and loin and not (mot in _PASSES or _nominal(mot)):
            lien = "de"


def _separe(mot: str, lien: str, mots: list[str]) -> bool:
    """Whether a noun farther than ``mot`` is another matter: a comma parts it, or it has an
    adjective of its own, « les élu·e·s formé·e·s et les familles accueilli·e·s »; a verb is said
    of both: « … et les familles sont accueilli·e·s »."""
    if lien != "et":
        return mot == ","
    return any(signe in mot for signe in _SIGNE) and not _VERBES.intersection(mots)


def _conclure(tetes: list[_Tete]) -> Accord | None:
    """Return what the nouns found ask for together."""
    groupes: list[list[Accord]] = []
    for tete in tetes:
        if not groupes or tete.lien == "de":
            groupes.append([tete.accord])
        elif tete.lien == "et":
            groupes[-1].append(tete.accord)
        elif tete.accord is not Accord.DEUX:
            groupes[-1][-1] = tete.accord  # « femmes médecins »; but « jeunes mères »
    accords = [_ensemble(groupe) for groupe in groupes]
    if len(set(accords)) > 1:
        # An adjective in both genders is said of people: of whom a word in both names.
        return Accord.DEUX if Accord.DEUX in accords else Accord.DOUTE
    return accords[0] if accords else None


def _ensemble(accords: list[Accord]) -> Accord:
    return accords[0] if len(set(accords)) == 1 else Accord.MASCULIN


def _accord_du_mot(mot: str, precedent: str, pluriel: bool) -> Accord | None:
    """Return the gender of a noun, or of an adjective of one gender; None for other words."""
    if accord := _accord_du_pronom(mot, precedent, pluriel):
        return accord
    if any(signe in mot for signe in _SIGNE):
        forme = chercher(mot)
        nom = forme and forme.pluriel == pluriel and _nomme(forme, precedent)
        return Accord.DEUX if nom else None
    if mot in _PASSES or mot in _PREPOSITIONS or mot in _COPULES or precedent in _DAMES:
        return None
    introduit = _introduit(precedent)
    if not introduit and any(trait & Trait.VERBE for trait in traits(mot)):
        return None
    genre = genre_du_nom(mot, pluriel)
    if genre and (introduit or not _epithete(mot, pluriel)):
        return Accord.FEMININ if genre is Trait.FEMININ else Accord.MASCULIN
    return _accord_par_determinant(mot, precedent, pluriel)


def _accord_du_pronom(mot: str, precedent: str, pluriel: bool) -> Accord | None:
    """The same for a pronoun, and for « Mme »; « elle ou il » is anyone."""
    if mot == ("elles" if pluriel else "elle") or (mot in _DAMES and not pluriel):
        return Accord.FEMININ
    seul = mot == "il" and not pluriel and precedent not in _COORDINATIONS
    return Accord.MASCULIN if seul else None


def _nomme(forme: Forme, precedent: str) -> bool:
    """Whether a word in both genders stands for people: « les élu·e·s », « leurs conjoint·e·s »."""
    determine = precedent in _DETERMINANTS and precedent not in _PREPOSITIONS
    return forme.nature in ("nom", "pronom") or (determine and est_nominal(forme))


def _accord_par_determinant(mot: str, precedent: str, pluriel: bool) -> Accord | None:
    """The same for what may be of both genders: la secrétaire, le médecin, les bénévoles."""
    nominaux = _nominaux(mot, pluriel)
    genres = {trait & (Trait.MASCULIN | Trait.FEMININ) for trait in nominaux}
    if genres in ({Trait.FEMININ}, {Trait.MASCULIN}):
        return Accord.FEMININ if Trait.FEMININ in genres else Accord.MASCULIN
    nom = any(trait & Trait.NOM for trait in nominaux)
    if not nom or (_epithete(mot, pluriel) and not _introduit(precedent)):
        return None
    return Accord.DEUX if pluriel else _DETERMINANTS.get(precedent, Accord.DEUX)


def _introduit(precedent: str) -> bool:
    """Whether what stands before a word makes a noun of it: « des victimes », « aux jeunes »."""
    return precedent in _INTRODUISENT or precedent.isdigit() or "·" in precedent


def _epithete(mot: str, pluriel: bool, nature: Trait = Trait.ADJECTIF) -> bool:
    """Whether a word is the same in both genders, in this nature."""
    return any(
        trait & nature and trait & Trait.MASCULIN and trait & Trait.FEMININ
        for trait in _nominaux(mot, pluriel)
    )


def _nominaux(mot: str, pluriel: bool) -> list[Trait]:
    nombre = Trait.PLURIEL if pluriel else Trait.SINGULIER
    return [trait for trait in traits(mot) if trait & _NOMINAUX and trait & nombre]


def _nominal(mot: str) -> bool:
    return any(trait & _NOMINAUX for trait in traits(mot)) or any(signe in mot for signe in _SIGNE)
