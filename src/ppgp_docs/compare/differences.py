"""Two states of a file compared on what they hold: spaces, order of keys and quotes aside."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Any

from attrs import frozen

from ppgp_docs.compare.difference_words import Label, item_label, numbered, printed
from ppgp_docs.compare.pairing import pairs
from ppgp_docs.francais.espaces import simplifier
from ppgp_docs.load.tree import PathInTree
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
    it does not stand. ``genre`` is that of its field, empty for what holds several values.
    """

    kind: DifferenceKind
    place: tuple[str, ...]
    path: PathInTree
    before: str | None
    after: str | None
    genre: str = ""


def differences(schemas: Schemas, schema: str, before: Any, after: Any) -> tuple[Difference, ...]:
    """What changed between two trees of the file that ``schema`` describes (``"fiche"``…).

    None stands for a file that is not there. What the schemas do not know is compared too.
    """
    compared = _Comparison(schemas)
    field: Field = {"type": "dict", "schema": schema}
    return tuple(compared.values(before or {}, after or {}, field, _Here()))


@frozen
class _Here:
    """Where the comparison stands: in words, in the file before and in the file after."""

    place: tuple[str, ...] = ()
    old: PathInTree = ()
    new: PathInTree = ()

    def below(self, word: Label, old: str | int | None, new: str | int | None) -> _Here:
        return _Here(
            (*self.place, word),
            self.old if old is None else (*self.old, old),
            self.new if new is None else (*self.new, new),
        )


class _Comparison:
    def __init__(self, schemas: Schemas) -> None:
        self._schemas = schemas

    def values(self, before: Any, after: Any, field: Field, here: _Here) -> Iterator[Difference]:
        if isinstance(before, dict) and isinstance(after, dict):
            yield from self._mappings(before, after, field, here)
        elif isinstance(before, list) and isinstance(after, list):
            yield from self._lists(before, after, field, here)
        elif not _same(before, after, field):
            genre = field.get("genre", "")
            old, new = printed(before), printed(after)
            yield Difference(DifferenceKind.CHANGED, here.place, here.new, old, new, genre)

    def _mappings(
        self, before: dict[str, Any], after: dict[str, Any], field: Field, here: _Here
    ) -> Iterator[Difference]:
        fields = self._fields(field, after)
        for key in (*before, *(key for key in after if key not in before)):
            inner = fields.get(key) or field.get("valuesrules") or {}
            old, new = before.get(key), after.get(key)
            word = inner.get("libelle", "") if key in fields else f"«\u00a0{key}\u00a0»"
            below = here.below(word or key, key, key)
            if key in before and key in after:
                yield from self.values(old, new, inner, below)
            else:
                yield from _whole(old, new, inner, below)

    def _lists(
        self, before: list[Any], after: list[Any], field: Field, here: _Here
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
                yield from _whole(old, new, rules, below)
                continue
            if pair.moved:
                yield _moved(pair.before, pair.after, below)
            yield from self.values(old, new, self._block(new, rules), below)

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


def _whole(old: Any, new: Any, field: Field, here: _Here) -> Iterator[Difference]:
    """A value that stands on one side alone; what was left blank there is no value."""
    genre = field.get("genre", "")
    if printed(old or "") and new is None:
        yield Difference(DifferenceKind.REMOVED, here.place, here.old, printed(old), None, genre)
    elif printed(new or "") and old is None:
        yield Difference(DifferenceKind.ADDED, here.place, here.new, None, printed(new), genre)


def _moved(old: int, new: int, here: _Here) -> Difference:
    ranks = (numbered(old), numbered(new))
    return Difference(DifferenceKind.MOVED, here.place, here.new, *ranks)
