"""Two states of a file compared on what they hold: spaces, order of keys and quotes aside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from typing import Any, Final

from attrs import frozen

from ppgp_docs.compare.difference_words import Label, in_words, item_label, named, numbered
from ppgp_docs.compare.pairing import flat, kind_of, likeness, pairs
from ppgp_docs.francais.espaces import simplifier
from ppgp_docs.load.tree import PathInTree
from ppgp_docs.model.paragraphs import Fragment, Items, cut
from ppgp_docs.schema.schemas import Field, Fields, Schemas
from ppgp_docs.schema.validate import read_value


class DifferenceKind(Enum):
    """What became of a value, as people say it."""

    ADDED = "ajouté"
    REMOVED = "retiré"
    CHANGED = "modifié"
    MOVED = "déplacé"


@frozen
class Difference:
    """One value that is not what it was.

    ``place`` is its path in words, from the file down; ``path`` its path in the file after, or
    before for what was removed; ``before`` and ``after`` what it held, as plain text, None where
    it does not stand; of what moved, where it stood and where it stands, below ``place``.
    ``genre`` is that of its field, empty for what holds several values.
    """

    kind: DifferenceKind
    place: tuple[str, ...]
    path: PathInTree
    before: str | None
    after: str | None
    genre: str = ""

    @property
    def is_line(self) -> bool:
        """Whether it is a whole line of a budget, or of another list called so."""
        return (
            bool(self.path) and isinstance(self.path[-1], int) and self.path[-2:-1] == ("lignes",)
        )


def differences(schemas: Schemas, schema: str, before: Any, after: Any) -> tuple[Difference, ...]:
    """What changed between two trees of the file that ``schema`` describes (``"fiche"``…).

    None stands for a file that is not there. What the schemas do not know is compared too.
    """
    compared = _Comparison(schemas)
    field: Field = {"type": "dict", "schema": schema}
    found = tuple(compared.values(before or {}, after or {}, field, _Position()))
    return tuple(compared.relocated(found, before or {}, after or {}))


@frozen
class _Position:
    """Where the comparison stands: in words, in the file before and in the file after."""

    place: tuple[str, ...] = ()
    old: PathInTree = ()
    new: PathInTree = ()

    def below(self, word: Label, old: str | int | None, new: str | int | None) -> _Position:
        return _Position(
            (*self.place, word),
            self.old if old is None else (*self.old, old),
            self.new if new is None else (*self.new, new),
        )


class _Comparison:
    def __init__(self, schemas: Schemas) -> None:
        self._schemas = schemas

    def values(
        self, before: Any, after: Any, field: Field, here: _Position
    ) -> Iterator[Difference]:
        if isinstance(before, dict) and isinstance(after, dict):
            yield from self._mappings(before, after, field, here)
        elif isinstance(before, list) and isinstance(after, list):
            yield from self._lists(before, after, field, here)
        elif not _same(before, after, field):
            if moves := tuple(_moved_lines(before, after, here)):
                yield from moves
                return
            genre = field.get("genre", "")
            old, new = self._said(before, field), self._said(after, field)
            yield Difference(DifferenceKind.CHANGED, here.place, here.new, old, new, genre)

    def _mappings(
        self, before: dict[str, Any], after: dict[str, Any], field: Field, here: _Position
    ) -> Iterator[Difference]:
        fields = self._fields(field, after)
        for key in (*before, *(key for key in after if key not in before)):
            inner = fields.get(key) or field.get("valuesrules") or {}
            old, new = before.get(key), after.get(key)
            word = inner.get("libelle", "") if key in fields else named(new or old, key)
            below = here.below(word or key, key, key)
            if key in before and key in after:
                yield from self.values(old, new, inner, below)
            elif _is_lines(old if new is None else new):
                yield from self._lists(old or [], new or [], inner, below)
            else:
                yield from self._whole(old, new, inner, below)

    def _lists(
        self, before: list[Any], after: list[Any], field: Field, here: _Position
    ) -> Iterator[Difference]:
        inner = field.get("schema")
        rules = inner if isinstance(inner, dict) else {}
        for pair in pairs(before, after):
            old = None if pair.before is None else before[pair.before]
            new = None if pair.after is None else after[pair.after]
            rank = pair.before if pair.after is None else pair.after
            word = item_label(old if new is None else new, rank or 0)
            below = here.below(word, pair.before, pair.after)
            if pair.before is None or pair.after is None:
                yield from self._whole(old, new, rules, below)
                continue
            if pair.moved:
                yield _moved(pair.before, pair.after, below)
            yield from self.values(old, new, self._block(new, rules), below)

    def relocated(
        self, found: Sequence[Difference], before: Any, after: Any
    ) -> Iterator[Difference]:
        """The same, an item that went to another list told as moved, then as it changed."""
        left = {each.path: each for each in found if _is_item(each, DifferenceKind.REMOVED)}
        moves: dict[PathInTree, Difference] = {}
        for each in found:
            if _is_item(each, DifferenceKind.ADDED) and left:
                new = _at(after, each.path)
                likeness = {old: _alike(_at(before, old), new) for old in left}
                best = max(likeness, key=lambda old: likeness[old])
                if likeness[best] >= _SAME_ITEM:
                    moves[each.path] = left.pop(best)
        gone = {each.path for each in moves.values()}
        for each in found:
            if each.kind is DifferenceKind.ADDED and each.path in moves:
                source = moves[each.path]
                here = _Position(each.place, source.path, each.path)
                yield _relocation(source, each)
                old, new = _at(before, source.path), _at(after, each.path)
                yield from self.values(old, new, self._block(new, {}), here)
            elif each.kind is not DifferenceKind.REMOVED or each.path not in gone:
                yield each

    def _whole(self, old: Any, new: Any, field: Field, here: _Position) -> Iterator[Difference]:
        """A value that stands on one side alone; what was left blank there is no value."""
        genre = field.get("genre", "")
        if (said := self._said(old or "", field)) and new is None:
            yield Difference(DifferenceKind.REMOVED, here.place, here.old, said, None, genre)
        elif (said := self._said(new or "", field)) and old is None:
            yield Difference(DifferenceKind.ADDED, here.place, here.new, None, said, genre)

    def _said(self, node: Any, field: Field) -> str:
        """What a value holds, in words, without the names of its fields."""
        return " · ".join(self._words(node, field))

    def _words(self, node: Any, field: Field) -> Iterator[str]:
        if isinstance(node, dict):
            fields = self._fields(self._block(node, field), node)
            for key, value in node.items():
                if key != "type" or key in fields:
                    yield from self._words(value, fields.get(key) or field.get("valuesrules") or {})
        elif isinstance(node, list):
            inner = field.get("schema")
            for item in node:
                yield from self._words(item, inner if isinstance(inner, dict) else {})
        elif text := in_words(node, field):
            yield text

    def _block(self, item: Any, rules: Field) -> Field:
        """A block is described by the schema of its type."""
        kind = item.get("type") if isinstance(item, dict) else None
        known = self._schemas.blocks.get(str(kind)) if not rules else None
        return {"type": "dict", "schema": known} if known else rules

    def _fields(self, field: Field, node: dict[str, Any]) -> Fields:
        inner = field.get("schema")
        if isinstance(inner, str):
            return self._schemas.named.get(inner, {})
        return inner if isinstance(inner, dict) else {}


def _is_lines(value: Any) -> bool:
    """Whether a value is a list of lines of a budget, each told of by itself."""
    return isinstance(value, list) and any(
        isinstance(one, dict) and _AMOUNT in one for one in value
    )


_AMOUNT: Final = "montant"


def _same(before: Any, after: Any, field: Field) -> bool:
    """Whether two texts mean the same where they stand: `16497` and `16 497 €` in an amount."""
    if isinstance(before, dict | list) or isinstance(after, dict | list):
        return False
    old, new = (simplifier(str(text)) for text in (before, after))
    if old == new:
        return True
    try:
        genre = field.get("genre", "")
        return bool(genre) and read_value(genre, old) == read_value(genre, new)
    except ValueError:
        return False


_SAME_ITEM: Final = 0.6
"""From which likeness what came in a list is what went from another one."""
_TELLING: Final = 20
"""Signs of an item that can be recognised elsewhere."""


def _is_item(each: Difference, kind: DifferenceKind) -> bool:
    return each.kind is kind and bool(each.path) and isinstance(each.path[-1], int)


def _at(root: Any, path: PathInTree) -> Any:
    for step in path:
        root = root[step]
    return root


def _alike(old: Any, new: Any) -> float:
    """How alike two items are: blocks of one type by what they say, others when they are equal."""
    if len(flat(new)) < _TELLING or kind_of(old) != kind_of(new):
        return 0
    if flat(old) == flat(new):
        return 1
    return likeness(old, new) if isinstance(new, dict) and "type" in new else 0


def _relocation(source: Difference, each: Difference) -> Difference:
    old, new = source.place, each.place
    shared = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), 1)
    where, rest = (new[:shared], shared) if shared else (new[:1], 0)
    said = (" › ".join(old[rest:]), " › ".join(new[rest:]))
    return Difference(DifferenceKind.MOVED, where, each.path, *said)


def _moved_lines(before: Any, after: Any, here: _Position) -> Iterator[Difference]:
    """The paragraphs and items of a text that only changed places; none for any other change."""
    if not (isinstance(before, str) and isinstance(after, str) and "\n" in before):
        return
    old, new = (list(_lines(cut(text))) for text in (before, after))
    if sorted(old) == sorted(new):
        for pair in pairs([line for line, _ in old], [line for line, _ in new]):
            if pair.moved and pair.before is not None and pair.after is not None:
                label = item_label(new[pair.after][0], pair.after)
                yield _moved(pair.before, pair.after, here.below(label, None, None))


def _lines(parts: Iterable[Fragment], depth: int = 0) -> Iterator[tuple[str, int]]:
    """The paragraphs and items of a text, each with the lists that it stands in."""
    for part in parts:
        if isinstance(part, Items):
            for item in part.items:
                yield from _lines(item, depth + 1)
        else:
            yield " ".join(str(part).split()), depth


def _moved(old: int, new: int, here: _Position) -> Difference:
    ranks = (numbered(old), numbered(new))
    return Difference(DifferenceKind.MOVED, here.place, here.new, *ranks)
