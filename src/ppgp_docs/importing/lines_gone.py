"""Lines that the dossier lost while their file was away: what is said of them is said of no other.

Nothing is written of it: what came back is kept beside the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from attrs import evolve

from ppgp_docs.importing.line_names import holders, holds, item_of, line_in_words
from ppgp_docs.importing.proposals import Proposal, ProposalKind
from ppgp_docs.model.address import AddressError
from ppgp_docs.roundtrip.fields import SentField

GONE: Final = (
    "cette ligne a été supprimée du dossier, ou récrite, depuis l’envoi\u00a0: rien n’y change, ce "
    "qui en revient est gardé à part"
)


class LineGoneError(AddressError):
    """A line that was sent and is no longer in the dossier."""

    def __init__(self) -> None:
        super().__init__(GONE)


def told_gone(made: Proposal, one: SentField, sent: Iterable[SentField], why: str) -> Proposal:
    """A change of a line that went, which names the line as it was sent: its rank is now that of
    another one."""
    line = line_in_words(item_of(one.addresses[0]), sent)
    place = f"{one.label}, ligne «\u00a0{line}\u00a0»" if line else one.label
    return evolve(made, kind=ProposalKind.CONFLICT, place=place, address="", now="", why=why)


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
