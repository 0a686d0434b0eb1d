"""The style sheet of a document: fonts, the theme's colours, the designer's files, then the theme's
own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ppgp_docs.api import FAMILY, Context, Span
from ppgp_etude_de_cas.document.page_size import hold_page_sizes
from ppgp_etude_de_cas.document.store import Store, font_faces

SHEETS: Final = tuple(
    f"etude-de-cas/{name}.css" for name in ("page", "typographie", "couverture", "parties", "blocs")
)
"""The files of the designer, in the order in which they speak."""

PRESS: Final = (*SHEETS, "etude-de-cas/impression.css")
"""The same for printers: what touches the edge of a page goes beyond it."""

_VARIABLE: Final = re.compile(r"var\(--([a-z-]+)\)")
_DEFINED: Final = re.compile(r"--([a-z-]+)\s*:")
_PLACE: Final = re.compile(r" at (\d+):(\d+)")


def stylesheet(context: Context, store: Store, sheets: Sequence[str] = SHEETS) -> str:
    """All rules, in order. A theme's colour ``accent_clair`` is ``var(--accent-clair)``, replaced
    here: WeasyPrint would read each rule that names one again for each element. Raises HandledError
    for a size of page that no paper has."""
    found = [*_sheets(context, store, sheets)]
    for template, rules in found:
        if template and "@page" in rules:
            hold_page_sizes(template, rules, context)
    redefined = {name for template, rules in found if template for name in _DEFINED.findall(rules)}
    fixed = {name: value for name, value in _values(context).items() if name not in redefined}
    return _VARIABLE.sub(
        lambda use: fixed.get(use[1], use[0]).ljust(len(use[0])),  # places in lines stay
        "\n".join(rules for _, rules in found),
    )


def _sheets(context: Context, store: Store, sheets: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The rules in the order in which they speak, each with the template that holds them; an empty
    name for those that no designer wrote."""
    yield "", font_faces(store)
    yield "", _variables(context)
    for name in sheets:
        yield name, context.resources.bytes(name).decode()
    yield "", _motif(context, store)
    if own := context.theme.own("etude-de-cas.css", context.resources):
        yield own, context.resources.bytes(own).decode()
    if sheets == PRESS and (own := context.theme.own("impression.css", context.resources)):
        yield own, context.resources.bytes(own).decode()


def _motif(context: Context, store: Store) -> str:
    """The drawing behind the words of bands and covers, in the colours of the theme.

    It is a background: a reader that speaks skips it.
    """
    name = context.theme.own("motif.svg", context.resources) or "etude-de-cas/motif.svg"
    drawing = context.resources.bytes(name).decode()
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


def rule_origin(
    message: str, context: Context, store: Store, sheets: Sequence[str] = SHEETS
) -> Span | None:
    """The line of a designer's file that a message is about (« at 12:3 » of the whole sheet)."""
    found = _PLACE.search(message)
    if found is None:
        return None
    line, column = map(int, found.groups())
    for name, rules in _sheets(context, store, sheets):
        count = rules.count("\n") + 1
        if line <= count:
            return Span(context.resources.find(name), line, column, line, column) if name else None
        line -= count
    return None


def _variables(context: Context) -> str:
    values = "; ".join(f"--{name}: {value}" for name, value in _values(context).items())
    return f":root {{ {values} }}"


def _values(context: Context) -> dict[str, str]:
    """What the theme is, by the names of its variables."""
    colours = {name.replace("_", "-"): value for name, value in context.theme.colours.items()}
    return {**colours, "police": f'"{context.theme.font}", "{FAMILY}"'}
