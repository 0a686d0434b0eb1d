"""Whether a dossier may hold a text that no slide has room for: told without measuring anything.

What is measured takes half a second; a dossier whose texts are of usual lengths is spared it.
"""

from __future__ import annotations

from typing import Final

from ppgp_diaporama.story.indicators import followed
from ppgp_docs.api import blocs, dossier, iter_nodes, pattern

_LONG: Final = pattern(r"[^.!?;\n]{400,}")
"""No end of a sentence in so many signs: a slide holds three times as many in its largest frame,
and twice as many in what stands beside a picture."""

_WIDE: Final = pattern(r"[^\s\u00a0/{}()\[\]:]{29,}")
"""A word that no narrow column holds; addresses and references are printed otherwise."""

_ROW: Final = 400
"""Signs of the cells of a row, or of six times the longest of its header."""

_COLUMNS: Final = 6

_NAME: Final = 200
"""Signs of the name of an indicator, in the first column of their table."""


def may_overflow(story: dossier.Dossier) -> bool:
    """Whether the deck of a dossier is worth measuring."""
    home = story.at().file
    texts = (each.texte for each in story.textes if each.texte.span.file == home)
    if any(_WIDE.search(text) or (len(text) >= _ROW and _is_long(text)) for text in texts):
        return True
    if any(map(_is_crowded, iter_nodes(story, blocs.Tableau))):
        return True
    names = (one.indicator.libelle.plain for one in followed(story))
    return any(len(name) > _NAME or _WIDE.search(name) for name in names)


def _is_long(text: str) -> bool:
    return bool(_LONG.search(text))


def _is_crowded(table: blocs.Tableau) -> bool:
    heads = [len(each.plain) for each in table.colonnes]
    rows = (sum(len(cell.plain) for cell in row) for row in table.lignes)
    wide = len(heads) > _COLUMNS or max(heads, default=0) * len(heads) > _ROW
    return wide or any(length > _ROW for length in rows)
