"""The style sheet of a document: fonts, the theme's colours, then the designer's files."""

from __future__ import annotations

import re
from typing import Final

from ppgp_docs.api import FAMILY, Context, Span
from ppgp_etude_de_cas.document.store import Store, font_faces

SHEETS: Final = ("page", "typographie", "couverture", "parties", "blocs")
"""The files of ``templates/etude-de-cas``, in the order in which they speak."""

_VARIABLE: Final = re.compile(r"var\(--([a-z-]+)\)")
_PLACE: Final = re.compile(r" at (\d+):(\d+)")


def stylesheet(context: Context, store: Store) -> str:
    """All rules, in order. A theme's colour ``accent_clair`` is ``var(--accent-clair)``."""
    sheets = (context.resources.bytes(f"etude-de-cas/{name}.css").decode() for name in SHEETS)
    return "\n".join((font_faces(store), _variables(context), *sheets, _motif(context, store)))


def _motif(context: Context, store: Store) -> str:
    """The drawing behind the words of bands and covers, in the colours of the theme.

    It is a background: a reader that speaks skips it.
    """
    drawing = context.resources.bytes("etude-de-cas/motif.svg").decode()
    on_paper = drawing.replace("var(--sur-accent)", "var(--accent)")
    places = {
        "@page dos": drawing,
        ".ouverture": drawing,
        ".couverture-nue": drawing,
        ".couverture-claire.couverture-nue": on_paper,
    }
    return "\n".join(
        f"{place} {{ background-image: url({_kept(_coloured(svg, context), store)}) }}"
        for place, svg in places.items()
    )


def _kept(drawing: str, store: Store) -> str:
    return store.add(drawing.encode(), "image/svg+xml", ".svg")


def _coloured(drawing: str, context: Context) -> str:
    """A drawing whose ``var(--accent)`` are the colours of the theme."""
    colours = context.theme.colours
    return _VARIABLE.sub(lambda name: colours[name[1].replace("-", "_")], drawing)


def draft_sheet(context: Context, store: Store) -> str:
    """The rules of a draft. Its watermark is a background: a reader that speaks skips it."""
    drawing = context.resources.bytes("etude-de-cas/projet.svg")
    address = store.add(drawing, "image/svg+xml", ".svg")
    sheet = context.resources.bytes("etude-de-cas/projet.css").decode()
    return f"{sheet}\n@page {{ background-image: url({address}) }}"


def rule_origin(message: str, context: Context, store: Store) -> Span | None:
    """The line of a designer's file that a message is about (« at 12:3 » of the whole sheet)."""
    found = _PLACE.search(message)
    if found is None:
        return None
    line, column = map(int, found.groups())
    line -= _lines(font_faces(store)) + _lines(_variables(context))
    for name in SHEETS:
        file = context.resources.find(f"etude-de-cas/{name}.css")
        count = _lines(file.read_text(encoding="utf-8"))
        if 0 < line <= count:
            return Span(file, line, column, line, column)
        line -= count
    return None


def _lines(text: str) -> int:
    return text.count("\n") + 1


def _variables(context: Context) -> str:
    colours = "; ".join(
        f"--{name.replace('_', '-')}: {value}" for name, value in context.theme.colours.items()
    )
    return f':root {{ {colours}; --police: "{context.theme.font}", "{FAMILY}" }}'
