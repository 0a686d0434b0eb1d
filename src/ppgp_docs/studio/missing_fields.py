"""What a part still asks for: the fields that must be filled in and are blank, or to begin it."""

from __future__ import annotations

from collections.abc import Iterator

from ppgp_docs.edit.nodes import Data
from ppgp_docs.load.tree import PathInTree
from ppgp_docs.schema.blanks import blanks
from ppgp_docs.schema.schemas import Schemas
from ppgp_docs.studio.fields import FormNode, Leaf, Listing
from ppgp_docs.studio.form_parts import STORY, FormPart


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


def asked_in(
    schemas: Schemas, schema: str, part: FormPart, root: Data, form: tuple[FormNode, ...]
) -> tuple[frozenset[PathInTree], bool]:
    """The places to fill in a part, and whether it is a part of the story that is to be begun.

    Parts that nobody began are those of ``ppgp status``; one that documents do without, or for
    which they have common texts, asks for nothing.
    """
    if len(part.path) == 1 and part.title in blanks(schemas, schema, root).parts:
        field = schemas.named[schema][str(part.path[0])]
        if not field.get("required"):
            return frozenset(), part.heading == STORY and "default" not in field
    return frozenset(to_fill(form)), False
