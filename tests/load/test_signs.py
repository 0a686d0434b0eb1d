"""Signs pasted from Word, PDF files and web pages are read for what they stand for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppgp_docs.load.signs import mended
from ppgp_docs.load.tree import Text, parse

FILE = Path("dossier.yaml")


def read(source: str) -> Text:
    loaded = parse(FILE, source)
    assert loaded.diagnostics == ()
    assert loaded.tree is not None
    text = loaded.tree.root["a"]  # type: ignore[call-overload]
    assert isinstance(text, Text)
    return text


@pytest.mark.parametrize(
    ("pasted", "read_as"),
    [
        ("l´eau d‘un lac, lʼair, l`or, l′an", "l’eau d’un lac, l’air, l’or, l’an"),
        ("d´« écoute »", "d’« écoute »"),
        ("‘mot’ et 5′ 30″", "‘mot’ et 5′ 30″"),
        ("un rendez\u2011vous, c’est\u2010à\u2010dire", "un rendez-vous, c’est-à-dire"),
        ("de 5 \u2212 3 – 2 — 1", "de 5 \u2212 3 – 2 — 1"),
        ("une ligne\u2028une autre\u2029la fin", "une ligne une autre la fin"),
        ("une ligne\x0bune autre\x0cla fin", "une ligne une autre la fin"),
        ("mer\u00adcredi, ven\u00ad dredi", "mercredi, vendredi"),
        ("l\u200beau \ufefffraîche\u2060, ici\u200e", "leau fraîche, ici"),
        ("bri\u200dco\u200clage", "bricolage"),
        ("e\u200b\u0301coute", "écoute"),
        ("l’o\ufb03ciel \ufb01nit", "l’officiel finit"),
        ("\uff12\uff10\uff12\uff15\u3000\uff01", "2025 !"),
        ("l’\U0001d5d4\U0001d5f6\U0001d5fb", "l’Ain"),
        ("chapitre \u2163", "chapitre IV"),
        ("les points, \uf0b7 un \uf0a7 deux", "les points, • un • deux"),
        ("16\u2009497 et\u2003fin", "16\u202f497 et fin"),
        ("l\u0092eau, \u0093mot\u0094 \u0096 c\u009cur\u0085", "l’eau, “mot” – cœur…"),
        (
            "\U0001f468\u200d\U0001f469\u200d\U0001f467",
            "\U0001f468\u200d\U0001f469\u200d\U0001f467",
        ),
        ("prix 12 €, 2ᵉ, ½, m², ≥ 3", "prix 12 €, 2ᵉ, ½, m², ≥ 3"),
    ],
)
@pytest.mark.parametrize("quote", ["", "'", '"'], ids=["plain", "single", "double"])
def test_a_pasted_sign_is_read_for_what_it_stands_for(
    pasted: str, read_as: str, quote: str
) -> None:
    assert read(f"a: {quote}{pasted}{quote}\n") == read_as


def test_a_word_that_a_pdf_cut_at_the_end_of_a_line_is_one_word() -> None:
    assert read("a: >-\n  une réor\u00ad\n  ganisation\n") == "une réorganisation"


@pytest.mark.parametrize(
    "before",
    [
        "c’est\u2011à\u2011dire",
        "l´eau",
        "mer\u00adcredi",
        "o\ufb03ce",
        "a\u200bb\ufeff",
        "ligne\u2028autre",
    ],
)
@pytest.mark.parametrize("block", ["a: {} un mot\n", "a: |\n  {} un\n  mot\n"])
def test_what_follows_a_pasted_sign_keeps_its_place_in_the_file(before: str, block: str) -> None:
    source = block.format(before)
    text = read(source)
    start = text.index("mot")
    place = text.at(start, start + 3)
    line = source.split("\n")[place.line - 1]
    assert line[place.column - 1 : place.end_column - 1] == "mot"


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\u0085", "\x0b", "\x0c"])
def test_no_pasted_sign_shifts_the_lines_of_what_follows(sign: str) -> None:
    loaded = parse(FILE, f"a: un{sign}deux\nb: trois\nb: quatre\n")
    assert [str(fault.span) for fault in loaded.diagnostics] == ["dossier.yaml:3:1"]


def test_a_key_is_read_without_the_marks_that_nobody_sees() -> None:
    tree = parse(FILE, "langue\u200b: fr\n\ufeffedition: 2025\n").tree
    assert tree is not None
    assert list(tree.root) == ["langue", "edition"]


@given(st.text())
def test_what_is_mended_is_mended_once(text: str) -> None:
    once = mended(text)
    assert mended(mended(once)) == mended(once)
    assert len(once.split()) <= max(len(text.split()), 1) + text.count("\u3000")


@given(st.text(st.characters(max_codepoint=0x24F, exclude_categories=["Cc", "Cf"])))
def test_ordinary_letters_and_signs_are_left_as_they_are(text: str) -> None:
    apostrophes = str.maketrans("’`´", "'''")
    assert mended(text).translate(apostrophes) == text.translate(apostrophes)


def test_the_dossier_keeps_its_bytes(found: Callable[..., list[object]], tmp_path: Path) -> None:
    source = "contexte: {blocs: [C’est\u2011à\u2011dire\u200b l´eau]}\n"
    assert found(source) == []
    file = next(tmp_path.rglob("dossier.yaml"))
    assert file.read_text("utf-8").startswith(source)


@pytest.mark.parametrize("mark", ["\u202a", "\u202e", "\u2066", "\u2069", "\u200f", "\u061c"])
def test_a_mark_that_turns_the_direction_reaches_no_document_be_it_a_draft(mark: str) -> None:
    assert mended(f"Un {mark}texte{mark}") == "Un texte"
