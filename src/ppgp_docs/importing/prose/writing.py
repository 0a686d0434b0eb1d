"""A dossier made of notes, as YAML: above each piece, the paragraphs that it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from ppgp_docs.edit.nodes import Data, data, nodes
from ppgp_docs.edit.writing import STEP, pair, text_of
from ppgp_docs.francais.accords import enumerer
from ppgp_docs.importing.prose.sourced import every_text

_TOLD_ONE_BY_ONE: Final = ("blocs", "jalons", "priorites", "activites", "citations", "notes")


def written(dossier: dict[str, Data], head: Iterable[str], proposed: Iterable[str]) -> str:
    """The whole file; ``head`` and ``proposed`` are lines of comments.

    Raises AssertionError for a text that does not read back as the same dossier.
    """
    lines = [*(f"# {line}".rstrip() for line in head), ""]
    for name, value in dossier.items():
        if name == "departement":
            lines += [f'{name}: "{value}"', "", *(f"# {line}".rstrip() for line in proposed), ""]
        else:
            lines += [*_pair(name, value, 0, told=False), ""]
    text = "\n".join(lines).rstrip("\n") + "\n"
    assert data(nodes(text)) == dossier, "what was written reads otherwise"
    return text


def _pair(name: str, value: Data, indent: int, *, told: bool) -> Iterator[str]:
    pad = " " * indent
    if isinstance(value, str) or not value:
        if not told:
            yield from _origin(value, pad)
        yield from f"{pad}{pair(name, value, indent)}".split("\n")
        return
    yield f"{pad}{name}:"
    if isinstance(value, list):
        yield from _items(name, value, indent + STEP, told=told)
    else:
        yield from _fields(name, value, indent + STEP, told=told)


def _fields(name: str, value: dict[str, Data], indent: int, *, told: bool) -> Iterator[str]:
    for key, item in value.items():
        if name in _TOLD_ONE_BY_ONE:
            yield from _origin(item, " " * indent)
            yield from _pair(key, item, indent, told=True)
        else:
            yield from _pair(key, item, indent, told=told)


def _items(name: str, value: list[Data], indent: int, *, told: bool) -> Iterator[str]:
    """The items of a list, each behind its dash."""
    pad = " " * indent
    for item in value:
        if name in _TOLD_ONE_BY_ONE:
            yield from _origin(_without_blocks(item), pad)
        inner = list(_item(item, indent + STEP))
        yield f"{pad}- {inner[0].lstrip(' ')}"
        yield from inner[1:]


def _item(item: Data, indent: int) -> Iterator[str]:
    pad = " " * indent
    if isinstance(item, dict):
        for key, inner in item.items():
            yield from _pair(key, inner, indent, told=key != "blocs")
    elif isinstance(item, list):
        yield from _items("", item, indent, told=True)
    else:
        yield from f"{pad}{text_of(item, indent)}".split("\n")


def _without_blocks(item: Data) -> Data:
    """An item without the blocks that tell their own origin."""
    if isinstance(item, dict):
        return {key: value for key, value in item.items() if key != "blocs"}
    return item


def _origin(value: Data, pad: str) -> Iterator[str]:
    """« § 3 à 5 » and what it is, above a piece."""
    found = [text for _, text in every_text(value)]
    ranks = sorted({rank for text in found for rank in text.ranks})
    if ranks:
        why = "".join(f", {each}" for each in dict.fromkeys(text.why for text in found) if each)
        yield f"{pad}# § {numbers(ranks)}{' '.join(why.split(chr(10)))}"


def numbers(ranks: Sequence[int]) -> str:
    """Numbers of paragraphs, neighbours by their ends: « 3 à 5 et 8 »."""
    starts = [ranks[0], *(b for a, b in pairwise(ranks) if b != a + 1)]
    ends = [*(a for a, b in pairwise(ranks) if b != a + 1), ranks[-1]]
    runs = zip(starts, ends, strict=True)
    told = ([str(n) for n in range(a, b + 1)] if b - a < 2 else [f"{a} à {b}"] for a, b in runs)
    return enumerer(each for run in told for each in run)
