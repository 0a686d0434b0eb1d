"""The parts of a file, each a page with its form: what the list on the left shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from attrs import evolve, frozen

from ppgp_docs.edit.nodes import Data
from ppgp_docs.francais.espaces import espacer
from ppgp_docs.load.tree import PathInTree
from ppgp_docs.schema.schemas import Field, Fields, Schemas
from ppgp_docs.studio.form_fields import FormNode, Group, Item, Leaf, Listing
from ppgp_docs.studio.forms import Forms
from ppgp_docs.studio.pointer import child, value_at

GENERAL: Final = "general"
ACTIVITIES: Final = "activites"
TOLD: Final = ("introduction", "contexte", "chronologie", ACTIVITIES, "et_apres", "appel")
CITED: Final = ("chiffres", "personnes", "citations", "notes", "sigles")
TO_SORT: Final = "a_classer"
"""What was brought and waits for its place: a part only while there is some."""

_ELSEWHERE: Final = ("dispenses",)
"""What a page of its own shows."""


@frozen
class FormPart:
    """``slug`` names it in addresses; ``heading`` is that under which it is listed."""

    slug: str
    title: str
    heading: str
    path: PathInTree


def parts_of(schemas: Schemas, schema: str, root: Data) -> tuple[FormPart, ...]:
    """The parts of a file: its single values together, each group or list apart.

    Activities have a page each, behind the one that orders them.
    """
    fields = schemas.named[schema]
    apart = [
        FormPart(name, _label(name, field), _heading(schema, name), (name,))
        for name, field in fields.items()
        if _is_apart(field) and name not in _ELSEWHERE and _is_there(name, root)
    ]
    general = [FormPart(GENERAL, "Informations générales", _SETTINGS, ())]
    every = [*apart, *general] if schema == "dossier" else [*general, *apart]
    order = sorted(every, key=lambda part: (_ORDER.index(part.heading), part.slug != TO_SORT))
    return tuple(each for part in order for each in (part, *_activities(part, root)))


STORY: Final = "Le récit"
_CITED_HEADING: Final = "Ce que les textes citent"
_SETTINGS: Final = "Présentation et réglages"
_ORDER: Final = (STORY, _CITED_HEADING, _SETTINGS)


def _is_there(name: str, root: Data) -> bool:
    held = value_at(root, (name,))
    waits = any(held.values()) if isinstance(held, dict) else bool(held)
    return name != TO_SORT or waits


def _heading(schema: str, name: str) -> str:
    if schema != "dossier":
        return _CITED_HEADING if name in CITED else _SETTINGS
    return STORY if name in (TO_SORT, *TOLD) else _CITED_HEADING if name in CITED else _SETTINGS


def _activities(part: FormPart, root: Data) -> Iterator[FormPart]:
    held = value_at(root, part.path) if part.slug == ACTIVITIES else None
    for rank, activity in enumerate(held if isinstance(held, list) else ()):
        title = child(activity, "titre") if isinstance(activity, dict) else ""
        shown = f"{rank + 1}. {title or 'Activité sans titre'}"
        yield FormPart(f"{ACTIVITIES}.{rank + 1}", shown, part.heading, (ACTIVITIES, rank))


def part_called(parts: tuple[FormPart, ...], slug: str) -> FormPart:
    """The part of that name. Raises KeyError."""
    for part in parts:
        if part.slug == slug:
            return part
    raise KeyError(slug)


def form_of(
    part: FormPart, forms: Forms, schemas: Schemas, schema: str, root: Data
) -> tuple[FormNode, ...]:
    """The form of a part: the fields of a group side by side, without the group around them."""
    fields = schemas.named[schema]
    if part.slug == GENERAL:
        single = {name: field for name, field in fields.items() if not _is_apart(field)}
        return forms.fields(single, (), root)
    if len(part.path) == 2:
        activity = schemas.named["activite"]
        return forms.fields(activity, part.path, value_at(root, part.path))
    node = forms.node(fields[str(part.path[0])], part.path, value_at(root, part.path))
    if isinstance(node, Listing) and part.slug == ACTIVITIES:
        return (evolve(node, items=tuple(map(_headed, node.items))),)
    return node.nodes if isinstance(node, Group) else (node,)


def _headed(item: Item) -> Item:
    """An activity where they are put in order: its single values, its blocks have their page."""
    return evolve(item, nodes=tuple(node for node in item.nodes if isinstance(node, Leaf)))


def part_at(parts: tuple[FormPart, ...], path: PathInTree) -> FormPart:
    """The part whose form shows the value at a path."""
    best = [part for part in parts if path[: len(part.path)] == part.path]
    return max(best, key=lambda part: len(part.path))


def _is_apart(field: Field) -> bool:
    return field.get("type") in ("dict", "list")


def _label(name: str, field: Fields | dict[str, Any]) -> str:
    return espacer(str(field.get("libelle") or name))
