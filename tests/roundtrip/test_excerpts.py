"""Long texts of a comparison are shown by what differs in them."""

from __future__ import annotations

from ppgp_docs.importing.excerpts import excerpts

WORDS = " ".join(f"mot{rank}" for rank in range(60))


def test_texts_that_are_read_at_a_glance_are_shown_whole():
    assert excerpts("Service de PMI", "PMI", "") == ("Service de PMI", "PMI", "")


def test_long_texts_are_shown_around_what_differs():
    other = WORDS.replace("mot30 ", "")
    assert excerpts(WORDS, other, WORDS) == (
        "… mot24 mot25 mot26 mot27 mot28 mot29 mot30 mot31 mot32 mot33 mot34 mot35 mot36 …",
        "… mot24 mot25 mot26 mot27 mot28 mot29 mot31 mot32 mot33 mot34 mot35 mot36 …",
        "… mot24 mot25 mot26 mot27 mot28 mot29 mot30 mot31 mot32 mot33 mot34 mot35 mot36 …",
    )


def test_what_was_added_at_an_end_of_a_text_is_shown_there():
    sent, back, _ = excerpts(WORDS, f"{WORDS} et plus", "")
    assert back.endswith("mot59 et plus")
    assert sent.endswith("mot59")


def test_a_text_that_was_taken_out_is_shown_by_its_first_words():
    sent, *others = excerpts(WORDS, "", "")
    assert sent.startswith("mot0 mot1 mot2 ") and sent.endswith("mot27 …")
    assert others == ["", ""]
