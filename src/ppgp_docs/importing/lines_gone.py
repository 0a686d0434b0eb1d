"""Lines that the dossier lost while their file was away: what is said of them is said of no other.

Nothing is written of it: what came back is kept beside the file.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

from attrs import evolve

from ppgp_docs.importing.line_names import holders, holds, item_of, line_in_words
from ppgp_docs.importing.proposals import Proposal, ProposalKind
from ppgp_docs.model.address import AddressError
from ppgp_docs.roundtrip.fields import SentField
from ppgp_docs.roundtrip.markdown import untypeset

GONE: Final = (
    "cette ligne a été supprimée du dossier, ou récrite, depuis l’envoi\u00a0: rien n’y change, ce "
    "qui en revient est gardé à part"
)


class LineGoneError(AddressError):
    """A line that was sent and is no longer in the dossier."""

    def __init__(self) -> None:
        super().__init__(GONE)


def told_gone(
    made: Proposal, one: SentField, sent: Collection[SentField], now: str, why: str
) -> Proposal:
    """A change of a line that went, which names the line as it was sent: its rank is now that of
    another one. ``now`` is what the dossier says in its place."""
    line = line_in_words(item_of(one.addresses[0]), sent)
    place = f"{one.label}, ligne «\u00a0{line}\u00a0»" if line else one.label
    return evolve(made, kind=ProposalKind.CONFLICT, place=place, address="", now=now, why=why)


def said_instead(
    address: str, sent: Iterable[str], places: Mapping[str, str], now: Mapping[str, SentField]
) -> str:
    """What the dossier says now in the place of a line that went, a line of text for each that
    came; nothing where none did."""
    came = came_instead(address, sent, places, now)
    return "\n".join(filter(None, (_whole(item, now.values()) for item in came)))


def came_instead(
    address: str, sent: Iterable[str], places: Mapping[str, str], now: Iterable[str]
) -> list[str]:
    """The lines of the dossier that nothing sent is, between those that stood beside one that went
    with an address."""
    outer = (item for item in holders(address)[::-1] if not _is_there(item, places))
    gone = next(outer, "")
    list_then = gone.rpartition("[")[0]
    images = {
        item: _at_depth(there, item)
        for each, there in places.items()
        if (item := _item_in(list_then, each))
    }
    then = list(dict.fromkeys(filter(None, (_item_in(list_then, each) for each in sent))))
    rank = then.index(gone) if gone in then else len(then)
    above = [images[item] for item in then[:rank] if item in images][-1:]
    below = [images[item] for item in then[rank + 1 :] if item in images][:1]
    list_now = next((image.rpartition("[")[0] for image in (*above, *below)), list_then)
    items = list(dict.fromkeys(filter(None, (_item_in(list_now, each) for each in now))))
    start = items.index(above[0]) + 1 if above and above[0] in items else 0
    end = items.index(below[0]) if below and below[0] in items else len(items)
    return [item for item in items[start:end] if item not in images.values()]


def _item_in(list_address: str, address: str) -> str:
    """The item of a list that an address is in; nothing for an address elsewhere."""
    head, is_in, rest = address.partition(f"{list_address}[")
    name, ends, _ = rest.partition("]")
    return f"{list_address}[{name}]" if list_address and is_in and ends and not head else ""


def _at_depth(address: str, item: str) -> str:
    """The item that an address is in, as deep as another one."""
    return holders(address)[-len(holders(item))]


def _whole(item: str, fields: Iterable[SentField]) -> str:
    own = (one for one in fields if any(holds(item, each) for each in one.addresses))
    return " · ".join(filter(None, (untypeset(one.sent) for one in own)))


def without_blanks(sent: Mapping[str, str]) -> dict[str, str]:
    """What a form said, but its blank rows: they are none of the lines of a dossier."""
    filled = {item for address, text in sent.items() if text for item in holders(address)}
    return {each: text for each, text in sent.items() if filled.issuperset(holders(each))}


def blank_rows_behind(
    sent: Mapping[str, str], now: Mapping[str, str], places: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """The addresses of the blank rows of a form whose rank another line has now: behind those of
    any form, so that what is typed there begins a line and changes none."""
    taken = {one for each in (*places.values(), *filter(now.get, now)) for one in holders(each)}
    for address in (each for each in sent if each not in places):
        outer = (item for item in holders(address)[::-1] if not _is_there(item, places))
        item = next(outer, "")
        blank = item and not any(text for each, text in sent.items() if holds(item, each))
        head, _, rank = item[:-1].rpartition("[")
        if blank and item in taken and rank.isdecimal():
            yield address, f"{head}[{int(rank) + _BEHIND}]{address[len(item) :]}"
        elif blank or not item:
            yield address, address


_BEHIND: Final = 5000
"""Added to the rank of a blank row: more than the rows and the copies of a form."""


def _is_there(item: str, places: Mapping[str, str]) -> bool:
    return any(holds(item, each) for each in places)
