"""An unfinished file completed with visible gaps, so that a draft of it can be seen.

Words that lack, or cannot be read, are replaced by « [à compléter : Titre] ». A figure, an amount
or a date is never invented: what needs one and lacks it goes out of the draft, and a block that
goes leaves a gap in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import count
from typing import Any, Final, TypeAlias

from attrs import frozen

from ppgp_docs.diagnostics import Span
from ppgp_docs.load.tree import (
    Mapping,
    PathInTree,
    Sequence,
    Text,
    Tree,
    copied,
    is_blank,
    texts,
)
from ppgp_docs.schema.faults import Fault
from ppgp_docs.schema.schemas import Field, Schemas
from ppgp_docs.schema.validate import SchemaValidator
from ppgp_docs.schema.walk import described

_WRITTEN: Final = frozenset({"mot", "ligne", "prose"})
_ROUNDS: Final = 12
"""How often a file is mended and read again: a gap may need others within it."""

_FILLING: Final = _ROUNDS // 2
"""How often before what still lacks is given up: words that are never enough would take all."""

IsThere: TypeAlias = Callable[[str], bool]
"""Whether a file of the dossier, named from its folder, is there."""

Known: TypeAlias = "dict[str, frozenset[str]]"
"""The names that texts may refer to, by the mapping that holds them: ``chiffres``…"""


@frozen
class Completed:
    """A value that can be built, and the paths of what was taken out or filled in."""

    value: dict[str, Any]
    tree: Tree
    gaps: tuple[PathInTree, ...]


class MissingNumber(int):
    """The number of an objective or of a fiche that nobody gave yet: it prints as a gap."""

    def __str__(self) -> str:
        return "[numéro à compléter]"

    def __format__(self, spec: str) -> str:
        return format(int(self), spec) if spec else str(self)


class _Unnumbered(Text):
    """What stands in a tree for such a number, so that it can be validated."""


class Completer:
    """Completes the files of one dossier; ``known`` are the names of the dossier's own mappings."""

    def __init__(self, validator: SchemaValidator, schemas: Schemas, is_there: IsThere) -> None:
        self._validator, self._schemas, self._is_there = validator, schemas, is_there
        self._ranks = count(1)

    def complete(
        self, tree: Tree, schema: str, known: Known, sound: dict[str, Any] | None = None
    ) -> Completed | None:
        """The file with its gaps; None when nothing can be made of it.

        ``sound`` is the value of a file whose tree was found without a fault.
        """
        if not isinstance(tree.root, dict):
            return None
        given, tree = tree, replace(tree, root=copied(tree.root))
        gaps: dict[PathInTree, None] = {}
        self._ranks = count(1)
        for rank in range(_ROUNDS):
            _square(tree.root)
            same = sound is not None and not gaps and tree.root == given.root
            value, faults = (sound or {}, []) if same else self._validator.faults(tree, schema)
            found = [*faults, *self._dangling(tree.root, value, schema, known)]
            found = found or list(self._undescribed(tree.root, value, schema))
            if not found:
                _unnumber(value, tree.root)
                return Completed(value, tree, tuple(gaps))
            gaps |= {fault.path: None for fault in found}
            self._mend(tree.root, schema, found, fills=rank < _FILLING)
        return None

    def _dangling(self, root: Any, value: Any, schema: str, known: Known) -> list[Fault]:
        """References to what is not there, or blank: a format could make nothing of them."""
        own = {name: frozenset(value.get(name) or ()) for name in known}
        return [
            Fault(each.path, "dangling", None, each.value)
            for each in described(self._schemas, schema, root)
            if not self._leads_somewhere(str(each.value), each.field, known, own)
        ]

    def _undescribed(self, root: Any, value: Any, schema: str) -> Iterator[Fault]:
        """Pictures that say nothing to who does not see them: no format may print one so."""
        file = self._schemas.named["image"]["fichier"]
        for each in described(self._schemas, schema, root):
            if each.field is file:
                picture = _at(value, each.path[:-1])
                if not (picture.get("alt") or picture.get("decoratif")):
                    yield Fault((*each.path[:-1], "alt"), "required", None, None)

    def _leads_somewhere(self, value: str, field: Field, known: Known, own: Known) -> bool:
        if field.get("genre") == "fichier":
            return self._is_there(value)
        mapping = field.get("designe")
        return mapping not in known or value in known[mapping] | own[mapping]

    def _mend(self, root: Any, schema: str, found: Iterable[Fault], *, fills: bool) -> None:
        """The deepest and the last first: paths of the others stay true."""
        once = {fault.path: fault for fault in found}
        for fault in sorted(once.values(), key=_depth, reverse=True):
            if _still_there(root, fault):
                self._mend_one(root, schema, fault, fills)

    def _mend_one(self, root: Any, schema: str, fault: Fault, fills: bool) -> None:
        field = self._field(root, schema, fault.path)
        if fault.rule == "required":
            holder, name = _at(root, fault.path[:-1]), str(fault.path[-1])
            gap = self._gap(field, name, holder.span) if fills else None
            if gap is None:
                self._give_up(root, schema, fault.path[:-1], str(field.get("libelle") or name))
            else:
                holder[name] = gap
                holder.keys_at.setdefault(name, holder.span)
        elif fault.rule == "maxlength" and field.get("genre") in _WRITTEN:
            text = _at(root, fault.path)
            _put(root, fault.path, _text(f"{text[: fault.constraint - 1]}…", text.span))
        else:
            self._give_up(root, schema, fault.path, str(field.get("libelle") or "bloc"))

    def _gap(self, field: Field, name: str, holder: Span) -> Any:
        """What stands for a value that lacks; None for what may not be invented."""
        place = self._place(holder)
        if field.get("type") == "list":
            item = self._gap(field.get("schema") or _PROSE, name, holder)
            held = Sequence(place)
            held.append(item)
            return None if item is None else held
        if field.get("type") == "dict":
            return self._gaps_of(field.get("schema"), holder)
        if field.get("genre") == "entier" and name == "numero":
            return _Unnumbered("1", place, "1")
        if field.get("genre") == "cle" and "designe" not in field:
            return _text("a_completer", place)  # a key is never printed
        if not _is_prose(field):
            return None
        return _text(f"[à compléter : {field.get('libelle') or name}]", place)

    def _place(self, holder: Span) -> Span:
        """The place of a gap, its own and of no width: what a document says of a title that lacks
        (that it repeats it, or leaves it out) must not be said of all that its holder says."""
        column = holder.column
        return replace(holder, end_line=holder.line, end_column=column - next(self._ranks))

    def _gaps_of(self, inner: Any, place: Span) -> Mapping | None:
        """A mapping with what it must hold: an empty one would pass for absent."""
        fields = self._schemas.named.get(inner, {}) if isinstance(inner, str) else inner or {}
        held = Mapping(self._place(place))
        for name, field in fields.items():
            if field.get("required"):
                held[name] = self._gap(field, name, place)
                held.keys_at[name] = place
        if not held:
            name, field = next((one for one in fields.items() if _is_prose(one[1])), ("", {}))
            held[name] = self._gap(field, name, place)
        return None if None in held.values() else held

    def _give_up(self, root: Any, schema: str, path: PathInTree, lacking: str) -> None:
        """Take out what cannot be completed; a block leaves a gap in its place. What it said
        stands there, or behind the block that held it, as paragraphs."""
        if not path:
            root.clear()
            return
        words, (home, rank) = list(self._words(root, schema, path)), _innermost_block(path)
        holder, step = _at(root, path[:-1]), path[-1]
        if path == (*home, rank):
            holder[step] = _text(f"[bloc à compléter : {lacking}]", holder[step].span)
        elif _is_cell(path):
            holder[step] = _text("[à compléter]", holder[step].span)
        else:
            del holder[step]
        if home:
            _at(root, home)[rank + 1 : rank + 1] = words

    def _words(self, root: Any, schema: str, path: PathInTree) -> Iterator[Text]:
        """What stands below a path, but for what is said of a picture that is not there; all of it
        where nobody knows what it is."""
        pictures = self._schemas.named["image"].values()
        every = described(self._schemas, schema, root)
        known = [each for each in every if each.path[: len(path)] == path]
        for each in known:
            is_of_picture = any(each.field is field for field in pictures)
            if _is_prose(each.field) and not is_of_picture and not is_blank(each.value):
                yield each.value
        if not known:
            yield from (text for where, text in texts(_at(root, path)) if where[-1:] != ("type",))

    def _field(self, root: Any, schema: str, path: PathInTree) -> Field:
        """The field at a path, within the innermost block when it stands in one."""
        blocks = [rank for rank, step in enumerate(path[:-2]) if step == "blocs"]
        if not blocks:
            return self._schemas.describe(self._schemas.named[schema], path)[0]
        inner = blocks[-1] + 2
        block = _at(root, path[:inner])
        kind = block.get("type", "") if isinstance(block, dict) else ""
        return self._schemas.describe(self._schemas.blocks.get(str(kind), {}), path[inner:])[0]


