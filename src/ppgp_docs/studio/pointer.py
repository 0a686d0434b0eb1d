"""Names of form fields: the place of a value in its file, as a JSON Pointer (RFC 6901).

A page that is sent back says which text it was made from, so that a rank still means what it did.
"""

from __future__ import annotations

from typing import Any

from ppgp_docs.edit.changes import Set
from ppgp_docs.edit.nodes import Data
from ppgp_docs.load.tree import PathInTree


def pointer(path: PathInTree) -> str:
    """``/contexte/blocs/2/texte``; empty for the root."""
    return "".join(f"/{_escaped(str(step))}" for step in path)


def path_of(text: str, root: Any) -> PathInTree:
    """The path that a pointer names; steps are ranks where a list stands. Raises KeyError.

    A last step, or several, may lead to what is not there yet.
    """
    if text and not text.startswith("/"):
        raise KeyError(text)
    node, path = root, []
    for part in text.split("/")[1:]:
        name = part.replace("~1", "/").replace("~0", "~")
        step: str | int = name
        if isinstance(node, list):
            if not (name.isascii() and name.isdigit() and len(name) < 6):
                raise KeyError(text)
            step = int(name)
        path.append(step)
        node = child(node, step)
    return tuple(path)


def child(node: Any, step: str | int) -> Any:
    """What a mapping or a list holds at a step; None when it holds nothing there."""
    if isinstance(node, dict):
        return node.get(step)
    if isinstance(node, list) and isinstance(step, int) and step < len(node):
        return node[step]
    return None


def value_at(root: Any, path: PathInTree) -> Any:
    """The value at a path; None when there is none."""
    for step in path:
        root = child(root, step)
    return root


def set_in(root: Any, path: PathInTree, value: Data) -> Set:
    """The change that puts a value at a path, with the mappings that lead there and lack."""
    while len(path) > 1 and not isinstance(value_at(root, path[:-1]), dict | list):
        value, path = {str(path[-1]): value}, path[:-1]
    return Set(path, value)


def _escaped(step: str) -> str:
    return step.replace("~", "~0").replace("/", "~1")
