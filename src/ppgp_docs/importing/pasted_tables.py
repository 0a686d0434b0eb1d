"""A table that someone put in a Word file, as a block of a dossier."""

from __future__ import annotations

import re
from typing import Final

from ppgp_docs.edit.nodes import Data
from ppgp_docs.roundtrip.markdown import BAR

COLUMNS: Final = 8
"""The columns of a table of a dossier, at most."""
UNTITLED: Final = "[à compléter]"
"""The title of a table that its file gives none, which `check` asks for (C806)."""
_BETWEEN: Final = re.compile(r"(?<!\\)\|")


def table_block(text: str) -> Data | None:
    """The block that lines of cells make, the first of them its titles; None for other words, and
    for a table of more columns than a block has."""
    lines = text.split("\n")
    if len(lines) < 2 or not all(one.startswith(BAR) and one.endswith(BAR) for one in lines):
        return None
    rows = [[_cell(each) for each in _BETWEEN.split(one)[1:-1]] for one in lines]
    width = max(map(len, rows))
    if width > COLUMNS:
        return None
    titles, *others = ([*row, *[""] * (width - len(row))] for row in rows)
    named: dict[str, Data] = {"type": "tableau", "titre": UNTITLED}
    return named | {"colonnes": [*titles], "lignes": [[*row] for row in others]}


def _cell(text: str) -> str:
    return text.strip().replace(f"\\{BAR}", BAR)
