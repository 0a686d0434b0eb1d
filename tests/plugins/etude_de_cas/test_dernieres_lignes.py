"""The last line of a paragraph, an item or a title: two words at least."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from ppgp_etude_de_cas.pdf.last_lines import hold_last_words

SPACE = "\N{NO-BREAK SPACE}"
WIDE = "des orthophonistes libérales"
WIDEST = "anticonstitutionnellement électroencéphalographique"


def held(html: str) -> str:
    page = ElementTree.fromstring(html)
    hold_last_words(page)
    return "".join(page.itertext())


@pytest.mark.parametrize(
    ("html", "text"),
    [
        (f"<h3>Grands pas, c’est quoi{SPACE}?</h3>", f"Grands pas, c’est{SPACE}quoi{SPACE}?"),
        ("<p>des compétences mieux valorisées.</p>", f"des compétences mieux{SPACE}valorisées."),
        ("<p>le travail des professionnelles</p>", f"le travail des{SPACE}professionnelles"),
        ("<caption>Les lieux et leurs horaires</caption>", f"Les lieux et leurs{SPACE}horaires"),
        (f"<td><p>{WIDE}</p></td>", WIDE),
        (f'<div class="case"><p>{WIDE}</p></div>', WIDE),
        (f'<div class="case texte"><p>{WIDE}</p></div>', f"des orthophonistes{SPACE}libérales"),
        (f"<p>{WIDEST}</p>", WIDEST),
        ("<p>Oui</p>", "Oui"),
    ],
)  # fmt: skip
def test_the_last_two_words_hold_together_where_their_column_is_wide_enough(
    html: str, text: str
) -> None:
    assert held(html) == text
