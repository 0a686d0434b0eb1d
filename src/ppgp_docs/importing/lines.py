"""Lines that were taken out of a file, copied in it, typed in it, or given to another fiche."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, Final

from attrs import define, evolve

from ppgp_docs.edit.changes import Insert
from ppgp_docs.edit.nodes import Data
from ppgp_docs.importing.already_taken import not_there_yet
from ppgp_docs.importing.copied_lines import CopiedLines
from ppgp_docs.importing.line_names import item_of, row_of
from ppgp_docs.importing.line_words import UntypableError
from ppgp_docs.importing.pasted_tables import UNTITLED, table_block
from ppgp_docs.importing.paths import spot
from ppgp_docs.importing.proposal_words import place_in_words
from ppgp_docs.importing.proposals import FileChange, LeftOver, Proposal, ProposalKind
from ppgp_docs.importing.removed_lines import RemovedLines
from ppgp_docs.importing.row_values import row_values
from ppgp_docs.importing.same_items import NAMES
from ppgp_docs.importing.sent_lines import NO_LINE, SentLines, insertion
from ppgp_docs.importing.totals import counted_before, worked_out_there
from ppgp_docs.importing.typed_amounts import SHARED, new_amount
from ppgp_docs.importing.typed_states import TypedStates
from ppgp_docs.model.address import AddressError
from ppgp_docs.roundtrip.fields import SentField
from ppgp_docs.roundtrip.markdown import untypeset
from ppgp_docs.roundtrip.returned import Moved, NewLine, Typed
from ppgp_docs.schema.places import MARKS


def known_by(one: SentField) -> str:
    """How people find a field in its file: its label and, of a text, its first words."""
    said = " ".join(untypeset(MARKS.sub("", one.sent)).split())
    if not one.genre.rich or not said:
        return one.label
    short = said if len(said) <= _SHOWN else f"{said[:_SHOWN].rpartition(' ')[0]}…"
    return f"{one.label} «\u00a0{short}\u00a0»"


_SHOWN: Final = 40


@define
class Lines(SentLines):
    """All that became of the lines of a file."""

    def removed(self) -> tuple[set[str], list[Proposal]]:
        """The lines of which nothing is left, and the tags of their fields."""
        return RemovedLines(*self._all).removed()

    @property
    def _all(self) -> tuple[Any, ...]:
        return self.fields, self.found, self.target, self.places, self.frames, self.left

    def added(self) -> tuple[list[Proposal], list[LeftOver]]:
        """The lines that someone copied or typed, and what has no place."""
        lines, states = TypedStates(*self._all).parted()
        proposals = [
            *CopiedLines(*self._all).proposals(),
            *self._typed(),
            *map(self._new, lines),
            *states,
        ]
        new = [*not_there_yet(self.target, proposals, self.places.values())]
        return [*new, *map(self._moved, self.found.moved)], self.left

    def _new(self, one: NewLine) -> Proposal:
        """A line that was typed in a table."""
        said = " · ".join(text for _, _, text in one.values)
        try:
            new, left = row_values(one)
            change = self._appended(one, new)
        except (AddressError, UntypableError) as problem:
            return Proposal(
                ProposalKind.REFUSED, "Ligne ajoutée", one.list_address, "", said, why=str(problem)
            )
        self.left += left
        return Proposal(ProposalKind.ADDED, "", one.list_address, "", said, "", (change,))

    def _appended(self, one: NewLine, new: Data) -> FileChange:
        """Below the line above it, or above the one below; at the end of the list, which may not
        be there yet."""
        for item, after in ((one.above, 1), (one.below, 0)):
            if near := self.now(item) if item else "":
                place = spot(self.target, near)
                rank = int(place.path[-1]) + after
                return FileChange(place.file, Insert(place.path[:-1], rank, new))
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
        rows = groupby(self.found.typed, lambda one: one.row or id(one))
        for cells in (list(row) for _, row in rows):
            made = self._row_of(cells)
            if made:
                yield made
            else:
                yield from self._one_by_one(cells)

    def _one_by_one(self, typed_here: Sequence[Typed]) -> Iterator[Proposal]:
        for one in typed_here:
            made = None if one.beside or one.over is not None else self._made_of(one)
            if made:
                yield made
            else:
                self.left.append(LeftOver(one.text, self._near(one), pictures=one.pictures))

    def _made_of(self, one: Typed) -> Proposal | None:
        if one.is_table:
            return self._table(one)
        return self._in_a_cell(one) if one.cell else self._line_of(one)

    def _table(self, one: Typed) -> Proposal | None:
        """A table that someone put under a block, as a block of its own."""
        above = self.fields.get(one.above or one.after)
        found = _BLOCK.match(above.addresses[0]) if above else None
        block = table_block(one.text)
        try:
            place = spot(self.target, self.now(found[0])) if found and block else None
        except AddressError:
            return None
        if place is None or block is None:
            return None
        made = insertion(place.file, place.path, block, one.text)
        return evolve(made, revisions=one.revisions, is_guess=True, why=_UNTITLED)

    def _in_a_cell(self, one: Typed) -> Proposal | None:
        """What was typed in a cell of a table of which the dossier says nothing."""
        row, _, column = one.cell.rpartition("[")
        try:
            place = spot(self.target, f"{self.now(row)}[{column}")
        except AddressError:
            return None
        now = place.value if isinstance(place.value, str) else ""
        if now == one.text:
            return None
        kind = ProposalKind.CONFLICT if now else ProposalKind.CHANGED
        made = Proposal(kind, _CELL, one.cell, "", one.text, now, (place.set(one.text),))
        return evolve(made, revisions=one.revisions)

    def _row_of(self, cells: Sequence[Typed]) -> Proposal | None:
        """The row of a table of the dossier that was typed below another, or below its titles."""
        first = self.fields.get(cells[0].after) if cells[0].row else None
        if first is None:
            return None
        address = first.addresses[0]
        titles = address.rpartition(".colonnes[")[0]
        item = row_of(address) or (f"{titles}.lignes[1]" if titles else "")
        try:
            place = spot(self.target, self.now(item)) if item else None
        except AddressError:
            return None
        if place is None or not isinstance(place.value, list):
            return None
        new: list[Data] = [""] * len(place.value)
        for one in cells:
            if one.column >= len(new):
                return None
            new[one.column] = "\n".join(filter(None, (str(new[one.column]), one.text)))
        said = " · ".join(one.text for one in cells)
        above = bool(titles) and not row_of(address)
        made = insertion(place.file, place.path, list(new), said, above=above)
        revisions = dict.fromkeys(each for one in cells for each in one.revisions)
        return evolve(made, revisions=tuple(revisions))

    def _near(self, one: Typed) -> str:
        """What to say of what has no place."""
        before = counted_before(one.text, self.frames) if one.over is None else one.over
        if before is not None:
            return ", ".join(filter(None, (one.where, worked_out_there(one.text, before))))
        return one.near(self._beside(one))

    def _beside(self, one: Typed) -> str:
        """The field beside what was typed, by its label and its first words."""
        if near := self.fields.get(one.above or one.below):
            return self._known_by(near)
        above = self.fields.get(one.after)
        return f"après {self._known_by(above)}" if above else ""

    def _known_by(self, one: SentField) -> str:
        """A text by its first words; a shorter field by where it stands: others have its label."""
        address = self.places.get(one.addresses[0], "")
        where = "" if one.genre.rich else place_in_words(self.target, address)
        return where or known_by(one)

    def _line_of(self, one: Typed) -> Proposal | None:
        """The line of a list that a paragraph makes, typed under another one or on top of all."""
        model = self.fields.get(one.above or one.below)
        item = item_of(model.addresses[0]) if model else ""
        there = self.now(item) if item and not NO_LINE.search(item) else ""
        if model is None or not there:
            return None
        try:
            place = spot(self.target, there)
        except AddressError:
            return None
        new = None if one.where else self._new_line(model, place.value, one.text)
        if not new or (one.below and place.path[-1] != 0):
            return None
        made = insertion(place.file, place.path, new, one.text, above=bool(one.below))
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
        if name not in NAMES or not above.genre.rich:
            name = next((each for each in NAMES if each in base), "")
        if not name or "type" in base:
            return None
        dated = _DATED.fullmatch(text) if {"annee", "budgetee", "date"} & base.keys() else None
        return {"annee": dated[1], name: dated[2]} if dated else {name: text}


_UNTITLED: Final = (
    "tableau ajouté sous ce texte, sa première ligne pour titres de colonnes\u00a0: donnez-lui un "
    f"titre à la place de « {UNTITLED} »"
)
_BLOCK: Final = re.compile(r".*\.blocs\[[^\[\]]+\]")
_CELL: Final = "Cellule"
_DATED: Final = re.compile(r"\**((?:19|20)\d\d)\**[ \u00a0]?[:–—-]\**[ \u00a0]?(.+)")
"""A year before what is done, as a fiche prints it."""
_GUESSED: Final = (
    "ce que la ligne ne dit pas (financeur, nature, année, état) est repris de la ligne voisine : "
    "vérifiez-le"
)
