"""The fonts that come with the tool, so that nothing depends on what a machine has installed.

Source Sans Pro from PyPI's ``font-source-sans-pro``: of the few families there that own U+202F,
the narrow no-break space of French (checked with fontTools).
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final

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
