"""The lines of a file that hold no field, which the tool writes by itself: titles, totals, tables
of what is computed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

from ppgp_docs.roundtrip.fields import TAGS

_ALIKE: Final = 0.5
"""From how much in common a line is another one that was edited."""


def gone(sent: Sequence[str], back: Sequence[str], fields: Collection[str]) -> Iterator[list[str]]:
    """The lines that someone took out alone, those side by side together: what goes with a field of
    the dossier is told with it, what was edited or put elsewhere is there."""
    was, left = Counter(sent), Counter(back)
    matcher = SequenceMatcher(None, list(sent), list(back), autojunk=False)
    for kind, first, last, start, end in matcher.get_opcodes():
        lines = sent[first:last]
        if kind not in ("delete", "replace") or any(_holds(one, fields) for one in lines):
            continue
        new = [one for one in back[start:end] if not _holds(one, fields)]
        out = [one for one in lines if was[one] > left[one]]
        out = [one for one in out if not any(_is_alike(one, other) for other in new)]
        if len(new) < len(lines) and out:
            yield out


def _holds(line: str, fields: Collection[str]) -> bool:
    return any(tag in fields for tag in TAGS.findall(line))


def _is_alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE
