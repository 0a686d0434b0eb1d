"""What buttons of a form do to a list: add, take out, move, duplicate.

A button's value names the action and the place (``monter:/contexte/blocs/3``); what it does is a
change of :mod:`ppgp_docs.edit`, so that a block that moves keeps its comments.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from attrs import frozen

from ppgp_docs.edit.changes import Change, Insert, Move, Remove, Set
from ppgp_docs.edit.nodes import Data
from ppgp_docs.load.tree import PathInTree
from ppgp_docs.schema.schemas import Field, Schemas
from ppgp_docs.studio.form_fields import FormNode, Listing, listings
from ppgp_docs.studio.form_parts import TO_SORT
from ppgp_docs.studio.forms import PARAGRAPH
from ppgp_docs.studio.moving import NoSuchPlaceError
from ppgp_docs.studio.new_entries import blank, entry, free_name, slug
from ppgp_docs.studio.pointer import pointer, set_in, value_at
from ppgp_docs.studio.shown_pages import data_of
from ppgp_docs.studio.word_places import sorted_to


class UnknownActionError(ValueError):
    """A button that the form does not have."""


@frozen
class ListAction:
    """Changes to make, in words, and the name of what the page then shows."""

    changes: tuple[Change, ...]
    label: str
    then: str


def list_action(asked: str, form: tuple[FormNode, ...], text: str, schemas: Schemas) -> ListAction:
    """What a button asks of a file that holds ``text``. Raises UnknownActionError."""
    root = data_of(text)
    verb, _, rest = asked.partition(":")
    place, _, detail = rest.partition("|")
    for listing in listings(form):
        if verb in _ON_LISTS and listing.name == place:
            return _ON_LISTS[verb](listing, detail, root, schemas)
        for item in listing.items:
            if verb in _ON_ITEMS and item.name == place:
                return _ON_ITEMS[verb](listing, item.path[-1], root)
            if verb == _PLACE and item.name == place:
                return _placed(listing, item.rank, detail)
            if verb == SORT and item.name == place:
                return _sorted(item.path, detail, root, text, schemas)
    raise UnknownActionError(asked)


def _add(listing: Listing, detail: str, root: Data, schemas: Schemas) -> ListAction:
    """A new item at the end, or at the rank that ``detail`` says (``liste@3``)."""
    kind, _, rank_said = detail.partition("@")
    held = value_at(root, listing.path)
    items: Any = held if isinstance(held, list) else []
    rank = min(int(rank_said), len(items)) if rank_said.isdigit() else len(items)
    value = _new_item(listing, kind, schemas, listing.field)
    change: Change = (
        Insert(listing.path, rank, value) if items else set_in(root, listing.path, [value])
    )
    return ListAction((change,), "Ajout", pointer((*listing.path, rank)))


def _new_item(listing: Listing, kind: str, schemas: Schemas, field: Field) -> Data:
    if listing.shape == "blocks":
        if kind not in schemas.blocks:
            raise UnknownActionError(kind)
        return "" if kind == PARAGRAPH else {"type": kind, **blank(schemas.blocks[kind])}
    if listing.shape == "table":
        width = max((len(item.nodes) for item in listing.items), default=1)
        return [""] * width
    inner = field.get("schema")
    named = inner.get("schema") if isinstance(inner, dict) else None
    if isinstance(inner, dict) and inner.get("coerce") == "element":
        return ""
    fields = schemas.named.get(named, {}) if isinstance(named, str) else {}
    return blank(fields) or {next(iter(fields), "titre"): ""}


def _name(listing: Listing, detail: str, root: Data, schemas: Schemas) -> ListAction:
    """A new entry of a mapping; its name is made from what the person calls it."""
    rules = listing.field.get("valuesrules", {})
    held = value_at(root, listing.path)
    taken: dict[str, Data] = held if isinstance(held, dict) else {}
    said = " ".join(detail.split())
    value: Data
    if rules.get("type") == "dict":
        fields = schemas.named.get(str(rules.get("schema")), {})
        key, value = free_name(slug(said), taken), entry(fields, said)
    elif not _is_name("note", listing.field):  # people read it: an acronym, the number of a fiche
        key, value = said, ""
    else:
        key, value = free_name("note", taken), said
    if not said or key in taken or not _is_name(key, listing.field):
        raise UnknownActionError(detail)
    change = Set((*listing.path, key), value) if taken else set_in(root, listing.path, {key: value})
    return ListAction((change,), "Ajout", pointer((*listing.path, key)))


def _is_name(key: str, field: Field) -> bool:
    """Whether a mapping takes a key; one whose keys nobody reads says how they are made."""
    regex = field.get("keysrules", {}).get("regex")
    return bool(re.fullmatch(regex, key)) if regex else key != "note"


def _remove(listing: Listing, step: str | int, root: Data) -> ListAction:
    held = value_at(root, listing.path)
    if isinstance(held, list) and len(held) == 1:
        if listing.path[0] == TO_SORT:
            return ListAction((Remove((TO_SORT,)),), "Retrait", listing.name)
        return ListAction((Set(listing.path, ""),), "Retrait", listing.name)
    left = [item.path[-1] for item in listing.items if item.path[-1] != step]
    rank = min([item.path[-1] for item in listing.items].index(step), len(left) - 1)
    near = (rank if isinstance(step, int) else left[rank]) if left else None
    there = listing.name if near is None else pointer((*listing.path, near))
    return ListAction((Remove((*listing.path, step)),), "Retrait", there)


def _moved(by: int) -> Callable[[Listing, str | int, Data], ListAction]:
    def move(listing: Listing, step: str | int, root: Data) -> ListAction:
        held = value_at(root, listing.path)
        last = len(held) - 1 if isinstance(held, list) else -1
        if not isinstance(step, int) or not 0 <= step + by <= last:
            raise UnknownActionError("monter" if by < 0 else "descendre")
        there = pointer((*listing.path, step + by))
        return ListAction((Move(listing.path, step, step + by),), "Déplacement", there)

    return move


_PLACE: Final = "placer"


def _placed(listing: Listing, rank: int, detail: str) -> ListAction:
    """An item dragged to the rank that ``detail`` says, from 0."""
    known = detail.isascii() and detail.isdigit() and int(detail) < len(listing.items)
    if listing.shape == "named" or not known or int(detail) == rank:
        raise UnknownActionError(_PLACE)
    there = pointer((*listing.path, int(detail)))
    return ListAction((Move(listing.path, rank, int(detail)),), "Déplacement", there)


SORT: Final = "classer"


def _sorted(place: PathInTree, to: str, root: Data, text: str, schemas: Schemas) -> ListAction:
    """A block that waited for its place goes there."""
    try:
        changes = sorted_to(place, to, root, text, schemas)
    except NoSuchPlaceError:
        raise UnknownActionError(SORT) from None
    return ListAction(changes, "Classement", pointer(place[:-1]))


def _duplicate(listing: Listing, step: str | int, root: Data) -> ListAction:
    if not isinstance(step, int):
        raise UnknownActionError("dupliquer")
    value = _anonymous(value_at(root, (*listing.path, step)))
    there = pointer((*listing.path, step + 1))
    return ListAction((Insert(listing.path, step + 1, value),), "Copie", there)


def _anonymous(value: Any) -> Any:
    """A copy without its id, which names one line for good."""
    if isinstance(value, dict):
        return {key: _anonymous(item) for key, item in value.items() if key != "id"}
    return [_anonymous(item) for item in value] if isinstance(value, list) else value


_ON_LISTS: Final = {"ajouter": _add, "nommer": _name}
_ON_ITEMS: Final = {
    "retirer": _remove,
    "monter": _moved(-1),
    "descendre": _moved(1),
    "dupliquer": _duplicate,
}
