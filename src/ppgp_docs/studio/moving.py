"""A block that goes to another part, or into a section: where it may go, and the changes that take
it there with its comments.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from attrs import frozen

from ppgp_docs.edit.changes import Change, Insert, Remove, Set
from ppgp_docs.edit.nodes import Data
from ppgp_docs.edit.placing import item_text
from ppgp_docs.load.tree import PathInTree
from ppgp_docs.studio.form_parts import ACTIVITIES, TO_SORT
from ppgp_docs.studio.item_titles import usual_title
from ppgp_docs.studio.pointer import child, path_of, pointer, set_in, value_at

BLOCKS: Final = "blocs"
SECTION: Final = "section"
CONTEXT: Final = "contexte"
RUBRICS: Final = "rubriques"
NEW_ACTIVITY: Final = "nouvelle-activite"
_HOLDER: Final = ""
"""What stands in a list that is made, until its first block is there."""


class NoSuchPlaceError(ValueError):
    """A place that takes no block."""


@frozen
class Destination:
    """A list of blocks, by the pointer to it; ``inside`` names the section that holds it."""

    name: str
    part: str
    inside: str = ""


def destinations(root: Data, schema: str, block: PathInTree = ()) -> tuple[Destination, ...]:
    """Where a block of a file may go: the parts and their sections, but where it already is.

    ``block`` is its path; a section goes into no section.
    """
    moved = value_at(root, block) if block else None
    is_section = isinstance(moved, dict) and moved.get("type") == SECTION
    here, itself = pointer(block[:-1]), pointer(block)
    known = (
        each
        for each in _known(root)
        if each.name != here and not (block and each.name.startswith(f"{itself}/"))
        if not (is_section and each.inside)
    )
    new = (Destination(NEW_ACTIVITY, "Une nouvelle activité"),) if schema == "dossier" else ()
    return (*known, *new)


def _known(root: Data) -> Iterator[Destination]:
    for path, title in _parts(root):
        yield Destination(pointer((*path, BLOCKS)), title)
        blocks = value_at(root, (*path, BLOCKS))
        for rank, block in enumerate(blocks if isinstance(blocks, list) else ()):
            if child(block, "type") == SECTION:
                inside = str(child(block, "titre") or "Sous-partie sans titre")
                yield Destination(pointer((*path, BLOCKS, rank, BLOCKS)), title, inside)


def _parts(root: Data) -> Iterator[tuple[PathInTree, str]]:
    """The parts of a dossier, or the rubrics of a fiche, that hold blocks."""
    rubrics, activities = child(root, RUBRICS), child(root, ACTIVITIES)
    if isinstance(rubrics, list):
        for rank, each in enumerate(rubrics):
            yield (RUBRICS, rank), str(child(each, "libelle") or usual_title(each) or rank + 1)
        return
    yield (CONTEXT,), "Contexte"
    for rank, each in enumerate(activities if isinstance(activities, list) else ()):
        yield (ACTIVITIES, rank), f"{rank + 1}. {child(each, 'titre') or 'Activité sans titre'}"


def moved(block: PathInTree, to: str, root: Data, text: str) -> tuple[tuple[Change, ...], str]:
    """The changes that take a block to the end of a list, and the pointer to where it then stands.

    ``text`` is the file that holds ``root``. Raises NoSuchPlaceError.
    """
    if to == NEW_ACTIVITY:
        made, there = _as_activity(block, root, text)
    else:
        made, there = _received(to, block, root, text)
    return (*made, gone(block, root)), pointer(_after_removal(there, block))


def _received(
    to: str, block: PathInTree, root: Data, text: str
) -> tuple[tuple[Change, ...], PathInTree]:
    known = {each.name for each in _known(root)}
    if to not in known or to == pointer(block[:-1]):
        raise NoSuchPlaceError(to)
    path = path_of(to, root)
    held, value = value_at(root, path), value_at(root, block)
    rank = len(held) if isinstance(held, list) else 0
    if rank:
        return (Insert(path, rank, value, item_text(text, block)),), (*path, rank)
    made = set_in(root, path, [_HOLDER])
    put = Insert(path, 1, value, item_text(text, block))
    return (made, put, Remove((*path, 0))), (*path, 0)


def _as_activity(block: PathInTree, root: Data, text: str) -> tuple[tuple[Change, ...], PathInTree]:
    """A new activity of a block; a section becomes one, with its title and its blocks."""
    value = value_at(root, block)
    is_section = isinstance(value, dict) and value.get("type") == SECTION
    inside = value.get(BLOCKS) if is_section else None
    ranks = range(len(inside)) if isinstance(inside, list) else ()
    taken = [(*block, BLOCKS, rank) for rank in ranks] or ([] if is_section else [block])
    titles = {key: value[key] for key in ("titre", "version_courte") if is_section and key in value}
    made: Data = {"titre": "", **titles, BLOCKS: [_HOLDER]}
    held = value_at(root, (ACTIVITIES,))
    rank = len(held) if isinstance(held, list) else 0
    first = Insert((ACTIVITIES,), rank, made) if rank else Set((ACTIVITIES,), [made])
    blocks = (ACTIVITIES, rank, BLOCKS)
    put = [
        Insert(blocks, at + 1, value_at(root, each), item_text(text, each))
        for at, each in enumerate(taken)
    ]
    return (first, *put, *([Remove((*blocks, 0))] if put else [])), (ACTIVITIES, rank)


def gone(block: PathInTree, root: Data) -> Change:
    """What waits for its place goes with its last block."""
    held = value_at(root, block[:-1])
    is_last = block[0] == TO_SORT and isinstance(held, list) and len(held) == 1
    return Remove((TO_SORT,) if is_last else block)


def _after_removal(there: PathInTree, block: PathInTree) -> PathInTree:
    """A path, once a block is gone that may have stood before what leads there."""
    depth = len(block) - 1
    step: Any = there[depth] if len(there) > depth else None
    if there[:depth] != block[:-1] or not isinstance(step, int) or step <= block[-1]:  # type: ignore[operator]
        return there
    return (*there[:depth], step - 1, *there[depth + 1 :])
