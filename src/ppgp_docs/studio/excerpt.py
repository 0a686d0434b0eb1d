"""A long dossier cut down to the part that is being typed: what a page shows of that part does not
wait for the others, which follow once the hand rests.
"""

from __future__ import annotations

import json
from typing import Any, Final

from ppgp_docs.edit.nodes import Data
from ppgp_docs.load.tree import PathInTree
from ppgp_docs.studio.form_parts import TOLD

LONG: Final = 60_000
"""Signs of a file whose whole page takes longer to follow than a hand waits."""

_STUB: Final = "…"
_LISTS: Final = ("blocs", "jalons", "priorites")


def excerpt(root: Data, part: PathInTree) -> str | None:
    """The text of a dossier whose other parts keep their places and a single item each.

    None for a part that is no piece of the story: what it changes may show anywhere.
    """
    if not isinstance(root, dict) or not part or part[0] not in TOLD or len(part) > 2:
        return None
    if part == ("activites",):
        return None
    kept: dict[str, Data] = {
        name: _cut(value, part[1:] if name == part[0] else None) if name in TOLD else value
        for name, value in root.items()
    }
    return json.dumps(kept, ensure_ascii=False, indent=1)  # YAML too, and written at once


def _cut(value: Data, kept: PathInTree | None) -> Data:
    """A part cut down; whole when the path that is kept ends here."""
    if kept == ():
        return value
    if isinstance(value, list):
        return [
            each if kept and rank == kept[0] else _stubbed(each) for rank, each in enumerate(value)
        ]
    return _stubbed(value)


def _stubbed(part: Any) -> Data:
    if not isinstance(part, dict):
        return part  # type: ignore[no-any-return]
    return {
        name: _first(name, value) if name in _LISTS and isinstance(value, list) else value
        for name, value in part.items()
    }


def _first(name: str, items: list[Data]) -> Data:
    return [_STUB] if name == "blocs" and items else items[:1]
