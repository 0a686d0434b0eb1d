"""What a part still asks for: the fields that must be filled in and are blank, or to begin it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from typing import Final

from ppgp_docs.edit.nodes import Data
from ppgp_docs.load.tree import PathInTree
from ppgp_docs.schema.blanks import blanks
from ppgp_docs.schema.schemas import Schemas
from ppgp_docs.studio.form_fields import FormNode, Leaf, Listing
from ppgp_docs.studio.form_parts import STORY, FormPart
from ppgp_docs.studio.pointer import value_at


def to_fill(nodes: tuple[FormNode, ...]) -> Iterator[PathInTree]:
    """The fields and lists that must hold something and hold nothing.

    A group that nobody began asks for nothing but itself, when it must be there.
    """
    for node in nodes:
        if isinstance(node, Leaf):
            if node.required and not node.value.strip() and not node.default:
                yield node.path
        elif isinstance(node, Listing):
            if node.required and not node.items:
                yield node.path
            for item in node.items:
                yield from to_fill(item.nodes)
        elif node.filled:
            yield from to_fill(node.nodes)
        elif node.required:
            yield node.path


class MissingFields:
    """What each part of a file asks for, worked out once for each content of a part."""

    def __init__(self, schemas: Schemas) -> None:
        self._schemas = schemas
        self._known: OrderedDict[tuple[str, PathInTree, str], frozenset[PathInTree]] = OrderedDict()

    def not_begun(self, schema: str, root: Data) -> frozenset[str]:
        """The titles of the parts that nobody began: those of ``ppgp status``."""
        return frozenset(blanks(self._schemas, schema, root).parts)

    def common(self, schema: str, root: Data) -> tuple[PathInTree, ...]:
        """The places of texts that nobody wrote, where documents print a common one."""
        return blanks(self._schemas, schema, root).common

    def to_begin(self, schema: str, part: FormPart, not_begun: frozenset[str]) -> bool | None:
        """Whether a part is to be begun; None for one that is, or that must be.

        One that documents do without asks for nothing; one where they print a common text does.
        """
        if len(part.path) != 1 or part.title not in not_begun:
            return None
        field = self._schemas.named[schema][str(part.path[0])]
        group = self._schemas.group(field.get("schema")) if field.get("type") == "dict" else {}
        is_told = "default" not in field or any(each.get("commun") for each in group.values())
        return None if field.get("required") else part.heading == STORY and is_told

    def places(
        self, schema: str, part: FormPart, root: Data, form: Callable[[], tuple[FormNode, ...]]
    ) -> frozenset[PathInTree]:
        """The places to fill in a part that is begun; ``form`` makes its form."""
        if not part.path:
            return frozenset(to_fill(form()))
        key = schema, part.path, repr(value_at(root, part.path))
        if key not in self._known:
            common = self.common(schema, root)
            mine = (path for path in common if path[: len(part.path)] == part.path)
            self._known[key] = frozenset((*to_fill(form()), *mine))
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        return self._known[key]


_REMEMBERED: Final = 2_000
"""Contents of parts: those of twenty dossiers, and an hour of typing."""


def is_absent(root: Data, path: PathInTree) -> bool:
    """Whether a file lacks all of what stands at a path: the fields to fill in there say it."""
    return bool(path) and value_at(root, path) is None
