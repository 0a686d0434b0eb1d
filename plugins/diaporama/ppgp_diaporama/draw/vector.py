"""SVG pictures: kept as they are, with a PNG for the programs that cannot draw them.

PowerPoint shows the drawing since 2016 (``asvg:svgBlip``, [MS-ODRAWXML] 2.3); others show the PNG.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

import resvg_py
from pptx.opc.package import Part
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from ppgp_docs.api import FAMILY, PictureError, faces, ooxml_names

SVG_TYPE: Final = "image/svg+xml"
_IMAGE: Final = f"{ooxml_names.RELATIONS}/image"
_ASVG: Final = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_URI: Final = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"

_OUR_FONT: Final = f"text, tspan {{ font-family: '{FAMILY}' !important }}"
"""A text in a font that is not loaded would vanish without a word."""


_DPI: Final = 96
"""Without it the library draws nothing of what is given in mm."""


@lru_cache(maxsize=64)
def rasterised(drawing: bytes, width: int) -> bytes:
    """A drawing as a PNG ``width`` pixels wide, without a font of the machine.

    Raises PictureError for a drawing that cannot be drawn.
    """
    try:
        return resvg_py.svg_to_bytes(
            svg_string=drawing.decode(),
            width=width,
            dpi=_DPI,
            skip_system_fonts=True,
            font_files=[str(face.file) for face in faces()],
            font_family=FAMILY,
            style_sheet=_OUR_FONT,
        )
    except ValueError as problem:  # not UTF-8, or more than the library can draw
        told = "le dessin SVG ne peut pas être converti pour PowerPoint"
        raise PictureError(told, "donnez-le en PNG") from problem


def keep_drawing(native: Any, drawing: bytes) -> None:
    """Put the drawing beside its PNG, in the picture that shows it."""
    package = native.part.package
    name = package.next_image_partname("svg")
    relation = native.part.relate_to(Part(name, SVG_TYPE, package, drawing), _IMAGE)
    blip = next(native._element.iter(qn("a:blip")))
    blip.append(
        parse_xml(
            f'<a:extLst {nsdecls("a")}><a:ext uri="{_URI}"><asvg:svgBlip xmlns:asvg="{_ASVG}" '
            f'{nsdecls("r")} r:embed="{relation}"/></a:ext></a:extLst>'
        )
    )
