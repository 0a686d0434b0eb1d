"""How far, how small, how wide: the lengths of a page that hide a word, in any unit of CSS."""

from __future__ import annotations

import pytest

from ppgp_docs.prove.seen_page import hidden_by

WORD = "PROJET"
AN_INCH = {
    "": 96, "px": 96, "pt": 72, "pc": 6, "in": 1, "cm": 2.54, "mm": 25.4,
    "em": 6, "rem": 6, "ch": 12, "ex": 12, "lh": 4.8, "rlh": 4.8,
}  # fmt: skip
"""How many of each unit are an inch (CSS Values 4, 6.2), letters being of 16 pixels; a
length without unit is one of pixels in a page without a doctype."""


def length(pixels: float, unit: str) -> str:
    return f"{pixels / 96 * AN_INCH[unit]:.5f}{unit}"


def is_seen(style: str, body: str = f"<p>{WORD}</p>") -> bool:
    page = f'<html lang="fr"><style>{style}</style><body>{body}</body></html>'
    return hidden_by(page.encode(), WORD) is None


@pytest.mark.parametrize("unit", AN_INCH)
def test_a_word_moved_by_two_hundred_pixels_is_still_there_and_gone_beyond(unit: str) -> None:
    assert is_seen(f"p {{ margin-left: -{length(199, unit)} }}")
    assert not is_seen(f"p {{ margin-left: -{length(201, unit)} }}")


@pytest.mark.parametrize("unit", ["px", "pt", "pc", "in", "cm", "mm", "rem"])
def test_letters_of_six_pixels_are_read_and_smaller_ones_are_not(unit: str) -> None:
    assert is_seen(f"p {{ font-size: {length(6.1, unit)} }}")
    assert not is_seen(f"p {{ font-size: {length(5.9, unit)} }}")


@pytest.mark.parametrize("unit", ["em", "%"])
def test_letters_measured_by_those_around_them_shrink_with_each(unit: str) -> None:
    half, third = ("0.5em", "0.3em") if unit == "em" else ("50%", "30%")
    within = f"<div><p>{WORD}</p></div>"
    assert is_seen(f"p {{ font-size: {half} }}", within)
    assert not is_seen(f"div {{ font-size: {half} }} p {{ font-size: {third} }}", within)


@pytest.mark.parametrize(
    ("share", "computed", "seen"),
    [
        ("1em", "clamp(6.1px, 1vw, 1rem)", True),
        ("1em", "clamp(5.9px, 1vw, 1rem)", False),
        ("0.3em", "clamp(2rem, 4vw, 3rem)", True),
        ("0.2em", "clamp(2rem, 4vw, 3rem)", False),
        ("1em", "max(6.1px, 1rem)", True),
        ("1em", "min(1px, 1rem)", False),
    ],
)
def test_letters_of_a_computed_size_are_as_small_as_it_may_become(
    share: str, computed: str, seen: bool
) -> None:
    style = f"p {{ font-size: {computed} }} b {{ font-size: {share} }}"
    assert is_seen(style, f"<p><b>{WORD}</b></p>") is seen


@pytest.mark.parametrize(
    ("size", "seen"),
    [
        ("max-height: 11px", True),
        ("max-height: 9px", False),
        ("width: 0", False),
        ("height: auto", True),
        ("height: fit-content(1em)", False),  # not worked out
        ("line-height: 1.2", True),
        ("line-height: .2", False),
        ("line-height: 12px", True),
    ],
)
def test_a_box_that_cuts_what_overflows_shows_a_word_from_ten_pixels(size: str, seen: bool) -> None:
    assert is_seen(f"p {{ overflow: hidden; {size} }}") is seen
    assert is_seen(f"p {{ {size} }}"), "nothing is cut"


@pytest.mark.parametrize(
    ("sides", "seen"),
    [
        ("width: 90%; height: 90vh", False),
        ("width: 90%; height: 1em", True),  # a band
        ("width: 1em; height: 90vh", True),
        ("left: 0; right: 0; top: 0; bottom: 0", False),
        ("left: 0; right: 0; top: 0", True),
        ("width: max-content; height: 90vh", False),
        ("inset: 0", False),
        ("inset: 5000px", True),
    ],
)
def test_what_lies_over_a_page_covers_it_when_it_is_wide_and_high(sides: str, seen: bool) -> None:
    style = f"i {{ position: fixed; background: white; {sides} }}"
    assert is_seen(style, f"<p>{WORD}</p><i></i>") is seen


@pytest.mark.parametrize("said", ["calc(.5 + .5)", "1em"])
def test_an_opacity_that_is_not_worked_out_is_told(said: str) -> None:
    page = f"<style>p {{ opacity: {said} }}</style><p>{WORD}</p>".encode()
    assert f"`opacity: {said}` sur `<p>`" in (hidden_by(page, WORD) or "")


@pytest.mark.parametrize(
    ("opacity", "seen"),
    [("0.3", True), ("30%", True), ("0.2", False), ("20%", False), ("1", True), ("0", False)],
)
def test_a_black_word_on_white_is_seen_from_a_quarter_of_its_strength(
    opacity: str, seen: bool
) -> None:
    assert is_seen(f"p {{ opacity: {opacity} }}") is seen
