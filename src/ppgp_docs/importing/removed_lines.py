"""Lines that were taken out of a file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Final

from attrs import define, evolve

from ppgp_docs.edit.changes import Remove
from ppgp_docs.importing.line_names import item_of
from ppgp_docs.importing.paths import spot
from ppgp_docs.importing.proposals import FileChange, Proposal, ProposalKind
from ppgp_docs.importing.sent_lines import SentLines
from ppgp_docs.importing.typed_amounts import SHARED
from ppgp_docs.model.address import AddressError
from ppgp_docs.roundtrip.fields import SentField
from ppgp_docs.roundtrip.markdown import untypeset

_COLUMN: Final = re.compile(r"(?P<table>.*)\.colonnes\[(?P<rank>\d+)\]$")
_BLOCK: Final = re.compile(r"\.blocs\[[^\[\]]+\]$")
_TITLES_OF_BLOCKS: Final = (".titre", ".legende")
_TITLE_LEFT: Final = "son titre est resté dans le fichier, et partirait avec ce bloc"
_IN_PART: Final = "ce qui la détaille est resté dans le fichier, et partirait avec elle"


_NO_FIELD: Final = "ce bloc porte aussi des données que le fichier imprime sans champ"
_IMAGE: Final = "image"


def _described(value: Any) -> Iterator[str]:
    """What the pictures of a block are said to show; « image » where nothing is."""
    if isinstance(value, dict):
        if "fichier" in value:
            yield str(value.get("alt") or _IMAGE)
        for each in value.values():
            yield from _described(each)
    for each in value if isinstance(value, list) else ():
        yield from _described(each)


@define
class RemovedLines(SentLines):
    """Lines of which nothing is left in a file."""

    def removed(self) -> tuple[set[str], list[Proposal]]:
        """The lines of which nothing is left, and the tags of their fields."""
        columns = [*self._columns()]
        gone = {tag for tags in columns for tag in tags}
        proposals = [made for tags in columns for made in self._column(tags)]
        for item, tags in self._items().items():
            own = tags - self._titles(tags)
            if gone >= tags or (not any(map(self._text, tags)) and self._shows_still(item)):
                continue  # of a picture, the words below it alone were taken out
            if not any(map(self._text, own)):
                gone |= tags
                removed = self._removal(item, tags)
                more = self._says_more(item, tags)
                proposals += (
                    evolve(one, is_guess=True, why=_NO_FIELD) if more else one for one in removed
                )
            elif self._is_emptied_block(item, tags):
                gone |= tags
                removed = self._removal(item, tags)
                proposals += (evolve(one, is_guess=True, why=_TITLE_LEFT) for one in removed)
            elif (head := self._beside_amount(own)) and not any(map(self._text, head)):
                gone |= tags
                removed = self._removal(item, tags)
                proposals += (evolve(one, is_guess=True, why=_IN_PART) for one in removed)
        return gone, proposals

    def _shows_still(self, item: str) -> bool:
        """Whether a picture of a block is still in the file, by its description."""
        kept, sent = Counter(self.found.frames), Counter(self.frames)
        shown = {untypeset(each) for each in _described(self._value(item))}
        return any(kept[each] >= sent[each] > 0 for each in shown)

    def _says_more(self, item: str, tags: set[str]) -> bool:
        """Whether a block says things that stand in no field of the file: its figures, a chart."""
        value = self._value(item)
        known = {self.fields[tag].addresses[0][len(item) + 1 :] for tag in tags}
        names = {re.split(r"[.\[]", each)[0] for each in known}
        held = value.items() if isinstance(value, dict) and _BLOCK.search(item) else ()
        return any(isinstance(each, list) and key not in names for key, each in held)

    def _value(self, item: str) -> Any:
        """What the dossier holds of a line; nothing where it is no more."""
        try:
            return spot(self.target, self.there(item)).value
        except AddressError:
            return None

    def _columns(self) -> Iterator[list[str]]:
        """The tags of each column of a table of which nothing is left, where another one stays."""
        for tag, one in self.fields.items():
            found = _COLUMN.match(one.addresses[0])
            if found is None or self._text(tag):
                continue
            cell = re.compile(rf"{re.escape(found['table'])}\.lignes\[\d+\]\[{found['rank']}\]$")
            own = [each for each, held in self.fields.items() if cell.match(held.addresses[0])]
            titles = f"{found['table']}.colonnes["
            others = (each for each, held in self.fields.items()
                      if held.addresses[0].startswith(titles))  # fmt: skip
            if own and not any(map(self._text, own)) and any(map(self._text, others)):
                yield [tag, *own]

    def _column(self, tags: Sequence[str]) -> Iterator[Proposal]:
        """Nothing of a column of which the dossier took out a cell too."""
        sent = [self.fields[tag] for tag in tags]
        said = " · ".join(filter(None, (untypeset(one.sent) for one in sent)))
        try:
            places = [spot(self.target, self.places[one.addresses[0]]) for one in sent]
        except (AddressError, KeyError):
            return
        kind = ProposalKind.REMOVED if all(map(self.is_steady, sent)) else ProposalKind.CONFLICT
        changes = tuple(place.remove() for place in places)
        yield Proposal(kind, "", self.places[sent[0].addresses[0]], said, "", said, changes)

    def _is_emptied_block(self, item: str, tags: set[str]) -> bool:
        """Whether a block with lists (a table, its rows) has lost them all, its title left."""
        if not _BLOCK.search(item):
            return False
        rest = {tag: self.fields[tag].addresses[0][len(item) :] for tag in tags}
        lists = {tag for tag, said in rest.items() if "[" in said}
        others = {tag for tag in tags - lists if rest[tag] not in _TITLES_OF_BLOCKS}
        return bool(lists) and not any(map(self._text, lists | others))

    def _beside_amount(self, tags: set[str]) -> set[str]:
        """The fields of a line of budget that stand in the paragraph of its amount, which is the
        line for who reads it: details come below."""
        named = (one for one in tags if self.fields[one].addresses[0].endswith("].montant"))
        amount = next(named, "")
        frame = next((one for one in self.frames if amount and f"{{{amount}}}" in one), "")
        return {tag for tag in tags if f"{{{tag}}}" in frame}

    def _items(self) -> dict[str, set[str]]:
        """The tags of each line, the outermost lines first."""
        held: dict[str, set[str]] = {}
        for tag, one in self.fields.items():
            item = item_of(one.addresses[0])
            while item and all(address.startswith(item) for address in one.addresses):
                held.setdefault(item, set()).add(tag)
                item = item_of(item.rpartition("[")[0])
        return dict(sorted(held.items(), key=lambda pair: pair[0].count("[")))

    def _titles(self, tags: set[str]) -> set[str]:
        """The fields of a line of budget that stand above its amount, in a paragraph that stays
        when that of the amount is taken out."""
        names = {tag: self.fields[tag].addresses[0].rpartition(".")[2] for tag in tags}
        amounts = {tag for tag, name in names.items() if name == "montant"}
        beside = [one for one in self.frames if any(f"{{{tag}}}" in one for tag in amounts)]
        return {
            tag
            for tag, name in names.items()
            if beside and name in SHARED and not any(f"{{{tag}}}" in one for one in beside)
        }

    def _text(self, tag: str) -> str:
        value = self.found.values.get(tag)
        return value.text if value else ""

    def _removal(self, item: str, tags: set[str]) -> Iterator[Proposal]:
        """Nothing of a line that the dossier took out too."""
        sent = [one for tag, one in self.fields.items() if tag in tags]
        said = " · ".join(untypeset(one.sent) for one in sent)
        try:
            place = spot(self.target, self.there(item))
        except AddressError:
            return
        kind = ProposalKind.REMOVED if all(map(self.is_steady, sent)) else ProposalKind.CONFLICT
        change = FileChange(place.file, Remove(place.path))
        values = (self.found.values[tag] for tag in tags if tag in self.found.values)
        revisions = tuple(dict.fromkeys(each for one in values for each in one.revisions))
        now = said if kind is ProposalKind.REMOVED else self._said_now(sent) or said
        yield Proposal(kind, "", self.there(item), said, "", now, (change,), revisions=revisions)

    def _said_now(self, sent: Sequence[SentField]) -> str:
        """What the dossier says now of a line that it changed: what taking it out would lose."""
        there = (self.target.fields.get(self.places.get(one.addresses[0], "")) for one in sent)
        return " · ".join(untypeset(one.sent) for one in there if one and one.sent)
