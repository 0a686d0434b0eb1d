"""Looking names up by their first letters loses nobody whom reading each name would find."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from ppgp_docs.francais.personnes.index_des_noms import NameIndex
from ppgp_docs.francais.personnes.noms_connus import KnownPerson

NAMES = (
    "Camille Martineau",
    "Anne de La Tour",
    "Jean-Baptiste Le Goff",
    "Xi Yu",
    "O’Neill",
    "Marie-Claude Dupont-Lebrun",
    "Zoé Ng",
    "Élodie Æ",
    "Rose Petit",
)
PEOPLE = tuple(map(KnownPerson.of, NAMES))
INDEX = NameIndex.of(PEOPLE)
PIECES = (
    *("Camille", "MARTINEAU", "Mar\u00adtineau", "C. M.", "Tour", "de La", "JBLG", "Goff", "Yu"),
    *("xi", "O’Neill", "Dupont", "M.-C. D.-L.", "Ng", "Zoé", "Rose", "le jardin", ".", "-", " et "),
    "c.martineau@exemple.fr",
)


@given(st.lists(st.sampled_from(PIECES), max_size=6).map(" ".join))
@example("")
@example("Xi")
def test_nobody_who_is_named_is_passed_over(text: str) -> None:
    perhaps = INDEX.named_perhaps(text)
    assert [each for each in PEOPLE if each.mentions(text)] == [
        each for each in perhaps if each.mentions(text)
    ]


def test_an_index_is_the_same_in_every_process() -> None:
    code = (
        "from tests.francais.personnes.test_index_des_noms import INDEX\n"
        "print([list(each.items()) for each in INDEX[1:]])"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[3],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(told) == 1


def test_a_text_that_names_one_of_many_is_read_for_few() -> None:
    many = [
        KnownPerson.of(f"Zo{chr(97 + rank // 26)}{chr(97 + rank % 26)}ric Kar{rank}vec")
        for rank in range(500)
    ]
    named = KnownPerson.of("Camille Martineau")
    assert NameIndex.of([*many, named]).named_perhaps("Merci à Camille Martineau.") == [named]
