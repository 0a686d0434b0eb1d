"""Lines that were copied in a file: what the copy says otherwise, where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from attrs import define, evolve

from ppgp_docs.edit.changes import Set, expected
from ppgp_docs.edit.nodes import Data, NotEditableError
from ppgp_docs.importing.line_names import holders, item_of
from ppgp_docs.importing.line_words import UntypableError
from ppgp_docs.importing.paths import FilePlace, spot
from ppgp_docs.importing.proposals import LeftOver, Proposal
from ppgp_docs.importing.sent_lines import NO_LINE, SentLines, insertion
from ppgp_docs.importing.typed_amounts import SHARED
from ppgp_docs.importing.values import meant, typed
from ppgp_docs.load.tree import PathInTree
from ppgp_docs.model.address import ID, AddressError
from ppgp_docs.roundtrip.fields import Genre, SentField
from ppgp_docs.roundtrip.returned import Copied, Value

_RUBRIC: Final = re.compile(r":rubriques\[[^\[\]]+\]\.libelle$")
_RUBRIC_COPIED: Final = "rubrique recopiée en entier : ajoutez-la dans le dossier si vous la gardez"
_OTHER_HEADING: Final = (
    "cette copie est sous un autre titre que son original\u00a0: ce qu’il dit d’elle (financeur, "
    "nature, année, état) est repris, vérifiez-le"
)


@define
class CopiedLines(SentLines):
    """Lines that stand in a file once more."""

    def proposals(self) -> Iterator[Proposal]:
        item, held, after = "", dict[str, Value](), ""
        for group in self._lines_copied():
            for tag, value in group.values:
                address = self.fields[tag].addresses[0]
                inside = item and address.startswith(item) and tag not in held
                if held and not inside:
                    yield from self._copy(item, held, after)
                if not inside:
                    item, held, after = item_of(address), {}, group.after
                held[tag] = value
        if held:
            yield from self._copy(item, held, after)

    def _copy(self, item: str, held: Mapping[str, Value], after: str) -> Iterator[Proposal]:
        said = " · ".join(value.text for value in held.values())
        there = self.now(item) if item and not NO_LINE.search(item) else ""
        try:
            if not there or self._names_alone(held):
                raise AddressError("ce qui est recopié n’est pas une ligne d’une liste")
            place = spot(self.target, there)
            new = self._filled(place.path, place.value, held)
        except (AddressError, UntypableError, NotEditableError) as problem:
            self.left.append(LeftOver(said, f"ligne recopiée, {problem}"))
            return
        revisions = dict.fromkeys(each for value in held.values() for each in value.revisions)
        yield evolve(self._placed(place, new, said, after), revisions=tuple(revisions))

    def _placed(self, place: FilePlace, new: Data, said: str, after: str) -> Proposal:
        """A copy where it stands, among the lines of its list; below its original elsewhere."""
        near, above = self._neighbour(place, after)
        made = insertion(place.file, near.path, new, said, above=above)
        heads: dict[str, Data] = {}
        if isinstance(near.value, dict) and "financeur" in near.value and near.path != place.path:
            heads = {name: near.value[name] for name in SHARED if name in near.value}
        if not isinstance(new, dict) or all(new.get(name) == heads[name] for name in heads):
            return made
        made = insertion(place.file, near.path, {**new, **heads}, said, above=above)
        return evolve(made, is_guess=True, why=_OTHER_HEADING)

    def _neighbour(self, place: FilePlace, after: str) -> tuple[FilePlace, bool]:
        """The line beside which a copy stands, and whether it stands above it."""
        one = self.fields.get(after)
        for item in holders(one.addresses[0]) if one else ():
            try:
                near = spot(self.target, self.now(item))
            except AddressError:
                continue
            if (near.file, near.path[:-1]) == (place.file, place.path[:-1]):
                return near, self._is_heading(after)
        is_first = place.path[-1] == 0 and one is not None and self._precedes(after, place)
        return place, is_first

    def _is_heading(self, tag: str) -> bool:
        """Whether a field stands above lines of a budget, outside that of an amount."""
        address = self.fields[tag].addresses[0]
        frame = next((one for one in self.frames if f"{{{tag}}}" in one), "")
        is_shared = ":budget.lignes[" in address and address.rpartition(".")[2] in SHARED
        return is_shared and not any(
            f"{{{each}}}" in frame
            for each, one in self.fields.items()
            if one.addresses[0].endswith("].montant")
        )

    def _precedes(self, tag: str, place: FilePlace) -> bool:
        """Whether a field was sent just above the first line of a list."""
        tags = list(self.fields)
        rank = tags.index(tag) + 1
        if rank == len(tags):
            return False
        try:
            below = spot(self.target, self.now(item_of(self.fields[tags[rank]].addresses[0])))
        except AddressError:
            return False
        return (below.file, below.path) == (place.file, place.path)

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
            self.left.append(LeftOver(" · ".join(said), _RUBRIC_COPIED))

    def _filled(self, path: PathInTree, base: Data | None, held: Mapping[str, Value]) -> Data:
        """The line that was copied, with what the copy says otherwise; what it left out of its
        texts goes."""
        if isinstance(base, list):
            return self._filled_row(path, base, held)
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

    def _filled_row(
        self, path: PathInTree, base: list[Data], held: Mapping[str, Value]
    ) -> list[Data]:
        """The row of a table that was copied, cell by cell."""
        cells: list[Data] = [""] * len(base)
        for tag, copy in held.items():
            match self._relative(self.fields[tag], path):
                case (int(rank),) if self._says_the_same(tag, copy):
                    cells[rank] = base[rank]
                case (int(rank),):
                    cells[rank] = self._new_value(tag, copy)
        return cells

    def _says_the_same(self, tag: str, copy: Value) -> bool:
        one = self.fields[tag]
        return self.is_steady(one) and meant(one, copy.text) == meant(one, one.sent)

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
