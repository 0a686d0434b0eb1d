"""How a part opens: its rank drawn large, and what its reader will find."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from markupsafe import Markup

from ppgp_docs.api import blocs, capitale

_RANK: Final = re.compile(r"(\d+)(?:re|e)?")
"""A number, with the ending of an ordinal (« 1re activité », « N° 1 »)."""


_SPACE: Final = "\N{NO-BREAK SPACE}"


def rank(said: str) -> str:
    """A rank without an ordinal: « Activité 1 » for « 1re activité », « N° 1 » as it is."""
    found = _RANK.search(said)
    if found is None:
        return said
    before, after = said[: found.start()].strip(), said[found.end() :].strip()
    return f"{capitale(before or after)}{_SPACE}{found[1]}"


def large_rank(said: str) -> Markup:
    """The same, its number apart, for the style to draw it large."""
    word, space, number = rank(said).rpartition(_SPACE)
    large = Markup('{}{}<span class="rang-nombre">{}</span>')
    return large.format(word, space, number) if space else Markup.escape(said)


def sections(group: Sequence[blocs.Bloc]) -> list[blocs.Section]:
    """The sections of a part, as its reader meets them."""
    return [bloc for bloc in group if isinstance(bloc, blocs.Section)]


def anchors(group: Sequence[blocs.Bloc], part: str) -> Iterator[str]:
    """The anchors of the sections of a part, in order; none outside a part."""
    ranks = range(1, len(sections(group)) + 1) if part else ()
    return iter([f"{part}-{rank}" for rank in ranks])


WORDS: Final[dict[str, Any]] = {"rang_dit": rank, "rang_en_grand": large_rank, "sections": sections}
"""What the templates may ask."""
