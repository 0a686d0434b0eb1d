"""Changes applied to a text, each proved before it counts.

The proof: parsed anew, the text holds what it held with the change and nothing else, in the same
order. Bytes outside the patches are those of before, since patches only replace their own span.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from ppgp_docs.edit.changes import Change, expected
from ppgp_docs.edit.lines import line_break
from ppgp_docs.edit.nodes import Data, NotEditableError, data, nodes
from ppgp_docs.edit.patch import Patch, inverse, patched
from ppgp_docs.edit.placing import ways

BYTE_ORDER_MARK = "\ufeff"


@frozen
class Edited:
    """The text after the changes, and the patches that take it back, step by step."""

    text: str
    undo: tuple[tuple[Patch, ...], ...] = ()


def apply(text: str, changes: Iterable[Change]) -> Edited:
    """Make changes one after the other; each path is that of the text as it then stands.

    ``text`` is the file as it was decoded, line ends untouched. Raises NotEditableError, and
    nothing is then changed.
    """
    undo: list[tuple[Patch, ...]] = []
    for change in changes:
        patches = _proved(text, change)
        text = patched(text, patches)
        undo.insert(0, inverse(patches))
    return Edited(text, tuple(undo))


def undone(edited: Edited) -> str:
    """The text as it was before the changes, to the byte."""
    text = edited.text
    for patches in edited.undo:
        text = patched(text, patches)
    return text


def _proved(text: str, change: Change) -> tuple[Patch, ...]:
    """The patches of the first way whose result reads back as it should."""
    mark = len(BYTE_ORDER_MARK) if text.startswith(BYTE_ORDER_MARK) else 0
    body, ends = text[mark:], line_break(text)
    root = nodes(body)
    wanted = expected(data(root), change)
    for patches in ways(change, root, body):
        placed = tuple(_placed(patch, mark, ends) for patch in patches)
        if _holds(patched(text, placed)[mark:], wanted):
            return placed
    raise NotEditableError("cette modification ne peut pas s’écrire ici sans en changer d’autres")


def _placed(patch: Patch, mark: int, ends: str) -> Patch:
    return Patch(patch.start + mark, patch.old, patch.new.replace("\r\n", "\n").replace("\n", ends))


def _holds(text: str, wanted: Data) -> bool:
    try:
        return _in_order(data(nodes(text))) == _in_order(wanted)
    except NotEditableError:
        return False


def _in_order(value: Data) -> object:
    """Mappings compared with the order of their keys, which people chose."""
    if isinstance(value, dict):
        return [(key, _in_order(item)) for key, item in value.items()]
    return [_in_order(item) for item in value] if isinstance(value, list) else value
