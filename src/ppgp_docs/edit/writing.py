"""Values as YAML: a text in the style of the place where it goes, a list or a mapping in blocks.

Several ways of writing a text are offered, the nearest to what was typed first; the caller keeps
the first that reads back right.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from typing import Final

from ppgp_docs.edit.nodes import Data, NotEditableError, data, nodes_of_piece

WIDTH: Final = 100
"""Characters on a line of a folded text."""

STEP: Final = 2
"""Spaces of one level of indentation."""

_PLAIN: Final = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`][^\n]*|[-?:](?=[^\s,\[\]{}])[^\n]*")
_NEEDS_QUOTES: Final = re.compile(r": |:$| #|^\s|\s$|[\x00-\x1f\x7f\x85\u2028\u2029\ufeff]")
_FLOW_MARKS: Final = re.compile(r"[,\[\]{}]")
_PRINTABLE: Final = re.compile(r"[^\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]*")


def scalar(value: str, *, style: str, indent: int, flow: bool) -> Iterator[str]:
    """Ways of writing a text, each without its first indentation; lines end with ``\\n``.

    ``style`` is that of the text before (``""``, ``'``, ``"``, ``|``, ``>``), ``indent`` the
    column of a block's lines, in spaces.
    """
    ways = {"": _plain, "'": _single, '"': _double, "|": _literal, ">": _folded}
    order = [style, *_usual(value)]
    for each in dict.fromkeys(order):
        if not (flow and each in ("|", ">")):
            yield from ways[each](value, indent, flow)


def _usual(value: str) -> tuple[str, ...]:
    if "\n" in value:
        return ("|", '"')
    return (">", "", "'", '"') if len(value) > WIDTH else ("", "'", '"')


def _plain(value: str, _indent: int, flow: bool) -> Iterator[str]:
    if not value and not flow:
        yield ""
    elif flow and (_FLOW_MARKS.search(value) or value[:1] in "-?:"):
        return
    elif _PLAIN.fullmatch(value) and not _NEEDS_QUOTES.search(value):
        yield value


def _single(value: str, _indent: int, _flow: bool) -> Iterator[str]:
    if "\n" not in value and _PRINTABLE.fullmatch(value):
        yield "'" + value.replace("'", "''") + "'"


def _double(value: str, _indent: int, _flow: bool) -> Iterator[str]:
    yield '"' + "".join(map(_escaped, value)) + '"'


def _escaped(letter: str) -> str:
    if letter in '"\\':
        return f"\\{letter}"
    if letter in _ESCAPES:
        return _ESCAPES[letter]
    if _PRINTABLE.fullmatch(letter):
        return letter
    rank = ord(letter)
    return f"\\x{rank:02x}" if rank < 0x100 else f"\\u{rank:04x}"


_ESCAPES: Final = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}


def _literal(value: str, indent: int, _flow: bool) -> Iterator[str]:
    body = value.removesuffix("\n")
    if not body.strip() or body.endswith("\n") or not _PRINTABLE.fullmatch(value):
        return
    hint = str(STEP) if body[:1] in " \n" else ""
    lines = [" " * indent + line if line else "" for line in body.split("\n")]
    yield f"|{hint}{'-' if body == value else ''}\n" + "\n".join(lines)


def _folded(value: str, indent: int, _flow: bool) -> Iterator[str]:
    """Paragraphs on lines of :data:`WIDTH`; a text with odd spaces does not fold."""
    body = value.removesuffix("\n")
    if not body.strip() or body != body.strip(" \n") or not _PRINTABLE.fullmatch(value):
        return
    wrapper = textwrap.TextWrapper(
        width=max(40, WIDTH - indent),
        break_long_words=False,
        break_on_hyphens=False,
        expand_tabs=False,
        replace_whitespace=False,
        drop_whitespace=True,
    )
    lines: list[str] = []
    for paragraph in body.split("\n"):
        lines += [*(wrapper.wrap(paragraph) or [""]), ""]
    shown = [" " * indent + line if line else "" for line in lines[:-1]]
    yield f">{'-' if body == value else ''}\n" + "\n".join(shown)


def block(value: Data, indent: int) -> Iterator[str]:
    """Ways of writing a value from the column ``indent`` on: its first line is not indented."""
    if isinstance(value, str):
        yield from scalar(value, style="", indent=indent, flow=False)
    elif not value:
        yield "[]" if isinstance(value, list) else "{}"
    elif isinstance(value, list):
        yield _lines(("- " + _first(item, indent + STEP) for item in value), indent)
    else:
        yield _lines((pair(name, item, indent) for name, item in value.items()), indent)


def _lines(entries: Iterator[str], indent: int) -> str:
    return ("\n" + " " * indent).join(entries)


def pair(name: str, value: Data, indent: int) -> str:
    """A key and its value, the key at the column ``indent``."""
    key = _first_scalar(name)
    inner = indent + STEP
    if isinstance(value, str) or not value:
        written = _first(value, inner)
        return f"{key}: {written}" if written else f"{key}:"
    return f"{key}:\n{' ' * inner}{_first(value, inner)}"


def text_of(value: str, indent: int) -> str:
    """A text where it stands alone, as an item, its lines from the column ``indent`` on."""
    return _first(value, indent)


def _first(value: Data, indent: int) -> str:
    """The first way that reads back right, within a value that is written whole."""
    return next(
        way for way in block(value, indent) if not isinstance(value, str) or _is(way, value)
    )


def _is(written: str, value: str) -> bool:
    try:
        return data(nodes_of_piece(f"- {written}")) == [value]
    except NotEditableError:
        return False


def _first_scalar(value: str) -> str:
    ways = scalar(value, style="", indent=0, flow=False)
    return next(way for way in ways if way and way[0] not in "|>")


def flow(value: Data) -> str:
    """A value on one line, between braces or brackets where it is not a text."""
    if isinstance(value, str):
        return next(scalar(value, style="", indent=0, flow=True))
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    return "{" + ", ".join(f"{flow(key)}: {flow(item)}" for key, item in value.items()) + "}"
