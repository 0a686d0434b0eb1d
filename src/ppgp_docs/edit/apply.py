"""Changes applied to a text, each proved before it counts.

The proof: parsed anew, the text holds what it held with the change and nothing else, in the same
order. Bytes outside the patches are those of before, since patches only replace their own span.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve, frozen

from ppgp_docs.edit.changes import Change, expected
from ppgp_docs.edit.ids import with_id
from ppgp_docs.edit.lines import line_break
from ppgp_docs.edit.nodes import Data, Node, NotEditableError, data, nodes
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

    ``text`` is the file as it was decoded, line ends untouched. An item that is inserted among
    items with an id gets its own. Raises NotEditableError, and nothing is then changed.
    """
    undo: list[tuple[Patch, ...]] = []
    body = _Body.of(text)
    for change in changes:
        patches, body = body.after(change)
        undo.append(inverse(patches))
    return Edited(body.text, tuple(reversed(undo)))


def undone(edited: Edited) -> str:
    """The text as it was before the changes, to the byte."""
    text = edited.text
    for patches in edited.undo:
        text = patched(text, patches)
    return text


@frozen
class _Body:
    """A text, the nodes under it, composed once; how long its mark is, how its lines end."""

    text: str
    root: Node | None
    mark: int
    ends: str

    @classmethod
    def of(cls, text: str) -> _Body:
        mark = len(BYTE_ORDER_MARK) if text.startswith(BYTE_ORDER_MARK) else 0
        return cls(text, nodes(text[mark:]), mark, line_break(text))

    def after(self, change: Change) -> tuple[tuple[Patch, ...], _Body]:
        """The patches of the first way whose result reads back as it should, and that result."""
        held = data(self.root)
        change = with_id(change, held)
        wanted = _in_order(expected(held, change))
        for patches in ways(change, self.root, self.text[self.mark :]):
            placed = tuple(self._placed(patch) for patch in patches)
            text = patched(self.text, placed)
            try:
                root = nodes(text[self.mark :])
                if _in_order(data(root)) == wanted:
                    return placed, evolve(self, text=text, root=root)
            except NotEditableError:
                continue
        raise NotEditableError(
            "cette modification ne peut pas s’écrire ici sans en changer d’autres"
        )

    def _placed(self, patch: Patch) -> Patch:
        new = patch.new.replace("\r\n", "\n").replace("\n", self.ends)
        return Patch(patch.start + self.mark, patch.old, new)


def _in_order(value: Data) -> object:
    """Mappings compared with the order of their keys, which people chose."""
    if isinstance(value, dict):
        return [(key, _in_order(item)) for key, item in value.items()]
    return [_in_order(item) for item in value] if isinstance(value, list) else value
