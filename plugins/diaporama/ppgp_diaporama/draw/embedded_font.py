"""The font of the theme in the deck: a part for each face, in Embedded OpenType.

PowerPoint keeps fonts so in its ``.fntdata`` parts ([MS-OI29500] 2.1.34); nothing here compresses
them, which the format leaves free (W3C submission EOT, 4.1).
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any, Final

from fontTools.ttLib import TTFont
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from ppgp_docs.api import Theme, faces

_TYPE: Final = "application/x-fontdata"
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/font"
_STYLES: Final = {
    (400, False): "regular",
    (700, False): "bold",
    (400, True): "italic",
    (700, True): "boldItalic",
}
"""The faces that PowerPoint knows of a family, in the order of its schema."""

_VERSION, _MAGIC = 0x00020001, 0x504C
_NAMES: Final = (1, 2, 5, 4)
"""Those of a face, in the order of the format: its family, its style, its version, all of it."""


def embed_font(presentation: Any, theme: Theme) -> None:
    """Put the font in a deck, where its theme asks for it."""
    if not theme.embeds_font:
        return
    part, root = presentation.part, presentation.part._element
    files = {(face.weight, face.italic): face.file for face in faces()}
    shown = ""
    for rank, (style, name) in enumerate(_STYLES.items(), start=1):
        place = PackURI(f"/ppt/fonts/font{rank}.fntdata")
        made = Part(place, _TYPE, part.package, embedded(files[style]))
        shown += f'<p:{name} r:id="{part.relate_to(made, _RELATION)}"/>'
    root.find(qn("p:notesSz")).addnext(
        parse_xml(
            f"<p:embeddedFontLst {nsdecls('p', 'a', 'r')}><p:embeddedFont>"
            f'<p:font typeface="{theme.font}"/>{shown}</p:embeddedFont></p:embeddedFontLst>'
        )
    )
    root.set("embedTrueTypeFonts", "1")


def embedded(file: Path) -> bytes:
    """A TrueType face in Embedded OpenType, neither compressed nor mixed with a key."""
    data = file.read_bytes()
    with TTFont(file, lazy=True) as font:
        look, names = font["OS/2"], font["name"]
        fixed = struct.pack(
            "<10sBBIHH6I I16x H",
            bytes(look.panose.__dict__[f"b{field}"] for field in _PANOSE),
            1,  # the charset that any face has
            look.fsSelection & 1,
            look.usWeightClass,
            look.fsType,
            _MAGIC,
            *(getattr(look, f"ulUnicodeRange{rank}") for rank in range(1, 5)),
            *(getattr(look, f"ulCodePageRange{rank}") for rank in range(1, 3)),
            font["head"].checkSumAdjustment,
            0,
        )
        said = [names.getName(name, 3, 1, 0x409).toUnicode().encode("utf-16-le") for name in _NAMES]
    texts = b"".join(struct.pack("<H", len(text)) + text + bytes(2) for text in said)
    rest = fixed + texts + struct.pack("<H", 0)  # no site that the face is bound to
    size = 16 + len(rest) + len(data)
    return struct.pack("<4I", size, len(data), _VERSION, 0) + rest + data


_PANOSE: Final = (
    "FamilyType",
    "SerifStyle",
    "Weight",
    "Proportion",
    "Contrast",
    "StrokeVariation",
    "ArmStyle",
    "LetterForm",
    "Midline",
    "XHeight",
)
