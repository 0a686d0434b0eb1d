"""The first page of a PDF drawn by PDFium, in a process of its own: ``python -m`` this module.

A page of a hundred bytes may take hours to draw, or all memory; nothing tells in advance. The PDF
comes by the standard input; a line of JSON goes out, then the points of the page, in RGB.
"""

from __future__ import annotations

import json
import sys
from ctypes import c_float
from typing import Any, Final

from ppgp_docs.assets.pdf_streams import MOST_UNPACKED, unpacks_to_more
from ppgp_docs.processes import limit_memory, limit_work

MAX_RATIO: Final = 1000
MOST_SHADED: Final = 100
"""Times that gradients may cover a page: those of one that people made do so some ten times."""

_MEMORY: Final = 1_000_000_000


def draw(data: bytes, most: dict[str, int]) -> tuple[dict[str, Any], bytes]:
    """What is known of a page, and its points, of ``width`` or of the ``longest`` side at most.

    ``problem`` says why nothing is drawn: what the library told, or ``high`` for a page that would
    have more than ``points``, ``heavy`` for what unpacks to too much, ``shaded`` for one
    covered by gradients time and again.
    """
    import pypdfium2

    if unpacks_to_more(data, MOST_UNPACKED):
        return {"problem": "heavy"}, b""
    try:
        document = pypdfium2.PdfDocument(data)
        page = document[0]
        width, height = page.get_size()
    except (pypdfium2.PdfiumError, IndexError) as problem:
        return {"problem": str(problem)}, b""
    if not (width > 0 and 1 / MAX_RATIO < height / width < MAX_RATIO):
        return {"problem": "no sides"}, b""
    scale = most["width"] / width if "width" in most else most["longest"] / max(width, height)
    if scale * width * scale * height > most["points"]:
        return {"problem": "high"}, b""
    if _shaded(page, width, height) > MOST_SHADED:
        return {"problem": "shaded"}, b""
    drawn = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
    return {"pages": len(document), "size": drawn.size}, drawn.tobytes()


def _shaded(page: Any, width: float, height: float) -> float:
    """How many times gradients are painted over the whole page; each point of one is worked out."""
    from pypdfium2 import raw

    total = 0.0
    for each in page.get_objects(filter=(raw.FPDF_PAGEOBJ_SHADING,)):
        sides = [c_float() for _ in range(4)]
        if raw.FPDFPageObj_GetBounds(each.raw, *sides):
            left, bottom, right, top = (side.value for side in sides)
            wide, high = min(right - left, width) / width, min(top - bottom, height) / height
            total += max(0.0, wide) * max(0.0, high)
    return total


def main() -> None:
    """Draw what comes in as the argument asks, in JSON."""
    asked = json.loads(sys.argv[1])
    limit_memory(_MEMORY)
    limit_work(asked["seconds"])
    known, points = draw(sys.stdin.buffer.read(), asked)
    sys.stdout.buffer.write(json.dumps(known).encode() + b"\n" + points)


if __name__ == "__main__":
    main()
