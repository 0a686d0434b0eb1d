"""The territory that a code or a name designates, however a person types it.

A territory answers to its code and to all that the engine prints of it (« l’Ain », « Conseil
départemental de l’Ain »), whatever the case, the accents, the spaces and the hyphens. Some names
cover two territories (Alsace, Corse), some codes are of no département (INSEE's overseas
collectivités, Code officiel géographique): what to type is then said.
"""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache, lru_cache
from itertools import dropwhile
from typing import Final

from ppgp_docs.francais.accords import enumerer
from ppgp_docs.francais.lettres import sans_accents
from ppgp_docs.francais.pliage import plier
from ppgp_docs.francais.territoires import Departement, departement, departements
from ppgp_docs.patterns import pattern

_AUTRES_NOMS: Final = {
    "20": ("2A", "2B"),  # before 1976
    "6AE": ("67", "68"),  # Collectivité européenne d'Alsace, INSEE
    "69D": ("69",),  # INSEE's département du Rhône without the Métropole
    "alsace": ("67", "68"),
    "belfort": ("90",),
    "corse": ("2A", "2B"),
    "grand lyon": ("69M",),
    "lyon": ("69M",),
    "metropole lyon": ("69M",),
    "nouveau rhone": ("69",),
}
_HORS_LISTE: Final = {
    "975": "Saint-Pierre-et-Miquelon",
    "977": "Saint-Barthélemy",
    "978": "Saint-Martin",
    "984": "les Terres australes et antarctiques françaises",
    "986": "Wallis-et-Futuna",
    "987": "la Polynésie française",
    "988": "la Nouvelle-Calédonie",
    "989": "Clipperton",
}
"""INSEE's codes of what is neither a département nor a part of one."""

_ARTICLES: Final = frozenset(
    ("a", "au", "d", "dans", "de", "des", "du", "en", "l", "la", "le", "les")
)
_GENRE: Final = pattern(r"(?:departement|conseil (?:departemental|general)|collectivite) ")
_CODE: Final = r"(?P<code>\d[\dAB]?\d?[A-Z]?)"
_CODE_ET_NOM: Final = re.compile(rf"{_CODE}[\s:–-]+(?P<nom>\D.*)", re.IGNORECASE)
_NOM_ET_CODE: Final = re.compile(rf"(?P<nom>\D.*?)\s*\({_CODE}\)", re.IGNORECASE)
_CODE_SEUL: Final = pattern(r"(?<![\d.,])(?:0[1-9]|[1-8]\d|9[0-5]|2[AB]|69M|97[1-46])(?![\d.,])")
_POSTAL: Final = re.compile(r"\d{5}|2[ab]\d{3}")
_UN_CODE: Final = "tapez un code (`01`, `2A`, `69M`, `971`)"
_AUCUN: Final = f"{_UN_CODE} ou un nom (`Ain`, `La Réunion`)"


_PRESQUE: Final = 0.92
"""How alike two names are of which one is surely meant for the other."""


@lru_cache(maxsize=512)
def designes(saisie: str) -> tuple[Departement, ...]:
    """Return the territories that a code or a name designates: one, two (Alsace, Corse), none."""
    if not (parts := _code_et_nom(saisie)):
        return _designes(saisie)
    code, name = parts
    return tuple(each for each in _du_code(_code(code)) if _se_nomme(each, name))


def proches(saisie: str) -> list[str]:
    """Return at most three codes that a wrong code or name may have meant, the likeliest first."""
    found = designes(saisie) or [each for part in _code_et_nom(saisie) for each in _designes(part)]
    if found:
        return [each.code for each in found]
    name = _mots(saisie)
    if shorter := _designes(name.lstrip("0")):
        return [each.code for each in shorter]
    if _POSTAL.fullmatch(name):
        return [each.code for each in _designes(name[:3] if name.startswith("97") else name[:2])]
    codes = {_mots(d.nom): d.code for d in departements()}
    # « Bouche-du-Rhone » is one letter away from another name than the one that it holds.
    if not get_close_matches(name, codes, cutoff=_PRESQUE):
        bare = _nu(name)
        known = (d.code for d in departements() if bare in _mots(f"{d.nom} {d.autorite}").split())
        if within := _nommes_dans(saisie) or [*known][:3]:
            return within
    return [codes[near] for near in get_close_matches(name, codes, cutoff=0.7)]


