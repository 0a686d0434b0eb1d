"""Step 3, validate: Cerberus schemas, normalised values, every fault at once.

Typed blocks are validated one by one, each against the schema of its type, so that a fault
names the field and not a failed ``oneof``. The faults are put into French by
:mod:`ppgp_docs.schema.faults`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

from cerberus.schema import SchemaRegistry

from ppgp_docs.diagnostics import Diagnostic, Span, has_errors
from ppgp_docs.francais.dates import lire_date
from ppgp_docs.francais.nombres import (
    lire_decimal,
    lire_entier,
    lire_montant,
    lire_pourcentage,
    lire_prix,
)
from ppgp_docs.francais.telephones import telephone
from ppgp_docs.load.tree import PathInTree, Tree, copied, is_blank, nothing
from ppgp_docs.schema.absent import LeftBlank
from ppgp_docs.schema.costs import lacking, with_costs
from ppgp_docs.schema.faults import Fault, french, is_cut, misspelt, start, unknown_block
from ppgp_docs.schema.field_validator import FieldValidator
from ppgp_docs.schema.schemas import DESCRIPTION, GENRES, Fields, Schemas

_TRUE: Final = frozenset({"oui", "vrai", "true", "yes"})
_FALSE: Final = frozenset({"non", "faux", "false", "no"})


@dataclass(frozen=True)
class Validated:
    """The normalised value of a file, and what is wrong with it.

    Where only single words are at fault, the value comes without them, so that the rest of the
    file can be checked in the same run. ``removed_names`` are their names as texts may cite them
    (``demarche.debut``), ``poorer`` the blocks or sections that miss one, of which checks could
    say what is not so. Where more is at fault there is no value. ``faults`` are those of the file
    as Cerberus sees them, and what lacks in parts that are left out though they say something.
    """

    value: dict[str, Any] | None
    diagnostics: tuple[Diagnostic, ...] = ()
    removed_names: frozenset[str] = frozenset()
    poorer: tuple[Span, ...] = ()
    faults: tuple[Fault, ...] = ()


class SchemaValidator:
    """Validates trees against compiled schemas; compile once, use for every file.

    What the rules say is not checked here: those of a workspace and of a plugin were when they were
    read (:mod:`ppgp_docs.schema.rules`), ours are by the tests.
    Safe from several threads: each run works on a copy of the compiled validator.
    """

    def __init__(self, schemas: Schemas) -> None:
        self._schemas = schemas
        registry = registry_of(schemas)
        new = partial(FieldValidator.settled, registry)
        self._compiled = {name: new(registry.get(name)) for name in schemas.named}
        self._blocks = {
            kind: new(compiled(fields) | {"type": {"type": "string"}})
            for kind, fields in schemas.blocks.items()
        }

    def validate(self, tree: Tree, schema: str) -> Validated:
        """Check ``tree`` against the schema of that name (``dossier``, ``fiche``, ``contrat``)."""
        if is_blank(tree.root):
            return Validated(None, (nothing(tree.source, start(tree.root.span)),))
        if not isinstance(tree.root, dict):
            fault = Fault((), "type", "dict", tree.root)
            return Validated(None, (french(fault, tree, {}, {}),))
        value, found, faults, losing = self._read(tree, schema)
        paths = [fault.path for fault in faults]
        rest = _without(tree, paths) if paths else None
        every = (*faults, *losing)
        if not has_errors(found) or rest is None:
            sound = None if has_errors(found) else value
            return Validated(sound, tuple(found), faults=every)
        value, left, _, _ = self._read(rest, schema)
        removed_names = frozenset(".".join(map(str, path)) for path in paths)
        poorer = tuple(tree.span(_around(path)) for path in paths)
        sound = None if has_errors(left) else value
        return Validated(sound, tuple(found), removed_names, poorer, every)

    def faults(self, tree: Tree, schema: str) -> tuple[dict[str, Any], list[Fault]]:
        """The value as far as it can be read, and every fault as :class:`Validated` has them.

        The value is of use only when there is none. Raises ValueError for a tree that is no
        mapping.
        """
        if not isinstance(tree.root, dict):
            raise ValueError("a file is a mapping")
        value, _, faults, losing = self._read(tree, schema)
        return value, [*faults, *losing]

    def _read(
        self, tree: Tree, schema: str
    ) -> tuple[dict[str, Any], list[Diagnostic], list[Fault], list[Fault]]:
        """The normalised value, its faults in French and as they are; what lacks in parts that are
        left out."""
        fields, blank = self._schemas.named[schema], LeftBlank(tree)
        value, faults = _run(self._compiled[schema], with_costs(_filled(tree.root)), ())
        faults = blank.sift(faults, partial(self._is_list, fields, 0))
        found = self._in_french(faults, tree, fields, 0)
        found += self._blocks_in(value, (), tree, blank, faults)
        found += blank.leave_out(value)
        return value, found, faults, blank.losing

    def _is_list(self, fields: Fields, depth: int, fault: Fault) -> bool:
        """Whether the field at fault, ``depth`` steps down from ``fields``, is a list."""
        field, siblings = self._schemas.describe(fields, fault.path[depth:])
        return (field or siblings.get(str(fault.path[-1]), {})).get("type") == "list"

    def _in_french(
        self, faults: list[Fault], tree: Tree, fields: Fields, depth: int
    ) -> list[Diagnostic]:
        """``fields`` describe what stands ``depth`` steps down the paths.

        A missing key that a neighbour misspells, or hides in a text cut by a colon, is one slip,
        told once. So is an amount that does not follow from a quantity or a cost that is misread.
        """
        told = [
            (fault, field, siblings if rank < _MOST_HINTED else {})
            for rank, fault in enumerate(faults)
            for field, siblings in [self._schemas.describe(fields, fault.path[depth:])]
        ]
        meant = {misspelt(fault, siblings) for fault, _, siblings in told}
        cut = {fault.path[:-1] for fault in faults if is_cut(fault)}
        found = []
        for fault, field, siblings in told:
            is_lack = fault.rule == "required"
            path = lacking(fault.path, siblings, tree, meant) if is_lack else fault.path
            if path is None or (is_lack and path[:-1] in cut):
                continue
            about = field if path == fault.path else siblings[str(path[-1])]
            keys = self._schemas.keys_of(about)
            found.append(french(replace(fault, path=path), tree, about, siblings, keys))
        return found

    def _blocks_in(
        self, value: Any, path: PathInTree, tree: Tree, blank: LeftBlank, faults: list[Fault]
    ) -> Iterator[Diagnostic]:
        """Validate, in place, every list called ``blocs`` under ``value``.

        What is at fault is added to ``faults``.
        """
        for key, child in _children(value):
            here = (*path, key)
            if key == "blocs" and isinstance(child, list):
                for index, block in enumerate(child):
                    if (*here, index) not in blank.items:
                        child[index], found = self._block(
                            block, (*here, index), tree, blank, faults
                        )
                        yield from found
            yield from self._blocks_in(child, here, tree, blank, faults)

    def _block(
        self, block: Any, path: PathInTree, tree: Tree, blank: LeftBlank, faults: list[Fault]
    ) -> tuple[Any, list[Diagnostic]]:
        if isinstance(block, str):
            block = {"type": "paragraphe", "texte": block}
        kind = block.get("type") if isinstance(block, dict) else None
        kind = kind if isinstance(kind, str) else None
        if kind is None or kind not in self._blocks:
            faults.append(Fault(path, UNKNOWN_BLOCK, None, kind))
            return {}, [unknown_block(kind, tree, path, self._schemas.blocks)]
        fields = self._schemas.blocks[kind]
        value, found = _run(self._blocks[kind], block, path)
        found = blank.sift(found, partial(self._is_list, fields, len(path)))
        faults += found
        return value, self._in_french(found, tree, fields, len(path))


UNKNOWN_BLOCK: Final = "unknown block"
"""The rule that a block of a type that nobody declared breaks."""

_MOST_HINTED: Final = 200
"""Faults of a file that get hints of what was meant: to look for a likeness takes a while."""


def _run(
    validator: FieldValidator, document: dict[str, Any], path: PathInTree
) -> tuple[dict[str, Any], list[Fault]]:
    running = validator.fresh()
    running.validate(document)
    faults = list(_leaves(running._errors, path))
    illegible = {fault.path for fault in faults if fault.rule == "coerce"}
    kept = [fault for fault in faults if fault.rule == "coerce" or fault.path not in illegible]
    return running.document, kept


def _leaves(errors: Any, path: PathInTree, of_key: bool = False) -> Iterator[Fault]:
    """Cerberus nests errors; the leaves are what the user wrote wrongly."""
    for fault in sorted(errors):
        if fault.child_errors:
            yield from _leaves(fault.child_errors, path, of_key or fault.rule == "keysrules")
        else:
            where, rule = (*path, *fault.document_path), fault.rule or "unknown"
            yield Fault(where, rule, fault.constraint, fault.value, fault.info, of_key)


def _filled(node: Any) -> Any:
    """The tree without what was left blank.

    Items of a list keep their rank, so that faults keep their places.
    """
    if isinstance(node, dict):
        return {key: _filled(child) for key, child in node.items() if not is_blank(child)}
    return [_filled(child) for child in node] if isinstance(node, list) else node


def _without(tree: Tree, paths: Iterable[PathInTree]) -> Tree | None:
    """The tree without the words at those paths; None when more than a word stands at one.

    Figures are cited from everywhere, and so is what stands at the root: nothing can be checked
    without them.
    """
    root: Any = copied(tree.root)
    for path in dict.fromkeys(paths):
        if len(path) < 2 or path[0] == "chiffres":
            return None
        parent: Any = root
        for step in path[:-1]:
            parent = parent[step]
        if not isinstance(parent, dict) or not isinstance(parent.get(path[-1]), str):
            return None
        del parent[path[-1]]
    return replace(tree, root=root)


def _around(path: PathInTree) -> PathInTree:
    """The path of the innermost block that holds what stands at a path, or of its section."""
    blocks = [rank for rank, step in enumerate(path[:-2]) if step == "blocs"]
    return path[: blocks[-1] + 2] if blocks else path[:1]


def _children(value: Any) -> Iterator[tuple[str | int, Any]]:
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list):
        yield from enumerate(value)


def registry_of(schemas: Schemas) -> SchemaRegistry:
    """The named schemas, compiled, for those that refer to them."""
    registry = SchemaRegistry()
    for name, fields in schemas.named.items():
        registry.add(name, compiled(fields))
    return registry


def compiled(fields: Fields) -> dict[str, Any]:
    """The Cerberus rules of a group of fields."""
    return {name: _rules(field) for name, field in fields.items()}


def _rules(field: Mapping[str, Any]) -> dict[str, Any]:
    """A field's Cerberus rules: its genre gives type and coercion, descriptions go away."""
    rules = {key: deepcopy(value) for key, value in field.items() if key not in DESCRIPTION}
    if genre := rules.pop("genre", None):
        rules["type"] = GENRES[genre]
        rules["coerce"] = _COERCIONS.get(genre, _as_is)
        rules.setdefault("empty", False)
    elif rules.get("coerce") == "element":
        rules["coerce"] = _element
    elif rules.get("type") in _CONTAINERS:
        rules["coerce"] = partial(_container, _CONTAINERS[rules["type"]])
    for nested in ("schema", "valuesrules", "keysrules"):
        if isinstance(rules.get(nested), dict):
            fields = nested == "schema" and rules.get("type") == "dict"
            rules[nested] = (compiled if fields else _rules)(rules[nested])
    return rules


