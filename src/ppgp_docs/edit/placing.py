"""The patches of one change: ways of doing it in the text, the nearest to its manner first.

Comment lines directly above an item of a list or a group of keys, at its indent, are its own: they
go where it goes, and leave with it. Those at the head of a file speak of it all; a field that is
emptied may be filled again, and keeps its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import singledispatch
from typing import Final

from attrs import evolve

from ppgp_docs.edit import writing
from ppgp_docs.edit.changes import Change, Insert, Move, Remove, RenameKey, Set, rank_of_key
from ppgp_docs.edit.flow import Flow, entry_spans
from ppgp_docs.edit.lines import (
    begins_its_line,
    column,
    line_end,
    line_start,
    next_line,
    with_comments_above,
)
from ppgp_docs.edit.nodes import (
    Data,
    MappingNode,
    Node,
    NotEditableError,
    Pair,
    Scalar,
    SequenceNode,
    at,
    nodes,
)
from ppgp_docs.edit.patch import Patch
from ppgp_docs.edit.replacing import Mark, Patches, patch, replaced
from ppgp_docs.edit.writing import STEP
from ppgp_docs.load.tree import PathInTree


@singledispatch
def ways(change: Change, _root: Node | None, _text: str) -> Iterator[Patches]:
    """Ways of making a change in a text whose nodes hang under ``root``.

    Line breaks of the patches are ``\\n``. Raises NotEditableError for a place that is not there.
    """
    raise TypeError(change)


# --- a value in the place of another ------------------------------------------------------


@ways.register
def _(change: Set, root: Node | None, text: str) -> Iterator[Patches]:
    if root is None:
        yield from _first_pair(change, text)
        return
    parent, step = at(root, change.path[:-1]), change.path[-1]
    if isinstance(parent, MappingNode):
        pair = next((each for each in parent.pairs if each.key.value == step), None)
        if pair is None:
            yield from _added_pair(parent, str(step), change, text)
            return
        if parent.flow and pair.value.start == pair.value.end:
            yield _filled(pair, change.value, text)
            return
        yield from replaced(pair.value, change.value, _mark(parent, step, text), text)
    elif isinstance(parent, SequenceNode):
        old = at(root, change.path)
        yield from replaced(old, change.value, _mark(parent, step, text), text)
    elif not parent.value:  # a key that was left blank becomes a mapping
        yield from ways(Set(change.path[:-1], {str(step): change.value}), root, text)


def _mark(parent: MappingNode | SequenceNode, step: str | int, text: str) -> Mark:
    """Where the value of an entry may begin: behind its colon or its dash."""
    rank = _rank(parent, step)
    if isinstance(parent, MappingNode):
        key = parent.pairs[rank].key
        return Mark(text.index(":", key.end) + 1, column(text, key.start), parent.flow)
    place = parent.items[rank].start if parent.flow else _dash(parent, rank, text) + 1
    return Mark(place, column(text, place - 1), parent.flow)


def _filled(pair: Pair, value: Data, text: str) -> Patches:
    """The value of a key between braces that had none, be it without its colon."""
    place = pair.value.start
    colon = " " if ":" in text[pair.key.end : place] else ": "
    return (Patch(place, "", f"{colon}{writing.flow(value)}"),)


def _first_pair(change: Set, text: str) -> Iterator[Patches]:
    """The first line of a file that holds nothing, or only comments."""
    before = "\n" if text and not text.endswith("\n") else ""
    written = writing.pair(str(change.path[0]), change.value, 0)
    yield (Patch(len(text), "", f"{before}{written}\n"),)


# --- keys ---------------------------------------------------------------------------------


def _added_pair(parent: MappingNode, key: str, change: Set, text: str) -> Iterator[Patches]:
    before = _before(parent, key, change)
    if parent.flow:
        written = f"{writing.flow(key)}: {writing.flow(change.value)}"
        rank = parent.pairs.index(before) + 1 if before else 0
        yield (Flow.of(parent, text).with_entry(rank, written),)
        return
    indent = column(text, parent.start)
    written = writing.pair(key, change.value, indent)
    if before is None:
        yield (Patch(parent.start, "", f"{written}\n{' ' * indent}"),)
    else:
        yield _behind(before.value.end, f"{' ' * indent}{written}", text)


def _before(parent: MappingNode, key: str, change: Set) -> Pair | None:
    """The pair behind which a new key goes; None for the first place."""
    keys = [pair.key.value for pair in parent.pairs]
    rank = rank_of_key(keys, key, change.order)
    return parent.pairs[rank - 1] if rank else None


def _behind(end: int, lines: str, text: str) -> Patches:
    """Whole lines behind the line where something ends."""
    return (Patch(line_end(text, end), "", f"\n{lines}"),)


@ways.register
def _(change: RenameKey, root: Node | None, text: str) -> Iterator[Patches]:
    parent = at(root, change.path[:-1])
    for pair in parent.pairs if isinstance(parent, MappingNode) else ():
        if pair.key.value == change.path[-1]:
            key = pair.key
            for written in writing.scalar(change.name, style=key.style, indent=0, flow=key.flow):
                yield (patch(text, key.start, key.end, written),)


# --- items of a list ----------------------------------------------------------------------


_DASH: Final = re.compile(r"^[ \t]*(-)(?=[ \t\r\n]|\Z)", re.MULTILINE)


def _dash(parent: SequenceNode, rank: int, text: str) -> int:
    """The place of the dash of an item."""
    if rank == 0:
        return parent.start
    found = _DASH.search(text, line_end(text, parent.items[rank - 1].end))
    if found is None:
        raise NotEditableError("cet endroit n’existe plus dans le fichier")
    return found.start(1)


@ways.register
def _(change: Insert, root: Node | None, text: str) -> Iterator[Patches]:
    parent = at(root, change.path)
    if (isinstance(parent, Scalar) and not parent.value) or _is_empty(parent, text):
        yield from ways(Set(change.path, [change.value]), root, text)
    elif isinstance(parent, SequenceNode) and parent.flow:
        written = writing.flow(change.value)
        yield (Flow.of(parent, text).with_entry(change.rank, written),)
    elif isinstance(parent, SequenceNode):
        yield from _inserted(parent, change, text)


def _is_empty(node: Node, text: str) -> bool:
    """Whether a list holds nothing, not even a comment."""
    held = text[node.start : node.end]
    return isinstance(node, SequenceNode) and not node.items and "#" not in held


def _inserted(parent: SequenceNode, change: Insert, text: str) -> Iterator[Patches]:
    indent = column(text, parent.start)
    for item in _items(change, indent):
        if change.rank:
            end = parent.items[change.rank - 1].end
            yield _behind(end, f"{' ' * indent}{item}", text)
        else:
            begins = _starts(parent, change.path, text)[0]
            yield (Patch(begins, "", f"{item}\n{' ' * indent}"),)


def _items(change: Insert, indent: int) -> Iterator[str]:
    """The item from its dash on, its first line not indented: as it was written elsewhere first."""
    if change.text:
        first, *rest = change.text.split("\n")
        yield "\n".join((first, *(line and " " * indent + line for line in rest)))
    for written in writing.block(change.value, indent + STEP):
        yield f"- {written}" if written else "-"


def item_text(text: str, path: PathInTree) -> str:
    """An item of a block list as it is written, its comments above it and its dash included, from
    the margin on; empty where it is written within a line."""
    text = text.removeprefix("\ufeff")
    root = nodes(text)
    parent, rank = at(root, path[:-1]), path[-1]
    if not isinstance(parent, SequenceNode) or parent.flow or not isinstance(rank, int):
        return ""
    begins = _starts(parent, path[:-1], text)[rank]
    lines = text[begins : line_end(text, parent.items[rank].end)].splitlines()
    margin = column(text, begins)
    return "\n".join((lines[0], *(line[margin:] for line in lines[1:])))


@ways.register
def _(change: Remove, root: Node | None, text: str) -> Iterator[Patches]:
    parent, step = at(root, change.path[:-1]), change.path[-1]
    if isinstance(parent, Scalar):
        return
    rank = _rank(parent, step)
    alone = len(entry_spans(parent)) == 1
    if alone and len(change.path) < 2:
        raise NotEditableError("c’est la dernière ligne du fichier, il ne resterait rien")
    if parent.flow:
        yield (Flow.of(parent, text).without(rank),)
    elif alone:
        # The block stays, empty, so that nothing else changes its meaning.
        empty: Data = [] if isinstance(parent, SequenceNode) else {}
        (begins,) = _starts(parent, change.path[:-1], text)
        outer, name = at(root, change.path[:-2]), change.path[-2]
        assert not isinstance(outer, Scalar)
        held = evolve(parent, start=begins)
        yield from replaced(held, empty, _mark(outer, name, text), text)
    else:
        begins = _starts(parent, change.path[:-1], text)[rank]
        yield from _without_lines(_entries(parent, text), rank, begins, text)


def _starts(parent: MappingNode | SequenceNode, path: PathInTree, text: str) -> list[int]:
    """Where each entry of a block begins with the comment lines that are its own."""
    spans, starts = _entries(parent, text), []
    for rank, (start, _) in enumerate(spans):
        is_field = isinstance(parent, MappingNode) and isinstance(parent.pairs[rank].value, Scalar)
        heads_file = not path and not rank
        least = next_line(text, spans[rank - 1][1]) if rank else 0
        starts.append(start if is_field or heads_file else with_comments_above(text, start, least))
    return starts


def _entries(parent: MappingNode | SequenceNode, text: str) -> list[tuple[int, int]]:
    """Where each entry of a block begins (its dash or its key) and ends."""
    if isinstance(parent, MappingNode):
        return entry_spans(parent)
    return [(_dash(parent, rank, text), item.end) for rank, item in enumerate(parent.items)]


def _rank(parent: MappingNode | SequenceNode, step: str | int) -> int:
    if isinstance(parent, SequenceNode) and isinstance(step, int) and step < len(parent.items):
        return step
    keys = [pair.key.value for pair in parent.pairs] if isinstance(parent, MappingNode) else []
    if step not in keys:
        raise NotEditableError("cet endroit n’existe plus dans le fichier")
    return keys.index(str(step))


def _without_lines(
    spans: list[tuple[int, int]], rank: int, begins: int, text: str
) -> Iterator[Patches]:
    start, end = spans[rank]
    if begins_its_line(text, start):
        stop, first = next_line(text, end), line_start(text, begins)
        if first and stop == len(text) and not text.endswith("\n"):
            first = line_end(text, line_start(text, first - 1))  # the break before it goes too
        yield (patch(text, first, stop, ""),)
        return
    following = spans[rank + 1][0]
    between = text[line_end(text, end) : following]
    if between.strip():  # comments: they stay, between the dash and what follows it
        yield (patch(text, start, line_end(text, end), ""),)
    else:
        yield (patch(text, start, following, ""),)


@ways.register
def _(change: Move, root: Node | None, text: str) -> Iterator[Patches]:
    parent = at(root, change.path)
    if not isinstance(parent, SequenceNode):
        return
    if parent.flow:
        yield (Flow.of(parent, text).moved(change.rank, change.to),)
        return
    spans = [(start, line_end(text, end)) for start, end in _entries(parent, text)]
    spans[0] = _starts(parent, change.path, text)[0], spans[0][1]
    gaps = [text[spans[i - 1][1] : spans[i][0]] if i else "" for i in range(len(spans))]
    chunks = [gap + text[start:end] for gap, (start, end) in zip(gaps, spans, strict=True)]
    chunks[0] = f"\n{' ' * column(text, parent.start)}{chunks[0]}"
    moved = _moved(chunks, change)
    region = "".join(moved).lstrip("\r\n ")
    yield (patch(text, spans[0][0], spans[-1][1], region),)


def _moved(chunks: list[str], change: Move) -> list[str]:
    rest = [*chunks[: change.rank], *chunks[change.rank + 1 :]]
    return [*rest[: change.to], chunks[change.rank], *rest[change.to :]]
