"""Findings as a JSON object of our own, with a ``version``."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from ppgp_docs.diagnostics import Diagnostic, Span
from ppgp_docs.load.tree import load
from ppgp_docs.model.address import Addresses, file_name
from ppgp_docs.workspace.files import is_yaml

JSON_VERSION: Final = 1


def render(diagnostics: Iterable[Diagnostic]) -> str:
    """All findings in one object."""
    found = records(diagnostics)
    return json.dumps({"version": JSON_VERSION, "diagnostics": found}, ensure_ascii=False, indent=1)


def records(diagnostics: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    """Each finding as JSON has it."""
    addresses = lru_cache(maxsize=16)(_addresses)  # made again next time: someone may save
    return [_record(diagnostic, addresses) for diagnostic in diagnostics]


def _record(
    diagnostic: Diagnostic, addresses: Callable[[Path], Addresses | None]
) -> dict[str, Any]:
    record = asdict(diagnostic)
    del record["trace"], record["stops"]
    record["severity"] = diagnostic.severity.label
    record["related"] = [
        {"message": message, "span": _place(span)} for message, span in diagnostic.related
    ]
    record["span"] = _place(diagnostic.span) if diagnostic.span else None
    known = addresses(diagnostic.span.file) if diagnostic.span else None
    record["address"] = str(known.at(diagnostic.span)) if known and diagnostic.span else None
    return record


def _addresses(file: Path) -> Addresses | None:
    """Those of a file of a dossier, None for any other file."""
    if not is_yaml(file.name) or not file.is_file():
        return None
    tree = load(file).tree
    name = file_name(file, tree.root) if tree else None
    return Addresses(name, tree.root) if tree and name else None


def _place(span: Span) -> dict[str, Any]:
    return {**asdict(span), "file": str(span.file)}
