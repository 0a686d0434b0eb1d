"""The published schemas of SCDL, their titles and descriptions left out, and what they ask of a
table: an oracle that shares nothing with the format.

Source: schema.data.gouv.fr, *scdl/deliberations* 2.1.5 and *scdl/subventions* 2.1.1 (Table Schema,
Licence Ouverte 2.0), and the checks of Validata that they name.
"""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
Row = dict[str, str]


def rows(data: bytes) -> list[Row]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


def faults(data: bytes, schema: str) -> list[str]:
    """What a validator would refuse: ``champ: valeur``."""
    fields = json.loads((HERE / f"{schema}.json").read_text("utf-8"))["fields"]
    header = next(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))
    if header != [field["name"] for field in fields]:
        return [f"en-tête : {header}"]
    return [
        f"{field['name']}: {row[field['name']]!r}"
        for row in rows(data)
        for field in fields
        if not _fits(row[field["name"]], field)
    ]


def _fits(cell: str, field: dict[str, Any]) -> bool:
    asked = field.get("constraints", {})
    if not cell:
        return not asked.get("required")
    return _is_of(cell, field) and all(_bounds(cell, asked))


def _is_of(cell: str, field: dict[str, Any]) -> bool:
    if field["type"] == "date":
        return datetime.date.fromisoformat(cell).isoformat() == cell
    if field["type"] == "boolean":
        return cell in field["trueValues"] + field["falseValues"]
    if field["type"] in ("number", "integer"):
        point = r"(\.\d+)?" * (field["type"] == "number")
        return bool(re.fullmatch(rf"-?\d+{point}", cell))
    return field.get("format") != "uri" or bool(re.match(r"https?://\S+$", cell))


def _bounds(cell: str, asked: dict[str, Any]) -> Iterator[bool]:
    yield "enum" not in asked or cell in asked["enum"]
    yield "pattern" not in asked or bool(re.search(asked["pattern"], cell))
    yield len(cell) <= asked.get("maxLength", len(cell))
    if "minimum" in asked:
        yield asked["minimum"] <= float(cell) <= asked["maximum"]
