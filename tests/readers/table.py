"""Writes the table of ``docs/lecteurs.md`` anew, with the versions of this machine.

``python -m tests.readers.table``
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.readers.matrix import MATRIX, Reader

PAGE: Final = Path(__file__).parents[2] / "docs" / "lecteurs.md"
_HEAD: Final = "| Lecteur | Fichier | Version | Ce qu’il lit | Ce qu’il ne lit dans aucun fichier |"
_WHOLE: Final = "chaque texte, dans l’ordre"
READS: Final = {
    ".docx": f"{_WHOLE}, et les totaux",
    ".pdf": _WHOLE,
    ".xlsx": "les totaux, comme des nombres",
    ".pptx": "le titre de chaque diapositive, dans l’ordre",
    ".html": _WHOLE,
}
"""What ``test_matrix.py`` asks of each kind of file."""


def rows() -> Iterator[str]:
    """The lines of the table."""
    yield _HEAD
    yield "| --- | --- | --- | --- | --- |"
    yield from map(_row, MATRIX)


def _row(reader: Reader) -> str:
    version = f"{reader.version()} ({reader.by})" if reader.by else reader.version()
    cells = (
        reader.name, f"`{reader.suffix}`", version, READS[reader.suffix],
        ", ".join(reader.without) or "rien",
    )  # fmt: skip
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Put the table in its page."""
    page = PAGE.read_text("utf-8")
    table = re.search(rf"{re.escape(_HEAD)}\n(\|.*\n)+", page)
    assert table, "the page has no table"
    PAGE.write_text(page.replace(table[0], "\n".join((*rows(), ""))), "utf-8")


if __name__ == "__main__":
    main()
