"""The fonts that come with the tool, so that nothing depends on what a machine has installed.

Source Sans Pro from PyPI's ``font-source-sans-pro``: of the few families there that own U+202F,
the narrow no-break space of French (checked with fontTools).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from ppgp_docs.assets.font_widths import sign_widths

FAMILY: Final = "Source Sans Pro"

_FACES: Final = (
    ("Regular", 400, False),
    ("It", 400, True),
    ("Semibold", 600, False),
    ("SemiboldIt", 600, True),
    ("Bold", 700, False),
    ("BoldIt", 700, True),
    ("Black", 900, False),
)


@dataclass(frozen=True)
class Face:
    """One font file; ``weight`` as in CSS (400 regular, 700 bold)."""

    file: Path
    weight: int
    italic: bool


def faces() -> tuple[Face, ...]:
    """The faces of :data:`FAMILY`. Raises FileNotFoundError when the font package is absent."""
    spec = find_spec("font_source_sans_pro")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("font-source-sans-pro")
    folder = Path(spec.origin).parent / "files"
    return tuple(
        Face(folder / f"SourceSansPro-{name}.ttf", weight, italic)
        for name, weight, italic in _FACES
    )


_USUAL: Final = (
    "\t\n -~\u00a0-\u0131\u0134-\u0148\u014c-\u0165\u0168-\u017e\u02c6\u02dc\u2007\u202f"
    "\u2012-\u2015\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2032\u2033\u2039\u203a"
    "\u20ac\u2122\u2192\u2212\u2248\u2260\u2264\u2265"
)
_UNUSUAL: Final = re.compile(f"[^{_USUAL}]")
"""What the font may lack; the rest is known to be there, and its file need not be opened."""

_JOINERS: Final = frozenset("\u200d\ufe0e\ufe0f") | {chr(tag) for tag in range(0xE0020, 0xE0080)}
"""Joiners, variation selectors and tags, that only change their neighbours."""


def lacking(text: str) -> tuple[str, ...]:
    """The characters of a text that :data:`FAMILY` does not have, in their order, each once."""
    found = dict.fromkeys(_UNUSUAL.findall(text))
    return tuple(one for one in found if one not in _JOINERS and one not in _drawn())


def is_symbol(character: str) -> bool:
    """Whether a character is a symbol (a pictograph, a keycap), which no word needs."""
    return unicodedata.category(character) in ("Sm", "Sc", "Sk", "So", "Me")


@cache
def _drawn() -> frozenset[str]:
    """The characters of the upright faces, all alike; italics borrow from them what they lack."""
    return frozenset(map(chr, sign_widths(faces()[0].file)))


def printable(text: str) -> str:
    """A text with what :data:`FAMILY` has: symbols left out, other characters as « […] »."""
    absent = lacking(text)
    letters = "".join(re.escape(one) for one in absent if not is_symbol(one))
    symbols = "".join(re.escape(one) for one in absent if is_symbol(one))
    whole = re.sub(f"[{letters}]+", _INSTEAD, text) if letters else text
    return re.sub(f"[{symbols}{''.join(_JOINERS)}]", "", whole) if symbols else whole


_INSTEAD: Final = "[…]"


def text_width(text: str, size: float, weight: int = 400) -> float:
    """The width of a text on one line, in the unit of ``size``; upright, of that CSS weight."""
    advances = _advances(weight)
    return sum(advances.get(ord(sign), _UNKNOWN) for sign in text) * size


_UNKNOWN: Final = 0.6
"""The width of a sign that the font lacks, for a size of 1."""


@cache
def _advances(weight: int) -> dict[int, float]:
    """The widths of the signs of a face, for a size of 1."""
    file = next(face.file for face in faces() if face.weight == weight and not face.italic)
    return sign_widths(file)
