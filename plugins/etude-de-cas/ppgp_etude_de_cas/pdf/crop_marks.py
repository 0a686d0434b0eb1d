"""What a printer cuts by: marks at the corners of each page, outside what bleeds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pydyf  # type: ignore[import-untyped]

AROUND: Final = 20.0
"""What is added around the bleed, in points: 7 mm."""

LENGTH: Final = 14.0
"""The length of a mark, in points; it begins at the bleed and 3 mm from the cut."""


def add_crop_marks(pdf: Any) -> None:
    """Give each page of a file of WeasyPrint room around its bleed, and marks there."""
    dictionaries = [each for each in pdf.objects if isinstance(each, pydyf.Dictionary)]
    for page in (each for each in dictionaries if each.get("Type") == "/Page"):
        trim, bleed = ([float(edge) for edge in page[box]] for box in ("TrimBox", "BleedBox"))
        marks = pydyf.Stream([_drawn(trim, bleed)], compress=False)
        pdf.add_object(marks)
        left, bottom, right, top = bleed
        around = [left - AROUND, bottom - AROUND, right + AROUND, top + AROUND]
        page["MediaBox"] = pydyf.Array([round(edge, 3) for edge in around])
        page["Contents"] = pydyf.Array([page["Contents"], marks.reference])


def _drawn(trim: list[float], bleed: list[float]) -> bytes:
    """The marks as a content stream; nothing is read of them."""
    lines = " ".join(
        f"{x1:.3f} {y1:.3f} m {x2:.3f} {y2:.3f} l" for x1, y1, x2, y2 in _marks(trim, bleed)
    )
    return f"/Artifact BMC q 0.25 w 0 0 0 1 K {lines} S Q EMC".encode()


def _marks(trim: list[float], bleed: list[float]) -> Iterator[tuple[float, float, float, float]]:
    """Two at each corner, in the prolongation of its edges."""
    for y in (trim[1], trim[3]):
        yield bleed[0] - LENGTH, y, bleed[0], y
        yield bleed[2], y, bleed[2] + LENGTH, y
    for x in (trim[0], trim[2]):
        yield x, bleed[1] - LENGTH, x, bleed[1]
        yield x, bleed[3], x, bleed[3] + LENGTH
