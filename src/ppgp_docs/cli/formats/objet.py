"""Findings as a JSON object of our own, with a ``version``."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, Final

from ppgp_docs.diagnostics import Diagnostic, Span

JSON_VERSION: Final = 1


def render(diagnostics: Iterable[Diagnostic]) -> str:
    """All findings in one object."""
    found = [_record(diagnostic) for diagnostic in diagnostics]
    return json.dumps({"version": JSON_VERSION, "diagnostics": found}, ensure_ascii=False, indent=1)


def _record(diagnostic: Diagnostic) -> dict[str, Any]:
    record = asdict(diagnostic)
    record["severity"] = diagnostic.severity.label
    record["related"] = [
        {"message": message, "span": _place(span)} for message, span in diagnostic.related
    ]
    record["span"] = _place(diagnostic.span) if diagnostic.span else None
    return record


def _place(span: Span) -> dict[str, Any]:
    return {**asdict(span), "file": str(span.file)}
