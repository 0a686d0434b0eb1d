"""One text changed in a file and, elsewhere in it, in the dossier: both changes at once."""

from __future__ import annotations

from typing import cast

from ppgp_docs.edit.merge import merge
from ppgp_docs.edit.nodes import Data
from ppgp_docs.roundtrip.markdown import untypeset


def merged_paragraphs(sent: str, back: str, now: str) -> str | None:
    """The text of ``now`` with the paragraphs that ``back`` changed of ``sent``; None where both
    changed the same one, or where it cannot be known which is which."""
    base, mine, theirs = (_paragraphs(text) for text in (sent, back, now))
    if len(base) == 1:
        return None
    merged = merge(base, mine, theirs)
    return None if merged.conflicts else "\n".join(cast(list[str], merged.data))


def _paragraphs(text: str) -> list[Data]:
    return [*untypeset(text).split("\n")]
