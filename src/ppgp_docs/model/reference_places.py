"""Where the words that a reference printed stand in a text, to be told from those typed.

The text is parsed a second time with marks around each value; what is printed never has them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from attrs import evolve

from ppgp_docs.model.prose import Cited, Line, ListOfItems, Node, Paragraph, Prose, Run
from ppgp_docs.model.references import FIRST, LAST, NAMES, References

_SPACES: Final = str.maketrans(dict.fromkeys("\u00a0\u202f", " "))


def cited_line(line: Line, text: str, references: References, parse: Callable[[str], Line]) -> Line:
    """``line``, which ``text`` made, with the place of each reference in its runs."""
    marked, names = references.marked(text)
    return evolve(line, runs=_runs(line.runs, parse(marked).runs, names)) if names else line


def cited_prose(
    prose: Prose, text: str, references: References, parse: Callable[[str], Prose]
) -> Prose:
    """The same of a longer text."""
    marked, names = references.marked(text)
    return evolve(prose, nodes=_nodes(prose.nodes, parse(marked).nodes, names)) if names else prose


def _nodes(nodes: tuple[Node, ...], marked: tuple[Node, ...], names: list[str]) -> tuple[Node, ...]:
    if len(nodes) != len(marked):
        return nodes
    return tuple(_node(node, like, names) for node, like in zip(nodes, marked, strict=True))


def _node(node: Node, like: Node, names: list[str]) -> Node:
    if isinstance(node, Paragraph) and isinstance(like, Paragraph):
        return evolve(node, runs=_runs(node.runs, like.runs, names))
    if isinstance(node, ListOfItems) and isinstance(like, ListOfItems):
        pairs = zip(node.items, like.items, strict=False)
        same = len(node.items) == len(like.items)
        items = tuple(_nodes(item, other, names) for item, other in pairs)
        return evolve(node, items=items) if same else node
    return node


def _runs(runs: tuple[Run, ...], marked: tuple[Run, ...], names: list[str]) -> tuple[Run, ...]:
    """The runs with what each cites; as they are where the marks would have changed the text."""
    said, places = _places("".join(run.text for run in marked), names)
    if said.translate(_SPACES) != "".join(run.text for run in runs).translate(_SPACES):
        return runs
    return tuple(_citing(runs, places))


def _places(text: str, names: list[str]) -> tuple[str, list[Cited]]:
    """The text without its marks, and what stood between them."""
    said, places, opened = "", list[Cited](), dict[str, int]()
    for letter in text:
        if letter == LAST and opened:
            name, start = opened.popitem()
            places.append(Cited(start, len(said), name))
        elif 0 <= ord(letter) - NAMES < len(names):
            opened[names[ord(letter) - NAMES]] = len(said)
        elif letter not in (FIRST, LAST):
            said += letter
    return said, places


def _citing(runs: tuple[Run, ...], places: list[Cited]) -> Iterator[Run]:
    start = 0
    for run in runs:
        end = start + len(run.text)
        own = [each for each in places if start <= each.start < each.end <= end]
        moved = (evolve(each, start=each.start - start, end=each.end - start) for each in own)
        yield evolve(run, cites=tuple(moved)) if own else run
        start = end