def _is_prose(field: Field) -> bool:
    """Whether a field holds words that one may choose."""
    is_settled = "allowed" in field or "regex" in field or "designe" in field
    return field.get("genre") in _WRITTEN and not is_settled


def _innermost_block(path: PathInTree) -> tuple[PathInTree, int]:
    """The list of the innermost block that stands at a path, or around it, and its rank there."""
    ends = [end for end in range(1, len(path)) if path[end - 1] == "blocs"]
    return (path[: ends[-1]], int(path[ends[-1]])) if ends else ((), 0)


def _depth(fault: Fault) -> tuple[tuple[int, str], ...]:
    """A key by which, from the greatest down, mending one fault moves none of the others."""
    return tuple((-1, step) if isinstance(step, str) else (step, "") for step in fault.path)


_PROSE: Final[Field] = {"genre": "prose", "libelle": "Contenu"}


def _unnumber(value: Any, node: Any) -> None:
    """Put missing numbers in a validated value, where its tree has them."""
    if isinstance(node, dict) and isinstance(value, dict):
        for key, child in node.items():
            if isinstance(child, _Unnumbered):
                value[key] = MissingNumber(0)
            else:
                _unnumber(value.get(key), child)
    elif isinstance(node, list) and isinstance(value, list):
        for held, child in zip(value, node, strict=False):
            _unnumber(held, child)