def _nommes_dans(saisie: str) -> list[str]:
    """The code of a territory that longer words name: `PMI de l’Ain`, `CD 01`, `01/Ain`."""
    named = nomme_dans(saisie)
    if named is None and (code := _CODE_SEUL.search(saisie.upper())):
        named = next(iter(_du_code(code[0])), None)
    return [named.code] if named else []


def que_taper(saisie: str, *, un_nom: bool = True) -> str:
    """Return, as a French hint, the code to type instead of a name, of none or of two.

    ``un_nom`` says whether a name would be taken too.
    """
    code = _code(saisie)
    known = next((each for each, name in _HORS_LISTE.items() if _est(saisie, code, each, name)), "")
    if known:
        name = _HORS_LISTE[known]
        return (
            f"{name[0].upper()}{name[1:]} ({known}) n’est pas un département : l’outil connaît "
            "ceux de métropole et d’outre-mer (971 à 974, 976) et la métropole de Lyon (69M)"
        )
    near = [f"`{each}` ({departement(each).nom})" for each in proches(saisie)]
    if len(designes(saisie)) > 1:
        return f"deux territoires y répondent : tapez {enumerer(near, 'ou')}"
    example = "" if designes(saisie) else "par exemple "
    return f"tapez {example}{enumerer(near, 'ou')}" if near else _AUCUN if un_nom else _UN_CODE


def nomme_dans(texte: str) -> Departement | None:
    """The one territory whose name stands in a text: « Haute-Loire » names no « Loire »."""
    words = f" {_mots(texte)} "
    named = {each: _mots(each.nom) for each in departements() if f" {_mots(each.nom)} " in words}
    alone = [
        each
        for each, name in named.items()
        if not any(name != other and f" {name} " in f" {other} " for other in named.values())
    ]
    return alone[0] if len(alone) == 1 else None


def _est(saisie: str, code: str, connu: str, nom: str) -> bool:
    return code == connu or _nu(_mots(saisie)) == _nu(_mots(nom))


def _code_et_nom(saisie: str) -> tuple[str, ...]:
    """`01` and `ain` from `01-ain`, `01 : Ain` or `Ain (01)`; nothing from anything else."""
    typed = " ".join(saisie.split())
    match = _CODE_ET_NOM.fullmatch(typed) or _NOM_ET_CODE.fullmatch(typed)
    return (match["code"], match["nom"]) if match and not _du_code(_code(typed)) else ()


def _designes(saisie: str) -> tuple[Departement, ...]:
    return _du_code(_code(saisie)) or _par_nom().get(_nu(_mots(saisie)), ())


@cache
def _du_code(code: str) -> tuple[Departement, ...]:
    codes = _AUTRES_NOMS.get(code, (code,))
    return tuple(each for each in departements() if each.code in codes)


def _se_nomme(each: Departement, nom: str) -> bool:
    """Whether a name is one of this territory: alone, no other's name is worked out."""
    name = _nu(_mots(nom))
    return name in _noms(each) or each.code in _AUTRES_NOMS.get(name, ())


def _code(saisie: str) -> str:
    """`01` from `1`, `2A` from `2 a`, `69M` from `69-m`."""
    joined = re.sub(r"[\s.-]", "", plier(saisie)).upper()
    return joined.zfill(2) if joined[:1].isdigit() else ""


def _mots(nom: str) -> str:
    """The words of a name, bare: `Val-d’Oise` is `val d oise`."""
    words = re.sub(r"[^a-z0-9]+", " ", sans_accents(plier(nom))).strip()
    return re.sub(r"\bst\b", "saint", words)


def _nu(mots: str) -> str:
    """The words without what only introduces them: article, preposition, kind of authority."""
    bare = _GENRE.sub("", _sans_article(mots), count=1)
    return _sans_article(bare)


def _sans_article(mots: str) -> str:
    return " ".join(dropwhile(_ARTICLES.__contains__, mots.split()))


@cache
def _par_nom() -> dict[str, tuple[Departement, ...]]:
    """Every bare name, with the territories that answer to it."""
    found: dict[str, tuple[Departement, ...]] = {}
    for each in departements():
        for name in {*_noms(each)}:
            if each not in found.get(name, ()):
                found[name] = (*found.get(name, ()), each)
    others = {name: tuple(map(departement, codes)) for name, codes in _AUTRES_NOMS.items()}
    return found | others


def _noms(each: Departement) -> Iterator[str]:
    forms = (each.nom, each.de, each.de_institution, each.locatif, each.autorite, each.territoire)
    return (_nu(_mots(form)) for form in forms)
