"""The sizes that a designer's style gives to pages: those that no sheet of paper has are refused.

WeasyPrint lays out on any: a page of 30 px gives a file of thousands of them, or one without words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

import tinycss2

from ppgp_docs.api import Context, HandledError, Span, error

_MILLIMETRES: Final = {
    "mm": 1.0,
    "cm": 10.0,
    "in": 25.4,
    "q": 0.25,
    "pt": 25.4 / 72,
    "pc": 25.4 / 6,
    "px": 25.4 / 96,
}
_LEAST: Final = 74
_MOST: Final = 1189
"""In millimetres: the short side of A7, the long one of A0 (ISO 216)."""


def hold_page_sizes(name: str, rules: str, context: Context) -> None:
    """Raises HandledError where a file gives a page a side that no paper has."""
    for size in _sizes(tinycss2.parse_stylesheet(rules, skip_comments=True)):
        side = size.value * _MILLIMETRES.get(size.lower_unit, 0)
        if size.lower_unit in _MILLIMETRES and not _LEAST <= side <= _MOST:
            line, column = size.source_line, size.source_column
            raise HandledError(
                error(
                    "R110",
                    f"une page de {size.serialize()} n’est d’aucun papier",
                    Span(context.resources.find(name), line, column, line, column),
                    f"donnez-lui entre {_LEAST} mm et {_MOST} mm de côté\N{NO-BREAK SPACE}: "
                    "`size: A4`, ou `size: 210mm 297mm`",
                )
            )


def _sizes(rules: Iterable[Any]) -> Iterator[Any]:
    """Each length that a ``size`` of ``@page`` holds, within ``@media`` too."""
    for rule in rules:
        if rule.type != "at-rule" or rule.content is None:
            continue
        if rule.lower_at_keyword == "page":
            for each in tinycss2.parse_blocks_contents(rule.content):
                if each.type == "declaration" and each.lower_name == "size":
                    yield from (part for part in each.value if part.type == "dimension")
        else:
            yield from _sizes(tinycss2.parse_rule_list(rule.content))
