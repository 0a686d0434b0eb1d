"""A value written in the place of another, on its line or on lines of its own."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from ppgp_docs.edit import writing
from ppgp_docs.edit.lines import (
    comment_behind,
    comment_of_header,
    ends_its_line,
    line_end,
    line_start,
    next_line,
)
from ppgp_docs.edit.nodes import Data, MappingNode, Node, NotEditableError, Scalar
from ppgp_docs.edit.patch import Patch
from ppgp_docs.edit.writing import STEP

Patches = tuple[Patch, ...]


@frozen
class Mark:
    """The place behind a colon or a dash, the column of its entry, whether braces hold it."""

    place: int
    column: int
    flow: bool


def replaced(old: Node, value: Data, mark: Mark, text: str) -> Iterator[Patches]:
    """Ways of putting a value where ``old`` stands; a blank one stands at ``mark``."""
    if mark.flow:
        yield (patch(text, old.start, old.end, writing.flow(value)),)
        return
    if isinstance(value, str):
        style = old.style if isinstance(old, Scalar) else ""
        for written in writing.scalar(value, style=style, indent=mark.column + STEP, flow=False):
            yield from _scalar_for(old, written, mark.place, text)
        return
    behind = text[mark.place - 1] == "-"
    inner = mark.column + STEP
    for written in writing.block(value, inner):
        start = f" {written}" if behind or not value else f"\n{' ' * inner}{written}"
        yield from _block_for(old, start, mark.place, text)


def _scalar_for(old: Node, written: str, mark: int, text: str) -> Iterator[Patches]:
    first, *more = written.split("\n", 1)
    on_line = isinstance(old, Scalar) or old.flow
    if on_line and old.end > old.start:
        head, tail = _comments(old, text)
        if head or (more and tail.strip()):
            # A comment goes on ending the first line: it would leave with those of the text, or
            # be one of them.
            end = old.end + len(tail)
            yield (patch(text, old.start, end, "\n".join((f"{first}{head}{tail}", *more))),)
        yield (patch(text, old.start, old.end, written),)
    elif on_line:
        yield from _at_mark(f" {written}" if written else "", mark, text)
    else:
        yield from _block_for(old, f" {written}" if written else "", mark, text)


def _comments(old: Node, text: str) -> tuple[str, str]:
    """The comment that ends the first line of a value of several, and the one behind its end."""
    head = "" if _same_line(text, old.start, old.end) else _head(old, text)
    return head, comment_behind(text, old.end) if ends_its_line(text, old.end) else ""


def _head(node: Node, text: str) -> str:
    """Where lists lie in lists, the first line is that of the innermost value."""
    if isinstance(node, Scalar) or node.flow:
        return comment_of_header(text, node.start)
    if isinstance(node, MappingNode):
        key, first = node.pairs[0].key, node.pairs[0].value
        place = text.index(":", key.end) + 1
    else:
        first, place = node.items[0], node.start + 1
    if first.start == first.end or not _same_line(text, node.start, first.start):
        return comment_behind(text, place)
    if _same_line(text, first.start, first.end):
        return comment_behind(text, first.end)
    return _head(first, text)


def _same_line(text: str, one: int, other: int) -> bool:
    return line_start(text, one) == line_start(text, other)


def _at_mark(start: str, mark: int, text: str) -> Iterator[Patches]:
    """What fills a blank entry: on its line, before its comment."""
    first, _, more = start.partition("\n")
    end = line_end(text, mark)
    if not more:
        yield (Patch(mark, "", first),)
        return
    yield (
        (Patch(mark, "", first), Patch(end, "", f"\n{more}"))
        if mark < end
        else (Patch(mark, "", start),)
    )


def _block_for(old: Node, start: str, mark: int, text: str) -> Iterator[Patches]:
    """Something else in the place of a block, of a bracketed list or of a text."""
    if old.start <= mark or old.start == old.end:
        yield from _at_mark(start, mark, text)
        return
    if _same_line(text, old.start, mark):
        head, tail = _comments(old, text)
        first, _, more = start.partition("\n")
        body = f"{first}{head}{tail}\n{more}" if more else f"{first}{head}{tail}"
        yield (patch(text, mark, old.end + len(tail), body),)
        return
    begin, end = line_start(text, old.start), next_line(text, old.end)
    if end == len(text) and not text.endswith("\n"):
        begin -= 1  # the last line goes with the break before it
    gone = patch(text, begin, end, "")
    for filled in _at_mark(start, mark, text):
        yield _merged((*filled, gone))


def _merged(patches: Patches) -> Patches:
    """Two patches that touch at one place become one."""
    ordered = sorted(patches, key=lambda each: (each.start, each.end))
    done = [ordered[0]]
    for patch in ordered[1:]:
        last = done[-1]
        if patch.start < last.end:
            raise NotEditableError("cette modification toucherait deux fois le même endroit")
        if patch.start == last.end and patch.start == last.start:
            done[-1] = Patch(last.start, patch.old, last.new + patch.new)
        else:
            done.append(patch)
    return tuple(done)


def patch(text: str, start: int, end: int, new: str) -> Patch:
    """What stands from ``start`` to ``end`` gives way to ``new``."""
    return Patch(start, text[start:end], new)
