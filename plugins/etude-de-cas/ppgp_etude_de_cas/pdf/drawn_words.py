"""The words of drawings, whole.

WeasyPrint 70 sets each letter of an SVG text on its own, and leaves out its spaces: readers guess
where words end, and some put spaces between letters. A line becomes one string here, its letters
where they were, its spaces among them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import pydyf  # type: ignore[import-untyped]
from attrs import define

_LETTER: Final = re.compile(
    rb"\S+ Tr\n"
    rb"(?:(?P<matrix>\S+ 0 0 \S+) (?P<x>\S+) (?P<y>\S+) Tm\n"
    rb"(?:/(?P<font>\S+) (?P<size>\S+) Tf\n)?"
    rb"\[<(?P<glyph>[0-9a-f]{4})>\S*\] TJ\n)?"
)
"""An upright letter; nothing but a mode of rendering where its text has a space."""

_SPACES: Final = (" ", "\N{NO-BREAK SPACE}")
_HELD: Final = ("\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}", " ")
_BOUND: Final = re.compile(r"«.|.[;:!?»%€]|\d\d")
"""Both sides of a space that no text of ours lets break, whichever it was."""


def join_letters(document: Any, pdf: Any) -> None:
    """Write each line of the drawings of a document as one string."""
    fonts = {font.hash.encode(): font for font in document.fonts.values()}
    for each in pdf.objects:
        if isinstance(each, pydyf.Stream) and b"BT" in each.stream:
            each.stream[:] = _joined(each.stream, fonts)


def _joined(operators: Sequence[Any], fonts: Mapping[bytes, Any]) -> Iterator[Any]:
    """The operators of a stream, each text of a drawing written anew."""
    start = None
    for rank, each in enumerate(operators):
        if each == b"BT":
            start = rank + 1
        elif each == b"ET" and start is not None:
            letters = operators[start:rank]
            yield b"BT"
            yield from _strings(letters, fonts) or letters
            yield each
            start = None
        elif start is None:
            yield each


@define
class _String:
    """Letters of one font on one line: where they begin, and where the next one would stand."""

    font: Any
    head: bytes
    em: float
    end: float
    shown: bytes = b""
    last: int = 0

    def add(self, glyph: int, place: float) -> None:
        """A letter at its place."""
        gap = round((self.end - place) / self.em)
        self.shown += b"%s<%04x>" % (b"%d" % gap if gap else b"", glyph)
        self.end += (self.font.widths[glyph] - gap) * self.em
        self.last = glyph

    def add_space(self, following: int = 0) -> None:
        """A space, where the font of the document has any, before that letter or the line's end."""
        said = self.font.to_unicode
        sides = f"{said.get(self.last, '')}{said.get(following, '')}"
        signs = _HELD if _BOUND.fullmatch(sides) else _SPACES
        found = (glyph for sign in signs for glyph in said if said[glyph] == sign)
        if (glyph := next(found, None)) is not None:
            self.add(glyph, self.end)


def _strings(operators: Sequence[Any], fonts: Mapping[bytes, Any]) -> list[bytes]:
    """What draws the same letters as strings, each followed by a space as the end of any line;
    nothing for what is not letter after letter."""
    if not operators or not operators[0].endswith(b" Tr"):
        return []  # running text: looking for letters in it costs more than all drawings
    text = b"\n".join(operators) + b"\n"
    letters = [*_LETTER.finditer(text)]
    if not letters or b"".join(each[0] for each in letters) != text:
        return []
    strings: list[_String] = []
    before: tuple[bytes, ...] = ()
    font = size = b""
    spaced = False
    for each in letters:
        if each["glyph"] is None:
            spaced = True
            continue
        font, size = each["font"] or font, each["size"] or size
        if before != (before := (each["matrix"], each["y"], font, size)):
            em = float(each["matrix"].split()[0]) * float(size) / 1000
            head = b"%s\n/%s %s Tf" % (each[0].split(b"\n")[1], font, size)
            strings.append(_String(fonts[font], head, em, float(each["x"])))
        elif spaced:
            strings[-1].add_space(int(each["glyph"], 16))
        spaced = False
        strings[-1].add(int(each["glyph"], 16), float(each["x"]))
    for string in strings:
        string.add_space()
    mode = text.split(b"\n", 1)[0]
    return [mode, *(b"%s\n[%s] TJ" % (string.head, string.shown) for string in strings)]
