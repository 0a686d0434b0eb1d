"""Places that texts name amiss: communes where a place stands, territories anywhere."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from ppgp_docs.api import Trait, departements, mots_proches, sans_accents, traits

_PLACE: Final = re.compile(
    r"(?:(?<!\w)à|(?:agglomération|antenne|canton|commune|hôpital|maire|mairie|maternité|métropole"
    r"|permanence|site|ville)s?\sd(?:e\s|[’']))\s?$"
)
_TOPONYM: Final = re.compile(r"^Sainte?s?-|-(?:aux?|de|des|du|en|l[aeè]s?|sous|sur)-")
"""How the name of a commune is made, wherever it stands."""

_TERRITORY: Final = re.compile(
    r"(?:(?<!\w)[Ee]n|(?:départementa[lu]x?|[Dd]épartement|[Pp]réfecture|[Rr]égion|ARS)"
    r"(?:\s(?:de\sla|de\sl[’']|de|du|des|d[’']))?)\s?$"
)
_REGIONS: Final = frozenset(
    ("Auvergne", "Bourgogne", "Bretagne", "Corse", "Guadeloupe", "Guyane", "Martinique",
     "Normandie", "Occitanie", "Réunion")
)  # fmt: skip
_PERSON: Final = re.compile(r"(?:\b(?:MM?|Mmes?|Mlle|Dr|Pr)\.?|[^\W\d_]*[A-ZÀ-Ý][\w’-]*)\s$")
"""Before the name of somebody: a civility, a first name."""


def meant_place(name: str, before: str) -> list[str]:
    """The places that a name no list has probably means, from the words before it."""
    if _TERRITORY.search(before) and (near := mots_proches(name, _is_territory)):
        return near
    if _TOPONYM.search(name) or _PLACE.search(before):
        return mots_proches(name, _is_commune)
    if _PERSON.search(before):
        return []
    # Anywhere else accents alone leave no doubt: « Compiegne ».
    return [near for near in mots_proches(name, _is_commune) if _bare(near) == _bare(name)]


def _bare(name: str) -> str:
    """The letters of a name without their accents."""
    return "".join(filter(str.isalpha, sans_accents(name)))


def _is_commune(name: str) -> bool:
    return any(trait & Trait.COMMUNE for trait in traits(name))


@cache
def _territories() -> frozenset[str]:
    return _REGIONS | {each.nom for each in departements()}


def _is_territory(name: str) -> bool:
    return name in _territories()
