"""Step 2, load: YAML text to a tree whose every node knows its file, line and column.

Every scalar stays text: YAML 1.1 would read ``01`` as 1, ``075`` as 61 and ``no`` as False, so
the schemas coerce, not YAML. Duplicate keys, aliases, tags, several documents, deep nesting and
files over 2 MB are refused with their place: none has a use in a dossier, and each is a trap
or a bomb.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import Any, Final, TypeAlias

import yaml

from ppgp_docs.diagnostics import Diagnostic, Span, error
from ppgp_docs.load import traps
from ppgp_docs.load.compose import compose
from ppgp_docs.load.decode import ill_decoded, overloaded, read
from ppgp_docs.load.merge_conflicts import without_rivals
from ppgp_docs.load.signs import mended, shows_nothing, visible
from ppgp_docs.load.wording import shortened

PathInTree: TypeAlias = tuple[str | int, ...]


class Text(str):
    """A scalar as it stands in the file, a plain ``str`` everywhere else.

    ``span`` tells where; ``raw`` is what was typed there: marks and line ends included.
    """

    span: Span
    raw: str

    def __new__(cls, value: str, span: Span, raw: str = "") -> Text:
        text = super().__new__(cls, value)
        text.span, text.raw = span, raw
        return text

    def __reduce__(self) -> tuple[type[Text], tuple[str, Span, str]]:
        return Text, (str(self), self.span, self.raw)

    def at(self, start: int, end: int) -> Span:
        """The place of ``self[start:end]``, exact but behind a character that is written escaped.

        YAML folds lines and takes indents away: all that it changes is spaces. The character of
        some rank, spaces left out, is thus the same in the text and in what was typed, but for
        signs that were read for others.
        """
        line, column = self._line_column(self._typed_at(start))
        end_line, end_column = self._line_column(self._typed_at(max(start, end - 1)))
        return Span(self.span.file, line, column, end_line, end_column + 1)

    def _typed_at(self, position: int) -> int:
        """Where the character at ``position`` stands in ``raw``."""
        if self._is_verbatim:
            return self._first + position
        rank = self._visible_before[min(position, len(self))]
        places = self._visible_places
        return places[rank] if rank < len(places) else len(self.raw.rstrip())

    def _line_column(self, place: int) -> tuple[int, int]:
        line = bisect_right(self._line_starts, place) - 1
        before = 1 if line else self.span.column
        return self.span.line + line, before + place - self._line_starts[line]

    # Looked up once for a text, whatever the number of its places that are told.

    @cached_property
    def _first(self) -> int:
        opening = _OPENING.match(self.raw)
        return opening.end() if opening else 0

    @cached_property
    def _is_verbatim(self) -> bool:
        return self.raw.startswith(self, self._first)

    @cached_property
    def _line_starts(self) -> tuple[int, ...]:
        return (0, *(match.end() for match in re.finditer("\n", self.raw)))

    @cached_property
    def _visible_before(self) -> tuple[int, ...]:
        return (0, *accumulate(not sign.isspace() for sign in self))

    @cached_property
    def _visible_places(self) -> tuple[int, ...]:
        return tuple(visible(self.raw, self._first))


_OPENING: Final = re.compile(r"[\"']")
"""What stands before the first character of a text that is quoted."""

_BLOCK: Final = re.compile(r"[|>][^\n]*\n\s*(?=\S)")
"""The mark of a block, up to its first word."""


class Mapping(dict[str, Any]):
    """A YAML mapping: ``span`` is its own place, ``keys_at`` the place of each key."""

    def __init__(self, span: Span, keys_at: dict[str, Span] | None = None) -> None:
        super().__init__()
        self.span, self.keys_at = span, keys_at or {}


class Sequence(list[Any]):
    """A YAML list with its place."""

    def __init__(self, span: Span) -> None:
        super().__init__()
        self.span = span


Node: TypeAlias = Text | Mapping | Sequence


def copied(node: Any) -> Any:
    """The same nodes, the mappings and lists of their own; texts are shared, which never change."""
    if isinstance(node, Mapping):
        mapping = Mapping(node.span, dict(node.keys_at))
        mapping.update((key, copied(child)) for key, child in node.items())
        return mapping
    if isinstance(node, Sequence):
        items = Sequence(node.span)
        items.extend(map(copied, node))
        return items
    return node


@dataclass(frozen=True)
class Tree:
    """One loaded file: its root node, and where any path of keys and indexes stands in it."""

    file: Path
    source: str
    root: Node

    def node(self, path: PathInTree) -> Any:
        """What stands at ``path``; None when nothing does."""
        node: Any = self.root
        for step in path:
            node = child(node, step)
        return node

    def span(self, path: PathInTree, *, of_key: bool = False) -> Span:
        """The place of the value at ``path`` (of its key, when asked), or of what is nearest."""
        node: Any = self.root
        span: Span = self.root.span
        for step in path:
            parent = node
            node = child(node, step)
            if node is None:
                return span
            span = node.span
        if of_key and path and isinstance(parent, Mapping):
            return parent.keys_at[str(path[-1])]
        return span


def child(node: Any, step: str | int) -> Any:
    """What a mapping or a list holds at a key or a rank, whatever their kind; None for nothing."""
    if isinstance(node, dict):
        return node.get(str(step))
    if isinstance(node, list) and isinstance(step, int) and step < len(node):
        return node[step]
    return None


@dataclass(frozen=True)
class Loaded:
    """What a file gave: a tree, or the reasons why there is none.

    A tree may come with faults (a key written twice, an alias): it then lacks what they are about,
    is not ``is_whole``, and serves only to find the other faults of the file at once.
    """

    tree: Tree | None
    diagnostics: tuple[Diagnostic, ...] = ()
    is_whole: bool = True


def load(file: Path) -> Loaded:
    """Read one YAML file.

    Never raises for the content of the file: what is wrong comes back as diagnostics.
    """
    source, fault = read(file)
    return Loaded(None, (fault,)) if fault else parse(file, source)


def parse(file: Path, source: str) -> Loaded:
    """The tree of a text that :func:`ppgp_docs.load.decode.read` gave; ``file`` only names it.

    Never raises for the content: what is wrong comes back as diagnostics.
    """
    text, unsettled = without_rivals(file, source)
    root, faults = compose(file, text)
    if faults:
        return Loaded(None, (*unsettled, *faults))
    if root is None:
        return Loaded(None, unsettled or (nothing(source, Span(file)),))
    builder = _Builder(file, text)
    tree = Tree(file, source, builder.build(root))
    found = (
        *unsettled,
        *builder.faults,
        *builder.slips,
        *ill_decoded(text, file),
        *overloaded(text, file),
    )
    return Loaded(tree, found, is_whole=not (unsettled or builder.faults))


def nothing(source: str, place: Span) -> Diagnostic:
    """L002: a file where nothing is filled in, whatever keys or remarks its text has."""
    lines = [line.strip() for line in source.split("\n") if line.strip()]
    why = ""
    if lines:
        remarks = all(line.startswith("#") for line in lines)
        why = " : il n’a que des commentaires" if remarks else " : aucune ligne n’y est remplie"
    return error(
        "L002",
        f"le fichier est vide{why}",
        place,
        "remplissez-le, ou effacez-le s’il ne sert pas encore",
        "`ppgp new 01` donne un dossier prêt à remplir, `ppgp new 01 --fiche 8` une fiche",
    )


class _Builder:
    """Turns PyYAML's nodes into ours and notes every fault on the way.

    ``faults`` are about what the tree then lacks, ``slips`` about texts that it holds.
    """

    def __init__(self, file: Path, source: str) -> None:
        self.file, self.source = file, source
        self.faults: list[Diagnostic] = []
        self.slips: list[Diagnostic] = []
        self._seen: set[int] = set()
        self._anchored: dict[int, Diagnostic] = {}

    def build(self, node: yaml.Node) -> Node:
        span = self._span(node)
        if fault := self._fault(node, span):
            self.faults.append(fault)
            return Text("", span)
        if fault := traps.endless(node, span):
            self.faults.append(fault)
            return Text("…", span)
        self._seen.add(id(node))
        self._look_at_sign(node, span)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node)
        if isinstance(node, yaml.SequenceNode):
            if node.flow_style:
                self.slips += traps.cut_figures(node, self.source, self._span)
                self.slips += traps.cut_texts(node, self.source, self._span)
            items = Sequence(span)
            items.extend(self.build(child) for child in node.value)
            return items
        self.slips += filter(None, traps.of_scalar(node, self.source, span))
        return self._text(node, span)

    def _look_at_sign(self, node: yaml.Node, span: Span) -> None:
        """A sign before a node that YAML takes away; a reference to come tells more than it."""
        if told := traps.reserved(node, self.source, span):
            self._anchored[id(node)] = told
            self.slips.append(told)

    def _text(self, node: yaml.Node, span: Span) -> Text:
        """A scalar; that of a block begins at its first word, not at the mark `>` or `|`."""
        typed = self.source[node.start_mark.index : node.end_mark.index]
        mark = _BLOCK.match(typed)
        value = mended(node.value)
        if mark is None:
            return Text(value, span, typed)
        line = span.line + mark[0].count("\n")
        column = mark.end() - mark[0].rfind("\n")
        return Text(value, replace(span, line=line, column=column), typed[mark.end() :])

    def _fault(self, node: yaml.Node, span: Span) -> Diagnostic | None:
        if id(node) in self._seen:
            if told := self._anchored.pop(id(node), None):
                self.slips.remove(told)
            return error(
                "L010",
                "un renvoi YAML (`&nom`, `*nom`) répète une partie du fichier",
                span,
                "recopiez le texte, ou mettez entre guillemets un texte qui commence par `*`",
            )
        if node.tag.removeprefix("tag:yaml.org,2002:") not in _TAGS:
            return error(
                "L007",
                f"l’étiquette YAML `{node.tag}` n’est pas admise",
                span,
                "effacez-la ; si c’est le début d’un texte, mettez tout le texte entre guillemets",
            )
        return None

    def _mapping(self, node: yaml.MappingNode) -> Mapping:
        mapping = Mapping(self._span(node))
        for rank, (key_node, value_node) in enumerate(node.value):
            key_span = self._span(key_node)
            lone = self._has_no_colon(key_node, value_node)
            if told := traps.reserved_key(key_node, self.source, key_span, lone):
                self.faults.append(told)
            elif not isinstance(key_node, yaml.ScalarNode):
                self.faults.append(self._not_a_word(node, key_node))
            elif node.flow_style and lone:
                before = node.value[rank - 1][1] if rank else None
                whole = self._typed(before, key_node) if before else ""
                self.faults.append(traps.without_value(key_node.value, whole, key_span))
            elif (key := self._key(key_node, key_span)) in mapping:
                self.faults.append(_duplicate(key, key_span, mapping.keys_at[key]))
            else:
                mapping[key] = self.build(value_node)
                mapping.keys_at[key] = key_span
        return mapping

    def _key(self, node: yaml.ScalarNode, span: Span) -> str:
        if told := traps.oddly_indented(node, self.source, span):
            self.faults.append(told)
            return mended(node.value.strip())
        return mended(node.value)

    def _not_a_word(self, node: yaml.Node, key: yaml.Node) -> Diagnostic:
        """L008: most often a text that begins with a reference, `{{ chiffres.nom }}`."""
        opening = self.source[node.start_mark.index : node.start_mark.index + 2]
        if opening == "{{":
            message = "le texte commence par `{{`, que YAML lit comme une accolade ouverte"
            typed = self.source[node.start_mark.index : node.end_mark.index].split("\n")[0]
            quoted = f'mettez tout le texte entre guillemets : `"{shortened(typed)}"`'
            return error("L008", message, self._span(node), quoted)
        return error(
            "L008",
            "une accolade ou un crochet se trouve à la place d’une clé",
            self._span(key),
            "mettez tout le texte entre guillemets",
        )

    def _has_no_colon(self, key: yaml.Node, value: yaml.Node) -> bool:
        return ":" not in self.source[key.end_mark.index : value.end_mark.index]

    def _typed(self, first: yaml.Node, last: yaml.Node) -> str:
        """What was typed from one node to another, on one line."""
        return " ".join(self.source[first.start_mark.index : last.end_mark.index].split())

    def _span(self, node: yaml.Node) -> Span:
        start, end = node.start_mark, node.end_mark
        return Span(self.file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)


_TAGS = frozenset(
    ("str", "int", "float", "bool", "null", "timestamp", "map", "seq", "merge", "value")
)


def _duplicate(key: str, span: Span, first: Span) -> Diagnostic:
    fault = error(
        "L005",
        f"la clé `{key}` est écrite deux fois, d’abord ligne {first.line}",
        span,
        "gardez une seule des deux : YAML ne retiendrait que la dernière",
    )
    return replace(fault, related=(("première écriture", first),))


def is_blank(node: Any) -> bool:
    """Whether nothing was written in a node: a blank form says nothing."""
    if isinstance(node, dict):
        return all(map(is_blank, node.values()))
    if isinstance(node, list):
        return all(map(is_blank, node))
    is_null = node in _NULL and getattr(node, "raw", "") == node
    return is_null or (isinstance(node, str) and shows_nothing(node))


_NULL: Final = ("~", "null", "Null", "NULL")
"""What says nothing in YAML, unless it stands between quotes."""


def texts(node: Any, path: PathInTree = ()) -> Iterator[tuple[PathInTree, Text]]:
    """Every text under ``node`` with its path, in file order."""
    if isinstance(node, Text):
        yield path, node
    elif isinstance(node, dict):
        for key, child in node.items():
            yield from texts(child, (*path, key))
    elif isinstance(node, list):
        for index, child in enumerate(node):
            yield from texts(child, (*path, index))
