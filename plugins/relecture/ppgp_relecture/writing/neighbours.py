"""A word among its neighbours, and what a rule answers of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeAlias


class Words(NamedTuple):
    """A word among its neighbours, in small letters; empty where there is none."""

    before: str
    word: str
    after: str
    next: str


Meant: TypeAlias = tuple[str, ...]
"""What was meant instead of a word and the one behind it; empty when they may be right."""

Rule: TypeAlias = Callable[[Words], Meant]
