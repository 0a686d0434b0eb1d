"""Changes are patches: the data are those that were asked for, all other bytes those of before."""

from __future__ import annotations

import os
import re
from difflib import SequenceMatcher
from random import Random

import pytest
import yaml

from ppgp_docs.edit.apply import apply, undone
from ppgp_docs.edit.changes import Change, Insert, Move, Remove, RenameKey, Set
from ppgp_docs.edit.nodes import NotEditableError

from .strategies import FILES, SAMPLES, VALUES, any_change

EDITS = 2000 if os.environ.get("PPGP_FULL") else 200


def loaded(text: str) -> object:
    """What another library reads, every scalar a text; mappings with the order of their keys."""
    return pairs(yaml.load(text.removeprefix("\ufeff"), yaml.BaseLoader))


def pairs(value: object) -> object:
    if isinstance(value, dict):
        return [(key, pairs(item)) for key, item in value.items()]
    return [pairs(item) for item in value] if isinstance(value, list) else value


def asked(text: str, change: Change) -> object:
    """The data after a change, written here a second time and otherwise than in the engine."""
    root = yaml.load(text.removeprefix("\ufeff"), yaml.BaseLoader)
    path = list(change.path)
    last = None if isinstance(change, Insert | Move) else path.pop()
    node = root
    for step in path:
        node = node[step]
    match change:
        case Insert(_, rank, value):
            if not node:  # a list that was left blank
                parent = root
                for step in path[:-1]:
                    parent = parent[step]
                parent[path[-1]] = [value]
            else:
                node.insert(rank, value)
        case Move(_, rank, to):
            node.insert(to, node.pop(rank))
        case Remove():
            del node[last]
        case RenameKey(_, name):
            renamed = [(name if key == last else key, item) for key, item in node.items()]
            node.clear()
            node.update(renamed)
        case Set(_, value, order):
            _set(node, last, value, order)
    return pairs(root)


def _set(node: object, last: object, value: object, order: object) -> None:
    if isinstance(node, list):
        node[last] = value  # type: ignore[index]
    elif isinstance(node, dict) and (last in node or not order):
        node[last] = value
    elif isinstance(node, dict):
        first = order[0]  # type: ignore[index]
        held = [*node.items()]
        rank = [key for key, _ in held].index(first) + 1
        node.clear()
        node.update([*held[:rank], (last, value), *held[rank:]])


@pytest.mark.parametrize("seed", range(EDITS))
@pytest.mark.campaign(share=4)
def test_a_random_change_does_what_was_asked_and_can_be_undone(seed: int) -> None:
    random = Random(seed)
    text = FILES[random.choice(sorted(FILES))]
    change = any_change(text, random)
    edited = apply(text, [change])
    assert loaded(edited.text) == asked(text, change)
    assert undone(edited) == text


