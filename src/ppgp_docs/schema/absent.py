"""What a person left blank is absent: an item of a list, a part or a block without its content.

« Une ligne vide ne compte pas »: a form is filled in as things become known. A part whose list is
blank does not print; a title that it already had is then lost, which is told. So is a dash that
nothing follows among others, and the word `null`: a text may have stood there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from ppgp_docs.diagnostics import Diagnostic, Span, warning
from ppgp_docs.load.tree import PathInTree, Text, Tree, is_blank, texts
from ppgp_docs.schema.faults import Fault, start

LEFT_OUT: Final = "V010"
"""What tells a part that says something and is left out; a draft shows it."""

_NULL: Final = "null"
_BLOCKS: Final = "blocs"
_HEADER: Final = "colonnes"
_LISTS_OF_PARTS: Final = (_BLOCKS, "activites")


class LeftBlank:
    """What is absent from a tree: the blank ``items`` of lists, the ``parts`` without content.

    Items keep their rank, so that faults keep their places: an absent one is None in the value.
    ``losing`` are what lacks in parts that say something all the same: a draft shows them.
    """

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self.items = frozenset(_blank_items(tree.root))
        self.parts: dict[PathInTree, None] = {}
        self.losing: list[Fault] = []

    def sift(self, faults: Iterable[Fault], is_list: Callable[[Fault], bool]) -> list[Fault]:
        """The faults without those of what is absent."""
        faults = list(faults)
        for fault in faults:
            part, lacks = fault.path[:-1], fault.rule == "required"
            if lacks and self._lacks_content(fault.path):
                node = self._tree.node(part)
                says = _says_something(node)
                holds = _is_block(part) and _lists_something(node)
                if not says or (is_list(fault) and not holds):
                    self.parts[part] = None
                    self.losing += [fault] if says else []
        return [fault for fault in faults if not self._is_within(fault.path)]

    def leave_out(self, value: Any) -> Iterator[Diagnostic]:
        """Take what is absent out of a value; V010 for parts that say something all the same, V011
        for items of a list.
        """
        self._find_emptied()
        for path in (*self.items, *self.parts):
            _take_out(value, path)
        for path in self._null_cells():
            _take_out(value, path, "")
        for part in self.parts:
            node = self._tree.node(part)
            told = _says_something(node) or (_is_block(part) and _holds_null(node))
            if told and not self._is_within(part[:-1]):
                yield _left_out(part, self._tree)
        yield from self._blank_dashes()
        yield from self._blank_rows()

    def _null_cells(self) -> Iterator[PathInTree]:
        """Cells that keep their place and say nothing."""
        for path, text in texts(self._tree.root):
            if text and is_blank(text) and len(path) > 1 and _holds_cells(path[:-1]):
                yield path

    def _blank_dashes(self) -> Iterator[Diagnostic]:
        """V011: a dash without anything, among others that have something; a `null` anywhere."""
        for path, text in texts(self._tree.root):
            is_null = text.raw.lower() == _NULL and isinstance(path[-1], int)
            if is_null or (path in self.items and not self._is_within(path[:-1])):
                yield _empty_item(text, self._tree)

    def _blank_rows(self) -> Iterator[Diagnostic]:
        """V011: a row without anything among others, a piece of which each field is said null."""
        for path in self.items:
            node = self._tree.node(path)
            if isinstance(node, list) and not _has_null_word(node):
                yield _empty_row(self._tree.span(path))
            elif isinstance(node, dict) and _holds_null(node):
                span = start(self._tree.span(path))
                yield warning("V011", _EMPTY, span, _FILL_OR_DROP_ITEM)

    def _lacks_content(self, path: PathInTree) -> bool:
        node = self._tree.node(path)
        return _is_part(path[:-1]) and node is not None and is_blank(node)

    def _is_within(self, path: PathInTree) -> bool:
        return any(self._is_absent(path[:end]) for end in range(1, len(path) + 1))

    def _is_absent(self, path: PathInTree) -> bool:
        return path in self.parts or path in self.items

    def _find_emptied(self) -> None:
        """Parts and blocks of which all blocks are absent: the inner ones first, each once."""
        lists = {each[:-1] for each in (*self.items, *self.parts) if each[-2:-1] == (_BLOCKS,)}
        for depth in range(max(map(len, lists), default=0), 0, -1):
            for blocks in [each for each in lists if len(each) == depth]:
                ranks = range(len(self._tree.node(blocks)))
                owner = blocks[:-1]
                if _is_part(owner) and all(self._is_absent((*blocks, rank)) for rank in ranks):
                    self._empty(owner)
                    lists |= {owner[:-1]} if owner[-2:-1] == (_BLOCKS,) else set()

    def _empty(self, owner: PathInTree) -> None:
        self.parts[owner] = None
        within = any(each.path[: len(owner)] == owner for each in self.losing)
        if _says_something(self._tree.node(owner)) and not within:
            self.losing.append(Fault((*owner, _BLOCKS), "required", None, None))


def _blank_items(node: Any, path: PathInTree = ()) -> Iterator[PathInTree]:
    """The blank items of the lists that are not blank as a whole; a blank cell keeps its place."""
    if isinstance(node, dict):
        for key, child in node.items():
            if not is_blank(child):
                yield from _blank_items(child, (*path, key))
    elif isinstance(node, list):
        for rank, child in enumerate(node):
            if is_blank(child):
                yield from () if _holds_cells(path) else ((*path, rank),)
            else:
                yield from _blank_items(child, (*path, rank))


def _holds_cells(path: PathInTree) -> bool:
    """Whether a list is the header or a row of a table."""
    return path[-1:] == (_HEADER,) or (len(path) > 1 and isinstance(path[-1], int))


def _is_part(path: PathInTree) -> bool:
    """Whether a path is that of a part of a dossier, of an activity or of a block."""
    return len(path) == 1 or (len(path) > 1 and path[-2] in _LISTS_OF_PARTS)


def _is_block(path: PathInTree) -> bool:
    return path[-2:-1] == (_BLOCKS,)


def _holds_null(node: Any) -> bool:
    """Whether somewhere nothing was typed on purpose, `~` or `null`: no form holds that."""
    return any(text and is_blank(text) for _, text in texts(node))


def _has_null_word(node: Any) -> bool:
    """Whether a `null` stands there, which is told by itself."""
    return any(text.raw.lower() == _NULL for _, text in texts(node))


def _take_out(value: Any, path: PathInTree, left: str | None = None) -> None:
    for step in path[:-1]:
        value = value.get(step) if isinstance(value, dict) else value and value[step]
    if isinstance(value, list) and len(value) > int(path[-1]):
        value[int(path[-1])] = left
    elif isinstance(value, dict):
        value.pop(path[-1], None)


def _says_something(node: Any) -> bool:
    """Whether a part has more than its type, and blocks that have no more than theirs."""
    if not isinstance(node, dict):
        return not is_blank(node)
    others = (child for key, child in node.items() if key not in ("type", _BLOCKS))
    return not all(map(is_blank, others)) or any(map(_says_something, node.get(_BLOCKS) or ()))


def _lists_something(node: dict[str, Any]) -> bool:
    """Whether a block of which a list lacks has another one: rows under no header are content; a
    header without rows is a title."""
    others = (child for key, child in node.items() if key != _HEADER)
    return any(isinstance(child, list) and not is_blank(child) for child in others)


def _left_out(part: PathInTree, tree: Tree) -> Diagnostic:
    named, hint = "ce bloc", "remplissez la liste restée vide, ou effacez le reste"
    if not isinstance(part[-1], int):
        named = f"`{part[-1]}`"
    elif part[-2:-1] == ("activites",):
        named, hint = "cette activité", "donnez-lui un texte ou un autre bloc, ou effacez-la"
    elif not _says_something(tree.node(part)):
        hint = _FILL_OR_DROP_ITEM
    return warning(
        LEFT_OUT,
        f"{named} n’a pas de contenu : rien n’en sera imprimé",
        start(tree.span(part, of_key=isinstance(part[-1], str))),
        hint,
    )


def _empty_item(item: Text, tree: Tree) -> Diagnostic:
    """What looks empty may be a word that YAML reads as nothing, or a text behind a `#`."""
    message, hint = _EMPTY, ""
    if item.raw.lower() == _NULL:
        message = f"`{item.raw}` veut dire « rien » en YAML : rien n’en sera imprimé"
        hint = f'si c’est un mot du texte, mettez-le entre guillemets : `"{item.raw}"`'
    elif "#" in tree.source.split("\n")[item.span.line - 1]:
        hint = "un texte qui commence par `#` se met entre guillemets"
    return warning("V011", message, start(item.span), *filter(None, (hint, _FILL_OR_DROP)))


def _empty_row(span: Span) -> Diagnostic:
    message = "toutes les cases de cette ligne sont vides : elle ne sera pas imprimée"
    hint = "remplissez-la, ou effacez-la ; une case reste à remplir ? tapez-y un tiret, « - »"
    return warning("V011", message, start(span), hint)


_EMPTY: Final = "cet élément de la liste est vide : rien n’en sera imprimé"
_FILL_OR_DROP_ITEM: Final = "remplissez-le, ou effacez-le"
_FILL_OR_DROP: Final = "remplissez-le, ou effacez la ligne"
