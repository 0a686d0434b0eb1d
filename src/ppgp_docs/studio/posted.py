"""What a page sends back: the data of its file with the fields that were changed, and no other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any, Final

from ppgp_docs.edit.nodes import Data
from ppgp_docs.load.signs import shows_nothing
from ppgp_docs.load.tree import PathInTree
from ppgp_docs.model.accounts import written_account
from ppgp_docs.model.named_funders import written_funder
from ppgp_docs.studio.form_fields import FormNode, Leaf, Listing, leaves, listings
from ppgp_docs.studio.forms import BLOCKS, NEW, PARAGRAPH
from ppgp_docs.studio.new_entries import free_name, slug
from ppgp_docs.studio.pointer import child
from ppgp_docs.studio.typed_dates import written

_MOST_ROWS: Final = 2_000
_SHORT: Final = (BLOCKS, "elements")
"""The lists whose items may be plain texts."""

_LINE_END: Final = re.compile(r"\r\n?")


def posted_data(root: Data, form: tuple[FormNode, ...], posted: Mapping[str, str]) -> Data:
    """The data of a file after what was typed in the form of one of its parts.

    ``root`` is what the form was made from. Names that the form does not have count for nothing.
    """
    changed: Any = deepcopy(root)
    for leaf in leaves(form):
        if leaf.name in posted and (value := _typed(posted[leaf.name], leaf)) is not None:
            changed = _put(changed, leaf.path, value)
    for listing in listings(form):
        for row in _added(listing, posted):
            changed = _appended(changed, listing.path, row, listing.shape == "figures")
        if listing.shape == "words":
            _without_blanks(changed, listing)
    return changed  # type: ignore[no-any-return]


def _typed(text: str, leaf: Leaf) -> str | None:
    """The new value, or None for what a browser gives back of the old one."""
    text = _LINE_END.sub("\n", text)
    text = leaf.value if text == leaf.shown else _as_written(text, leaf)
    before = _LINE_END.sub("\n", leaf.value)
    if text == before or text.rstrip("\n") == before.rstrip("\n"):
        return None
    return f"{text}\n" if before.endswith("\n") and text else text


def _as_written(text: str, leaf: Leaf) -> str:
    """What a file says of what people type in words; nothing, of spaces alone."""
    if shows_nothing(text):
        return ""
    if leaf.widget == "funder":
        return written_funder(text, leaf.aliases)
    if leaf.widget == "account":
        return written_account(text)
    return written(text, leaf.value) if leaf.widget == "date" else text


def _put(root: Any, path: PathInTree, value: str, above: str | int = "") -> Any:
    """Set a value in data that may lack what leads to it; gives back the root.

    ``above`` is the step that led to ``root``'s owner: a paragraph that is a plain text gets its
    type when it becomes more than that.
    """
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        items = root if isinstance(root, list) else []
        items += [""] * (step + 1 - len(items))
        items[step] = _put(items[step], rest, value, above)
        return items
    if isinstance(root, str) and step == "texte" and not rest and above in _SHORT:
        return value  # a paragraph, or an item of a list, that is a plain text stays one
    fields = root if isinstance(root, dict) else {}
    if isinstance(root, str) and above == BLOCKS:
        fields["type"] = PARAGRAPH
    if isinstance(root, str) and root:
        fields["texte"] = root
    fields[step] = _put(fields.get(step, ""), rest, value, step)
    return fields


def _added(listing: Listing, posted: Mapping[str, str]) -> Iterator[Data]:
    """The rows that were filled in below a grid, or a list of words, in their order."""
    if not listing.blank:
        return
    start = f"{listing.name}/{NEW}"
    numbers = {
        name.removeprefix(start).partition("/")[0] for name in posted if name.startswith(start)
    }
    for number in sorted((n for n in numbers if n.isascii() and n.isdigit()), key=int)[:_MOST_ROWS]:
        if listing.shape == "words":
            value = posted.get(f"{start}{number}", "").strip()
            if value:
                yield value
            continue
        filled = _row(listing, f"{start}{number}", posted)
        if filled:
            yield filled["texte"] if set(filled) == {"texte"} and _is_short(listing) else filled


def _row(listing: Listing, row: str, posted: Mapping[str, str]) -> dict[str, Data]:
    """What was typed, or pasted, in a new row, by the name of its field."""
    cells = ((leaf, posted.get(f"{row}/{leaf.path[-1]}", "").strip()) for leaf in listing.blank)
    filled: Any = {str(leaf.path[-1]): _as_written(text, leaf) for leaf, text in cells if text}
    for name in listing.beside:
        if text := posted.get(f"{row}/{name}", "").strip():
            steps = (int(step) if step.isdigit() else step for step in name.split("/"))
            filled = _put(filled, tuple(steps), text)
    return filled  # type: ignore[no-any-return]


def _is_short(listing: Listing) -> bool:
    """Whether a plain text is one of its items."""
    inner = listing.field.get("schema")
    return isinstance(inner, dict) and inner.get("coerce") == "element"


def _appended(root: Any, path: PathInTree, row: Data, named: bool = False) -> Any:
    if not path and named:
        held = root if isinstance(root, dict) else {}
        called = str(child(row, "libelle") or "chiffre")
        return {**held, free_name(slug(called), held): row}
    if not path:
        items = root if isinstance(root, list) else []
        return [*items, row]
    step, rest = path[0], path[1:]
    if isinstance(step, int) and isinstance(root, list):
        root[step] = _appended(root[step], rest, row, named)
        return root
    fields = root if isinstance(root, dict) else {}
    fields[str(step)] = _appended(fields.get(str(step)), rest, row, named)
    return fields


def _without_blanks(root: Any, listing: Listing) -> None:
    """A word that was wiped out goes; one that was blank before stays as it was."""
    before = [leaf.value for item in listing.items for leaf in leaves(item.nodes)]
    node = root
    for step in listing.path:
        node = child(node, step)
    if isinstance(node, list):
        wiped = {rank for rank, value in enumerate(before) if value and node[rank] == ""}
        node[:] = [value for rank, value in enumerate(node) if rank not in wiped]
