"""Texts where no line may turn for thousands of signs: cut anywhere, the rest as it was."""

from __future__ import annotations

import pytest
from lxml import etree

from ppgp_etude_de_cas.pdf.long_words import BREAK, HYPHEN, cut_long_words

SIGNS = [
    "{{ ",
    "}} ",
    "( ",
    "«\u00a0",
    "**",
    "[a",
    "\u00a0",
    "- ",
    "…",
    "… ",
    "1\u00a0%\u00a0",
    "|",
]


def cut(text: str) -> str:
    page = etree.Element("p")
    page.text = text
    cut_long_words(page)
    assert page.text is not None
    return page.text


@pytest.mark.parametrize("sign", SIGNS)
def test_a_line_may_turn_every_few_signs(sign: str) -> None:
    text = sign * 2000
    marked = cut(text)
    assert marked.replace(BREAK, "").replace(HYPHEN, "") == text
    assert max(map(len, marked.replace(HYPHEN, BREAK).split(BREAK))) <= 40


@pytest.mark.parametrize(
    "text",
    [
        "Le groupe a travaillé sur les supports, puis il les a relus. " * 40,
        "«\u00a0Un mot\u00a0»\u00a0; un autre (entre parenthèses)\u00a0: voilà. " * 40,
        "{{ " * 100,
    ],
)
def test_what_people_write_is_left_alone(text: str) -> None:
    assert cut(text) == text
