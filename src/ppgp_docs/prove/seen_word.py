"""A Word file as its looks show it: runs that are hidden, white on nothing, too small to read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from ppgp_docs import ooxml_names
from ppgp_docs.prove.letters import written
from ppgp_docs.prove.ooxml import Parts, open_parts

_W: Final = f"{{{ooxml_names.WORD}}}"
_TEXT: Final = f"{_W}t"
_READ: Final = ("word/document.xml", "word/header", "word/footer")
_LEAST: Final = 8
"""Half-points under which nobody reads a word."""

_OFF: Final = ("0", "false", "off")
_NO_FILL: Final = ("auto", "FFFFFF", "")
_PALE: Final = 0xF0


def shows(data: bytes, word: str) -> bool:
    """Whether a paragraph of a Word file says a word by runs that are seen."""
    parts, problem = open_parts(data)
    looks = _Looks(parts)
    roots = (root for name, root in parts.items() if name.startswith(_READ))
    lines = (line for root in roots for line in root.iter(f"{_W}p"))
    return not problem and any(written(word).search("".join(looks.seen(line))) for line in lines)


class _Looks:
    """What the styles of a file say of its runs."""

    def __init__(self, parts: Parts) -> None:
        styles = parts.get("word/styles.xml")
        found = () if styles is None else styles.iter(f"{_W}style")
        self._styles = {each.get(f"{_W}styleId"): each for each in found}

    def seen(self, line: Any) -> Iterator[str]:
        """The words of a paragraph that are seen."""
        for run in line.iter(f"{_W}r"):
            if next(run.iterancestors(f"{_W}p")) is line and self._is_seen(run, line):
                yield from (node.text or "" if node.tag == _TEXT else " " for node in run)

    def _is_seen(self, run: Any, line: Any) -> bool:
        said = [*self._properties(run, line)]
        hidden = _first(said, "vanish")
        if hidden is not None and hidden not in _OFF:
            return False
        size = _first(said, "sz") or ""
        if size.isdigit() and int(size) < _LEAST:
            return False
        return not _is_pale(_first(said, "color") or "") or _is_filled(run, line, said)

    def _properties(self, run: Any, line: Any) -> Iterator[Any]:
        """What says how a run looks, the nearest first: itself, its style, that of its line."""
        own, around = run.find(f"{_W}rPr"), line.find(f"{_W}pPr")
        if own is not None:
            yield own
            yield from self._of_style(own.find(f"{_W}rStyle"))
        if around is not None:
            yield from self._of_style(around.find(f"{_W}pStyle"))

    def _of_style(self, named: Any) -> Iterator[Any]:
        name, met = None if named is None else named.get(f"{_W}val"), set()
        while name in self._styles and name not in met:
            met.add(name)
            style = self._styles[name]
            if (said := style.find(f"{_W}rPr")) is not None:
                yield said
            above = style.find(f"{_W}basedOn")
            name = None if above is None else above.get(f"{_W}val")


def _first(said: list[Any], name: str) -> str | None:
    """What the nearest of several properties says; empty when it only says that it is so."""
    found = (each.find(f"{_W}{name}") for each in said)
    return next((each.get(f"{_W}val", "") for each in found if each is not None), None)


def _is_pale(colour: str) -> bool:
    """Whether a colour (``RRGGBB``) does not stand out on white."""
    try:
        return len(colour) == 6 and min(bytes.fromhex(colour)) >= _PALE
    except ValueError:
        return False


def _is_filled(run: Any, line: Any, said: list[Any]) -> bool:
    """Whether something may be drawn behind a run: a shade, a frame, a cell of a table, a box."""
    shades = (*(each.find(f"{_W}shd") for each in said), line.find(f"{_W}pPr/{_W}shd"))
    filled = any(each is not None and each.get(f"{_W}fill", "") not in _NO_FILL for each in shades)
    lit = any(each.find(f"{_W}highlight") is not None for each in said)
    boxes = (f"{_W}tc", f"{_W}txbxContent")
    return filled or lit or next(run.iterancestors(*boxes), None) is not None
