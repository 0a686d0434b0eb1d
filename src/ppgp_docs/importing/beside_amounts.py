"""A date or a piece that someone typed in Word beside an amount that has none: it is that of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import Final

from attrs import evolve, frozen

from ppgp_docs.edit.nodes import Data
from ppgp_docs.importing.line_words import UntypableError, day, paper
from ppgp_docs.importing.paths import spot
from ppgp_docs.importing.proposals import Proposal, ProposalKind
from ppgp_docs.importing.target import Target
from ppgp_docs.model.address import AddressError
from ppgp_docs.roundtrip.fields import TAGS, Genre, SentField
from ppgp_docs.roundtrip.markdown import untypeset
from ppgp_docs.roundtrip.provenance import Provenance

_AMOUNT: Final = re.compile(r"(?P<amount>[−-]?\d[\d ]*(?:,\d{1,2})? ?€)(?P<beside>.+)")
_BESIDE: Final = re.compile(r"(?:,? ?\((?P<held>[^()]+)\)|(?:, | )(?P<bare>[^()]+))")
_OF_AMOUNT: Final = ("montant", "date", "type", "reference")
"""The fields of an amount that is printed, of its date and its piece."""
_LABELS: Final = {"date": "Date", "piece": "Pièce"}


@frozen
class BesideAmounts:
    """What stands beside amounts now; ``places`` are the addresses now of those that were sent."""

    origin: Provenance
    target: Target
    places: Mapping[str, str]

    def in_its_field(self, one: SentField, text: str) -> tuple[str, list[Proposal]]:
        """The amount alone, and what was typed in its field behind it."""
        found = _AMOUNT.fullmatch(untypeset(text)) if one.genre is Genre.AMOUNT else None
        made = self._proposals(one, found["beside"]) if found else None
        return (text, []) if found is None or made is None else (found["amount"], made)

    def between_fields(self, frame: str) -> list[Proposal] | None:
        """What was typed in a paragraph of which nothing else changed; None where that is not a
        date or a piece."""
        tags, fields = TAGS.findall(frame), self.origin.by_tag()
        sent = [one for one in self.origin.frames if TAGS.findall(one) == tags]
        inserted = {added for one in sent if (added := _inserted(one, frame))}
        if len(inserted) != 1:
            return None
        ((before, words),) = inserted
        last = next((fields[tag] for tag in reversed(TAGS.findall(before)) if tag in fields), None)
        return self._proposals(last, untypeset(words)) if last else None

    def _proposals(self, one: SentField, beside: str) -> list[Proposal] | None:
        """One for each thing that is said and is news; None where one of them is not known, or
        is otherwise now."""
        found = _BESIDE.fullmatch(beside)
        address = self.places.get(one.addresses[0], "") if len(one.addresses) == 1 else ""
        item, _, name = address.replace(".piece.", ".").rpartition(".")
        if found is None or name not in _OF_AMOUNT:
            return None
        made = []
        try:
            for key, (words, value) in dict(_said(found["held"] or found["bare"])).items():
                place = spot(self.target, f"{item}.{key}")
                if place.value is None:
                    new = Proposal(ProposalKind.ADDED, _LABELS[key], f"{item}.{key}", "", words)
                    made.append(evolve(new, changes=(place.set(value),)))
                elif place.value != value:
                    return None
        except (UntypableError, AddressError):
            return None
        return made


def _said(words: str) -> Iterator[tuple[str, tuple[str, Data]]]:
    """« le 30/11/2026, convention n° C-9 du 01/04/2026 »: a date, a piece, or both.

    Raises UntypableError.
    """
    for each in map(str.strip, words.split(", ")):
        try:
            yield "piece", (each, paper(each))
        except UntypableError:
            yield "date", (each, day(each.removeprefix("le ")))


def _inserted(sent: str, came: str) -> tuple[str, str] | None:
    """What stands before the words that a paragraph has in addition, and these."""
    alike = sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(sent, came, strict=False))
    )
    before, behind = sent[:alike], sent[alike:]
    words = came[len(before) : len(came) - len(behind)]
    return (before, words) if words and came == f"{before}{words}{behind}" else None
