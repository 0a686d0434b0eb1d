"""Lines that were taken out of a file, copied in it, or typed in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from attrs import define, evolve, field

from ppgp_docs.edit.changes import Insert, Remove, Set, expected
from ppgp_docs.edit.nodes import Data, NotEditableError
from ppgp_docs.importing.already_taken import not_there_yet
from ppgp_docs.importing.line_words import UntypableError
from ppgp_docs.importing.paths import spot
from ppgp_docs.importing.proposals import FileChange, LeftOver, Proposal, ProposalKind
from ppgp_docs.importing.target import Target
from ppgp_docs.importing.totals import WORKED_OUT, is_counted_otherwise
from ppgp_docs.importing.typed_amounts import SHARED, new_amount
from ppgp_docs.importing.values import meant, typed
from ppgp_docs.load.tree import PathInTree
from ppgp_docs.model.address import ID, AddressError
from ppgp_docs.roundtrip.fields import Genre, SentField
from ppgp_docs.roundtrip.markdown import untypeset
from ppgp_docs.roundtrip.returned import Copied, Moved, NewLine, Returned, Typed, Value
from ppgp_docs.schema.places import MARKS

_ITEM: Final = re.compile(r"(?P<item>.*[^\]]\[[^\[\]]+\])(?P<rest>[^\[\]]*|\..*)$")
_NO_LINE: Final = re.compile(r"(rubriques|blocs|colonnes)\[[^\[\]]+\]$")
_RUBRIC: Final = re.compile(r":rubriques\[[^\[\]]+\]\.libelle$")
_RUBRIC_COPIED: Final = "rubrique recopiée en entier : ajoutez-la dans le dossier si vous la gardez"


def item_of(address: str) -> str:
    """The line that a field belongs to; nothing for a field of no list, or a cell of a table."""
    found = _ITEM.match(address)
    return found["item"] if found else ""


def holds(item: str, address: str) -> bool:
    """Whether an address is that of a line, or within it."""
    return address == item or address.startswith((f"{item}.", f"{item}["))


def known_by(one: SentField) -> str:
    """How people find a field in its file: its label and, of a text, its first words."""
    said = " ".join(untypeset(MARKS.sub("", one.sent)).split())
    if not one.genre.rich or not said:
        return one.label
    short = said if len(said) <= _SHOWN else f"{said[:_SHOWN].rpartition(' ')[0]}…"
    return f"{one.label} «\u00a0{short}\u00a0»"


_SHOWN: Final = 40


@define
class Lines:
    """``places`` are the addresses now of those that were sent, ``frames`` the paragraphs."""

    fields: Mapping[str, SentField]
    found: Returned
    target: Target
    places: Mapping[str, str]
    frames: Sequence[str] = ()
    _left: list[LeftOver] = field(factory=list)

    def removed(self) -> tuple[set[str], list[Proposal]]:
        """The lines of which nothing is left, and the tags of their fields."""
        gone, proposals = set[str](), list[Proposal]()
        for item, tags in self._items().items():
            own = tags - self._titles(tags)
            if gone >= tags:
                continue
            if not any(map(self._text, own)):
                gone |= tags
                proposals += self._removal(item, tags)
            elif (head := self._beside_amount(own)) and not any(map(self._text, head)):
                gone |= tags
                removed = self._removal(item, tags)
                proposals += (evolve(one, is_guess=True, why=_IN_PART) for one in removed)
        return gone, proposals

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
        kind = ProposalKind.REMOVED if all(map(self._is_steady, sent)) else ProposalKind.CONFLICT
        change = FileChange(place.file, Remove(place.path))
        values = (self.found.values[tag] for tag in tags if tag in self.found.values)
        revisions = tuple(dict.fromkeys(each for one in values for each in one.revisions))
        yield Proposal(kind, "", self.there(item), said, "", said, (change,), revisions=revisions)

    def _is_steady(self, one: SentField) -> bool:
        now = self.target.fields.get(self.places.get(one.addresses[0], ""))
        return now is not None and meant(one, now.sent) == meant(one, one.sent)

    def now(self, item: str) -> str:
        """The address now of a line, by that of the fields in it."""
        for old, new in self.places.items():
            if old.startswith(item) and old[len(item) :][:1] in ("", ".", "["):
                rest = old[len(item) :]
                return new[: len(new) - len(rest)] if rest else new
        return ""

    def there(self, item: str) -> str:
        """The address of a line in the dossier, its own for one that no document prints now, since
        it cannot be read. Raises AddressError for one that is gone."""
        is_taken = any(holds(item, each) for each in self.target.fields)
        if found := self.now(item) or ("" if is_taken else item):
            return found
        raise AddressError("cette ligne n’est plus dans le dossier")

    def added(self) -> tuple[list[Proposal], list[LeftOver]]:
        """The lines that someone copied or typed, and what has no place."""
        proposals = [*self._copied(), *self._typed(), *map(self._new, self.found.new)]
        new = [*not_there_yet(self.target, proposals, self.places.values())]
        return [*new, *map(self._moved, self.found.moved)], self._left

    def _copied(self) -> Iterator[Proposal]:
        item, held = "", dict[str, Value]()
        for tag, value in (pair for group in self._lines_copied() for pair in group.values):
            address = self.fields[tag].addresses[0]
            inside = item and address.startswith(item) and tag not in held
            if held and not inside:
                yield from self._copy(item, held)
            if not inside:
                item, held = item_of(address), {}
            held[tag] = value
        if held:
            yield from self._copy(item, held)

    def _copy(self, item: str, held: Mapping[str, Value]) -> Iterator[Proposal]:
        said = " · ".join(value.text for value in held.values())
        there = self.now(item) if item and not _NO_LINE.search(item) else ""
        try:
            if not there or self._names_alone(held):
                raise AddressError("ce qui est recopié n’est pas une ligne d’une liste")
            place = spot(self.target, there)
            new = self._filled(place.path, place.value, held)
        except (AddressError, UntypableError, NotEditableError) as problem:
            self._left.append(LeftOver(said, f"ligne recopiée, {problem}"))
            return
        revisions = dict.fromkeys(each for value in held.values() for each in value.revisions)
        made = self._insertion(place.file, place.path, new, said)
        yield evolve(made, revisions=tuple(revisions))

    def _names_alone(self, held: Mapping[str, Value]) -> bool:
        """Whether a copy has but the words that head lines of a budget, as their subtotal has."""
        own = [self.fields[tag].addresses[0] for tag in held]
        return all(one.rpartition(".")[2] in SHARED and ":budget." in one for one in own)

    def _lines_copied(self) -> Iterator[Copied]:
        """The copies of lines; a rubric that was copied whole is told at once, in its words."""
        whole: list[str] | None = None
        for group in self.found.copies:
            first = self.fields[group.values[0][0]]
            if _RUBRIC.search(first.addresses[0]):
                self._copied_whole(whole)
                whole = []
            if whole is None:
                yield group
            else:
                whole += [value.text for _, value in group.values]
        self._copied_whole(whole)

    def _copied_whole(self, said: Sequence[str] | None) -> None:
        if said:
            self._left.append(LeftOver(" · ".join(said), _RUBRIC_COPIED))

    def _insertion(
        self, file: str, path: PathInTree, new: Data, said: str, *, above: bool = False
    ) -> Proposal:
        rank = path[-1]
        assert isinstance(rank, int)
        change = FileChange(file, Insert(path[:-1], rank + (not above), new))
        return Proposal(ProposalKind.ADDED, "", "", "", said, "", (change,))

    def _filled(self, path: PathInTree, base: Data | None, held: Mapping[str, Value]) -> Data:
        """The line that was copied, with what the copy says otherwise; what it left out of its
        texts goes."""
        if not isinstance(base, dict):
            [(tag, value)] = held.items()
            return base if base and self._says_the_same(tag, value) else self._new_value(tag, value)
        kept: Data = {key: value for key, value in base.items() if key != ID}
        for tag, one in self.fields.items():
            inside = self._relative(one, path)
            if inside and tag in held:
                if not self._says_the_same(tag, held[tag]):
                    kept = expected(kept, Set(inside, self._new_value(tag, held[tag])))
            elif inside and one.genre.rich and isinstance(kept, dict):
                kept = {key: value for key, value in kept.items() if key != inside[0]}
        return kept

    def _says_the_same(self, tag: str, copy: Value) -> bool:
        one = self.fields[tag]
        return self._is_steady(one) and meant(one, copy.text) == meant(one, one.sent)

    def _new_value(self, tag: str, copy: Value) -> Data:
        """What a copy says where its original says something else. Raises UntypableError."""
        if self.fields[tag].genre is Genre.FIGURE:
            raise UntypableError(f"« {copy.text} » est un chiffre, à ajouter d’abord au dossier")
        return typed(self.fields[tag], copy.text, "")

    def _relative(self, one: SentField, path: PathInTree) -> PathInTree:
        """The path of a field in a line; nothing for one of another line."""
        try:
            own = spot(self.target, self.places.get(one.addresses[0], "")).path
        except AddressError:
            return ()
        return own[len(path) :] if own[: len(path)] == path else ()

    def _new(self, one: NewLine) -> Proposal:
        """A line that was typed in a table."""
        said = " · ".join(text for _, _, text in one.values)
        try:
            new = {name: typed(model, text, "") for name, model, text in one.values}
            change = self._appended(one, new)
        except (AddressError, UntypableError) as problem:
            return Proposal(
                ProposalKind.REFUSED, "Ligne ajoutée", one.list_address, "", said, why=str(problem)
            )
        return Proposal(ProposalKind.ADDED, "", one.list_address, "", said, "", (change,))

    def _appended(self, one: NewLine, new: Data) -> FileChange:
        """Below the line above it; at the end of the list, which may not be there yet."""
        above = self.now(one.above) if one.above else ""
        if above:
            place = spot(self.target, above)
            return FileChange(place.file, Insert(place.path[:-1], int(place.path[-1]) + 1, new))
        return self._at_the_end(one.list_address, new)

    def _at_the_end(self, address: str, new: Data) -> FileChange:
        outer, _, name = address.rpartition(".")
        try:
            place = spot(self.target, address)
        except AddressError:
            return spot(self.target, outer).set({name: [new]})
        if not isinstance(place.value, list):
            return place.set([new])
        return FileChange(place.file, Insert(place.path, len(place.value), new))

    def _moved(self, one: Moved) -> Proposal:
        """A line that was given to another fiche, whole."""
        own = (each for each in self.fields.values() if item_of(each.addresses[0]) == one.address)
        said = " · ".join(filter(None, (untypeset(each.sent) for each in own)))
        made = Proposal(
            ProposalKind.MOVED, "", one.address, said, f"dans la {one.file.replace('-', ' ')}"
        )
        try:
            if item_of(one.address.rpartition("[")[0]):
                raise AddressError("c’est un état d’une ligne : déplacez la ligne elle-même")
            place = spot(self.target, self.there(one.address))
            path = one.address.rpartition("[")[0].partition(":")[2]
            there = self._at_the_end(f"{one.file}:{path}", place.value or {})
        except AddressError as problem:
            place_said = "Ligne déplacée"
            return evolve(made, kind=ProposalKind.REFUSED, place=place_said, why=str(problem))
        return evolve(made, now=said, changes=(there, place.remove()))

    def _typed(self) -> Iterator[Proposal]:
        for one in self.found.typed:
            made = None if one.beside else self._line_of(one)
            if made:
                yield made
            else:
                self._left.append(LeftOver(one.text, self._near(one)))

    def _near(self, one: Typed) -> str:
        """What to say of what has no place."""
        if is_counted_otherwise(one.text, self.frames):
            return WORKED_OUT
        return one.near(self._beside(one))

    def _beside(self, one: Typed) -> str:
        """The field beside what was typed, by its label and its first words."""
        if near := self.fields.get(one.above or one.below):
            return known_by(near)
        above = self.fields.get(one.after)
        return f"après {known_by(above)}" if above else ""

    def _line_of(self, one: Typed) -> Proposal | None:
        """The line of a list that a paragraph makes, typed under another one or on top of all."""
        model = self.fields.get(one.above or one.below)
        item = item_of(model.addresses[0]) if model else ""
        there = self.now(item) if item and not _NO_LINE.search(item) else ""
        if model is None or not there:
            return None
        try:
            place = spot(self.target, there)
        except AddressError:
            return None
        new = None if one.where else self._new_line(model, place.value, one.text)
        if not new or (one.below and place.path[-1] != 0):
            return None
        made = self._insertion(place.file, place.path, new, one.text, above=bool(one.below))
        made = evolve(made, revisions=one.revisions)
        taken = [name for name in SHARED if isinstance(new, dict) and name in new]
        is_guess = bool(taken) and "montant" in new
        return evolve(made, is_guess=True, why=_GUESSED) if is_guess else made

    def _new_line(self, above: SentField, base: Any, text: str) -> Data | None:
        """What a paragraph makes, as the line above it is made."""
        if isinstance(base, str):
            return text
        if not isinstance(base, dict):
            return None
        if "montant" in base:
            fields = self.fields.values()
            funders = (one for one in fields if one.addresses[0].endswith(".financeur"))
            return new_amount(base, text, next(funders, None))
        name = above.addresses[0].rpartition(".")[2]
        if not above.genre.rich or "type" in base:
            return None
        dated = _DATED.fullmatch(text) if {"annee", "budgetee"} & base.keys() else None
        return {"annee": dated[1], name: dated[2]} if dated else {name: text}


_DATED: Final = re.compile(r"\**((?:19|20)\d\d)\**[ \u00a0]?[:–—-]\**[ \u00a0]?(.+)")
"""A year before what is done, as a fiche prints it."""
_IN_PART: Final = "ce qui la détaille est resté dans le fichier, et partirait avec elle"
_GUESSED: Final = (
    "ce que la ligne ne dit pas (financeur, nature, année, état) est repris de la ligne voisine : "
    "vérifiez-le"
)
