"""A name is found in a drawing however its letters are laid out, and nobody else is."""

from __future__ import annotations

import random

import pytest
from lxml import etree

from ppgp_docs.assets.drawn_words import texts_of
from ppgp_docs.francais.personnes.noms_connus import KnownPerson
from ppgp_docs.publication.redaction import Names


def line(text: str, x: object = 10, y: object = 20, more: str = "") -> str:
    return f"<text x='{x}' y='{y}' {more}>{text}</text>"


def letters(text: str, shuffled: bool = False) -> str:
    placed = [line(each, 10 + 8 * at, 50) for at, each in enumerate(text) if each != " "]
    if shuffled:
        random.Random(3).shuffle(placed)
    return "".join(placed)


def named(body: str, name: str, other: str = "") -> bool:
    others = (KnownPerson.of(other),) if other else ()
    names = Names((KnownPerson.of(name),), others, ())
    root = etree.fromstring(f"<svg xmlns='http://www.w3.org/2000/svg'>{body}</svg>")
    return any(any(names.mentions(names.as_read(text))) for text in texts_of(root))


TURNED = "transform='rotate(-90)'"
CUT = {
    "hyphen": line("Karim Belka-") + line("cem", y=40),
    "soft hyphen, turned": line("Karim Belka\u00ad", more=TURNED) + line("cem", y=40, more=TURNED),
    "no hyphen": line("Belka") + line("cem", y=40),
    "letters": letters("Karim Belkacem"),
    "capitals": letters("LE CHEF KARIM BELKACEM"),
    "letters in no order": letters("Karim Belkacem", shuffled=True),
    "a list of places": line("KarimBelkacem", x=" ".join(str(8 * at) for at in range(13))),
    "runs": line("<tspan>Kar</tspan><tspan>im </tspan><tspan x='90'>Belka</tspan>cem"),
    "lines": line("Karim Bel<tspan x='10' dy='1.2em'>ka</tspan><tspan x='10' dy='18'>cem</tspan>"),
    "lines in no order": "<g transform='translate(5, 40)'><text>cem</text></g>"
    "<g transform='scale(1) matrix(1 0 0 1 5 20)'><text>Karim Belka-</text></g>",
    "columns": line("Karim Belka-") + line("Budget", 200) + line("cem", y=40) + line("Total", 200),
    "initial": line("K.") + line("Belka-", 30) + line("cem", 30, 40),
    "civility": line("Mme Belka-") + line("cem", y=40),
}


@pytest.mark.parametrize("layout", CUT)
def test_a_name_is_found_whatever_cuts_it(layout: str) -> None:
    assert named(CUT[layout], "Karim Belkacem")


def test_a_name_made_of_words_is_found_beside_the_first_name() -> None:
    assert named(line("Marie Le") + line("grand", y=40), "Marie Legrand")


@pytest.mark.parametrize(
    ("body", "name", "other"),
    [
        (line("Le") + line("grand projet", y=40), "Marie Legrand", ""),
        (line("Sofia Belka-") + line("cem", y=40), "Karim Belkacem", "Sofia Belkacem"),
        (line("Sofia Belka") + line("cem", y=40), "Karim Belkacem", "Sofia Belkacem"),
        (line("Paul Belka-") + line("cem", y=40), "Karim Belkacem", ""),
        (line("Petit", y=20) + line("déjeuner", y=40), "Marie Petit", ""),
        (letters("banane le roux"), "Ana Roux", ""),
        (line("Une formatrice"), "Karim Belkacem", ""),
    ],
)
def test_words_that_name_nobody_or_someone_else_are_left_alone(
    body: str, name: str, other: str
) -> None:
    assert not named(body, name, other)
