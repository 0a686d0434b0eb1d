"""From validated values to the model, with every rich text parsed and every reference expanded."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextvars import ContextVar
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeVar, get_args, get_origin

import attrs
from cattrs import Converter
from immutabledict import immutabledict

from ppgp_docs.diagnostics import Diagnostic, Span
from ppgp_docs.francais.dates import DatePrecise
from ppgp_docs.francais.inclusif.notation import Inclusif, ecrire
from ppgp_docs.francais.territoires import Departement
from ppgp_docs.francais.typographie.regles import FRANCE, Typographie
from ppgp_docs.load.tree import Mapping as TreeMapping
from ppgp_docs.load.tree import Sequence as TreeSequence
from ppgp_docs.load.tree import Text
from ppgp_docs.model.address import below, items
from ppgp_docs.model.blocs import BLOCS, Bloc, BlocLibre, Tableau
from ppgp_docs.model.champs import FreeFields, schema_of
from ppgp_docs.model.chiffre import Chiffre
from ppgp_docs.model.joined_lines import joined_lines
from ppgp_docs.model.named_numbers import with_named_numbers
from ppgp_docs.model.place import Champs, Ecrit, Place
from ppgp_docs.model.prose import (
    Line,
    Prose,
    Quotation,
    Words,
    parse_line,
    parse_prose,
    typeset_words,
)
from ppgp_docs.model.reference_places import cited_line, cited_prose
from ppgp_docs.model.references import References
from ppgp_docs.model.unread_markup import ill_read_lines, left_over
from ppgp_docs.schema.schemas import Schemas

T = TypeVar("T")


class Placed(dict[str, Any]):
    """A validated mapping joined again with its place in the file."""

    place: Place


def with_places(value: Any, node: Any, address: str = "") -> Any:
    """Join a validated value with the node of the tree that it comes from, and its address.

    An item that was left blank is None in the value, and goes now that ranks have served.
    """
    if isinstance(value, dict):
        held = node if isinstance(node, dict) else {}
        placed = Placed(
            (key, with_places(child, held.get(key, node), below(address, key)))
            for key, child in value.items()
        )
        placed.place = _place(node, value, address)
        return placed
    if isinstance(value, list):
        defaulted = not isinstance(node, TreeSequence) or len(node) != len(value)
        nodes = [node] * len(value) if defaulted else node
        return [
            with_places(child, part, own)
            for child, part, own in zip(value, nodes, items(address, value), strict=True)
            if child is not None
        ]
    return value


def _place(node: Any, value: Mapping[str, Any], address: str) -> Place:
    if not isinstance(node, TreeMapping):
        return Place(node.span, address=address)
    spans, ranks = {key: child.span for key, child in node.items()}, dict[str, int]()
    for key, child in node.items():
        if isinstance(child, TreeMapping):
            spans |= {f"{key}.{name}": held.span for name, held in child.items()}
        elif isinstance(child, TreeSequence):
            for name, rank, span in _items(key, child, value.get(key)):
                spans[name], ranks[name] = span, rank
    moved = {name: rank for name, rank in ranks.items() if not name.endswith(f".{rank}")}
    return Place(node.span, immutabledict(spans), address, immutabledict(moved))


def _items(key: str, node: TreeSequence, value: Any) -> Iterator[tuple[str, int, Span]]:
    """The items of a list, ``lignes.0``, and those of the lists in it, ``lignes.0.2``, each with
    its rank in the file. What was left blank is passed over, as it is in what is built."""
    values = value if isinstance(value, list) and len(value) == len(node) else [node] * len(node)
    kept = (each for each in enumerate(zip(node, values, strict=True)) if each[1][1] is not None)
    for name, (rank, (child, own)) in enumerate(kept):
        yield f"{key}.{name}", rank, child.span
        if isinstance(child, TreeSequence):
            yield from _items(f"{key}.{name}", child, own)


@attrs.frozen
class Writing:
    """How the texts of a dossier are written, whatever the file they stand in."""

    inclusif: Inclusif = "doublet"
    typographie: Typographie = FRANCE


@attrs.define
class Scope:
    """What one build may cite and how it writes; gathers what it has to report.

    ``texts`` are the texts that were read, as they were typed. ``keeps_cites`` of what is sent to
    be filled in: it comes back, and what a reference printed is then told from what was typed.
    """

    references: References
    writing: Writing
    keeps_cites: bool = False
    diagnostics: list[Diagnostic] = attrs.field(factory=list)
    texts: list[Ecrit] = attrs.field(factory=list)


class Builder:
    """Structures placed values into model classes.

    Made once for all dossiers, since it takes a while to find how each field is built; what plugins
    add is typed by ``schemas``. Safe from several threads: each build has its own scope.
    """

    def __init__(self, schemas: Schemas) -> None:
        self._schemas = schemas
        self._converter = self._make_converter()
        self._free = FreeFields(schemas.named, self._converter.structure)
        self._current: ContextVar[Scope] = ContextVar("scope")

    def build(self, value: Placed, cls: type[T], scope: Scope) -> T:
        """``value`` as an instance of ``cls``; what is to be said goes into ``scope``."""
        outer = self._current.set(scope)
        try:
            return self._converter.structure(value, cls)
        finally:
            self._current.reset(outer)

    @property
    def _scope(self) -> Scope:
        return self._current.get()

    def _make_converter(self) -> Converter:
        converter = Converter(detailed_validation=False)
        for kept in (str, int, bool, Decimal, DatePrecise, Departement, Path, Place):
            converter.register_structure_hook(kept, lambda value, _: value)
        converter.register_structure_hook_func(lambda cls: cls is object, lambda value, _: value)
        converter.register_structure_hook(Prose, lambda value, _: self._prose(value))
        converter.register_structure_hook(Line, lambda value, _: self._line(value))
        converter.register_structure_hook(Words, lambda value, _: self._words(value))
        converter.register_structure_hook(Quotation, lambda value, _: self._quotation(value))
        converter.register_structure_hook(Champs, lambda value, _: value)
        converter.register_structure_hook_func(lambda cls: cls is Bloc, self._bloc)
        converter.register_structure_hook_func(_is_immutable_mapping, self._mapping)
        converter.register_structure_hook_factory(_is_model, self._model)
        return converter

    def _prose(self, value: Any) -> Prose:
        if isinstance(value, Prose):
            return value
        parse = partial(parse_prose, typographie=self._scope.writing.typographie)
        prose = parse(self._written(value))
        self._scope.diagnostics += left_over(value, prose.plain)
        self._scope.diagnostics += ill_read_lines(value)
        return self._citing(prose, value, cited_prose, self._rewritten(parse))

    def _line(self, value: Any) -> Line:
        if isinstance(value, Line):
            return value
        parse = partial(parse_line, typographie=self._scope.writing.typographie)
        line = parse(self._written(value))
        self._scope.diagnostics += left_over(value, line.plain)
        self._scope.diagnostics += joined_lines(value, one_line=True)
        return self._citing(line, value, cited_line, self._rewritten(parse))

    def _citing(
        self,
        read: T,
        text: str,
        cite: Callable[[T, str, References, Callable[[str], T]], T],
        parse: Callable[[str], T],
    ) -> T:
        """A text with the places of what it cites, where they are kept."""
        scope = self._scope
        return cite(read, text, scope.references, parse) if scope.keeps_cites else read

    def _rewritten(self, parse: Callable[[str], T]) -> Callable[[str], T]:
        """A parser of texts as the dossier writes them."""
        return lambda text: parse(ecrire(text, self._scope.writing.inclusif))

    def _words(self, value: str) -> Words:
        words = typeset_words(self._written(value), typographie=self._scope.writing.typographie)
        self._scope.diagnostics += left_over(value, words, plain=True)
        self._scope.diagnostics += joined_lines(value, one_line=True)
        return words

    def _quotation(self, value: str) -> Quotation:
        """Someone's words: typeset, never rewritten."""
        text = self._expanded(value, quoted=True)
        style = self._scope.writing.typographie
        parse = partial(parse_prose, quoted=True, typographie=style)
        prose = parse(text)
        self._scope.diagnostics += left_over(value, prose.plain)
        self._scope.diagnostics += joined_lines(value)
        return Quotation(self._citing(prose, value, cited_prose, parse))

    def _written(self, text: str) -> str:
        return ecrire(self._expanded(text), self._scope.writing.inclusif)

    def _expanded(self, text: str, quoted: bool = False) -> str:
        if isinstance(text, Text):
            self._scope.texts.append(Ecrit(text, quoted))
        expanded, unknown = self._scope.references.expand(text)
        self._scope.diagnostics.extend(unknown)
        return expanded

    def _mapping(self, value: Mapping[str, Any], annotation: Any) -> immutabledict[str, Any]:
        (_, of_value) = get_args(annotation)
        built = {key: self._converter.structure(child, of_value) for key, child in value.items()}
        if of_value is Chiffre:
            built = {key: attrs.evolve(child, cle=key) for key, child in built.items()}
        return immutabledict(built)

    def _bloc(self, value: Placed, _: Any) -> Bloc:
        kind = str(value["type"])
        if kind in _CORE_BLOCKS:
            built = self._converter.structure(value, _CORE_BLOCKS[kind])
            return with_named_numbers(built) if isinstance(built, Tableau) else built
        written = {name: child for name, child in value.items() if name != "type"}
        champs = self._free.of(written, value.place, self._schemas.blocks[kind])
        return BlocLibre(kind=kind, champs=champs, place=value.place)

    def _model(self, cls: Any) -> Callable[[Any, Any], Any]:
        """How a class is built: the fields that it declares, then those that plugins added.

        Not by a function that cattrs writes: to compile one takes longer than it spares.
        """
        fields: tuple[Any, ...] = attrs.fields(attrs.resolve_types(cls))
        # Texts are read, and told, in this order: what may be left out goes first.
        optional_first = sorted(fields, key=lambda field: field.default is attrs.NOTHING)
        hooks = {
            field.name: (self._converter.get_structure_hook(field.type), field.type)
            for field in optional_first
        }

        def build(value: Placed, _: Any) -> Any:
            known = {
                name: structure(value[name], of)
                for name, (structure, of) in hooks.items()
                if name in value
            }
            if added := value.keys() - hooks.keys() - {"type"}:
                known["extensions"] = self._added(cls, value, added)
            return cls(**{**known, "place": value.place})

        return build

    def _added(self, cls: Any, value: Placed, names: Collection[str]) -> Champs:
        written = {name: child for name, child in value.items() if name in names}
        if issubclass(cls, Bloc):
            fields = self._schemas.blocks[cls.type]
        else:
            fields = self._schemas.named.get(schema_of(cls), {})
        return self._free.of(written, value.place, fields)


_CORE_BLOCKS: Final = {cls.type: cls for cls in BLOCS}


def _is_immutable_mapping(annotation: Any) -> bool:
    return get_origin(annotation) is immutabledict


def _is_model(cls: Any) -> bool:
    return attrs.has(cls) and cls not in (Prose, Line, Place, Champs, Bloc)
