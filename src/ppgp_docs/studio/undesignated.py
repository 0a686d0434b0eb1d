"""Words and pictures of which a dossier does not say whose they are: nobody's consent is asked for
them, until who may be recognised there is designated."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import frozen

from ppgp_docs.edit.nodes import Data
from ppgp_docs.load.tree import PathInTree
from ppgp_docs.studio.form_parts import ACTIVITIES
from ppgp_docs.studio.item_titles import block_title
from ppgp_docs.studio.pointer import pointer, value_at
from ppgp_docs.workspace.folder import DossierFolder


@frozen
class Undesignated:
    """``address`` leads to its form."""

    kind: str
    title: str
    address: str


def undesignated(folder: DossierFolder, root: Data) -> tuple[Undesignated, ...]:
    """The quotes and the pictures shown in blocks that no person of the dossier stands behind."""
    quotes = value_at(root, ("citations",))
    people = value_at(root, ("personnes",))
    known = {str(value_at(each, ("photo", "fichier"))) for each in _values(people)}
    found = [
        Undesignated("Citation", block_title(each), _address(folder, ("citations", key)))
        for key, each in (quotes.items() if isinstance(quotes, dict) else ())
        if not value_at(each, ("personne",))
    ]
    pictures = (
        (path, image)
        for path, image in _pictures(root, ())
        if image.get("fichier") and image["fichier"] not in known
    )
    return (*found, *(_picture(folder, path, image) for path, image in pictures))


def _picture(folder: DossierFolder, path: PathInTree, image: dict[str, Any]) -> Undesignated:
    title = str(image.get("alt") or image["fichier"])
    return Undesignated("Image", title, _address(folder, path))


def _values(held: Any) -> Iterator[Any]:
    yield from held.values() if isinstance(held, dict) else ()


def _pictures(node: Any, path: PathInTree) -> Iterator[tuple[PathInTree, dict[str, Any]]]:
    """The pictures of blocks that are one: those of documents show no one."""
    if isinstance(node, dict):
        image = node.get("image")
        if node.get("type") == "image" and isinstance(image, dict):
            yield path, image
        for key, value in node.items():
            yield from _pictures(value, (*path, key))
    elif isinstance(node, list):
        for rank, value in enumerate(node):
            yield from _pictures(value, (*path, rank))


def _address(folder: DossierFolder, path: PathInTree) -> str:
    in_activity = path[0] == ACTIVITIES and len(path) > 1 and isinstance(path[1], int)
    part = f"{ACTIVITIES}.{int(path[1]) + 1}" if in_activity else path[0]
    return f"/dossier/{folder.name}/dossier/{part}#{pointer(path)}"
