"""Diagnostics as JSON and back: what comes back prints as what was kept, to the byte."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from ppgp_docs.diagnostics import Diagnostic, Severity, Span

_file: Final = lru_cache(maxsize=1024)(Path)
"""Thousands of findings are of a few files, and a path takes long to make."""


def packed(found: Iterable[Diagnostic]) -> list[Any]:
    """Diagnostics as lists of plain values."""
    return [
        [
            each.code,
            int(each.severity),
            each.message,
            _packed(each.span),
            list(each.hints),
            [[message, _packed(span)] for message, span in each.related],
            each.document,
            each.bars_publication,
            each.trace,
            each.stops,
            each.printable,
            each.missing,
        ]
        for each in found
    ]


def unpacked(kept: Iterable[Any]) -> tuple[Diagnostic, ...]:
    """Those diagnostics. Raises TypeError or ValueError for anything else."""
    return tuple(map(_unpacked, kept))


def _unpacked(kept: Any) -> Diagnostic:
    code, severity, message, span, hints, related, document, bars, trace, *rest = kept
    others = tuple((told, Span(_file(place[0]), *place[1:])) for told, place in related)
    return Diagnostic(
        code,
        Severity(severity),
        message,
        None if span is None else Span(_file(span[0]), *span[1:]),
        tuple(hints),
        others,
        document,
        bars,
        trace,
        *rest,
    )


def _packed(span: Span | None) -> Any:
    if span is None:
        return None
    return [str(span.file), span.line, span.column, span.end_line, span.end_column]
