"""Places that texts name amiss: communes where a place stands, territories anywhere."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from ppgp_docs.api import (
    Trait,
    departements,
    est_connu,
    is_first_name,
    mots_proches,
    sans_accents,
    traits,
)

_OF_PLACES: Final = (
    r"(?:académie|agglomération|antenne|canton|CAF|CCAS|CH|CHR?U|CMP|commune|CPAM|hôpital|MDS|maire"
    r"|mairie|maternité|métropole|permanence|PMI|site|université|ville)"
)
_PLACE: Final = re.compile(rf"(?:(?<!\w)à|{_OF_PLACES}s?\sd(?:e\s|[’']))\s?$", re.IGNORECASE)
_BESIDE: Final = re.compile(r"([A-ZÀ-Ý][\w’-]+)(?:,|\s(?:et|ou|puis))\s$")
"""The name that another stands beside: « Talence et Pessac »."""

_TOPONYM: Final = re.compile(r"^Sainte?s?-|-(?:aux?|de|des|du|en|l[aeè]s?|sous|sur)-")
"""How the name of a commune is made, wherever it stands."""

_TERRITORY: Final = re.compile(
    r"(?:(?<!\w)[Ee]n|(?:départementa[lu]x?|[Dd]épartement|[Pp]réfecture|[Rr]égion|ARS)"
    r"(?:\s(?:de\sla|de\sl[’']|de|du|des|d[’']))?)\s?$"
)
_REGIONS: Final = frozenset(
    ("Auvergne", "Auvergne-Rhône-Alpes", "Bourgogne", "Bourgogne-Franche-Comté", "Bretagne",
     "Centre-Val de Loire", "Corse", "Guadeloupe", "Guyane", "Hauts-de-France", "Île-de-France",
     "Martinique", "Normandie", "Nouvelle-Aquitaine", "Occitanie", "Réunion")
)  # fmt: skip
_PREFECTURES: Final = Path(__file__).with_name("prefectures.txt")
_SURE: Final = 6
"""Letters of a name that one slip does not make of another."""

_TITLE: Final = r"\b(?:MM?|Mmes?|Mlle|Dr|Pr)\.?"
CIVILITY: Final = re.compile(rf"{_TITLE}\s$")
_PERSON: Final = re.compile(rf"(?:{_TITLE}|[^\W\d_]*[A-ZÀ-Ý][\w’-]*)\s$")
"""Before the name of somebody: a civility, a first name."""


def meant_place(name: str, before: str) -> list[str]:
    """The places that a name no list has probably means, from the words before it."""
    if (_TOPONYM.search(name) or _PLACE.search(before)) and (
        near := mots_proches(name, _is_commune)
    ):
        return near
    beside = _BESIDE.search(before)
    return mots_proches(name, _is_commune) if beside and _is_commune(beside[1]) else []


def territory_meant(name: str, before: str) -> list[str]:
    """What leaves no doubt anywhere, however often it is written.

    A territory or its chief town at one slip, « Val-de-Marnes », « Girronde »; a commune by its
    accents alone, « Compiegne ». In one word it may be somebody's name.
    """
    if _TERRITORY.search(before) and (near := mots_proches(name, _is_territory)):
        return near
    if "-" in name:
        return list(compound_territory(name))
    if names_somebody(before):
        return []
    bare = _bare(name)
    return mots_proches(name, lambda near: _is_sure(near, bare))


def _is_sure(near: str, bare: str) -> bool:
    if _bare(near) == bare:
        return _is_commune(near) or _is_territory(near)
    return len(bare) >= _SURE and near in _well_known()


@lru_cache(maxsize=1024)
def compound_territory(name: str) -> tuple[str, ...]:
    """The territories that a name joined by hyphens means, and is not: « Seine-et-Marnes »."""
    return () if name in _territories() else tuple(mots_proches(name, _is_territory))


@lru_cache(maxsize=1024)
def in_small_letters(word: str) -> str:
    """The place that a word without its capitals names, accents or not; empty for none.

    « ain », « seine-et-marne », « finistere ». What the dictionary has too, « var », « manche », be
    it by its accents alone, « reunion », « macon », is left alone.
    """
    place = "" if word[:1].isupper() else _in_small_letters().get(word, "")
    lost_accents = word.isascii() and not place.isascii()
    return "" if lost_accents and mots_proches(word, lambda one: _is_but(one, word)) else place


def _is_but(one: str, word: str) -> bool:
    """Whether a common word is another but for its accents."""
    return one.islower() and sans_accents(one) == word and est_connu(one)


@cache
def _in_small_letters() -> dict[str, str]:
    places = sorted(_well_known() | {"Europe", "France"})
    small = {form: name for name in places for form in _small_forms(name)}
    return {form: name for form, name in small.items() if not est_connu(form)}


def _small_forms(name: str) -> tuple[str, str]:
    low = name.lower().replace("'", "’")
    return low, sans_accents(low)


def names_somebody(before: str) -> bool:
    """Whether a civility, or what may be a first name, stands before a name."""
    person = _PERSON.search(before)
    if not person:
        return False
    word = person[0].strip().rpartition("’")[2]
    return (
        CIVILITY.search(before) is not None
        or is_first_name(word)
        or not (est_connu(word.lower()) or word.isupper())
    )


def _bare(name: str) -> str:
    """The letters of a name without their accents."""
    return "".join(filter(str.isalpha, sans_accents(name)))


def _is_commune(name: str) -> bool:
    return any(trait & Trait.COMMUNE for trait in traits(name))


@cache
def _territories() -> frozenset[str]:
    return _REGIONS | {each.nom for each in departements()}


@cache
def _well_known() -> frozenset[str]:
    lines = _PREFECTURES.read_text("utf-8").splitlines()
    return _territories() | {line for line in lines if line and line[0] != "#"}


def _is_territory(name: str) -> bool:
    return name in _territories()
