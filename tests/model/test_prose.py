"""The small Markdown: one neutral tree, in French typesetting, that never loses a letter."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppgp_docs.model.prose import (
    Line,
    ListOfItems,
    Paragraph,
    Run,
    notes_called,
    parse_line,
    parse_prose,
    typeset_words,
)

NNBSP, NBSP = "\u202f", "\u00a0"


def test_bold_and_italic_become_flat_runs() -> None:
    assert parse_line("un **mot *fort*** et *doux*").runs == (
        Run("un "),
        Run("mot ", bold=True),
        Run("fort", bold=True, italic=True),
        Run(" et "),
        Run("doux", italic=True),
    )


def test_paragraphs_and_nested_lists_become_nodes() -> None:
    prose = parse_prose("Un texte\n\n- un\n  1. un bis\n- deux\n\n3. trois\n")
    paragraph, bullets, numbers = prose.nodes
    assert paragraph == Paragraph((Run("Un texte"),))
    assert isinstance(bullets, ListOfItems)
    assert isinstance(numbers, ListOfItems)
    assert (bullets.ordered, numbers.ordered) == (False, True)
    assert bullets.items[0] == (
        Paragraph((Run("un"),)),
        ListOfItems(((Paragraph((Run("un bis"),)),),), ordered=True),
    )
    assert prose.plain == "Un texte\nun\nun bis\ndeux\ntrois"


def test_a_line_never_becomes_a_list() -> None:
    assert parse_line("1. Le premier\n- le second").plain == "1. Le premier – le second"


def test_line_breaks_in_the_source_are_spaces() -> None:
    assert parse_prose("Un texte\nplié ici  \net là").plain == "Un texte plié ici et là"


def test_a_note_is_a_run_of_its_own() -> None:
    line = parse_line("le PEMAT[^pemat], puis[^autre]")
    assert notes_called(line.runs) == ("pemat", "autre")
    assert line.plain == "le PEMAT, puis"


def test_foreign_words_say_their_language_and_keep_their_typography() -> None:
    line = parse_line('le [Agency: "Quality"]{lang=en} !')
    assert line.runs[1] == Run('Agency: "Quality"', lang="en")
    assert line.plain.endswith(f"{NNBSP}!")


@pytest.mark.parametrize(
    "address", ["https://www.exemple.fr/a?b=c;d", "http://exemple.fr", "mailto:a@exemple.fr"]
)
def test_links_of_the_web_and_of_the_mail_are_kept_as_typed(address: str) -> None:
    (run,) = parse_line(f"[ici]({address})").runs
    assert run == Run("ici", link=address)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:x",
        "file:///etc/passwd",
        "data:text/html,x",
        "//a.fr",
        "x",
    ],
)
def test_any_other_link_is_refused_and_stays_text(address: str) -> None:
    line = parse_line(f"[ici]({address})")
    assert [run.link for run in line.runs] == [None]
    assert "ici" in line.plain


def test_html_is_text_like_any_other() -> None:
    line = parse_line('<script>alert("x")</script> & <b>R&D</b>')
    assert line.plain.startswith("<script>alert(")
    assert line.plain.endswith("<b>R&D</b>")


@pytest.mark.parametrize("mark", ["# Titre", "> cité", "```x", "![x](y)", "| a | b |", "`code`"])
def test_what_is_outside_the_small_markdown_stays_text(mark: str) -> None:
    assert parse_prose(mark).plain.replace(NBSP, " ").replace("’", "'").startswith(mark[0])


def test_spaces_at_the_border_of_two_styles_are_french_too() -> None:
    assert parse_line("**Et après** ?").plain == f"Et après{NNBSP}?"
    assert parse_line("« **Oui** »").plain == f"«{NBSP}Oui{NBSP}»"


def test_quotes_inside_a_quotation_are_of_the_second_level() -> None:
    assert parse_prose("Je dis « oui » souvent", quoted=True).plain == "Je dis “oui” souvent"
    assert parse_prose("Je dis « oui » souvent").plain == f"Je dis «{NBSP}oui{NBSP}» souvent"


def test_plain_words_are_typeset_without_any_markdown() -> None:
    assert typeset_words("l'eau *vive* :\n5 %") == f"l’eau *vive*{NBSP}: 5{NBSP}%"


def test_an_empty_text_is_false() -> None:
    assert not parse_prose("")
    assert not parse_prose(" \n")
    assert not Line()


def letters(text: str) -> list[str]:
    return [sign for sign in text if sign.isalpha()]


markdown = st.text(st.sampled_from("abé *_[](){}^-1.\n'\"«»?:<>&\\`#|"), max_size=60)


@given(markdown, st.booleans())
def test_no_text_whatever_raises(text: str, quoted: bool) -> None:
    assert isinstance(parse_prose(text, quoted=quoted).plain, str)
    assert isinstance(parse_line(text).plain, str)


@given(st.text(st.sampled_from("abéÀœ *_-1.\n'\"«»?:<>&#|"), max_size=60))
def test_no_letter_is_lost_or_made_up(text: str) -> None:
    assert letters(parse_line(text).plain) == letters(text)
    assert letters(parse_prose(text).plain) == letters(text)


@given(markdown)
def test_neighbouring_runs_always_differ_in_style(text: str) -> None:
    runs = parse_line(text).runs
    styles = [(run.bold, run.italic, run.link, run.lang, run.note) for run in runs]
    assert all(a != b or a[-1] for a, b in pairwise(styles))
