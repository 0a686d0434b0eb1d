"""Words in both genders: the lexicon of inclusive writing and how its words are abbreviated.

`inclusif.csv` gives nature, masculine, feminine, and plurals when they do not just add an s. Words
that are the same in both genders have no place there.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Final

_FICHIER: Final = "inclusif.csv"
_AUTRES_SIGNES: Final = re.compile(r"[.•‧∙⋅/(]")
_PARTICIPE: Final = re.compile(r"([^\W\d_]+é)·e(?:·?(s))?")
# What the masculine may end with when only the end of the feminine is written: acteur·rice.
_FINALES: Final = frozenset(("", "er", "eur", "f", "r", "x"))


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


def chercher(notation: str) -> Forme | None:
    """Return the form that an abbreviation stands for, in its case; None when it is not known."""
    cle = normaliser(notation)
    forme = _par_notation().get(cle) or _participe(cle)
    return forme.comme(notation) if forme else None


def suggerer(notation: str) -> Forme | None:
    """Return the form that a misspelt abbreviation (PROFESSIONNEL.L.E.S) probably means."""
    cle = normaliser(notation)
    premier = cle.partition("·")[0]
    forme = _par_lettres().get(cle.replace("·", ""))
    forme = forme or _par_masculin().get((premier, cle.endswith("s")))
    return forme.comme(notation) if forme else None


def normaliser(notation: str) -> str:
    """Write an abbreviation in small letters with middle dots."""
    return _AUTRES_SIGNES.sub("·", notation.lower()).replace(")", "")


def capitale(mot: str) -> str:
    """Return the word with a capital first letter."""
    return mot[:1].upper() + mot[1:]


def _participe(cle: str) -> Forme | None:
    """Any word in -é is a participle that agrees the regular way: formé·e·s."""
    trouve = _PARTICIPE.fullmatch(cle)
    if trouve is None:
        return None
    singulier, pluriel = _formes("adjectif", trouve[1], f"{trouve[1]}e", "", "")
    return pluriel if trouve[2] else singulier


def _formes(nature: str, m: str, f: str, mp: str, fp: str) -> tuple[Forme, Forme]:
    mp, fp = mp or f"{m}s", fp or f"{f}s"
    court = _parties(m, f)
    regulier = (mp, fp) == (f"{m}s", f"{f}s") and court != (m, f)
    parties = (*court, "s") if regulier else _parties(mp, fp)
    return (
        Forme(nature, m, f, pluriel=False, parties=court),
        Forme(nature, mp, fp, pluriel=True, parties=parties),
    )


def _parties(masculin: str, feminin: str) -> tuple[str, str]:
    """Return the masculine and the end of the feminine, or all of it when no end is clear."""
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
    if mp == fp:
        yield f"{f}·{m}", singulier
        return
    yield from ((f"{mp}·{fin}", pluriel) for fin in _fins(mp, fp))
    for base, feminin in ((m, f), (mp.removesuffix("s"), fp.removesuffix("s"))):
        for fin in _fins(base, feminin):
            yield from ((f"{base}·{fin}·s", pluriel), (f"{base}·{fin}s", pluriel))
    if singulier.nature in ("déterminant", "pronom"):
        yield from ((f"{f}·{m}", singulier), (f"{fp}·{mp}", pluriel))


@cache
def _lexique() -> tuple[tuple[Forme, Forme], ...]:
    texte = files(__package__).joinpath(_FICHIER).read_text("utf-8")
    _, *lignes = csv.reader(texte.splitlines())
    return tuple(_formes(*ligne) for ligne in lignes)


@cache
def _par_notation() -> dict[str, Forme]:
    return {cle: forme for paire in reversed(_lexique()) for cle, forme in _notations(*paire)}


@cache
def _par_lettres() -> dict[str, Forme]:
    return {cle.replace("·", ""): forme for cle, forme in _par_notation().items()}


@cache
def _par_masculin() -> dict[tuple[str, bool], Forme]:
    return {(paire[0].masculin, forme.pluriel): forme for paire in _lexique() for forme in paire}