@pytest.mark.parametrize("seed", range(EDITS // 10))
def test_changes_one_after_the_other_are_all_undone(seed: int) -> None:
    random = Random(seed)
    text = FILES[random.choice(sorted(FILES))]
    changes: list[Change] = []
    edited = apply(text, [])
    for _ in range(6):
        changes.append(any_change(edited.text, random))
        edited = apply(text, changes)
    assert undone(edited) == text


@pytest.mark.parametrize("seed", range(EDITS // 2))
@pytest.mark.campaign(share=4)
def test_a_word_that_changes_leaves_every_comment_and_every_other_line(seed: int) -> None:
    """Lines that differ are those of the value alone."""
    random = Random(seed)
    name = random.choice(sorted(SAMPLES))
    text = SAMPLES[name]
    change = any_change(text, random)
    while not (isinstance(change, Set) and isinstance(change.value, str)):
        change = any_change(text, random)
    if not isinstance(_at(text, change), str) or "#" in str(change.value):
        return
    after = apply(text, [change]).text
    assert comments(after) == comments(text)
    gone = lines_that_differ(text, after)
    assert gone <= len(str(_at(text, change))) // 40 + 4


COMMENTED = (
    "p: mot  # c0.\ns: 'x' # c1.\nd: \"x\"  # c2.\nl: |  # c3.\n  a\n  b\nf: >-  # c4.\n  a\n  b\n"
    "k: |+ # c5.\n  a\n\nn:  # c6.\nt:\n  - mot  # c7.\n  - |  # c8.\n    a\n    b\n"
    "  - [x]  # c9.\n  - >\t# c10.\n    # a\n    b\ni: |2-  # c11.\n   x\ne: {}  # c12.\n"
    "m: sur\n   deux  # c13.\n"
    "o:  # c14.\n  - x\nu:  # c15.\n  v: x\nz: |- # c16.\n  fin"
)
"""A comment behind every value that can bear one."""

PLACES = [*((key,) for key in "psdlfknieouz"), ("m",), *(("t", rank) for rank in range(4))]


@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
@pytest.mark.parametrize("seed", range(EDITS // 4))
def test_a_value_that_changes_many_times_keeps_the_comment_of_its_key(
    seed: int, line_break: str
) -> None:
    """From one line to several, to a list, to nothing, and back."""
    random = Random(seed)
    text = COMMENTED.replace("\n", line_break)
    for _ in range(8):
        value = random.choice([*VALUES, "l1\nl2", "l1\nl2\n", "mot"])
        text = apply(text, [Set(random.choice(PLACES), value)]).text
        assert re.findall(r"#[ ]c(\d+)\.", text) == [str(rank) for rank in range(17)], text


def _at(text: str, change: Set) -> object:
    node = yaml.load(text, yaml.BaseLoader)
    for step in change.path:
        if isinstance(node, dict) and step not in node:
            return ""
        node = node[step]
    return node


def comments(text: str) -> list[str]:
    return re.findall(r"^[ \t]*#.*$", text, re.MULTILINE)


def lines_that_differ(before: str, after: str) -> int:
    matcher = SequenceMatcher(None, before.split("\n"), after.split("\n"), autojunk=False)
    return sum(i2 - i1 for tag, i1, i2, _, _ in matcher.get_opcodes() if tag != "equal")


@pytest.mark.parametrize(
    ("before", "change", "after"),
    [
        ("a: 1 # un\n", Set(("a",), "2"), "a: 2 # un\n"),
        ("", Set(("a",), "1"), "a: 1\n"),
        ("# un dossier vierge", Set(("a",), "1"), "# un dossier vierge\na: 1\n"),
        ("a: |  # un\n  x\n  y\n", Set(("a",), "u\nv\n"), "a: |  # un\n  u\n  v\n"),
        ("a: >-  # un\n  x\nb: 1\n", Set(("a",), ["u"]), "a:  # un\n  - u\nb: 1\n"),
        ("a: |  # un\n  x\nb: 1\n", Set(("a",), ""), "a:   # un\nb: 1\n"),
        ("a: 'x' # un\n", Set(("a",), "l'été"), "a: 'l''été' # un\n"),
        ("a: # un\nb: 2\n", Set(("a",), "x"), "a: x # un\nb: 2\n"),
        ("a:\nb: 2", Set(("b",), ["x"]), "a:\nb:\n  - x"),
        ("a: {b: 1, c: 2}\n", Set(("a", "b"), "x, y"), "a: {b: 'x, y', c: 2}\n"),
        ("a: 1\r\nb: 2\r\n", Set(("a",), "u\nv\n"), "a: |\r\n  u\r\n  v\r\nb: 2\r\n"),
        ("a: 1\nc: 3\n", Set(("b",), "2", ("a", "b", "c")), "a: 1\nb: 2\nc: 3\n"),
        ("- 1 # un\n# fin\n", Insert((), 1, "2"), "- 1 # un\n- 2\n# fin\n"),
        ("a: []\n", Insert(("a",), 0, "1"), "a:\n  - 1\n"),
        ("a:\nb: 1\n", Insert(("a",), 0, {"k": "v", "l": "w"}), "a:\n  - k: v\n    l: w\nb: 1\n"),
        ("- 1\n# de 2\n- 2\n", Insert((), 1, "x"), "- 1\n- x\n# de 2\n- 2\n"),
        ("a:\n  # de 1\n  - 1\n", Insert(("a",), 0, "x"), "a:\n  - x\n  # de 1\n  - 1\n"),
        ("- 1\n# de 2\n- 2 # z\n- 3\n", Remove((1,)), "- 1\n- 3\n"),
        ("- 1\n# u\n\n# de 2\n# v\n- 2\n# de 3\n- 3\n", Remove((1,)), "- 1\n# u\n\n# de 3\n- 3\n"),
        ("- a: 1\n  # de 1\n# de 2\n- 2\n- 3\n", Remove((1,)), "- a: 1\n  # de 1\n- 3\n"),
        ("# tout\n- 1\n- 2\n", Remove((0,)), "# tout\n- 2\n"),
        ("a:\n  # de 1\n  - 1\n  - 2\n", Remove(("a", 0)), "a:\n  - 2\n"),
        ("a:\n  # de 1\n  - 1\nb: 2\n", Remove(("a", 0)), "a: []\nb: 2\n"),
        ("a:\n  # de 1\n  - 1", Remove(("a", 0)), "a: []"),
        ("- 1\n\n# u\n\n# de 2\n- 2", Remove((1,)), "- 1\n\n# u\n"),
        ("- 1\r\n# de 2\r\n- 2\r\n- 3", Remove((1,)), "- 1\r\n- 3"),
        ("- |\n  # a\n  # b\n- 2\n- 3\n", Remove((1,)), "- |\n  # a\n  # b\n- 3\n"),
        ("- 'x\n# y'\n- 2\n- 3\n", Remove((1,)), "- 'x\n# y'\n- 3\n"),
        ("a: {}\n# de b\nb:\n  c: 1\nd: 2\n", Remove(("b",)), "a: {}\nd: 2\n"),
        ("a: 1\n# de b\nb: 2\nd: 2\n", Remove(("b",)), "a: 1\n# de b\nd: 2\n"),
        ("a:\n  # de 1\n  - 1\n  - 2\n", Move(("a",), 0, 1), "a:\n  - 2\n  # de 1\n  - 1\n"),
        ("- a: 1\n  # note\n  b: 2\n", Remove((0, "a")), "- \n  # note\n  b: 2\n"),
        ("- a: 1\n  b: 2\n", Remove((0, "a")), "- b: 2\n"),
        ("a:\n  - 1\nb: 2\n", Remove(("a", 0)), "a: []\nb: 2\n"),
        ("- 1\n# de 2\n- 2 # z\n- 3", Move((), 1, 2), "- 1\n- 3\n# de 2\n- 2 # z"),
        ("- 1\n# de 2\n- 2\n", Move((), 1, 0), "# de 2\n- 2\n- 1\n"),
        ("x: [a, b, c]\n", Move(("x",), 0, 2), "x: [b, c, a]\n"),
        ("t: Et après ?\na: 1\n", Remove(("a",)), "t: Et après ?\n"),
        ("'a b': 1 # un\n", RenameKey(("a b",), "c"), "'c': 1 # un\n"),
    ],
)
def test_a_change_is_written_as_a_person_would(before: str, change: Change, after: str) -> None:
    assert apply(before, [change]).text == after


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: &x 1\nb: *x\n", "renvoi"),
        ("a: !!str 1\nb: 2\n", "étiquette"),
        ("a: [1\n", "syntaxe"),
        ("a: 1\na: 2\n", "deux fois"),
        ("b: 1\n", "n’existe plus"),
        ("", "n’existe plus"),
        ("b: 1\n? a\n: 2\n", "annoncée par un `\\?`"),
        ("b: 1\n? a\n", "annoncée par un `\\?`"),
        ("- ? a\n  : 2\n", "annoncée par un `\\?`"),
        ("b: {c: 1, ? a : 2}\n", "annoncée par un `\\?`"),
        ("?\n  a\n: 2\n", "annoncée par un `\\?`"),
    ],
    ids=["anchor", "tag", "syntax", "twice", "gone", "empty", *(f"explicit {n}" for n in range(5))],
)
def test_what_cannot_be_changed_safely_is_refused_in_french(text: str, words: str) -> None:
    with pytest.raises(NotEditableError, match=words):
        apply(text, [Remove(("a",))])


def test_a_long_text_that_was_folded_stays_folded() -> None:
    text = "a: >-\n  Un texte\n  sur deux lignes.\nb: 1\n"
    after = apply(text, [Set(("a",), "mot " * 60 + "fin")]).text
    assert after.startswith("a: >-\n  mot") and max(map(len, after.split("\n"))) <= 100
