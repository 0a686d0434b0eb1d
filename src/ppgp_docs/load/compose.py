"""YAML text as PyYAML's nodes with their marks, or the syntax error of every section."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final, TypeVar

import yaml

from ppgp_docs.diagnostics import Diagnostic
from ppgp_docs.load.signs import for_yaml

try:  # twenty times faster
    from yaml import CSafeLoader as _Loader
except ImportError:  # pragma: no cover - a PyYAML built without libyaml
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

MAX_DEPTH: Final = 40

_L = TypeVar("_L", bound=_Loader)

_KINDS: Final = {
    yaml.ScalarNode: "tag:yaml.org,2002:str",
    yaml.SequenceNode: "tag:yaml.org,2002:seq",
    yaml.MappingNode: "tag:yaml.org,2002:map",
}


class _TooDeepError(Exception):
    """More collections in one another than any dossier has."""


class BoundedLoader(_Loader):
    """Stops at a depth where libyaml's composer, which recurses in C, is far from crashing."""

    def __init__(self, source: str) -> None:
        super().__init__(source)
        self._depth = 0

    def descend_resolver(self, _parent: Any, _index: Any) -> None:
        """A node begins, in as many collections as began before it without an end."""
        self._depth += 1
        if self._depth > MAX_DEPTH + 1:
            raise _TooDeepError

    def ascend_resolver(self) -> None:
        """A node ends."""
        self._depth -= 1

    def resolve(self, kind: type[yaml.Node], value: Any, implicit: Any) -> str:
        """The tag of a node that bears none."""
        if self._depth > MAX_DEPTH and kind is not yaml.ScalarNode:
            raise _TooDeepError
        return self.tag(kind, value, implicit)

    def tag(self, kind: type[yaml.Node], value: Any, implicit: Any) -> str:
        """What a node is: for YAML, a scalar is what it looks like."""
        told: str = super().resolve(kind, value, implicit)  # type: ignore[no-untyped-call]
        return told


class _Composer(BoundedLoader):
    """Composes nodes without looking what each scalar might be: all of them stay text."""

    def tag(self, kind: type[yaml.Node], _value: Any, _implicit: Any) -> str:
        """The tag that YAML gives to the kind."""
        return _KINDS[kind]


def _too_deep(source: str) -> yaml.YAMLError:
    """Where a file goes too deep: the composer does not tell."""
    depth = 0
    for event in events(source):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            mark: Any = event.start_mark
            break
    return yaml.MarkedYAMLError(problem=f"deeper than {MAX_DEPTH}", problem_mark=mark)


def compose(file: Path, source: str) -> tuple[yaml.Node | None, tuple[Diagnostic, ...]]:
    """The root node, or the syntax error of each section: one does not hide the next ones."""
    if not source.strip():
        return None, ()
    try:
        return composed_node(source), ()
    except yaml.YAMLError as problem:
        return None, tuple(_complaints(file, source, problem))


def _complaints(file: Path, source: str, problem: yaml.YAMLError) -> Iterator[Diagnostic]:
    """A syntax error, then that of each section behind the one that holds it.

    Each is read alone, with a key behind it as in the file: to read all that follows, once for
    each fault, would take the square of their number.
    """
    from ppgp_docs.load.syntax import complaint, sections  # few files have any

    first = complaint(file, source, problem)
    yield first
    line = first.span.line if first.span else 0
    for start, section in sections(source):
        if start >= line:
            try:
                composed_node(f"{section}\n_: ")
            except yaml.YAMLError as another:
                yield complaint(file, section, another, start)


def composed_node(source: str) -> yaml.Node | None:
    """The text as PyYAML's nodes, with their marks. Raises yaml.YAMLError."""
    source = for_yaml(source)
    node: yaml.Node | None = _bounded(source, _Composer, _Composer.get_single_node)
    return node


def events(source: str) -> Iterator[yaml.Event]:
    """The text as PyYAML's events. Raises yaml.YAMLError."""
    found: Iterator[yaml.Event] = yaml.parse(source, Loader=_Loader)
    return found


def content(source: str) -> Any:
    """The text as YAML types it. Raises yaml.YAMLError."""
    return _bounded(source, BoundedLoader, BoundedLoader.get_single_data)


def _bounded(source: str, kind: type[_L], read: Callable[[_L], Any]) -> Any:
    loader = kind(source)
    try:
        return read(loader)
    except _TooDeepError:
        raise _too_deep(source) from None
    finally:
        loader.dispose()
