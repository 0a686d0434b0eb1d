"""Make the fonts that web pages carry: ``python docs/subset_fonts.py``, after a change of family.

Three faces of the family of the documents, cut down to the characters of French and its
neighbours: 16 kB each, where the whole has 290. The Open Font License keeps the name « Source »
for fonts that nobody changed (clause 3), so that these bear another.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from fontTools import subset

from ppgp_docs.api import faces

FOLDER: Final = Path(__file__).parents[1] / "templates" / "page-web" / "polices"
FAMILY: Final = "Texte PPGP"
_WANTED: Final = {(400, False): "texte", (400, True): "texte-italique", (700, False): "texte-gras"}
_CARRIED: Final = (
    "20-7E, A0-17F, 2BC, 2C6, 2DC, 2007, 2010-2015, 2018-201E, 2020-2022, 2026, 202F, 2030, 2032,"
    "2033, 2039, 203A, 20AC, 2116, 2122, 2190-2193, 2212, 2248, 2260, 2264, 2265"
)
"""What French is written with, and its neighbours; the rest is drawn by a font of the machine."""

_FEATURES: Final = ("ccmp", "kern", "liga", "locl", "mark", "sups")
_LEGAL: Final = (0, 13, 14)
_NAMES: Final = (1, 3, 4, 6, 16)


def main() -> None:
    """Write the files anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for face in faces():
        if name := _WANTED.get((face.weight, face.italic)):
            _cut(face.file, FOLDER / f"{name}.woff2")


def _cut(source: Path, target: Path) -> None:
    options = subset.Options(
        flavor="woff2",
        layout_features=list(_FEATURES),
        name_IDs=[*_LEGAL, *_NAMES],
        hinting=False,
        notdef_outline=True,
    )
    font = subset.load_font(str(source), options)
    maker = subset.Subsetter(options)
    maker.populate(unicodes=subset.parse_unicodes(_CARRIED))
    maker.subset(font)
    for record in font["name"].names:
        if record.nameID in _NAMES:
            name = FAMILY.replace(" ", "") if record.nameID == 6 else FAMILY
            font["name"].setName(name, record.nameID, *_platform(record))
    subset.save_font(font, str(target), options)


def _platform(record: object) -> tuple[int, int, int]:
    return record.platformID, record.platEncID, record.langID  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
