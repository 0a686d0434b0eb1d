"""Findings in SARIF 2.1.0 (OASIS standard), which editors and forges display.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import quote

from ppgp_docs import __version__
from ppgp_docs.cli.show import relative
from ppgp_docs.codes import codes, page
from ppgp_docs.diagnostics import Diagnostic, Severity, Span

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render(diagnostics: Iterable[Diagnostic]) -> str:
    """A log of one run; the rules that spoke carry their page."""
    found = tuple(diagnostics)
    rules = list(dict.fromkeys(diagnostic.code for diagnostic in found))
    run = {
        "tool": {
            "driver": {"name": "ppgp-docs", "version": __version__, "rules": [*map(_rule, rules)]}
        },
        "language": "fr",
        "columnKind": "unicodeCodePoints",
        "results": [_result(diagnostic, rules.index(diagnostic.code)) for diagnostic in found],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1)


def _rule(code: str) -> dict[str, Any]:
    """A code as a rule; one that a plugin brings has no page."""
    if code not in codes():
        return {"id": code}
    explained = page(code)
    help_ = {"text": explained.text, "markdown": explained.text}
    return {"id": code, "shortDescription": {"text": explained.title}, "help": help_}


def _result(diagnostic: Diagnostic, rule: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": rule,
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": "\n".join([diagnostic.message, *diagnostic.hints])},
    }
    if diagnostic.span:
        result["locations"] = [_location(diagnostic.span)]
    if diagnostic.related:
        result["relatedLocations"] = [
            {**_location(span), "message": {"text": message}}
            for message, span in diagnostic.related
        ]
    return result


def _location(span: Span) -> dict[str, Any]:
    path = relative(span.file)
    uri = path.as_uri() if path.is_absolute() else quote(path.as_posix())
    place: dict[str, Any] = {"artifactLocation": {"uri": uri}}
    if span.line:
        place["region"] = {"startLine": span.line, "startColumn": span.column}
        if span.end_line:
            place["region"] |= {"endLine": span.end_line, "endColumn": span.end_column}
    return {"physicalLocation": place}
