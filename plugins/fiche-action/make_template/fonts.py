"""The font of the template, embedded, so that the sheet looks the same on every machine."""

from __future__ import annotations

import io
import uuid
from typing import Final

from fontTools import subset
from styles import NAMESPACES

from ppgp_docs.assets.fonts import FAMILY, faces

LATIN: Final = [*range(0x20, 0x180), *range(0x2000, 0x2070), 0x20AC, 0x2122, 0x2190, 0x2192, 0x2212]
"""What French and its neighbours need: letters, spaces, punctuation, euro, arrows, minus."""
FACES: Final = (
    ("Regular", 400, False),
    ("Bold", 700, False),
    ("Italic", 400, True),
    ("BoldItalic", 700, True),
)


def font_files() -> dict[str, bytes]:
    return {f"word/fonts/font{n}.odttf": obfuscated(n, look) for n, look in enumerate(FACES, 1)}


def key(number: int) -> uuid.UUID:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{FAMILY}/{number}")


def obfuscated(number: int, look: tuple[str, int, bool]) -> bytes:
    """A face cut to Latin, its first 32 bytes masked by its key (ECMA-376 part 4, §2.8.1)."""
    font_face = next(f for f in faces() if (f.weight, f.italic) == look[1:])
    options = subset.Options(layout_features=["kern", "liga", "mark", "mkmk"], name_IDs=["*"])
    font = subset.load_font(str(font_face.file), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=LATIN)
    subsetter.subset(font)
    font.recalcTimestamp = False
    out = io.BytesIO()
    font.save(out)
    data, mask = bytearray(out.getvalue()), key(number).bytes[::-1]
    for index in range(32):
        data[index] ^= mask[index % 16]
    return bytes(data)


def font_table() -> str:
    embedded = "".join(
        f'<w:embed{name} r:id="rId{n}" w:fontKey="{{{str(key(n)).upper()}}}"/>'
        for n, (name, _, _) in enumerate(FACES, 1)
    )
    return (
        f'<w:fonts {NAMESPACES}><w:font w:name="{FAMILY}"><w:altName w:val="Calibri"/>'
        '<w:panose1 w:val="020B0503030403020204"/><w:charset w:val="00"/>'
        f'<w:family w:val="swiss"/><w:pitch w:val="variable"/>{embedded}</w:font></w:fonts>'
    )
