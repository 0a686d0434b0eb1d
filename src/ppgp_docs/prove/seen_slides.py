"""A deck as its looks show it: slides and shapes that are hidden or away, words that are too small
or of the colour of the slide."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from ppgp_docs import ooxml_names
from ppgp_docs.prove.letters import written
from ppgp_docs.prove.ooxml import Parts, open_parts

_A: Final = f"{{{ooxml_names.DRAWING}}}"
_P: Final = f"{{{ooxml_names.PRESENTATION}}}"
_RUNS: Final = (f"{_A}r", f"{_A}fld", f"{_A}br")
_BREAK: Final = "\n"
_LEAST: Final = 400
"""Hundredths of a point under which nobody reads a word."""

_PALE: Final = 0xF0


def shows(data: bytes, word: str) -> bool:
    """Whether a shape of a slide says a word that is seen."""
    parts, problem = open_parts(data)
    size = _size(parts)
    slides = (root for name, root in parts.items() if name.startswith("ppt/slides/slide"))
    shown = (slide for slide in slides if slide.get("show") not in ("0", "false"))
    lines = (line for slide in shown for line in _lines(slide, size))
    return not problem and any(written(word).search(line) for line in lines)


def _size(parts: Parts) -> tuple[int, int]:
    found = parts["ppt/presentation.xml"].find(f"{_P}sldSz")
    return int(found.get("cx")), int(found.get("cy"))


def _lines(slide: Any, size: tuple[int, int]) -> Iterator[str]:
    for line in slide.iter(f"{_A}p"):
        shapes = [*line.iterancestors(f"{_P}sp", f"{_P}graphicFrame", f"{_P}grpSp")]
        if not any(_is_hidden(shape, size) for shape in shapes):
            runs = (run for run in line.iter(*_RUNS) if _is_seen(run, shapes))
            yield "".join(run.findtext(f"{_A}t", _BREAK) for run in runs)


def _is_hidden(shape: Any, size: tuple[int, int]) -> bool:
    named = next(shape.iter(f"{_P}cNvPr"), None)
    if named is not None and named.get("hidden") in ("1", "true"):
        return True
    place = next(shape.iter(f"{_A}xfrm", f"{_P}xfrm"), None)
    if place is None:
        return False
    corner, sides = place.find(f"{_A}off"), place.find(f"{_A}ext")
    if corner is None or sides is None or shape.getparent().tag == f"{_P}grpSp":
        return False
    starts = [int(corner.get(axis)) for axis in "xy"]
    lengths = [int(sides.get(side)) for side in ("cx", "cy")]
    ends = [start + length for start, length in zip(starts, lengths, strict=True)]
    edges = zip(starts, ends, size, strict=True)
    return any(start >= most or end <= 0 for start, end, most in edges)


def _is_seen(run: Any, shapes: list[Any]) -> bool:
    look = run.find(f"{_A}rPr")
    if look is None:
        return True
    if int(look.get("sz", _LEAST)) < _LEAST:
        return False
    fill = look.find(f"{_A}solidFill")
    alpha = None if fill is None else next(fill.iter(f"{_A}alpha"), None)
    if look.find(f"{_A}noFill") is not None or (alpha is not None and alpha.get("val") == "0"):
        return False
    colour = None if fill is None else fill.find(f"{_A}srgbClr")
    return colour is None or not _is_lost(colour.get("val", ""), shapes)


def _is_lost(colour: str, shapes: list[Any]) -> bool:
    """Whether words of a colour are those of what is behind: their shape, or a plain slide."""
    behind = [fill for shape in shapes for fill in shape.iterfind(f"{_P}spPr/{_A}solidFill")]
    if behind:
        paper = behind[0].find(f"{_A}srgbClr")
        return paper is not None and paper.get("val", "").upper() == colour.upper()
    slide = shapes[-1].getroottree().getroot() if shapes else None
    plain = slide is not None and slide.find(f"{_P}cSld/{_P}bg") is None
    return plain and min(bytes.fromhex(colour)) >= _PALE