def _as_is(value: Any) -> Any:
    return value


def _from_text(read: Callable[[str], Any], value: Any) -> Any:
    """Read a text; anything else is left for the type rule to refuse."""
    return read(value) if isinstance(value, str) else value


def _yes_no(value: str) -> bool:
    word = value.strip().lower()
    if word not in _TRUE | _FALSE:
        raise ValueError(f"`{value}` n’est ni oui ni non")
    return word in _TRUE


def _phone(value: str) -> str:
    """A number as it is usually written; what is none is left for the checks to tell."""
    try:
        return telephone(value)
    except ValueError:
        return value


def _element(value: Any) -> Any:
    """A list item typed as a plain text is an element with nothing else."""
    return {"texte": value} if isinstance(value, str) else _container(dict, value)


def _container(kind: type, value: Any) -> Any:
    """Cerberus cannot go down a list where it wants a mapping; a text fails its type rule."""
    return value if isinstance(value, kind | str) else ""


_CONTAINERS: Final[Mapping[str, type]] = {"dict": dict, "list": list}


_COERCIONS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "entier": partial(_from_text, lire_entier),
    "decimal": partial(_from_text, lire_decimal),
    "pourcentage": partial(_from_text, lire_pourcentage),
    "montant": partial(_from_text, lire_montant),
    "prix": partial(_from_text, lire_prix),
    "date": partial(_from_text, lire_date),
    "telephone": partial(_from_text, _phone),
    "oui_non": partial(_from_text, _yes_no),
}


def read_value(genre: str, text: str) -> Any:
    """What a text means where a field of that genre stands: a Decimal, a date, a yes or no…

    Raises ValueError, in French, for a text that cannot be read so.
    """
    return _COERCIONS.get(genre, _as_is)(text)
