"""The lines of lists as addresses name them, and as people recognise them: by what they say."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from ppgp_docs.roundtrip.fields import SentField
from ppgp_docs.roundtrip.markdown import untypeset

_ITEM: Final = re.compile(r"(?P<item>.*[^\]]\[[^\[\]]+\])(?P<rest>[^\[\]]*|\..*)$")
_ROW: Final = re.compile(r"(?P<row>.*[^\]]\[[^\[\]]+\])\[[^\[\]]+\]$")
_SHOWN: Final = 60


def item_of(address: str) -> str:
    """The line that a field belongs to, the row of a cell of a table; nothing for a field of no
    list."""
    if row := row_of(address):
        return row
    found = _ITEM.match(address)
    return found["item"] if found else ""


def row_of(address: str) -> str:
    """The row that a cell of a table belongs to; nothing for any other field."""
    found = _ROW.match(address)
    return found["row"] if found else ""


def holds(item: str, address: str) -> bool:
    """Whether an address is that of a line, or within it."""
    return address == item or address.startswith((f"{item}.", f"{item}["))


def holders(address: str) -> list[str]:
    """The lines that an address is in, the innermost first."""
    found, item = list[str](), item_of(address)
    while item:
        found.append(item)
        item = item_of(item.rpartition("[")[0])
    return found


def without(
    order: Sequence[str], fields: Mapping[str, SentField], items: Collection[str]
) -> list[str]:
    """The tags, in their order, that are of none of some lines."""
    return [
        tag
        for tag in order
        if tag not in fields or not any(holds(item, fields[tag].addresses[0]) for item in items)
    ]


def line_in_words(item: str, fields: Iterable[SentField]) -> str:
    """What a line says, cut where it is long; nothing for no line."""
    own = [one for one in fields if item and any(item_of(each) == item for each in one.addresses)]
    if not own and item:
        own = [one for one in fields if any(holds(item, each) for each in one.addresses)][:1]
    text = " · ".join(filter(None, (untypeset(one.sent) for one in own)))
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rpartition(' ')[0]}…"
