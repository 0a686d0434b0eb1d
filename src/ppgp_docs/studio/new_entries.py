"""What is added to a list or a mapping: what must be filled in, blank, and the key made from what a
person calls it.
"""

from __future__ import annotations

import re
from collections.abc import Container
from typing import Final

from ppgp_docs.edit.nodes import Data
from ppgp_docs.francais.lettres import sans_accents
from ppgp_docs.schema.schemas import Fields
from ppgp_docs.studio.field_words import told_by


def blank(fields: Fields) -> dict[str, Data]:
    """What must be filled in, blank."""
    return {name: "" for name, field in fields.items() if field.get("required")}


def entry(fields: Fields, said: str) -> dict[str, Data]:
    """What must be filled in, blank, and what the person called it."""
    return {**blank(fields), told_by(fields): said}


_NOT_A_WORD: Final = re.compile(r"[^a-z0-9]+")
_LONGEST: Final = 30


def slug(said: str) -> str:
    """A key made from what a person calls a thing."""
    words = _NOT_A_WORD.sub("_", sans_accents(said).lower()).strip("_")[:_LONGEST].strip("_")
    return words if words[:1].isalpha() else f"n_{words}".strip("_")


def free_name(name: str, taken: Container[str]) -> str:
    """That key, or the first free one made from it."""
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}_{number}"
    return free