def _is_cell(path: PathInTree) -> bool:
    """Whether a path is that of a cell of a table: to take one out would shift the others."""
    holder = path[-2:-1]
    return holder == ("colonnes",) or (isinstance(path[-1], int) and isinstance(holder[0], int))


def _square(node: Any) -> None:
    """Give the rows of every table as many cells as its header, without losing any of them."""
    if isinstance(node, Mapping):
        columns, rows = node.get("colonnes"), node.get("lignes")
        if isinstance(columns, list) and isinstance(rows, list):
            lines = [columns, *(row for row in rows if isinstance(row, list))]
            width = max(map(len, lines))
            for line in lines:
                missing = "[sans titre]" if line is columns else ""
                line.extend([_text(missing, node.span)] * (width - len(line)))
        for child in node.values():
            _square(child)
    elif isinstance(node, list):
        for child in node:
            _square(child)


def _text(text: str, place: Any) -> Text:
    return Text(text, place, text)


def _at(root: Any, path: PathInTree) -> Any:
    for step in path:
        root = root[step]
    return root


def _put(root: Any, path: PathInTree, value: Any) -> None:
    _at(root, path[:-1])[path[-1]] = value


def _still_there(root: Any, fault: Fault) -> bool:
    """Whether what is at fault, or what holds a value that lacks, was not taken out meanwhile."""
    lacks = fault.rule == "required"
    try:
        _at(root, fault.path[:-1] if lacks else fault.path)
    except (KeyError, IndexError, TypeError):
        return False
    return True
