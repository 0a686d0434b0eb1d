"""Names of funders without their capitals or their accents: « Union europeenne », « caf de l’ain ».

A funder that no contract knows is named freely; those of this list, and territories behind « de »,
are spelled one way. Names all in capitals are left alone.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from ppgp_docs.francais.lexique import existe
from ppgp_docs.francais.pliage import lettres_nues, plier, plier_signes
from ppgp_docs.francais.territoires import departements

_NAMES: Final = (
    "Agence régionale de santé", "ARS", "Assurance maladie", "CAF",
    "Caisse d’allocations familiales", "Caisse primaire d’assurance maladie", "CCAS",
    "Commission européenne", "CPAM", "Éducation nationale", "FEDER",
    "Fonds européen de développement régional", "Fonds social européen", "FSE",
    "Mutualité sociale agricole", "MSA", "Union européenne",
)  # fmt: skip
"""Funders of fiches, with the capitals of the Imprimerie nationale."""


def well_spelled(name: str) -> str:
    """The name of a funder with the capitals and the accents that it lost; else as it is."""
    if name.isupper():
        return name
    head, tail = _parted(name)
    right = f"{_names().get(_letters(head), head)} {tail}".strip()
    # An apostrophe of another kind is no fault, nor a capital more or less: « Caf », « Assurance
    # Maladie ».
    lost = any(map(_has_lost, name.split(" "), right.split(" ")))
    return right if lost or plier(right) != plier(name) else name


def _has_lost(word: str, right: str) -> bool:
    """Whether a word lost its capital."""
    before, after = (re.split("['’]", each)[-1][:1] for each in (word, right))
    return before.islower() and after.isupper()


def _parted(name: str) -> tuple[str, str]:
    """What stands before « de l’Ain », and that, well spelled."""
    words = name.split(" ")
    for rank in range(1, len(words)):
        head, tail = " ".join(words[:rank]), " ".join(words[rank:])
        right = _territories().get(_letters(tail), "")
        # « du nord » is a territory behind « CAF » alone.
        if right and (
            _letters(head) in _names() or not existe(re.split("[ ’]", right)[-1].lower())
        ):
            return head, tail if plier_signes(right) == plier_signes(tail) else right
    return name, ""


@cache
def _names() -> dict[str, str]:
    return {_letters(each): each for each in _NAMES}


@cache
def _territories() -> dict[str, str]:
    """« de l’Ain » by its bare letters."""
    forms = (form for each in departements() for form in (each.de_institution, each.de))
    return {_letters(form): form.replace("'", "’") for form in forms}


def _letters(name: str) -> str:
    return lettres_nues(plier(name))[0].replace("-", " ")
