"""Where a territory is: the outlines of the 101 départements, the one of the dossier in full.

``contours.json`` is data drawn once, simplified: it says whose outlines they are and under what
licence, which a document that shows the map has to print.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import Any, Final

CREDIT: Final = (
    "contours de Victor Cazanave (svg-maps, licence CC BY 4.0) et de Natural Earth, simplifiés"
)
"""What the licence of the outlines asks to be printed (CC BY 4.0, 3.a)."""

_WITHIN: Final = {"69M": "69"}
"""Territories that are a part of a département: the whole is shown."""

_SMALL: Final = 26
"""A territory of less than that, in units of the map, has a ring around it."""

_NUMBER: Final = re.compile(r"-?\d+")


def locator(code: str, ground: str, mark: str) -> str:
    """The map as SVG: its ``code`` has the attributes ``mark``, all others ``ground``.

    The map says nothing to who does not see it: the title names the territory.
    Raises KeyError for a code that is none of the 102.
    """
    known = _outlines()
    shown = _WITHIN.get(code, code)
    own = known["contours"][shown]
    others = "".join(path for each, path in known["contours"].items() if each != shown)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {known["largeur"]} '
        f'{known["hauteur"]}" class="carte" aria-hidden="true" focusable="false">'
        f'<path d="{others}" {ground}/>'
        f'<path d="{own}" {mark}/>{_ring(own, mark)}</svg>'
    )


def _ring(path: str, mark: str) -> str:
    """A ring around what would not be seen."""
    numbers = [int(number) for number in _NUMBER.findall(path)]
    xs, ys = numbers[::2], numbers[1::2]
    if max(max(xs) - min(xs), max(ys) - min(ys)) >= _SMALL:
        return ""
    x, y = (min(xs) + max(xs)) // 2, (min(ys) + max(ys)) // 2
    ring = f"M{x - _SMALL} {y}a{_SMALL} {_SMALL} 0 1 0 {2 * _SMALL} 0a{_SMALL} {_SMALL} 0 1 0 "
    inner = f"{-2 * _SMALL} 0zm5 0a{_SMALL - 5} {_SMALL - 5} 0 1 1 {2 * _SMALL - 10} 0"
    return f'<path d="{ring}{inner}a{_SMALL - 5} {_SMALL - 5} 0 1 1 {10 - 2 * _SMALL} 0z" {mark}/>'


@cache
def _outlines() -> Any:
    return json.loads(files("ppgp_docs.assets").joinpath("contours.json").read_text("utf-8"))
