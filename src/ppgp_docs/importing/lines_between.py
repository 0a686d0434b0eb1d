"""Lines that stand in a file alone, or in the dossier alone, when the two are laid side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Final

from ppgp_docs.edit.changes import Remove
from ppgp_docs.importing.added_items import Added, in_order
from ppgp_docs.importing.form_answers import Answer, Writer, again, begun, item_depths, steps_of
from ppgp_docs.importing.line_names import holders, holds
from ppgp_docs.importing.line_words import UntypableError
from ppgp_docs.importing.paths import spot
from ppgp_docs.importing.proposals import FileChange
from ppgp_docs.importing.target import Target
from ppgp_docs.importing.values import typed
from ppgp_docs.model.address import AddressError
from ppgp_docs.roundtrip.fields import Genre, SentField
from ppgp_docs.roundtrip.file_state import Opened

_NEW: Final = 9000
"""The rank from which lines of a file are counted: behind those of any dossier."""


def lines_between(file: Opened, target: Target, places: Mapping[str, str]) -> Iterator[FileChange]:
    """What makes of the dossier's lists those of the file: the lines that it does not have go,
    those that it alone has come. ``places`` are the addresses now of those that were sent."""
    for item in _apart(target.fields, places.values()):
        with suppress(AddressError):
            place = spot(target, item)
            if isinstance(place.path[-1], int):
                yield FileChange(place.file, Remove(place.path))
    yield from _come(file, target, places)


def _apart(addresses: Iterable[str], others: Iterable[str]) -> list[str]:
    """The outermost lines of some addresses that hold none of others."""
    known = {item for each in others for item in holders(each)}
    found = (
        next((item for item in holders(each)[::-1] if item not in known), "") for each in addresses
    )
    return [item for item in dict.fromkeys(found) if item]


def _come(file: Opened, target: Target, places: Mapping[str, str]) -> Iterator[FileChange]:
    assert file.origin and file.found
    said = {
        address: (one, file.found.values[one.tag].text)
        for one in file.origin.fields
        if one.tag in file.found.values and one.genre is not Genre.FIGURE
        for address in one.addresses
    }
    added: dict[str, list[Added]] = {}
    for rank, item in enumerate(_apart(said, places)):
        own = [(each, *said[each]) for each in said if holds(item, each)]
        answers = list(_answers(own, item, _NEW + rank))
        name = item.partition(":")[0]
        if answers and name in target.sources:
            around = (_beside(item, places, after=after) for after in (False, True))
            above, below = (steps_of(one) if one else () for one in around)
            added.setdefault(name, []).append(Added(answers, above, below))
    for name, lines in added.items():
        content = target.sources[name].content
        writer = Writer(target.session.schemas, name, content)
        for part in begun(content, in_order(content, [], lines)):
            yield writer.change(part)


def _answers(own: list[tuple[str, SentField, str]], item: str, rank: int) -> Iterator[Answer]:
    depth = len(steps_of(item)) - 1
    if depth not in item_depths(steps_of(item)):
        return
    for address, one, text in own:
        with suppress(UntypableError):
            yield Answer(again(steps_of(address), depth, rank), typed(one, text, ""), text)


def _beside(item: str, places: Mapping[str, str], *, after: bool) -> str:
    """Where the nearest line above one, or below, in its list, stands now; nothing for none."""
    start = f"{item.rpartition('[')[0]}["
    own = _rank(item, start)
    mates = (each for each in places if each.startswith(start))
    others = [each for each in mates if (_rank(each, start) > own) == after]
    last = min(others, key=lambda each: abs(_rank(each, start) - own), default="")
    now = places.get(last, "")
    return now[: now.index("]", len(start)) + 1] if now.startswith(start) else ""


def _rank(address: str, start: str) -> int:
    rank = address[len(start) :].partition("]")[0]
    return int(rank) if rank.isdecimal() else 0
