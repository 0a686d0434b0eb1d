"""Between brackets and braces, each comment stays with the entry that it speaks of."""

from __future__ import annotations

import os
import re
from random import Random

import pytest

from ppgp_docs.edit.apply import apply, undone
from ppgp_docs.edit.changes import Change, Insert, Move, Remove, Set

from .strategies import change_of_flow, commented_flow
from .test_apply import asked, loaded

EDITS = 5000 if os.environ.get("PPGP_FULL") else 300
UN_DEUX_TROIS = "n: [\n  a,   # un\n  b,   # deux\n  c    # trois\n]\n"
LEADING = "n: [ # tête\n  a   # un\n  # B\n  , b # deux\n  , c\n  # fin\n]\n"
BRACES = "n: {a: 1, # un\n  # B\n  b: 2, c, # trois\n  d: # quatre\n}\n"


def comments_out_of_place(text: str) -> list[str]:
    """A comment behind an entry names it, one above names the next; whoever wrote the text."""
    wrong, above, last = [], [], ""
    for line in text.splitlines():
        code, sign, comment = re.sub(r"'[^']*'", "", line).partition("#")
        names = re.findall(r"\b(?:e\d|neuf)\b", code)
        if names:
            wrong += [each for each in above if each != f"avant {names[0]}"]
            above, last = [], names[-1]
        words = comment.strip().removesuffix(", oui")
        if words.startswith("avant"):
            above.append(words)
        elif sign and words not in ("de tous", f"de {last}" if names else ""):
            wrong.append(words)
    return wrong + above


def owned(text: str) -> list[str]:
    return sorted(re.findall(r"(?:de|avant) (?:e\d|tous)", text))


@pytest.mark.parametrize("seed", range(EDITS))
def test_a_change_leaves_every_comment_to_its_entry(seed: int) -> None:
    random = Random(seed)
    text = commented_flow(random)
    assert comments_out_of_place(text) == []
    change = change_of_flow(text, random)
    edited = apply(text, [change])
    gone = str(change.path[-1]) if isinstance(change, Remove) else "-"
    gone = gone if gone[0] in "e-" else f"e{gone}"
    assert comments_out_of_place(edited.text) == [], (text, change, edited.text)
    assert owned(edited.text) == [each for each in owned(text) if gone not in each]
    assert loaded(edited.text) == asked(text, change)
    assert undone(edited) == text
    assert edited.text.count("\r") == (edited.text.count("\n") if "\r" in text else 0)


@pytest.mark.parametrize("seed", range(EDITS // 5))
def test_a_removal_leaves_the_other_lines_as_they_were_but_for_a_comma(seed: int) -> None:
    random = Random(seed)
    names = [f"e{rank}" for rank in range(random.randint(2, 5))]
    lines = {
        name: [f"  {name},  # de {name}", f" # avant {name}"][: random.randint(1, 2)]
        for name in names
    }
    gone = random.choice(names)
    text = "n: [\n" + "".join(f"{line}\n" for name in names for line in lines[name][::-1]) + "]\n"
    kept = [line for name in names if name != gone for line in lines[name][::-1]]
    after = apply(text, [Remove(("n", names.index(gone)))]).text
    assert after.split("\n") == ["n: [", *kept, "]", ""]


@pytest.mark.parametrize(
    ("before", "change", "after"),
    [
        (UN_DEUX_TROIS, Remove(("n", 0)), "n: [\n  b,   # deux\n  c    # trois\n]\n"),
        (UN_DEUX_TROIS, Remove(("n", 1)), "n: [\n  a,   # un\n  c    # trois\n]\n"),
        (UN_DEUX_TROIS, Remove(("n", 2)), "n: [\n  a,   # un\n  b   # deux\n]\n"),
        (
            UN_DEUX_TROIS,
            Move(("n",), 0, 2),
            "n: [\n  b,   # deux\n  c,    # trois\n  a   # un\n]\n",
        ),
        (
            UN_DEUX_TROIS,
            Insert(("n",), 1, "x"),
            "n: [\n  a,   # un\n  x,\n  b,   # deux\n  c    # trois\n]\n",
        ),
        (LEADING, Remove(("n", 0)), "n: [ # tête\n  # B\n  b # deux\n  , c\n  # fin\n]\n"),
        (LEADING, Remove(("n", 1)), "n: [ # tête\n  a   # un\n  , c\n  # fin\n]\n"),
        (
            LEADING,
            Move(("n",), 1, 0),
            "n: [ # tête\n  # B\n  b # deux\n  , a   # un\n  , c\n  # fin\n]\n",
        ),
        (BRACES, Remove(("n", "a")), "n: {\n  # B\n  b: 2, c, # trois\n  d: # quatre\n}\n"),
        (BRACES, Remove(("n", "b")), "n: {a: 1, # un\n  c, # trois\n  d: # quatre\n}\n"),
        (
            BRACES,
            Remove(("n", "c")),
            "n: {a: 1, # un\n  # B\n  b: 2,\n  d: # quatre\n}\n",
        ),
        (
            BRACES,
            Remove(("n", "d")),
            "n: {a: 1, # un\n  # B\n  b: 2, c # trois\n}\n",
        ),
        ("n: [a, # un\n  b]\n", Move(("n",), 0, 1), "n: [b,\n  a # un\n  ]\n"),
        ("n: [a: 1 # un\n  , b]\n", Set(("n", 0), "w"), "n: [w # un\n  , b]\n"),
        ("n: [a: 1 # un\n  , b]\n", Remove(("n", 0, "a")), "n: [{} # un\n  , b]\n"),
        ("n: [a: 1, b]\n", Set(("n", 0, "z"), "9"), "n: [{a: 1, z: 9}, b]\n"),
        ("n: [ # tête\n  a # un\n]\n", Remove(("n", 0)), "n: [ # tête\n]\n"),
        ("n: [ # tête\n]\n", Insert(("n",), 0, "x"), "n: [ # tête\n  x\n]\n"),
        ("[a, # un\n b]", Remove((0,)), "[b]"),
        ("n: {d: # un\n}\n", Set(("n", "e"), "1"), "n: {d: , # un\n  e: 1\n}\n"),
        ("n: {d: , e}\n", Set(("n", "d"), "1"), "n: {d: 1 , e}\n"),
        ("n: {d, # un\n  e}\n", Set(("n", "d"), "1"), "n: {d: 1, # un\n  e}\n"),
    ],
)
def test_a_change_between_brackets_is_written_as_a_person_would(
    before: str, change: Change, after: str
) -> None:
    assert apply(before, [change]).text == after
