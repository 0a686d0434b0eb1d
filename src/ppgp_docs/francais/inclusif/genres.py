"""Words in both genders: the lexicon of inclusive writing and how its words are abbreviated.

`inclusif.csv` gives nature, masculine, feminine, and plurals when they do not just add an s. Words
that are the same in both genders have no place there. Participles in -é need no list; the others
stand in `participes.txt`. What no list has is looked for in the lexicon of French (`deux_genres`).
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from ppgp_docs.francais.accords import capitale
from ppgp_docs.francais.donnees import contenu, lignes
from ppgp_docs.francais.inclusif.deux_genres import deux_genres
from ppgp_docs.francais.lexique import Trait, traits

_FICHIER: Final = "inclusif.csv"
_PARTICIPES: Final = "participes.txt"
_AUTRES_SIGNES: Final = re.compile(r"[.•‧∙⋅/]| ?\(")
_JOINTS: Final = re.compile(" ou | et ")
_INVARIABLES: Final = frozenset(("ci", "là", "même", "mêmes"))
_PREFIXES: Final = frozenset(("co", "ex", "non", "primo", "semi", "sous", "vice"))
"""What begins a compound and never takes an s: vice-président·e·s."""

_MOTS_JOINTS: Final = 4
"""More words than a compound ever joins."""

DEVANT_VOYELLE: Final = {"ce": "cet", "nouveau": "nouvel", "beau": "bel"}
"""Masculine words that have another form before a vowel, which notations use too: cet·te."""

ANTEPOSES: Final = frozenset(
    ("ancien", "bon", "certain", "cher", "dernier", "différent", "divers", "excellent", "fier",
     "futur", "grand", "gros", "heureux", "important", "joli", "mauvais", "meilleur", "nombreux",
     "nouveau", "petit", "premier", "principal", "prochain", "seul", "tout", "vrai")
)  # fmt: skip
"""Adjectives that commonly stand before their noun: les futurs parents."""

# What the masculine may end with when only the end of the feminine is written: acteur·rice.
_FINALES: Final = frozenset(("", "er", "et", "eur", "f", "r", "s", "x"))


@dataclass(frozen=True, slots=True)
class Forme:
    """A word in both genders, in one number; `parties` is its abbreviation, sign apart."""

    nature: str
    masculin: str
    feminin: str
    pluriel: bool
    parties: tuple[str, ...]

    def abregee(self, signe: str) -> str:
        """Write the abbreviation with this sign: professionnel·le·s."""
        return signe.join(self.parties)

    def comme(self, modele: str) -> "Forme":
        """Return the same in the case of the model: PROFESSIONNEL·LE·S, Professionnel·le."""
        if modele.isupper() and len(modele) > 3:
            parties = tuple(partie.upper() for partie in self.parties)
            return self._ecrite(self.masculin.upper(), self.feminin.upper(), parties)
        if not modele[:1].isupper():
            return self
        masculin, feminin = capitale(self.masculin), capitale(self.feminin)
        return self._ecrite(masculin, feminin, (capitale(self.parties[0]), *self.parties[1:]))

    def _ecrite(self, masculin: str, feminin: str, parties: tuple[str, ...]) -> "Forme":
        return replace(self, masculin=masculin, feminin=feminin, parties=parties)


_FINS_TAPEES: Final = frozenset(
    ("e", "eresse", "euse", "eure", "ère", "esse", "ice", "ive", "rice", "trice")
)
"""Ends of feminines that one may be typed for another."""


def chercher(notation: str) -> Forme | None:
    """Return the form that an abbreviation stands for, in its case; None when it is not known."""
    cle = normaliser(notation)
    forme = _simple(cle) or _composee(cle)
    return forme.comme(notation) if forme else None


def determinant(mot: str, pluriel: bool) -> Forme | None:
    """Return the form of a determiner written in one gender, or in both: le, tous, le ou la."""
    forme = _par_genre().get((_JOINTS.split(mot.lower())[0], pluriel))
    return forme.comme(mot) if forme else None


def suggerer(notation: str) -> Forme | None:
    """Return the form that a misspelt abbreviation (PROFESSIONNEL.L.E.S) probably means."""
    cle = normaliser(notation)
    premier, *suite = cle.split("·")
    forme = _par_lettres().get(cle.replace("·", ""))
    if forme is None and (proche := _par_masculin().get((premier, cle.endswith("s")))):
        # Each piece belongs to the word, or what was typed is more than one word.
        forme = proche if all(partie in proche.feminin for partie in suite) else None
    forme = forme or _d_une_autre_fin(premier, suite)
    if forme is None and "-" in premier:
        forme = _composee(cle.replace("-", "s-", 1))  # aide-comptable·s: both take an s
    return forme.comme(notation) if forme else None


def _d_une_autre_fin(masculin: str, suite: list[str]) -> Forme | None:
    """The form of a masculine typed with an end that its feminine has not: bailleur·euse."""
    pluriel = bool(suite) and suite[-1].endswith("s")
    fin = suite[0].removesuffix("s") if suite and suite[1:] in ([], ["s"]) else ""
    formes = [_formes(*mots) for mots in deux_genres(masculin)] if fin in _FINS_TAPEES else []
    return formes[0][pluriel] if len(formes) == 1 else None


def normaliser(notation: str) -> str:
    """Write an abbreviation in small letters with middle dots."""
    return _AUTRES_SIGNES.sub("·", notation.lower()).replace(")", "")


def _simple(cle: str) -> Forme | None:
    """The first word that is written so: of our list, a participle, of the lexicon of French."""
    premier, signe, _ = cle.partition("·")
    paires = _paires(premier) if signe else ()
    return next((forme for une in paires if (forme := dict(_notations(*une)).get(cle))), None)


def _paires(premier: str) -> Iterator[tuple[Forme, Forme]]:
    """The words that an abbreviation may begin with, each in both numbers.

    Any word in -é is a participle that agrees the regular way: formé·e·s.
    """
    yield from _par_premier().get(premier, ())
    masculin = premier.removesuffix("s")
    if masculin.endswith("é"):
        yield _formes("adjectif", masculin, f"{masculin}e", "", "")
    for singulier in dict.fromkeys((premier, masculin, f"{premier.removesuffix('aux')}al")):
        yield from (_formes(*mots) for mots in deux_genres(singulier))


def _composee(cle: str) -> Forme | None:
    """Words joined by hyphens, each in both genders or invariable: celui·celle-ci."""
    premier, *suivants = cle.split("-")
    if not suivants or len(suivants) >= _MOTS_JOINTS:
        return None
    forme = _simple(premier) or _premier_seul(premier, _simple(suivants[0]))
    for mot in suivants:
        autre = _invariable(mot, forme) if _des_deux_genres(mot) else _simple(mot)
        if forme is None or autre is None or forme.pluriel != autre.pluriel:
            return None
        forme = _joindre(forme, autre)
    return forme


def _premier_seul(premier: str, suivant: Forme | None) -> Forme | None:
    """A first word of one form: aides-éducateur·rice·s, médecin-coordonnateur·rice."""
    nombre = Trait.PLURIEL if suivant and suivant.pluriel else Trait.SINGULIER
    nom = any(trait & Trait.NOM and trait & nombre for trait in traits(premier))
    if suivant is None or not (nom or premier in _PREFIXES):
        return None
    return Forme("nom", premier, premier, suivant.pluriel, (premier,))


def _des_deux_genres(mot: str) -> bool:
    """Whether a word is the same in both: expert·e·s-comptables."""
    deux = Trait.MASCULIN | Trait.FEMININ
    return mot in _INVARIABLES or any(trait & deux == deux for trait in traits(mot))


def _invariable(mot: str, modele: Forme | None) -> Forme | None:
    return modele and Forme("", mot, mot, modele.pluriel, (mot,))


def _joindre(une: Forme, autre: Forme) -> Forme:
    milieu = f"{une.parties[-1]}-{autre.parties[0]}"
    return replace(
        une,
        masculin=f"{une.masculin}-{autre.masculin}",
        feminin=f"{une.feminin}-{autre.feminin}",
        parties=(*une.parties[:-1], milieu, *autre.parties[1:]),
    )


def _formes(nature: str, m: str, f: str, mp: str, fp: str) -> tuple[Forme, Forme]:
    mp, fp = mp or f"{m}s", fp or f"{f}s"
    court = _parties(m, f)
    un, une = (mp[:-1], fp[:-1]) if "-" in mp and mp[-1] == fp[-1] == "s" else (m, f)
    regulier = (mp, fp) == (f"{un}s", f"{une}s") and court != (m, f)
    parties = (*_parties(un, une), "s") if regulier else _parties(mp, fp)
    return (
        Forme(nature, m, f, pluriel=False, parties=court),
        Forme(nature, mp, fp, pluriel=True, parties=parties),
    )


def _parties(masculin: str, feminin: str) -> tuple[str, ...]:
    """Return the masculine and the end of the feminine, or all of it when no end is clear."""
    if masculin == feminin:
        return (masculin,)
    if masculin.endswith("aux") and feminin.endswith("ales"):
        return masculin, "ales"
    commun = _commun(masculin, feminin)
    court = commun > 1 and masculin[commun:] in _FINALES
    return masculin, feminin[commun:] if court else feminin


def _commun(un: str, autre: str) -> int:
    """Count the letters that two words begin with."""
    paires = enumerate(zip(un, autre, strict=False))
    return next((rang for rang, (a, b) in paires if a != b), min(len(un), len(autre)))


def _fins(masculin: str, feminin: str) -> Iterator[str]:
    """Every end of the feminine that people write after the masculine: rice, trice, ice."""
    if masculin == feminin:
        return
    for coupe in range(_commun(masculin, feminin) + 1):
        yield feminin[coupe:]
    if masculin.endswith("eur") and feminin.endswith("rice"):
        yield "ice"


def _notations(singulier: Forme, pluriel: Forme) -> Iterator[tuple[str, Forme]]:
    m, f = singulier.masculin, singulier.feminin
    mp, fp = pluriel.masculin, pluriel.feminin
    yield from ((f"{m}·{fin}", singulier) for fin in _fins(m, f))
    if elide := DEVANT_VOYELLE.get(m):
        for fin in _fins(elide, f):
            yield f"{elide}·{fin}", replace(singulier, parties=(elide, fin))
            if mp != fp:  # « les nouvel·le·s arrivant·e·s »: of several, nouveaux
                yield from ((f"{elide}·{fin}·s", pluriel), (f"{elide}·{fin}s", pluriel))
    if mp == fp:
        yield f"{f}·{m}", singulier
        return
    yield from ((f"{mp}·{fin}", pluriel) for fin in _fins(mp, fp))
    bases = [(m, f), (mp.removesuffix("s"), fp.removesuffix("s"))]
    # « aide-soignant·e·s » lacks an s: relecture says « aides-soignant·e·s ».
    for base, feminin in bases[int("-" in m and mp != f"{m}s") :]:
        for fin in _fins(base, feminin):
            yield from ((f"{base}·{fin}·s", pluriel), (f"{base}·{fin}s", pluriel))
    if singulier.nature in ("déterminant", "pronom"):
        yield from ((f"{f}·{m}", singulier), (f"{fp}·{mp}", pluriel))


@cache
def _lexique() -> tuple[tuple[Forme, Forme], ...]:
    _, *lues = csv.reader(contenu(_FICHIER).splitlines())
    return (
        *(_formes(*ligne) for ligne in lues),
        *(_formes("adjectif", mot, f"{mot}e", _pluriel(mot), "") for mot in participes()),
    )


def participes() -> list[str]:
    """The past participles that do not end in -é, in the masculine singular."""
    return lignes(_PARTICIPES)


def _pluriel(masculin: str) -> str:
    return masculin if masculin.endswith("s") else f"{masculin}s"


@cache
def _par_premier() -> dict[str, list[tuple[Forme, Forme]]]:
    """What each abbreviation begins with: to write them all for each word takes long."""
    paires: dict[str, list[tuple[Forme, Forme]]] = {}
    for paire in _lexique():
        m, f, mp, fp = (mot for forme in paire for mot in (forme.masculin, forme.feminin))
        for premier in {m, f, mp, fp, mp.removesuffix("s"), DEVANT_VOYELLE.get(m, m)}:
            paires.setdefault(premier, []).append(paire)
    return paires


@cache
def _par_genre() -> dict[tuple[str, bool], Forme]:
    """Map what stands before a noun and tells its gender (le, tous, nouveaux) to both forms."""
    return {
        (mot, forme.pluriel): forme
        for paire in _lexique()
        if paire[0].nature == "déterminant" or paire[0].masculin in ANTEPOSES
        for forme in paire
        if forme.masculin != forme.feminin
        for mot in (forme.masculin, forme.feminin)
    }


@cache
def _par_lettres() -> dict[str, Forme]:
    notations = (each for paire in reversed(_lexique()) for each in _notations(*paire))
    return {cle.replace("·", ""): forme for cle, forme in dict(notations).items()}


@cache
def _par_masculin() -> dict[tuple[str, bool], Forme]:
    return {(paire[0].masculin, forme.pluriel): forme for paire in _lexique() for forme in paire}
